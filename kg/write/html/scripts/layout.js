// A compact layout of what is visible now, made when the reader asks for it: after filtering little is left of the
// map that Python has laid out, and that far apart. The same nodes and edges give the same picture. Pure.
"use strict";

const Layout = (() => {
  const WIDTH = 110; // the box of a node and its label, as in kg/network.py
  const HEIGHT = 55;
  const EDGE = 130; // length of an edge at rest
  const GRAVITY = [0.012, 0.03]; // pull to the middle; uneven for a wide picture
  const STEPS = 90;
  const ROUNDS = 60;
  const ASPECT = 1.6;
  const GAP = 1.5; // boxes between components

  /** Split nodes into connected components, the largest first, each in breadth-first order of its best connected. */
  function findComponents(nodes, near) {
    const seen = new Set();
    const components = [];
    nodes.forEach((node) => {
      if (seen.has(node)) return;
      const component = [node];
      seen.add(node);
      for (const one of component) {
        near.get(one).forEach((other) => {
          if (!seen.has(other)) component.push(other);
          seen.add(other);
        });
      }
      components.push(component);
    });
    return components.sort((a, b) => b.length - a.length);
  }

  function findNear(nodes, edges) {
    const near = new Map(nodes.map((node) => [node, new Set()]));
    edges.forEach(({ from, to }) => {
      if (from === to) return;
      near.get(from).add(to);
      near.get(to).add(from);
    });
    return near;
  }

  /** Begin with a sunflower: the first in the middle, the rest around it in their order. */
  function start(count) {
    const turn = Math.PI * (3 - Math.sqrt(5));
    const place = (at) => [Math.sqrt(at) * EDGE * 0.8, at * turn];
    const points = Array.from({ length: count }, (_, at) => place(at));
    return {
      x: Float64Array.from(points, ([r, a]) => r * Math.cos(a)),
      y: Float64Array.from(points, ([r, a]) => r * Math.sin(a)),
    };
  }

  /** Add to each node's move how the others repel it. A hundred thousand pairs a step: no more than arithmetic. */
  function repel({ x, y, dx, dy }) {
    for (let i = 1; i < x.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const ax = x[i] - x[j];
        const ay = y[i] - y[j];
        const force = (EDGE * EDGE) / Math.max(ax * ax + ay * ay, 1);
        dx[i] += ax * force;
        dy[i] += ay * force;
        dx[j] -= ax * force;
        dy[j] -= ay * force;
      }
    }
  }

  function draw({ x, y, dx, dy }, pairs) {
    pairs.forEach(([i, j]) => {
      const [ax, ay] = [x[j] - x[i], y[j] - y[i]];
      const force = Math.hypot(ax, ay) / EDGE;
      dx[i] += ax * force;
      dy[i] += ay * force;
      dx[j] -= ax * force;
      dy[j] -= ay * force;
    });
  }

  /** Let nodes repel and edges draw (Fruchterman and Reingold 1991), with falling step length. */
  function spring({ x, y }, pairs) {
    const forces = { dx: new Float64Array(x.length), dy: new Float64Array(x.length), x, y };
    const { dx, dy } = forces;
    for (let step = 0; step < STEPS; step += 1) {
      for (let i = 0; i < x.length; i += 1) {
        dx[i] = -x[i] * GRAVITY[0] * EDGE;
        dy[i] = -y[i] * GRAVITY[1] * EDGE;
      }
      repel(forces);
      draw(forces, pairs);
      const longest = EDGE * Math.sqrt(x.length) * 0.15 * (1 - step / STEPS);
      for (let i = 0; i < x.length; i += 1) {
        const length = Math.hypot(dx[i], dy[i]) || 1;
        x[i] += (dx[i] / length) * Math.min(length, longest);
        y[i] += (dy[i] / length) * Math.min(length, longest);
      }
    }
  }

  /** Push apart what stands in one box, along the shorter way out, until nothing does. */
  function spread({ x, y }) {
    for (let round = 0; round < ROUNDS; round += 1) {
      let isTight = false;
      for (let i = 0; i < x.length; i += 1) {
        for (let j = 0; j < i; j += 1) {
          const ax = x[i] - x[j];
          const ay = y[i] - y[j];
          const roomX = WIDTH - Math.abs(ax);
          const roomY = HEIGHT - Math.abs(ay);
          if (roomX <= 0 || roomY <= 0) continue;
          isTight = true;
          const [axis, by, room] = roomX / WIDTH < roomY / HEIGHT ? [x, ax, roomX] : [y, ay, roomY];
          const way = ((by < 0 ? -1 : 1) * room) / 2;
          axis[i] += way;
          axis[j] -= way;
        }
      }
      if (!isTight) return;
    }
  }

  function placeComponent(nodes, near) {
    const points = start(nodes.length);
    const number = new Map(nodes.map((node, at) => [node, at]));
    const pairs = nodes.flatMap((node, at) =>
      [...near.get(node)].map((other) => [at, number.get(other)]).filter(([one, other]) => one < other),
    );
    if (nodes.length > 1) spring(points, pairs);
    spread(points);
    return { nodes, ...points };
  }

  /** Set the components in rows from left to right, the picture's middle at (0, 0). */
  function pack(parts) {
    const boxes = parts.map(({ nodes, x, y }) => {
      const [left, top] = [Math.min(...x), Math.min(...y)];
      const [width, height] = [Math.max(...x) - left + GAP * WIDTH, Math.max(...y) - top + GAP * HEIGHT];
      return { height, left, nodes, top, width, x, y };
    });
    const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
    const widest = Math.max(Math.sqrt(area * ASPECT), ...boxes.map((box) => box.width));
    const places = new Map();
    let [column, row, highest] = [0, 0, 0];
    boxes.forEach((box) => {
      if (column && column + box.width > widest) [column, row, highest] = [0, row + highest, 0];
      box.nodes.forEach((node, at) => {
        places.set(node, { x: box.x[at] - box.left + column, y: box.y[at] - box.top + row });
      });
      column += box.width;
      highest = Math.max(highest, box.height);
    });
    places.forEach((place) => {
      place.x = Math.round(place.x - widest / 2);
      place.y = Math.round(place.y - (row + highest) / 2);
    });
    return places;
  }

  /** Give each entity a place, as a map; ``edges`` are {from, to}, the entities in the order of their rank. */
  function arrange(entities, edges) {
    const near = findNear(entities, edges);
    return pack(findComponents(entities, near).map((component) => placeComponent(component, near)));
  }

  return { arrange };
})();
