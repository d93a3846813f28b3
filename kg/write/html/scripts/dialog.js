// What every dialog has: a heading and a button that closes it. Esc and the focus are the browser's own doing.
"use strict";

const Dialog = (() => {
  /** Give a dialog new contents below its heading. */
  function fill(dialog, title, ...children) {
    const close = Dom.button("close", () => dialog.close(), "×");
    close.setAttribute("aria-label", Words.t("close"));
    dialog.replaceChildren(Dom.make("header", "", Dom.make("h2", "", title), close), ...children);
  }

  const isOpen = () => document.querySelector("dialog[open]") !== null;

  return { fill, isOpen };
})();
