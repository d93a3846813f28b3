// Documents as a filter: only what the chosen ones say is shown; none chosen means all.
"use strict";

const Documents = (() => {
  const MANY = 10; // with more documents there is a box to find one
  const PAGE = 50; // rows made at a time

  /** Give what a list needs to know of each document, the newest first. */
  function describe() {
    const counts = new Map();
    const count = (fact) => fact.documents.forEach((one) => counts.set(one, (counts.get(one) || 0) + 1));
    [...Data.relations, ...Data.figures].forEach(count);
    const byDate = (a, b) => Number(b.date > a.date) - Number(b.date < a.date) || a.index - b.index;
    return Data.documents.map((one) => describeOne(one, counts.get(one) || 0)).sort(byDate);
  }

  function describeOne({ articles, id, index, name, title }, count) {
    const titles = articles.map((article) => article.title).filter(Boolean);
    const dates = articles.map((article) => article.date).filter(Boolean);
    const text = [...titles, name, ...dates].join("\n");
    return { count, date: dates[0] || "", id, index, text, title, wanted: text.toLowerCase() };
  }

  function open(container) {
    const all = describe();
    const boxes = new Map(); // id → checkbox, of the rows there are
    const list = Dom.make("ul", "");
    const more = Dom.button("more", showMore);
    let clear = null;
    let wanted = "";
    let most = PAGE;

    const matching = () => all.filter((one) => one.wanted.includes(wanted));

    function makeRow({ count, date, id, text, title }) {
      const box = Dom.make("input", "");
      box.type = "checkbox";
      box.addEventListener("change", () => Actions.toggleDocument(id));
      boxes.set(id, box);
      const note = [date, Words.t("factCount", count)].filter(Boolean).join(" · ");
      const told = Dom.make("span", "told", Dom.make("span", "title", title), Dom.make("span", "note", note));
      const label = Dom.make("label", "", box, told);
      label.title = text;
      return Dom.make("li", "", label);
    }

    function fill() {
      const found = matching();
      boxes.clear();
      list.replaceChildren(...found.slice(0, most).map(makeRow));
      more.hidden = found.length <= most;
      more.textContent = Words.t("moreDocuments", found.length - most);
      if (!found.length) list.append(Dom.make("li", "none", Words.t("noDocument")));
      check(Store.state);
    }

    /** Make the next rows and go on from the first of them. */
    function showMore() {
      const first = matching()[most];
      most += PAGE;
      fill();
      boxes.get(first.id).focus();
    }

    function makeFinder() {
      const input = Dom.make("input", "find");
      input.type = "search";
      input.placeholder = Words.t("findDocument");
      input.setAttribute("aria-label", Words.t("findDocument"));
      input.value = wanted;
      input.addEventListener("input", () => {
        wanted = input.value.trim().toLowerCase();
        most = PAGE;
        fill();
      });
      return input;
    }

    function build() {
      clear = Dom.button("turn", () => Actions.clearFilters(["documents"]), Words.t("allDocuments"));
      const finder = all.length > MANY ? makeFinder() : null;
      const title = Words.t("documents", all.length);
      container.replaceChildren(...(all.length ? [Section.make("sources", title, clear, finder, list, more)] : []));
      fill();
    }

    function check({ documents }) {
      const chosen = new Set(documents);
      boxes.forEach((box, id) => (box.checked = chosen.has(id)));
      clear.hidden = !chosen.size;
    }

    build();
    return { build, show: ({ state }) => check(state) };
  }

  return { open };
})();
