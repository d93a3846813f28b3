// The overview of a graph that is too large for the page: its clusters.
"use strict";

const Clusters = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
