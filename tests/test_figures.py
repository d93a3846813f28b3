"""Tests of kg.extract.figures: what figures say, whose they are, and that nothing else is read as one."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path

import jieba
import jieba.posseg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import figures_words
from kg.extract.draft import Draft, Name, ObservationDraft, Reference, Thing, Word
from kg.extract.figures import find_observations
from kg.extract.figures_reading import READERS
from kg.lexicon import load_table
from kg.records import Article, Document

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "kg"
TOPIC = "宁远高新区"
DATE = "2024-05-10"
MARK = re.compile(r"\[(\w+) ([^\]]+)\]")
POINTER = re.compile(r"园区|全区|高新区")
COMPANY = re.compile(r"(?<!上市)公司")
PROJECT = re.compile(r"该项目")

jieba.setLogLevel(logging.ERROR)


def make_draft(marked: str, *, title: str | None = None, date: str | None = DATE) -> Draft:
    """A draft with jieba's words, and the names marked [Type name] as things with all their mentions."""
    types = {name: kind for kind, name in MARK.findall(marked)} | {TOPIC: "Zone"}
    text = MARK.sub(lambda match: match[2], marked)
    document = Document("d", "d.txt", text, "text/plain")
    draft = Draft(Article(document, 0, text, tuple(range(len(text))), title, date))
    draft.words = list(_words(text))
    draft.things = [Thing(key, types[name], [name]) for key, name in enumerate(sorted(types))]
    draft.topic = next(thing for thing in draft.things if thing.forms[0] == TOPIC)
    taken = bytearray(len(text))
    for thing in sorted(draft.things, key=lambda thing: -len(thing.forms[0])):
        for match in re.finditer(re.escape(thing.forms[0]), text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                name = Name(match.start(), match.end(), thing.type, "test", 1.0)
                thing.names.append(name)
                draft.references.append(Reference(name.start, name.end, thing))
    for pattern, kind in ((POINTER, "Zone"), (COMPANY, "Enterprise"), (PROJECT, "Project")):
        draft.references += _pointers(draft, pattern, kind, taken)
    draft.references.sort(key=lambda reference: reference.start)
    return draft


def _words(text: str) -> Iterator[Word]:
    position = 0
    for pair in jieba.posseg.cut(text):
        yield Word(position, position + len(pair.word), pair.word, pair.flag)
        position += len(pair.word)


def _pointers(draft: Draft, pattern: re.Pattern[str], kind: str, taken: bytearray) -> Iterator[Reference]:
    for match in pattern.finditer(draft.text):
        things = [thing for thing in draft.things if thing.type == kind]
        if len(things) == 1 and not any(taken[match.start() : match.end()]):
            yield Reference(match.start(), match.end(), things[0], explicit=False)


def observe(marked: str, *, title: str | None = None, date: str | None = DATE) -> list[ObservationDraft]:
    return find_observations(make_draft(marked, title=title, date=date))


def only(marked: str, *, title: str | None = None) -> ObservationDraft:
    (observation,) = observe(marked, title=title)
    return observation


def sentences() -> Iterator[tuple[str, str]]:
    lines = (HERE / "figures_sentences.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            text, _, expected = line.partition("\t")
            yield text, expected


def told(marked: str) -> str:
    draft = make_draft(marked, title="高质量发展")
    names = {thing.key: thing.forms[0] for thing in draft.things}
    rows = [
        (names[item.subject], item.indicator, item.value, item.unit, item.period, item.change)
        for item in find_observations(draft)
    ]
    return " ; ".join(" | ".join("-" if cell is None else str(cell) for cell in row) for row in rows) or "-"


@pytest.mark.parametrize(("text", "expected"), list(sentences())[1:])
def test_figures_say_what_the_sentence_states(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "approx", "bound"),
    [
        ("[Zone 宁远高新区]有企业近1000家。", True, None),
        ("[Zone 宁远高新区]有企业1000余家。", False, "min"),
        ("[Zone 宁远高新区]有企业超过1000家。", False, "min"),
        ("[Zone 宁远高新区]面积不到1800平方公里。", False, "max"),
        ("[Policy 《人才办法》]出台，最高给予100万元支持。", False, "max"),
    ],
)
def test_figures_keep_bounds(text: str, approx: bool, bound: str | None) -> None:
    observation = only(text)
    assert (observation.approx, observation.bound) == (approx, bound)


def test_figures_make_two_of_a_range() -> None:
    low, high = observe("[Zone 宁远高新区]税收达3亿～5亿元。")
    assert [(low.value, low.bound), (high.value, high.bound)] == [(3, "min"), (5, "max")]


@pytest.mark.parametrize(
    "text",
    [
        "[Zone 宁远高新区]力争营业收入突破1000亿元。",
        "[Zone 宁远高新区]预计税收3000万元。",
        "到2030年，[Zone 宁远高新区]营业收入达到1000亿元。",
        "[Zone 宁远高新区]将新增企业50家。",
    ],
)
def test_figures_mark_what_is_planned(text: str) -> None:
    assert only(text).modality == "planned"


@pytest.mark.parametrize(
    "text", ["[Zone 宁远高新区]营业收入1000亿元。", "[Zone 宁远高新区]将1200家企业纳入网格。"]
)
def test_figures_mark_nothing_else_as_planned(text: str) -> None:
    assert only(text).modality is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("[Zone 宁远高新区]综合排名居全国第13位。", "全国"),
        ("[Zone 宁远高新区]综合排名列[Place 湖东省]开发区第2名。", "湖东省"),
        ("[Zone 宁远高新区]产值占全市8%。", "全市"),
        ("[Zone 宁远高新区]营业收入1000亿元。", None),
    ],
)
def test_figures_tell_the_scope(text: str, scope: str | None) -> None:
    assert only(text).scope == scope


