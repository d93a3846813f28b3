"""Knowledge too large for a page → the part that the page holds: what is best connected and best proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.records import Contradiction, Fact, Knowledge, Observation
from kg.write.html.clusters import Clusters, find_clusters
from kg.write.html.picture import Picture, find_between, order_proven


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page can hold and stay quick; a fact disputed by a kept one is kept besides."""

    entities: int = 5_000
    relations: int = 20_000
    figures: int = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """What a page holds of some knowledge; where that isn't all, ``clusters`` are those of the whole."""

    knowledge: Knowledge
    picture: Picture
    clusters: Clusters | None = None


def keep(knowledge: Knowledge, picture: Picture, room: Room) -> Part:
    """Keep as many entities as there is room for, the best connected, and the best proven facts among them.

    Everything is kept if it fits. If not, articles that prove nothing kept go, too. Sizes, places and the
    order stay those of the whole.
    """
    entities = picture.entities[: room.entities]
    ids = {one.id for one in entities}
    between = find_between(picture.links, ids)
    measured = [one for one in knowledge.facts if isinstance(one.statement, Observation)]
    figures = order_proven(one for one in measured if one.statement.subject in ids)
    links = _choose(between, room.relations, knowledge.contradictions)
    facts = (*links, *_choose(figures, room.figures, knowledge.contradictions))
    if (len(entities), len(facts)) == (len(knowledge.entities), len(knowledge.facts)):
        return Part(knowledge, picture)
    part = _drop_loose(replace(knowledge, entities=entities, facts=facts))
    shown = replace(picture, entities=entities, links=tuple(links))
    return Part(part, shown, find_clusters(picture))


def _choose(facts: Sequence[Fact], most: int, disputes: Iterable[Contradiction]) -> list[Fact]:
    """Choose the first facts, and whatever contradicts a chosen one."""
    chosen = {one.id for one in facts[:most]}
    open_ = [set(one.facts) for one in disputes]
    while touched := [one for one in open_ if chosen & one and not one <= chosen]:
        chosen.update(*touched)
    return [one for one in facts if one.id in chosen]


def _drop_loose(knowledge: Knowledge) -> Knowledge:
    """Keep the articles that prove a fact, and of copies and contradictions those whose ends are all kept."""
    proofs = (proof for fact in knowledge.facts for proof in fact.statement.evidence)
    keys = {(proof.document, proof.article) for proof in proofs}
    sources = tuple(one for one in knowledge.sources if one.key in keys)
    copies = tuple(one for one in knowledge.copies if keys.issuperset((one.article, one.origin)))
    facts = {one.id for one in knowledge.facts}
    disputes = tuple(one for one in knowledge.contradictions if facts.issuperset(one.facts))
    return replace(knowledge, sources=sources, copies=copies, contradictions=disputes)
