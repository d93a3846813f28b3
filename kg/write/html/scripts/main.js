// Puts the parts together: every change of the state is filtered, made a scene, and shown by each part.
"use strict";

const App = (() => {
  const find = (id) => document.getElementById(id);
  let view = null; // {state, filter, scene}: what is shown now
  let isSeen = true; // some node lies within the picture

  const canvas = Canvas.open(find("graph"), find("tip"), {
    onEdge: Actions.chooseRelation,
    onExpand: (entity) => Actions.expand(entity, view.scene),
    onMoved: Actions.move,
    onNode: Actions.chooseEntity,
    onNothing: Actions.clearFocus,
    onSight: (isAny) => {
      if (!view || isAny === isSeen) return;
      isSeen = isAny;
      showEmpty(view);
    },
  });
  const panel = Panel.open(find("panel"), { goTo });
  const parts = [
    Legend.open(find("kinds")),
    Documents.open(find("documents")),
    Chips.open(find("chips")),
    Timeline.open(find("time")),
    Table.open(find("table"), { goTo, goToRelation }),
    Clusters.open(find("picture"), { canvas, goTo }),
    panel,
    Export.open(find("export-dialog"), find("export"), { canvas, view: () => view }),
    Link.open(find("share"), { canvas }),
    Keys.open(find("help-dialog"), find("help"), { canvas, panel, view: () => view }),
    { show: showBadge },
  ];
  Store.watchCamera(canvas.camera);

  /** Show an entity wherever it is, and look at it. */
  function goTo(entity) {
    Actions.bringIn(entity, view.scene, view.filter);
    canvas.goTo(entity, panel.width());
    find("panel").focus({ preventScroll: true });
  }

  /** Show a relation in the picture, with both its ends in sight. */
  function goToRelation(relation) {
    Actions.bringInRelation(relation, view.scene, view.filter, "graph");
    canvas.fit([relation.subject, relation.object].map(view.scene.nodeOf), { shift: panel.width() });
    find("panel").focus({ preventScroll: true });
  }

  function render(state, previous) {
    const filter = Filter.compute(state);
    view = { filter, previous, scene: Scene.compute(state, filter), state };
    canvas.show(view.scene);
    parts.forEach((part) => part.show(view));
    if (state.camera) canvas.moveTo(state.camera, { animated: false });
    else if (previous && state.focus && state.focus !== previous.focus) revealFocus(state.focus);
  }

  function revealFocus(focus) {
    const fact = focus.kind === "edge" ? Data.fact(focus.id) : null;
    const entities = fact ? [fact.subject, fact.object] : (focus.nodes || [focus.id]).map(Data.entity);
    canvas.reveal(entities, panel.width());
  }

  function showView(name) {
    find("picture").hidden = name !== "graph";
    find("table").hidden = name !== "table";
    find("to-graph").setAttribute("aria-pressed", String(name === "graph"));
    find("to-table").setAttribute("aria-pressed", String(name === "table"));
  }

  /** Never leave an empty picture unexplained: nothing there, all filtered out, or the rest out of sight. */
  function showEmpty({ filter, scene }) {
    const { entities } = Data.counts;
    const isAway = scene.nodes.length > 0;
    const words = isAway ? "allAway" : entities ? "allHidden" : "nothing";
    find("empty").hidden = isAway && isSeen;
    find("empty-text").textContent = Words.t(words, scene.nodes.length);
    find("empty-fit").hidden = !isAway;
    find("empty-clear").hidden = !entities || filter.entities.length === Data.entities.length;
  }

  function showBadge({ scene, state }) {
    showView(state.view);
    const { entities, relations } = Data.counts;
    find("badge").textContent = Words.t("badge", scene.nodes.length, entities, scene.edges.length, relations);
    isSeen = true; // until the picture, drawn in the next frame, tells otherwise
    showEmpty(view);
    find("compact").setAttribute("aria-pressed", String(state.compact));
    find("undo").disabled = !Store.canUndo();
    find("redo").disabled = !Store.canRedo();
  }

  function refresh() {
    parts.forEach((part) => part.build && part.build());
    parts.forEach((part) => part.show(view));
    canvas.redraw();
  }

  /** On small screens the filters stand in a sheet that opens and closes. */
  function toggleFilters() {
    const isOpen = document.body.classList.toggle("filters-open");
    find("filters").setAttribute("aria-expanded", String(isOpen));
    find(isOpen ? "filters-close" : "filters").focus();
  }

  function closeFilters(event) {
    if (event.key !== "Escape" || !document.body.classList.contains("filters-open")) return;
    event.stopPropagation();
    toggleFilters();
  }

  function toggleCompact() {
    Actions.toggleCompact();
    canvas.fit();
  }

  const BUTTONS = {
    compact: toggleCompact,
    "to-graph": () => Actions.setView("graph"),
    "to-table": () => Actions.setView("table"),
    filters: toggleFilters,
    "filters-close": toggleFilters,
    "empty-clear": () => Actions.clearFilters(),
    "empty-fit": () => canvas.fit(),
    fit: () => canvas.fit(),
    language: () => Words.use(Words.lang() === "zh" ? "en" : "zh"),
    redo: Store.redo,
    theme: Theme.toggle,
    undo: Store.undo,
    "zoom-in": () => canvas.zoom(1.4),
    "zoom-out": () => canvas.zoom(1 / 1.4),
  };

  Object.entries(BUTTONS).forEach(([id, action]) => find(id).addEventListener("click", action));
  find("legend").addEventListener("keydown", closeFilters);
  Search.open(find("search"), find("hits"), goTo);
  Store.on(render);
  Words.use("zh");
  render(Store.state, null);
  Words.on(refresh);
  Theme.on(refresh);
  canvas.fit(undefined, { animated: false });

  return { canvas, goTo, view: () => view };
})();
