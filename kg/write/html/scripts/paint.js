// Draws a scene on a context: the canvas on screen, one in memory for PNG, or the one of svg.js. Nothing else
// draws the picture, so that all of them show the same.
"use strict";

const Paint = (() => {
  const FADED = 0.13;
  const ARROW = [8, 5]; // length of an arrowhead, in the picture's own pixels and on screen at least

  /** Say how an edge looks, by its modality and the number of its independent sources. */
  function strokeOf({ relation, near, faded, named }, scale, colours) {
    const kind = relation.modality || "asserted";
    const plain = named ? colours.strong : colours.edge; // many at once would be a black star
    const usual = Math.min(0.8, Math.max(0.45, scale)); // from afar lines are many and thick beside the signs
    return {
      alpha: faded ? FADED : near ? 1 : usual,
      colour: kind === "asserted" ? plain : colours[kind],
      dashes: Theme.DASHES[kind],
      width: Math.min(1 + 0.8 * (relation.sources - 1), 4) + (named ? 0.6 : 0),
    };
  }

  function drawEdge(context, edge, scale, colours) {
    const curve = Shapes.curve(edge);
    const { alpha, colour, dashes, width } = strokeOf(edge, scale, colours);
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(width, 1 / scale);
    context.setLineDash(dashes);
    Shapes.traceCurve(context, curve);
    context.stroke();
    if (edge.relation.predicate.symmetric) return;
    context.setLineDash([]);
    context.fillStyle = colour;
    Shapes.traceArrow(context, curve, Math.max(ARROW[0], ARROW[1] / scale));
    context.fill();
  }

  /** Draw the sign of a type, here and in the legend of a picture that is given out. */
  function drawSign(context, { fill, line, shape, width }, x, y, size) {
    context.fillStyle = fill;
    context.strokeStyle = line;
    context.lineWidth = width;
    Shapes.trace(context, shape, x, y, size);
    context.fill();
    context.stroke();
  }

  function drawNode(context, node, colours) {
    context.globalAlpha = node.faded ? FADED : 1;
    context.setLineDash([]);
    if (node.first) {
      context.strokeStyle = colours.ring;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(node.x, node.y, node.size * 1.3 + 5, 0, 2 * Math.PI);
      context.stroke();
    }
    drawSign(context, node.entity.type, node.x, node.y, node.size);
    if (node.pinned) drawPin(context, node, colours);
  }

  /** Mark a node that the reader has put where it is. */
  function drawPin(context, { x, y, size }, colours) {
    context.fillStyle = colours.ring;
    context.strokeStyle = colours.paper;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(x + size * 0.8, y - size * 0.8, 3.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }

  /** Write lines of text, centred below (x, y), with a halo that keeps them legible over edges. */
  function write(context, lines, x, y, scale, colours) {
    context.globalAlpha = 1;
    context.font = `${Labels.SIZE / scale}px ${Labels.FACE}`;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5 / scale;
    context.setLineDash([]);
    context.strokeStyle = colours.halo;
    context.fillStyle = colours.ink;
    lines.forEach((line, index) => {
      const top = y + (index * Labels.SIZE * Labels.LEADING) / scale;
      context.strokeText(line, x, top);
      context.fillText(line, x, top);
    });
  }

  function writeName(context, box, scale, colours) {
    const { lines } = Labels.measure(box.owner.entity.label);
    write(context, lines, (box.left + box.right) / 2 / scale, box.top / scale, scale, colours);
  }

  const writePredicate = (context, box, scale, colours) =>
    write(context, [box.text], (box.left + box.right) / 2 / scale, box.top / scale, scale, colours);

  function writeMore(context, { x, y, size, more }, scale, colours) {
    write(context, [`+${more}`], x + size + 12 / scale, y - size - 14 / scale, scale, colours);
  }

  /**
   * Draw a scene in the picture's own pixels. ``scale`` is how large these are on the screen: names keep their
   * size there. ``view`` is the part that is seen. Gives the boxes of the names.
   */
  function paint(context, scene, { scale, view, colours, hovered = null }) {
    const byFading = (one, other) => Number(other.faded) - Number(one.faded);
    [...scene.edges].sort(byFading).forEach((edge) => drawEdge(context, edge, scale, colours));
    const pointed = hovered && hovered.relation ? { ...hovered, faded: false, named: true, near: true } : null;
    if (pointed) drawEdge(context, pointed, scale, colours);
    [...scene.nodes].reverse().sort(byFading).forEach((node) => drawNode(context, node, colours));
    const names = Labels.arrange(scene.nodes, scale, view);
    const named = scene.edges.filter((edge) => edge.named || edge === hovered);
    const predicates = Labels.arrangeOnEdges(named, names, scale);
    predicates.forEach((box) => writePredicate(context, box, scale, colours));
    names.forEach((box) => writeName(context, box, scale, colours));
    scene.nodes.filter((node) => node.more).forEach((node) => writeMore(context, node, scale, colours));
    context.globalAlpha = 1;
    return names;
  }

  return { drawSign, paint };
})();
