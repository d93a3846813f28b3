// Which names are shown and where: at a constant size on screen, none over another, the better connected node
// winning; zooming in makes room for more. Pure but for the measuring of text.
"use strict";

const Labels = (() => {
  const FACE = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif';
  const SIZE = 12; // pixels on screen
  const LEADING = 1.2;
  const CELL = 64;
  const FEW = 3;
  const HUB = 15; // size from which a node's name may cover smaller signs,
  const COVERED = 0.8; // namely those up to this share of its own size
  const widths = new Map(); // label → {lines, width}

  /** Tell the width of a line in em: a Chinese character is one, a Latin letter about half. */
  function widthOf(line) {
    let sum = 0;
    for (const char of line) sum += char.codePointAt(0) < 0x2e80 ? 0.58 : 1;
    return sum;
  }

  function measure(label) {
    if (!widths.has(label)) {
      const lines = label.split("\n");
      widths.set(label, { lines, width: Math.max(...lines.map(widthOf)) });
    }
    return widths.get(label);
  }

  /** A set of rectangles on screen that knows quickly whether a further one would overlap. */
  function makeGrid() {
    const cells = new Map();

    function visit(box, action) {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
          if (action(x * 100003 + y)) return true;
        }
      }
      return false;
    }

    function add(box) {
      visit(box, (key) => {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
        return false;
      });
    }

    const hits = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    /** Tell whether the box overlaps another owner's that is at least so large. */
    const taken = (box, least = 0) =>
      visit(box, (key) =>
        (cells.get(key) || []).some((one) => one.owner !== box.owner && one.size >= least && hits(one, box)),
      );
    return { add, taken };
  }

  /** Give the boxes where a name may stand, in pixels on screen from the origin, the best first. */
  function boxesOf(node, scale) {
    const { lines, width: ems } = measure(node.entity.label);
    const [x, y, away] = [node.x * scale, node.y * scale, node.size * scale + 4];
    const [width, height] = [ems * SIZE + 4, lines.length * SIZE * LEADING];
    const box = (left, top) => ({
      owner: node, size: node.size, left, top, right: left + width, bottom: top + height,
    });
    return [
      box(x - width / 2, y + away),
      box(x - width / 2, y - away - height),
      box(x + away, y - height / 2),
      box(x - away - width, y - height / 2),
    ];
  }

  function signOf(node, scale) {
    const half = node.size * scale;
    const [x, y] = [node.x * scale, node.y * scale];
    return { owner: node, size: node.size, left: x - half, right: x + half, top: y - half, bottom: y + half };
  }

  /** Give the boxes where the words of an edge may stand: on its middle, or a bit before or after. */
  function boxesOnEdge(edge, text, scale) {
    const [width, height] = [widthOf(text) * SIZE + 4, SIZE * LEADING];
    return Shapes.stations(edge).map(({ x, y }) => {
      const [left, top] = [x * scale - width / 2, y * scale - height / 2];
      return { owner: edge, size: 0, text, left, top, right: left + width, bottom: top + height };
    });
  }

  /** Choose boxes for the words of edges, where they cover no others; of a few edges none goes without. */
  function arrangeOnEdges(edges, names, scale) {
    const grid = makeGrid();
    names.forEach(grid.add);
    const boxes = edges.map((edge) => {
      const places = boxesOnEdge(edge, Words.label(edge.relation.predicate), scale);
      const box = places.find((one) => !grid.taken(one)) || (edges.length <= FEW ? places[0] : null);
      if (box) grid.add(box);
      return box;
    });
    return boxes.filter(Boolean);
  }

  /**
   * Choose a box for every name that finds room. ``view`` is {left, top, right, bottom} in the picture's own
   * pixels; the boxes come in pixels on screen, from the picture's origin.
   */
  function arrange(nodes, scale, view) {
    const [names, signs] = [makeGrid(), makeGrid()];
    const shown = nodes.filter((node) => !node.faded);
    shown.forEach((node) => signs.add(signOf(node, scale)));
    const inView = (box) =>
      box.left >= view.left * scale && box.right <= view.right * scale &&
      box.top >= view.top * scale && box.bottom <= view.bottom * scale;
    const chosen = [];
    for (const node of [...shown.filter((one) => one.first), ...shown.filter((one) => !one.first)]) {
      if (isFar(node, view)) continue;
      const boxes = boxesOf(node, scale);
      const free = boxes.filter((box) => inView(box) && !names.taken(box));
      const clear = free.find((box) => !signs.taken(box));
      const passable = () => node.size >= HUB && free.find((box) => !signs.taken(box, node.size * COVERED));
      const box = clear || passable() || (node.first && boxes[0]);
      if (!box) continue;
      names.add(box);
      chosen.push(box);
    }
    return chosen;
  }

  const isFar = ({ x, y }, view) => x < view.left || x > view.right || y < view.top || y > view.bottom;

  return { FACE, LEADING, SIZE, arrange, arrangeOnEdges, measure, widthOf };
})();
