"""kg.write.report: the counts are those of the knowledge, and nothing in a name can break the Markdown."""

from __future__ import annotations

from dataclasses import fields, replace

from kg.records import Issue, Knowledge
from kg.schema import load_schema
from kg.write.report import MOST_ISSUES, to_report
from tests.knowledge import KNOWLEDGE

SCHEMA = load_schema()


def rows(report: str, heading: str) -> list[list[str]]:
    """Find the cells of the table under a heading, without its head."""
    part = report.split(heading, 1)[1].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_report_counts_what_is_known() -> None:
    overview = {row[0]: row[1] for row in rows(to_report(KNOWLEDGE, SCHEMA, ()), "# 知识图谱报告")}
    assert overview == {
        "文档": "2",
        "文章": "3",
        "实体": "17",
        "关系": "18",
        "关系，其中计划": "1",
        "关系，其中否定": "1",
        "指标数据": "7",
        "指标数据，其中计划": "1",
        "指标数据，其中否定": "0",
        "原文证据": "21",
        "多个独立来源佐证的事实": "1",
        "问题": "0",
    }


def test_report_lists_every_type_and_predicate_in_order() -> None:
    report = to_report(KNOWLEDGE, SCHEMA, ())
    types = rows(report, "## 实体类型")
    assert [row[1] for row in types] == [one.name for one in SCHEMA.types]
    assert sum(int(row[2]) for row in types) == len(KNOWLEDGE.entities)
    predicates = rows(report, "## 关系\n")
    assert [row[1] for row in predicates] == [one.name for one in SCHEMA.predicates]
    assert ["引进", "introduced", "2", "0", "1"] in predicates
    assert ["合作", "cooperatesWith", "0", "1", "0"] in predicates


def test_report_puts_the_best_connected_first() -> None:
    best = rows(to_report(KNOWLEDGE, SCHEMA, ()), "## 关联最多的实体")
    assert best[0][:5] == ["1", "青岛国家高新技术产业开发区", "开发区", "9", "5"]
    scores = [float(row[5]) for row in best]
    assert scores == sorted(scores, reverse=True)


def test_report_names_each_document_once_with_all_its_articles() -> None:
    documents = rows(to_report(KNOWLEDGE, SCHEMA, ()), "## 文档")
    assert [row[0] for row in documents] == ["news/first.txt", "news/second.txt", ""]
    assert [row[1] for row in documents][1:] == ["市南软件园动态", "（无标题）"]
    assert [row[3] for row in documents] == ["16", "8", "2"]


def test_report_lists_issues_worst_first_and_says_what_it_leaves_out() -> None:
    many = [Issue("info", "a:b", f"第 {number} 条", "seeds/x.txt") for number in range(MOST_ISSUES + 4)]
    report = to_report(KNOWLEDGE, SCHEMA, [*many, Issue("error", "z:z", "坏了", "seeds/y.txt")])
    listed = [line for line in report.splitlines() if line.startswith("- ")]
    assert listed[0] == "- 错误 z:z seeds/y.txt：坏了"
    assert listed[-1] == "- 另有 5 条未列出"
    assert len(listed) == MOST_ISSUES + 1
    assert rows(report, "## 问题") == [["错误", "z:z", "1"], ["提示", "a:b", str(MOST_ISSUES + 4)]]


def test_report_of_nothing_is_still_a_report() -> None:
    report = to_report(Knowledge((), (), ()), SCHEMA, ())
    assert rows(report, "## 关联最多的实体") == []
    assert report.count("\n无\n") == 5


def test_report_shows_markup_as_it_stands() -> None:
    wild = replace(KNOWLEDGE.entities[0], name="甲|乙<script>`*_[链](javascript:x)\n新行")
    others = tuple(replace(one, name=f"名{number}") for number, one in enumerate(KNOWLEDGE.entities[1:]))
    report = to_report(replace(KNOWLEDGE, entities=(wild, *others)), SCHEMA, ())
    assert r"甲\|乙\<script\>\`\*\_\[链\](javascript:x) 新行" in report
    issue = Issue("warning", "x", "a|b\n# c", "d")
    assert r"- 警告 x d：a\|b \# c" in to_report(KNOWLEDGE, SCHEMA, [issue])


def test_report_does_not_depend_on_order() -> None:
    turned = Knowledge(*(getattr(KNOWLEDGE, part.name)[::-1] for part in fields(KNOWLEDGE)))
    issues = [Issue("warning", "b", "x", "1"), Issue("warning", "a", "y", "2")]
    assert to_report(turned, SCHEMA, issues[::-1]) == to_report(KNOWLEDGE, SCHEMA, issues)
