"""What facts refer to together: the data set, the indicators, the periods, and the contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rdflib import DCAT, DCTERMS, QB, RDF, RDFS, SKOS, XSD, Literal

from kg.graph.terms import KG, Things, Triple, to_name, to_plain
from kg.intervals import to_interval
from kg.records import Fact, Indicator, Knowledge, Relation
from kg.wording import Wording, put_in_words


def describe_figures(indicators: Sequence[Indicator], things: Things) -> Iterator[Triple]:
    """Describe the indicators, and the data set and concept scheme of all figures where there are any."""
    if not indicators:
        return
    figures, scheme = things.iri("dataset/figures"), things.iri("scheme/indicators")
    yield figures, RDF.type, QB.DataSet
    yield figures, QB.structure, KG.figures
    yield figures, RDFS.label, to_name("指标数据")
    yield scheme, RDF.type, SKOS.ConceptScheme
    yield scheme, RDFS.label, to_name("指标")
    for indicator in indicators:
        node = things.hashed("indicator", indicator.key)
        yield node, RDF.type, KG.Indicator
        yield node, RDFS.label, to_name(indicator.name)
        yield node, SKOS.prefLabel, to_name(indicator.name)
        yield node, SKOS.inScheme, scheme
        for variant in indicator.variants:
            yield node, SKOS.altLabel, to_name(variant)


def describe_periods(facts: Iterable[Fact], things: Things) -> Iterator[Triple]:
    """Describe the periods of all facts with their first and last day."""
    for period in sorted({period for fact in facts if (period := _find_period(fact))}):
        interval = to_interval(period)
        if interval:
            node = things.period(period)
            yield node, RDF.type, DCTERMS.PeriodOfTime
            yield node, RDFS.label, to_name(period)
            yield node, DCAT.startDate, Literal(interval.begin.isoformat(), datatype=XSD.date)
            yield node, DCAT.endDate, Literal(interval.end.isoformat(), datatype=XSD.date)
            yield node, KG.precision, to_plain(interval.precision)


def _find_period(fact: Fact) -> str | None:
    return fact.statement.time if isinstance(fact.statement, Relation) else fact.statement.period


def describe_contradictions(knowledge: Knowledge, things: Things) -> Iterator[Triple]:
    """Describe what can't all be true, each with the facts that disagree."""
    facts = {fact.id: fact for fact in knowledge.facts}
    names = {entity.id: entity.name for entity in knowledge.entities}
    for each in knowledge.contradictions:
        node = things.iri(f"contradiction/{each.id}")
        yield node, RDF.type, KG.Contradiction
        wordings = sorted((put_in_words(facts[fact], names) for fact in each.facts), key=_to_order)
        yield node, RDFS.label, to_name(to_title(wordings))
        yield node, KG.disagreement, KG[f"{each.kind}Conflict"]
        for fact in each.facts:
            kind = "statement" if isinstance(facts[fact].statement, Relation) else "observation"
            yield node, KG.disputes, things.iri(f"{kind}/{fact}")


def _to_order(wording: Wording) -> tuple[str, str, str]:
    return wording.about, wording.period or "", wording.says


def to_title(wordings: Sequence[Wording]) -> str:
    """Name a contradiction: once what the facts share, then where they differ."""
    if len({(each.about, each.period) for each in wordings}) == 1:
        shared = f"{wordings[0].about} {wordings[0].period or ''}".strip()
        return f"{shared}：{' ≠ '.join(each.says for each in wordings)}"
    return " ≠ ".join(f"{each.about} {each.period or ''} {each.says}" for each in wordings)
