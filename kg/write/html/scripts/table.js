// Entities, relations and figures as tables: what passes the filters, sortable, with a filter of their own.
"use strict";

const Table = (() => {
  function open() {
    return { show() {} };
  }

  const column = (title, value) => ({ title, value });
  const COLUMNS = {
    entities: [column("id", (one) => one.id), column("name", (one) => one.name)],
    relations: [column("subject", (one) => one.subject.name), column("object", (one) => one.object.name)],
    figures: [column("subject", (one) => one.subject.name), column("value", (one) => one.value)],
  };

  const rows = (kind, { filter }) => filter[kind];

  return { COLUMNS, open, rows };
})();
