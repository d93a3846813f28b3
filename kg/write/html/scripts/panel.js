// The details of what is in focus: an entity or a relation, with the sentences that prove it.
"use strict";

const Panel = (() => {
  function open(container, { goTo }) {
    function kind(entity) {
      return Dom.make("span", "kind", Dom.shape(entity.type), Words.label(entity.type));
    }

    const entityButton = (entity) => Dom.button("name", () => goTo(entity), entity.name);

    /** The quote with its article and document; the names of the fact are marked in it. */
    function proofOf(proof, names) {
      const { title, publisher, date, document } = proof.article;
      const parts = [title, publisher, date].filter(Boolean);
      const caption = Dom.make("figcaption", "", parts.join(" · "), parts.length ? Dom.make("br") : null);
      caption.append(Dom.link(document.name));
      return Dom.make("figure", "proof", Dom.make("blockquote", "", Dom.marked(proof.quote, names)), caption);
    }

    function sentence(relation) {
      const names = [...relation.subject.forms, ...relation.object.forms];
      const line = Dom.make("p", "", entityButton(relation.subject), ` ${Words.label(relation.predicate)} `, entityButton(relation.object));
      return Dom.make("div", "fact", line, ...relation.proofs.map((proof) => proofOf(proof, names)));
    }

    function fill(...children) {
      const close = Dom.button("close", Actions.clearFocus, "×");
      close.setAttribute("aria-label", Words.t("close"));
      container.replaceChildren(close, ...children.filter(Boolean));
      container.hidden = false;
      container.scrollTop = 0;
    }

    function show({ state, previous }) {
      const { focus } = state;
      container.hidden = !focus;
      if (!focus) return container.replaceChildren();
      if (previous && previous.focus === focus && container.childElementCount) return undefined;
      if (focus.kind === "node") {
        const entity = Data.entity(focus.id);
        return fill(kind(entity), Dom.make("h2", "", entity.name), ...entity.relations.slice(0, 20).map(sentence));
      }
      return fill(...(focus.kind === "edge" ? [sentence(Data.fact(focus.id))] : []));
    }

    return { show, width: () => (container.hidden ? 0 : container.offsetWidth) };
  }

  return { open };
})();
