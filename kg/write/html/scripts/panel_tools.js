// What can be done with an entity in the panel: hops, expand, pin, hide, and the search for a path.
"use strict";

const EntityTools = (() => {
  const HOPS = [1, 2, 3];

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
    const words = Words.t("panelExpand", Math.min(left, Data.limits.expand));
    const button = Dom.button("expand", () => Actions.expand(entity, scene), words);
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

  function setAll(element, attributes) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  /** Make an empty search box with its list of hits and a place for an answer. */
  function makeBox() {
    const hint = Words.t("panelPathHint");
    const hits = Dom.make("ul");
    hits.hidden = true;
    setAll(hits, { "aria-label": Words.t("hits"), id: "path-hits", role: "listbox" });
    const input = setAll(Dom.make("input"), {
      "aria-autocomplete": "list",
      "aria-controls": hits.id,
      "aria-expanded": "false",
      "aria-label": hint,
      autocomplete: "off",
      id: "path-search",
      placeholder: hint,
      role: "combobox",
      spellcheck: "false",
      type: "search",
    });
    return { answer: setAll(Dom.make("p", "note"), { role: "status" }), hits, input };
  }

  /** Make the box that looks for the other end of a path, and says so if there is no path. */
  function pathfinder(entity, { filter, scene }) {
    const { answer, hits, input } = makeBox();
    Search.open(input, hits, (other) => {
      input.value = other.name;
      const isSame = other === entity;
      const path = isSame ? null : Path.find(filter.relations, entity, other);
      const none = Words.t("panelNoPath", other.name, Path.MOST_HOPS);
      answer.textContent = isSame ? Words.t("panelPathToItself") : none;
      if (path) Actions.choosePath(path, scene);
    });
    return [input, hits, answer];
  }

  /** Make the buttons; what is not drawn can only be brought into the picture. */
  function make(entity, view, { folds, goTo }) {
    const node = view.scene.nodeOf(entity);
    const [path, part] = folds.toggle("path", Words.t("panelPathTo"), false, () => pathfinder(entity, view));
    path.addEventListener("click", () => part.hidden || part.querySelector("input").focus());
    part.classList.add("pathfinder");
    if (node) {
      const buttons = [expandButton(entity, view), pinButton(entity, node, view), hideButton(entity)];
      return [Dom.make("div", "actions", hopButtons(entity, view), ...buttons, path), part];
    }
    const why = view.filter.isShown(entity) ? "panelNotDrawn" : "panelEntityFiltered";
    const bring = Dom.button("bring", () => goTo(entity), Words.t("panelBringIn"));
    return [Dom.make("p", "warn", Words.t(why)), Dom.make("div", "actions", bring, path), part];
  }

  return { make };
})();
