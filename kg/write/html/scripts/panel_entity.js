// What the panel says of an entity: its names, what can be done with it, its figures, posts, facts and documents.
"use strict";

const EntityPanel = (() => {
  const QUOTED = 3; // so many facts show their sentences at once
  const LISTED = 14; // so many are listed at once; more are folded by kind
  const FIRST_INDICATORS = 6; // of a long list of figures
  const NAMES = 8; // aliases shown at once
  const POST = "holdsPosition";
  const HOPS = [1, 2, 3];

  // ---------------------------------------------------------------- what can be done

  function hopButtons({ id }, { state }) {
    const { focus } = state;
    const buttons = HOPS.map((hops) => {
      const button = Dom.button("", () => Actions.setHops(hops), Words.t("panelHops", hops));
      button.setAttribute("aria-pressed", String(focus.id === id && focus.hops === hops));
      button.dataset.key = `hops ${hops}`;
      return button;
    });
    const group = Dom.make("span", "group", ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", Words.t("panelHopsHint"));
    return group;
  }

  function expandButton(entity, { scene }) {
    const left = scene.missing(entity).length;
    if (!left) return null;
    const button = Dom.button("expand", () => Actions.expand(entity, scene), Words.t("panelExpand", Math.min(left, Data.limits.expand)));
    button.title = Words.t("panelExpandHint", left);
    button.dataset.key = "expand";
    return button;
  }

  function pinButton({ id }, node, { state }) {
    const isPinned = Object.hasOwn(state.moved, id);
    const change = () => (isPinned ? Actions.unpin({ id }) : Actions.move({ [id]: [node.x, node.y] }));
    const button = Dom.button("pin", change, Words.t("panelPin"));
    button.setAttribute("aria-pressed", String(isPinned));
    button.title = Words.t("panelPinHint");
    button.dataset.key = "pin";
    return button;
  }

  function hideButton(entity) {
    const button = Dom.button("hide", () => Actions.remove(entity), Words.t("panelHide"));
    button.title = Words.t("panelHideHint");
    return button;
  }

  /** Make the box that looks for the other end of a path, and says so if there is no path. */
  function pathfinder(entity, { filter, scene }) {
    const input = Dom.make("input");
    const hits = Dom.make("ul");
    const answer = Dom.make("p", "note");
    Object.assign(input, { autocomplete: "off", id: "path-search", placeholder: Words.t("panelPathHint"), spellcheck: false, type: "search" });
    Object.assign(hits, { hidden: true, id: "path-hits" });
    const roles = { "aria-autocomplete": "list", "aria-controls": hits.id, "aria-expanded": "false", "aria-label": Words.t("panelPathHint") };
    Object.entries({ role: "combobox", ...roles }).forEach(([name, value]) => input.setAttribute(name, value));
    hits.setAttribute("role", "listbox");
    hits.setAttribute("aria-label", Words.t("hits"));
    answer.setAttribute("role", "status");
    Search.open(input, hits, (other) => {
      input.value = other.name;
      const path = other === entity ? null : Path.find(filter.relations, entity, other);
      answer.textContent = other === entity ? Words.t("panelPathToItself") : Words.t("panelNoPath", other.name, Path.MOST_HOPS);
      if (path) Actions.choosePath(path, scene);
    });
    return [input, hits, answer];
  }

  /** Make the buttons; what is not drawn can only be brought into the picture. */
  function tools(entity, view, { folds, goTo }) {
    const node = view.scene.nodeOf(entity);
    const [path, part] = folds.toggle("path", Words.t("panelPathTo"), false, () => pathfinder(entity, view));
    path.addEventListener("click", () => part.hidden || part.querySelector("input").focus());
    part.classList.add("pathfinder");
    const drawn = () => [hopButtons(entity, view), expandButton(entity, view), pinButton(entity, node, view), hideButton(entity)];
    const buttons = node ? drawn() : [Dom.button("bring", () => goTo(entity), Words.t("panelBringIn"))];
    const remark = node ? null : Dom.make("p", "warn", Words.t(view.filter.isShown(entity) ? "panelNotDrawn" : "panelEntityFiltered"));
    return [remark, Dom.make("div", "actions", ...buttons, path), part];
  }

  // ---------------------------------------------------------------- what is said

  /** Put the facts that pass first; the others follow, greyed. */
  const inOrder = (facts, passes) => [...facts.filter(passes), ...facts.filter((fact) => !passes(fact))];

  /** Make a heading with how many there are, and how many of them pass where some don't. */
  function heading(title, facts, passes) {
    const passing = facts.filter(passes).length;
    const count = passing === facts.length ? String(passing) : `${passing} / ${facts.length}`;
    return Dom.make("h3", passing ? "" : "out", title, Dom.make("span", "count", count));
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

  const last = (figures) => Math.max(...figures.map(({ months }) => (months ? months[1] : 0)));

  /** Group figures by indicator: those with a history first, the latest before the others; each in order of time. */
  function groupFigures(figures) {
    const start = ({ months }) => (months ? months[0] + months[1] / 1e6 : Infinity);
    const groups = [...groupBy(figures, (figure) => figure.indicator)].map(([indicator, own]) => {
      const inTime = own.map((figure) => ({ at: start(figure), figure })).sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
      return { figures: inTime.map((one) => one.figure), history: Chart.countTimes(own), indicator, last: last(own) };
    });
    return groups.sort((a, b) => b.history - a.history || b.last - a.last || b.figures.length - a.figures.length);
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
    const content = () => folds.list("figures", groupFigures(entity.figures), group, listed ? undefined : FIRST_INDICATORS);
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
    const title = Dom.make("h3", "warn", Words.t("panelContradictions"), Dom.make("span", "count", String(found.length)));
    const content = () => folds.list("contradictions", found, facts.contradiction, LISTED);
    return found.length ? [folds.section("contradictions", title, found.length <= QUOTED, content)] : [];
  }

  /** Make the articles that speak of it, the latest first, with how many facts each tells. */
  function articles(all, { folds }, { listed }) {
    const found = groupBy(all.flatMap((fact) => [...new Set(fact.proofs.map((proof) => proof.article))]), (article) => article);
    const dateOf = ([article]) => article.date || "";
    const sorted = [...found].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : a[0].index - b[0].index));
    const row = ([article, told]) =>
      Dom.make("div", "source", ...Proof.source(article, Words.t("panelFactCount", told.length)));
    const title = Dom.make("h3", "", Words.t("panelArticles"), Dom.make("span", "count", String(found.size)));
    return found.size ? [folds.section("articles", title, listed, () => folds.list("articles", sorted, row))] : [];
  }

  function names({ aliases, name }, { folds }) {
    const others = aliases.filter((alias) => alias !== name);
    const line = (some) => Dom.make("p", "note", `${Words.t("panelAliases")}${Words.t("panelColon")}${some.join(Words.t("panelComma"))}`);
    if (others.length <= NAMES) return others.length ? [line(others)] : [];
    const rest = () => [Dom.make("p", "note", others.slice(NAMES).join(Words.t("panelComma")))];
    const [button, part] = folds.toggle("aliases", Words.t("panelMoreNames", others.length - NAMES), false, rest);
    return [line(others.slice(0, NAMES)), button, part];
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
      ...tools(entity, view, context),
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
