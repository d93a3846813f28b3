// The geometry of nodes and edges: outlines, curves, arrowheads, and what lies under a point. Pure.
"use strict";

const Shapes = (() => {
  const LOOP = 0.9; // radius of a self-loop, in radii of its node
  const MOST_GROWN = 1.45;
  const SAMPLES = 16;

  function ring(corners, turn, inner = 1) {
    return Array.from({ length: corners }, (_, at) => {
      const length = at % 2 ? inner : 1;
      const angle = turn + (2 * Math.PI * at) / corners;
      return [length * Math.sin(angle), -length * Math.cos(angle)];
    });
  }

  // Corners on the unit circle, about equal in area; a dot has none.
  const OUTLINES = {
    dot: null,
    square: ring(4, Math.PI / 4).map(([x, y]) => [x * 1.25, y * 1.25]),
    diamond: ring(4, 0).map(([x, y]) => [x * 1.2, y * 1.2]),
    triangle: ring(3, 0).map(([x, y]) => [x * 1.25, y * 1.25 + 0.2]),
    triangleDown: ring(3, Math.PI).map(([x, y]) => [x * 1.25, y * 1.25 - 0.2]),
    hexagon: ring(6, Math.PI / 6).map(([x, y]) => [x * 1.1, y * 1.1]),
    star: ring(10, 0, 0.45).map(([x, y]) => [x * 1.3, y * 1.3]),
  };

  /** Let signs shrink less than the picture does: their shapes have to be told apart from afar. */
  const growth = (scale) => Math.min(MOST_GROWN, Math.max(1, scale ** -0.35));

  /** Trace the outline of a node on a context; the caller fills and strokes it. */
  function trace(context, shape, x, y, size) {
    context.beginPath();
    const corners = OUTLINES[shape];
    if (!corners) context.arc(x, y, size, 0, 2 * Math.PI);
    else corners.forEach(([dx, dy], at) => context[at ? "lineTo" : "moveTo"](x + dx * size, y + dy * size));
    context.closePath();
  }

  /**
   * Find the curve of an edge: start, control point and end on the borders of its nodes, and its middle. A
   * loop is {loop: true, x, y, radius} above its node.
   */
  function curve({ from, to, bend }) {
    if (from === to) {
      const radius = from.size * LOOP + 6 + 7 * bend;
      const y = from.y - from.size - radius * 0.8;
      return { loop: true, x: from.x, y, radius, middle: { x: from.x, y: y - radius } };
    }
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const control = { x: (from.x + to.x) / 2 - dy * bend * 2, y: (from.y + to.y) / 2 + dx * bend * 2 };
    const start = border(from, control);
    const end = border(to, control);
    return { start, control, end, middle: at({ start, control, end }, 0.5) };
  }

  /** Give the point on a node's border that is nearest to another point. */
  function border(node, point) {
    const [dx, dy] = [point.x - node.x, point.y - node.y];
    const length = Math.hypot(dx, dy) || 1;
    const away = Math.min(node.size + 2, length);
    return { x: node.x + (dx / length) * away, y: node.y + (dy / length) * away };
  }

  /** Give the point of a quadratic Bézier curve at ``t`` in [0, 1]. */
  function at({ start, control, end }, t) {
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return { x: a * start.x + b * control.x + c * end.x, y: a * start.y + b * control.y + c * end.y };
  }

  /** Give the points of an edge where words may stand, the best first. */
  function stations(edge) {
    const found = curve(edge);
    if (found.loop) return [found.middle];
    return [0.5, 0.4, 0.6, 0.3, 0.7].map((t) => at(found, t));
  }

  function traceCurve(context, found) {
    context.beginPath();
    if (found.loop) {
      context.arc(found.x, found.y, found.radius, 0, 2 * Math.PI);
      return;
    }
    context.moveTo(found.start.x, found.start.y);
    context.quadraticCurveTo(found.control.x, found.control.y, found.end.x, found.end.y);
  }

  /** Trace an arrowhead of some length at the end of a curve. */
  function traceArrow(context, found, length) {
    const tip = found.loop ? { x: found.x + found.radius, y: found.y } : found.end;
    const back = found.loop ? { x: tip.x, y: tip.y - 1 } : found.control;
    const [dx, dy] = [tip.x - back.x, tip.y - back.y];
    const whole = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [(dx / whole) * length, (dy / whole) * length];
    context.beginPath();
    context.moveTo(tip.x, tip.y);
    context.lineTo(tip.x - ux - uy * 0.4, tip.y - uy + ux * 0.4);
    context.lineTo(tip.x - ux + uy * 0.4, tip.y - uy - ux * 0.4);
    context.closePath();
  }

  /** Measure how far a point is from a curve. */
  function distance(found, point) {
    if (found.loop) return Math.abs(Math.hypot(point.x - found.x, point.y - found.y) - found.radius);
    let least = Infinity;
    let last = found.start;
    for (let step = 1; step <= SAMPLES; step += 1) {
      const next = at(found, step / SAMPLES);
      least = Math.min(least, distanceToLine(last, next, point));
      last = next;
    }
    return least;
  }

  /** Find the edge that is nearest to a point and no farther than ``reach``; one that is faded stands back. */
  function nearest(edges, point, reach) {
    let best = null;
    for (const edge of edges) {
      const away = distance(curve(edge), point) + (edge.faded ? reach / 2 : 0);
      if (away < reach && (!best || away < best.away)) best = { away, edge };
    }
    return best && best.edge;
  }

  function distanceToLine(a, b, { x, y }) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const square = dx * dx + dy * dy;
    const share = square ? Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0;
    return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
  }

  return { OUTLINES, curve, distance, growth, nearest, stations, trace, traceArrow, traceCurve };
})();
