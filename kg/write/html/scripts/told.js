// What a fact says, in the reader's language: amounts, changes, periods. Text only, no elements.
"use strict";

const Told = (() => {
  const PERIOD = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?$/;
  const RANK_UNITS = ["位", "名"]; // both count persons too
  const RANKED = /(排名|位次|名次|榜|排序|评价)$/; // so that an indicator's name has to speak of a list
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 10, useGrouping: "min2" });

  /** Write a number for reading: 6330, but 633,000,000,000. */
  const grouped = (value) => number.format(value);

  /** Tell whether the value is a place in a list, the first of which is the best. */
  const isRank = ({ indicator, unit, wording }) =>
    RANK_UNITS.includes(unit) && (RANKED.test(indicator) || RANKED.test(wording || ""));

  /** Write a value with its unit; a rank as the place that it is. */
  function value(figure, amount = figure.value, unit = figure.unit) {
    if (isRank(figure)) return Words.t("panelRank", amount);
    if (!unit) return grouped(amount);
    return unit === "%" ? `${grouped(amount)}%` : `${grouped(amount)} ${unit}`;
  }

  /** Write the value as the text states it, empty if it states a change only. */
  function amount(figure) {
    if (figure.value === null) return "";
    const bound = figure.bound ? Words.t(`bound-${figure.bound}`) : "";
    return bound + (figure.approx ? Words.t("panelApprox") : "") + value(figure);
  }

  /** Write the value in base units where that is another number. */
  function base(figure) {
    const isOther = figure.base !== null && figure.base !== figure.value && !isRank(figure);
    return isOther ? `${grouped(figure.base)} ${figure.baseUnit || ""}`.trim() : "";
  }

  function change(figure) {
    if (figure.change === null) return "";
    const sign = figure.change > 0 ? "+" : figure.change < 0 ? "−" : "±";
    const before = figure.value === null && figure.bound ? Words.t(`bound-${figure.bound}`) : "";
    return `${before}${sign}${grouped(Math.abs(figure.change))}%`;
  }

  /** Write a time such as 2020-H1 or 2021/2023; what is none stays as it is. */
  function time(text) {
    if (!text) return "";
    const parts = text.split("/").map((part) => PERIOD.exec(part));
    return parts.every(Boolean) ? parts.map(([, ...numbers]) => Words.t("panelPeriod", ...numbers)).join("–") : text;
  }

  const period = (figure) => time(figure.time) || Words.t("panelNoPeriod");

  /** Say a whole fact in one line. */
  function line(fact) {
    const { indicator, object, predicate, subject } = fact;
    if (object) return [subject.name, Words.label(predicate), object.name].join(" ");
    return [subject.name, period(fact), indicator, amount(fact), change(fact)].filter(Boolean).join(" ");
  }

  return { amount, base, change, grouped, isRank, line, period, time, value };
})();
