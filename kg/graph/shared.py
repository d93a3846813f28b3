"""What facts refer to together: the data set, the indicators, the periods, and the contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rdflib import DCAT, DCTERMS, QB, RDF, RDFS, SKOS, XSD, Literal

from kg.graph.terms import KG, Things, Triple, to_name, to_plain
from kg.indicators import find_preferred, to_concept
from kg.intervals import to_interval
from kg.records import Contradiction, Fact, Indicator, Knowledge, Observation, Relation

_DENIED: Final = "否认"


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
        yield node, RDFS.label, to_name(to_title(each, facts, names))
        yield node, KG.disagreement, KG[f"{each.kind}Conflict"]
        for fact in each.facts:
            kind = "statement" if isinstance(facts[fact].statement, Relation) else "observation"
            yield node, KG.disputes, things.iri(f"{kind}/{fact}")


def to_title(contradiction: Contradiction, facts: Mapping[str, Fact], names: Mapping[str, str]) -> str:
    """Name a contradiction by what the facts share and where they differ."""
    return " ≠ ".join(dict.fromkeys(_tell(facts[each], names) for each in contradiction.facts))


def _tell(fact: Fact, names: Mapping[str, str]) -> str:
    one = fact.statement
    if isinstance(one, Relation):
        denied = f"（{_DENIED}）" if one.modality == "negated" else ""
        return f"{names[one.subject]} {one.predicate} {names[one.object]}{denied}"
    return f"{names[one.subject]} {_name_indicator(one)} {one.period or ''} {_tell_value(one)}"


def _name_indicator(figure: Observation) -> str:
    return find_preferred(to_concept(figure.indicator)) or figure.indicator


def _tell_value(figure: Observation) -> str:
    value = "" if figure.value is None else f"{figure.value}{figure.unit or ''}"
    change = "" if figure.change is None else f"（{figure.change:+g}%）"
    return value + change
