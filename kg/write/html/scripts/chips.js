// The filters that are on, each as a button that takes it back.
"use strict";

const Chips = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
