// What the page itself says, in the reader's language; the words stand in words_zh.js and words_en.js. What comes from
// documents stands in the data, and the names of types and predicates too.
"use strict";

const Words = (() => {
  const LANGUAGES = { en: English, zh: Chinese };
  const listeners = [];
  let language = "zh";

  /** Say something in the reader's language; an unknown key is a fault of the page. */
  function t(key, ...values) {
    const words = LANGUAGES[language][key];
    if (words === undefined) throw new Error(`no words for ${key}`);
    return typeof words === "function" ? words(...values) : words;
  }

  const label = (thing) => thing[language];

  /** Fill the words into what the template left open: data-t, data-t-label, data-t-title, data-t-hint. */
  function fill(root = document) {
    root.querySelectorAll("[data-t]").forEach((one) => (one.textContent = t(one.dataset.t)));
    root.querySelectorAll("[data-t-label]").forEach((one) => one.setAttribute("aria-label", t(one.dataset.tLabel)));
    root.querySelectorAll("[data-t-title]").forEach((one) => (one.title = t(one.dataset.tTitle)));
    root.querySelectorAll("[data-t-hint]").forEach((one) => (one.placeholder = t(one.dataset.tHint)));
  }

  function use(next) {
    language = Object.hasOwn(LANGUAGES, next) ? next : "zh";
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    fill();
    listeners.forEach((listener) => listener());
  }

  return { LANGUAGES, fill, label, lang: () => language, on: (listener) => listeners.push(listener), t, use };
})();
