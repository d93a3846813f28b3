// Entities, relations and figures as tables: what passes the filters, sortable, with a filter of their own.
"use strict";

const Table = (() => {
  const { ALL: COLUMNS, rows: rowsOf } = Columns;
  const KINDS = Object.keys(COLUMNS);
  const TITLES = { entities: "tableEntities", relations: "tableRelations", figures: "tableFigures" };
  const ARROWS = { ascending: "▲", descending: "▼", none: "" };

  /** Give the entities that a row names. */
  const entitiesOf = (kind, row) => COLUMNS[kind].filter((one) => one.kind === "entity").map((one) => one.entity(row));

  function open(container, { goTo, goToRelation }) {
    const sorting = { entities: null, relations: null, figures: null }; // {column, direction}
    const signs = new Map(); // type → its sign, to be cloned
    let kind = "entities";
    let filter = null; // what passes the page's filters, as it is shown
    let language = null; // that is spoken
    let focus = null;
    let opened = null; // the figure whose subject has been opened
    let passing = []; // rows of the kind, in the order of the data

    const tabs = new Map(KINDS.map((name) => [name, makeTab(name)]));
    const tablist = Dom.make("div", "tabs", ...tabs.values());
    const input = Dom.make("input");
    const status = Dom.make("p", "count");
    const printed = Dom.make("p", "printed");
    const scroller = Dom.make("div", "scroller");
    const clear = Dom.button("", clearFilters);
    const nothing = Dom.make("p");
    const none = Dom.make("div", "none", nothing, clear);
    const grid = Grid.open(scroller, { isChosen, makeCells, onChoose: choose });
    const sheet = Dom.make("div", "sheet", scroller, none);

    function makeTab(name) {
      const tab = Dom.button("tab", () => openTab(name), Dom.make("span"), Dom.make("span", "count"));
      tab.id = `table-${name}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "table-sheet");
      return tab;
    }

    function openTab(name) {
      kind = name;
      update();
    }

    function pressTab(event) {
      const at = KINDS.indexOf(kind);
      const targets = { ArrowLeft: at + 2, ArrowRight: at + 1, End: KINDS.length - 1, Home: 0 };
      if (!Object.hasOwn(targets, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      openTab(KINDS[targets[event.key] % KINDS.length]);
      tabs.get(kind).focus();
    }

    function isChosen(row) {
      if (!focus) return false;
      if (kind === "relations") return focus.kind === "edge" && focus.id === row.id;
      const subject = row.entity || (row === opened ? row.subject : null);
      return Boolean(subject) && focus.kind === "node" && focus.id === subject.id;
    }

    function choose(row) {
      opened = row;
      if (kind === "relations") Actions.chooseRelation(row);
      else Actions.chooseEntity(row.entity || row.subject);
      grid.mark();
    }

    function showInGraph(row) {
      if (kind === "relations") goToRelation(row);
      else goTo(row.entity || row.subject);
    }

    function makeShowButton(row) {
      const button = Dom.button("show", () => showInGraph(row), Words.t("tableShow"));
      const [subject, object] = entitiesOf(kind, row);
      const name = object ? `${subject.name} – ${object.name}` : subject.name;
      button.setAttribute("aria-label", Words.t("tableShowOne", name));
      return button;
    }

    function makeCells(row) {
      const cells = COLUMNS[kind].map((column, at) => {
        const cell = Dom.make(at ? "td" : "th", column.kind, ...makeContent(column, row));
        if (!at) cell.scope = "row";
        if (column.kind === "text" || column.kind === "entity") cell.title = column.value(row) || "";
        return cell;
      });
      return [...cells, Dom.make("td", "do", makeShowButton(row))];
    }

    function makeContent(column, row) {
      const toTag = ({ name, text }) => Dom.make("span", `tag ${name}`, text);
      if (column.kind === "tags") return column.tags(row).map(toTag);
      const text = column.text(row);
      return column.kind === "entity" ? [signOf(column.entity(row).type), Dom.make("span", "", text)] : [text];
    }

    function signOf(type) {
      if (!signs.has(type)) signs.set(type, Dom.shape(type));
      return signs.get(type).cloneNode(true);
    }

    /** Sort by a column; again, the other way; a third time, not at all. Numbers begin with the largest. */
    function sortBy(column) {
      const directions = column.kind === "number" ? ["descending", "ascending"] : ["ascending", "descending"];
      const now = sorting[kind] && sorting[kind].column === column ? directions.indexOf(sorting[kind].direction) : -1;
      sorting[kind] = now === 1 ? null : { column, direction: directions[now + 1] };
      fill();
      scroller.querySelectorAll("thead button")[COLUMNS[kind].indexOf(column)].focus();
    }

    function makeHead(column) {
      const isSorted = sorting[kind] && sorting[kind].column === column;
      const direction = isSorted ? sorting[kind].direction : "none";
      const arrow = Dom.make("span", "arrow", ARROWS[direction]);
      arrow.setAttribute("aria-hidden", "true");
      const cell = Dom.make("th", column.kind, Dom.button("", () => sortBy(column), column.title, arrow));
      cell.scope = "col";
      cell.setAttribute("aria-sort", direction);
      return cell;
    }

    function clearFilters() {
      if (!input.value) {
        Actions.clearFilters();
        return;
      }
      input.value = "";
      fill();
      input.focus();
    }

    /** Show the rows of the kind that meet the table's own filter, in the chosen order. */
    function fill() {
      const found = Sift.find(input.value, COLUMNS[kind], passing);
      const next = sorting[kind] ? Sift.sort(found, sorting[kind]) : found;
      const heads = [...COLUMNS[kind].map(makeHead), Dom.make("td", "do")];
      const widths = [...COLUMNS[kind].map((column) => column.width), 0];
      grid.show({ heads, label: Words.t(TITLES[kind]), next, widths });
      status.textContent = Words.t("tableCount", next.length, Data.counts[kind]);
      printed.textContent = next.length > Grid.MOST_PRINTED ? Words.t("tablePrinted", Grid.MOST_PRINTED) : "";
      none.hidden = next.length > 0;
      clear.textContent = Words.t(input.value ? "tableClear" : "clearAll");
      clear.hidden = !input.value && !Data.counts[kind];
    }

    function update() {
      passing = rowsOf(kind, { filter });
      Sift.prepare(COLUMNS[kind], passing);
      tabs.forEach((tab, name) => {
        tab.lastChild.textContent = String(filter[name].length);
        tab.setAttribute("aria-selected", String(name === kind));
        tab.tabIndex = name === kind ? 0 : -1;
      });
      sheet.setAttribute("aria-labelledby", tabs.get(kind).id);
      fill();
    }

    /** Say everything anew in another language; a change of colours changes nothing here. */
    function build() {
      if (language === Words.lang()) return;
      language = Words.lang();
      tabs.forEach((tab, name) => (tab.firstChild.textContent = Words.t(TITLES[name])));
      tablist.setAttribute("aria-label", Words.t("tableKinds"));
      input.setAttribute("aria-label", Words.t("tableFilter"));
      input.placeholder = Words.t("tableFilterHint");
      nothing.textContent = Words.t("tableNone");
      Sift.forget();
      filter = null;
    }

    function show(view) {
      container.hidden = view.state.view !== "table";
      if (container.hidden) return;
      focus = view.state.focus;
      const isSame = view.filter === filter;
      filter = view.filter;
      if (isSame) grid.mark();
      else update();
    }

    tablist.setAttribute("role", "tablist");
    tablist.addEventListener("keydown", pressTab);
    sheet.id = "table-sheet";
    sheet.setAttribute("role", "tabpanel");
    status.setAttribute("role", "status");
    input.type = "search";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.addEventListener("input", fill);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      clearFilters();
    });
    container.append(Dom.make("div", "bar", tablist, input, status, printed), sheet);
    build();
    return { build, show };
  }

  return { open };
})();
