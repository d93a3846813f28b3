// The address bar: the state is written there a moment after each change and taken over from there; a button copies
// the whole address. How a state is written is said in link.js.
"use strict";

const Address = (() => {
  const PAUSE = 300; // milliseconds after the last change
  let known = null; // the hash that was read or written last; another one is still to be read

  /** Take over what the address says. What it does not say is as at first, but for language and theme. */
  function restore(options) {
    known = location.hash;
    const { isCut, isOutdated, lang, state, theme } = Link.decode(known);
    if (lang && lang !== Words.lang()) Words.use(lang);
    if (theme && theme !== Theme.name()) Theme.choose(theme);
    Store.set({ ...Store.START, ...state }, options);
    if (isOutdated) Notice.show(Words.t("outdated"));
    else if (isCut) Notice.show(Words.t("linkCut"));
  }

  function open(button, dialog, { canvas, showAddressed }) {
    let waiting = null;

    /** Give the hash of what is shown; the first view has no camera, so that it fits any window. */
    function encode() {
      const camera = canvas.camera();
      const lang = Words.lang() === "zh" ? null : Words.lang();
      const isFirst = Frame.isAlike(camera, canvas.home(), window.innerWidth);
      return Link.encode({ ...Store.state, camera: isFirst ? null : camera, lang, theme: Theme.chosen() });
    }

    /** Write the address without a step in the browser's history. */
    function write() {
      const { hash } = encode();
      if (location.hash !== known || hash === known.slice(1)) return;
      try {
        history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
        known = location.hash;
      } catch {
        // Refused, as in a sandboxed frame or when written too often: the button still gives the address.
      }
    }

    function schedule() {
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE);
    }

    /** Show the address to be copied by hand. */
    function offer(address) {
      const field = Dom.make("textarea", "address");
      field.readOnly = true;
      field.rows = 4;
      field.value = address;
      field.setAttribute("aria-label", Words.t("address"));
      Dialog.fill(dialog, Words.t("share"), Dom.make("p", "", Words.t("copyByHand")), field);
      dialog.showModal();
      field.select();
    }

    async function share() {
      write();
      const { hash, isCut } = encode();
      const address = location.href.split("#")[0] + (hash && `#${hash}`);
      try {
        await navigator.clipboard.writeText(address);
        Notice.show(Words.t(isCut ? "copiedCut" : location.protocol === "file:" ? "copiedFile" : "copied"));
      } catch {
        offer(address); // browsers may keep the clipboard from pages, and from files
      }
    }

    function follow() {
      restore();
      showAddressed();
    }

    button.addEventListener("click", share);
    window.addEventListener("hashchange", follow);
    canvas.onDrawn(schedule);
    return { show: schedule };
  }

  return { open, restore };
})();
