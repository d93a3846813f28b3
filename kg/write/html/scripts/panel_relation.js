// What the panel says of a relation with all its sentences, and of a path: its relations, one after the other.
"use strict";

const RelationPanel = (() => {
  /** Make the sentence that a relation is, with a way to both its ends. */
  function title({ modality, object, predicate, subject }, { facts }) {
    const words = `${predicate.symmetric ? "↔" : "↓"} ${Words.label(predicate)}`;
    const mark = modality ? Facts.tag(Words.t(modality), modality) : null;
    const line = Dom.make("span", "predicate", words, mark);
    return Dom.make("h2", "statement", facts.end(subject), line, facts.end(object));
  }

  function entries(relation) {
    return Facts.table([
      [Words.t("panelRole"), relation.role],
      [Words.t("panelSaidTime"), Told.time(relation.time)],
      [Words.t("panelPhase"), relation.phase && Words.t(`phase-${relation.phase}`)],
      [Words.t("panelModality"), Words.t(relation.modality || "asserted")],
      [Words.t("panelConfidence"), relation.confidence.toFixed(2)],
      [Words.t("panelIndependent"), String(relation.sources)],
    ]);
  }

  const heading = (words, count) => Dom.make("h3", "", words, " ", Dom.make("span", "count", String(count)));

  /** Make the other relations of the same pair, in either direction. */
  function beside(relation, { facts, folds }) {
    const ends = [relation.subject, relation.object];
    const isBeside = (one) => one !== relation && ends.includes(one.subject) && ends.includes(one.object);
    const others = relation.subject.relations.filter(isBeside);
    if (!others.length) return [];
    const rows = folds.list("beside", others, (one) => facts.sentence(one));
    return [heading(Words.t("panelBeside"), others.length), ...rows];
  }

  const remark = (isShown, key) => (isShown ? null : Dom.make("p", "note hidden-facts", Words.t(key)));

  /** Make all that the panel says of a relation. */
  function make(relation, view, context) {
    return [
      title(relation, context),
      remark(context.passes(relation), "panelRelationFiltered"),
      entries(relation),
      ...context.facts.disputes(relation),
      heading(Words.t("panelSentences"), relation.proofs.length),
      ...Proof.list(relation),
      ...beside(relation, context),
      Facts.origin(relation),
    ];
  }

  /** Make one step of a path: its relation with the first of its sentences, and where it leads. */
  function step(relation, from, { facts, folds }) {
    const makeProof = (proof) => Proof.make(proof, relation);
    const makeContent = () => folds.list(`quotes ${relation.id}`, relation.proofs, makeProof, 1);
    const row = facts.sentence(relation, { key: `step ${relation.id}`, makeContent, unfolded: true });
    return Dom.make("li", "step", row, facts.end(Data.other(relation, from)));
  }

  /** Make all that the panel says of a path: each entity, and the relation that leads to the next. */
  function makePath({ nodes, edges }, view, context) {
    const entities = nodes.map(Data.entity).filter(Boolean);
    const relations = edges.map(Data.fact).filter(Boolean);
    if (!entities.length) return [Dom.make("p", "note", Words.t("panelNoFact"))];
    return [
      Dom.make("h2", "", Words.t("panelPath", entities[0].name, entities[entities.length - 1].name, relations.length)),
      remark(relations.every(context.passes), "panelPathFiltered"),
      Dom.make("div", "start", context.facts.end(entities[0])),
      Dom.make("ol", "path", ...relations.map((relation, at) => step(relation, entities[at], context))),
    ];
  }

  return { make, makePath };
})();
