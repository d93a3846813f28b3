// Puts the parts together: every change of the state is filtered, made a scene, and shown by each part.
"use strict";

const App = (() => {
  const find = (id) => document.getElementById(id);
  let view = null; // {state, filter, scene}: what is shown now
  const VIEWS = { clusters: "clusters", graph: "picture", table: "table" }; // and the element that shows each
  let isSeen = true; // some node lies within the picture

  Words.use("zh");
  Address.restore({ undoable: false });
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
    Clusters.open(find("clusters"), find("to-clusters")),
    panel,
    Export.open(find("export-dialog"), find("export"), { canvas, view: () => view }),
    Print.open(document.body, { view: () => view }),
    Address.open(find("share"), find("share-dialog"), { canvas, showAddressed }),
    { show: showBadge },
  ];
  const drawers = [
    Drawer.open(find("filters"), find("legend"), "filters-open"),
    Drawer.open(find("more"), find("extras"), "extras-open", { isMenu: true }),
  ];
  const keys = Keys.open({
    canvas, closeTopmost, fitAll, graph: find("graph"), panel: find("panel"), search: find("search"), view: () => view,
  });
  Store.watchCamera(canvas.camera);

  /** Show an entity wherever it is, and look at it. */
  function goTo(entity) {
    Actions.bringIn(entity, view.scene, view.filter);
    canvas.goTo(entity, covered());
    find("panel").focus({ preventScroll: true });
  }

  /** Show a relation in the picture, with both its ends in sight. */
  function goToRelation(relation) {
    Actions.showRelation(relation, { view: "graph" });
    canvas.fit([relation.subject, relation.object].map(view.scene.nodeOf), { cover: covered() });
    find("panel").focus({ preventScroll: true });
  }

  function render(state, previous) {
    const filter = Filter.compute(state);
    view = { filter, previous, scene: Scene.compute(state, filter), state };
    const wasReading = find("panel").contains(document.activeElement);
    canvas.show(view.scene);
    parts.forEach((part) => part.show(view));
    if (wasReading && find("panel").hidden) focusView(state.view);
    if (state.camera) canvas.moveTo(state.camera, { animated: false });
    else if (previous && state.cluster !== previous.cluster) canvas.fit();
    else if (previous && state.focus && state.focus !== previous.focus) revealFocus(state.focus);
  }

  /** Let the keyboard go on in the picture, or in the row of the table where it was. */
  function focusView(name) {
    const target = name === "table" ? find("table").querySelector("tbody [tabindex='0']") : find("graph");
    if (target) target.focus({ preventScroll: true });
  }

  /** Tell how much of the picture the details cover: its right side, or its lower part on small screens. */
  function covered() {
    const [details, picture] = ["panel", "graph"].map((id) => find(id).getBoundingClientRect());
    if (find("panel").hidden) return { bottom: 0, right: 0 };
    const isSheet = details.width >= picture.width;
    const hidden = isSheet ? picture.bottom - details.top : picture.right - details.left;
    return isSheet ? { bottom: Math.max(0, hidden), right: 0 } : { bottom: 0, right: hidden };
  }

  function revealFocus(focus, isWanted = () => true) {
    const fact = focus.kind === "edge" ? Data.fact(focus.id) : null;
    const entities = fact ? [fact.subject, fact.object] : (focus.nodes || [focus.id]).map(Data.entity);
    canvas.reveal(entities.filter(isWanted), covered());
  }

  /** Look from the address's camera, or at the first view. What Python has not placed may stand elsewhere. */
  function showAddressed() {
    const { camera, focus } = Store.state;
    if (!camera) canvas.begin({ animated: false });
    else if (focus) revealFocus(focus, (entity) => entity.x === null);
  }

  function showView(name) {
    Object.entries(VIEWS).forEach(([view, container]) => {
      find(container).hidden = name !== view;
      find(`to-${view}`).setAttribute("aria-pressed", String(name === view));
    });
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

  /** Close what lies on top, one thing at a time. Dialogs and the search close themselves. */
  function closeTopmost() {
    if (drawers.some((drawer) => drawer.close()) || Notice.dismiss()) return;
    Actions.clearFocus();
  }

  /** Show the whole beside what the details cover. */
  function fitAll() {
    canvas.fit(undefined, { cover: covered() });
  }

  function reset() {
    Actions.reset();
    canvas.begin();
  }

  function toggleCompact() {
    Actions.toggleCompact();
    canvas.fit();
  }

  const BUTTONS = {
    compact: toggleCompact,
    "to-clusters": () => Actions.setView("clusters"),
    "to-graph": () => Actions.setView("graph"),
    "to-table": () => Actions.setView("table"),
    "filters-close": () => drawers[0].close(),
    "empty-clear": () => Actions.clearFilters(),
    "empty-fit": fitAll,
    fit: fitAll,
    help: keys.openHelp,
    language: () => Words.use(Words.lang() === "zh" ? "en" : "zh"),
    redo: Store.redo,
    reset,
    theme: Theme.toggle,
    undo: Store.undo,
    "zoom-in": () => canvas.zoom(1.4),
    "zoom-out": () => canvas.zoom(1 / 1.4),
  };

  Object.entries(BUTTONS).forEach(([id, action]) => find(id).addEventListener("click", action));
  Search.open(find("search"), find("hits"), goTo);
  Store.on(render);
  render(Store.state, null);
  showAddressed();
  Words.on(refresh);
  Theme.on(refresh);

  return { canvas, goTo, view: () => view };
})();
