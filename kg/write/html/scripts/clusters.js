// The overview of a graph that is too large for the page: a circle for each cluster of the whole, lines between those
// that are linked. A click draws what the page holds of a cluster.
"use strict";

const Clusters = (() => {
  const MARGIN = 60; // pixels of the drawing around the circles
  const LINE = 17; // height of a line of a name
  const MOST_LINKS = 150;
  const WIDEST = 9; // line between the two clusters that are linked most

  /** Give the frame that holds all circles and their names. */
  function frame(groups) {
    const ends = (low, high) => [Math.min(...groups.map(low)) - MARGIN, Math.max(...groups.map(high)) + MARGIN];
    const [left, right] = ends(({ x, radius }) => x - radius, ({ x, radius }) => x + radius);
    const [top, bottom] = ends(({ y, radius }) => y - radius, ({ y, radius }) => y + radius);
    return [left, top, right - left, bottom - top].join(" ");
  }

  function line({ from, to, relations }, groups, most) {
    const [one, other] = [groups[from], groups[to]];
    const width = Math.max(1, WIDEST * Math.sqrt(relations / most));
    return Dom.svg("line", { "stroke-width": width, x1: one.x, x2: other.x, y1: one.y, y2: other.y });
  }

  /** Write a name in lines below a circle. */
  function name({ label, radius, x, y }) {
    const text = Dom.svg("text", { x, y: y + radius + LINE });
    label.split("\n").forEach((part, at) => {
      const span = Dom.svg("tspan", at ? { dy: LINE, x } : { x });
      span.textContent = part;
      text.append(span);
    });
    return text;
  }

  function describe({ name: first, entities, relations, types }) {
    const kinds = types.map(([type, count]) => `${Words.label(Data.types[type])} ${count}`);
    return `${Words.t("cluster", first, entities, relations)}\n${kinds.join(Words.t("comma"))}`;
  }

  function circle(group) {
    const { fill, line: border } = Data.types[group.type];
    const button = Dom.svg("g", { "aria-label": describe(group), class: "group", role: "button", tabindex: 0 });
    const title = Dom.svg("title", {});
    const count = Dom.svg("text", { class: "size", x: group.x, y: group.y + 5 });
    title.textContent = describe(group);
    count.textContent = group.entities;
    const disc = Dom.svg("circle", { cx: group.x, cy: group.y, fill, r: group.radius, stroke: border });
    const choose = () => Actions.chooseCluster(group.name);
    button.addEventListener("click", choose);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    button.append(title, disc, count, name(group));
    return button;
  }

  function draw({ groups, links }) {
    const most = Math.max(1, ...links.map((link) => link.relations));
    const image = Dom.svg("svg", { "aria-label": Words.t("clusters"), role: "group", viewBox: frame(groups) });
    const lines = Dom.svg("g", { "aria-hidden": "true", class: "links" });
    lines.append(...links.slice(0, MOST_LINKS).map((link) => line(link, groups, most)));
    image.append(lines, ...groups.map(circle));
    return image;
  }

  function open(container, button) {
    const { clusters, counts, kept } = Data;
    button.hidden = !clusters;

    function build() {
      if (!clusters) return;
      const { groups, rest } = clusters;
      const words = Words.t("clustersSay", counts.entities, groups.length, kept.entities, rest.entities);
      container.replaceChildren(Dom.make("p", "", words), draw(clusters));
    }

    build();
    return { build, show() {} };
  }

  return { open };
})();
