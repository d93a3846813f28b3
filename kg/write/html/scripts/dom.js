// Making elements. Text from documents reaches the page here only, and only as text nodes.
"use strict";

const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const RADIUS = 5.6; // of a sign in a square of 16

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

  function svg(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  /** Draw the sign of a type as it stands in the picture. */
  function shape(type) {
    const image = svg("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" });
    const corners = Shapes.OUTLINES[type.shape];
    const points = () => corners.map(([x, y]) => `${8 + RADIUS * x},${8 + RADIUS * y}`).join(" ");
    const outline = corners ? svg("polygon", { points: points() }) : svg("circle", { cx: 8, cy: 8, r: RADIUS });
    outline.setAttribute("fill", type.fill);
    outline.setAttribute("stroke", type.line);
    outline.setAttribute("stroke-width", type.width);
    image.append(outline);
    return image;
  }

  /** Draw a piece of an edge, with an arrowhead or without. */
  function stroke(colour, dashes, { arrow = false } = {}) {
    const image = svg("svg", { class: "stroke", viewBox: "0 0 24 10", "aria-hidden": "true" });
    const line = { x1: 0, y1: 5, x2: arrow ? 18 : 24, y2: 5, stroke: colour, "stroke-width": 2 };
    image.append(svg("line", { ...line, "stroke-dasharray": dashes.join(" ") }));
    if (arrow) image.append(svg("polygon", { fill: colour, points: "16,1.5 24,5 16,8.5" }));
    return image;
  }

  return { button, link, make, shape, stroke, svg };
})();
