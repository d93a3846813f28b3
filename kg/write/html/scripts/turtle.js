// What is visible as Turtle: a part of graph.ttl, with the very same IRIs and literals (see kg/graph/). What the page
// does not know, the authors of an article or the code of a place, is left out; nothing is said that isn't there.
"use strict";

const Turtle = (() => {
  const PREFIXES = {
    dcat: "http://www.w3.org/ns/dcat#",
    dcterms: "http://purl.org/dc/terms/",
    kg: Data.vocabulary,
    oa: "http://www.w3.org/ns/oa#",
    org: "http://www.w3.org/ns/org#",
    prov: "http://www.w3.org/ns/prov#",
    qb: "http://purl.org/linked-data/cube#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    skos: "http://www.w3.org/2004/02/skos/core#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
  };
  const MOST_DIGITS = 15; // a number of more may have been rounded on its way into the page
  const ESCAPES = { "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\" };

  const mend = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character can't be written
  const escape = (char) => ESCAPES[char] || `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  /** Write the IRI of a thing by its path, below the base. */
  const iri = (path) => `<${/^[\w/-]+$/.test(path) ? path : mend(path).split("/").map(encodeURIComponent).join("/")}>`;
  const word = (name) => (/^\w+$/.test(name) ? `kg:${name}` : `<${Data.vocabulary}${encodeURIComponent(mend(name))}>`);
  const plain = (text) => `"${mend(text).replace(/[\u0000-\u001f\u007f"\\]/g, escape)}"`;
  const named = (text) => `${plain(text)}@zh`;
  const day = (text) => `"${text}"^^xsd:date`;
  /** Give the term of what is known, null of what is not. */
  const known = (value, term) => (value === null || value === undefined ? null : term(value));

  /** Write a number without exponent: 6330 → 6330.0. Null for one that JSON may have rounded. */
  function decimal(number) {
    const [, sign, whole, part = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
    const isRounded = Number.isInteger(number) && !Number.isSafeInteger(number);
    if (isRounded || Object.is(number, -0) || (whole + part).replace(/^0+|0+$/g, "").length > MOST_DIGITS) return null;
    const digits = "0".repeat(Math.max(0, -power)) + whole + part + "0".repeat(Math.max(0, power));
    const point = Math.max(0, -power) + whole.length + Number(power);
    const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
    return `${sign}${left}.${digits.slice(point).replace(/0+$/, "") || "0"}`;
  }

  /** Collect triples, each once; a null object is none. */
  function collect() {
    const subjects = new Map();

    function add(subject, property, ...objects) {
      for (const object of objects.filter((one) => one !== null)) {
        if (!subjects.has(subject)) subjects.set(subject, new Map());
        const properties = subjects.get(subject);
        if (!properties.has(property)) properties.set(property, new Set());
        properties.get(property).add(object);
      }
    }

    return { add, subjects };
  }

  /** State a node's types and whatever of its properties is known. */
  function describe(graph, node, types, properties) {
    graph.add(node, "a", ...types);
    Object.entries(properties).forEach(([property, object]) => graph.add(node, property, object));
  }

  function addEntity(graph, { id, type, name, aliases }) {
    const label = named(name);
    describe(graph, iri(id), ["kg:Entity", word(type.name)], { "rdfs:label": label, "skos:prefLabel": label });
    graph.add(iri(id), "skos:altLabel", ...aliases.filter((alias) => alias !== name).map(named));
  }

  const nodeOf = ({ kind, id }) => iri(`${kind === "relation" ? "statement" : "observation"}/${id}`);

  /** State what relations and figures have in common. */
  function addCommon(graph, fact) {
    const node = nodeOf(fact);
    const dates = fact.proofs.map((proof) => proof.article.date).filter(Boolean).sort();
    describe(graph, node, [], {
      "dcterms:temporal": fact.months && periodOf(fact.time),
      "kg:confidence": decimal(fact.confidence),
      "kg:firstReported": known(dates[0], plain),
      "kg:lastReported": known(dates.at(-1), plain),
      "kg:modality": known(fact.modality, word),
      "kg:origin": plain(fact.origin),
      "kg:sourceCount": String(fact.sources),
    });
    graph.add(node, "kg:evidence", ...fact.proofs.map((proof) => iri(`evidence/${proof.id}`)));
    graph.add(node, "prov:wasDerivedFrom", ...fact.documents.map((document) => iri(`document/${document.id}`)));
    if (fact.months) addPeriod(graph, fact);
  }

  const periodOf = (time) => iri(`period/${time.toLowerCase().replaceAll("/", "-to-")}`);

  function addPeriod(graph, { time, months }) {
    const [first, end] = [time.split("/")[0], time.split("/").at(-1)];
    const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
    describe(graph, periodOf(time), ["dcterms:PeriodOfTime"], {
      "dcat:startDate": day(isDay(first) ? first : `${monthOf(months[0])}-01`),
      "dcat:endDate": day(isDay(end) ? end : `${monthOf(months[1])}-${lastDay(months[1])}`),
      "kg:precision": plain(precisionOf(time)),
      "rdfs:label": named(time),
    });
  }

  const PRECISIONS = [
    ...[[/\//, "span"], [/H/, "half"], [/Q/, "quarter"]],
    ...[[/^\d+-\d+-/, "day"], [/-/, "month"], [/^/, "year"]],
  ];
  const precisionOf = (time) => PRECISIONS.find(([sign]) => sign.test(time))[1];

  const monthOf = (month) => Months.name(month).padStart(7, "0");

  /** Give the last day of a month that is counted from the year 0; the calendar repeats after 400 years. */
  const lastDay = (month) => new Date(Date.UTC(2000, (month % 4800) + 1, 0)).getUTCDate();

  function addRelation(graph, relation) {
    const [subject, object] = [iri(relation.subject.id), iri(relation.object.id)];
    const predicate = word(relation.predicate.name);
    addCommon(graph, relation);
    describe(graph, nodeOf(relation), ["kg:Statement"], {
      "kg:phase": known(relation.phase, word),
      "kg:role": known(relation.role, named),
      "kg:time": known(relation.time, plain),
      "rdf:object": object,
      "rdf:predicate": predicate,
      "rdf:subject": subject,
    });
    if (relation.modality) return; // what is planned or denied has no plain triple
    graph.add(subject, predicate, object);
    if (relation.predicate.symmetric) graph.add(object, predicate, subject);
    if (relation.predicate.name !== "holdsPosition") return;
    describe(graph, nodeOf(relation), ["org:Membership"], { "org:member": subject, "org:organization": object });
  }

  function addFigure(graph, figure) {
    const indicator = iri(`indicator/${figure.indicatorId}`);
    addCommon(graph, figure);
    describe(graph, nodeOf(figure), ["kg:Observation"], {
      "kg:approx": figure.approx ? "true" : null,
      "kg:baseUnit": known(figure.baseUnit, plain),
      "kg:baseValue": known(figure.base, decimal),
      "kg:bound": known(figure.bound, word),
      "kg:change": known(figure.change, decimal),
      "kg:indicator": indicator,
      "kg:period": known(figure.time, plain),
      "kg:scope": known(figure.scope, plain),
      "kg:subject": iri(figure.subject.id),
      "kg:unit": known(figure.unit, plain),
      "kg:value": known(figure.value, decimal),
      "qb:dataSet": iri("dataset/figures"),
    });
    const label = named(figure.indicator);
    describe(graph, indicator, ["kg:Indicator"], { "rdfs:label": label, "skos:prefLabel": label });
  }

  function addProof(graph, { id, article, start, end, quote }) {
    describe(graph, iri(`evidence/${id}`), ["kg:Evidence"], {
      "dcterms:isPartOf": articleOf(article),
      "kg:quote": plain(quote),
      "oa:end": String(end),
      "oa:start": String(start),
      "prov:wasQuotedFrom": iri(`document/${article.document.id}`),
    });
  }

  const articleOf = (article) => iri(`article/${article.document.id}-${article.number}`);

  const headings = ({ title, date, publisher }) => ({
    "dcterms:date": known(date, plain),
    "dcterms:publisher": known(publisher, named),
    "dcterms:title": known(title, named),
  });

  /** Tell whether the page holds all there is: if not, articles may be missing of which nothing is shown. */
  const isWhole = () => ["entities", "relations", "figures"].every((kind) => Data.counts[kind] === Data[kind].length);

  /** Describe a document; what all its articles agree on is its own too. */
  function addDocument(graph, { id, name, articles }) {
    const told = articles.map(headings);
    const isShared = ([key, term]) => isWhole() && told.every((one) => one[key] === term);
    const common = Object.entries(told[0]).filter(isShared);
    describe(graph, iri(`document/${id}`), ["kg:Document"], {
      ...Object.fromEntries(common),
      "dcterms:identifier": plain(name),
      "rdfs:label": named(name),
    });
  }

  function addArticle(graph, article) {
    describe(graph, articleOf(article), ["kg:Article"], {
      ...headings(article),
      "dcterms:isPartOf": iri(`document/${article.document.id}`),
      "dcterms:isVersionOf": known(article.copyOf, articleOf),
      "rdfs:label": named(article.title || `${article.document.name} #${article.number}`),
    });
  }

  function addContradiction(graph, { id, kind, facts }) {
    const node = iri(`contradiction/${id}`);
    describe(graph, node, ["kg:Contradiction"], { "kg:disagreement": word(`${kind}Conflict`) });
    graph.add(node, "kg:disputes", ...facts.map(nodeOf));
  }

  /** Write what visible.js has found; sorted, so that the same view gives the same text. */
  function write(visible) {
    const graph = collect();
    visible.entities.forEach((entity) => addEntity(graph, entity));
    visible.relations.forEach((relation) => addRelation(graph, relation));
    visible.figures.forEach((figure) => addFigure(graph, figure));
    visible.proofs.forEach((proof) => addProof(graph, proof));
    visible.articles.forEach((article) => addArticle(graph, article));
    visible.documents.forEach((document) => addDocument(graph, document));
    visible.contradictions.forEach((one) => addContradiction(graph, one));
    const prefixes = Object.entries(PREFIXES).map(([prefix, space]) => `@prefix ${prefix}: <${space}> .\n`);
    const parts = [...graph.subjects].sort(byKey).map(([subject, properties]) => writeSubject(subject, properties));
    return [`@base <${Data.base}> .\n${prefixes.join("")}`, ...parts].join("\n");
  }

  const byKey = ([one], [other]) => (one < other ? -1 : 1);

  function writeSubject(subject, properties) {
    const tell = ([property, objects]) => `${property} ${[...objects].sort().join(", ")}`;
    const lines = [...properties].sort(byKey).map(tell);
    return `${subject} ${lines.join(" ;\n    ")} .\n`;
  }

  return { decimal, write };
})();
