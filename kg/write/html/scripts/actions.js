// What a reader can do, as changes of the state. Whoever is clicked calls one of these; nobody else sets the state.
"use strict";

const Actions = (() => {
  const toggled = (list, item) => (list.includes(item) ? list.filter((one) => one !== item) : [...list, item]);
  const joined = (list, more) => [...new Set([...list, ...more])];

  /** Bring out an entity with its neighbours. */
  function chooseEntity(entity, { hops = 1, undoable = true } = {}) {
    const { focus } = Store.state;
    if (focus && focus.kind === "node" && focus.id === entity.id && focus.hops === hops) return;
    Store.set({ focus: { hops, id: entity.id, kind: "node" } }, { undoable });
  }

  const chooseRelation = (relation) => Store.set({ focus: { id: relation.id, kind: "edge" } });

  const ids = (things) => things.map((one) => one.id);
  const undrawn = (entities, scene) => ids(entities.filter((entity) => !scene.nodeOf(entity)));

  /** Bring out a path, {nodes, edges}, with those of its nodes that are not drawn. */
  function choosePath({ nodes, edges }, scene) {
    const focus = { edges: ids(edges), kind: "path", nodes: ids(nodes) };
    Store.set({ brought: joined(Store.state.brought, undrawn(nodes, scene)), focus, view: "graph" });
  }

  /** Show an entity that may be out of sight: hidden, filtered out or not drawn. It comes with its neighbours. */
  function bringIn(entity, scene, filter) {
    const { brought, cluster, hiddenTypes, removed } = Store.state;
    const isDrawn = scene.nodeOf(entity) !== null;
    const near = () => Data.neighbours(entity).filter(filter.isShown).slice(0, Data.limits.expand);
    const more = isDrawn ? [] : [entity, ...near()];
    Store.set({
      brought: joined(brought, more.map((one) => one.id)),
      cluster: cluster === entity.cluster ? cluster : null,
      focus: { hops: 1, id: entity.id, kind: "node" },
      hiddenTypes: hiddenTypes.filter((name) => name !== entity.type.name),
      removed: removed.filter((id) => id !== entity.id),
      view: "graph",
    });
  }

  /** Show a relation whose ends may be out of sight. */
  function showRelation({ id, subject, object }, { view = Store.state.view } = {}) {
    const ends = [subject.id, object.id];
    const { brought, removed } = Store.state;
    Store.set({
      brought: joined(brought, ends),
      focus: { id, kind: "edge" },
      removed: removed.filter((one) => !ends.includes(one)),
      view,
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

  /** Draw what the page holds of a cluster, close together. */
  const chooseCluster = (cluster) => Store.set({ cluster, compact: true, focus: null, moved: {}, view: "graph" });

  /** Lay out what is drawn anew, close together, or go back to the map. */
  const toggleCompact = () => Store.set({ compact: !Store.state.compact, moved: {} });

  const toggleType = (name) => Store.set({ hiddenTypes: toggled(Store.state.hiddenTypes, name) });

  const togglePredicate = (name) => Store.set({ hiddenPredicates: toggled(Store.state.hiddenPredicates, name) });

  const toggleDocument = (id) => Store.set({ documents: toggled(Store.state.documents, id) });

  const KINDS = { hiddenTypes: Data.types, hiddenPredicates: Data.predicates }; // what may be hidden

  /** Hide all types or predicates, by their name in the state, but one; without it hide all. */
  function hideOthers(key, name, options) {
    const others = KINDS[key].filter((one) => one.count && one.name !== name).map((one) => one.name);
    Store.set({ [key]: others }, options);
  }

  const onlyType = (name, options) => hideOthers("hiddenTypes", name, options);

  const onlyPredicate = (name, options) => hideOthers("hiddenPredicates", name, options);

  const FILTERS = [
    "hiddenTypes", "hiddenPredicates", "cluster", "documents", "from", "to", "undated", "clock", "removed",
  ];

  /** Take back every filter, or some, by their names in the state. */
  function clearFilters(names = FILTERS) {
    Store.set(Object.fromEntries(names.map((name) => [name, Store.START[name]])));
  }

  /** Set any of ``from``, ``to``, ``undated`` and ``clock``. */
  const setTime = (patch, options) => Store.set(patch, options);

  const setView = (view) => Store.set({ view });

  /** Begin anew: the first view, as the page opened. */
  const reset = () => Store.set(Store.START);

  return {
    FILTERS, bringIn, chooseCluster, chooseEntity, choosePath, chooseRelation, clearFilters, clearFocus, expand,
    hideOthers, move, onlyPredicate, onlyType, remove, reset, setHops, setTime, setView, showRelation,
    toggleCompact, toggleDocument, togglePredicate, toggleType, unpin,
  };
})();
