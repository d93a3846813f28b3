// Names under the nodes, at a constant size on screen. A name that would cover another is left out, the
// better connected node winning: zooming in makes room for more. vis-network's own labels can't do that.
"use strict";

const Labels = (() => {
  const FACE = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif';
  const SIZE = 12;
  const LEADING = 1.2;
  const CELL = 64;
  const HUB = 15; // size from which a node's name may cover smaller signs,
  const COVERED = 0.8; // namely those up to this share of its own size

  /** Tell the width of a line in em: a Chinese character is one, a Latin letter about half. */
  function width(line) {
    let sum = 0;
    for (const char of line) sum += char.codePointAt(0) < 0x2e80 ? 0.58 : 1;
    return sum;
  }

  function measure(node) {
    const lines = node.label.split("\n");
    return { id: node.id, lines, size: node.size, width: Math.max(...lines.map(width)) };
  }

  /** A set of rectangles on screen that knows quickly whether a further one would overlap. */
  function makeGrid() {
    const cells = new Map();

    function visit(box, action) {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
          if (action(`${x},${y}`)) return true;
        }
      }
      return false;
    }

    const hits = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      add: (box) => visit(box, (key) => void (cells.get(key) || cells.set(key, []).get(key)).push(box)),
      /** Tell whether the box overlaps another owner's that is at least so large. */
      taken: (box, owner, least = 0) =>
        visit(box, (key) =>
          (cells.get(key) || []).some((one) => one.owner !== owner && one.size >= least && hits(one, box)),
        ),
    };
  }

  /** Draw the names onto vis-network's canvas. ``rankOf(id)`` is 0 for the first to be placed, null for none. */
  function attach(network, nodes, rankOf) {
    const texts = nodes.map(measure);
    let shown = 0;

    /** Give the boxes where a name may stand, in pixels from the origin, the best first. */
    function places(text, at, scale) {
      const [x, y, away] = [at.x * scale, at.y * scale, text.size * scale + 4];
      const [width, height] = [text.width * SIZE + 4, text.lines.length * SIZE * LEADING];
      const { id: owner, size } = text;
      const box = (left, top) => ({ owner, size, left, top, right: left + width, bottom: top + height });
      return [
        box(x - width / 2, y + away),
        box(x - width / 2, y - away - height),
        box(x + away, y - height / 2),
        box(x - away - width, y - height / 2),
      ];
    }

    function sign(text, at, scale) {
      const half = text.size * scale;
      const [x, y] = [at.x * scale, at.y * scale];
      return { owner: text.id, size: text.size, left: x - half, right: x + half, top: y - half, bottom: y + half };
    }

    /** Tell, for boxes in pixels from the origin, which lie wholly in view. */
    function makeView(scale) {
      const { clientWidth, clientHeight } = network.canvas.frame;
      const first = network.DOMtoCanvas({ x: 0, y: 0 });
      const last = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
      return (box) =>
        box.left >= first.x * scale && box.top >= first.y * scale && box.right <= last.x * scale && box.bottom <= last.y * scale;
    }

    /** Choose a box for every name that finds room. */
    function arrange(ranked, positions, scale) {
      const [names, signs] = [makeGrid(), makeGrid()];
      ranked.forEach(({ text }) => signs.add(sign(text, positions[text.id], scale)));
      const inView = makeView(scale);
      const chosen = [];
      for (const { text, rank } of ranked) {
        const boxes = places(text, positions[text.id], scale);
        const free = boxes.filter((box) => inView(box) && !names.taken(box, text.id));
        const clear = free.find((box) => !signs.taken(box, text.id));
        const passable = () => text.size >= HUB && free.find((box) => !signs.taken(box, text.id, text.size * COVERED));
        const box = clear || passable() || (rank === 0 && boxes[0]);
        if (!box) continue;
        names.add(box);
        chosen.push({ text, box });
      }
      return chosen;
    }

    function write(context, { text, box }, scale) {
      const x = (box.left + box.right) / 2 / scale;
      text.lines.forEach((line, index) => {
        const y = (box.top + index * SIZE * LEADING) / scale;
        context.strokeText(line, x, y);
        context.fillText(line, x, y);
      });
    }

    function rank() {
      return texts
        .map((text, index) => ({ text, index, rank: rankOf(text.id) }))
        .filter((one) => one.rank !== null)
        .sort((a, b) => a.rank - b.rank || a.index - b.index);
    }

    function draw(context) {
      const scale = network.getScale();
      context.save();
      context.font = `${SIZE / scale}px ${FACE}`;
      context.textAlign = "center";
      context.textBaseline = "top";
      context.lineJoin = "round";
      context.lineWidth = 3.5 / scale;
      context.strokeStyle = "rgba(255, 255, 255, 0.92)";
      context.fillStyle = "#1c2430";
      const chosen = arrange(rank(), network.getPositions(), scale);
      chosen.forEach((one) => write(context, one, scale));
      shown = chosen.length;
      context.restore();
    }

    network.on("afterDrawing", draw);
    return { shown: () => shown };
  }

  return { attach };
})();
