// The state as the hash of the address, and back: #focus=node:zone/e912:2&from=2019-01. Only what differs from
// Store.START stands there; of what is read, only what this page knows is taken. Pure; address.js uses it.
"use strict";

const Link = (() => {
  const MOST = 8000; // characters of a hash: mail and messengers cut longer addresses
  const MOST_READ = 20000; // a longer one is none of ours
  const FAR = 1e6; // no place lies farther out
  const SHORTENED = ["moved", "brought", "removed", "documents"]; // what gives way in a hash that is too long
  const SEEN = { camera: null, lang: null, theme: null };

  const writeItem = (text) => encodeURIComponent(text).replaceAll("%2F", "/");

  function readItem(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return ""; // a broken escape, as in an address cut by a messenger; no id and no name is empty
    }
  }

  const isPlace = (numbers) => numbers.every((number) => Number.isFinite(number) && Math.abs(number) <= FAR);
  const numbersOf = (texts) => texts.map((text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN));
  const rounded = (number, digits) => Number(number.toFixed(digits));

  const padded = (number, digits) => String(number).padStart(digits, "0");

  const list = (isKnown) => ({
    write: (items) => items.map(writeItem),
    read: (texts) => [...new Set(texts.map(readItem))].filter(isKnown),
  });

  const choice = (...names) => ({
    write: (name) => [writeItem(name)],
    read: ([text]) => names.find((name) => name === readItem(text)),
  });

  const named = (things) => list((name) => things.some((one) => one.name === name));

  const month = {
    write: (number) => [`${padded(Math.floor(number / 12), 4)}-${padded((number % 12) + 1, 2)}`],
    read([text]) {
      const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
      return found ? 12 * Number(found[1]) + Number(found[2]) - 1 : undefined;
    },
  };

  const flag = {
    write: (isOn) => [isOn ? "yes" : "no"],
    read: ([text]) => (["no", "yes"].includes(text) ? text === "yes" : undefined),
  };

  const places = {
    write: (moved) => Object.entries(moved).map(([id, place]) => [writeItem(id), ...place.map(Math.round)].join(":")),
    read(texts) {
      const entries = texts.map((text) => text.split(":")).map(([id, ...place]) => [readItem(id), numbersOf(place)]);
      const isKnown = ([id, place]) => Data.entity(id) && place.length === 2 && isPlace(place);
      return Object.fromEntries(entries.filter(isKnown));
    },
  };

  const camera = {
    write: ({ x, y, scale }) => [rounded(x, 1), rounded(y, 1), rounded(scale, 3)].map(String),
    read(texts) {
      const [x, y, scale] = numbersOf(texts);
      return texts.length === 3 && isPlace([x, y, scale]) && scale > 0 ? { scale, x, y } : undefined;
    },
  };

  // Each kind of focus as parts between colons; a focus of which a part is unknown is none.
  const FOCUS = {
    node: {
      write: ({ id, hops }) => [writeItem(id), hops],
      read([id, hops]) {
        const isKnown = Data.entity(readItem(id)) && ["1", "2", "3"].includes(hops);
        return isKnown ? { hops: Number(hops), id: readItem(id), kind: "node" } : undefined;
      },
    },
    edge: {
      write: ({ id }) => [writeItem(id)],
      read: ([id]) => (isRelation(readItem(id)) ? { id: readItem(id), kind: "edge" } : undefined),
    },
    path: {
      write: ({ nodes, edges }) => [nodes, edges].map((ids) => ids.map(writeItem).join("+")),
      read([nodes, edges = ""]) {
        const [ends, crossed] = [nodes, edges].map((text) => text.split("+").filter(Boolean).map(readItem));
        const isKnown = ends.length && ends.every(Data.entity) && crossed.every(isRelation);
        return isKnown ? { edges: crossed, kind: "path", nodes: ends } : undefined;
      },
    },
  };

  const isRelation = (id) => Data.fact(id)?.kind === "relation";

  const focus = {
    write: (one) => [[one.kind, ...FOCUS[one.kind].write(one)].join(":")],
    read([text]) {
      const [kind, ...parts] = text.split(":");
      return Object.hasOwn(FOCUS, kind) && parts.length ? FOCUS[kind].read(parts) : undefined;
    },
  };

  const entities = list(Data.entity);
  const clusters = Data.clusters ? Data.clusters.groups.map((group) => group.name) : [];

  // Each field of the state and of how it is seen: write gives items that commas part, read undefined if wrong.
  const FIELDS = {
    focus,
    view: choice("graph", "table", ...(Data.clusters ? ["clusters"] : [])),
    compact: flag,
    hiddenTypes: named(Data.types),
    hiddenPredicates: named(Data.predicates),
    documents: list((id) => Data.documents.some((one) => one.id === id)),
    cluster: choice(...clusters),
    from: month,
    to: month,
    undated: flag,
    clock: choice("said", "reported"),
    lang: choice("zh", "en"),
    theme: choice("light", "dark"),
    camera,
    removed: entities,
    brought: entities,
    moved: places,
  };

  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const join = (fields) => fields.map(([name, items]) => `${name}=${items.join(",")}`).join("&");

  /** Write a state with its camera, language and theme as a hash; ``isCut`` if it was too long for all of it. */
  function encode(state, most = MOST) {
    const start = { ...Store.START, ...SEEN };
    const differs = (name) => Object.hasOwn(start, name) && !isSame(state[name], start[name]);
    const fields = Object.keys(FIELDS).filter(differs).map((name) => [name, FIELDS[name].write(state[name])]);
    if (!fields.length) return { hash: "", isCut: false };
    const marks = [["data", [Data.generation]]];
    const isCut = join([...fields, ...marks]).length > most;
    if (isCut) {
      marks.push(["cut", ["yes"]]);
      shorten(fields, join([...fields, ...marks]).length - most);
    }
    return { hash: join([...fields.filter(([, items]) => items.length), ...marks]), isCut };
  }

  /** Leave out the oldest items of the long lists, so many that the hash is shorter by ``over`` characters. */
  function shorten(fields, over) {
    const lists = SHORTENED.map((name) => fields.find((field) => field[0] === name)).filter(Boolean);
    lists.reduce((left, [, items]) => {
      let more = left;
      while (more > 0 && items.length) more -= items.shift().length + 1;
      return more;
    }, over);
  }

  /** Read a hash: the state with its camera, language and theme; whether it is of other data, or was cut. */
  function decode(hash) {
    const text = hash.length > MOST_READ ? "" : hash.replace(/^#/, "");
    const parts = (field) => [field.split("=", 1)[0], field.slice(field.indexOf("=") + 1)];
    const found = new Map(text.split("&").map(parts));
    const read = (name) => (found.get(name) ? FIELDS[name].read(found.get(name).split(",")) : undefined);
    const values = Object.keys(FIELDS).map((name) => [name, read(name)]);
    const known = Object.fromEntries(values.filter(([, value]) => value !== undefined));
    if (known.from > known.to) delete known.to;
    const { lang = null, theme = null, ...rest } = known;
    const state = Object.fromEntries(Object.entries(rest).filter(([name]) => Object.hasOwn(Store.START, name)));
    const generation = found.get("data") || null;
    return {
      isCut: found.get("cut") === "yes", isOutdated: Boolean(generation) && generation !== Data.generation,
      lang, state, theme,
    };
  }

  return { encode, decode };
})();
