// The data island as objects that refer to each other. Knows nothing of the page.
"use strict";

const Data = (() => {
  const island = JSON.parse(document.getElementById("data").textContent);

  /** Make one object of each row; what a short row lacks is null. ``index`` is the number of the row. */
  function unpack({ columns, rows }) {
    return rows.map((row, index) => {
      const object = { index };
      columns.forEach((column, at) => {
        object[column] = at < row.length ? row[at] : null;
      });
      return object;
    });
  }

  const byId = (objects) => new Map(objects.map((object) => [object.id, object]));

  const { types, predicates, indicators, origins } = island;
  const documents = unpack(island.documents);
  const articles = unpack(island.articles);
  const proofs = unpack(island.proofs);
  const entities = unpack(island.entities);
  const relations = unpack(island.relations);
  const figures = unpack(island.figures);
  const entityById = byId(entities);
  const factById = byId([...relations, ...figures]);
  const { contradictions } = island;
  const clusters = island.clusters ? readClusters(island.clusters) : null;

  /** Make objects of the clusters; each entity learns the name of its own. */
  function readClusters({ groups, links, of, rest }) {
    const found = unpack(groups);
    entities.forEach((entity, index) => (entity.cluster = of[index] === null ? null : found[of[index]].name));
    return { groups: found, links: unpack(links), rest };
  }

  documents.forEach((document) => (document.articles = []));
  articles.forEach((article) => {
    article.document = documents[article.document];
    article.number = article.id;
    article.id = `${article.document.id}/${article.number}`;
    article.copyOf = article.copyOf === null ? null : articles[article.copyOf];
    article.document.articles.push(article);
  });
  documents.forEach((document) => {
    const titled = document.articles.find((article) => article.title);
    document.title = titled ? titled.title : document.name;
  });
  proofs.forEach((proof) => (proof.article = articles[proof.article]));
  entities.forEach((entity) => {
    entity.type = types[entity.type];
    entity.aliases = entity.aliases || [];
    entity.label = entity.label || entity.name;
    entity.forms = [entity.name, ...entity.aliases];
    entity.relations = [];
    entity.figures = [];
  });
  relations.forEach((relation) => {
    complete(relation, "relation");
    relation.predicate = predicates[relation.predicate];
    relation.object = entities[relation.object];
    relation.subject.relations.push(relation);
    if (relation.object !== relation.subject) relation.object.relations.push(relation);
  });
  figures.forEach((figure) => {
    complete(figure, "figure");
    figure.indicatorId = island.indicatorIds[figure.indicator];
    figure.indicator = indicators[figure.indicator];
    figure.subject.figures.push(figure);
  });
  contradictions.forEach((contradiction) => {
    contradiction.facts = contradiction.facts.map((id) => factById.get(id)).filter(Boolean);
    contradiction.facts.forEach((fact) => fact.disputes.push(contradiction));
  });

  function complete(fact, kind) {
    fact.kind = kind;
    fact.subject = entities[fact.subject];
    fact.origin = origins[fact.origin];
    fact.proofs = (fact.proofs || []).map((index) => proofs[index]);
    fact.documents = [...new Set(fact.proofs.map((proof) => proof.article.document))];
    fact.months = span([fact.months]);
    fact.reported = span(fact.proofs.map((proof) => proof.article.months));
    fact.disputes = [];
  }

  /** Give the first and the last of some spans of months, null if there are none. */
  function span(months) {
    const known = months.filter(Boolean).flat();
    return known.length ? [Math.min(...known), Math.max(...known)] : null;
  }

  /** Give the other end of a relation. */
  const other = (relation, entity) => (relation.subject === entity ? relation.object : relation.subject);

  /** Give each neighbour once, those of the best proven relations first. */
  function neighbours(entity) {
    entity.near = entity.near || [...new Set(entity.relations.map((relation) => other(relation, entity)))];
    return entity.near;
  }

  return {
    articles, contradictions, documents, entities, figures, predicates, relations, types,
    base: island.base,
    clusters,
    counts: island.counts,
    entity: (id) => entityById.get(id) || null,
    fact: (id) => factById.get(id) || null,
    generation: island.generation,
    kept: island.kept || island.counts,
    limits: island.limits,
    neighbours,
    other,
    vocabulary: island.vocabulary,
  };
})();
