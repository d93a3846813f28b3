// What the tables tell of entities, relations and figures, as data: for the table view and for CSV. No page.
"use strict";

const Columns = (() => {
  const LONGEST = 60; // characters of a sentence in a table
  const WIDTHS = { entity: 170, number: 76, tags: 100, text: 96, time: 96 };
  const PHASES = { completed: "tagCompleted", operating: "tagOperating", signed: "tagSigned", started: "tagStarted" };
  const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 10, useGrouping: "min2" });

  /**
   * Make a column. ``kind`` is entity, text, number, time or tags; ``value`` is what the row says, for CSV, too;
   * ``text`` how the table writes it; ``order`` what it is sorted by, where that is not the value; ``width`` is
   * in pixels.
   */
  function make(key, kind, value, { text = (row) => display(value(row)), order = value, ...more } = {}) {
    return {
      kind, order, text, value, width: WIDTHS[kind], ...more,
      get title() {
        return Words.t(key);
      },
    };
  }

  function display(value) {
    if (value === null) return "";
    return typeof value === "number" ? grouped.format(value) : value;
  }

  const listed = (texts) => texts.join(Words.t("tableComma"));

  /** Bring months into one number: by the first, then by the last. */
  const monthOrder = (months) => months && months[0] + months[1] / 1e6;

  function writeMonth(month) {
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  }

  /** Write the first and the last month of a time, as years where it is made of whole ones. */
  function writeMonths(months) {
    if (!months) return null;
    const isYears = months[0] % 12 === 0 && months[1] % 12 === 11;
    const [first, last] = isYears ? months.map((month) => String(Math.floor(month / 12))) : months.map(writeMonth);
    return first === last ? first : `${first} – ${last}`;
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
      fact.phase && { name: "phase", text: Words.t(PHASES[fact.phase]) },
      fact.approx && { name: "about", text: Words.t("tagAbout") },
      fact.bound && { name: "bound", text: Words.t(fact.bound === "min" ? "tagAtLeast" : "tagAtMost") },
      fact.disputes.length > 0 && { name: "disputed", text: Words.t("tagDisputed") },
    ].filter(Boolean);
  }

  const status = (fact) => listed(tagsOf(fact).map((tag) => tag.text)) || null;
  const quoteOf = (fact) => (fact.proofs.length ? fact.proofs[0].quote : null);

  const namesOf = (fact) => listed(fact.documents.map((one) => one.name));

  /** Give the title of the article that proves a fact first, or its document's name. */
  function titleOf(fact) {
    if (!fact.proofs.length) return "";
    const { title, document } = fact.proofs[0].article;
    const more = fact.documents.length - 1;
    return (title || document.name) + (more > 0 ? Words.t("tableMore", more) : "");
  }

  const signed = (number) => (number > 0 ? `+${display(number)}%` : `${display(number)}%`);

  const named = (key, of) => make(key, "entity", (row) => of(row).name, { entity: of });
  const SUBJECT = named("columnSubject", (fact) => fact.subject);
  const STATUS = make("columnStatus", "tags", status, { tags: tagsOf });
  const SAID = [
    make("columnConfidence", "number", (fact) => fact.confidence, { text: (fact) => fact.confidence.toFixed(2) }),
    make("columnSources", "number", (fact) => fact.sources),
    make("columnQuote", "text", quoteOf, { text: (fact) => shorten(quoteOf(fact) || ""), width: 240 }),
    make("columnDocument", "text", namesOf, { order: titleOf, text: titleOf, width: 170 }),
  ];
  const timeOf = (key) => make(key, "time", (fact) => fact.time, { order: (fact) => monthOrder(fact.months) });

  const ALL = {
    entities: [
      named("columnEntity", (row) => row.entity),
      make("columnType", "text", (row) => Words.label(row.entity.type)),
      make("columnAliases", "text", (row) => listed(row.entity.aliases), { width: 260 }),
      make("columnRelationCount", "number", (row) => row.relations),
      make("columnFigureCount", "number", (row) => row.figures),
      make("columnDocumentCount", "number", (row) => row.documents.size),
      make("columnSpan", "time", (row) => writeMonths(row.months), { order: (row) => monthOrder(row.months), width: 150 }),
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
      make("columnIndicator", "text", (figure) => figure.indicator),
      make("columnValue", "number", (figure) => figure.value, { order: (figure) => figure.base ?? figure.value }),
      make("columnUnit", "text", (figure) => figure.unit),
      make("columnChange", "number", (figure) => figure.change, {
        text: (figure) => (figure.change === null ? "" : signed(figure.change)),
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