@pytest.mark.parametrize(
    "text",
    [
        "[Zone 宁远高新区]构建“1+2+1”体系，打好四大战场。",
        "[Zone 宁远高新区]推进5G、4/5G网络，参加第六届大赛。",
        "[Zone 宁远高新区]被授予100强园区称号。",
        "[Zone 宁远高新区]实施“10大工程”和“3项制度”。",
        "[Zone 宁远高新区]推广两种模式，从三个方面发力。",
        "这家企业营业收入5亿元。",
        "[Zone 宁远高新区]热线0531-88888888。",
        "5月26日，[Zone 宁远高新区]召开会议，短短40天见成效。",
        "[Zone 宁远高新区]营业收入是多少",
        "专精特新企业达到1.46万家。",
    ],
)
def test_figures_yield_nothing_where_nothing_is_measured(text: str) -> None:
    assert observe(text) == []


def test_figures_without_subject_yield_nothing() -> None:
    draft = make_draft("营业收入6330亿元，同比增长9%。")
    draft.topic, draft.things = None, []
    assert find_observations(draft) == []


def test_figures_skip_title_and_headings() -> None:
    text = "[Zone 宁远高新区]新增企业50家，势头良好。\n企业总数达900家\n宁远高新区税收达8亿元。"
    title = "宁远高新区新增企业50家，势头良好。"
    assert [item.value for item in observe(text, title=title)] == [8]


def test_figures_go_to_the_project_that_they_qualify() -> None:
    text = "总投资7亿元的[Project 晨星工厂项目]落户[Zone 宁远高新区]，占地200亩。"
    draft = make_draft(text)
    project = next(thing.key for thing in draft.things if thing.type == "Project")
    assert [(item.subject, item.value) for item in find_observations(draft)] == [(project, 7), (project, 200)]


def test_figures_of_an_enterprise_go_on_in_its_paragraph() -> None:
    text = "[Zone 宁远高新区]发展迅速。\n[Enterprise 天成电子]扩建厂房。去年实现产值5亿元。\n税收达8亿元。"
    draft = make_draft(text, title="宁远高新区发展")
    names = {thing.key: thing.forms[0] for thing in draft.things}
    assert [names[item.subject] for item in find_observations(draft)] == ["天成电子", TOPIC]


def test_figures_prefer_the_dated_of_two_statements() -> None:
    text = "[Zone 宁远高新区]总面积561平方公里。\n2023年，宁远高新区总面积561平方公里。"
    assert only(text, title="宁远高新区").period == "2023"


def test_figures_need_a_date_for_relative_periods() -> None:
    text = "今年上半年，[Zone 宁远高新区]税收8亿元。"
    assert [item.period for item in observe(text)] == ["2024-H1"]
    assert [item.period for item in observe(text, date=None)] == [None]


