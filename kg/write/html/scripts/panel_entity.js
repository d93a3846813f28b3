// What the panel says of an entity: its names, figures, posts, facts and documents.
"use strict";

const EntityPanel = (() => {
  const QUOTED = 3; // so many facts show their sentences at once
  const LISTED = 14; // so many are listed at once; more are folded by kind
  const FIRST_INDICATORS = 6; // of a long list of figures
  const NAMES = 8; // aliases shown at once
  const POST = "holdsPosition";

  /** Put the facts that pass first; the others follow, greyed. */
  const inOrder = (facts, passes) => [...facts.filter(passes), ...facts.filter((fact) => !passes(fact))];

  const headingOf = (title, count, className = "") =>
    Dom.make("h3", className, title, " ", Dom.make("span", "count", String(count)));

  /** Make a heading with how many there are, and how many of them pass where some don't. */
  function heading(title, facts, passes) {
    const passing = facts.filter(passes).length;
    const count = passing === facts.length ? passing : `${passing} / ${facts.length}`;
    return headingOf(title, count, passing ? "" : "out");
  }

  function groupBy(things, keyOf) {
    const groups = new Map();
    things.forEach((thing) => {
      const key = keyOf(thing);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(thing);
    });
    return groups;
  }

  const compare = (a, b) => (a < b ? -1 : Number(a > b));

  const last = (figures) => Math.max(...figures.map(({ months }) => (months ? months[1] : 0)));

  /** Group figures by indicator: those with a history first, the latest before the others; each in order of time. */
  function groupFigures(figures) {
    const start = ({ months }) => (months ? months[0] + months[1] / 1e6 : Number.MAX_SAFE_INTEGER);
    const groups = [...groupBy(figures, (figure) => figure.indicator)].map(([indicator, own]) => {
      const inTime = [...own].sort((a, b) => start(a) - start(b));
      return { figures: inTime, history: Chart.countTimes(own), indicator, last: last(own) };
    });
    const byTime = (a, b) => b.history - a.history || b.last - a.last;
    return groups.sort((a, b) => byTime(a, b) || b.figures.length - a.figures.length);
  }

  function figures(entity, { facts, folds, onFact, passes }, { listed, quoted }) {
    const row = (figure) => facts.figure(figure, quoted);
    const group = ({ indicator, figures: own }) =>
      Dom.make(
        "section",
        own.some(passes) ? "indicator" : "indicator out",
        Dom.make("h4", "", indicator),
        ...Chart.make(indicator, own, { onFigure: onFact, passes }),
        ...folds.list(`figures ${indicator}`, own, row),
      );
    const first = listed ? undefined : FIRST_INDICATORS;
    const content = () => folds.list("figures", groupFigures(entity.figures), group, first);
    const title = heading(Words.t("panelFigures"), entity.figures, passes);
    return entity.figures.length ? [folds.section("figures", title, true, content)] : [];
  }

  /** Unfold all that a figure stands in, so that its row is there when the panel is made again. */
  function unfoldFigure(figure, folds) {
    const groups = groupFigures(figure.subject.figures);
    const at = groups.findIndex((group) => group.indicator === figure.indicator);
    folds.unfold("figures", `proof ${figure.id}`);
    folds.showUpTo("figures", at + 1);
    folds.showUpTo(`figures ${figure.indicator}`, groups[at].figures.indexOf(figure) + 1);
  }

  function section(key, title, own, makeRow, { folds, passes }, { listed }) {
    const content = () => folds.list(key, inOrder(own, passes), makeRow);
    return own.length ? [folds.section(key, heading(title, own, passes), listed, content)] : [];
  }

  /** Make the posts of a person, or the persons who hold posts in a body. */
  function posts(entity, context, size) {
    const own = entity.relations.filter((fact) => fact.predicate.name === POST);
    const row = (fact) => context.facts.post(fact, entity, size.quoted);
    const held = own.filter((fact) => fact.subject === entity);
    const filled = own.filter((fact) => fact.subject !== entity);
    return [
      ...section("posts", Words.t("panelPosts"), held, row, context, size),
      ...section("officers", Words.t("panelOfficers"), filled, row, context, size),
    ];
  }

  function arrow(predicate, isOutgoing) {
    if (predicate.symmetric) return `↔ ${Words.label(predicate)}`;
    return isOutgoing ? `${Words.label(predicate)} →` : `← ${Words.label(predicate)}`;
  }

  /** Make a section for each predicate and direction. */
  function relations(entity, context, size) {
    const isOutgoing = (fact) => fact.predicate.symmetric || fact.subject === entity;
    const groups = groupBy(entity.relations, (fact) => `${isOutgoing(fact) ? "from" : "to"} ${fact.predicate.name}`);
    const row = (fact) => context.facts.relation(fact, entity, size.quoted);
    return Data.predicates
      .filter((predicate) => predicate.name !== POST)
      .flatMap((predicate) => [true, false].map((outgoing) => ({ outgoing, predicate })))
      .flatMap(({ outgoing, predicate }) => {
        const key = `${outgoing ? "from" : "to"} ${predicate.name}`;
        return section(key, arrow(predicate, outgoing), groups.get(key) || [], row, context, size);
      });
  }

  function contradictions(entity, { facts, folds }) {
    const found = [...new Set([...entity.relations, ...entity.figures].flatMap((fact) => fact.disputes))];
    const title = headingOf(Words.t("panelContradictions"), found.length, "warn");
    const content = () => folds.list("contradictions", found, facts.contradiction, LISTED);
    return found.length ? [folds.section("contradictions", title, found.length <= QUOTED, content)] : [];
  }

  /** Make the articles that speak of it, the latest first, with how many facts each tells. */
  function articles(all, { folds }, { listed }) {
    const articlesOf = (fact) => [...new Set(fact.proofs.map((proof) => proof.article))];
    const found = groupBy(all.flatMap(articlesOf), (article) => article);
    const sorted = [...found].sort(([a], [b]) => compare(b.date || "", a.date || "") || a.index - b.index);
    const row = ([article, told]) =>
      Dom.make("div", "source", ...Proof.source(article, Words.t("panelFactCount", told.length)));
    const title = headingOf(Words.t("panelArticles"), found.size);
    return found.size ? [folds.section("articles", title, listed, () => folds.list("articles", sorted, row))] : [];
  }

  function names({ aliases, name }, { folds }) {
    const others = aliases.filter((alias) => alias !== name);
    if (!others.length) return [];
    const listed = (some) => some.join(Words.t("panelComma"));
    const words = [Words.t("panelAliases"), listed(others.slice(0, NAMES))].join(Words.t("panelColon"));
    const line = Dom.make("p", "note", words);
    if (others.length <= NAMES) return [line];
    const rest = () => [Dom.make("p", "note", listed(others.slice(NAMES)))];
    return [line, ...folds.toggle("aliases", Words.t("panelMoreNames", others.length - NAMES), false, rest)];
  }

  /** Say how many facts the filters hide, so that nobody takes them for missing. */
  function remark(all, passes) {
    const hidden = all.length - all.filter(passes).length;
    if (!all.length) return Dom.make("p", "note", Words.t("panelNoFact"));
    return hidden ? Dom.make("p", "note hidden-facts", Words.t("panelHiddenFacts", hidden, all.length)) : null;
  }

  /** Make all that the panel says of an entity, as elements; null among them is nothing. */
  function make(entity, view, context) {
    const all = [...entity.relations, ...entity.figures];
    const size = { listed: all.length <= LISTED, quoted: all.length <= QUOTED };
    return [
      Dom.make("h2", "", entity.name),
      ...names(entity, context),
      ...EntityTools.make(entity, view, context),
      remark(all, context.passes),
      ...contradictions(entity, context),
      ...figures(entity, context, size),
      ...posts(entity, context, size),
      ...relations(entity, context, size),
      ...articles(all, context, size),
    ];
  }

  return { make, unfoldFigure };
})();
