// The sentences behind a fact: each quote with what the fact is made of marked in it, its document and its place.
"use strict";

const Proof = (() => {
  const SILENT = /[\s“”"'‘’「」『』《》〈〉()（）·•]/; // no part of a name when names are compared
  const NUMBER = /[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?|[〇零一二两三四五六七八九十百千万亿]+/g;
  const FRACTION = /(\d+)\s*\/\s*(\d+)/g;
  const AFTER_NUMBER = "^\\s*[余多]?\\s*";
  const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const POWERS = { 十: 10, 百: 100, 千: 1000 };
  const GROUPS = { 万: 1e4, 亿: 1e8 };

  /** Bring text into the form that is compared, with the place of each character in the text. */
  function fold(text) {
    const [chars, places] = [[], []];
    let at = 0;
    for (const char of text) {
      if (!SILENT.test(char)) {
        for (const unit of char.normalize("NFKC").toLowerCase()) {
          chars.push(unit);
          for (let i = 0; i < unit.length; i += 1) places.push(at);
        }
      }
      at += char.length;
    }
    return { places, folded: chars.join("") };
  }

  /** Find where names stand in a text, however they are spaced, quoted or wide. */
  function findNames(text, names) {
    const { folded, places } = fold(text);
    const found = [];
    for (const name of new Set(names.filter(Boolean).map((one) => fold(one).folded))) {
      if (!name) continue;
      for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length)) {
        const last = places[at + name.length - 1];
        found.push([places[at], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    return found;
  }

  function readChinese(text) {
    let [whole, part, digit] = [0, 0, null];
    for (const char of text) {
      if (char in DIGITS) digit = (digit || 0) * 10 + DIGITS[char];
      else if (char in POWERS) [part, digit] = [part + (digit === null ? 1 : digit) * POWERS[char], null];
      else [whole, part, digit] = [(whole + part + (digit || 0) || 1) * GROUPS[char], 0, null];
    }
    return whole + part + (digit || 0);
  }

  function readNumber(text) {
    const plain = text.normalize("NFKC").replace(/,/g, "");
    return /^\d/.test(plain) ? Number(plain) : readChinese(plain);
  }

  function findNumbers(text) {
    const numbers = [...text.matchAll(NUMBER)].map((one) => {
      return { at: one.index, length: one[0].length, value: readNumber(one[0]) };
    });
    const fractions = [...text.matchAll(FRACTION)].map((one) => {
      return { at: one.index, length: one[0].length, value: Math.round((100 * one[1]) / one[2]) / 100 };
    });
    return [...fractions, ...numbers];
  }

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** Find where a number stands in a text: with its unit behind it if it stands so anywhere. */
  function findValue(text, value, unit) {
    if (value === null) return [];
    const behind = unit && new RegExp(AFTER_NUMBER + [...unit].map(escaped).join("\\s*"));
    const spans = findNumbers(text)
      .filter((number) => Math.abs(number.value - Math.abs(value)) < 1e-9)
      .map(({ at, length }) => {
        const tail = behind && behind.exec(text.slice(at + length));
        const start = text.slice(0, at).search(/第\s*$/);
        return { isWhole: Boolean(tail), span: [start < 0 ? at : start, at + length + (tail ? tail[0].length : 0)] };
      });
    const whole = spans.filter((one) => one.isWhole);
    return (whole.length ? whole : spans).map((one) => one.span);
  }

  function findFigure(text, figure) {
    const isPlace = Told.isRank(figure); // 第18位 and 第18名 are one
    const values = ["位", "名"].includes(figure.unit)
      ? ["位", "名"].flatMap((unit) => findValue(text, figure.value, unit))
      : findValue(text, figure.value, figure.unit);
    const nearest = isPlace ? values.filter(([start, end]) => /^第|[位名]$/.test(text.slice(start, end))) : values;
    return [...(nearest.length ? nearest : values), ...findValue(text, figure.change, "%")];
  }

  /** Join spans that overlap or touch, in their order. */
  function join(spans) {
    const joined = [];
    for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
      const last = joined[joined.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  /** Find what of a quote speaks of the fact: {names, values}, as spans that don't overlap. */
  function findMarks(text, fact) {
    if (fact.object) {
      return { names: join(findNames(text, [...fact.subject.forms, ...fact.object.forms, fact.role])), values: [] };
    }
    const values = join(findFigure(text, fact));
    const names = join(findNames(text, [...fact.subject.forms, fact.indicator, fact.wording, fact.scope]));
    const isFree = ([start, end]) => values.every(([from, to]) => end <= from || to <= start);
    return { names: names.filter(isFree), values };
  }

  function marked(text, fact) {
    const { names, values } = findMarks(text, fact);
    const spans = [...names.map((span) => [...span, ""]), ...values.map((span) => [...span, "value"])];
    const parts = document.createDocumentFragment();
    let at = 0;
    for (const [start, end, className] of spans.sort((a, b) => a[0] - b[0])) {
      parts.append(text.slice(at, start), Dom.make("mark", className, text.slice(start, end)));
      at = end;
    }
    parts.append(text.slice(at));
    return parts;
  }

  /** Name an article by its title, else by its document. */
  const nameOf = (article) => article.title || article.document.name;

  /** Tell of an article: title, date, publisher, the document's name with a note, where it was copied from. */
  function source(article, note) {
    const head = [article.title, article.publisher, Told.time(article.date)].filter(Boolean).join(" · ");
    const copy = article.copyOf && Words.t("panelCopyOf", nameOf(article.copyOf));
    const lines = [[head], [Dom.link(article.document.name), ` · ${note}`], [copy]];
    return lines.filter(([first]) => first).map((parts) => Dom.make("span", "line", ...parts));
  }

  /** Make the quote of one proof, with what speaks of the fact marked in it. */
  function make(proof, fact) {
    const place = Words.t("panelPlace", proof.start + 1, proof.end);
    const caption = Dom.make("figcaption", "", ...source(proof.article, place));
    return Dom.make("figure", "proof", Dom.make("blockquote", "", marked(proof.quote, fact)), caption);
  }

  /** Make the quotes of a fact, or say that there are none. */
  function list(fact) {
    if (!fact.proofs.length) return [Dom.make("p", "note", Words.t("panelNoProof"))];
    return fact.proofs.map((proof) => make(proof, fact));
  }

  return { findMarks, list, make, nameOf, source };
})();
