// Which facts and entities pass the reader's filters, and how many of each kind. Pure.
"use strict";

const Filter = (() => {
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

  /**
   * Find what passes: ``relations``, ``figures`` and ``entities`` in the order of the data. While a filter for
   * facts is on, an entity needs one that passes. ``timeless`` are the facts that only the time may shut out.
   */
  function compute(state) {
    const types = new Set(state.hiddenTypes);
    const predicates = new Set(state.hiddenPredicates);
    const documents = new Set(state.documents);
    const removed = new Set(state.removed);
    const isShown = (entity) => !types.has(entity.type.name) && !removed.has(entity.id);
    const isTold = (fact) => !documents.size || fact.documents.some((document) => documents.has(document.id));
    const isKept = (relation) =>
      !predicates.has(relation.predicate.name) && isShown(relation.subject) && isShown(relation.object);

    const timeless = [
      ...Data.relations.filter((relation) => isKept(relation) && isTold(relation)),
      ...Data.figures.filter((figure) => isShown(figure.subject) && isTold(figure)),
    ];
    const facts = timeless.filter((fact) => inTime(fact, state));
    const relations = facts.filter((fact) => fact.kind === "relation");
    const figures = facts.filter((fact) => fact.kind === "figure");
    const narrowed = documents.size || predicates.size || state.from !== null || state.to !== null || !state.undated;
    const told = new Set(facts.flatMap((fact) => (fact.object ? [fact.subject, fact.object] : [fact.subject])));
    const entities = Data.entities.filter((entity) => isShown(entity) && (!narrowed || told.has(entity)));
    return {
      entities,
      figures,
      isShown,
      predicates: count(relations, (relation) => relation.predicate.name),
      relations,
      timeless,
      types: count(entities, (entity) => entity.type.name),
    };
  }

  return { compute, timeOf };
})();
