"""Knowledge of any size for tests of the page: invented names of every type, facts, figures, their proofs.

It looks real: links fall mostly within a city and to what has links already, so that there are hubs and
clusters; quotes are sentences in which the names stand. The same arguments give the same records. The things
and their names are those of tests/bench/synthetic.py, the sentences stand in tests/synthetic_words.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count, islice
from random import Random
from typing import Final, Literal

from kg.indicators import to_concept
from kg.records import (
    ArticleKey,
    Contradiction,
    Copy,
    Entity,
    Evidence,
    Fact,
    Indicator,
    Knowledge,
    Modality,
    Observation,
    Phase,
    Relation,
    Source,
    Span,
)
from tests.bench.synthetic import Thing, make_cities, make_nation
from tests.synthetic_words import (
    BRANCHES,
    LEADS,
    LINKS,
    PUBLISHERS,
    RANK,
    ROLES,
    SERIES,
    TAILS,
    TITLES,
    TO_HUB,
)

THINGS_PER_CITY: Final = 60  # about; a city whose things aren't all needed gives some of each type
NATIONAL: Final = 12  # of so many entities one is known all over the country
AT_HOME: Final = 0.8  # share of links within a city
PER_ARTICLE: Final = 8  # facts
FAR: Final = 100_000  # where a document's second article begins

_YEARS: Final = range(2018, 2026)
_LONGEST: Final = 42  # characters of a sentence that is long enough without a tail


@dataclass(slots=True)
class _Press:
    """Prints sentences into articles, one behind the other, and knows which articles copy which."""

    random: Random
    articles: Sequence[ArticleKey]
    origins: Mapping[ArticleKey, ArticleKey]
    ends: dict[ArticleKey, int] = field(default_factory=dict)

    def prove(self, sentence: str, times: int) -> tuple[Evidence, ...]:
        """Print a sentence with something around it in so many articles, in a copy and its origin, too."""
        keys = self.random.sample(self.articles, times)
        keys[1:2] = [self.origins.get(keys[0], one) for one in keys[1:2]]
        proofs = {self._print(sentence, one) for one in keys}
        return tuple(sorted(proofs, key=lambda one: (one.document, one.article, one.span)))

    def _print(self, sentence: str, key: ArticleKey) -> Evidence:
        text = self.random.choice(LEADS) + sentence
        if len(text) < _LONGEST:
            text += self.random.choice(TAILS)
        if len(text) < 20:
            text = f"在全市重点工作推进会上，{text}"
        if self.random.random() < 0.1:  # as in the columns of a paper
            middle = len(text) // 2
            text = f"{text[:middle]}\n{text[middle:]}"
        start = self.ends.get(key, 40 + FAR * key[1])
        self.ends[key] = start + len(text) + 1
        return Evidence(*key, Span(start, start + len(text)), text)

    def count(self, proofs: Sequence[Evidence]) -> int:
        """Count the independent documents."""
        keys = ((one.document, one.article) for one in proofs)
        return len({self.origins.get(key, key)[0] for key in keys})


@dataclass(slots=True)
class _Cast:
    """The entities that may be linked, each as often as it has links already, by type and city."""

    random: Random
    homes: Mapping[str, int]
    entities: dict[str, Entity]
    urns: dict[tuple[str, int | None], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entity: Entity) -> None:
        self.urns[entity.type, None].append(entity.id)
        self.urns[entity.type, self.homes[entity.id]].append(entity.id)

    def pick(self, type_: str, home: int | None = None) -> Entity | None:
        """Pick an entity of a type, mostly from a city; None if there is none."""
        at_home = self.random.random() < AT_HOME
        urn = (self.urns[type_, home] if at_home else []) or self.urns[type_, None]
        return self.entities[self.random.choice(urn)] if urn else None


HUB: Final = Entity(
    f"zone/{sha256('云州'.encode()).hexdigest()[:16]}", "Zone", "云州高新技术产业开发区", ("云州高新区",)
)


def make_knowledge(
    entities: int, relations: int, *, seed: int = 1, hub: int = 0, figures: int | None = None
) -> Knowledge:
    """Make knowledge with exactly so many entities, relations and figures (by default half the entities).

    With ``hub`` the entity HUB is among them and has so many neighbours, by as many of the relations. From
    some 200 entities up there are all types. Raises ValueError where so many relations can't be made.
    """
    random = Random(seed)
    homes, made = _make_entities(entities - bool(hub), random)
    press = _make_press(max(3, (relations + entities) // PER_ARTICLE), random)
    cast = _Cast(random, homes, {one.id: one for one in made})
    for one in made:
        cast.add(one)
    linked: list[Fact] = list(_link_hub(random.sample(made, hub), press))
    seen = {describe(one.statement) for one in linked}
    linked += islice(_find_new(_link(cast, press, tries=9 * relations + 999), seen), relations - hub)
    if len(linked) < relations:
        raise ValueError(f"only {len(linked)} of {relations} relations between {entities} entities")
    wanted = entities // 2 if figures is None else figures
    measured = list(islice(_measure(made, press), wanted))
    facts = (*linked, *measured)
    return Knowledge(
        sources=tuple(_make_sources(press, [one.name for one in made])),
        entities=tuple(sorted((*made, *([HUB] if hub else [])), key=lambda one: one.id)),
        facts=tuple(sorted(facts, key=lambda one: one.id)),
        indicators=tuple(_find_indicators(measured)),
        copies=tuple(Copy(one, origin) for one, origin in sorted(press.origins.items())),
        contradictions=tuple(sorted(_find_disputes(facts), key=lambda one: one.id)),
    )


def digest(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _make_entities(wanted: int, random: Random) -> tuple[dict[str, int], list[Entity]]:
    """Make entities, and tell the city of each; -1 is the whole country."""
    national = [
        *(Thing("Industry", (trade + branch,)) for trade in _find_trades() for branch in BRANCHES),
        *(thing for thing in make_nation() if thing.type != "Industry"),
    ]
    placed = [(thing, -1) for thing in random.sample(national, min(len(national), wanted // NATIONAL))]
    cities = make_cities(wanted // THINGS_PER_CITY + 1, random)
    for number, city in enumerate(cities):
        things = [city.zone, city.place, *random.sample(city.things, len(city.things))]
        placed += [(thing, number) for thing in things]
    homes: dict[str, int] = {}
    made: list[Entity] = []
    for thing, home in placed[:wanted]:
        entity = _to_entity(thing, len(made), random)
        homes[entity.id] = home
        made.append(entity)
    if len(made) < wanted:
        raise ValueError(f"only {len(made)} of {wanted} entities")
    return homes, made


def _find_trades() -> list[str]:
    return [thing.forms[0] for thing in make_nation() if thing.type == "Industry"]


def _to_entity(thing: Thing, number: int, random: Random) -> Entity:
    """Make an entity of its own; its number keeps people of one name apart."""
    kind = "".join(f"-{one.lower()}" if one.isupper() else one for one in thing.type).lstrip("-")
    short = (thing.short,) if thing.short and random.random() < 0.6 else ()
    aliases = (*(one for one in thing.forms[1:] if random.random() < 0.3), *short)
    return Entity(f"{kind}/{digest(thing.type, thing.forms[0], number)}", thing.type, thing.forms[0], aliases)


def _make_press(articles: int, random: Random) -> _Press:
    """Make articles, a third of them the second of their document, and some that copy an earlier one."""
    keys: list[ArticleKey] = []
    for number in count():
        if len(keys) >= articles:
            break
        document = digest("document", number)
        keys += [(document, index) for index in range(1 + (random.random() < 0.3))]
    origins = {
        key: random.choice(keys[: len(keys) // 2])
        for key in keys[len(keys) // 2 + 1 :]
        if random.random() < 0.05
    }
    return _Press(random, keys, origins)


def _make_sources(press: _Press, names: Sequence[str]) -> Iterator[Source]:
    random = press.random
    documents = {document: None for document, _ in press.articles}
    files = {document: f"新闻/{number:05}.txt" for number, document in enumerate(documents)}
    for document, index in press.articles:
        title = random.choice(TITLES)
        yield Source(
            document,
            files[document],
            index,
            title.format(random.choice(names)) if title else None,
            random.choice((_make_time(random), _make_time(random), None)),
            random.choice(PUBLISHERS),
        )


def _make_time(random: Random) -> str:
    year, month, day = random.choice(_YEARS), random.randint(1, 12), random.randint(1, 28)
    return random.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"))


def describe(statement: Relation | Observation) -> tuple[object, ...]:
    """Give what makes a statement what it is, for its id."""
    if isinstance(statement, Relation):
        ends = statement.subject, statement.predicate, statement.object
        return *ends, statement.role, statement.time, statement.modality
    what = statement.subject, statement.indicator, statement.scope, statement.period
    return *what, statement.value, statement.change, statement.modality


def _to_fact(statement: Relation | Observation, press: _Press) -> Fact:
    return Fact(
        digest(*describe(statement)),
        statement,
        press.count(statement.evidence),
        _find_phase(statement, press),
    )


def _find_phase(statement: Relation | Observation, press: _Press) -> Phase | None:
    if not isinstance(statement, Relation) or statement.predicate not in ("builds", "introduced"):
        return None
    phases: tuple[Phase | None, ...] = ("signed", "started", "completed", "operating", None, None)
    return press.random.choice(phases)


def _find_new(facts: Iterator[Fact], seen: set[tuple[object, ...]]) -> Iterator[Fact]:
    for fact in facts:
        if describe(fact.statement) not in seen:
            seen.add(describe(fact.statement))
            yield fact


def _link_hub(others: Sequence[Entity], press: _Press) -> Iterator[Fact]:
    for other in others:
        predicate, is_subject, sentence = TO_HUB[other.type]
        ends = (HUB, other) if is_subject else (other, HUB)
        role = "主任" if predicate == "holdsPosition" else None
        yield _to_fact(_relate(predicate, ends, sentence, press, role=role), press)


def _link(cast: _Cast, press: _Press, *, tries: int) -> Iterator[Fact]:
    """Link two of the cast at a time; a hundredth of what can be is denied elsewhere."""
    random = cast.random
    weights = [weight for _, _, _, weight, _ in LINKS]
    for _ in range(tries):
        predicate, one, other, _, sentence = random.choices(LINKS, weights)[0]
        subject = cast.pick(one)
        object_ = cast.pick(other, cast.homes[subject.id]) if subject else None
        if subject is None or object_ is None or subject.id == object_.id:
            continue
        role = random.choice(ROLES) if predicate == "holdsPosition" else None
        modality = _choose_modality(random) if "{not}" in sentence else None
        said = _relate(predicate, (subject, object_), sentence, press, role=role, modality=modality)
        cast.add(subject)
        cast.add(object_)
        yield _to_fact(said, press)
        if modality is None and "{not}" in sentence and random.random() < 0.01:
            denied = _relate(predicate, (subject, object_), sentence, press, modality="negated")
            yield _to_fact(replace(denied, time=said.time), press)


def _choose_modality(random: Random) -> Modality | None:
    some: tuple[Modality | None, ...] = ("planned", "negated", None)
    return random.choices(some, (12, 3, 85))[0]


def _relate(
    predicate: str,
    ends: tuple[Entity, Entity],
    sentence: str,
    press: _Press,
    *,
    role: str | None = None,
    modality: Modality | None = None,
) -> Relation:
    """Make a relation that one to three sentences tell, half of them with a time."""
    random = press.random
    time = _make_time(random) if random.random() < 0.5 else None
    words = {"planned": "计划", "negated": "未能", None: ""}[modality]
    told = sentence.format(
        s=random.choice(ends[0].forms), o=random.choice(ends[1].forms), role=role, **{"not": words}
    )
    proofs = press.prove(f"{time[:4]}年，{told}" if time else told, random.choices((1, 2, 3), (75, 20, 5))[0])
    first, last = (
        sorted(one.id for one in ends) if predicate == "cooperatesWith" else (ends[0].id, ends[1].id)
    )
    confidence = round(min(0.999, max(0.05, random.betavariate(6, 2))), 2)
    return Relation(first, predicate, last, proofs, f"{predicate}-verb", confidence, role, time, modality)


def _measure(entities: Sequence[Entity], press: _Press) -> Iterator[Fact]:
    """Measure subjects in turn, each indicator over some years; one figure in fifty is disputed."""
    random = press.random
    subjects = [one for one in entities if one.type in {kind for kind, *_ in SERIES}]
    for subject in random.sample(subjects, len(subjects)):
        for kind, indicator, unit, scope, low, high in SERIES:
            if kind != subject.type or random.random() < 0.4:
                continue
            value: float = random.randint(low, high)
            for year in range(random.randint(2018, 2021), random.randint(2022, 2026)):
                change = None if unit == RANK or random.random() < 0.4 else random.randint(-90, 250) / 10
                figure = _observe(subject, (indicator, unit, scope), (year, value, change), press)
                yield _to_fact(figure, press)
                if random.random() < 0.02:
                    yield _to_fact(
                        _observe(subject, (indicator, unit, scope), (year, value + 7, None), press), press
                    )
                value = _grow(value, unit, random)


def _grow(value: float, unit: str, random: Random) -> float:
    if unit == RANK:
        return max(1, value + random.randint(-6, 3))
    grown = value * random.uniform(0.93, 1.22)
    return round(grown, 1) if unit in ("%", "亿元") else round(grown)


def _observe(
    subject: Entity,
    measured: tuple[str, str, str | None],
    told: tuple[int, float, float | None],
    press: _Press,
) -> Observation:
    indicator, unit, scope = measured
    year, value, change = told
    verb = "列第" if unit == RANK else "达到"
    said = f"{year}年{press.random.choice(subject.forms)}{indicator}{verb}{value}{unit}"
    said += "" if change is None else f"，同比{'增长' if change >= 0 else '下降'}{abs(change)}%"
    proofs = press.prove(said, press.random.choices((1, 2), (85, 15))[0])
    origin = "figure-rank" if unit == RANK else "figure-valued"
    confidence = round(press.random.uniform(0.3, 0.99), 2)
    return Observation(
        subject.id, indicator, value, unit, f"{year}", change, proofs, origin, confidence, scope=scope
    )


def _find_indicators(figures: Sequence[Fact]) -> Iterator[Indicator]:
    said = (one.statement for one in figures)
    names = {to_concept(one.indicator): one.indicator for one in said if isinstance(one, Observation)}
    yield from (Indicator(key, name) for key, name in sorted(names.items()))


def _find_disputes(facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """Find the figures of one subject, indicator and year that differ, and what is said and denied."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        said = fact.statement
        if isinstance(said, Observation):
            groups["figure", said.subject, said.indicator, said.period].append(fact)
        elif said.modality != "planned":
            groups["relation", said.subject, said.predicate, said.object, said.time].append(fact)
    for (sort, *_), group in groups.items():
        modalities = {one.statement.modality for one in group}
        if len(group) > 1 and (sort == "figure" or len(modalities) > 1):
            ids = tuple(sorted(one.id for one in group))
            yield Contradiction(digest("dispute", *ids), _name_dispute(group[0].statement), ids)


def _name_dispute(said: Relation | Observation) -> Literal["value", "rank", "modality"]:
    if isinstance(said, Relation):
        return "modality"
    return "rank" if said.unit == RANK else "value"
