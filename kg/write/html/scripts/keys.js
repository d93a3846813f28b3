// The keyboard: which key does what, and the dialog that tells.
"use strict";

const Keys = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
