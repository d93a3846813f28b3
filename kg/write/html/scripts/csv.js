// Rows as CSV that a spreadsheet opens as text and numbers, never as formulas (reliability.md F6). Pure.
"use strict";

const Csv = (() => {
  const BOM = "\uFEFF"; // without it Excel takes UTF-8 for the code page of the system
  const FORMULA = /^(?:[\t\r\n]|[\s\u0000-\u001f]*[=+\-@＝＋－＠])/;
  const NUMBER = /^-?\d+(?:\.\d+)?$/;
  const QUOTED = /[",;\t\r\n]|^\s|\s$/;

  /** Give text an apostrophe where a spreadsheet would begin to calculate; what is just a number stays one. */
  const tame = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

  const quote = (text) => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  /** Write one value: a number as it is, text tamed and, where RFC 4180 wants it, quoted; nothing for null. */
  function cell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
    return quote(tame(String(value)));
  }

  const line = (values) => `${values.map(cell).join(",")}\r\n`;

  /** Write objects as rows below their titles; ``columns`` are [{title, value(object)}]. */
  function write(columns, objects) {
    const head = line(columns.map((column) => column.title));
    return BOM + head + objects.map((object) => line(columns.map((column) => column.value(object)))).join("");
  }

  return { write };
})();
