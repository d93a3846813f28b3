// Where a node stands that Python has not placed: in the free box nearest to its neighbours. Nothing placed moves.
"use strict";

const Places = (() => {
  const WIDTH = 110; // the box of a node and its label, as in kg/network.py
  const HEIGHT = 55;
  const REACH = 40; // boxes looked at in each direction
  const known = new Map(); // entity → {x, y}; kept while the page is open, so that the map stays familiar

  const steps = (() => {
    const found = [];
    for (let column = -REACH; column <= REACH; column += 1) {
      for (let row = -REACH; row <= REACH; row += 1) found.push({ column, row });
    }
    const square = ({ column, row }) => (column * WIDTH) ** 2 + (row * HEIGHT) ** 2;
    return found.sort((a, b) => square(a) - square(b) || a.row - b.row || a.column - b.column);
  })();

  const boxOf = ({ x, y }) => ({ column: Math.round(x / WIDTH), row: Math.round(y / HEIGHT) });
  const keyOf = ({ column, row }) => column * 100003 + row;

  /** Tell where a node is: where the reader has put it, else where Python or this module has. */
  function find(entity, moved) {
    if (Object.hasOwn(moved, entity.id)) return { x: moved[entity.id][0], y: moved[entity.id][1] };
    if (entity.x !== null) return entity;
    return known.get(entity) || null;
  }

  function nearestFree(point, taken) {
    const start = boxOf(point);
    const free = ({ column, row }) => !taken.has(keyOf({ column: start.column + column, row: start.row + row }));
    const step = steps.find(free) || { column: REACH + 1, row: 0 };
    const box = { column: start.column + step.column, row: start.row + step.row };
    taken.add(keyOf(box));
    return { x: box.column * WIDTH, y: box.row * HEIGHT };
  }

  function middle(points) {
    const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
    return { x: sum.x / points.length, y: sum.y / points.length };
  }

  /**
   * Give a place to each of some entities, as a map. Those of Python and of the reader stay; what was placed here
   * before stays too, unless somebody has taken its box. ``anchor`` attracts its neighbours.
   */
  function arrange(entities, moved, anchor) {
    const places = new Map();
    const taken = new Set();
    const settle = (entity, place) => {
      places.set(entity, place);
      taken.add(keyOf(boxOf(place)));
    };
    entities.forEach((entity) => {
      const place = entity.x !== null || Object.hasOwn(moved, entity.id) ? find(entity, moved) : null;
      if (place) settle(entity, place);
    });
    let waiting = entities.filter((entity) => !places.has(entity));
    waiting.forEach((entity) => {
      const place = known.get(entity);
      if (place && !taken.has(keyOf(boxOf(place)))) settle(entity, place);
    });
    waiting = waiting.filter((entity) => !places.has(entity));
    placeAll(waiting, places, taken, anchor);
    return places;
  }

  /** Place those with placed neighbours first, round by round; what has none goes to the middle. */
  function placeAll(waiting, places, taken, anchor) {
    let left = waiting;
    while (left.length) {
      const next = left.filter((entity) => Data.neighbours(entity).some((one) => places.has(one)));
      const round = next.length ? next : left.slice(0, 1);
      round.forEach((entity) => {
        const near = Data.neighbours(entity).filter((one) => places.has(one));
        const points = near.includes(anchor) ? [places.get(anchor)] : near.map((one) => places.get(one));
        const place = nearestFree(points.length ? middle(points) : { x: 0, y: 0 }, taken);
        known.set(entity, place);
        places.set(entity, place);
      });
      left = left.filter((entity) => !places.has(entity));
    }
  }

  return { arrange };
})();
