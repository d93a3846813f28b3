// The filters that are on, each as a button that takes it back.
"use strict";

const Chips = (() => {
  const MOST_DOCUMENTS = 3; // so many are named

  /** Tell which kinds are hidden, or where these are the most, which are left. */
  function describeKinds(things, hidden, { key, toggle, without, only }) {
    const there = things.filter((thing) => thing.count);
    const gone = there.filter((thing) => hidden.includes(thing.name));
    const left = there.filter((thing) => !hidden.includes(thing.name));
    if (gone.length > left.length) {
      const names = left.map(Words.label).join(Words.t("comma")) || Words.t("none");
      return [{ text: Words.t(only, names), undo: () => Actions.clearFilters([key]) }];
    }
    return gone.map((thing) => ({ text: Words.t(without, Words.label(thing)), undo: () => toggle(thing.name) }));
  }

  function describeDocuments(ids) {
    if (ids.length > MOST_DOCUMENTS) {
      return [{ text: Words.t("documentCount", ids.length), undo: () => Actions.clearFilters(["documents"]) }];
    }
    const known = Data.documents.filter((document) => ids.includes(document.id));
    return known.map((document) => ({
      text: Words.t("onlyDocument", document.title),
      undo: () => Actions.toggleDocument(document.id),
    }));
  }

  function describeTime({ from, to, undated, clock }) {
    const chips = [];
    const add = (text, keys) => chips.push({ text, undo: () => Actions.clearFilters(keys) });
    if (from !== null || to !== null) add(Words.t("onlyTime", Months.nameRange(from, to), undated), ["from", "to"]);
    if (!undated) add(Words.t("withoutUndated"), ["undated"]);
    if (clock !== Store.START.clock) add(Words.t("byClock", Words.t(clock)), ["clock"]);
    return chips;
  }

  function describe(state) {
    const types = { key: "hiddenTypes", only: "onlyTypes", toggle: Actions.toggleType, without: "withoutType" };
    const predicates = {
      key: "hiddenPredicates",
      only: "onlyPredicates",
      toggle: Actions.togglePredicate,
      without: "withoutPredicate",
    };
    const { length } = state.removed;
    const removed = { text: Words.t("removedCount", length), undo: () => Actions.clearFilters(["removed"]) };
    const cluster = { text: Words.t("onlyCluster", state.cluster), undo: () => Actions.clearFilters(["cluster"]) };
    return [
      ...(state.cluster === null ? [] : [cluster]),
      ...describeKinds(Data.types, state.hiddenTypes, types),
      ...describeKinds(Data.predicates, state.hiddenPredicates, predicates),
      ...describeDocuments(state.documents),
      ...describeTime(state),
      ...(length ? [removed] : []),
    ];
  }

  function open(container) {
    let wasKey = false; // the last click on a chip came from the keyboard

    function makeChip({ text, undo }) {
      const cross = Dom.make("span", "cross", "×");
      cross.setAttribute("aria-hidden", "true");
      const chip = Dom.button("chip", undo, Dom.make("span", "text", text), cross);
      chip.title = text;
      chip.setAttribute("aria-label", Words.t("removeFilter", text));
      return chip;
    }

    /** Hold the focus in the row: it goes to the chip that follows, and from the last one to the search. */
    function refocus(at) {
      const chips = [...container.querySelectorAll(".chip")];
      if (chips.length) chips[Math.min(at, chips.length - 1)].focus();
      else if (wasKey) document.getElementById("search").focus();
    }

    function show({ state }) {
      const at = [...container.children].indexOf(document.activeElement);
      const chips = describe(state).map(makeChip);
      const clear = Dom.button("clear", () => Actions.clearFilters(), Words.t("clearAll"));
      container.replaceChildren(...(chips.length ? [...chips, clear] : []));
      container.hidden = !chips.length;
      if (at >= 0) refocus(at);
    }

    container.addEventListener("click", ({ detail }) => (wasKey = detail === 0), { capture: true });
    return { show };
  }

  return { describe, open };
})();
