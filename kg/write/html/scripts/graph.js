// The picture: vis-network on positions computed in Python, nothing moves by itself. Which nodes and edges are
// hidden or faded is kept here; what a click means is told to the owner.
"use strict";

const Graph = (() => {
  const FADED = 0.12;
  const MOST_NAMED_EDGES = 40;

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function title(statement) {
    const [subject, object] = [statement.subject, statement.object].map((id) => Model.entities.get(id).name);
    return `${subject}\n${Model.predicates.get(statement.predicate).label} → ${object}`;
  }

  function toNode(node) {
    const entity = Model.entities.get(node.id);
    const { label, ...rest } = node; // names are drawn by labels.js
    return { ...rest, title: `${entity.name}\n${Model.types.get(entity.type).label}` };
  }

  function open(container, { onNode, onEdge, onNothing }) {
    const { nodes: drawnNodes, edges: drawnEdges, options } = Model.data.network;
    const nodes = new vis.DataSet(drawnNodes.map(toNode));
    const edges = new vis.DataSet(drawnEdges.map((edge) => ({ ...edge, title: title(Model.statements.get(edge.id)) })));
    const network = new vis.Network(container, { nodes, edges }, options);
    const hidden = new Set(); // names of types
    let focus = null; // {nodes: Set, edges: Set, first: Set} or null

    const isHidden = (id) => hidden.has(Model.entities.get(id).type);

    function rankOf(id) {
      if (isHidden(id) || (focus && !focus.nodes.has(id))) return null;
      return focus && focus.first.has(id) ? 0 : 1;
    }

    const labels = Labels.attach(network, drawnNodes, rankOf);

    function styleNode(node) {
      const opacity = focus && !focus.nodes.has(node.id) ? FADED : 1;
      return { id: node.id, hidden: isHidden(node.id), opacity };
    }

    function styleEdge(edge) {
      const near = focus && focus.edges.has(edge.id);
      const named = near && focus.edges.size <= MOST_NAMED_EDGES;
      const statement = Model.statements.get(edge.id);
      return {
        id: edge.id,
        hidden: isHidden(edge.from) || isHidden(edge.to),
        color: { ...options.edges.color, ...edge.color, opacity: focus && !near ? FADED : near ? 1 : 0.75 },
        label: named ? Model.predicates.get(statement.predicate).label : " ",
      };
    }

    function restyle() {
      nodes.update(drawnNodes.map(styleNode));
      edges.update(drawnEdges.map(styleEdge));
    }

    /** Bring out a node with its neighbours; null brings out everything. */
    function focusNode(id) {
      const near = drawnEdges.filter((edge) => edge.from === id || edge.to === id);
      const around = near.flatMap((edge) => [edge.from, edge.to]);
      focus = { nodes: new Set([id, ...around]), edges: new Set(near.map((edge) => edge.id)), first: new Set([id]) };
      network.selectNodes([id], false);
      restyle();
    }

    function focusEdge(id) {
      const edge = drawnEdges.find((one) => one.id === id);
      const ends = new Set([edge.from, edge.to]);
      focus = { nodes: ends, edges: new Set([id]), first: ends };
      network.selectEdges([id]);
      restyle();
    }

    function clear() {
      if (!focus) return;
      focus = null;
      network.unselectAll();
      restyle();
    }

    /** Move the view to a node, leaving room for a panel of some width on the right. */
    function moveTo(id, panelWidth) {
      const scale = Math.max(network.getScale(), 0.9);
      network.focus(id, { scale, offset: { x: -panelWidth / 2, y: 0 }, animation: animation() });
    }

    /** Move the view just as far as it takes for some nodes not to lie under the panel. */
    function reveal(ids, panelWidth) {
      const x = Math.max(...ids.map((id) => whereIs(id).x));
      const { left, width } = container.getBoundingClientRect();
      const hidden = x - (left + width - panelWidth - 60);
      if (hidden <= 0 || width < 2 * panelWidth) return;
      const centre = network.getViewPosition();
      network.moveTo({ position: { x: centre.x + hidden / network.getScale(), y: centre.y }, animation: animation() });
    }

    const animation = () => (still() ? false : { duration: 250, easingFunction: "easeInOutQuad" });

    function zoom(factor) {
      network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)), animation: animation() });
    }

    function setHidden(names) {
      hidden.clear();
      names.forEach((name) => hidden.add(name));
      restyle();
    }

    network.on("click", ({ nodes: [node], edges: [edge] }) => {
      container.classList.add("quiet"); // the view may move: a tip would then stand in a wrong place
      if (node !== undefined) onNode(node);
      else if (edge !== undefined) onEdge(edge);
      else onNothing();
    });
    container.addEventListener("pointermove", () => container.classList.remove("quiet"));
    network.fit();

    /** Where a node, or the middle of an edge, stands on screen, in pixels of the page. */
    function whereIs(id) {
      const edge = network.body.edges[id];
      const point = edge ? edge.edgeType.getPoint(0.5) : network.getPositions([id])[id];
      const { left, top } = container.getBoundingClientRect();
      const { x, y } = network.canvasToDOM(point);
      return { x: x + left, y: y + top };
    }

    return {
      clear,
      fit: () => network.fit({ animation: animation() }),
      focusEdge,
      focusNode,
      isHidden,
      labelsShown: labels.shown,
      moveTo,
      reveal,
      setHidden,
      visibleNodes: () => drawnNodes.filter((node) => !isHidden(node.id)).length,
      whereIs,
      zoom,
    };
  }

  return { open };
})();
