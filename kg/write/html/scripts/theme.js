// The colours of the picture, light and dark; those of the page around it stand in styles/base.css.
"use strict";

const Theme = (() => {
  const THEMES = {
    light: {
      paper: "#ffffff",
      ink: "#1c2430",
      halo: "rgba(255, 255, 255, 0.92)",
      ring: "#0b5cad",
      edge: "#8490a0",
      strong: "#3f4a59",
      planned: "#9a6b00",
      negated: "#b3261e",
    },
    dark: {
      paper: "#12161c",
      ink: "#e6eaf0",
      halo: "rgba(18, 22, 28, 0.9)",
      ring: "#6cb4ff",
      edge: "#7d8898",
      strong: "#c3cbd6",
      planned: "#e0a82e",
      negated: "#ff7a70",
    },
  };
  const DASHES = { asserted: [], planned: [9, 5], negated: [3, 4] };
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let chosen = null; // null follows the system
  let forced = null; // while the page is printed

  const name = () => forced || chosen || (system.matches ? "dark" : "light");

  function apply() {
    document.documentElement.dataset.theme = name();
    listeners.forEach((listener) => listener());
  }

  function choose(theme) {
    chosen = theme;
    apply();
  }

  /** Have one theme for a while, whatever the reader has chosen; null gives his back. */
  function force(theme) {
    const before = name();
    forced = theme;
    if (name() !== before) apply();
  }

  system.addEventListener("change", apply);
  document.documentElement.dataset.theme = name();

  return {
    DASHES,
    choose,
    chosen: () => chosen,
    colours: (theme = name()) => THEMES[theme],
    force,
    name,
    on: (listener) => listeners.push(listener),
    toggle: () => choose(name() === "dark" ? "light" : "dark"),
  };
})();
