// The state as the hash of the address, and back.
"use strict";

const Link = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
