// The data island, indexed. Knows nothing of the page.
"use strict";

const Model = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const types = new Map(data.types.map((type) => [type.name, type]));
  const predicates = new Map(data.predicates.map((predicate) => [predicate.name, predicate]));
  const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
  const statements = new Map(data.statements.map((statement) => [statement.id, statement]));
  const drawn = new Set(data.network.nodes.map((node) => node.id));
  const links = group(data.statements, (one) => [one.subject, one.object]);
  const figures = group(data.figures, (one) => [one.subject]);

  function group(facts, keysOf) {
    const groups = new Map();
    for (const fact of facts) {
      for (const key of new Set(keysOf(fact))) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(fact);
      }
    }
    return groups;
  }

  /** Bring a name into the form that is compared. */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  const folded = data.entities.map((entity) => ({
    entity,
    forms: [entity.name, ...entity.aliases].map(fold),
  }));

  function rank(forms, wanted) {
    if (forms.includes(wanted)) return 0;
    if (forms.some((form) => form.startsWith(wanted))) return 1;
    return forms.some((form) => form.includes(wanted)) ? 2 : 3;
  }

  /** Find entities by a part of a name or alias: whole names first, then the better connected. */
  function search(text, limit) {
    const wanted = fold(text);
    if (!wanted) return [];
    return folded
      .map(({ entity, forms }) => ({ entity, rank: rank(forms, wanted), degree: linksOf(entity.id).length }))
      .filter((hit) => hit.rank < 3)
      .sort((a, b) => a.rank - b.rank || b.degree - a.degree || (a.entity.id < b.entity.id ? -1 : 1))
      .slice(0, limit);
  }

  function linksOf(id) {
    return links.get(id) || [];
  }

  function figuresOf(id) {
    return figures.get(id) || [];
  }

  function proofsOf(fact) {
    return fact.proofs.map((index) => data.proofs[index]);
  }

  /** Find where a proof stands: the name of its document; title, date and publisher of its article. */
  function sourceOf(proof) {
    const source = data.documents[proof.document] || { name: proof.document, articles: {} };
    return { name: source.name, ...source.articles[proof.article] };
  }

  /** Give one proof of each article that says something of an entity, in the order of the data. */
  function articlesOf(id) {
    const indexes = new Set([...linksOf(id), ...figuresOf(id)].flatMap((fact) => fact.proofs));
    const proofs = [...indexes].sort((a, b) => a - b).map((index) => data.proofs[index]);
    return [...new Map(proofs.map((one) => [`${one.document} ${one.article}`, one])).values()];
  }

  return {
    data, types, predicates, entities, statements, drawn, search,
    linksOf, figuresOf, proofsOf, sourceOf, articlesOf,
  };
})();
