// The help: how to read the graph, all keys, and what the page does not do.
"use strict";

const Help = (() => {
  const NAMES = {
    ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", Escape: "Esc", "-": "−",
  };

  const list = (className, items) => Dom.make("ul", className, ...items.map((item) => Dom.make("li", "", ...item)));

  function signs() {
    const types = Data.types.filter((type) => type.count);
    return list("signs", types.map((type) => [Dom.shape(type), Words.label(type)]));
  }

  function lines() {
    const { edge, ...colours } = Theme.colours();
    const kinds = Object.entries(Theme.DASHES);
    return list("signs", kinds.map(([kind, dashes]) => [Dom.stroke(colours[kind] || edge, dashes), Words.t(kind)]));
  }

  function keyRow({ keys, word }) {
    const names = keys.flatMap((key) => [Dom.make("kbd", "", NAMES[key] || key), " "]);
    return Dom.make("tr", "", Dom.make("td", "", ...names), Dom.make("td", "", Words.t(word)));
  }

  function keyTable(bindings) {
    const heads = ["key", "effect"].map((word) => {
      const head = Dom.make("th", "", Words.t(word));
      head.scope = "col";
      return head;
    });
    const table = Dom.make("table", "keys", Dom.make("thead", "", Dom.make("tr", "", ...heads)));
    table.append(Dom.make("tbody", "", ...bindings.map(keyRow)));
    return table;
  }

  function keySwitch({ isOn, turn }) {
    const box = Dom.make("input", "");
    box.type = "checkbox";
    box.checked = isOn();
    box.addEventListener("change", () => turn(box.checked));
    return Dom.make("label", "", box, Words.t("singleKeys"));
  }

  function section(title, ...children) {
    return Dom.make("section", "", Dom.make("h3", "", Words.t(title)), ...children);
  }

  const paragraph = (word) => Dom.make("p", "", Words.t(word));

  function open(dialog, bindings, single) {
    function show() {
      Dialog.fill(
        dialog,
        Words.t("help"),
        section("helpReading", paragraph("helpNodes"), signs(), paragraph("helpEdges"), lines()),
        section("helpUsing", ...["helpProof", "helpUse", "helpLink"].map(paragraph)),
        section("helpKeys", keySwitch(single), keyTable(bindings)),
        section("helpPrivacy", paragraph("helpOffline")),
      );
      dialog.showModal();
      dialog.scrollTop = 0;
    }

    return { open: show };
  }

  return { open };
})();
