// The picture as it is given out, to PNG, SVG and paper: title, filters, the graph, its legend, its source. Drawn on
// any context of paint.js; measures text by Labels, so that all of them come out the same.
"use strict";

const Sheet = (() => {
  const MARGIN = 20;
  const LEAST = 560; // pixels for title and legend
  const LINE = 18; // height of a line of notes and of the legend
  const SMALL = 12;
  const MOST_LINES = 3; // of a note
  const ROOM = { down: 50, left: 66, right: 66, up: 24 }; // for names around the outermost nodes
  const TITLE = 20;
  const SPREAD = 16000; // square pixels per node with which nearly all names find room,
  const COMPACT = 1e6; // and those of a picture that may take more

  const widthOf = (text, size) => Labels.widthOf(text) * size;

  /** Break a text into lines of a width, at most some, the last ending in "…" if it does not fit. */
  function wrap(text, size, width, most = MOST_LINES) {
    const lines = [""];
    for (const char of text) {
      const isFull = widthOf(lines.at(-1) + char, size) > width;
      if (isFull && lines.length === most) return [...lines.slice(0, -1), `${lines.at(-1).slice(0, -1)}…`];
      if (isFull) lines.push("");
      lines[lines.length - 1] += char;
    }
    return lines;
  }

  /** Find the part of the picture that all nodes, edges and names need, in the picture's own pixels. */
  function findBounds(nodes, edges) {
    const points = nodes.flatMap(({ x, y, size }) => [
      { x: x - size, y: y - size },
      { x: x + size, y: y + size },
    ]);
    edges.map(Shapes.curve).forEach((curve) => {
      points.push(curve.middle);
      if (curve.loop) points.push({ x: curve.x - curve.radius, y: curve.y }, { x: curve.x + curve.radius, y: curve.y });
    });
    const ends = (list) => list.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)], [Infinity, -Infinity]);
    const [left, right] = ends(points.map(({ x }) => x));
    const [top, bottom] = ends(points.map(({ y }) => y));
    return { bottom: bottom + ROOM.down, left: left - ROOM.left, right: right + ROOM.right, top: top - ROOM.up };
  }

  /** Find how large all that is visible should be drawn: for its names, or to fit in a box. */
  function findScale({ nodes, edges }, box = null) {
    const { left, top, right, bottom } = findBounds(nodes, edges);
    const [wide, high] = [right - left, bottom - top];
    const room = Math.max(COMPACT, nodes.length * SPREAD);
    return Math.min(1, box ? Math.min(box.width / wide, box.height / high) : Math.sqrt(room / (wide * high)));
  }

  const isIn = ({ x, y, size }, { left, top, right, bottom }) =>
    x + size > left && x - size < right && y + size > top && y - size < bottom;

  /** Tell whether an edge may touch a part of the picture: whether the box around its curve does. */
  function touches(edge, { left, top, right, bottom }) {
    const curve = Shapes.curve(edge);
    const { x, y, radius } = curve;
    const points = curve.loop ? [{ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius }] : [curve.start, curve.control, curve.end];
    const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
    return Math.max(...xs) > left && Math.min(...xs) < right && Math.max(...ys) > top && Math.min(...ys) < bottom;
  }

  /** Make the entries of the legend: the types and the kinds of lines there are. Each draws itself at (0, 0). */
  function listLegend(nodes, edges, colours) {
    const counts = new Map();
    nodes.forEach(({ entity: { type } }) => counts.set(type, (counts.get(type) || 0) + 1));
    const types = Data.types.filter((type) => counts.has(type)).map((type) => ({
      draw: (context) => Paint.drawSign(context, type, 7, 0, 6),
      indent: 20,
      text: `${Words.label(type)} ${counts.get(type)}`,
    }));
    const has = (kind) => edges.some(({ relation }) => (relation.modality || "asserted") === kind);
    const lines = Object.keys(Theme.DASHES).filter(has).map((kind) => ({
      draw: (context) => drawLine(context, kind, colours),
      indent: 36,
      text: Words.t(kind),
    }));
    return [...types, ...lines];
  }

  function drawLine(context, kind, colours) {
    context.strokeStyle = kind === "asserted" ? colours.edge : colours[kind];
    context.lineWidth = 2;
    context.setLineDash(Theme.DASHES[kind]);
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(30, 0);
    context.stroke();
    context.setLineDash([]);
  }

  /** Give each entry its place in rows of a width: {entry, x, row}. */
  function flow(entries, width) {
    let [x, row] = [0, 0];
    return entries.map((entry) => {
      const wide = entry.indent + widthOf(entry.text, SMALL) + 18;
      if (x && x + wide > width) [x, row] = [0, row + 1];
      x += wide;
      return { entry, row, x: x - wide };
    });
  }

  function writeLine(context, text, x, y, size, colour, bold = false) {
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.font = `${bold ? "bold " : ""}${size}px ${Labels.FACE}`;
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(text, x, y);
  }

  function fillBox(context, colour, left, top, width, height) {
    context.fillStyle = colour;
    context.beginPath();
    context.rect(left, top, width, height);
    context.fill();
  }

  /** Draw the part of the graph in view in the box at (left, top). */
  function drawGraph(context, nodes, edges, { view, scale, colours, left, top }) {
    context.save();
    context.beginPath();
    context.rect(left, top, (view.right - view.left) * scale, (view.bottom - view.top) * scale);
    context.clip();
    context.translate(left, top);
    context.scale(scale, scale);
    context.translate(-view.left, -view.top);
    Paint.paint(context, { edges, nodes }, { colours, scale, view });
    context.restore();
  }

  /**
   * Lay out a sheet of what is visible (see visible.js). ``view`` is the part of the picture to show, null for all of
   * it, ``scale`` how large that is; ``notes`` are written below the title. Gives the size in pixels and ``draw``.
   */
  function make(visible, { view = null, scale, colours, title, notes }) {
    const clean = visible.nodes.map((node) => ({ ...node, more: 0, pinned: false })); // signs for the hand only
    const part = view || findBounds(visible.nodes, visible.edges);
    const nodes = clean.filter((node) => isIn(node, part));
    const edges = visible.edges.filter((edge) => touches(edge, part));
    const [wide, high] = [(part.right - part.left) * scale, (part.bottom - part.top) * scale];
    const width = Math.ceil(Math.max(wide, LEAST)) + 2 * MARGIN;
    const inside = width - 2 * MARGIN;
    const heading = wrap(title, TITLE, inside, 2);
    const lines = notes.flatMap((note) => wrap(note, SMALL, inside));
    const legend = flow(listLegend(nodes, edges, colours), inside);
    const source = wrap(Visible.describeSource(visible), SMALL, inside);
    const top = MARGIN + heading.length * TITLE * 1.4 + lines.length * LINE + 8;
    const below = top + high + 14;
    const ends = below + (legend.length ? legend.at(-1).row + 1 : 0) * LINE + 8;
    const height = Math.ceil(ends + source.length * LINE + MARGIN - 6);

    function draw(context) {
      fillBox(context, colours.paper, 0, 0, width, height);
      heading.forEach((line, at) => writeLine(context, line, MARGIN, MARGIN + at * TITLE * 1.4, TITLE, colours.ink, true));
      const first = MARGIN + heading.length * TITLE * 1.4;
      lines.forEach((line, at) => writeLine(context, line, MARGIN, first + at * LINE, SMALL, colours.strong));
      drawGraph(context, nodes, edges, { colours, left: MARGIN + (inside - wide) / 2, scale, top, view: part });
      legend.forEach(({ entry, row, x }) => {
        context.save();
        context.translate(MARGIN + x, below + row * LINE + LINE / 2);
        entry.draw(context);
        writeLine(context, entry.text, entry.indent, -SMALL / 2, SMALL, colours.ink);
        context.restore();
      });
      source.forEach((line, at) => writeLine(context, line, MARGIN, ends + at * LINE, SMALL, colours.strong));
    }

    return { draw, edges, height, nodes, width };
  }

  return { findScale, make };
})();
