// What the page tells by itself: a short message that can be closed, and words for screen readers alone.
"use strict";

const Notice = (() => {
  const box = document.getElementById("notice");
  const voice = document.getElementById("voice");

  function hide() {
    box.replaceChildren();
  }

  /** Show a message until it is closed, or the next one comes. */
  function show(text) {
    const close = Dom.button("close", hide, "×");
    close.setAttribute("aria-label", Words.t("close"));
    box.replaceChildren(Dom.make("span", "", text), close);
  }

  /** Close the message; tells whether there was one. */
  function dismiss() {
    const isShown = box.childElementCount > 0;
    hide();
    return isShown;
  }

  /** Say something to screen readers; said twice, it is read twice. */
  function announce(text) {
    voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
  }

  return { announce, dismiss, show };
})();
