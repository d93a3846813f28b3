// What is printed: instead of the picture on screen the sheet that SVG is made of, and the details with all their
// proofs unfolded. It is made when the browser prints, and gone afterwards; styles/print.css does the rest.
"use strict";

const Print = (() => {
  const MOST_OPEN = 500; // facts whose proofs are unfolded for paper
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
      const scale = Sheet.findScale(visible, ROOM);
      const sheet = Sheet.make(visible, { colours: Theme.colours(), notes, scale, title: document.title });
      const { context, root } = Svg.open(sheet.width, sheet.height, document.title);
      sheet.draw(context);
      return Dom.make("section", "", root);
    }

    /** Unfold sections and the proofs of facts; what is in them is made when they are told that they are open. */
    function unfold() {
      const turn = (section, isOpen) => {
        section.open = isOpen;
        section.dispatchEvent(new Event("toggle"));
      };
      const sections = [...document.querySelectorAll("#panel details.section:not([open])")];
      sections.forEach((section) => turn(section, true));
      const buttons = [...document.querySelectorAll('#panel .fact button.toggle[aria-expanded="false"]')];
      const folded = buttons.slice(0, MOST_OPEN);
      folded.forEach((button) => button.click());
      undo.push(() => folded.forEach((button) => button.click()));
      undo.push(() => sections.forEach((section) => turn(section, false)));
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

    window.addEventListener("beforeprint", begin, { capture: true }); // the table fills itself afterwards
    window.addEventListener("afterprint", end);
    return { show() {} };
  }

  return { open };
})();
