"""Draft → Extraction: clean offsets become source spans with their quotes, keys become ids."""

from __future__ import annotations

from kg.extract.draft import Draft, Thing
from kg.records import Article, Entity, Evidence, Extraction, Mention, Observation, Relation, Source, Span
from kg.shingles import make_sketch


def finish(draft: Draft) -> Extraction:
    """Turn a finished draft into the frozen record of its article."""
    article = draft.article
    document = article.document
    return Extraction(
        source=Source(
            document=document.id,
            name=document.name,
            article=article.index,
            title=article.title,
            date=article.date,
            publisher=document.publisher,
            authors=article.authors,
            sketch=make_sketch(article.text),
        ),
        entities=tuple(_entity(article, thing) for thing in draft.things),
        relations=tuple(_relations(draft)),
        observations=tuple(_observations(draft)),
        issues=tuple(draft.issues),
    )


def source_span(article: Article, start: int, end: int) -> Span:
    """The source place of a clean interval that lies inside one line."""
    return Span(article.offsets[start], article.offsets[end - 1] + 1)


def _entity(article: Article, thing: Thing) -> Entity:
    mentions = tuple(
        Mention(
            source_span(article, name.start, name.end),
            article.text[name.start : name.end],
            name.type,
            name.origin,
            round(name.score, 4),
        )
        for name in sorted(thing.names, key=lambda name: (name.start, name.end))
    )
    return Entity(_id(thing.key), thing.type, thing.forms[0], tuple(thing.forms[1:]), mentions)


def _relations(draft: Draft) -> list[Relation]:
    return [
        Relation(
            subject=_id(item.subject),
            predicate=item.predicate,
            object=_id(item.object),
            evidence=_evidence(draft.article, item.evidence),
            origin=item.origin,
            confidence=item.confidence,
            role=item.role,
            time=item.time,
            modality=item.modality,
        )
        for item in draft.relations
    ]


def _observations(draft: Draft) -> list[Observation]:
    return [
        Observation(
            subject=_id(item.subject),
            indicator=item.indicator,
            value=item.value,
            unit=item.unit,
            period=item.period,
            change=item.change,
            evidence=_evidence(draft.article, item.evidence),
            origin=item.origin,
            confidence=item.confidence,
            scope=item.scope,
            approx=item.approx,
            bound=item.bound,
            modality=item.modality,
        )
        for item in draft.observations
    ]


def _evidence(article: Article, spans: tuple[tuple[int, int], ...]) -> tuple[Evidence, ...]:
    places = [source_span(article, start, end) for start, end in spans]
    document, index = article.document, article.index
    return tuple(
        Evidence(document.id, index, place, document.text[place.start : place.end]) for place in places
    )


def _id(key: int) -> str:
    return f"e{key + 1}"
