// Which facts and entities pass the reader's filters, and how many of each kind. Pure.
"use strict";

const Filter = (() => {
  const UNTIMED = ["cluster", "documents", "hiddenPredicates", "hiddenTypes", "removed"]; // in the state
  const TIMED = ["clock", "from", "to", "undated"];

  const timeOf = (fact, clock) => (clock === "said" ? fact.months : fact.reported);

  function inTime(fact, state) {
    const time = timeOf(fact, state.clock);
    if (!time) return state.undated;
    return (state.from === null || time[1] >= state.from) && (state.to === null || time[0] <= state.to);
  }

  function count(things, nameOf) {
    const counts = new Map();
    for (const thing of things) counts.set(nameOf(thing), (counts.get(nameOf(thing)) || 0) + 1);
    return counts;
  }

  /** Make a function of the state that keeps its last result while the parts of the state it reads stay. */
  function keepLast(keys, make) {
    let last = null;
    let result = null;
    return (state) => {
      if (!last || keys.some((key) => last[key] !== state[key])) result = make(state);
      last = state;
      return result;
    };
  }

  /** Find what passes all filters but the time. */
  const findTimeless = keepLast(UNTIMED, ({ cluster, documents, hiddenPredicates, hiddenTypes, removed }) => {
    const types = new Set(hiddenTypes);
    const predicates = new Set(hiddenPredicates);
    const chosen = new Set(documents);
    const gone = new Set(removed);
    const isIn = (entity) => cluster === null || entity.cluster === cluster;
    const isShown = (entity) => isIn(entity) && !types.has(entity.type.name) && !gone.has(entity.id);
    const isTold = (fact) => !chosen.size || fact.documents.some((document) => chosen.has(document.id));
    const isKept = (relation) =>
      !predicates.has(relation.predicate.name) && isShown(relation.subject) && isShown(relation.object);
    const timeless = [
      ...Data.relations.filter((relation) => isKept(relation) && isTold(relation)),
      ...Data.figures.filter((figure) => isShown(figure.subject) && isTold(figure)),
    ];
    return { isNarrowed: chosen.size > 0 || predicates.size > 0, isShown, timeless };
  });

  function findEntities(facts, isShown) {
    const told = new Set();
    facts.forEach((fact) => {
      told.add(fact.subject);
      if (fact.object) told.add(fact.object);
    });
    return Data.entities.filter((entity) => isShown(entity) && told.has(entity));
  }

  /**
   * Find what passes: ``relations``, ``figures`` and ``entities`` in the order of the data. While a filter for
   * facts is on, an entity needs one that passes. ``timeless`` are the facts that only the time may shut out.
   * The result is the same object as long as no filter changes.
   */
  const compute = keepLast([...UNTIMED, ...TIMED], (state) => {
    const { isNarrowed, isShown, timeless } = findTimeless(state);
    const isTimed = state.from !== null || state.to !== null || !state.undated;
    const facts = isTimed ? timeless.filter((fact) => inTime(fact, state)) : timeless;
    const relations = facts.filter((fact) => fact.kind === "relation");
    const entities = isNarrowed || isTimed ? findEntities(facts, isShown) : Data.entities.filter(isShown);
    return {
      entities,
      figures: facts.filter((fact) => fact.kind === "figure"),
      isShown,
      predicates: count(relations, (relation) => relation.predicate.name),
      relations,
      timeless,
      types: count(entities, (entity) => entity.type.name),
    };
  });

  return { compute, timeOf };
})();
