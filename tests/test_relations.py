"""Relations: the examples of the rule table, lists, open slots, posts, names, modality, time, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract.draft import Draft, Name, Reference, RelationDraft, Thing
from kg.extract.figures_focus import find_focus
from kg.extract.lists import families, find_groups
from kg.extract.relations import find_relations
from kg.extract.relations_frames import load_frame_rules
from kg.extract.relations_match import find_by_rules
from kg.extract.relations_names import find_in_names
from kg.extract.relations_rules import MISSING, compile_pattern, load_rules, type_set
from kg.extract.relations_slots import FINDERS
from kg.extract.relations_view import mask_text
from kg.lexicon import load_table
from kg.records import Article, Document
from kg.schema import load_schema

MARK = re.compile(r"\[(?:(?P<slots>[sobtp]+):)?(?P<type>[A-Z][A-Za-z]+) (?P<name>[^\]]+)\]")
ROWS = {row["id"]: row for row in (*load_table("relations"), *load_frame_rules())}
NAME_ROWS = {row["id"]: row for row in load_table("relation_names")}
Pair = tuple[str, str]


def read_sentences() -> list[dict[str, str]]:
    """The invented sentences of relations_sentences.tsv with all the statements they make."""
    lines = (Path(__file__).parent / "relations_sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


SENTENCES = read_sentences()


def make_draft(marked: str, *, date: str | None = "2024-05-20") -> tuple[Draft, dict[str, list[str]]]:
    """Make a draft of a marked text ([s:Zone 云山高新区]…); give the names by slot too.

    Slots: s subject, o object, b both, t topic, p a pointer to the topic. ¶ is a line break; other forms of
    a name stand behind a |.
    """
    marked = marked.replace("¶", "\n")
    text, marks, slots = "", list[tuple[int, str, str, str]](), dict[str, list[str]]()
    position = 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append((len(text), match["type"], match["name"], match["slots"] or ""))
        form = match["name"].split("|")[0]
        for slot in match["slots"] or "":
            slots.setdefault(slot, []).append(form)
        text += form
        position = match.end()
    text += marked[position:]
    article = Article(
        Document("d", "d.txt", text, "text/plain"), 0, text, tuple(range(len(text))), None, date
    )
    return fill_draft(Draft(article), marks), slots


def fill_draft(draft: Draft, marks: Iterable[tuple[int, str, str, str]]) -> Draft:
    """Put names, things and references of marks into a draft; the topic is "t", else the first zone."""
    things: dict[str, Thing] = {}
    for start, type_, name, slot in marks:
        form, *others = name.split("|")
        end = start + len(form)
        if "p" in slot:
            assert draft.topic
            draft.references.append(Reference(start, end, draft.topic, explicit=False))
            continue
        thing = things.setdefault(form, Thing(len(things), type_, [form, *others]))
        thing.names.append(Name(start, end, type_, "test", 1.0))
        draft.references.append(Reference(start, end, thing))
        if "t" in slot or (draft.topic is None and type_ == "Zone"):
            draft.topic = thing
    draft.things = list(things.values())
    return draft


def pairs(draft: Draft, statements: Iterable[RelationDraft]) -> set[Pair]:
    """The (subject, object) names of statements."""
    names = {thing.key: thing.forms[0] for thing in draft.things}
    return {(names[one.subject], names[one.object]) for one in statements}


def relate(marked: str, predicate: str | None = None) -> tuple[Draft, list[RelationDraft]]:
    """The relations of a marked text, all or of one predicate."""
    draft, _ = make_draft(marked)
    found = find_relations(draft, load_schema().allows)
    return draft, [one for one in found if predicate in (None, one.predicate)]


def by_rule(draft: Draft, rule: str) -> set[Pair]:
    view = mask_text(draft.text, draft.references)
    return pairs(draft, (one for one in find_by_rules(view, draft, find_focus(draft)) if one.origin == rule))


def expected(slots: dict[str, list[str]]) -> set[Pair]:
    both = slots.get("b", [])
    return {(one, other) for one in slots.get("s", []) for other in slots.get("o", [])} | {
        (one, other) for i, one in enumerate(both) for other in both[i + 1 :]
    }


@pytest.mark.parametrize("rule", sorted(ROWS))
def test_relations_example_of_rule_gives_its_pairs(rule: str) -> None:
    draft, slots = make_draft(ROWS[rule]["example"])
    assert by_rule(draft, rule) == expected(slots) != set()


@pytest.mark.parametrize("rule", sorted(ROWS))
def test_relations_counter_example_of_rule_gives_nothing(rule: str) -> None:
    draft, _ = make_draft(ROWS[rule]["counter"])
    assert draft.references, "a counter-example has names"
    assert by_rule(draft, rule) == set()


def by_name_rule(marked: str, rule: str) -> tuple[set[Pair], set[Pair]]:
    """What a rule of relation_names.tsv states of a marked text, and what the marks want."""
    draft, slots = make_draft(marked)
    found = find_in_names(mask_text(draft.text, draft.references), draft)
    return pairs(draft, (one for one in found if one.origin == rule)), expected(slots)


@pytest.mark.parametrize("rule", sorted(NAME_ROWS))
def test_relations_example_of_name_rule_gives_its_pairs(rule: str) -> None:
    found, wanted = by_name_rule(NAME_ROWS[rule]["example"], rule)
    assert found == wanted != set()


@pytest.mark.parametrize("rule", sorted(NAME_ROWS))
def test_relations_counter_example_of_name_rule_gives_nothing(rule: str) -> None:
    assert by_name_rule(NAME_ROWS[rule]["counter"], rule)[0] == set()


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:24])
def test_relations_sentence_gives_its_statements(row: dict[str, str]) -> None:
    draft, found = relate(row["text"])
    names = {thing.key: thing.forms[0] for thing in draft.things}
    stated = {f"{names[one.subject]} {one.predicate} {names[one.object]}" for one in found}
    assert stated == {statement for statement in row["statements"].split("; ") if statement != "-"}


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("[Zone 云山高新区]引进了[Enterprise 远帆科技]。", None),
        ("[Zone 云山高新区]拟引进[Enterprise 远帆科技]。", "planned"),
        ("[Zone 云山高新区]计划年内引进[Enterprise 远帆科技]。", "planned"),
        ("未来，[Zone 云山高新区]将引进[Enterprise 远帆科技]。", "planned"),
        ("[Zone 云山高新区]未能引进[Enterprise 远帆科技]。", "negated"),
        ("[Zone 云山高新区]将80家企业纳入网格，引进[Enterprise 远帆科技]。", None),
        ("[Zone 云山高新区]今年引进了一批项目。[Enterprise 远帆科技]未来可期。", "nothing"),
    ],
)
def test_relations_modality_is_read_from_the_clause(marked: str, modality: str | None) -> None:
    _, found = relate(marked, "introduced")
    assert [one.modality for one in found] == ([] if modality == "nothing" else [modality])


def test_relations_asserted_statement_wins_over_planned() -> None:
    _, found = relate(
        "[Zone 云山高新区]拟引进[Enterprise 远帆科技]。今年，[Zone 云山高新区]引进[Enterprise 远帆科技]。",
        "introduced",
    )
    assert [(one.modality, len(one.evidence)) for one in found] == [(None, 2)]


@pytest.mark.parametrize(
    ("marked", "time"),
    [
        ("2023年，[Zone 云山高新区]优化环境，引进[Enterprise 远帆科技]。", "2023"),
        ("[Zone 云山高新区]2021年3月引进[Enterprise 远帆科技]。", "2021-03"),
        ("2022年以来，[Zone 云山高新区]招大引强。引进[Enterprise 远帆科技]等项目。", "2022"),
        ("2022年，[Zone 云山高新区]招大引强。引进[Enterprise 远帆科技]等项目。", None),
        ("[Zone 云山高新区]产值较2020年翻番，引进[Enterprise 远帆科技]。", None),
    ],
)
def test_relations_time_is_that_of_the_clause_or_sentence(marked: str, time: str | None) -> None:
    _, found = relate(marked, "introduced")
    assert [one.time for one in found] == [time]


def test_relations_time_of_states_is_left_out() -> None:
    _, found = relate("2023年，[Zone 云山高新区]聚焦[Industry 光电]产业。", "hasIndustry")
    assert [one.time for one in found] == [None]


def test_relations_time_may_stand_in_the_name_of_an_event() -> None:
    _, found = relate("[Zone 云山高新区]举办[Event 2021年云山论坛]。", "hosted")
    assert [one.time for one in found] == ["2021"]


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        (
            "[GovernmentBody 清江市政府]副市长、[GovernmentBody 云山协调办]主任、"
            "[GovernmentBody 云山纪工委]书记[Person 李明]出席。",
            {("清江市政府", "副市长"), ("云山协调办", "主任"), ("云山纪工委", "书记")},
        ),
        (
            "[Enterprise 远帆科技]董事长、总经理[Person 李明]介绍。",
            {("远帆科技", "董事长、总经理")},
        ),
        ("[Enterprise 远帆科技]的退休职工[Person 李明]说。", {("远帆科技", "退休职工")}),
        ("[Person 李明]出任[Enterprise 远帆科技]首席执行官。", {("远帆科技", "首席执行官")}),
        ("[Enterprise 远帆科技]成立了。记者采访了总经理[Person 李明]。", {("远帆科技", "总经理")}),
        ("[t:Place 清江市]发布消息。副市长[Person 李明]出席。", {("清江市", "副市长")}),
        ("[Enterprise 远帆科技]欢迎[Person 李明]。", set()),
    ],
)
def test_relations_posts_have_roles(marked: str, roles: set[Pair]) -> None:
    draft, found = relate(marked, "holdsPosition")
    names = {thing.key: thing.forms[0] for thing in draft.things}
    assert {(names[one.object], one.role) for one in found} == roles


def test_relations_departments_and_authorities_are_read_from_names() -> None:
    draft, found = relate(
        "[Zone 云山高新区]创新推出服务。"
        "涉及[GovernmentBody 云山高新区发展部]、[GovernmentBody 建设部]、[GovernmentBody 税务局]等部门，"
        "[GovernmentBody 管委会]和[GovernmentBody 高新区工委]牵头，[GovernmentBody 科学部光电中心]指导，"
        "[GovernmentBody 科学部]支持。"
    )
    assert pairs(draft, (one for one in found if one.predicate == "subOrganizationOf")) == {
        ("云山高新区发展部", "云山高新区"),
        ("建设部", "云山高新区"),
        ("税务局", "云山高新区"),
        ("科学部光电中心", "科学部"),
    }
    assert pairs(draft, (one for one in found if one.predicate == "administers")) == {
        ("管委会", "云山高新区"),
        ("高新区工委", "云山高新区"),
    }


def test_relations_issuer_by_verb_beats_issuer_by_title() -> None:
    draft, found = relate(
        "[GovernmentBody 国务院]印发[Policy 《数据条例》]。[Zone 云山高新区]实施[Policy 《数据条例》]。",
        "issued",
    )
    assert pairs(draft, found) == {("国务院", "《数据条例》")}


def test_relations_setting_is_a_place_named_much_oftener_than_the_zone() -> None:
    text = "[Place 清江市]发展。[Place 清江市]变化大。[Place 清江市]很美。[Zone 云山高新区]是亮点。"
    draft, _ = make_draft(text)
    setting = find_focus(draft)
    assert draft.topic is not None
    assert setting is not None
    assert (draft.topic.forms[0], setting.forms[0]) == ("云山高新区", "清江市")


def test_relations_facts_of_one_zone_do_not_land_on_another() -> None:
    draft, found = relate(
        "[t:Zone 云山高新区]近年来发展迅速。[Zone 海城高新区]推出[Policy “一窗通办”]改革，"
        "引进[Enterprise 远帆科技]。"
    )
    assert pairs(draft, found) == {("海城高新区", "“一窗通办”"), ("海城高新区", "远帆科技")}


def test_relations_evidence_lies_in_one_line_at_clause_borders() -> None:
    marked = "¶".join(row["text"] for row in SENTENCES)
    draft, found = relate(marked)
    assert len(found) > len(SENTENCES) // 2
    for one in found:
        for start, end in one.evidence:
            assert 0 <= start < end <= len(draft.text)
            assert "\n" not in draft.text[start:end]
            assert start == 0 or draft.text[start - 1] in "，。；：、\n…“”"
            assert end == len(draft.text) or draft.text[end] in "，。；：\n…”"


def test_relations_evidence_holds_subject_and_object() -> None:
    draft, found = relate("[Zone 云山高新区]不断优化营商环境。去年，推出[Policy “一窗通办”]改革。", "issued")
    assert [[draft.text[start:end] for start, end in one.evidence] for one in found] == [
        ["云山高新区不断优化营商环境", "推出“一窗通办”改革"]
    ]


def test_relations_result_does_not_depend_on_the_order_of_things() -> None:
    draft, _ = make_draft("".join(row["text"] for row in SENTENCES[:20]))
    before = find_relations(draft, load_schema().allows)
    draft.things.reverse()
    assert find_relations(draft, load_schema().allows) == before


def test_relations_of_nothing_are_none() -> None:
    assert relate("今天天气很好。")[1] == []
    assert relate("[Zone 云山高新区]")[1] == []


@pytest.mark.parametrize(
    ("marked", "members"),
    [
        ("[Enterprise 甲]、[Enterprise 乙]和[Enterprise 丙]等8家企业", [3]),
        ("[Enterprise 甲]与[Enterprise 乙]签署协议", [1, 1]),
        ("[Policy 《甲》][Policy 《乙》]", [2]),
        ("[Place 甲市][Zone 乙区]", [1, 1]),
        ("总投资9亿元的[Project 甲]，投资3亿元的[Project 乙]、[Project 丙]等", [3]),
        ("[Enterprise 甲]、[Enterprise 乙]，[Place 丁国]的[Enterprise 丙]、[Enterprise 戊]等品牌", [4]),
        ("[Enterprise 甲]产值增长5%，[Enterprise 乙]产值增长6%，[Enterprise 丙]增长7%", [3]),
        ("[Enterprise 甲]（简称“[Enterprise 甲]”）、[Enterprise 乙]", [2]),
        ("[Enterprise 甲]，[Person 李明]", [1, 1]),
        ("[Enterprise 甲]、无名公司、[Enterprise 乙]等8家企业", [2]),
        ("[Enterprise 甲]、[Enterprise 乙]等与[Enterprise 丙]签署协议", [2, 1]),
        ("[Enterprise 甲]、[Enterprise 乙]制造中心、[Enterprise 丙]等", [3]),
        ("在[Park 甲园]，[Enterprise 乙]、[Enterprise 丙]等入驻", [1, 2]),
        ("在[Park 甲园]，[Place 丁国][Enterprise 乙]、[Enterprise 丙]等入驻", [1, 1, 2]),
    ],
)
def test_lists_groups_coordinated_names(marked: str, members: list[int]) -> None:
    draft, _ = make_draft(marked)
    assert [len(group.members) for group in find_groups(draft.text, draft.references)] == members


def test_relations_view_maps_back_to_the_text() -> None:
    draft, _ = make_draft("近日，“[Zone 云山高新区]”引进[Enterprise 甲]、[Enterprise 乙]。¶好。")
    view = mask_text(draft.text, draft.references)
    covered = [view.clean(i, i + 1) for i in range(len(view.text))]
    assert "".join(draft.text[a:b] for a, b in covered) == draft.text
    assert [draft.text[slice(*view.clean(*view.clause(place)))] for place in view.places] == [
        "“云山高新区”引进甲、乙。"
    ] * 2


def test_relations_view_keeps_foreign_private_characters_apart() -> None:
    draft, _ = make_draft("\ue001引进[Enterprise 甲]")
    assert mask_text(draft.text, draft.references).places == (3,)


def test_relations_frames_use_every_construction() -> None:
    used = {name for row in load_table("relation_frames") for name in row["constructions"].split()}
    assert used == {row["id"] for row in load_table("relation_constructions")}
    assert len({row["id"] for row in load_frame_rules()}) == len(load_frame_rules())


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("[Place 清江市]发展快。我市出台[Policy 《暖企办法》]。", {("清江市", "《暖企办法》")}),
        ("[Place 江东省]、[Place 清江市]座谈。全省推行[Policy “一窗通办”]。", {("江东省", "“一窗通办”")}),
        ("[Place 清江市]、[Place 海城市]座谈。该市出台[Policy 《暖企办法》]。", {("海城市", "《暖企办法》")}),
        ("[Place 江东省]发展快。我县出台[Policy 《暖企办法》]。", set()),
        ("[Place 东海]发展快。我县出台[Policy 《暖企办法》]。", {("东海", "《暖企办法》")}),
        (
            "清江日报讯 [Place 海城市]、[Place 海城市]、[Place 清江市]座谈。我市出台[Policy 《暖企办法》]。",
            {("清江市", "《暖企办法》")},
        ),
    ],
)
def test_relations_places_are_pointed_to_by_their_rank(marked: str, wanted: set[Pair]) -> None:
    draft, found = relate(marked, "issued")
    assert pairs(draft, found) == wanted


def test_relations_what_was_just_created_is_told_of() -> None:
    draft, found = relate(
        "[Enterprise 甲]与[Enterprise 乙]共同组建[Enterprise 丙]，成为[Place 石桥县]首家外资企业。",
        "locatedIn",
    )
    assert pairs(draft, found) == {("丙", "石桥县")}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "[GovernmentBody 国家科学部光电司]支持[GovernmentBody 科学部]工作。",
            {("国家科学部光电司", "科学部")},
        ),
        (
            "[GovernmentBody 市政府]发文，[GovernmentBody 清江市政府办公厅]落实。",
            {("清江市政府办公厅", "市政府")},
        ),
        (
            "[GovernmentBody 省委]、[GovernmentBody 省委政研室]、[GovernmentBody 省科技厅]。",
            {("省委政研室", "省委")},
        ),
        ("[GovernmentBody 省委]与[GovernmentBody 省委调研组]。", set()),
    ],
)
def test_relations_departments_belong_to_the_body_in_their_name(marked: str, wanted: set[Pair]) -> None:
    draft, found = relate(marked, "subOrganizationOf")
    assert pairs(draft, found) == wanted


def test_relations_post_of_a_body_called_by_its_rank_is_its() -> None:
    draft, found = relate("[GovernmentBody 东海县委]开会。县委书记[Person 李明]讲话。", "holdsPosition")
    assert [(pairs(draft, found), one.role) for one in found] == [({("李明", "东海县委")}, "书记")]


def test_relations_list_of_objects_goes_on_behind_its_class_word() -> None:
    draft, found = relate(
        "[Zone 云山高新区]聚集了[Enterprise 甲]、[Enterprise 乙]等整车企业，以及[Enterprise 丙]等。",
        "locatedIn",
    )
    assert {subject for subject, _ in pairs(draft, found)} == {"甲", "乙", "丙"}


def test_relations_units_of_endless_text_are_bounded() -> None:
    draft, _ = make_draft("引进[Enterprise 甲公司]" * 2_000)
    view = mask_text(draft.text, draft.references)
    assert max(b - a for a, b in pairwise((*view.clauses, len(view.text)))) <= 500
    assert max(b - a for a, b in pairwise((*view.sentences, len(view.text)))) <= 2_000


def test_relations_table_fits_the_schema() -> None:
    allows = load_schema().allows
    for rule in load_rules():
        assert any(allows(s, rule.predicate, o) for s in rule.subject for o in rule.object), rule.id
        assert 0 < rule.confidence <= 1, rule.id
        assert all(any(allows(s, rule.predicate, o) for o in rule.object) for s in rule.subject), rule.id


def test_relations_tables_agree_with_code_and_schema() -> None:
    assert {rule.missing for rule in load_rules()} <= {*FINDERS, "none"}
    assert {*FINDERS, "none"} == MISSING
    rows = {row["predicate"]: row["symmetric"] == "yes" for row in load_table("relation_predicates")}
    assert rows == {one.name: one.symmetric for one in load_schema().predicates}
    types = {one.name for one in load_schema().types}
    assert {type_ for family in families() for type_ in family} == types
    assert set().union(*(type_set(row["name"]) for row in load_table("relation_types"))) == types
    assert {rule.predicate for rule in load_rules()} | {"holdsPosition"} == set(rows)


def test_relations_rule_with_a_fault_is_reported_with_its_id() -> None:
    with pytest.raises(DataError, match="no row of kind 'nonsense'"):
        compile_pattern("{nonsense}<o>", type_set("Zone"), type_set("Policy"))


PIECES = st.sampled_from(
    [
        *(
            "[Zone 云山高新区]",
            "[Park 青禾产业园]",
            "[Place 清江市]",
            "[Enterprise 远帆科技]",
            "[Project 星河电池项目]",
        ),
        *(
            "[GovernmentBody 清江市科技局]",
            "[Institution 清江大学]",
            "[Person 李明]",
            "[Policy 《人才八条》]",
        ),
        *(
            "[Industry 光电]",
            "[Recognition 硬核百强]",
            "[Event 云山论坛]",
            "引进",
            "落户",
            "、",
            "，",
            "。",
            "和",
            "与",
        ),
        *(
            "等8家企业",
            "主任",
            "位于",
            "主攻",
            "入选",
            "举办",
            "印发",
            "由",
            "建设的",
            "（",
            "）",
            "“",
            "”",
            "¶",
            "2023年",
            "将",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=150, deadline=None)
def test_relations_hold_their_invariants_on_any_text(pieces: list[str]) -> None:
    draft, found = relate("".join(pieces))
    schema, things = load_schema(), {thing.key: thing for thing in draft.things}
    for one in found:
        assert one.subject != one.object
        assert schema.allows(things[one.subject].type, one.predicate, things[one.object].type)
        assert 0 < one.confidence <= 1
        assert one.evidence
        assert all(draft.text[a:b].strip() and "\n" not in draft.text[a:b] for a, b in one.evidence)
