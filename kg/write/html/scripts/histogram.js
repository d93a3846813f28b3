// A histogram of two kinds of facts with a handle at either border of the chosen bars. It knows bars and borders
// only: border n is left of bar n. What they mean, and what is chosen, is told and asked by timeline.js.
"use strict";

const Histogram = (() => {
  const MOST_TICKS = 10;
  const STEPS = [1, 2, 5, 10, 20, 50]; // years
  const LEAST = 4; // percent of the height that a bar of one fact has at least

  /** Choose the bars that are named: years, or months where there are hardly two years. */
  function chooseTicks({ start, grain, count }) {
    const bars = Array.from({ length: count }, (_, bar) => ({ bar, month: start + bar * grain }));
    const years = bars.filter(({ month }) => month % 12 === 0);
    if (years.length < 3) {
      const step = Math.ceil((2 * bars.length) / MOST_TICKS);
      return bars.filter(({ bar }) => bar % step === 0).map(({ bar, month }) => ({ bar, text: Months.name(month) }));
    }
    const step = STEPS.find((one) => years.length / one <= MOST_TICKS) || 100;
    return years
      .filter(({ month }) => (month / 12) % step === 0)
      .map(({ bar, month }) => ({ bar, text: String(month / 12) }));
  }

  function makeTicks(axis) {
    const ticks = chooseTicks(axis).map(({ bar, text }) => {
      const tick = Dom.make("span", "", text);
      tick.style.left = `${((bar + 0.5) / axis.count) * 100}%`;
      return tick;
    });
    const scale = Dom.make("div", "ticks", ...ticks);
    scale.setAttribute("aria-hidden", "true");
    return scale;
  }

  function makeBar(bar) {
    const rectangle = (name, x, width) => Dom.svg("rect", { class: name, height: 100, width, x: bar + x });
    const [relations, figures] = [rectangle("relations", 0.1, 0.8), rectangle("figures", 0.1, 0.8)];
    const title = Dom.svg("title", {});
    const group = Dom.svg("g", {});
    group.append(title, rectangle("area", 0, 1), figures, relations);
    return { figures, group, relations, title };
  }

  function stand(rectangle, bottom, height) {
    rectangle.setAttribute("y", bottom - height);
    rectangle.setAttribute("height", height);
  }

  /** Tell what the pointer does to a chart: which bar it was set on, and which it is over now. */
  function watchPointer(chart, count, { onBars, onEnd }) {
    let first = null;
    let last = null;
    const barAt = ({ clientX }) => {
      const { left, width } = chart.getBoundingClientRect();
      return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
    };
    chart.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary) return;
      chart.setPointerCapture(event.pointerId);
      first = last = barAt(event);
      onBars(first, first, true);
    });
    chart.addEventListener("pointermove", (event) => {
      if (first === null || barAt(event) === last) return;
      last = barAt(event);
      onBars(Math.min(first, last), Math.max(first, last), false);
    });
    const end = () => {
      first = null;
      onEnd();
    };
    chart.addEventListener("pointerup", end);
    chart.addEventListener("pointercancel", end);
  }

  /**
   * Make a handle. One pull ends where it is let go, with the key or the pointer; ``onMove`` gets where it is to
   * be, and puts it there.
   */
  function makeHandle(side, label, count, { onMove, onEnd }) {
    const input = Dom.make("input", side);
    let isKeyed = false;
    input.type = "range";
    input.min = 0;
    input.max = count;
    input.setAttribute("aria-label", label);
    input.addEventListener("input", () => onMove(Number(input.value)));
    input.addEventListener("keydown", () => (isKeyed = true));
    const end = () => {
      isKeyed = false;
      onEnd();
    };
    input.addEventListener("keyup", end);
    input.addEventListener("blur", end);
    input.addEventListener("change", () => isKeyed || end());
    return input;
  }

  /**
   * Make a histogram for an axis. ``onDrag(left, right)`` is told the borders that the reader is about to choose,
   * ``onEnd()`` that they have been.
   */
  function make(axis, { onDrag, onEnd }) {
    const { count } = axis;
    const bars = Array.from({ length: count }, (_, bar) => makeBar(bar));
    const chart = Dom.svg("svg", { "aria-hidden": true, preserveAspectRatio: "none", viewBox: `0 0 ${count} 100` });
    let borders = { left: 0, right: count };

    const pull = (left, right) => {
      place(left, right);
      onDrag(left, right);
    };
    /** Choose bars; what alone is chosen and clicked on again gives way to all. */
    const choose = (first, last, isClick) => {
      const isAlone = isClick && borders.left === first && borders.right === last + 1;
      if (isAlone) pull(0, count);
      else pull(first, last + 1);
    };
    const left = makeHandle("left", Words.t("timeFrom"), count, {
      onEnd,
      onMove: (border) => pull(Math.min(border, borders.right - 1), borders.right),
    });
    const right = makeHandle("right", Words.t("timeTo"), count, {
      onEnd,
      onMove: (border) => pull(borders.left, Math.max(border, borders.left + 1)),
    });

    /** Put the handles to their borders and fade the bars outside. */
    function place(from, to) {
      const months = Months.toMonths(axis, from, to);
      borders = { left: from, right: to };
      left.value = from;
      right.value = to;
      left.setAttribute("aria-valuetext", Months.name(months.first));
      right.setAttribute("aria-valuetext", Months.name(months.last));
      left.classList.toggle("above", from > count / 2);
      bars.forEach(({ group }, bar) => group.classList.toggle("out", bar < from || bar >= to));
    }

    /** Draw so many relations and figures in each bar. */
    function draw(relations, figures) {
      const most = Math.max(1, ...relations.map((one, bar) => one + figures[bar]));
      const heightOf = (one) => (one ? Math.max(LEAST, (one / most) * 100) : 0);
      bars.forEach((bar, at) => {
        const [low, high] = [heightOf(relations[at]), heightOf(figures[at])];
        stand(bar.relations, 100, low);
        stand(bar.figures, 100 - low, high);
        bar.title.textContent = Words.t("bar", Months.nameBar(axis, at), relations[at], figures[at]);
      });
    }

    chart.append(...bars.map((bar) => bar.group));
    watchPointer(chart, count, { onBars: choose, onEnd });
    place(0, count);
    return { draw, element: Dom.make("div", "histogram", chart, left, right, makeTicks(axis)), place };
  }

  return { make };
})();
