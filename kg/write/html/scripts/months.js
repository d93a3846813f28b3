// Months as numbers (12 · year + month − 1): their names, and the bars of a histogram over them. Pure.
"use strict";

const Months = (() => {
  const GRAINS = [1, 3, 12]; // months of a bar
  const MOST_BARS = 30; // of less than a year
  const REACH = 12 * 40; // what is further away from the middle of all facts falls into the outermost bars

  const name = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

  /** Name a time whose ends may be open. */
  function nameRange(from, to) {
    if (from === null) return to === null ? Words.t("always") : Words.t("until", name(to));
    return to === null ? Words.t("since", name(from)) : `${name(from)} … ${name(to)}`;
  }

  const middleOf = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

  /**
   * Choose the bars for some spans of months, null without spans. A bar is a year, but less where the spans are
   * mostly shorter and there are not too many bars. ``earlier`` and ``later`` tell whether an outermost bar holds
   * more than its own months.
   */
  function makeAxis(spans) {
    if (!spans.length) return null;
    const middle = middleOf(spans.map(([first]) => first));
    const usual = middleOf(spans.map(([first, last]) => last - first + 1));
    const least = spans.reduce((sofar, span) => Math.min(sofar, span[0]), Infinity);
    const most = spans.reduce((sofar, span) => Math.max(sofar, span[1]), -Infinity);
    const [first, last] = [Math.max(least, middle - REACH), Math.min(most, middle + REACH)];
    const fits = (grain) => grain >= usual && (last - first) / grain < MOST_BARS;
    const grain = GRAINS.find(fits) || GRAINS[GRAINS.length - 1];
    const start = Math.floor(first / grain) * grain;
    const count = Math.floor((last - start) / grain) + 1;
    return { count, earlier: least < start, grain, later: most >= start + count * grain, start };
  }

  /** Give the number of the bar a month falls into. */
  function barOf({ start, grain, count }, month) {
    return Math.min(count - 1, Math.max(0, Math.floor((month - start) / grain)));
  }

  /** Count the spans in each bar; one that lasts longer counts in every bar that it touches. */
  function countBars(axis, spans) {
    const changes = new Array(axis.count + 1).fill(0);
    spans.forEach(([first, last]) => {
      changes[barOf(axis, first)] += 1;
      changes[barOf(axis, last) + 1] -= 1;
    });
    let sum = 0;
    return changes.slice(0, -1).map((change) => (sum += change));
  }

  /** Give the first and the last month between two borders. */
  function toMonths({ start, grain }, left, right) {
    return { first: start + left * grain, last: start + right * grain - 1 };
  }

  /** Give the time between two borders; at the ends of the axis it is open, so that all is in. */
  function toTime(axis, left, right) {
    const { first, last } = toMonths(axis, left, right);
    return { from: left === 0 ? null : first, to: right === axis.count ? null : last };
  }

  /** Give the borders of the bars that a time touches. */
  function toBorders(axis, { from, to }) {
    const left = from === null ? 0 : barOf(axis, from);
    const right = to === null ? axis.count : barOf(axis, to) + 1;
    return { left: Math.min(left, right - 1), right };
  }

  /** Name a time, its open ends by those of the axis unless there is more beyond. */
  function nameTime(axis, { from, to }) {
    const { first, last } = toMonths(axis, 0, axis.count);
    return nameRange(from === null && !axis.earlier ? first : from, to === null && !axis.later ? last : to);
  }

  function nameBar(axis, bar) {
    const time = toTime(axis, bar, bar + 1);
    const { first, last } = toMonths(axis, bar, bar + 1);
    if ((time.from === null && axis.earlier) || (time.to === null && axis.later)) return nameTime(axis, time);
    if (axis.grain === 12) return String(first / 12);
    return axis.grain === 1 ? name(first) : nameRange(first, last);
  }

  return { countBars, makeAxis, name, nameBar, nameRange, nameTime, toBorders, toMonths, toTime };
})();
