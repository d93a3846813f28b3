// A drawing context that makes SVG elements instead of pixels: as much of a canvas' context as paint.js and sheet.js
// use. It makes elements, never text, so that no name can break out of its place.
"use strict";

const Svg = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const ANCHORS = { center: "middle", left: "start", right: "end" };
  // How far below a text's y its baseline lies, in em of the fonts used; renderers differ in dominant-baseline.
  const BASELINES = { alphabetic: 0, middle: 0.38, top: 0.88 };
  // What XML can't hold: controls, halves of characters, non-characters.
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;
  const START = {
    fillStyle: "#000000",
    font: "10px",
    globalAlpha: 1,
    lineJoin: "miter",
    lineWidth: 1,
    strokeStyle: "#000000",
    textAlign: "left",
    textBaseline: "alphabetic",
  };

  /** Round to a tenth of a pixel, which nobody sees and which keeps the file small. */
  const round = (number) => String(Math.round(number * 10) / 10 || 0);

  function make(tag, attributes) {
    const element = document.createElementNS(SPACE, tag);
    Object.entries(attributes).forEach(([name, value]) => value !== null && element.setAttribute(name, value));
    return element;
  }

  /** Split "rgba(r, g, b, a)", which not every reader of SVG knows, into an opaque colour and its opacity. */
  function split(colour) {
    const [red, green, blue, alpha] = (colour.match(/[\d.]+/g) || []).map(Number);
    if (!colour.startsWith("rgba")) return { alpha: 1, colour };
    const hex = [red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("");
    return { alpha, colour: `#${hex}` };
  }

  /** Paint an element's "fill" or "stroke"; what can be left out is. */
  function dye(element, what, colour) {
    const { alpha, colour: opaque } = split(colour);
    element.setAttribute(what, opaque);
    if (alpha < 1) element.setAttribute(`${what}-opacity`, alpha);
  }

  /** Make a picture of a size in pixels: ``root``, an svg element, and the ``context`` that draws in it. */
  function open(width, height, title) {
    const root = make("svg", { "font-family": Labels.FACE, height, viewBox: `0 0 ${width} ${height}`, width });
    const heading = make("title", {});
    heading.textContent = title.replace(UNFIT, "");
    root.append(heading);
    const saved = [];
    let place = { dashes: [], left: 0, parent: root, top: 0, unit: 1 }; // where and how large a pixel is
    let path = []; // its pieces
    let last = null; // {element, key}: what was painted last, which may get its other colour

    const x = (value) => round(place.left + value * place.unit);
    const y = (value) => round(place.top + value * place.unit);
    const long = (value) => round(value * place.unit);

    /** Give the element that the same path or text was painted in a moment ago, or a new one. */
    function take(key, begin) {
      const alpha = context.globalAlpha;
      if (!last || last.key !== key || last.alpha !== alpha) {
        const element = begin();
        if (alpha < 1) element.setAttribute("opacity", alpha);
        place.parent.append(element);
        last = { alpha, element, key };
      }
      return last.element;
    }

    const takePath = () => take(path, () => make("path", { d: path.join(""), fill: "none" }));

    function takeText(text, left, top) {
      const [, bold, size] = /(bold )?([\d.]+)px/.exec(context.font);
      const down = Number(size) * BASELINES[context.textBaseline];
      const key = [text, left, top, context.font].join("\n");
      return take(key, () => {
        const attributes = { "font-size": long(Number(size)), "font-weight": bold ? "bold" : null };
        const anchor = ANCHORS[context.textAlign];
        const element = make("text", { x: x(left), y: y(top + down), ...attributes, "text-anchor": anchor });
        element.textContent = text.replace(UNFIT, "");
        return element;
      });
    }

    function strokeWith(element) {
      dye(element, "stroke", context.strokeStyle);
      element.setAttribute("stroke-width", long(context.lineWidth));
      if (context.lineJoin !== "miter") element.setAttribute("stroke-linejoin", context.lineJoin);
    }

    const context = {
      ...START,
      /** Only whole circles are drawn. */
      arc(cx, cy, radius) {
        const r = long(radius);
        const half = (sign) => `a${r} ${r} 0 1 0 ${sign}${round(2 * radius * place.unit)} 0`;
        path.push(`M${x(cx - radius)} ${y(cy)}${half("")}${half("-")}`);
      },
      beginPath() {
        path = [];
      },
      /** Keep what is drawn until the next restore() within the path. */
      clip() {
        const shape = make("clipPath", { id: "picture" });
        shape.append(make("path", { d: path.join("") }));
        const group = make("g", { "clip-path": "url(#picture)" });
        place.parent.append(shape, group);
        place = { ...place, parent: group };
      },
      closePath() {
        path.push("Z");
      },
      fill() {
        dye(takePath(), "fill", context.fillStyle);
      },
      fillText(text, left, top) {
        dye(takeText(text, left, top), "fill", context.fillStyle);
      },
      lineTo(toX, toY) {
        path.push(`L${x(toX)} ${y(toY)}`);
      },
      moveTo(toX, toY) {
        path.push(`M${x(toX)} ${y(toY)}`);
      },
      quadraticCurveTo(overX, overY, toX, toY) {
        path.push(`Q${x(overX)} ${y(overY)} ${x(toX)} ${y(toY)}`);
      },
      rect(left, top, wide, high) {
        path.push(`M${x(left)} ${y(top)}H${x(left + wide)}V${y(top + high)}H${x(left)}Z`);
      },
      restore() {
        const { place: before, ...settings } = saved.pop();
        place = before;
        Object.assign(context, settings);
      },
      save() {
        const settings = Object.keys(START).map((name) => [name, context[name]]);
        saved.push({ ...Object.fromEntries(settings), place });
      },
      /** Both axes have one scale. */
      scale(factor) {
        place = { ...place, unit: place.unit * factor };
      },
      setLineDash(dashes) {
        place = { ...place, dashes };
      },
      stroke() {
        const element = takePath();
        strokeWith(element);
        if (place.dashes.length) element.setAttribute("stroke-dasharray", place.dashes.map(long).join(" "));
      },
      /** A text is stroked before it is filled: its halo. */
      strokeText(text, left, top) {
        const element = takeText(text, left, top);
        strokeWith(element);
        element.setAttribute("paint-order", "stroke");
      },
      translate(byX, byY) {
        place = { ...place, left: place.left + byX * place.unit, top: place.top + byY * place.unit };
      },
    };
    return { context, root };
  }

  const write = (root) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;

  return { open, write };
})();
