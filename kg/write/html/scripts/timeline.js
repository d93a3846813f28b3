// The time filter: a histogram of facts and two handles.
"use strict";

const Timeline = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
