// Walking through the picture by keyboard: from an entity along its neighbours that are drawn, the best proven first.
"use strict";

const Walk = (() => {
  /** Give the entity that a focus is about, where the walk begins. */
  function entityOf(focus) {
    if (!focus) return null;
    if (focus.kind === "edge") return Data.fact(focus.id).subject;
    return Data.entity(focus.kind === "node" ? focus.id : focus.nodes[0]);
  }

  function open({ view }) {
    let centre = null; // the entity whose neighbours are passed
    let at = 0;
    let reached = null; // the focus that the last step has set; any other focus begins a new walk

    function tell(entity, place = "") {
      Notice.announce(Words.t("walked", entity.name, Words.label(entity.type), entity.relations.length) + place);
    }

    function begin() {
      const [best] = view().scene.nodes;
      if (!best) return;
      Actions.chooseEntity(best.entity);
      tell(best.entity);
    }

    function step(by) {
      const { focus } = Store.state;
      if (!focus) return begin();
      const isNew = focus !== reached;
      if (isNew) centre = entityOf(focus);
      const near = Data.neighbours(centre).filter((one) => one !== centre && view().scene.nodeOf(one));
      if (!near.length) return Notice.announce(Words.t("noNeighbour", centre.name));
      if (isNew) at = by > 0 ? 0 : near.length - 1;
      else at = (at + by + near.length) % near.length;
      Actions.chooseEntity(near[at], { undoable: isNew });
      reached = Store.state.focus;
      return tell(near[at], Words.t("placeOf", at + 1, near.length));
    }

    return {
      next: () => step(1),
      previous: () => step(-1),
      /** Let the next step go out from where the last one has led. */
      settle: () => (reached = null),
    };
  }

  return { open };
})();
