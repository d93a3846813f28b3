// A grid of any length: only the rows in sight and some around are in the page. Arrow keys lead from row to row.
// All rows are of one height; what stands in them is for table.js to say.
"use strict";

const Grid = (() => {
  const AROUND = 10; // rows in the page above those in sight, and below
  const MOST_PRINTED = 1000;

  /** Open a grid in a container; ``makeCells(row)`` fills a row, ``isChosen(row)`` marks it, ``onChoose`` opens it. */
  function open(container, { isChosen, makeCells, onChoose }) {
    const head = Dom.make("tr");
    const body = Dom.make("tbody");
    const columns = Dom.make("colgroup");
    const table = Dom.make("table", "", columns, Dom.make("thead", "", head), body);
    let rows = [];
    let height = 36; // of a row, until one is there to be measured
    let first = 0; // the rows from here to last are in the page
    let last = 0;
    let current = 0; // the row that the keyboard is on

    const isFocused = () => body.contains(document.activeElement) || document.activeElement === container;
    const rowAt = (index) => body.querySelector(`[aria-rowindex="${index + 2}"]`);
    const fitting = () => Math.max(1, Math.floor((container.clientHeight - head.offsetHeight) / height));
    const top = () => Math.floor(container.scrollTop / height);

    /** Stand for the rows that are not in the page. */
    function makeSpace(count) {
      const space = Dom.make("tr", "space");
      space.setAttribute("aria-hidden", "true");
      space.style.height = `${count * height}px`;
      return space;
    }

    function makeRow(row, index) {
      const element = Dom.make("tr", "", ...makeCells(row));
      element.setAttribute("aria-rowindex", String(index + 2)); // the head is the first
      element.setAttribute("aria-selected", String(isChosen(row)));
      return element;
    }

    /** Put the rows from ``start`` on into the page; the keyboard stays where it is. */
    function render(start, most = fitting() + 2 * AROUND) {
      const wasFocused = isFocused();
      const onButton = wasFocused && document.activeElement.tagName === "BUTTON";
      first = Math.max(0, Math.min(start, rows.length - most));
      last = Math.min(rows.length, first + most);
      const shown = rows.slice(first, last).map((row, at) => makeRow(row, first + at));
      body.replaceChildren(makeSpace(first), ...shown, makeSpace(rows.length - last));
      if (shown.length) height = shown[0].offsetHeight || height;
      markCurrent();
      if (!wasFocused) return;
      const row = rowAt(current);
      const target = row && onButton ? row.querySelector("button") : row;
      (target || container).focus({ preventScroll: true });
    }

    /** Render anew as soon as a row without content would be seen. */
    function follow() {
      if (top() >= first && Math.min(rows.length, top() + fitting() + 2) <= last) return;
      render(top() - AROUND);
    }

    /** Let Tab reach one row, and what can be done with it: that of the keyboard, or the first in the page. */
    function markCurrent() {
      const reached = rowAt(current) || rowAt(Math.max(first, top()));
      body.querySelectorAll("tr:not(.space)").forEach((row) => {
        row.tabIndex = row === reached ? 0 : -1;
        row.querySelectorAll("button").forEach((button) => (button.tabIndex = row.tabIndex));
      });
    }

    /** Move the keyboard to a row, and the row into sight. */
    function goTo(index) {
      if (!rows.length) return;
      current = Math.max(0, Math.min(rows.length - 1, index));
      const lowest = (current + 1) * height + head.offsetHeight - container.clientHeight;
      container.scrollTop = Math.max(lowest, Math.min(container.scrollTop, current * height));
      follow();
      markCurrent();
      rowAt(current).focus({ preventScroll: true });
    }

    const indexOf = (target) => {
      const row = target.closest("tr[aria-rowindex]");
      return row && body.contains(row) ? Number(row.getAttribute("aria-rowindex")) - 2 : null;
    };

    function targetOf(key) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: fitting(), PageUp: -fitting() };
      if (Object.hasOwn(steps, key)) return current + steps[key];
      return key === "Home" ? 0 : key === "End" ? rows.length - 1 : null;
    }

    function press(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("thead")) return;
      const isRow = event.target.tagName === "TR";
      if (isRow && (event.key === "Enter" || event.key === " ")) choose(current);
      else if (targetOf(event.key) !== null) goTo(targetOf(event.key));
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function click(event) {
      const index = indexOf(event.target);
      const isReading = !document.getSelection().isCollapsed; // has marked some text to copy it
      if (index !== null && !isReading && !event.target.closest("button")) choose(index);
    }

    /** Open a row, and keep it in sight: what opens may take room from the grid. */
    function choose(index) {
      onChoose(rows[index]);
      goTo(index);
    }

    function enter(event) {
      const index = indexOf(event.target);
      if (index === null || index === current) return;
      current = index;
      markCurrent();
    }

    /** Show other rows below other heads: ``heads`` are th elements, ``widths`` pixels. The top comes into sight. */
    function show({ heads, label, widths, next }) {
      table.setAttribute("aria-label", label);
      table.setAttribute("aria-colcount", String(heads.length));
      table.setAttribute("aria-rowcount", String(next.length + 1));
      head.replaceChildren(...heads);
      columns.replaceChildren(...widths.map(makeColumn));
      rows = next;
      current = 0;
      container.scrollTop = 0;
      render(0);
    }

    function makeColumn(width) {
      const column = Dom.make("col");
      column.style.width = `min(${width}px, 42vw)`; // on small screens more than the first column is seen
      return column;
    }

    /** Mark anew which rows are chosen. */
    function mark() {
      body.querySelectorAll("tr[aria-rowindex]").forEach((element) => {
        element.setAttribute("aria-selected", String(isChosen(rows[indexOf(element)])));
      });
    }

    table.setAttribute("role", "grid");
    container.tabIndex = -1;
    container.append(table);
    container.addEventListener("scroll", follow);
    container.addEventListener("keydown", press);
    body.addEventListener("click", click);
    body.addEventListener("focusin", enter);
    new ResizeObserver(follow).observe(container);
    window.addEventListener("beforeprint", () => render(0, MOST_PRINTED));
    window.addEventListener("afterprint", () => render(top() - AROUND));

    return { mark, show };
  }

  return { MOST_PRINTED, open };
})();
