// A part of the filters that folds: its title is a button, and what stands beside the title stays when it is folded.
"use strict";

const Section = (() => {
  const folded = new Set(); // names; kept when a part is built anew

  /** Make a part with a title, something beside it that may be null, and children. */
  function make(name, title, beside, ...children) {
    const body = Dom.make("div", "body", ...children);
    body.id = `section-${name}`;
    const button = Dom.button("fold", () => turn(!folded.has(name)), title);
    button.setAttribute("aria-controls", body.id);

    function turn(isFolded) {
      folded[isFolded ? "add" : "delete"](name);
      body.hidden = isFolded;
      button.setAttribute("aria-expanded", String(!isFolded));
    }

    turn(folded.has(name));
    return Dom.make("section", name, Dom.make("div", "head", Dom.make("h2", "", button), beside), body);
  }

  return { fold: (name) => folded.add(name), make };
})();
