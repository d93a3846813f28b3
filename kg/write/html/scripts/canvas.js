// The picture on screen. vis-network is the camera: it pans, zooms, drags nodes and knows which lies under the
// pointer; it holds the nodes in view as empty shapes. Everything seen is drawn by paint.js.
"use strict";

const Canvas = (() => {
  const OPTIONS = {
    autoResize: true,
    interaction: { hover: false, keyboard: { enabled: false }, multiselect: false, tooltipDelay: 1e9 },
    layout: { improvedLayout: false },
    nodes: { physics: false, shape: "custom" },
    physics: { enabled: false },
  };
  const NEAR = 7; // pixels on screen from an edge that still hit it
  const NOTHING = { bottom: 0, right: 0 };
  const BUTTONS = { bottom: 0, right: 56 }; // pixels of the picture that the zoom buttons cover

  const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const motion = () => (isStill() ? false : { duration: 200, easingFunction: "easeInOutQuad" });

  function open(container, tip, { onNode, onEdge, onNothing, onExpand, onMoved, onSight }) {
    const nodes = new vis.DataSet();
    const network = new vis.Network(container, { nodes, edges: new vis.DataSet() }, OPTIONS);
    let scene = { edges: [], nodeOf: () => null, nodes: [] };
    let hovered = null;
    let names = [];
    let seen = null; // {camera, room}: where it is seen from, and the window; while it is hidden, it has neither
    let reframe = null; // Frame.around or first, while the reader has not moved what it shows of the whole
    let isMoving = false; // towards what was remembered
    let isWaiting = false; // for the next frame

    /** Paint once in the next frame, however much changes until then; vis-network would paint each change. */
    function redraw() {
      if (isWaiting) return;
      isWaiting = true;
      network.body.emitter.emit("_blockRedraw");
      requestAnimationFrame(paint);
    }

    function paint() {
      isWaiting = false;
      network.body.emitter.emit("_allowRedraw");
      network.redraw();
    }

    /** Give the part of the picture that is on screen, in its own pixels. */
    function view() {
      const { clientWidth, clientHeight } = network.canvas.frame;
      const first = network.DOMtoCanvas({ x: 0, y: 0 });
      const last = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
      return { left: first.x, top: first.y, right: last.x, bottom: last.y };
    }

    const isIn = ({ x, y }, { left, top, right, bottom }) => x > left && x < right && y > top && y < bottom;

    /** Describe a node for vis-network: where it is, and how large it is seen at the moment. */
    function toVis({ entity, x, y }) {
      const side = () => 2.4 * scene.nodeOf(entity).size;
      return { ctxRenderer: () => ({ nodeDimensions: { height: side(), width: side() } }), id: entity.index, x, y };
    }

    function grow(scale) {
      const factor = Shapes.growth(scale);
      scene.nodes.forEach((node) => (node.size = node.entity.size * factor));
    }

    function draw(context) {
      const scale = network.getScale();
      grow(scale);
      context.save();
      const settings = { colours: Theme.colours(), hovered, scale, view: view() };
      names = Paint.paint(context, scene, settings);
      context.restore();
      onSight(scene.nodes.some((node) => isIn(node, settings.view)));
      if (!isMoving && !isHidden()) remember(readCamera());
    }

    /** Give vis-network exactly the nodes of the scene, touching only what has changed. */
    function sync(last, next) {
      const wanted = new Map(next.nodes.map((node) => [node.entity.index, node]));
      nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
      const old = new Map(last.nodes.map((node) => [node.entity.index, node]));
      const isNew = (node) => !nodes.get(node.entity.index);
      const isElsewhere = (one, { x, y }) => one.x !== x || one.y !== y;
      const isMoved = (node) => old.has(node.entity.index) && isElsewhere(old.get(node.entity.index), node);
      nodes.add(next.nodes.filter(isNew).map(toVis));
      nodes.update(next.nodes.filter(isMoved).map(({ entity, x, y }) => ({ id: entity.index, x, y })));
    }

    function show(next) {
      redraw();
      const last = scene;
      scene = next;
      sync(last, next);
      hovered = null;
    }

    function nodeAt(dom) {
      const id = network.getNodeAt(dom);
      return id === undefined ? null : scene.nodeOf(Data.entities[id]);
    }

    function pick(dom) {
      return nodeAt(dom) || Shapes.nearest(scene.edges, network.DOMtoCanvas(dom), NEAR / network.getScale());
    }

    function hover(event) {
      const { left, top } = container.getBoundingClientRect();
      const dom = { x: event.clientX - left, y: event.clientY - top };
      const thing = event.buttons ? null : pick(dom);
      if (thing !== hovered) redraw();
      hovered = thing;
      container.style.cursor = thing ? "pointer" : "";
      Tip.show(tip, thing, dom, readRoom());
    }

    function leave() {
      tip.hidden = true;
      if (hovered) redraw();
      hovered = null;
    }

    function click({ pointer }) {
      leave();
      const thing = pick(pointer.DOM);
      network.unselectAll();
      if (!thing) onNothing();
      else if (thing.entity) onNode(thing.entity);
      else onEdge(thing.relation);
    }

    /** Draw dragged nodes where they are now. */
    function follow({ nodes: ids }) {
      const positions = network.getPositions(ids);
      ids.forEach((id) => Object.assign(scene.nodeOf(Data.entities[id]), positions[id]));
    }

    function drop({ nodes: ids }) {
      if (!ids.length) return;
      network.unselectAll();
      const positions = network.getPositions(ids);
      onMoved(Object.fromEntries(ids.map((id) => [Data.entities[id].id, [positions[id].x, positions[id].y]])));
    }

    function moveTo(camera, { animated = true } = {}) {
      const aim = { ...camera, scale: Frame.clamped(camera.scale) };
      reframe = null;
      remember(aim);
      isMoving = animated && !isStill();
      network.moveTo({ animation: animated && motion(), position: { x: aim.x, y: aim.y }, scale: aim.scale });
    }

    const readRoom = () => ({ height: container.clientHeight, width: container.clientWidth });
    const readCamera = () => ({ ...network.getViewPosition(), scale: network.getScale() });
    const isHidden = () => !container.clientWidth;
    const room = () => (isHidden() && seen ? seen.room : readRoom());
    const camera = () => (isHidden() && seen ? seen.camera : readCamera());

    function remember({ x, y, scale }) {
      seen = { camera: { scale, x, y }, room: room() };
    }

    /** Keep what is seen when the size changes; vis-network would scale it, from the state that it has kept. */
    function keep() {
      network.canvas.cameraState = {};
      if (isHidden() || !seen) return;
      if (reframe) frame(reframe, { animated: false });
      else moveTo(seen.camera, { animated: false });
    }

    /** Move to a node, near enough to read the names around it. */
    function goTo(entity, cover) {
      const node = scene.nodeOf(entity);
      if (node) moveTo(Frame.beside({ scale: Math.max(network.getScale(), 0.9), x: node.x, y: node.y }, cover));
    }

    /** Show all of some nodes, or of the scene, beside what a panel covers. */
    function fit(shown = scene.nodes, { cover = NOTHING, animated = true } = {}) {
      if (shown === scene.nodes) frame(Frame.around, { animated, cover });
      else if (shown.length) moveTo(Frame.around(shown, room(), cover), { animated });
    }

    /** Frame the scene by a function of Frame, and again whenever the size changes. */
    function frame(find, { animated = true, cover = NOTHING } = {}) {
      if (!scene.nodes.length) return;
      moveTo(find(scene.nodes, room(), { ...cover, right: cover.right + BUTTONS.right }), { animated });
      reframe = find;
    }

    /** Give the camera of the first view. */
    const home = () => (scene.nodes.length ? Frame.first(scene.nodes, room(), BUTTONS) : camera());

    /** Move just as far as it takes for some nodes to be in sight. */
    function reveal(entities, cover) {
      network.redraw(); // after the table vis-network has yet to learn its size
      const points = entities.map(scene.nodeOf).filter(Boolean).map((node) => network.canvasToDOM(node));
      if (!points.length || isHidden()) return;
      const away = Frame.toReveal(points, room(), cover);
      const { x, y, scale } = camera();
      if (away.x || away.y) moveTo({ scale, x: x + away.x / scale, y: y + away.y / scale });
    }

    /** Tell where a node, or the middle of an edge, stands on the page, by its id. */
    function whereIs(id) {
      const edge = scene.edges.find((one) => one.relation.id === id);
      const point = edge ? Shapes.curve(edge).middle : scene.nodes.find((node) => node.entity.id === id);
      const { left, top } = container.getBoundingClientRect();
      const { x, y } = network.canvasToDOM({ x: point.x, y: point.y });
      return { x: x + left, y: y + top };
    }

    network.canvas.frame.removeAttribute("tabindex"); // the container takes the focus, and has a name
    network.on("afterDrawing", draw);
    ["dragStart", "zoom"].forEach((event) => network.on(event, () => ((reframe = null), (isMoving = false))));
    network.on("animationFinished", () => (isMoving = false));
    network.on("resize", keep);
    network.on("click", click);
    network.on("doubleClick", ({ pointer }) => {
      const node = nodeAt(pointer.DOM);
      if (node) onExpand(node.entity);
    });
    network.on("dragging", follow);
    network.on("dragEnd", drop);
    container.addEventListener("pointermove", hover);
    container.addEventListener("pointerleave", leave);
    Theme.on(redraw);

    return {
      begin: (options) => frame(Frame.first, options),
      camera,
      fit,
      goTo,
      home,
      moveTo,
      names: () => names,
      onDrawn: (listener) => network.on("afterDrawing", listener),
      redraw,
      reveal,
      scene: () => scene,
      show,
      view,
      whereIs,
      zoom: (factor) => moveTo({ ...camera(), scale: network.getScale() * factor }),
    };
  }

  return { open };
})();
