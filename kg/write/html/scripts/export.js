// The export dialog: what is visible as PNG, SVG, CSV, JSON, Turtle.
"use strict";

const Export = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
