// Making elements. Text from documents reaches the page here only, and only as text nodes.
"use strict";

const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** Make an element with a class and children; a string child becomes a text node, null is left out. */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function button(className, onClick, ...children) {
    const element = make("button", className, ...children);
    element.type = "button";
    element.addEventListener("click", onClick);
    return element;
  }

  /** Make a link where the text is an http(s) address; anything else stays plain text. */
  function link(text) {
    if (!/^https?:\/\/[^\s]+$/i.test(text)) return document.createTextNode(text);
    const anchor = make("a", "", text);
    anchor.href = text;
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
    return anchor;
  }

  /** Make the text with every occurrence of one of the names in a mark; the longest name wins. */
  function marked(text, names) {
    const parts = document.createDocumentFragment();
    const wanted = names.filter(Boolean).sort((a, b) => b.length - a.length);
    let plain = 0;
    for (let at = 0; at < text.length; ) {
      const name = wanted.find((each) => text.startsWith(each, at));
      if (!name) {
        at += 1;
        continue;
      }
      parts.append(text.slice(plain, at), make("mark", "", name));
      at += name.length;
      plain = at;
    }
    parts.append(text.slice(plain));
    return parts;
  }

  function svg(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function polygon(corners, radius, turn, inner) {
    const points = [];
    for (let i = 0; i < corners; i += 1) {
      const length = inner && i % 2 ? inner : radius;
      const angle = turn + (2 * Math.PI * i) / corners;
      points.push(`${8 + length * Math.sin(angle)},${8 - length * Math.cos(angle)}`);
    }
    return svg("polygon", { points: points.join(" ") });
  }

  const SHAPES = {
    dot: () => svg("circle", { cx: 8, cy: 8, r: 6 }),
    square: () => svg("rect", { x: 2.5, y: 2.5, width: 11, height: 11 }),
    diamond: () => polygon(4, 7.5, 0),
    triangle: () => polygon(3, 7.5, 0),
    triangleDown: () => polygon(3, 7.5, Math.PI),
    hexagon: () => polygon(6, 7, Math.PI / 6),
    star: () => polygon(10, 8, 0, 3.6),
  };

  /** Draw the sign of a type as it stands in the picture. */
  function shape(type) {
    const image = svg("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" });
    const outline = SHAPES[type.shape]();
    outline.setAttribute("fill", type.fill);
    outline.setAttribute("stroke", type.line);
    outline.setAttribute("stroke-width", type.width);
    image.append(outline);
    return image;
  }

  /** Draw a piece of an edge. */
  function stroke(colour, dashes) {
    const image = svg("svg", { class: "stroke", viewBox: "0 0 34 10", "aria-hidden": "true" });
    const line = { x1: 0, y1: 5, x2: 34, y2: 5, stroke: colour, "stroke-width": 2 };
    image.append(svg("line", dashes ? { ...line, "stroke-dasharray": dashes.join(" ") } : line));
    return image;
  }

  return { button, link, make, marked, shape, stroke, svg };
})();
