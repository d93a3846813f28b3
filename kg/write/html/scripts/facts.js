// Facts as rows of the panel: what is said in one line, and unfolded how sure it is, the sentences, what contradicts.
"use strict";

const Facts = (() => {
  const DISPUTES = 10; // contradicting facts shown at once

  const tag = (text, className = "") => (text ? Dom.make("span", `tag ${className}`.trim(), text) : null);

  const kind = (entity) => Dom.make("span", "kind", Dom.shape(entity.type), Words.label(entity.type));

  /** Make the entries of a list of names and values; what has no value is left out. */
  function table(entries) {
    const told = entries.filter(([, value]) => value);
    const items = told.flatMap(([name, value]) => [Dom.make("dt", "", name), Dom.make("dd", "", value)]);
    return Dom.make("dl", "facts", ...items);
  }

  const trust = (fact) =>
    `${Words.t("panelTrust", fact.confidence.toFixed(2))} · ${Words.t("panelSourceCount", fact.sources)}`;

  /** Make the rule or model that proposed a fact, folded away: few readers want it. */
  function origin(fact) {
    const summary = Dom.make("summary", "note", Words.t("panelOrigin"));
    return Dom.make("details", "origin", summary, Dom.make("code", "", fact.origin));
  }

  /** ``passes`` tells whether a fact passes the filters; ``onFact`` leads to a fact, ``goTo`` to an entity. */
  function open({ folds, goTo, onFact, passes }) {
    const name = (entity) => Dom.button("name", () => goTo(entity), entity.name);

    const end = (entity) => Dom.make("span", "end", Dom.shape(entity.type), name(entity));

    function marks(fact) {
      return [
        fact.modality ? tag(Words.t(fact.modality), fact.modality) : null,
        fact.disputes.length ? tag(Words.t("panelDisputed"), "dispute") : null,
        passes(fact) ? null : tag(Words.t("panelFiltered"), "out"),
      ];
    }

    function proofButton(key, fact, unfolded, makeContent) {
      const [button, part] = folds.toggle(key, Words.t("panelProofs", fact.proofs.length), unfolded, makeContent);
      button.setAttribute("aria-label", Words.t("panelProofsOf", Told.line(fact), fact.proofs.length));
      return [button, part];
    }

    /** Make the row of a fact: its line, and what unfolds under it. */
    function row(fact, line, { key = fact.id, unfolded = false, makeContent = () => details(fact) } = {}) {
      const [button, part] = proofButton(`proof ${key}`, fact, unfolded, makeContent);
      const pieces = [...line, ...marks(fact)].filter(Boolean).flatMap((piece) => [piece, " "]);
      const head = Dom.make("div", "head", Dom.make("span", "said", ...pieces), button);
      const element = Dom.make("div", passes(fact) ? "fact" : "fact out", head, part);
      element.dataset.fact = key;
      return element;
    }

    /** Make the row of a relation as seen from one of its ends: the other end, and since when. */
    function relation(fact, entity, unfolded) {
      const line = [name(Data.other(fact, entity)), tag(fact.role), tag(Told.time(fact.time)), phase(fact)];
      return row(fact, line, { unfolded });
    }

    /** Make the row of a post: its name first. */
    function post(fact, entity, unfolded) {
      const role = fact.role ? Dom.make("strong", "", fact.role) : null;
      return row(fact, [role, name(Data.other(fact, entity)), tag(Told.time(fact.time))], { unfolded });
    }

    const phase = (fact) => tag(fact.phase && Words.t(`phase-${fact.phase}`));

    /** Make the row of a relation in words: subject, predicate, object. */
    function sentence(fact, options) {
      const predicate = Dom.button("predicate", () => onFact(fact), Words.label(fact.predicate));
      predicate.title = Words.t("panelToRelation");
      const line = [name(fact.subject), predicate, name(fact.object)];
      return row(fact, [...line, tag(fact.role), tag(Told.time(fact.time)), phase(fact)], options);
    }

    function figure(fact, unfolded) {
      const period = Dom.make("span", fact.time ? "period" : "period none", Told.period(fact));
      const line = [period, Dom.make("strong", "", Told.amount(fact)), tag(Told.change(fact)), tag(fact.scope)];
      return row(fact, line, { unfolded });
    }

    function figureDetails(fact) {
      const wording = fact.wording === fact.indicator ? null : fact.wording;
      return table([
        [Words.t("panelWording"), wording],
        [Words.t("panelBaseValue"), Told.base(fact)],
      ]);
    }

    function relationButton(fact) {
      const button = Dom.button("lead", () => onFact(fact), Words.t("panelToRelation"));
      button.setAttribute("aria-label", `${Words.t("panelToRelation")}${Words.t("panelColon")}${Told.line(fact)}`);
      return button;
    }

    /** Make all there is to say of a fact under its line. */
    function details(fact) {
      const more = fact.object ? [Dom.make("span", "onward", " · ", relationButton(fact))] : [];
      const sure = Dom.make("p", "note", trust(fact), ...more);
      return [...Proof.list(fact), ...disputes(fact), sure, fact.object ? "" : figureDetails(fact), origin(fact)];
    }

    /** Make a fact that contradicts another: a way to it, and its sentences. */
    function rival(fact) {
      const line = Dom.button("name", () => onFact(fact), Told.line(fact));
      const mark = fact.modality ? tag(Words.t(fact.modality), fact.modality) : null;
      const filtered = passes(fact) ? null : tag(Words.t("panelFiltered"), "out");
      return Dom.make("div", "rival", line, mark, filtered, ...Proof.list(fact));
    }

    /** Make what contradicts a fact: for each contradiction its kind and the other facts. */
    function disputes(fact) {
      return fact.disputes.map((one) => {
        const others = one.facts.filter((other) => other !== fact);
        const words = [Words.t("panelContradicts"), Words.t(`dispute-${one.kind}`)].join(Words.t("panelColon"));
        const rows = folds.list(`dispute ${fact.id} ${one.id}`, others, rival, DISPUTES);
        return Dom.make("div", "dispute", Dom.make("p", "warn", words), ...rows);
      });
    }

    /** Make a contradiction with all its facts. */
    function contradiction(one) {
      const head = Dom.make("p", "warn", Words.t(`dispute-${one.kind}`));
      return Dom.make("div", "dispute", head, ...folds.list(`dispute ${one.id}`, one.facts, rival, DISPUTES));
    }

    return { contradiction, disputes, end, figure, name, post, relation, sentence };
  }

  return { kind, open, origin, table, tag };
})();
