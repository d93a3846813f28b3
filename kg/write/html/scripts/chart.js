// A small chart of one indicator over time, as SVG made of elements with a button on each point. The list of the
// values below it says the same in words.
"use strict";

const Chart = (() => {
  const [WIDTH, HEIGHT] = [352, 136]; // pixels, where the panel has its usual width
  const [TOP, RIGHT, BOTTOM] = [14, 14, 22];
  const PAD = 8; // between the border of the plot and its outermost values
  const YEAR_WIDTH = 38; // the narrowest that a year's number may stand in
  const SIGN = 4.5; // half the size of a point
  const SCALES = [[1e8, "亿"], [1e4, "万"]];
  const SHAPES = ["circle", "square", "diamond", "triangle"]; // of the scopes, in their order; then they come round

  const isDrawn = ({ base, modality, months }) => months !== null && base !== null && modality !== "negated";
  const middle = ({ months: [first, last] }) => (first + last + 1) / 2;
  const length = ({ months: [first, last] }) => last - first + 1;
  const countDifferent = (figures, valueOf) => new Set(figures.map(valueOf)).size;

  /** Part dated values into those that one axis can bear: of one base unit, places apart from numbers. */
  function part(figures) {
    const parts = new Map();
    figures.filter(isDrawn).forEach((figure) => {
      const key = `${Told.isRank(figure)} ${figure.baseUnit}`;
      if (!parts.has(key)) parts.set(key, []);
      parts.get(key).push(figure);
    });
    return [...parts.values()].filter((own) => countDifferent(own, middle) > 1);
  }

  /** Count the different times of figures that a chart would show. */
  const countTimes = (figures) => Math.max(0, ...part(figures).map((own) => countDifferent(own, middle)));

  /** Find in what the axis counts: the unit that all state, else a readable multiple of the base unit. */
  function findUnit(figures) {
    const [first] = figures;
    if (countDifferent(figures, (figure) => figure.unit) === 1) return { factor: 1, of: "value", unit: first.unit };
    const most = Math.max(...figures.map((figure) => Math.abs(figure.base)));
    const [factor, prefix] = SCALES.find(([scale]) => most >= scale) || [1, ""];
    return { factor, of: "base", unit: `${prefix}${first.baseUnit || ""}` };
  }

  /** Measure a text of 11 pixels, roughly. */
  const measure = (text) => [...text].reduce((sum, char) => sum + (char.codePointAt(0) < 0x2e80 ? 6.3 : 11.2), 0);

  /** Find where everything stands: the years below, the values on the left, a rank's first place on top. */
  function findFrame(figures) {
    const { factor, of, unit } = findUnit(figures);
    const valueOf = (figure) => figure[of] / factor;
    const values = figures.map(valueOf);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const label = (value) => Told.value(figures[0], Math.round(value * 1e4) / 1e4, unit);
    const left = Math.min(130, Math.max(measure(label(low)), measure(label(high))) + 8);
    const years = [Math.min(...figures.map((one) => one.months[0])), Math.max(...figures.map((one) => one.months[1]))];
    const [from, to] = [Math.floor(years[0] / 12), Math.floor(years[1] / 12)];
    const x = (month) => left + ((month / 12 - from) / (to + 1 - from)) * (WIDTH - RIGHT - left);
    const [best, worst] = [TOP + PAD, HEIGHT - BOTTOM - PAD];
    const share = (value) => (high === low ? 0.5 : (value - low) / (high - low));
    const y = (value) => best + (Told.isRank(figures[0]) ? share(value) : 1 - share(value)) * (worst - best);
    return { from, high, label, left, low, to, valueOf, x, y: (figure) => y(valueOf(figure)), yOf: y };
  }

  function text(words, anchor, x, y) {
    const element = Dom.svg("text", { class: "tick", "text-anchor": anchor, x, y });
    element.textContent = words;
    return element;
  }

  function axes({ from, high, label, left, low, to, x, yOf }) {
    const ends = low === high ? [low] : [low, high];
    const across = (name, y) => Dom.svg("line", { class: name, x1: left, x2: WIDTH - RIGHT, y1: y, y2: y });
    const lines = [...ends.map((value) => across("grid", yOf(value))), across("axis", HEIGHT - BOTTOM)];
    const values = ends.map((value) => text(label(value), "end", left - 6, yOf(value) + 4));
    const step = Math.ceil(YEAR_WIDTH / (x(12 * (from + 1)) - x(12 * from)));
    const years = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step);
    const names = years.map((year) => text(String(year), "middle", x(12 * year + 6), HEIGHT - 6));
    return [...lines, ...values, ...names];
  }

  /** Draw the sign of a point around a place. */
  function sign(shape, x, y, className, size = SIGN) {
    if (shape === "circle") return Dom.svg("circle", { class: className, cx: x, cy: y, r: size });
    const corners = {
      diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
      square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
      triangle: [[0, -1.2], [1.15, 0.9], [-1.15, 0.9]],
    }[shape];
    const points = corners.map(([dx, dy]) => `${x + size * dx},${y + size * dy}`).join(" ");
    return Dom.svg("polygon", { class: className, points });
  }

  /** Give each scope its sign: its place among the scopes is its class and its shape. */
  function findSigns(figures) {
    const scopes = [...new Set(figures.map((figure) => figure.scope))];
    const signOf = (number) => ({ name: `scope-${number}`, shape: SHAPES[number] });
    return new Map(scopes.map((scope, at) => [scope, signOf(at % SHAPES.length)]));
  }

  const classOf = (figure, { name }, passes) =>
    [name, figure.modality ? "hollow" : "", passes(figure) ? "" : "out"].filter(Boolean).join(" ");

  const isEqual = (one, other) => one !== null && one.base === other.base;

  /** Join the values that can be compared: of one scope and one length of time, stated, and one at a time. */
  function lines(figures, frame, signs, passes) {
    const chains = new Map();
    figures.filter((figure) => passes(figure) && !figure.modality).forEach((figure) => {
      const key = `${length(figure)} ${figure.scope}`;
      const chain = chains.get(key) || new Map();
      const isAlone = !chain.has(middle(figure)) || isEqual(chain.get(middle(figure)), figure);
      chains.set(key, chain.set(middle(figure), isAlone ? figure : null));
    });
    const joined = [...chains.values()].map((chain) => [...chain.values()].filter(Boolean));
    return joined.filter((own) => own.length > 1).map((own) => {
      const points = own.map((figure) => `${frame.x(middle(figure))},${frame.y(figure)}`).join(" ");
      return Dom.svg("polyline", { class: `run ${signs.get(own[0].scope).name}`, points });
    });
  }

  function point(figure, frame, signs, passes, spans) {
    const mark = signs.get(figure.scope);
    const [x, y, name] = [frame.x(middle(figure)), frame.y(figure), classOf(figure, mark, passes)];
    const [first, last] = figure.months;
    const span = { class: `span ${name}`, x1: frame.x(first), x2: frame.x(last + 1), y1: y, y2: y };
    return [
      spans ? Dom.svg("line", span) : null,
      figure.disputes.length ? Dom.svg("circle", { class: "ring", cx: x, cy: y, r: SIGN + 4 }) : null,
      sign(mark.shape, x, y, `point ${name}`),
    ].filter(Boolean);
  }

  function draw(title, figures, frame, signs, passes) {
    const named = { "aria-label": title, role: "img" };
    const svg = Dom.svg("svg", { class: "trend-plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, ...named });
    const spans = countDifferent(figures, length) > 1; // a half-year beside years is to be seen as one
    svg.append(...axes(frame), ...lines(figures, frame, signs, passes));
    svg.append(...figures.flatMap((figure) => point(figure, frame, signs, passes, spans)));
    return svg;
  }

  /** Say a point: period, value, scope, where it stands. */
  function describe(figure, passes) {
    const source = figure.proofs.length ? Proof.nameOf(figure.proofs[0].article) : null;
    const marks = [
      figure.modality && Words.t(figure.modality),
      figure.disputes.length > 0 && Words.t("panelDisputed"),
      !passes(figure) && Words.t("panelFiltered"),
    ];
    const said = [Told.period(figure), Told.amount(figure), Told.change(figure), figure.scope];
    return [...said, ...marks, source].filter(Boolean).join(" · ");
  }

  /** Place a tip beside a point, away from the nearest borders; ``x`` and ``y`` are shares of the chart. */
  function placeBeside(x, y) {
    const across = x < 0.5 ? { left: `${100 * x}%`, right: "auto" } : { left: "auto", right: `${100 * (1 - x)}%` };
    const down = { bottom: "auto", top: `calc(${100 * y}% + 14px)` };
    return { ...across, ...(y < 0.5 ? down : { bottom: `calc(${100 * (1 - y)}% + 14px)`, top: "auto" }) };
  }

  /** Put a button on each point: one stop of the Tab key, arrow keys go from point to point. */
  function buttons(figures, frame, tip, { onFigure, passes }) {
    const made = figures.map((figure) => {
      const button = Dom.button("trend-point", () => onFigure(figure));
      const [x, y] = [frame.x(middle(figure)) / WIDTH, frame.y(figure) / HEIGHT];
      const words = describe(figure, passes);
      const show = () => {
        tip.textContent = words;
        Object.assign(tip.style, placeBeside(x, y));
        tip.hidden = false;
      };
      button.setAttribute("aria-label", words);
      button.dataset.key = `point ${figure.id}`;
      button.style.left = `${100 * x}%`;
      button.style.top = `${100 * y}%`;
      ["pointerenter", "focus"].forEach((name) => button.addEventListener(name, show));
      ["pointerleave", "blur"].forEach((name) => button.addEventListener(name, () => (tip.hidden = true)));
      return button;
    });
    made.forEach((button, at) => {
      button.tabIndex = at ? -1 : 0;
      button.addEventListener("keydown", (event) => rove(event, made, at));
    });
    return made;
  }

  function rove(event, made, at) {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, End: made.length - 1, Home: 0 }[event.key];
    if (!made[to]) return;
    event.preventDefault();
    event.stopPropagation();
    made.forEach((button, index) => (button.tabIndex = index === to ? 0 : -1));
    made[to].focus();
  }

  /** Say what the signs mean, where there is more than one kind. */
  function legend(figures, signs, passes) {
    const entry = (drawn, words) => {
      const image = Dom.svg("svg", { "aria-hidden": "true", class: "trend-plot", viewBox: "-9 -9 18 18" });
      image.append(drawn);
      return Dom.make("span", "", image, words);
    };
    const scopes = signs.size < 2 ? [] : [...signs].map(([scope, { name, shape }]) =>
      entry(sign(shape, 0, 0, `point ${name}`), scope || Words.t("panelNoScope")));
    const kinds = [
      [figures.some((one) => one.modality), () => sign("circle", 0, 0, "point scope-0 hollow"), "planned"],
      [figures.some((one) => one.disputes.length), () => sign("circle", 0, 0, "ring", SIGN + 2), "panelDisputed"],
      [!figures.every(passes), () => sign("circle", 0, 0, "point out"), "panelFiltered"],
    ];
    const shown = kinds.filter(([isThere]) => isThere);
    const entries = [...scopes, ...shown.map(([, drawSign, words]) => entry(drawSign(), Words.t(words)))];
    return entries.length ? Dom.make("p", "trend-legend note", ...entries) : null;
  }

  function chart(indicator, figures, { onFigure, passes }) {
    const ordered = [...figures].sort((a, b) => middle(a) - middle(b));
    const [first, last] = [ordered[0], ordered[ordered.length - 1]];
    const ends = [first, last].flatMap((figure) => [Told.period(figure), Told.amount(figure)]);
    const title = Words.t("panelChart", indicator, figures.length, ...ends);
    const frame = findFrame(ordered);
    const signs = findSigns(ordered);
    const tip = Dom.make("p", "trend-tip");
    tip.hidden = true;
    tip.setAttribute("aria-hidden", "true");
    const plot = draw(title, ordered, frame, signs, passes);
    const area = Dom.make("div", "trend-area", plot, ...buttons(ordered, frame, tip, { onFigure, passes }), tip);
    return Dom.make("div", "trend", area, legend(ordered, signs, passes));
  }

  /** Make the charts of an indicator: one for each unit that has values of different times. */
  const make = (indicator, figures, options) => part(figures).map((own) => chart(indicator, own, options));

  return { countTimes, make };
})();
