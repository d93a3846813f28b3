// The picture as it is given out, to PNG, SVG and paper: title, filters, the graph, its legend, its source. Drawn on
// any context of paint.js; measures text by Labels, so that all of them come out the same.
"use strict";

const Sheet = (() => {
  const MARGIN = 20;
  const LEAST = 560; // pixels for title and legend
  const LINE = 18; // height of a line of notes and of the legend
  const SMALL = 12;
  const MOST_LINES = 3; // of a note
  const ROOM = { bottom: 52, left: 64, right: 64, top: 20 }; // pixels for names around the outermost nodes
  const TITLE = 20;
  const USUAL = 1400; // width of a picture beside which words have their usual size; they grow with larger ones,
  const MOST_ZOOM = 2.5; // so many times at most
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

  /** Find the part of the picture that nodes and edges take without their names, in the picture's own pixels. */
  function findExtent({ nodes, edges }) {
    if (!nodes.length) return { bottom: 0, left: 0, right: 0, top: 0 };
    const points = nodes.flatMap(({ x, y, size }) => [
      { x: x - size, y: y - size },
      { x: x + size, y: y + size },
    ]);
    edges.map(Shapes.curve).forEach((curve) => points.push(...(curve.loop ? corners(curve) : [curve.middle])));
    const least = (numbers) => numbers.reduce((one, other) => Math.min(one, other));
    const most = (numbers) => numbers.reduce((one, other) => Math.max(one, other));
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    return { bottom: most(ys), left: least(xs), right: most(xs), top: least(ys) };
  }

  const corners = ({ x, y, radius }) => [{ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius }];

  /** Find the part of the picture to show: all of it, with room for names. */
  function findPart(scene, scale) {
    const { bottom, left, right, top } = findExtent(scene);
    return {
      bottom: bottom + ROOM.bottom / scale,
      left: left - ROOM.left / scale,
      right: right + ROOM.right / scale,
      top: top - ROOM.top / scale,
    };
  }

  /** Find how large all that is visible should be drawn: for its names, or to fit in a box. */
  function findScale(scene, box = null) {
    const { left, top, right, bottom } = findExtent(scene);
    const [wide, high] = [right - left || 1, bottom - top || 1];
    if (!box) return Math.min(1, Math.sqrt(Math.max(COMPACT, scene.nodes.length * SPREAD) / (wide * high)));
    const [width, height] = [box.width - ROOM.left - ROOM.right, box.height - ROOM.top - ROOM.bottom];
    return Math.min(1, width / wide, height / high);
  }

  /** Copy nodes and edges for a scale, without what is only there for the hand: pins, and counts of what is missing. */
  function copy({ nodes, edges }, scale) {
    const growth = Shapes.growth(scale);
    const copies = new Map(
      nodes.map((node) => [node, { ...node, more: 0, pinned: false, size: node.entity.size * growth }]),
    );
    const copied = ({ from, to, ...edge }) => ({ ...edge, from: copies.get(from), to: copies.get(to) });
    return { edges: edges.map(copied), nodes: [...copies.values()] };
  }

  const isIn = ({ x, y, size }, { left, top, right, bottom }) =>
    x + size > left && x - size < right && y + size > top && y - size < bottom;

  /** Tell whether an edge may touch a part of the picture: whether the box around its curve does. */
  function touches(edge, { left, top, right, bottom }) {
    const curve = Shapes.curve(edge);
    const points = curve.loop ? corners(curve) : [curve.start, curve.control, curve.end];
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
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

  function writeLine(context, text, x, y, size, colour) {
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.font = `${size === TITLE ? "bold " : ""}${size}px ${Labels.FACE}`;
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
  function drawGraph(context, scene, { view, scale, colours, left, top }) {
    context.save();
    context.beginPath();
    context.rect(left, top, (view.right - view.left) * scale, (view.bottom - view.top) * scale);
    context.clip();
    context.translate(left, top);
    context.scale(scale, scale);
    context.translate(-view.left, -view.top);
    Paint.paint(context, scene, { colours, scale, view });
    context.restore();
  }

  /** Lay out what stands above the graph: the title and the notes. ``draw`` begins at (0, 0). */
  function makeHead(title, notes, width, colours) {
    const heading = wrap(title, TITLE, width, 2);
    const lines = notes.flatMap((note) => wrap(note, SMALL, width));
    const below = heading.length * TITLE * 1.4;

    function draw(context) {
      heading.forEach((line, at) => writeLine(context, line, 0, at * TITLE * 1.4, TITLE, colours.ink));
      lines.forEach((line, at) => writeLine(context, line, 0, below + at * LINE, SMALL, colours.strong));
    }

    return { draw, height: below + lines.length * LINE + 8 };
  }

  /** Lay out what stands below the graph: the legend and the source. ``draw`` begins at (0, 0). */
  function makeFoot(scene, source, width, colours) {
    const legend = flow(listLegend(scene.nodes, scene.edges, colours), width);
    const lines = wrap(source, SMALL, width);
    const below = 14 + (legend.length ? (legend.at(-1).row + 1) * LINE + 8 : 0);

    function draw(context) {
      legend.forEach(({ entry, row, x }) => {
        context.save();
        context.translate(x, 14 + row * LINE + LINE / 2);
        entry.draw(context);
        writeLine(context, entry.text, entry.indent, -SMALL / 2, SMALL, colours.ink);
        context.restore();
      });
      lines.forEach((line, at) => writeLine(context, line, 0, below + at * LINE, SMALL, colours.strong));
    }

    return { draw, height: below + lines.length * LINE };
  }

  /**
   * Lay out a sheet of what is visible (see visible.js). ``view`` is the part of the picture to show, null for all of
   * it, ``scale`` how large that is; ``notes`` are written below the title. Gives the size in pixels and ``draw``.
   */
  function make(visible, { view = null, scale, colours, title, notes }) {
    const whole = copy(visible, scale);
    const part = view || findPart(whole, scale);
    const scene = {
      edges: whole.edges.filter((edge) => touches(edge, part)),
      nodes: whole.nodes.filter((node) => isIn(node, part)),
    };
    const [wide, high] = [(part.right - part.left) * scale, (part.bottom - part.top) * scale];
    const inside = Math.max(wide, LEAST);
    const zoom = Math.min(MOST_ZOOM, Math.max(1, inside / USUAL)); // of the words around a large picture
    const head = makeHead(title, notes, inside / zoom, colours);
    const foot = makeFoot(scene, Visible.describeSource(visible), inside / zoom, colours);
    const margin = MARGIN * zoom;
    const top = margin + head.height * zoom;
    const width = Math.ceil(inside + 2 * margin);
    const height = Math.ceil(top + high + foot.height * zoom + margin);

    function drawWords(context, words, y) {
      context.save();
      context.translate(margin, y);
      context.scale(zoom, zoom);
      words.draw(context);
      context.restore();
    }

    function draw(context) {
      fillBox(context, colours.paper, 0, 0, width, height);
      drawWords(context, head, margin);
      drawGraph(context, scene, { colours, left: margin + (inside - wide) / 2, scale, top, view: part });
      drawWords(context, foot, top + high);
    }

    return { draw, height, width };
  }

  return { findScale, make };
})();
