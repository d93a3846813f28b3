// The legend is the filter: which sign means which type, which line which predicate, how many there are; a click
// hides or shows one kind, a double click shows it alone.
"use strict";

const Legend = (() => {
  function open(container) {
    const buttons = new Map(); // name → {button, count}

    function entry(thing, image, toggle, only) {
      const count = Dom.make("span", "count");
      const button = Dom.button("kind", toggle, image, Dom.make("span", "", Words.label(thing)), count);
      button.title = Words.t("legendHint");
      button.dataset.name = thing.name;
      button.addEventListener("dblclick", only);
      buttons.set(thing.name, { button, count });
      return button;
    }

    const typeEntry = (type) =>
      entry(type, Dom.shape(type), () => Actions.toggleType(type.name), () => Actions.onlyType(type.name));

    const predicateEntry = (predicate) =>
      entry(
        predicate,
        null,
        () => Actions.togglePredicate(predicate.name),
        () => Actions.onlyPredicate(predicate.name),
      );

    function lineEntry(kind) {
      const colours = Theme.colours();
      const colour = kind === "asserted" ? colours.edge : colours[kind];
      return Dom.make("p", "", Dom.stroke(colour, Theme.DASHES[kind]), Dom.make("span", "", Words.t(kind)));
    }

    function section(title, name, children) {
      return Dom.make("section", name, Dom.make("h2", "", Words.t(title)), ...children);
    }

    function build() {
      buttons.clear();
      container.replaceChildren(
        section("types", "types", Data.types.filter((type) => type.count).map(typeEntry)),
        section("predicates", "predicates", Data.predicates.filter((one) => one.count).map(predicateEntry)),
        section("lines", "lines", Object.keys(Theme.DASHES).map(lineEntry)),
      );
    }

    /** Say how many pass of how many there are, where these differ. */
    function update({ name, count }, hidden, passing) {
      const entry = buttons.get(name);
      if (!entry) return;
      const shown = hidden.includes(name) ? 0 : passing.get(name) || 0;
      entry.button.setAttribute("aria-pressed", String(!hidden.includes(name)));
      entry.count.textContent = shown === count || hidden.includes(name) ? String(count) : `${shown} / ${count}`;
    }

    function show({ state, filter }) {
      Data.types.forEach((type) => update(type, state.hiddenTypes, filter.types));
      Data.predicates.forEach((one) => update(one, state.hiddenPredicates, filter.predicates));
    }

    build();
    return { build, show };
  }

  return { open };
})();
