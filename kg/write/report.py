"""Knowledge and issues → report.md: what was read, what was found, what went wrong; in Chinese.

Only counts and lists of what the graph holds; quality is measured in evaluate.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final

from kg.network import central, to_networkx
from kg.records import Fact, Issue, Knowledge, Observation, Relation
from kg.schema import Schema
from kg.write.conflicts import to_conflicts

Row = Sequence[object]

MODALITIES: Final = {None: "已述", "planned": "计划", "negated": "否定"}
LEVELS: Final = {"error": "错误", "warning": "警告", "info": "提示"}
MOST_CENTRAL: Final = 20
MOST_INDICATORS: Final = 20
MOST_ISSUES: Final = 200
MOST_CONFLICTS: Final = 100
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def to_report(knowledge: Knowledge, schema: Schema, issues: Sequence[Issue]) -> str:
    """Convert everything known, and the issues, to Markdown; the same input gives the same text."""
    sections = (
        _tell_overview(knowledge, issues),
        _tell_documents(knowledge),
        _tell_types(knowledge, schema),
        _tell_predicates(knowledge, schema),
        _tell_central(knowledge, schema),
        _tell_indicators(knowledge),
        _tell_conflicts(knowledge),
        _tell_issues(issues),
    )
    lines = ["# 知识图谱报告", *(line for section in sections for line in ("", *section))]
    return "\n".join(lines) + "\n"


def _tell_overview(knowledge: Knowledge, issues: Sequence[Issue]) -> Iterator[str]:
    relations, figures = _relations(knowledge), _observations(knowledge)
    evidence = {one for fact in knowledge.facts for one in fact.statement.evidence}
    yield from _table(
        ("内容", "数量"),
        (
            ("文档", len({one.document for one in knowledge.sources})),
            ("文章", len(knowledge.sources)),
            ("实体", len(knowledge.entities)),
            *_count_modalities("关系", relations),
            *_count_modalities("指标数据", figures),
            ("原文证据", len(evidence)),
            ("多个独立来源佐证的事实", sum(one.sources > 1 for one in knowledge.facts)),
            ("问题", len(issues)),
        ),
    )


def _count_modalities(name: str, facts: Sequence[Fact]) -> Iterator[Row]:
    """Count facts; the planned and the negated among them in rows of their own."""
    counts = Counter(fact.statement.modality for fact in facts)
    yield name, len(facts)
    for modality in ("planned", "negated"):
        yield f"{name}，其中{MODALITIES[modality]}", counts[modality]


def _tell_documents(knowledge: Knowledge) -> Iterator[str]:
    proven = Counter(
        article
        for fact in knowledge.facts
        for article in {(one.document, one.article) for one in fact.statement.evidence}
    )
    yield from ("## 文档", "")
    rows = []
    previous = None
    for one in sorted(knowledge.sources, key=attrgetter("name", "document", "article")):
        name = "" if one.document == previous else one.name
        rows.append((name, one.title or "（无标题）", one.date or "", proven[one.document, one.article]))
        previous = one.document
    yield from _table(("文件", "文章标题", "日期", "证明的事实"), rows)


def _tell_types(knowledge: Knowledge, schema: Schema) -> Iterator[str]:
    counts = Counter(one.type for one in knowledge.entities)
    yield from ("## 实体类型", "")
    yield from _table(
        ("类型", "标识", "实体数"), [(one.label_zh, one.name, counts[one.name]) for one in schema.types]
    )


def _tell_predicates(knowledge: Knowledge, schema: Schema) -> Iterator[str]:
    counts = Counter(
        (one.predicate, one.modality)
        for one in (fact.statement for fact in knowledge.facts)
        if isinstance(one, Relation)
    )
    rows = [
        (one.label_zh, one.name, *(counts[one.name, modality] for modality in MODALITIES))
        for one in schema.predicates
    ]
    yield from ("## 关系", "")
    yield from _table(("关系", "标识", *MODALITIES.values()), rows)


def _tell_central(knowledge: Knowledge, schema: Schema) -> Iterator[str]:
    """List the best connected entities by PageRank (network.central)."""
    entities = {one.id: one for one in knowledge.entities}
    links = Counter(
        end
        for one in (fact.statement for fact in knowledge.facts)
        if isinstance(one, Relation)
        for end in {one.subject, one.object}
    )
    figures = Counter(fact.statement.subject for fact in _observations(knowledge))
    best = central(to_networkx(knowledge, schema), MOST_CENTRAL)
    rows = [
        (
            place,
            entities[node].name,
            schema.entity_type(entities[node].type).label_zh,
            links[node],
            figures[node],
            f"{score:.4f}",
        )
        for place, (node, score) in enumerate(best, 1)
    ]
    yield from ("## 关联最多的实体", "")
    yield from _table(("名次", "名称", "类型", "关系数", "指标数据", "PageRank"), rows)


def _tell_indicators(knowledge: Knowledge) -> Iterator[str]:
    figures = [one for one in (fact.statement for fact in knowledge.facts) if isinstance(one, Observation)]
    counts = Counter(one.indicator for one in figures)
    subjects = Counter(indicator for indicator, _ in {(one.indicator, one.subject) for one in figures})
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    yield from (f"## 指标（共 {len(ordered)} 种）", "")
    yield from _table(
        ("指标", "数据", "对象"), [(one, counts[one], subjects[one]) for one in ordered[:MOST_INDICATORS]]
    )


def _tell_conflicts(knowledge: Knowledge) -> Iterator[str]:
    yield from (f"## 矛盾（共 {len(knowledge.contradictions)} 处）", "")
    rows = [(row[0], *row[1:5], row[6] or "", row[7], row[8]) for row in to_conflicts(knowledge)]
    head = ("序号", "类型", "对象", "时期", "所述", "日期", "文件", "原文")
    yield from _table(head, [tuple(cell or "" for cell in row) for row in rows[:MOST_CONFLICTS]])
    if len(rows) > MOST_CONFLICTS:
        yield f"- 另有 {len(rows) - MOST_CONFLICTS} 行未列出，见 kg conflicts"


def _tell_issues(issues: Sequence[Issue]) -> Iterator[str]:
    yield from ("## 问题", "")
    counts = Counter((one.level, one.code) for one in issues)
    order = list(LEVELS)
    kinds = sorted(counts, key=lambda kind: (order.index(kind[0]), kind[1]))
    yield from _table(
        ("级别", "代码", "数量"), [(LEVELS[level], code, counts[level, code]) for level, code in kinds]
    )
    ordered = sorted(issues, key=lambda one: (order.index(one.level), one.code, one.where, one.message))
    if ordered:
        yield ""
    for one in ordered[:MOST_ISSUES]:
        yield f"- {LEVELS[one.level]} {_plain(one.code)} {_plain(one.where)}：{_plain(one.message)}"
    if len(ordered) > MOST_ISSUES:
        yield f"- 另有 {len(ordered) - MOST_ISSUES} 条未列出"


def _relations(knowledge: Knowledge) -> list[Fact]:
    return [one for one in knowledge.facts if isinstance(one.statement, Relation)]


def _observations(knowledge: Knowledge) -> list[Fact]:
    return [one for one in knowledge.facts if isinstance(one.statement, Observation)]


def _table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Make a table; numbers stand to the right. No rows: a word that says so."""
    filled = list(rows)
    if not filled:
        yield "无"
        return
    yield _line(head)
    yield _line("---:" if isinstance(cell, int) else "---" for cell in filled[0])
    yield from map(_line, filled)


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_plain(str(cell)) for cell in cells) + " |"


def _plain(text: str) -> str:
    """Write text so that Markdown shows it as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
