// The time filter: a histogram of the facts that pass all other filters, by the clock that the reader chooses, and
// what becomes of facts without a time. A drag shows at most once a frame and is one step of the history.
"use strict";

const Timeline = (() => {
  const CLOCKS = ["said", "reported"];

  /** Pass on the times that a drag proposes, the last one of each frame. */
  function makeDrag() {
    let begun = false;
    let frame = 0;
    let waiting = null;

    function flush() {
      cancelAnimationFrame(frame);
      frame = 0;
      if (!waiting || (waiting.from === Store.state.from && waiting.to === Store.state.to)) return;
      Actions.setTime(waiting, { undoable: !begun });
      begun = true;
    }

    function end() {
      flush();
      begun = false;
      waiting = null;
    }

    function propose(time) {
      waiting = time;
      if (!frame) frame = requestAnimationFrame(flush);
    }

    return { end, propose };
  }

  function open(container) {
    const drag = makeDrag();
    const axes = new Map(); // clock → the axis of all facts of the graph; null if none has a time
    const parts = {};
    let axis = null;
    let histogram = null;
    let shown = {}; // the clock and the facts that stand on the page now

    function axisOf(clock) {
      if (!axes.has(clock)) {
        const facts = [...Data.relations, ...Data.figures];
        axes.set(clock, Months.makeAxis(facts.map((fact) => Filter.timeOf(fact, clock)).filter(Boolean)));
      }
      return axes.get(clock);
    }

    function makeClock(clock) {
      const button = Dom.button("", () => clock === Store.state.clock || Actions.setTime({ clock }), Words.t(clock));
      button.title = Words.t(`${clock}Hint`);
      return button;
    }

    function makeClocks() {
      parts.clocks = CLOCKS.map(makeClock);
      const group = Dom.make("div", "clocks", ...parts.clocks);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", Words.t("clock"));
      return group;
    }

    function makeUndated() {
      const [box, text] = [Dom.make("input", ""), Dom.make("span", "")];
      box.type = "checkbox";
      box.addEventListener("change", () => Actions.setTime({ undated: box.checked }));
      Object.assign(parts, { undated: Dom.make("label", "undated", box, text), undatedBox: box, undatedText: text });
      return parts.undated;
    }

    function build() {
      parts.range = Dom.make("span", "range");
      parts.relations = Dom.make("span", "relations");
      parts.figures = Dom.make("span", "figures");
      parts.picture = Dom.make("div", "picture");
      const totals = Dom.make("span", "totals", parts.relations, parts.figures);
      const told = Dom.make("div", "told", parts.range, totals);
      const choices = Dom.make("div", "choices", makeClocks(), makeUndated());
      container.replaceChildren(Section.make("timeline", Words.t("timeline"), told, parts.picture, choices));
      buildPicture(Store.state.clock);
    }

    function buildPicture(clock) {
      shown = { clock, timeless: null };
      axis = axisOf(clock);
      const handlers = { onDrag: (...borders) => drag.propose(Months.toTime(axis, ...borders)), onEnd: drag.end };
      histogram = axis && Histogram.make(axis, handlers);
      const nothing = () => Dom.make("p", "none", Words.t(clock === "said" ? "noTime" : "noDate"));
      parts.picture.replaceChildren(histogram ? histogram.element : nothing());
      parts.undated.hidden = parts.range.hidden = !axis;
    }

    /** Draw how many facts each bar would leave were it chosen alone, and how many have no time. */
    function draw(timeless, clock) {
      const spansOf = (kind) =>
        timeless.filter((fact) => fact.kind === kind).map((fact) => Filter.timeOf(fact, clock)).filter(Boolean);
      histogram.draw(Months.countBars(axis, spansOf("relation")), Months.countBars(axis, spansOf("figure")));
      const undated = timeless.filter((fact) => !Filter.timeOf(fact, clock));
      parts.undatedText.textContent = Words.t("undated", undated.length);
      shown.timeless = timeless;
    }

    function showTime(state) {
      const { left, right } = Months.toBorders(axis, state);
      histogram.place(left, right);
      parts.range.textContent = Months.nameTime(axis, state);
      parts.undatedBox.checked = state.undated;
    }

    function show({ state, filter }) {
      if (shown.clock !== state.clock) buildPicture(state.clock);
      parts.relations.textContent = Words.t("relationCount", filter.relations.length);
      parts.figures.textContent = Words.t("figureCount", filter.figures.length);
      parts.clocks.forEach((button, at) => button.setAttribute("aria-pressed", String(CLOCKS[at] === state.clock)));
      if (!axis) return;
      if (shown.timeless !== filter.timeless) draw(filter.timeless, state.clock);
      showTime(state);
    }

    if (window.matchMedia("(width <= 760px)").matches) Section.fold("timeline");
    build();
    return { build, show };
  }

  return { open };
})();
