"""Knowledge → what a page tells readers without scripts: how much of what, from where, and the best proven.

It is small whatever there is: names and quotes are cut, lists end with how many more there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from kg.records import ArticleKey, Entity, Evidence, Fact, Knowledge, Observation, Relation, Source
from kg.schema import EntityType, Predicate, Schema
from kg.text import tidy
from kg.write.html.page import escape_text

MOST_ENTITIES: Final = 20
MOST_DOCUMENTS: Final = 24
_NAME: Final = 30  # characters
_QUOTE: Final = 80
_SAID: Final = {"planned": "（计划）", "negated": "（否定）"}
_BOUNDS: Final = {"min": "至少", "max": "至多"}


@dataclass(frozen=True, slots=True)
class _View:
    """What is looked up while the summary is written."""

    labels: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]  # the name of an entity first, by its id
    sources: Mapping[ArticleKey, Source]


def make_summary(knowledge: Knowledge, schema: Schema, entities: Sequence[Entity]) -> str:
    """Say in HTML what a reader without scripts can be told; the best connected ``entities`` come first."""
    forms = {one.id: one.forms for one in knowledge.entities}
    labels = {one.name: one.label_zh for one in schema.types}
    labels |= {one.name: one.label_zh for one in schema.predicates}
    view = _View(labels, forms, {one.key: one for one in knowledge.sources})
    relations = [one.statement for one in knowledge.facts if isinstance(one.statement, Relation)]
    types = Counter(one.type for one in knowledge.entities)
    predicates = Counter(one.predicate for one in relations)
    figures = len(knowledge.facts) - len(relations)
    return (
        "<p>交互图需要浏览器启用脚本；本页不访问网络。</p>"
        '<p lang="en">Exploring the graph takes scripts; this page uses no network.</p>'
        f"<p>{len(forms)} 个实体，{len(relations)} 条关系，{figures} 条指标。</p>"
        f"<h2>实体 Entities</h2>{_tell_counts(schema.types, types)}"
        f"<h2>关系 Relations</h2>{_tell_counts(schema.predicates, predicates)}"
        f"<h2>文档 Documents</h2>{_tell_documents(knowledge.sources)}"
        f"<h2>关联最多的实体 Best connected</h2>{_tell_best(knowledge.facts, entities[:MOST_ENTITIES], view)}"
    )


def _tell_counts(kinds: Iterable[EntityType | Predicate], counts: Mapping[str, int]) -> str:
    rows = (
        f"<tr><td>{escape_text(one.label_zh)}</td><td>{counts[one.name]}</td>"
        f'<td lang="en">{escape_text(one.label_en)}</td></tr>'
        for one in kinds
        if counts[one.name]
    )
    return f"<table>{''.join(rows)}</table>"


def _tell_documents(sources: Iterable[Source]) -> str:
    """List the documents by name, each with the titles and dates of its articles, as far as there is room."""
    ordered = sorted(sources, key=attrgetter("name", "document", "article"))
    articles = [list(group) for _, group in groupby(ordered, attrgetter("document"))]
    items = "".join(f"<li>{_tell_document(one)}</li>" for one in articles[:MOST_DOCUMENTS])
    more = len(articles) - MOST_DOCUMENTS
    return f"<ul>{items}</ul>" + (f"<p>另有 {more} 份文档。</p>" if more > 0 else "")


def _tell_document(articles: Sequence[Source]) -> str:
    first = articles[0]
    more = f"等 {len(articles)} 篇" if len(articles) > 1 else ""
    told = (_cut(first.title or ""), _cut(first.date or ""), more, _cut(first.name))
    return " · ".join(filter(None, told))


def _tell_best(facts: Iterable[Fact], entities: Sequence[Entity], view: _View) -> str:
    """List entities, each with the number of its facts and the best proven of them."""
    best: dict[str, Fact] = {}
    counts: Counter[str] = Counter()
    for fact in facts:
        for end in _find_ends(fact):
            counts[end] += 1
            best[end] = min(best.get(end, fact), fact, key=_rank)
    items = (
        f"<li>{_cut(one.name)}（{escape_text(view.labels[one.type])}，{counts[one.id]} 条事实）"
        + (_tell_fact(best[one.id], view) if one.id in best else "")
        + "</li>"
        for one in entities
    )
    return f"<ol>{''.join(items)}</ol>"


def _find_ends(fact: Fact) -> set[str]:
    said = fact.statement
    return {said.subject, said.object} if isinstance(said, Relation) else {said.subject}


def _rank(fact: Fact) -> tuple[bool, int, float, str]:
    """Rank what is stated before what is planned or denied, then by its sources and how sure it is."""
    return fact.statement.modality is not None, -fact.sources, -fact.statement.confidence, fact.id


def _tell_fact(fact: Fact, view: _View) -> str:
    said = fact.statement
    line = _tell_relation(said, view) if isinstance(said, Relation) else _tell_figure(said, view)
    line += _SAID.get(said.modality or "", "")
    evidence = _choose_proof(said, view)
    source = view.sources.get((evidence.document, evidence.article))
    title = _cut(source.title or source.name) if source else ""
    return f"<br>{line}：“{_cut(tidy(evidence.quote), _QUOTE)}”" + (f"——{title}" if title else "")


def _choose_proof(said: Relation | Observation, view: _View) -> Evidence:
    """Choose the first of the sentences that name most of what is told."""
    about = view.forms[said.object] if isinstance(said, Relation) else (said.indicator,)
    wanted = (view.forms[said.subject], about)
    return max(said.evidence, key=lambda one: sum(any(form in one.quote for form in each) for each in wanted))


def _tell_relation(said: Relation, view: _View) -> str:
    label = view.labels[said.predicate]
    told = (view.forms[said.subject][0], label, view.forms[said.object][0], said.role or "")
    return " ".join(_cut(one) for one in told if one)


def _tell_figure(said: Observation, view: _View) -> str:
    told = (view.forms[said.subject][0], said.period or "", said.indicator, *_tell_value(said))
    return " ".join(_cut(one) for one in told if one)


def _tell_value(said: Observation) -> Iterator[str]:
    if said.value is not None:
        about = _BOUNDS.get(said.bound or "", "") + ("约" if said.approx else "")
        yield f"{about}{said.value}{said.unit or ''}"
    if said.change is not None:
        yield f"{said.change:+}%"


def _cut(text: str, most: int = _NAME) -> str:
    """Write text as HTML, without what goes beyond a length."""
    return escape_text(text if len(text) <= most else f"{text[:most]}…")
