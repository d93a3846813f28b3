// The shortest path between two entities over the relations that pass. Pure.
"use strict";

const Path = (() => {
  const MOST_HOPS = 4;

  /** Give the relations at each entity. What a text denies joins nothing. */
  function findNeighbours(relations) {
    const found = new Map();
    const add = (entity, relation) => {
      if (!found.has(entity)) found.set(entity, []);
      found.get(entity).push(relation);
    };
    relations.forEach((relation) => {
      if (relation.modality === "negated" || relation.subject === relation.object) return;
      add(relation.subject, relation);
      add(relation.object, relation);
    });
    return found;
  }

  const isBetter = (one, other) =>
    !other || one.chance > other.chance || (one.chance === other.chance && one.sources > other.sources);

  /** Go one hop further: for each entity reached anew, the best proven way there. */
  function spread(front, reached, neighbours) {
    const next = new Map();
    for (const entity of front) {
      const { chance, sources } = reached.get(entity);
      for (const relation of neighbours.get(entity) || []) {
        const other = Data.other(relation, entity);
        if (reached.has(other)) continue;
        const proven = { chance: chance * relation.confidence, sources: sources + relation.sources };
        const way = { ...proven, before: entity, relation };
        if (isBetter(way, next.get(other))) next.set(other, way);
      }
    }
    return next;
  }

  function walkBack(to, reached) {
    const [nodes, edges] = [[to], []];
    for (let way = reached.get(to); way.before; way = reached.get(way.before)) {
      nodes.unshift(way.before);
      edges.unshift(way.relation);
    }
    return { edges, nodes };
  }

  /**
   * Find a path of at most ``most`` relations, in either direction, as {nodes, edges}; null if there is none. Of
   * the shortest it is the surest: that with the greatest product of confidences, then the most sources.
   */
  function find(relations, from, to, most = MOST_HOPS) {
    const neighbours = findNeighbours(relations);
    const reached = new Map([[from, { before: null, chance: 1, sources: 0 }]]);
    let front = [from];
    for (let hop = 0; hop < most && !reached.has(to) && front.length; hop += 1) {
      const next = spread(front, reached, neighbours);
      next.forEach((way, entity) => reached.set(entity, way));
      front = [...next.keys()];
    }
    return reached.has(to) ? walkBack(to, reached) : null;
  }

  return { MOST_HOPS, find };
})();
