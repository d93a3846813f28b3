// The legend is the filter: which sign means which type, which line which predicate, how many there are; a click
// hides or shows one kind, a double click or the button beside it shows that kind alone.
"use strict";

const Legend = (() => {
  // Name of the section → where the state keeps what is hidden, and what may be.
  const SECTIONS = {
    types: {
      key: "hiddenTypes",
      image: (type) => Dom.shape(type),
      only: Actions.onlyType,
      things: Data.types.filter((type) => type.count),
      toggle: Actions.toggleType,
    },
    predicates: {
      key: "hiddenPredicates",
      image: ({ symmetric }) => Dom.stroke(Theme.colours().edge, [], { arrow: !symmetric }),
      only: Actions.onlyPredicate,
      things: Data.predicates.filter((predicate) => predicate.count),
      toggle: Actions.togglePredicate,
    },
  };

  /**
   * Make what a click on a kind does. The second click of a double click turns the first, which has hidden or
   * shown the kind, into "this one only", so that both are one step of the history.
   */
  function makeClick({ toggle, only }, name) {
    return ({ detail }) => {
      if (detail < 2) toggle(name);
      else if (detail === 2) only(name, { undoable: false });
    };
  }

  function open(container) {
    const entries = new Map(); // name of the kind → {button, count, only}
    const turners = new Map(); // name of the section → the button that shows or hides all of it

    function makeEntry(section, thing) {
      const count = Dom.make("span", "count");
      const label = Dom.make("span", "label", Words.label(thing));
      const button = Dom.button("kind", makeClick(section, thing.name), section.image(thing), label, count);
      button.title = `${Words.label(thing)}\n${Words.t("legendHint")}`;
      button.dataset.name = thing.name;
      const only = Dom.button("only", () => section.only(thing.name), Words.t("only"));
      only.setAttribute("aria-label", Words.t("onlyThis", Words.label(thing)));
      entries.set(thing.name, { button, count, only });
      return Dom.make("div", "row", button, only);
    }

    function makeSection(name) {
      const { key, things } = SECTIONS[name];
      const turn = () => (Store.state[key].length ? Actions.clearFilters([key]) : Actions.hideOthers(key));
      turners.set(name, Dom.button("turn", turn));
      const rows = things.map((thing) => makeEntry(SECTIONS[name], thing));
      return Section.make(name, Words.t(name), turners.get(name), ...rows);
    }

    function makeLine(kind) {
      const colours = Theme.colours();
      const colour = kind === "asserted" ? colours.edge : colours[kind];
      return Dom.make("p", "", Dom.stroke(colour, Theme.DASHES[kind]), Dom.make("span", "", Words.t(kind)));
    }

    function build() {
      const names = Object.keys(SECTIONS).filter((name) => SECTIONS[name].things.length);
      container.replaceChildren(
        ...names.map(makeSection),
        Section.make("lines", Words.t("lines"), null, ...Object.keys(Theme.DASHES).map(makeLine)),
      );
    }

    /** Say how many pass of how many there are, where these differ. */
    function showEntry({ name, count }, hidden, passing) {
      const { button, count: place, only } = entries.get(name);
      const shown = passing.get(name) || 0;
      const text = shown === count || hidden.includes(name) ? String(count) : `${shown} / ${count}`;
      button.setAttribute("aria-pressed", String(!hidden.includes(name)));
      place.textContent = text;
      only.style.setProperty("--characters", text.length); // it stands to the left of them
    }

    function showSection(name, state, passing) {
      const { key, things } = SECTIONS[name];
      things.forEach((thing) => showEntry(thing, state[key], passing));
      const turner = turners.get(name);
      if (turner) turner.textContent = Words.t(state[key].length ? "showAll" : "hideAll");
    }

    function show({ state, filter }) {
      showSection("types", state, filter.types);
      showSection("predicates", state, filter.predicates);
    }

    build();
    return { build, show };
  }

  return { open };
})();
