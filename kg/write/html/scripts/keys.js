// The keyboard: which key does what. The dialog that tells is help.js, made from the same table.
"use strict";

const Keys = (() => {
  const PAN = 80; // pixels on screen
  const ZOOM = 1.25;
  const WAYS = { ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1] };
  const TYPED = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";
  let isOn = true; // whether single letters, digits and signs act; a reader who dictates can turn them off

  const focused = () => (Store.state.focus?.kind === "node" ? Data.entity(Store.state.focus.id) : null);

  /** Name a key as the table does; null for combinations that belong to the browser. */
  function nameOf(event) {
    if (event.altKey || event.isComposing) return null;
    const key = event.key.length > 1 ? event.key : event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
    if (!event.ctrlKey && !event.metaKey) return key === "=" ? "+" : key;
    return `Ctrl+${event.shiftKey ? "Shift+" : ""}${key.toUpperCase()}`;
  }

  function open({ canvas, closeTopmost, fitAll, graph, panel, search, view }) {
    const walk = Walk.open({ view });
    const onPicture = (action) => () => Store.state.view === "graph" && action();
    const onEntity = (action) => () => focused() && action(focused());

    function pan(key) {
      const { x, y, scale } = canvas.camera();
      const [right, down] = WAYS[key];
      canvas.moveTo({ scale, x: x + (right * PAN) / scale, y: y + (down * PAN) / scale }, { animated: false });
    }

    function pin(entity) {
      const node = view().scene.nodeOf(entity);
      if (!node) return;
      if (node.pinned) Actions.unpin(entity);
      else Actions.move({ [entity.id]: [node.x, node.y] });
      Notice.announce(Words.t(node.pinned ? "unpinned" : "pinned", entity.name));
    }

    function hide(entity) {
      Actions.remove(entity);
      Notice.announce(Words.t("hidden", entity.name));
    }

    function expand(entity) {
      const before = view().scene.nodes.length;
      Actions.expand(entity, view().scene);
      Notice.announce(Words.t("expanded", view().scene.nodes.length - before));
    }

    function setHops(key) {
      Actions.setHops(Number(key));
      Notice.announce(Words.t("hops", Number(key)));
    }

    function step(action, canStep, word) {
      Notice.announce(Words.t(canStep() ? word : "nothingToStep"));
      action();
    }

    function find() {
      search.focus();
      search.select();
    }

    /** Go into the details; with nothing in focus, begin with the best connected entity. */
    function enter() {
      if (!Store.state.focus) walk.next();
      walk.settle();
      panel.focus({ preventScroll: true });
    }

    // Keys, the word that says what they do, and the action. ``local`` ones act on the picture alone: elsewhere
    // the browser has a use for them.
    const bindings = [
      { keys: ["/"], word: "keyFind", action: find },
      { keys: ["n"], word: "keyNext", action: onPicture(walk.next) },
      { keys: ["N"], word: "keyPrevious", action: onPicture(walk.previous) },
      { keys: ["Enter"], word: "keyEnter", action: enter, local: true },
      { keys: ["Escape"], word: "keyEscape", action: closeTopmost },
      { keys: ["1", "2", "3"], word: "keyHops", action: (key) => focused() && setHops(key) },
      { keys: ["e"], word: "keyExpand", action: onEntity(expand) },
      { keys: ["h"], word: "keyHide", action: onEntity(hide) },
      { keys: ["p"], word: "keyPin", action: onEntity(pin) },
      { keys: ["u", "Ctrl+Z"], word: "undo", action: () => step(Store.undo, Store.canUndo, "undone") },
      { keys: ["Ctrl+Y", "Ctrl+Shift+Z"], word: "redo", action: () => step(Store.redo, Store.canRedo, "redone") },
      { keys: ["f"], word: "fit", action: onPicture(fitAll) },
      { keys: ["+"], word: "zoomIn", action: onPicture(() => canvas.zoom(ZOOM)) },
      { keys: ["-"], word: "zoomOut", action: onPicture(() => canvas.zoom(1 / ZOOM)) },
      { keys: Object.keys(WAYS), word: "keyPan", action: pan, local: true },
      { keys: ["g"], word: "keyGraph", action: () => Actions.setView("graph") },
      { keys: ["t"], word: "keyTable", action: () => Actions.setView("table") },
      { keys: ["?"], word: "help", action: () => help.open() },
    ];
    const single = { isOn: () => isOn, turn: (on) => (isOn = on) };
    const help = Help.open(document.getElementById("help-dialog"), bindings, single);
    const bound = new Map(bindings.flatMap((one) => one.keys.map((key) => [key, one])));

    function press(event) {
      const name = event.defaultPrevented || Dialog.isOpen() ? null : nameOf(event);
      const binding = bound.get(name);
      if (!binding || event.target.closest(TYPED) || (name.length === 1 && !isOn)) return;
      if (binding.local && !(graph.contains(event.target) || event.target === document.body)) return;
      event.preventDefault();
      binding.action(name);
    }

    document.addEventListener("keydown", press);
    return { openHelp: help.open };
  }

  return { open };
})();
