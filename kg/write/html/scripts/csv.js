// Rows as CSV that a spreadsheet opens as text and numbers, never as formulas. Pure.
"use strict";

const Csv = (() => {
  return {};
})();
