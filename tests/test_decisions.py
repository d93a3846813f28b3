"""A person's decisions: read from their file, applied at every build, told where they mean nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, InputError
from kg.pipeline import assemble, settle
from kg.read.decisions import find_decisions, read_decisions
from kg.records import Decision, Entity, Extraction, Observation, Part, Relation, Verb
from kg.resolve import resolve
from kg.write.decisions import HEADER, add_decision
from tests.extractions import Named, article, digest, proof, read_seeds

SEEDS = read_seeds()
QINGDAO = ("Zone", "青岛高新区")
DECISIONS = (
    Decision("same", "Enterprise", "腾讯", "海尔生物", where="d:2"),
    Decision("different", "Enterprise", "海尔生物", "青岛海尔生物医疗股份有限公司", where="d:3"),
    Decision("rename", "Zone", "青岛高新区", "青岛高新技术产业开发区", where="d:4"),
    Decision("retype", "Park", "青岛新材料产业园", "Project", where="d:5"),
    Decision("reject", "Zone", "青岛国家高新区", "hasIndustry 医疗医药", where="d:6"),
    Decision("same", "Zone", "无此高新区", "青岛高新区", where="d:7"),
)


def decide(verb: Verb, type_: str, name: str, other: str, line: int = 2) -> Decision:
    return Decision(verb, type_, name, other, "li", "2026-11-21", where=f"decisions.tsv:{line}")


def are_one(made: Sequence[Extraction], *decisions: Decision) -> bool:
    """Whether the first things of two documents are one entity."""
    index = resolve(made, decisions).index
    return index[digest("a"), 0, "e1"] == index[digest("b"), 0, "e1"]


def make_two(one: Named, other: Named) -> tuple[Extraction, Extraction]:
    return article("a", one), article("b", other)


def test_decisions_same_joins_what_nothing_else_does() -> None:
    made = make_two(("Enterprise", "腾讯"), ("Enterprise", "深圳市腾讯计算机系统有限公司"))
    assert not are_one(made)
    assert are_one(made, decide("same", "Enterprise", "深圳市腾讯计算机系统有限公司", "腾讯"))


def test_decisions_same_outweighs_a_veto() -> None:
    made = make_two(("Zone", "青岛高新区"), ("Zone", "青岛新技术产业开发试验区"))
    assert are_one(made, decide("same", "Zone", "青岛高新区", "青岛新技术产业开发试验区"))
    both = (article("a", ("Park", "蓝谷")), article("b", ("Park", "蓝色硅谷"), ("Park", "蓝谷")))
    assert are_one(both, decide("same", "Park", "蓝谷", "蓝色硅谷"))


def test_decisions_different_keeps_apart_what_a_text_introduces() -> None:
    made = make_two(("Enterprise", "青岛海尔生物医疗股份有限公司", "海尔生物"), ("Enterprise", "海尔生物"))
    assert are_one(made)
    no = decide("different", "Enterprise", "海尔生物", "青岛海尔生物医疗股份有限公司")
    assert not are_one(made, no)
    (judged,) = (each for each in resolve(made, [no]).judgements if each.outcome == "vetoed")
    assert judged.why == "decisions.tsv:2 (li)"


def test_decisions_different_forbids_the_way_round_too() -> None:
    """A – B by a decision, B – C by its alias: with A and C different, C stays alone."""
    made = [
        article("a", ("Enterprise", "腾讯")),
        article("b", ("Enterprise", "深圳腾讯科技有限公司", "腾讯深圳")),
        article("c", ("Enterprise", "腾讯深圳")),
    ]
    same = decide("same", "Enterprise", "腾讯", "深圳腾讯科技有限公司")
    assert len(resolve(made, [same]).entities) == 1
    apart = decide("different", "Enterprise", "腾讯", "腾讯深圳", 3)
    assert len(resolve(made, [same, apart]).entities) == 2


def test_decisions_different_tells_apart_what_the_grammar_takes_for_one_name() -> None:
    made = make_two(("Enterprise", "青岛方旭科技有限公司"), ("Enterprise", "青岛方旭科技"))
    assert are_one(made)
    assert not are_one(made, decide("different", "Enterprise", "青岛方旭科技有限公司", "青岛方旭科技"))


def test_decisions_name_persons_by_their_document() -> None:
    made = [article(name, ("Person", "王伟")) for name in ("a", "b", "c")]
    one = resolve(made, [decide("same", "Person", "王伟@a.txt", "王伟@c.txt")]).index
    assert one[digest("a"), 0, "e1"] == one[digest("c"), 0, "e1"] != one[digest("b"), 0, "e1"]
    assert len(resolve(made, [decide("same", "Person", "王伟", "王伟")]).entities) == 1


def test_decisions_different_tells_apart_persons_of_one_organization() -> None:
    made = [
        article(
            name,
            ("Person", "王伟"),
            ("Enterprise", "远帆科技有限公司"),
            links=[("王伟", "holdsPosition", "远帆科技有限公司")],
        )
        for name in "ab"
    ]
    assert are_one(made)
    apart = decide("different", "Person", "王伟@a.txt", "王伟@b.txt")
    assert not are_one(made, apart)
    persons = [each for each in resolve(made, [apart]).entities if each.type == "Person"]
    assert len({each.id for each in persons}) == 2


def test_decisions_rename_shows_another_name_and_changes_nothing_else() -> None:
    before = {entity.id: entity for entity in resolve(SEEDS).entities}
    decision = decide("rename", "Zone", "青岛高新区", "青岛高新技术产业开发区")
    after = {entity.id: entity for entity in resolve(SEEDS, [decision]).entities}
    assert set(after) == set(before)
    (changed,) = (id_ for id_ in after if after[id_] != before[id_])
    assert after[changed].name == "青岛高新技术产业开发区"
    assert set(before[changed].forms) <= set(after[changed].forms)


def test_decisions_retype_moves_a_thing_wherever_it_is_named() -> None:
    made = [
        article(
            "a",
            ("Park", "海尔云谷", "海尔云谷产业园"),
            ("Enterprise", "海尔集团"),
            links=[("海尔集团", "builds", "海尔云谷"), ("海尔云谷", "partOf", "海尔云谷")],
        ),
        article("b", ("Park", "海尔云谷产业园")),
    ]
    settled = settle(made, [decide("retype", "Park", "海尔云谷", "Project")])
    assert {entity.type for entity in settled.resolution.entities} == {"Project", "Enterprise"}
    assert [each.predicate for each in settled.extractions[0].relations] == ["builds"]
    assert [(each.level, each.code) for each in settled.issues] == [("info", "statement:retyped")]


def measured(*figures: Observation) -> Extraction:
    zone = Entity("e1", "Zone", "青岛国家高新区")
    firm = Entity("e2", "Enterprise", "海尔生物")
    linked = Relation("e1", "cooperatesWith", "e2", (proof("a", "合作"),), "test", 0.8)
    made = article("a", ("Zone", "青岛国家高新区"))
    return Extraction(made.source, (zone, firm), (linked,), figures)


def figure(value: float | None, unit: str | None, change: float | None = None) -> Observation:
    return Observation("e1", "营业收入", value, unit, "2023", change, (proof("a", "营业收入"),), "test", 0.8)


@pytest.mark.parametrize(
    "claim, left",
    [
        ("营业收入 = 6330亿元", [(14.5, None), (None, -3.2), (None, 9)]),
        ("营业收入=6330.0 亿元", [(14.5, None), (None, -3.2), (None, 9)]),
        ("营业收入 = 14.5%", [(6330, None), (None, -3.2), (None, 9)]),
        ("营业收入 = -3.2%", [(6330, None), (14.5, None), (None, 9)]),
        ("营业收入 = +9%", [(6330, None), (14.5, None), (None, -3.2)]),
    ],
)
def test_decisions_reject_figures(claim: str, left: list[tuple[float | None, float | None]]) -> None:
    made = measured(figure(6330, "亿元"), figure(14.5, "%"), figure(None, None, -3.2), figure(None, None, 9))
    settled = settle([made], [decide("reject", "Zone", "青岛高新区", claim)])
    found = [(each.value, each.change) for each in settled.extractions[0].observations]
    assert (found, settled.issues) == (left, ())


def test_decisions_reject_a_figure_in_whatever_words_and_unit() -> None:
    made = measured(figure(6330, "亿元"), figure(0.633, "万亿元"), figure(6331, "亿元"))
    settled = settle([made], [decide("reject", "Zone", "青岛高新区", "营收 = 63300000万元")])
    assert [each.value for each in settled.extractions[0].observations] == [6331]


@pytest.mark.parametrize(
    "type_, name, claim",
    [
        ("Zone", "青岛高新区", "cooperatesWith 海尔生物"),
        ("Enterprise", "海尔生物", "cooperatesWith 青岛国家高新区"),
    ],
)
def test_decisions_reject_relations_whichever_way_round(type_: str, name: str, claim: str) -> None:
    settled = settle([measured()], [decide("reject", type_, name, claim)])
    assert (settled.extractions[0].relations, settled.issues) == ((), ())


@pytest.mark.parametrize(
    "decision, told",
    [
        (decide("same", "Zone", "无此高新区", "青岛高新区"), "no Zone 无此高新区"),
        (decide("different", "Zone", "青岛高新区", "无此高新区"), "no Zone 无此高新区"),
        (decide("different", "Zone", "青岛国家高新区", "高新区@a.txt"), "no Zone 高新区@a.txt"),
        (decide("retype", "Park", "无此园", "Project"), "no Park 无此园"),
        (decide("rename", "Park", "无此园", "有此园"), "no Park 无此园"),
        (decide("reject", "Zone", "青岛高新区", "营业收入 = 6331亿元"), "no article says"),
        (decide("reject", "Zone", "青岛高新区", "hosted 海尔生物"), "no article says"),
    ],
    ids=str,
)
def test_decisions_that_mean_nothing_are_told(decision: Decision, told: str) -> None:
    made = measured(figure(6330, "亿元"))
    settled = settle([made], [decision])
    (issue,) = settled.issues
    assert (issue.level, issue.code, issue.where) == ("warning", "decision:idle", "decisions.tsv:2")
    assert told in issue.message
    assert assemble([made], [decision]) == assemble([made])


def test_decisions_different_of_two_names_of_one_mention_is_told() -> None:
    made = [article("a", ("Park", "青岛蓝谷科技园", "蓝谷"))]
    (issue,) = resolve(made, [decide("different", "Park", "青岛蓝谷科技园", "蓝谷")]).issues
    assert issue.message == "different: nothing tells 蓝谷 from 青岛蓝谷科技园"


def test_decisions_that_contradict_each_other_in_the_documents_are_refused() -> None:
    made = make_two(("Zone", "青岛高新区"), ("Zone", "昆明高新区"))
    same = decide("same", "Zone", "青岛高新区", "昆明高新区")
    with pytest.raises(InputError, match=r"decisions.tsv:2 .*contradicts different, decisions.tsv:3"):
        resolve(made, [same, decide("different", "Zone", "青岛国家高新区", "昆明高新区", 3)])
    names = [
        decide("rename", "Zone", "青岛高新区", "甲"),
        decide("rename", "Zone", "青岛国家高新区", "乙", 3),
    ]
    with pytest.raises(InputError, match="renamed"):
        resolve(made, names)
    types = [
        decide("retype", "Zone", "青岛高新区", "Park"),
        decide("retype", "Zone", "青岛国家高新区", "Place", 3),
    ]
    with pytest.raises(InputError, match="made a"):
        resolve(made, types)


@settings(max_examples=25, deadline=None)
@given(st.permutations(DECISIONS), st.permutations(SEEDS))
def test_decisions_order_changes_nothing(
    decisions: Sequence[Decision], extractions: Sequence[Extraction]
) -> None:
    mixed, plain = settle(extractions, decisions), settle(SEEDS, DECISIONS)
    assert mixed.resolution.entities == plain.resolution.entities
    assert mixed.resolution.index == plain.resolution.index
    assert assemble(extractions, decisions) == assemble(SEEDS, DECISIONS)
    assert set(mixed.issues) == set(plain.issues)
    assert plain.issues


PARTS = resolve(SEEDS).parts
RULINGS = st.sampled_from(["same", "different"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(RULINGS, st.sampled_from(PARTS), st.sampled_from(PARTS)), max_size=6))
def test_decisions_of_whatever_pairs_hold_or_are_refused(drawn: list[tuple[Verb, Part, Part]]) -> None:
    made = [
        (verb, one, other)
        for verb, one, other in drawn
        if one.key[0] == other.key[0] and one.key != other.key
    ]
    decisions = [decide(verb, one.key[0], one.name, other.name) for verb, one, other in made]
    try:
        index = resolve(SEEDS, decisions).index
    except InputError as error:
        assert "contradicts" in str(error) and {verb for verb, _, _ in made} == {"same", "different"}
        return
    for verb, one, other in made:
        assert (index[one.members[0]] == index[other.members[0]]) == (verb == "same")


def test_decisions_survive_a_document_that_comes_or_goes() -> None:
    for gone in range(len(SEEDS)):
        kept = [each for place, each in enumerate(SEEDS) if place != gone]
        (zone,) = (
            e for e in resolve(kept, DECISIONS).entities if "青岛高新区" in e.forms and e.type == "Zone"
        )
        assert zone.name == "青岛高新技术产业开发区"


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_decisions_file_is_read_as_written(tmp_path: Path) -> None:
    decisions = (
        Decision(
            "same", "Zone", "青岛高新区", "青岛高新", "li", "2026-11-21", "年报 第3页", "decisions.tsv:2"
        ),
        Decision("reject", "Zone", "青岛高新区", "营业收入 = 6330亿元", where="decisions.tsv:3"),
    )
    text = ""
    for decision in decisions:
        text = add_decision(text, decision)
    path = tmp_path / "decisions.tsv"
    path.write_text(text, encoding="utf-8")
    assert read_decisions(path) == decisions == find_decisions(tmp_path)
    assert add_decision("# note", decisions[0]).startswith(f"# note\n{HEADER}same\t")


def test_decisions_file_may_be_edited_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    rows = "# 第一批\r\n" + HEADER.replace("\n", "\r\n") + "\r\nsame\tZone\t青岛高新区\t青岛高新\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + rows.encode())
    assert [(each.other, each.where) for each in read_decisions(path)] == [("青岛高新", "decisions.tsv:4")]


def test_decisions_file_need_not_be_there_unless_it_is_named(tmp_path: Path) -> None:
    assert find_decisions(tmp_path) == ()
    with pytest.raises(InputError, match=r"none\.tsv"):
        find_decisions(tmp_path, tmp_path / "none.tsv")


def test_decisions_file_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "decisions.tsv",
        "same\tZone\t青岛高新区",
        "equal\tZone\t青岛高新区\t青岛高新",
        "same\tZne\t青岛高新区\t青岛高新",
        "same\tZone\t\t青岛高新",
        "retype\tZone\t青岛高新区\tZone",
        "reject\tZone\t青岛高新区\t很好",
        "same\tZone\t青岛高新区\t青岛高新\tli\t昨天\t",
        "rename\tZone\t青岛高新区\t甲",
        "rename\tZone\t青岛高新区\t乙",
        "rename\tZone\t青岛高新区\t甲",
    )
    with pytest.raises(DataError) as caught:
        read_decisions(path)
    expected = ["cells", "expected same", "type 'Zne'", "no name", "another type", "indicator = value"]
    expected += ["when '昨天'", "line 9 to 甲", "repeats line 9"]
    lines = [2, 3, 4, 5, 6, 7, 8, 10, 11]
    assert len(caught.value.faults) == len(expected)
    for fault, line, words in zip(caught.value.faults, lines, expected, strict=True):
        assert fault.startswith(f"{path}:{line}: ") and words in fault


@pytest.mark.parametrize(
    "rows, line",
    [
        (["same\tZone\t甲区\t乙区", "different\tZone\t乙区\t甲 区"], "3: .* same by line 2"),
        (
            ["different\tZone\t甲区\t丙区", "same\tZone\t乙区\t丙区", "same\tZone\t乙区\t甲区"],
            "2: .*line 3, 4",
        ),
        (["same\tPerson\t王伟\t王伟", "different\tPerson\t王伟\t王伟"], "3: .* same by line 2"),
    ],
)
def test_decisions_file_may_not_contradict_itself(tmp_path: Path, rows: list[str], line: str) -> None:
    with pytest.raises(DataError, match=line):
        read_decisions(write(tmp_path / "decisions.tsv", *rows))


def test_decisions_file_may_say_the_same_of_two_types(tmp_path: Path) -> None:
    path = write(tmp_path / "d.tsv", "same\tZone\t甲区\t乙区", "different\tPark\t甲区\t乙区")
    assert len(read_decisions(path)) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"decision,type\n"])
def test_decisions_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_bytes(content)
    with pytest.raises((InputError, DataError), match=r"decisions\.tsv"):
        read_decisions(path)
