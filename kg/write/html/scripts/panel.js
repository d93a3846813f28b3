// The details of one node or edge: its facts, its figures, and for each the quoted sentence with its document.
"use strict";

const Panel = (() => {
  const QUOTES_UP_TO = 3; // so many facts show their quotes at once
  const LISTED_UP_TO = 14; // so many are listed at once; more are folded by kind

  function open(container, { onEntity, onClose }) {
    const nameOf = (id) => Model.entities.get(id).name;
    const formsOf = (id) => [nameOf(id), ...Model.entities.get(id).aliases];

    function entityButton(id) {
      return Dom.button("name", () => onEntity(id), nameOf(id));
    }

    function tag(text, className) {
      return text ? Dom.make("span", `tag ${className || ""}`, text) : null;
    }

    function kind(entity) {
      const type = Model.types.get(entity.type);
      return Dom.make("span", "kind", Dom.shape(type), type.label);
    }

    function tags(fact) {
      return [tag(fact.role), tag(fact.time), fact.modality ? tag(Words[fact.modality], fact.modality) : null];
    }

    function trust(fact) {
      const words = `${Words.confidence} ${fact.confidence.toFixed(2)} · ${Words.sourceCount(fact.sources)}`;
      return Dom.make("p", "note", words);
    }

    /** The quote with its article and document; the names of the fact are marked in it. */
    function proof(one, names) {
      const source = Model.sourceOf(one);
      const parts = [source.title, source.publisher, source.date].filter(Boolean);
      const caption = Dom.make("figcaption", "", parts.join(" · "), parts.length ? Dom.make("br") : null);
      caption.append(Dom.link(source.name));
      caption.append(` · ${Words.place(one.start + 1, one.end)}`);
      return Dom.make("figure", "proof", Dom.make("blockquote", "", Dom.marked(one.quote, names)), caption);
    }

    function proofs(fact, names) {
      const found = Model.proofsOf(fact);
      return found.length ? found.map((one) => proof(one, names)) : [Dom.make("p", "note", Words.noProof)];
    }

    /** Make an element that unfolds; its content is made when it is first seen. */
    function fold(className, summary, unfolded, makeContent) {
      const element = Dom.make("details", className, summary);
      const fill = () => element.childElementCount === 1 && element.append(...makeContent());
      element.addEventListener("toggle", fill);
      if (unfolded) fill();
      element.open = unfolded;
      return element;
    }

    function details(fact, summary, names, unfolded) {
      return fold("fact", summary, unfolded, () => [trust(fact), ...proofs(fact, names)]);
    }

    function section(title, facts, unfolded, makeContent) {
      const heading = Dom.make("h3", "", `${title}（${facts.length}）`);
      return fold("section", Dom.make("summary", "", heading), unfolded, makeContent);
    }

    function relation(fact, id, unfolded) {
      const other = fact.subject === id ? fact.object : fact.subject;
      const summary = Dom.make("summary", "", entityButton(other), ...tags(fact));
      return details(fact, summary, [...formsOf(fact.subject), ...formsOf(fact.object)], unfolded);
    }

    function arrow(predicate, outgoing) {
      if (predicate.symmetric) return `↔ ${predicate.label}`;
      return outgoing ? `${predicate.label} →` : `← ${predicate.label}`;
    }

    function relations(id, listed) {
      const facts = Model.linksOf(id);
      const quoted = facts.length <= QUOTES_UP_TO;
      const sections = [];
      for (const predicate of Model.data.predicates) {
        const own = facts.filter((fact) => fact.predicate === predicate.name);
        const outgoing = predicate.symmetric ? own : own.filter((fact) => fact.subject === id);
        const incoming = own.filter((fact) => !outgoing.includes(fact));
        for (const [group, title] of [[outgoing, arrow(predicate, true)], [incoming, arrow(predicate, false)]]) {
          const content = () => group.map((fact) => relation(fact, id, quoted));
          if (group.length) sections.push(section(title, group, listed, content));
        }
      }
      return sections;
    }

    function amount(fact) {
      const before = (fact.approx ? Words.approx : "") + (fact.bound ? Words[fact.bound] : "");
      return fact.value === undefined ? "" : `${before}${fact.value} ${fact.unit || ""}`.trimEnd();
    }

    function figure(fact, unfolded) {
      const change = fact.change === undefined ? null : tag(Words.change(fact.change));
      const summary = Dom.make(
        "summary", "", `${fact.period || Words.undated}　`, Dom.make("strong", "", amount(fact)),
        change, tag(fact.scope), ...tags(fact),
      );
      return details(fact, summary, [fact.indicator, ...formsOf(fact.subject)], unfolded);
    }

    function figures(id, listed) {
      const facts = Model.figuresOf(id);
      const names = [...new Set(facts.map((fact) => fact.indicator))];
      const quoted = facts.length <= QUOTES_UP_TO;
      const content = () =>
        names.flatMap((name) => [
          Dom.make("p", "indicator", name),
          ...facts.filter((fact) => fact.indicator === name).map((fact) => figure(fact, quoted)),
        ]);
      return facts.length ? [section(Words.figures, facts, listed, content)] : [];
    }

    function articles(id) {
      const found = Model.articlesOf(id);
      if (!found.length) return [Dom.make("p", "note", Words.noFact)];
      const items = found.map((one) => {
        const source = Model.sourceOf(one);
        const head = [source.title, source.date].filter(Boolean).join(" · ");
        return Dom.make("li", "", head, head ? Dom.make("br") : null, Dom.link(source.name));
      });
      return [Dom.make("h3", "", `${Words.articles}（${found.length}）`), Dom.make("ul", "", ...items)];
    }

    function show(...children) {
      const close = Dom.button("close", onClose, "×");
      close.setAttribute("aria-label", Words.close);
      container.replaceChildren(close, ...children.filter(Boolean));
      container.hidden = false;
      container.scrollTop = 0;
    }

    /** Show an entity; ``remark`` says why it can't be seen in the picture, if so. */
    function showEntity(id, remark) {
      const entity = Model.entities.get(id);
      const others = entity.aliases.filter((alias) => alias !== entity.name);
      const listed = Model.linksOf(id).length + Model.figuresOf(id).length <= LISTED_UP_TO;
      show(
        kind(entity),
        Dom.make("h2", "", entity.name),
        others.length ? Dom.make("p", "note", Words.aliases + others.join("、")) : null,
        remark ? Dom.make("p", "note", remark) : null,
        ...figures(id, listed),
        ...relations(id, listed),
        ...articles(id),
      );
    }

    function rows(fact) {
      const modality = fact.modality ? Words[fact.modality] : Words.asserted;
      const table = [
        [Words.predicate, Model.predicates.get(fact.predicate).label],
        [Words.role, fact.role],
        [Words.time, fact.time],
        [Words.modality, modality],
        [Words.confidence, fact.confidence.toFixed(2)],
        [Words.sources, String(fact.sources)],
        [Words.origin, fact.origin],
      ];
      return table.filter(([, value]) => value).flatMap(([name, value]) => [
        Dom.make("dt", "", name),
        Dom.make("dd", "", value),
      ]);
    }

    function beside(fact) {
      const ends = [fact.subject, fact.object];
      const others = Model.linksOf(fact.subject).filter(
        (one) => one.id !== fact.id && ends.includes(one.subject) && ends.includes(one.object),
      );
      if (!others.length) return [];
      return [Dom.make("h3", "", Words.others), ...others.map((one) => sentence(one))];
    }

    function sentence(fact) {
      const label = Model.predicates.get(fact.predicate).label;
      const summary = Dom.make("summary", "", nameOf(fact.subject), ` ${label} `, nameOf(fact.object), ...tags(fact));
      return details(fact, summary, [...formsOf(fact.subject), ...formsOf(fact.object)], false);
    }

    function showStatement(id) {
      const fact = Model.statements.get(id);
      const predicate = Model.predicates.get(fact.predicate);
      const names = [...formsOf(fact.subject), ...formsOf(fact.object)];
      show(
        kind(Model.entities.get(fact.subject)),
        Dom.make("h2", "", entityButton(fact.subject)),
        Dom.make("p", "", `${predicate.symmetric ? "↔" : "↓"} ${predicate.label}`, ...tags(fact)),
        Dom.make("h2", "", entityButton(fact.object)),
        kind(Model.entities.get(fact.object)),
        Dom.make("dl", "facts", ...rows(fact)),
        Dom.make("h3", "", Words.proofs(fact.proofs.length)),
        ...proofs(fact, names),
        ...beside(fact),
      );
    }

    function hide() {
      container.hidden = true;
      container.replaceChildren();
    }

    return { hide, showEntity, showStatement, width: () => (container.hidden ? 0 : container.offsetWidth) };
  }

  return { open };
})();
