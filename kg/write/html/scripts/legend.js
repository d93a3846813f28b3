// The legend: what sign and colour mean which type; a click hides or shows the type.
"use strict";

const Legend = (() => {
  function open(container, onChange) {
    const hidden = new Set();
    const buttons = new Map();

    function refresh() {
      buttons.forEach((button, name) => button.setAttribute("aria-pressed", String(!hidden.has(name))));
      all.hidden = hidden.size === 0;
      onChange(hidden);
    }

    function toggle(name) {
      if (!hidden.delete(name)) hidden.add(name);
      refresh();
    }

    function row(type) {
      const count = Dom.make("span", "count", String(type.count));
      const button = Dom.button("", () => toggle(type.name), Dom.shape(type), type.label, count);
      button.title = type.comment;
      button.setAttribute("aria-pressed", "true");
      button.dataset.type = type.name;
      buttons.set(type.name, button);
      return button;
    }

    function line(name) {
      const style = Model.data.lines[name];
      return Dom.make("p", "", Dom.stroke(style.colour, style.dashes), Words[name]);
    }

    const all = Dom.button("all", () => (hidden.clear(), refresh()), Words.showAll);
    all.hidden = true;
    container.append(
      Dom.make("h2", "", Words.types),
      ...Model.data.types.filter((type) => type.count > 0).map(row),
      all,
      Dom.make("h2", "", Words.lines),
      ...Object.keys(Model.data.lines).map(line),
    );
    return { show: (name) => hidden.delete(name) && refresh() };
  }

  return { open };
})();
