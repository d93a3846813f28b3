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

  const list = (names) => names.join(Words.t("comma"));

  /** Name the shown kinds or the hidden ones, whichever are fewer. */
  function describeKinds(things, hidden, only, without) {
    const present = things.filter((thing) => thing.count);
    const shown = present.filter((thing) => !hidden.includes(thing.name));
    const left = present.filter((thing) => hidden.includes(thing.name));
    if (!left.length) return null;
    return shown.length && shown.length < left.length
      ? Words.t(only, list(shown.map(Words.label)))
      : Words.t(without, list(left.map(Words.label)));
  }

  /** Write a month number as 2024-03. */
  function toMonth(number) {
    const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
    return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
  }

  function describeTime({ clock, from, to, undated }) {
    const ends = [from, to].map((month) => (month === null ? "…" : toMonth(month)));
    const span = from === null && to === null ? null : Words.t("exportTime", clock, ...ends);
    return [span, undated ? null : Words.t("exportDated")];
  }

  function describeFocus(focus) {
    if (!focus) return null;
    if (focus.kind === "node") return Words.t("exportAround", Data.entity(focus.id).name, focus.hops);
    if (focus.kind === "path") return Words.t("exportPath", focus.nodes.map((id) => Data.entity(id).name).join(" – "));
    const { subject, predicate, object } = Data.fact(focus.id);
    return Words.t("exportEdge", `${subject.name} ${Words.label(predicate)} ${object.name}`);
  }

  function describeDocuments(ids) {
    const names = Data.documents.filter((document) => ids.includes(document.id)).map((document) => document.name);
    return names.length ? Words.t("exportDocuments", list(names)) : null;
  }

  /** Say in words what narrows down the view, each filter by itself. */
  function describe(state) {
    return [
      describeFocus(state.focus),
      describeKinds(Data.types, state.hiddenTypes, "exportOnlyTypes", "exportNoTypes"),
      describeKinds(Data.predicates, state.hiddenPredicates, "exportOnlyPredicates", "exportNoPredicates"),
      describeDocuments(state.documents),
      ...describeTime(state),
      state.removed.length ? Words.t("exportRemoved", state.removed.length) : null,
    ].filter(Boolean);
  }

  /** Say from how many documents it is, of which years. */
  function describeSource({ articles, documents }) {
    const dates = articles.map((article) => article.date).filter(Boolean).sort();
    const years = [...new Set([dates[0], dates.at(-1)].filter(Boolean).map((date) => date.slice(0, 4)))];
    return Words.t("exportSource", documents.length, years.join(" – "), Data.generation);
  }

  return { describeSource, find, toMonth };
})();
