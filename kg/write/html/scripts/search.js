// The search box: a part of a name or alias; arrow keys and Enter, or a click, choose.
"use strict";

const Search = (() => {
  const LIMIT = 12;

  function open(input, list, onChoose) {
    let hits = [];
    let current = 0;

    function item(hit, index) {
      const type = Model.types.get(hit.entity.type);
      const note = Dom.make("span", "note", `${type.label} · ${Words.degree(hit.degree)}`);
      const element = Dom.make("li", "", Dom.shape(type), Dom.make("span", "", hit.entity.name), note);
      element.id = `hit-${index}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", String(index === current));
      element.addEventListener("mousedown", (event) => event.preventDefault());
      element.addEventListener("click", () => choose(index));
      return element;
    }

    function render() {
      const none = input.value.trim() && !hits.length;
      list.replaceChildren(...hits.map(item), ...(none ? [Dom.make("li", "note", Words.noHit)] : []));
      list.hidden = !list.childElementCount;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (hits.length) input.setAttribute("aria-activedescendant", `hit-${current}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function find() {
      hits = Model.search(input.value, LIMIT);
      current = 0;
      render();
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    }

    function choose(index) {
      const hit = hits[index];
      if (!hit) return;
      close();
      onChoose(hit.entity.id);
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
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  }

  return { open };
})();
