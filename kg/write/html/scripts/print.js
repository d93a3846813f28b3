// What is printed: instead of the picture on screen the sheet that SVG is made of, and the details with all their
// proofs open. It is made when the browser prints, and gone afterwards; styles/print.css does the rest.
"use strict";

const Print = (() => {
  const MOST_OPEN = 500; // details that are opened for paper
  const ROOM = { height: 680, width: 1260 }; // of the graph, in pixels: on A4 its names are then of 7 points

  function open(body, { view }) {
    let undo = [];

    /** Make the head of the page: the whole picture, or, over the table, the title and what it shows. */
    function makeHead() {
      const visible = Visible.find(view());
      const notes = Export.notes(visible);
      if (Store.state.view === "table") {
        const lines = [...notes, Visible.describeSource(visible)].map((line) => Dom.make("p", "", line));
        return Dom.make("section", "", Dom.make("h1", "", document.title), ...lines);
      }
      const settings = { colours: Theme.colours(), notes, scale: Sheet.findScale(visible, ROOM), title: document.title };
      const sheet = Sheet.make(visible, settings);
      const { context, root } = Svg.open(sheet.width, sheet.height, document.title);
      sheet.draw(context);
      return Dom.make("section", "", root);
    }

    const findFolded = (selector) => [...document.querySelectorAll(`#panel ${selector}`)].slice(0, MOST_OPEN);

    /** Unfold the sections, at once and not when the browser comes to tell of it, and then what they are made of. */
    function unfold() {
      const turn = (section, isOpen) => {
        section.open = isOpen;
        section.dispatchEvent(new Event("toggle"));
      };
      const sections = findFolded("details.section:not([open])");
      sections.forEach((section) => turn(section, true));
      const proofs = findFolded('.fact button.toggle[aria-expanded="false"]');
      proofs.forEach((button) => button.click());
      undo.push(() => sections.forEach((section) => turn(section, false)));
      undo.push(() => proofs.forEach((button) => button.click()));
    }

    function begin() {
      end();
      Theme.force("light");
      undo.push(() => Theme.force(null));
      const head = makeHead();
      head.id = "print";
      body.prepend(head);
      undo.push(() => head.remove());
      unfold();
    }

    function end() {
      undo.reverse().forEach((action) => action());
      undo = [];
    }

    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return { show() {} };
  }

  return { open };
})();
