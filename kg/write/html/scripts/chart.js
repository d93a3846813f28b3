// A small chart of one indicator over time, as SVG made of elements.
"use strict";

const Chart = (() => {
  return {};
})();
