// Entities, relations and figures as tables: what passes the filters, sortable, with a filter of their own.
"use strict";

const Table = (() => {
  function open() {
    return { show() {} };
  }

  return { open };
})();
