// The panel of what is in focus: an entity, a relation or a path. Keeps the reader's place while it is made anew.
"use strict";

const Panel = (() => {
  // All of the state changes what can be said or done here, but where one looks.
  const MATTERS = Object.keys(Store.START).filter((key) => !["camera", "view"].includes(key));

  const isSame = (one, other) => Boolean(one && other) && one.kind === other.kind && idOf(one) === idOf(other);
  const idOf = (focus) => focus.id || [...focus.nodes, ...focus.edges].join(" ");

  function open(container, { goTo }) {
    const folds = Unfolding.open();
    let view = null; // what was shown last

    /** Lead to a fact: to a relation, or to the row of a figure among those of its subject. */
    function onFact(fact) {
      if (fact.object) return Actions.showRelation(fact);
      const { focus, view: shown } = view.state;
      const isOther = !focus || focus.kind !== "node" || focus.id !== fact.subject.id;
      if (isOther) (shown === "graph" ? goTo : Actions.chooseEntity)(fact.subject);
      EntityPanel.unfoldFigure(fact, folds);
      fill(view);
      const row = [...container.querySelectorAll("[data-fact]")].find((one) => one.dataset.fact === fact.id);
      row.scrollIntoView({ block: "center" });
      return row.querySelector("button.toggle").focus({ preventScroll: true });
    }

    function makeContext({ filter }) {
      const passing = new Set([...filter.relations, ...filter.figures]);
      const context = { folds, goTo, onFact, passes: (fact) => passing.has(fact) };
      return { ...context, facts: Facts.open(context) };
    }

    function makeContent(next) {
      const { focus } = next.state;
      const context = makeContext(next);
      if (focus.kind === "path") return RelationPanel.makePath(focus, next, context);
      const thing = focus.kind === "node" ? Data.entity(focus.id) : Data.fact(focus.id);
      if (!thing) return [Dom.make("p", "note", Words.t("panelGone"))];
      return (focus.kind === "node" ? EntityPanel : RelationPanel).make(thing, next, context);
    }

    /** Make what stands on top, however far one reads: what kind of thing it is. */
    function makeKind({ id, kind }) {
      const entity = kind === "node" ? Data.entity(id) : null;
      return entity ? Facts.kind(entity) : Dom.make("span", "kind", Words.t(`panel-${kind}`));
    }

    function closeButton() {
      const close = Dom.button("close", Actions.clearFocus, "×");
      close.setAttribute("aria-label", Words.t("close"));
      return close;
    }

    function fill(next) {
      const bar = Dom.make("div", "bar", makeKind(next.state.focus), closeButton());
      container.replaceChildren(bar, ...makeContent(next).filter(Boolean));
    }

    const nameOf = (control) => control.dataset.key || control.id || control.textContent;

    /** Give the controls that go by a name, in their order. */
    const findControls = (name) =>
      [...container.querySelectorAll("button, summary, input")].filter((control) => nameOf(control) === name);

    /** Give the keyboard back to the control that had it, or to its successor, once all is made anew. */
    function keepKeyboard(change) {
      const held = document.activeElement;
      if (!container.contains(held)) return change();
      const name = held === container ? null : nameOf(held);
      const place = findControls(name).indexOf(held);
      change();
      return (findControls(name)[place] || container).focus({ preventScroll: true });
    }

    function close() {
      container.hidden = true;
      container.replaceChildren();
      folds.forget();
    }

    function change(next, previous) {
      const isOther = !isSame(next.state.focus, previous && previous.state.focus);
      const place = container.scrollTop;
      if (isOther) folds.forget();
      container.hidden = false;
      keepKeyboard(() => fill(next));
      container.scrollTop = isOther ? 0 : place;
    }

    function show(next) {
      const previous = view;
      view = next;
      if (!next.state.focus) return container.hidden ? undefined : close();
      const isStale = !previous || MATTERS.some((key) => previous.state[key] !== next.state[key]);
      return isStale ? change(next, previous) : undefined;
    }

    return {
      /** Make all anew in another language. */
      build: () => view && view.state.focus && change(view, view),
      onFact,
      show,
      width: () => (container.hidden ? 0 : container.offsetWidth),
    };
  }

  return { open };
})();
