// What is visible, for whoever gives it out: the nodes and edges that are not faded, the figures of these nodes that
// pass the filters, and the filters in words. Pure.
"use strict";

const Visible = (() => {
  const byIndex = (one, other) => one.index - other.index;

  /** Find the entities, relations, figures, contradictions and documents in view, in the order of the data. */
  function find({ state, filter, scene }) {
    const nodes = scene.nodes.filter((node) => !node.faded);
    const edges = scene.edges.filter((edge) => !edge.faded);
    const entities = nodes.map((node) => node.entity).sort(byIndex);
    const relations = edges.map((edge) => edge.relation).sort(byIndex);
    const drawn = new Set(entities);
    const figures = filter.figures.filter((figure) => drawn.has(figure.subject)).sort(byIndex);
    const facts = new Set([...relations, ...figures]);
    const contradictions = Data.contradictions.filter((one) => one.facts.every((fact) => facts.has(fact)));
    const proofs = [...new Set([...facts].flatMap((fact) => fact.proofs))].sort(byIndex);
    const articles = [...new Set(proofs.map((proof) => proof.article))].sort(byIndex);
    const documents = [...new Set(articles.map((article) => article.document))].sort(byIndex);
    return {
      articles, contradictions, documents, edges, entities, figures, filters: describe(state), nodes, proofs,
      relations, state,
    };
  }

  function describeFocus(focus) {
    if (!focus) return null;
    if (focus.kind === "node") return Words.t("exportAround", Data.entity(focus.id).name, focus.hops);
    if (focus.kind === "path") return Words.t("exportPath", focus.nodes.map((id) => Data.entity(id).name).join(" – "));
    const { subject, predicate, object } = Data.fact(focus.id);
    return Words.t("exportEdge", `${subject.name} ${Words.label(predicate)} ${object.name}`);
  }

  /** Say in words what narrows down the view, each filter by itself. */
  const describe = (state) =>
    [describeFocus(state.focus), ...Chips.describe(state).map((chip) => chip.text)].filter(Boolean);

  /** Say from how many documents it is, of which years. */
  function describeSource({ articles, documents }) {
    const dates = articles.map((article) => article.date).filter(Boolean).sort();
    const years = [...new Set([dates[0], dates.at(-1)].filter(Boolean).map((date) => date.slice(0, 4)))];
    return Words.t("exportSource", documents.length, years.join(" – "), Data.generation);
  }

  return { describeSource, find };
})();
