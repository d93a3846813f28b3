// What the tables tell of entities, relations and figures, as data: for the table view and for CSV. No page.
"use strict";

const Columns = (() => {
  const LONGEST = 60; // characters of a sentence in a table
  const SORTED = 16; // characters of a quote that it is sorted by
  const WIDTHS = { entity: 170, number: 80, tags: 120, text: 96, time: 104 }; // pixels

  /**
   * Make a column. ``kind`` is entity, text, number, time or tags; ``value`` is what the row says, for CSV, too;
   * ``text`` how the table writes it, ``find`` what its filter looks in, ``order`` what it is sorted by; ``width``
   * is in pixels.
   */
  function make(key, kind, value, { text = (row) => display(value(row)), find = text, order = value, ...more } = {}) {
    return {
      find, kind, order, text, value, width: WIDTHS[kind], ...more,
      get title() {
        return Words.t(key);
      },
    };
  }

  function display(value) {
    if (value === null) return "";
    if (typeof value !== "number") return value;
    return Math.abs(value) < 10000 ? String(value) : Told.grouped(value);
  }

  const listed = (texts) => texts.join(Words.t("tableComma"));

  /** Bring months into one number: by the first, then by the last. */
  const monthOrder = (months) => months && months[0] + months[1] / 1e6;

  /** Write the first and the last month of a time as a period, of years where it is made of whole ones. */
  function writeMonths(months) {
    if (!months) return null;
    const isYears = months[0] % 12 === 0 && months[1] % 12 === 11;
    const [first, last] = months.map((month) => (isYears ? String(Math.floor(month / 12)) : Months.name(month)));
    return first === last ? first : `${first}/${last}`;
  }

  /** Cut a quote after its first sentence, and that where it is long. */
  function shorten(quote) {
    const sentence = quote.split(/(?<=[。！？])|\n/)[0];
    return sentence.length > LONGEST ? `${sentence.slice(0, LONGEST)}…` : sentence;
  }

  /** Say what sets a fact apart: not a plain statement, how far it has come, roughly, contradicted. */
  function tagsOf(fact) {
    return [
      fact.modality && { name: fact.modality, text: Words.t(fact.modality) },
      fact.phase && { name: "phase", text: Words.t(`phase-${fact.phase}`) },
      fact.approx && { name: "about", text: Words.t("panelApprox").trim() },
      fact.bound && { name: "bound", text: Words.t(`bound-${fact.bound}`).trim() },
      fact.disputes.length > 0 && { name: "dispute", text: Words.t("panelDisputed") },
    ].filter(Boolean);
  }

  const status = (fact) => listed(tagsOf(fact).map((tag) => tag.text)) || null;

  /** Choose the first sentence that names all that is told, or else the first. */
  function proofOf(fact) {
    if (fact.proofs.length < 2) return fact.proofs[0] || null;
    const said = fact.object ? fact.object.forms : [fact.indicator, fact.wording || fact.indicator];
    const wanted = [fact.subject.forms, said];
    const isWhole = ({ quote }) => wanted.every((forms) => forms.some((form) => quote.includes(form)));
    return fact.proofs.find(isWhole) || fact.proofs[0];
  }

  function quoteOf(fact) {
    const proof = proofOf(fact);
    return proof ? proof.quote : null;
  }

  const namesOf = (fact) => listed(fact.documents.map((one) => one.name));

  /** Give the title of the article that the quote is from, or its document's name. */
  function titleOf(fact) {
    const proof = proofOf(fact);
    if (!proof) return "";
    const { title, document } = proof.article;
    const more = fact.documents.length - 1;
    return (title || document.name) + (more > 0 ? Words.t("tableMore", more) : "");
  }

  const named = (key, of, width = WIDTHS.entity) => make(key, "entity", (row) => of(row).name, { entity: of, width });
  const SUBJECT = named("columnSubject", (fact) => fact.subject);
  const STATUS = make("columnStatus", "tags", status, { tags: tagsOf });
  const SAID = [
    make("columnConfidence", "number", (fact) => fact.confidence, { text: (fact) => fact.confidence.toFixed(2) }),
    make("columnSources", "number", (fact) => fact.sources),
    make("columnQuote", "text", quoteOf, {
      find: (fact) => quoteOf(fact) || "",
      order: (fact) => (quoteOf(fact) || "").slice(0, SORTED), // comparing 汉字 by pinyin is slow
      text: (fact) => shorten(quoteOf(fact) || ""),
      width: 240,
    }),
    make("columnDocument", "text", namesOf, {
      find: (fact) => `${titleOf(fact)}|${namesOf(fact)}`,
      order: titleOf,
      text: titleOf,
      width: 170,
    }),
  ];

  /** Make a column of periods; its filter finds 2020-05 and 2020年5月. */
  function timed(key, period, months, width = WIDTHS.time) {
    const text = (row) => Told.time(period(row));
    const find = (row) => (period(row) ? `${period(row)}|${text(row)}` : "");
    return make(key, "time", period, { find, order: (row) => monthOrder(months(row)), text, width });
  }

  const timeOf = (key) => timed(key, (fact) => fact.time, (fact) => fact.months);

  const ALL = {
    entities: [
      named("columnEntity", (row) => row.entity, 240),
      make("columnType", "text", (row) => Words.label(row.entity.type)),
      make("columnAliases", "text", (row) => listed(row.entity.aliases), { width: 260 }),
      make("columnRelationCount", "number", (row) => row.relations),
      make("columnFigureCount", "number", (row) => row.figures),
      make("columnDocumentCount", "number", (row) => row.documents.size),
      timed("columnSpan", (row) => writeMonths(row.months), (row) => row.months, 180),
    ],
    relations: [
      SUBJECT,
      make("columnPredicate", "text", (relation) => Words.label(relation.predicate)),
      named("columnObject", (relation) => relation.object),
      make("columnRole", "text", (relation) => relation.role),
      timeOf("columnTime"),
      STATUS,
      ...SAID,
    ],
    figures: [
      SUBJECT,
      make("columnIndicator", "text", (figure) => figure.indicator, { width: 130 }),
      make("columnValue", "number", (figure) => figure.value, {
        find: (figure) => `${figure.value ?? ""}${figure.unit ?? ""}`,
        order: (figure) => figure.base ?? figure.value,
      }),
      make("columnUnit", "text", (figure) => figure.unit, { width: 80 }),
      make("columnChange", "number", (figure) => figure.change, {
        text: Told.change,
        width: 116,
      }),
      timeOf("columnPeriod"),
      make("columnScope", "text", (figure) => figure.scope),
      STATUS,
      ...SAID,
    ],
  };

  /** Tell of each entity that passes how much of what passes is about it, in how many documents, from when to when. */
  function tally({ entities, relations, figures }) {
    const rows = new Map();
    entities.forEach((entity) => {
      rows.set(entity, { documents: new Set(), entity, figures: 0, months: null, relations: 0 });
    });
    const add = (one, fact, name) => {
      const row = rows.get(one);
      if (!row) return;
      row[name] += 1;
      fact.documents.forEach((document) => row.documents.add(document));
      row.months = joined(row.months, fact.months);
    };
    relations.forEach((one) => new Set([one.subject, one.object]).forEach((end) => add(end, one, "relations")));
    figures.forEach((one) => add(one.subject, one, "figures"));
    return [...rows.values()];
  }

  const joined = (one, other) =>
    one && other ? [Math.min(one[0], other[0]), Math.max(one[1], other[1])] : one || other;

  /** Make the rows of a kind out of what passes: facts as they are, entities with what is told of them. */
  const rows = (kind, { filter }) => (kind === "entities" ? tally(filter) : filter[kind]);

  return { ALL, rows };
})();
