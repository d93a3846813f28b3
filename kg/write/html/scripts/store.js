// What the reader has chosen: one immutable state, its history, and who wants to know. No page, no data.
"use strict";

const Store = (() => {
  const START = Object.freeze({
    hiddenTypes: [], // names
    hiddenPredicates: [],
    documents: [], // ids; none means all
    cluster: null, // the name of the only cluster shown
    from: null, // months, counted from the year 0; null is open
    to: null,
    undated: true, // facts without a time pass the time filter
    clock: "said", // the time that a text gives, or "reported", the date of the text
    brought: [], // ids of entities drawn because a search or an expansion brought them in
    removed: [], // ids of entities that the reader has hidden
    moved: {}, // id → [x, y], where the reader has put a node
    compact: false, // lay out anew what is drawn, instead of the map that stays
    focus: null, // {kind: "node", id, hops} | {kind: "edge", id} | {kind: "path", nodes, edges}
    view: "graph", // or "table"
    camera: null, // {x, y, scale}, where the history or a link has to restore it
  });
  const MOST_STEPS = 200;
  const listeners = [];
  let state = START;
  let past = [];
  let future = [];
  let readCamera = () => null;

  const remembered = () => ({ ...state, camera: readCamera() });

  function tell(previous) {
    listeners.forEach((listener) => listener(state, previous));
  }

  /** Change some of the state. ``undoable: false`` joins the change to the step before. */
  function set(patch, { undoable = true } = {}) {
    const previous = state;
    if (undoable) {
      past = [...past.slice(-MOST_STEPS), remembered()];
      future = [];
    }
    state = Object.freeze({ ...state, camera: null, ...patch });
    tell(previous);
  }

  function step(from, to) {
    if (!from.length) return;
    const previous = state;
    to.push(remembered());
    state = Object.freeze(from.pop());
    tell(previous);
  }

  return {
    START,
    canRedo: () => future.length > 0,
    canUndo: () => past.length > 0,
    on: (listener) => listeners.push(listener),
    redo: () => step(future, past),
    set,
    get state() {
      return state;
    },
    undo: () => step(past, future),
    watchCamera: (reader) => (readCamera = reader),
  };
})();
