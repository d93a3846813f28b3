// Where to look from: cameras that show given nodes in what is not covered of a picture. Pure. A camera is the place
// {x, y} in the middle, in the picture's own pixels, and a scale; a cover {bottom, right} is in pixels on screen.
"use strict";

const Frame = (() => {
  const SCALES = [0.05, 6];
  const LEGIBLE = 0.15; // from afar signs are dots, and few names have room
  const CLOSE = 0.32;
  const LARGEST = 1.5; // no need to show few nodes larger
  const BORDER = { bottom: 45, side: 60, top: 30 }; // for names; in the picture's own pixels
  const MARGIN = 90; // pixels on screen that a revealed node keeps from the border

  const clamped = (scale) => Math.min(SCALES[1], Math.max(SCALES[0], scale));

  /** Give the camera that shows beside what is covered what this one shows in the middle. */
  const beside = ({ x, y, scale }, cover) => ({
    scale, x: x + cover.right / 2 / scale, y: y + cover.bottom / 2 / scale,
  });

  /** Find the camera that shows all of some nodes in a room of ``width`` and ``height``. */
  function around(nodes, { width, height }, cover) {
    const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
    const [left, right] = [Math.min(...xs) - BORDER.side, Math.max(...xs) + BORDER.side];
    const [top, bottom] = [Math.min(...ys) - BORDER.top, Math.max(...ys) + BORDER.bottom];
    const room = Math.min((width - cover.right) / (right - left), (height - cover.bottom) / (bottom - top));
    const scale = clamped(Math.min(room, LARGEST));
    return beside({ scale, x: (left + right) / 2, y: (top + bottom) / 2 }, cover);
  }

  /** Find the camera to begin with: all of the nodes, or on small screens what is around the best connected. */
  function first(nodes, room, cover) {
    const all = around(nodes, room, cover);
    return all.scale >= LEGIBLE ? all : beside({ scale: CLOSE, x: nodes[0].x, y: nodes[0].y }, cover);
  }

  /** Give how far to move so that values lie between two borders, as far as there is room. */
  function overhang(values, least, most) {
    const [low, high] = [Math.min(...values) - least, Math.max(...values) - most];
    return high > 0 ? Math.max(0, Math.min(high, low)) : Math.min(0, Math.max(low, high));
  }

  /** Tell how many pixels right and down to move for points on screen to be in sight. */
  const toReveal = (points, { width, height }, cover) => ({
    x: overhang(points.map((point) => point.x), MARGIN, width - cover.right - MARGIN),
    y: overhang(points.map((point) => point.y), MARGIN, height - cover.bottom - MARGIN),
  });

  /** Tell whether two cameras show the same in a window of some width, as far as one sees. */
  function isAlike(one, other, width) {
    const away = Math.hypot(one.x - other.x, one.y - other.y) * one.scale;
    return away < width / 100 && Math.abs(one.scale / other.scale - 1) < 0.01;
  }

  return { around, beside, clamped, first, isAlike, toReveal };
})();
