// The export dialog: what is visible as PNG, SVG, CSV, JSON, Turtle, each a file made here and saved by the browser.
"use strict";

const Export = (() => {
  const RATIOS = [1, 2, 4];
  const MOST_SIDE = 16384; // what a canvas can be in every browser, in pixels: its sides,
  const MOST_PIXELS = 120e6; // and its area
  const KEPT = 60000; // milliseconds that a file is kept for the browser to save it

  /** Give the scale that a canvas can bear. */
  function limit(ratio, { width, height }) {
    const most = Math.min(MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
    return Math.min(ratio, Math.floor(most * 100) / 100);
  }

  const sizeAt = ({ width, height }, ratio) => [Math.floor(width * ratio), Math.floor(height * ratio)];

  /** Draw a sheet on a canvas of its own; null where the browser can't. */
  function toPng(sheet, ratio) {
    const canvas = Dom.make("canvas");
    [canvas.width, canvas.height] = sizeAt(sheet, ratio);
    const context = canvas.getContext("2d");
    if (!context) return Promise.resolve(null);
    context.scale(ratio, ratio);
    sheet.draw(context);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function toSvg(sheet, title) {
    const { context, root } = Svg.open(sheet.width, sheet.height, title);
    sheet.draw(context);
    return Svg.write(root);
  }

  const toCsv = (name) => (visible) => Csv.write(Columns.ALL[name], Columns.rows(name, { filter: visible }));

  // What can be saved besides pictures: the file's name, end and media type; the button's label or the words for it.
  const FORMATS = [
    { end: "csv", media: "text/csv", name: "entities", words: "exportEntities", write: toCsv("entities") },
    { end: "csv", media: "text/csv", name: "relations", words: "exportRelations", write: toCsv("relations") },
    { end: "csv", media: "text/csv", name: "figures", words: "exportFigures", write: toCsv("figures") },
    { end: "json", media: "application/json", name: "graph", label: "JSON", write: Json.write },
    { end: "ttl", media: "text/turtle", name: "graph", label: "Turtle", write: Turtle.write },
  ];

  const tellSize = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  /** Let the browser save a file; says so. */
  function save(blob, name, end) {
    const anchor = Dom.make("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `kg-${name}-${Data.generation}.${end}`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT);
    return Words.t("exportSaved", anchor.download, tellSize(blob.size));
  }

  /** Make a group of radio buttons; ``choices`` are [value, label] pairs. */
  function chooser(name, label, choices, chosen, onChange) {
    const options = choices.map(([value, text]) => {
      const input = Dom.make("input");
      Object.assign(input, { checked: value === chosen, name: `export-${name}`, type: "radio", value });
      input.addEventListener("change", onChange);
      return Dom.make("label", "", input, text);
    });
    const group = Dom.make("div", "choice", Dom.make("span", "", label), ...options);
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", label);
    group.dataset.name = name;
    return group;
  }

  /** Make a part of the dialog with a heading. */
  const section = (title, ...children) => Dom.make("section", "", Dom.make("h3", "", title), ...children);

  function open(dialog, opener, { canvas, view }) {
    let visible = null;
    let said = null; // where the dialog says what it has done
    let size = null; // and how large a picture comes out

    const chosen = (name) => dialog.querySelector(`[data-name="${name}"] input:checked`).value;

    /** Lay out the picture as chosen. */
    function makeSheet() {
      const isPart = chosen("part") === "view";
      return Sheet.make(visible, {
        colours: Theme.colours(chosen("paper") === "white" ? "light" : Theme.name()),
        notes: notes(visible),
        scale: isPart ? canvas.camera().scale : Sheet.findScale(visible),
        title: document.title,
        view: isPart ? canvas.view() : null,
      });
    }

    /** Say how large the picture becomes, before it is made. */
    function tellPixels() {
      const sheet = makeSheet();
      const wanted = Number(chosen("ratio"));
      const ratio = limit(wanted, sheet);
      const capped = ratio < wanted ? Words.t("exportCapped", ratio) : "";
      size.textContent = `${Words.t("exportPixels", ...sizeAt(sheet, ratio))} ${capped}`.trim();
    }

    /** Say that the picture is being made, make it, and say what has become of it. */
    async function savePng() {
      said.textContent = Words.t("exportMaking");
      await new Promise(requestAnimationFrame);
      const sheet = makeSheet();
      const blob = await toPng(sheet, limit(Number(chosen("ratio")), sheet));
      said.textContent = blob ? save(blob, "graph", "png") : Words.t("exportFailed");
    }

    function saveText(text, name, end, media) {
      said.textContent = save(new Blob([text], { type: `${media};charset=utf-8` }), name, end);
    }

    const saveSvg = () => saveText(toSvg(makeSheet(), document.title), "graph", "svg", "image/svg+xml");

    function pictureSection() {
      const parts = [["whole", Words.t("exportWhole")]];
      if (Store.state.view === "graph") parts.push(["view", Words.t("exportView")]);
      const papers = [["white", Words.t("exportWhite")], ["theme", Words.t("exportTheme")]];
      size = Dom.make("p", "note");
      return section(
        Words.t("exportPicture"),
        chooser("part", Words.t("exportPart"), parts, "whole", tellPixels),
        chooser("paper", Words.t("exportPaper"), papers, "white", tellPixels),
        chooser("ratio", Words.t("exportRatio"), RATIOS.map((ratio) => [String(ratio), `${ratio}×`]), "2", tellPixels),
        size,
        Dom.make("div", "buttons", button("png", savePng, "PNG"), button("svg", saveSvg, "SVG")),
      );
    }

    function button(id, onClick, label) {
      const made = Dom.button("", onClick, label);
      made.id = `export-${id}`;
      return made;
    }

    function dataSection() {
      const buttons = FORMATS.map(({ end, label, media, name, words, write }) =>
        button(label ? end : name, () => saveText(write(visible), name, end, media), label || Words.t(words)),
      );
      const note = Dom.make("p", "note", Words.t("exportNote"));
      return section(Words.t("exportData"), Dom.make("div", "buttons", ...buttons), note);
    }

    function fill() {
      const { entities, relations, figures } = visible;
      said = Dom.make("p", "said");
      said.setAttribute("role", "status");
      Dialog.fill(
        dialog,
        Words.t("exportTitle"),
        Dom.make("p", "counts", Words.t("exportCounts", entities.length, relations.length, figures.length)),
        Dom.make("p", "filters", tellFilters(visible)),
        pictureSection(),
        dataSection(),
        said,
      );
      tellPixels();
    }

    function start() {
      visible = Visible.find(view());
      fill();
      dialog.showModal();
    }

    opener.addEventListener("click", start);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
    return { show() {} };
  }

  const tellFilters = ({ filters }) => (filters.length ? Words.t("exportFilters", filters) : Words.t("exportAll"));

  /** Say below a picture's title what it shows. */
  function notes(visible) {
    const { entities, relations } = Data.counts;
    const counts = Words.t("badge", visible.entities.length, entities, visible.relations.length, relations);
    return [counts, ...(visible.filters.length ? [tellFilters(visible)] : [])];
  }

  return { limit, notes, open };
})();