ALL_SENTENCES = [text for text, _ in sentences()][1:]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(ALL_SENTENCES), min_size=1, max_size=5), st.sampled_from(["", "\n"]))
def test_figures_evidence_lies_in_one_line_and_holds_the_figure(parts: list[str], joint: str) -> None:
    draft = make_draft(joint.join(parts))
    for item in find_observations(draft):
        assert 0 < item.confidence <= 1
        assert item.indicator.strip() == item.indicator != ""
        assert all("\n" not in draft.text[start:end] for start, end in item.evidence)
        quote = "".join(draft.text[start:end] for start, end in item.evidence)
        assert re.search(r"\d|[一二两三四五六七八九十半百千]|首位|翻|过半", quote)
        assert all(_is_border(draft.text, start, end) for start, end in item.evidence)


def _is_border(text: str, start: int, end: int) -> bool:
    marks = "，,；;。！？!?：:—…\n.、”"
    return (start == 0 or text[start - 1] in marks) and (end == len(text) or text[end] in marks)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="宁远高新区企业营业收入增长占全市第位居1234567890%亿万元家个、，。；“”《》的了由从到近超2年月今",
        max_size=80,
    )
)
def test_figures_survive_any_text(text: str) -> None:
    draft = make_draft(text)
    found = find_observations(draft)
    assert found == find_observations(draft)
    assert all(item.value is not None or item.change is not None for item in found)


@pytest.mark.parametrize(
    "unit",
    [
        "3家",
        "3家企业、",
        "增长5%",
        "宁远高新区、",
        "由3到",
        "的",
        "“1",
        "占5%",
        "第一",
        "今年",
        "2023年3家，",
        "，",
        "该项目3家",
        "、",
        "（",
        "（5家",
        "“我们",
        "投资5亿元，",
        "4.2个和",
        "6个高新区",
        "第3个",
        "作为，",
        "位于",
    ],
)
def test_figures_take_linear_time(unit: str) -> None:
    brief, lengthy = (_seconds(unit * (size // len(unit))) for size in (1_500, 15_000))
    assert lengthy < 30 * max(brief, 0.01)


def _seconds(text: str) -> float:
    document = Document("d", "d.txt", text, "text/plain")
    draft = Draft(Article(document, 0, f"{text}。", tuple(range(len(text) + 1)), None, DATE))
    draft.words = [
        Word(i, min(i + 2, len(text) + 1), draft.text[i : i + 2], "nv"[i % 3 == 0])
        for i in range(0, len(text) + 1, 2)
    ]
    topic = Thing(0, "Zone", [TOPIC])
    draft.things, draft.topic = [topic], topic
    for match in re.finditer(TOPIC, text):
        topic.names.append(Name(match.start(), match.end(), "Zone", "test", 1.0))
        draft.references.append(Reference(match.start(), match.end(), topic))
    start = time.process_time()
    find_observations(draft)
    return time.process_time() - start


def test_figures_lexicon_kinds_are_those_the_code_asks_for() -> None:
    kinds = {row["kind"] for row in load_table("figures", patterns=("pattern",))}
    code = "".join(
        path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "extract").glob("figures*.py"))
    )
    asked = (
        set(re.findall(r"<<(\w+)>>", code)) | set(re.findall(r'is_word\("(\w+)"', code)) | {"says", "listed"}
    )
    assert kinds == asked - {"kind"}


def test_figures_rules_have_a_confidence_each() -> None:
    rules = {row["rule"] for row in load_table("figure_rules")}
    code = (PACKAGE / "extract" / "figures_reading.py").read_text(encoding="utf-8")
    read = set(re.findall(r'Reading\(\s*"(\w+)"', code)) | {"valued", "step"}
    assert rules == read - {"nothing"}
    assert len(READERS) <= len(rules)


def test_figures_units_are_unique_and_typed() -> None:
    rows = load_table("units")
    assert len({row["unit"] for row in rows}) == len(rows)
    kinds = {"count", "money", "measure", "size", "duration", "age", "percent", "points", "multiple"}
    assert {row["kind"] for row in rows} == kinds


def test_figures_words_match_whole_words_only() -> None:
    assert figures_words.is_word("growth_up", "增长")
    assert not figures_words.is_word("growth_up", "增长点")
