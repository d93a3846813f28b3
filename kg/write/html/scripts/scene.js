// What is drawn: the nodes and edges that the filters, the budget and the reader leave, where, and which are faded.
// The painter needs nothing else. Pure but for the places, which stay once given.
"use strict";

const Scene = (() => {
  const BEND = 0.22; // between neighbouring edges of one pair, as a part of its distance
  const MOST_NAMED = 40; // so many edges in focus show what they say

  /** Choose the entities: the best connected that pass, and whatever the reader has brought in. */
  function chooseEntities(state, filter) {
    const brought = state.brought.map(Data.entity).filter((entity) => entity && filter.isShown(entity));
    return [...new Set([...filter.entities.slice(0, Data.limits.nodes), ...brought])];
  }

  /** Choose the relations between them: the best proven, and those of what is brought in or in focus. */
  function chooseRelations(entities, state, filter) {
    const chosen = new Set(entities);
    const between = filter.relations.filter(({ subject, object }) => chosen.has(subject) && chosen.has(object));
    const wanted = new Set([...state.brought, ...focusIds(state.focus)]);
    const isWanted = ({ id, subject, object }) => wanted.has(id) || wanted.has(subject.id) || wanted.has(object.id);
    const best = between.slice(0, Data.limits.edges);
    return [...new Set([...best, ...between.filter(isWanted).slice(0, Data.limits.edges)])];
  }

  function focusIds(focus) {
    if (!focus) return [];
    return focus.kind === "path" ? [...focus.nodes, ...focus.edges] : [focus.id];
  }

  /** Find how much each edge bends to its own right, so that no two of one pair coincide. */
  function findBends(relations) {
    const pairs = new Map();
    relations.forEach((relation) => {
      const ends = [relation.subject.index, relation.object.index].sort((a, b) => a - b).join(" ");
      if (!pairs.has(ends)) pairs.set(ends, []);
      pairs.get(ends).push(relation);
    });
    const bends = new Map();
    pairs.forEach((group) =>
      group.forEach((relation, at) => {
        const side = relation.subject.index < relation.object.index ? 1 : -1;
        const isLoop = relation.subject === relation.object;
        bends.set(relation, isLoop ? at : side * BEND * (at - (group.length - 1) / 2));
      }),
    );
    return bends;
  }

  /** Find what is in focus, as two sets; null if nothing is. */
  function findNear(focus, nodes, edges) {
    if (!focus) return null;
    if (focus.kind === "node") return findAround(focus, nodes, edges);
    const ids = new Set(focus.kind === "edge" ? [focus.id] : focus.edges);
    const near = edges.filter((edge) => ids.has(edge.relation.id));
    const ends = near.flatMap((edge) => [edge.from, edge.to]);
    const named = focus.kind === "path" ? nodes.filter((node) => focus.nodes.includes(node.entity.id)) : [];
    return { nodes: new Set([...ends, ...named]), edges: new Set(near) };
  }

  function findAround({ id, hops }, nodes, edges) {
    const reached = new Set(nodes.filter((node) => node.entity.id === id));
    const crossed = new Set();
    for (let hop = 0; hop < hops; hop += 1) {
      const touching = edges.filter((edge) => reached.has(edge.from) || reached.has(edge.to));
      touching.forEach((edge) => crossed.add(edge));
      touching.forEach((edge) => reached.add(edge.from).add(edge.to));
    }
    return { nodes: reached, edges: crossed };
  }

  function fade(scene, state) {
    const near = findNear(state.focus, scene.nodes, scene.edges);
    const first = new Set(focusIds(state.focus));
    const isNamed = near && near.edges.size <= MOST_NAMED;
    scene.nodes.forEach((node) => {
      node.faded = Boolean(near && near.nodes.size && !near.nodes.has(node));
      node.first = first.has(node.entity.id) || Boolean(near && state.focus.kind !== "node" && near.nodes.has(node));
      node.more = first.has(node.entity.id) ? countMissing(node.entity, scene) : 0;
    });
    scene.edges.forEach((edge) => {
      edge.near = Boolean(near && near.edges.has(edge));
      edge.faded = Boolean(near && near.nodes.size && !edge.near);
      edge.named = Boolean(isNamed && edge.near);
    });
  }

  /** Count the neighbours of an entity that pass the filters and are not drawn. */
  const countMissing = (entity, scene) => scene.missing(entity).length;

  let packed = { key: null, places: null }; // the compact layout is kept while the same is drawn

  function place(entities, relations, state) {
    const anchor = state.focus && state.focus.kind === "node" ? Data.entity(state.focus.id) : null;
    if (!state.compact) return Places.arrange(entities, state.moved, anchor);
    const key = [...entities.map(({ index }) => index), "", ...relations.map(({ index }) => index)].join(" ");
    if (packed.key !== key) {
      const edges = relations.map(({ subject, object }) => ({ from: subject, to: object }));
      packed = { key, places: Layout.arrange(entities, edges) };
    }
    const isMoved = (entity) => Object.hasOwn(state.moved, entity.id);
    const moved = ({ id }) => ({ x: state.moved[id][0], y: state.moved[id][1] });
    return new Map(entities.map((one) => [one, isMoved(one) ? moved(one) : packed.places.get(one)]));
  }

  function compute(state, filter) {
    const entities = chooseEntities(state, filter);
    const relations = chooseRelations(entities, state, filter);
    const places = place(entities, relations, state);
    const nodes = entities.map((entity) => ({
      entity,
      pinned: Object.hasOwn(state.moved, entity.id),
      size: entity.size,
      x: places.get(entity).x,
      y: places.get(entity).y,
    }));
    const nodeOf = new Map(nodes.map((node) => [node.entity, node]));
    const bends = findBends(relations);
    const edges = relations.map((relation) => ({
      bend: bends.get(relation),
      from: nodeOf.get(relation.subject),
      relation,
      to: nodeOf.get(relation.object),
    }));
    const passing = new Set(filter.relations);
    const isMissing = (entity) => !nodeOf.has(entity) && filter.isShown(entity);
    /** Give the neighbours that pass the filters and are not drawn, the best connected first. */
    const missing = (entity) =>
      [...new Set(entity.relations.filter((one) => passing.has(one)).map((one) => Data.other(one, entity)))]
        .filter(isMissing)
        .sort((a, b) => a.index - b.index);
    const scene = { edges, missing, nodeOf: (entity) => nodeOf.get(entity) || null, nodes };
    fade(scene, state);
    return scene;
  }

  return { compute };
})();
