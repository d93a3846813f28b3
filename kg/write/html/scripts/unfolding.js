// What unfolds in the panel: sections, the proofs of one fact, further pages of a long list. What the reader has
// unfolded stays so when the panel is made anew, as long as it speaks of the same thing.
"use strict";

const Unfolding = (() => {
  const PAGE = 50; // entries of a list shown at once
  let made = 0; // so that every id on the page is another

  function open() {
    const isOpen = new Map(); // key → boolean, where the reader has chosen
    const lengths = new Map(); // key → how many entries of a list are shown

    const wants = (key, unfolded) => (isOpen.has(key) ? isOpen.get(key) : unfolded);

    /** Make a section under a heading; its content is made when it is first seen. */
    function section(key, heading, unfolded, makeContent) {
      const element = Dom.make("details", "section", Dom.make("summary", "", heading));
      const fill = () => element.childElementCount === 1 && element.append(...makeContent());
      element.open = wants(key, unfolded);
      if (element.open) fill();
      element.addEventListener("toggle", () => {
        if (element.open) fill();
        if (element.open !== wants(key, unfolded)) isOpen.set(key, element.open);
      });
      return element;
    }

    /** Make a button and the part that it shows and hides: [button, part]. */
    function toggle(key, words, unfolded, makeContent) {
      const part = Dom.make("div", "unfolded");
      const button = Dom.button("toggle", () => turn(!isOpen.get(key)), words);
      part.id = `part-${(made += 1)}`;
      button.setAttribute("aria-controls", part.id);
      button.dataset.key = key;
      function turn(opened) {
        isOpen.set(key, opened);
        button.setAttribute("aria-expanded", String(opened));
        part.hidden = !opened;
        if (opened && !part.childElementCount) part.append(...makeContent());
      }
      turn(wants(key, unfolded));
      return [button, part];
    }

    /** Make a list that shows a page of its entries, and more of them on demand. */
    function list(key, items, makeItem, page = PAGE) {
      const list = Dom.make("ul", "rows");
      const more = Dom.button("more", showMore);
      function fill(upTo) {
        const from = list.childElementCount;
        list.append(...items.slice(from, upTo).map((item) => Dom.make("li", "", makeItem(item))));
        const left = items.length - list.childElementCount;
        more.hidden = left === 0;
        more.textContent = Words.t("panelMore", Math.min(PAGE, left), left);
        return list.children[from];
      }
      function showMore() {
        const first = fill(list.childElementCount + PAGE);
        lengths.set(key, list.childElementCount);
        const next = first.querySelector("button, summary");
        if (next) next.focus({ preventScroll: true });
      }
      more.dataset.key = key;
      fill(lengths.get(key) || page);
      return [list, more];
    }

    return {
      forget: () => {
        isOpen.clear();
        lengths.clear();
      },
      list,
      /** Have a list show at least so many entries when it is made again. */
      showUpTo: (key, count) => lengths.set(key, Math.max(lengths.get(key) || PAGE, count)),
      section,
      toggle,
      unfold: (...keys) => keys.forEach((key) => isOpen.set(key, true)),
    };
  }

  return { open };
})();
