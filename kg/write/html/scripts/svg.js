// A drawing context that writes SVG, for paint.js.
"use strict";

const Svg = (() => {
  return {};
})();
