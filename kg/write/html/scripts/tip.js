// The tip beside the pointer: which node or edge lies there.
"use strict";

const Tip = (() => {
  const AWAY = { x: 14, y: 16 }; // pixels from the pointer
  const BORDER = 8;

  function describe(thing) {
    if (thing.entity) return `${thing.entity.name}\n${Words.label(thing.entity.type)}`;
    const { subject, object, predicate } = thing.relation;
    return `${subject.name}\n${Words.label(predicate)} → ${object.name}`;
  }

  /** Say what a node or edge is, within the picture; nothing for null. */
  function show(tip, thing, { x, y }, { width, height }) {
    tip.hidden = !thing;
    if (!thing) return;
    tip.textContent = describe(thing);
    tip.style.left = `${Math.min(x + AWAY.x, width - tip.offsetWidth - BORDER)}px`;
    tip.style.top = `${Math.min(y + AWAY.y, height - tip.offsetHeight - BORDER)}px`;
  }

  return { show };
})();
