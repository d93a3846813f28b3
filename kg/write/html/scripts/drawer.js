// What small screens show over the page instead of beside the picture: a button opens it and closes it again.
"use strict";

const Drawer = (() => {
  /** ``isMenu`` closes with the next click, on one of its items or elsewhere. */
  function open(button, sheet, className, { isMenu = false } = {}) {
    const { classList } = document.body;

    function turn(isOpen) {
      classList.toggle(className, isOpen);
      button.setAttribute("aria-expanded", String(isOpen));
    }

    /** Close the sheet; tells whether it was open. */
    function close() {
      const wasOpen = classList.contains(className);
      turn(false);
      const { activeElement, body } = document;
      if (wasOpen && (sheet.contains(activeElement) || activeElement === body)) button.focus();
      return wasOpen;
    }

    button.addEventListener("click", () => turn(!classList.contains(className)));
    if (isMenu) document.addEventListener("click", ({ target }) => button.contains(target) || turn(false));
    return { close };
  }

  return { open };
})();
