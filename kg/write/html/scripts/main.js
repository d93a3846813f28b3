// Puts the parts together: who is told what when something is clicked, chosen or hidden.
"use strict";

const App = (() => {
  const find = (id) => document.getElementById(id);

  const graph = Graph.open(find("graph"), { onNode, onEdge, onNothing: close });
  const panel = Panel.open(find("panel"), { onEntity: goTo, onClose: close });
  Legend.open(find("legend"), hide);
  Search.open(find("search"), find("hits"), goTo);

  function showEntity(id) {
    const drawn = Model.drawn.has(id);
    if (drawn) graph.focusNode(id);
    else graph.clear();
    panel.showEntity(id, drawn ? (graph.isHidden(id) ? Words.typeHidden : null) : Words.notDrawn);
  }

  function onNode(id) {
    showEntity(id);
    graph.reveal([id], panel.width());
  }

  function onEdge(id) {
    graph.focusEdge(id);
    panel.showStatement(id);
    const { subject, object } = Model.statements.get(id);
    graph.reveal([subject, object], panel.width());
  }

  /** Show an entity that may be out of sight. */
  function goTo(id) {
    showEntity(id);
    if (Model.drawn.has(id)) graph.moveTo(id, panel.width());
    find("panel").focus({ preventScroll: true });
  }

  function close() {
    graph.clear();
    panel.hide();
  }

  function hide(types) {
    graph.setHidden(types);
    tellEmpty();
  }

  function tellEmpty() {
    const empty = find("empty");
    empty.textContent = Model.data.network.nodes.length ? Words.allHidden : Words.nothing;
    empty.hidden = graph.visibleNodes() > 0;
  }

  find("badge").textContent = Words.badge(Model.data.counts);
  find("zoom-in").addEventListener("click", () => graph.zoom(1.4));
  find("zoom-out").addEventListener("click", () => graph.zoom(1 / 1.4));
  find("zoom-fit").addEventListener("click", graph.fit);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "Escape" && !typing) close();
    if (event.key === "/" && !typing) {
      event.preventDefault();
      find("search").focus();
    }
  });
  tellEmpty();

  return { graph };
})();
