// The search box: arrow keys and Enter, or a click, choose one of what find.js finds.
"use strict";

const Search = (() => {
  const LIMIT = 12;

  function open(input, list, onChoose) {
    let hits = [];
    let current = 0;

    function item(entity, index) {
      const told = `${Words.label(entity.type)} · ${Words.t("degree", entity.relations.length)}`;
      const note = Dom.make("span", "note", told);
      const element = Dom.make("li", "", Dom.shape(entity.type), Dom.make("span", "", entity.name), note);
      element.id = `${list.id}-${index}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", String(index === current));
      element.addEventListener("mousedown", (event) => event.preventDefault());
      element.addEventListener("click", () => choose(index));
      return element;
    }

    function noHit() {
      const element = Dom.make("li", "note", Words.t("noHit"));
      element.setAttribute("role", "option");
      element.setAttribute("aria-disabled", "true");
      return element;
    }

    function render() {
      const isEmpty = input.value.trim() && !hits.length;
      list.replaceChildren(...hits.map(item), ...(isEmpty ? [noHit()] : []));
      list.hidden = !list.childElementCount;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (hits.length) input.setAttribute("aria-activedescendant", `${list.id}-${current}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function find() {
      hits = Find.search(input.value, LIMIT);
      current = 0;
      render();
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      if (!hits[index]) return;
      close();
      onChoose(hits[index]);
    }

    function move(step) {
      if (!hits.length) return;
      current = (current + step + hits.length) % hits.length;
      render();
      list.children[current].scrollIntoView({ block: "nearest" });
    }

    input.addEventListener("input", find);
    input.addEventListener("focus", () => input.value && find());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Enter also ends the input of a Chinese word
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter") choose(current);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  return { open };
})();
