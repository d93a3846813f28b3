// Which rows of a table meet what a reader types, and how they are sorted. Pure, but for what it remembers.
"use strict";

const Sift = (() => {
  const collator = new Intl.Collator("zh"); // 汉字 by pinyin
  let texts = new WeakMap(); // row → all that its columns say but names, folded
  let waiting = null; // {at, columns, rows}: what is read next while the page is idle

  const isEmpty = (value) => value === null || value === "";

  function describe(row, columns) {
    let text = texts.get(row);
    if (text === undefined) {
      text = "";
      for (const column of columns) if (column.kind !== "entity") text += `${column.find(row)}|`;
      text = Find.fold(text);
      texts.set(row, text);
    }
    return text;
  }

  /** Make a test for one word: a row's names meet it as in the search box, by pinyin, too, or its text has it. */
  function makeTest(word, columns) {
    const named = new Set(Find.search(word, Data.entities.length));
    const names = columns.filter((one) => one.kind === "entity");
    const wanted = Find.fold(word);
    return (row) => names.some((one) => named.has(one.entity(row))) || describe(row, columns).includes(wanted);
  }

  /** Find the rows that meet every word of a text. */
  function find(text, columns, rows) {
    const tests = text.split(/\s+/).filter(Boolean).map((word) => makeTest(word, columns));
    return tests.length ? rows.filter((row) => tests.every((test) => test(row))) : rows;
  }

  /** Give each of some texts its place in the order of the dictionary; comparing numbers is much faster. */
  function rank(values) {
    const sorted = [...new Set(values)].sort(collator.compare);
    return new Map(sorted.map((value, place) => [value, place]));
  }

  /** Sort rows by a column; what is empty comes last either way, equals keep their order. */
  function sort(rows, { column, direction }) {
    const values = rows.map(column.order);
    const ranks = typeof values.find((value) => !isEmpty(value)) === "string" ? rank(values) : null;
    const sign = direction === "ascending" ? 1 : -1;
    const keys = values.map((value) => (isEmpty(value) ? Infinity : sign * (ranks ? ranks.get(value) : value)));
    return rows
      .map((_, at) => at)
      .sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a] - keys[b]))
      .map((at) => rows[at]);
  }

  /** Read rows while the page is idle, so that the first letter typed is answered at once. */
  function prepare(columns, rows) {
    waiting = { at: 0, columns, rows };
    if (window.requestIdleCallback) window.requestIdleCallback(prepareSome); // Safari has none, and waits
  }

  function prepareSome(deadline) {
    const { columns, rows } = waiting;
    while (waiting.at < rows.length && deadline.timeRemaining() > 1) describe(rows[waiting.at++], columns);
    if (waiting.at < rows.length) window.requestIdleCallback(prepareSome);
  }

  /** Read rows anew, after a change of the language. */
  function forget() {
    texts = new WeakMap();
  }

  return { find, forget, prepare, sort };
})();
