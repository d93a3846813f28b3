// What a reader can do, as changes of the state. Whoever is clicked calls one of these; nobody else sets the state.
"use strict";

const Actions = (() => {
  const toggled = (list, item) => (list.includes(item) ? list.filter((one) => one !== item) : [...list, item]);
  const joined = (list, more) => [...new Set([...list, ...more])];

  /** Bring out an entity with its neighbours. */
  function chooseEntity(entity, { hops = 1 } = {}) {
    const { focus } = Store.state;
    if (focus && focus.kind === "node" && focus.id === entity.id && focus.hops === hops) return;
    Store.set({ focus: { hops, id: entity.id, kind: "node" } });
  }

  const chooseRelation = (relation) => Store.set({ focus: { id: relation.id, kind: "edge" } });

  const ids = (things) => things.map((one) => one.id);
  const undrawn = (entities, scene) => ids(entities.filter((entity) => !scene.nodeOf(entity)));

  /** Show a relation whose ends may not be drawn. */
  function bringInRelation(relation, scene, filter) {
    const ends = [relation.subject, relation.object].filter(filter.isShown);
    const focus = { id: relation.id, kind: "edge" };
    Store.set({ brought: joined(Store.state.brought, undrawn(ends, scene)), focus });
  }

  /** Bring out a path, {nodes, edges}, with those of its nodes that are not drawn. */
  function choosePath({ nodes, edges }, scene) {
    const focus = { edges: ids(edges), kind: "path", nodes: ids(nodes) };
    Store.set({ brought: joined(Store.state.brought, undrawn(nodes, scene)), focus, view: "graph" });
  }

  /** Show an entity that may be out of sight: hidden, filtered out or not drawn. It comes with its neighbours. */
  function bringIn(entity, scene, filter) {
    const { brought, hiddenTypes, removed } = Store.state;
    const isDrawn = scene.nodeOf(entity) !== null;
    const more = isDrawn ? [] : [entity, ...Data.neighbours(entity).filter(filter.isShown).slice(0, Data.limits.expand)];
    Store.set({
      brought: joined(brought, more.map((one) => one.id)),
      focus: { hops: 1, id: entity.id, kind: "node" },
      hiddenTypes: hiddenTypes.filter((name) => name !== entity.type.name),
      removed: removed.filter((id) => id !== entity.id),
      view: "graph",
    });
  }

  /** Draw further neighbours of an entity, the best connected first, at most so many as the limit says. */
  function expand(entity, scene) {
    const more = scene.missing(entity).slice(0, Data.limits.expand);
    Store.set({
      brought: joined(Store.state.brought, [entity, ...more].map((one) => one.id)),
      focus: { hops: 1, id: entity.id, kind: "node" },
    });
  }

  /** Take an entity out of the picture. */
  function remove(entity) {
    const { brought, focus, removed } = Store.state;
    Store.set({
      brought: brought.filter((id) => id !== entity.id),
      focus: focus && focus.kind === "node" && focus.id === entity.id ? null : focus,
      removed: joined(removed, [entity.id]),
    });
  }

  function setHops(hops) {
    const { focus } = Store.state;
    if (focus && focus.kind === "node" && focus.hops !== hops) Store.set({ focus: { ...focus, hops } });
  }

  function clearFocus() {
    if (Store.state.focus) Store.set({ focus: null });
  }

  const move = (places) => Store.set({ moved: { ...Store.state.moved, ...places } });

  /** Let a node go back to where it stood before it was moved. */
  function unpin(entity) {
    const { [entity.id]: _, ...moved } = Store.state.moved;
    Store.set({ moved });
  }

  /** Lay out what is drawn anew, close together, or go back to the map. */
  const toggleCompact = () => Store.set({ compact: !Store.state.compact, moved: {} });

  const toggleType = (name) => Store.set({ hiddenTypes: toggled(Store.state.hiddenTypes, name) });

  const togglePredicate = (name) => Store.set({ hiddenPredicates: toggled(Store.state.hiddenPredicates, name) });

  const toggleDocument = (id) => Store.set({ documents: toggled(Store.state.documents, id) });

  const others = (things, name) => things.map((one) => one.name).filter((one) => one !== name);

  const onlyType = (name) => Store.set({ hiddenTypes: others(Data.types, name) });

  const onlyPredicate = (name) => Store.set({ hiddenPredicates: others(Data.predicates, name) });

  const FILTERS = ["hiddenTypes", "hiddenPredicates", "documents", "from", "to", "undated", "removed"];

  /** Take back every filter, or some, by their names in the state. */
  function clearFilters(names = FILTERS) {
    Store.set(Object.fromEntries(names.map((name) => [name, Store.START[name]])));
  }

  const setTime = (patch) => Store.set(patch);

  const setView = (view) => Store.set({ view });

  /** Begin anew: the first view, as the page opened. */
  const reset = () => Store.set(Store.START);

  return {
    FILTERS, bringIn, bringInRelation, chooseEntity, choosePath, chooseRelation, clearFilters, clearFocus, expand, move,
    onlyPredicate, onlyType, remove, reset, setHops, setTime, setView, toggleCompact, toggleDocument, togglePredicate,
    toggleType, unpin,
  };
})();
