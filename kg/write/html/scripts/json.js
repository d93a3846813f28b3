// What is visible as JSON, for other programs. Every key is always there; what is not known is null.
//
//   generation       of the data that the page was made from
//   title            of the page
//   filters          what narrows down the view: in words, and as the page keeps it ("state")
//   documents        id, name, and articles: index, title, date, publisher
//   entities         id, iri, type, name, aliases
//   relations        id, iri, subject and object (ids of entities), predicate, role, time, phase, and what follows
//   figures          id, iri, subject, indicator (name), wording (in the text), value, unit, base (value in baseUnit),
//                    change (percent), period, scope, approx, bound ("min", "max"), and what follows
//     of both        modality ("asserted", "planned", "negated"), confidence, sources (independent ones), origin,
//                    proofs: id, quote, start and end (characters of the document), document (id), article (index)
//   contradictions   id, kind ("value", "change", "rank", "modality"), facts (ids)
"use strict";

const Json = (() => {
  const FILTERS = [
    "hiddenTypes", "hiddenPredicates", "cluster", "documents", "undated", "clock", "removed", "focus",
  ];

  const toMonth = (month) => (month === null ? null : Months.name(month));
  const pick = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));

  function tellFilters({ filters, state }) {
    return { words: filters, state: { ...pick(state, FILTERS), from: toMonth(state.from), to: toMonth(state.to) } };
  }

  function tellDocument(document, articles) {
    const own = articles.filter((article) => article.document === document);
    const tellArticle = (article) => ({ index: article.number, ...pick(article, ["title", "date", "publisher"]) });
    return { id: document.id, name: document.name, articles: own.map(tellArticle) };
  }

  function tellEntity({ id, type, name, aliases }) {
    return { id, iri: Data.base + id, type: type.name, name, aliases };
  }

  function tellProof({ id, quote, start, end, article }) {
    return { id, quote, start, end, document: article.document.id, article: article.number };
  }

  function tellCommon(fact) {
    return {
      modality: fact.modality || "asserted",
      ...pick(fact, ["confidence", "sources", "origin"]),
      proofs: fact.proofs.map(tellProof),
    };
  }

  function tellRelation(relation) {
    return {
      id: relation.id,
      iri: `${Data.base}statement/${relation.id}`,
      subject: relation.subject.id,
      predicate: relation.predicate.name,
      object: relation.object.id,
      ...pick(relation, ["role", "time", "phase"]),
      ...tellCommon(relation),
    };
  }

  function tellFigure(figure) {
    return {
      id: figure.id,
      iri: `${Data.base}observation/${figure.id}`,
      subject: figure.subject.id,
      ...pick(figure, ["indicator", "wording", "value", "unit", "base", "baseUnit", "change"]),
      period: figure.time,
      scope: figure.scope,
      approx: Boolean(figure.approx),
      bound: figure.bound,
      ...tellCommon(figure),
    };
  }

  const tellContradiction = ({ id, kind, facts }) => ({ id, kind, facts: facts.map((fact) => fact.id) });

  /** Write what visible.js has found. */
  function write(visible) {
    const told = {
      generation: Data.generation,
      title: document.title,
      filters: tellFilters(visible),
      documents: visible.documents.map((document) => tellDocument(document, visible.articles)),
      entities: visible.entities.map(tellEntity),
      relations: visible.relations.map(tellRelation),
      figures: visible.figures.map(tellFigure),
      contradictions: visible.contradictions.map(tellContradiction),
    };
    return `${JSON.stringify(told, null, 1)}\n`;
  }

  return { write };
})();
