// Documents as a filter: only what they say is shown.
"use strict";

const Documents = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
