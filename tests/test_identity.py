"""How well things are told apart: the labelled pairs, B-cubed, their files, and the laws at scale."""

from __future__ import annotations

import cProfile
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import DataError, InputError
from kg.evaluate.identity import BCubed, Judged, Pair, Thing, judge_pairs, score_pairs, to_b_cubed
from kg.evaluate.scores import Score
from kg.lexicon import load_table
from kg.pipeline import score_identity
from kg.read.identity import read_clusters, read_pairs
from kg.records import Extraction, Local, Resolution
from kg.resolve import resolve
from kg.schema import load_schema
from tests.bench.synthetic import make_world
from tests.extractions import GOLD, article, digest

PAIRS = read_pairs(GOLD / "pairs.tsv")
WORLD = make_world(600).extractions
HEADER = "type\tname\tother\tverdict\tcase\tabout\tother_about\taliases\tother_aliases\tother_type\tpart"
ROW = "Zone\t青岛高新区\t青岛经开区\tdifferent\tother_kind\t-\t-\t-\t-\t-\tdev"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_identity_pairs_are_many_and_half_of_them_hard() -> None:
    assert len(PAIRS) == len({(pair.one, pair.other) for pair in PAIRS}) >= 400
    assert sum(not pair.same for pair in PAIRS) * 2 >= len(PAIRS)
    assert {pair.one.type for pair in PAIRS} == {type_.name for type_ in load_schema().types}
    parts = Counter(pair.part for pair in PAIRS)
    assert set(parts) == {"dev", "test", "late"}
    assert 0.4 < parts["test"] / parts["dev"] < 0.6


def test_identity_keeps_what_was_reached() -> None:
    result = score_identity(GOLD)
    wrong = [(each.pair.one.name, each.pair.other.name) for each in result.pairs if not each.right]
    assert score_pairs(result.pairs).f1 >= 0.985, wrong
    assert [each for each in result.pairs if each.joined and not each.pair.same] == []
    assert result.clusters["all"].f1 >= 0.985
    assert result.clusters["several"].recall >= 0.92


def test_identity_is_symmetric() -> None:
    swapped = [Pair(pair.other, pair.one, pair.same, pair.case, pair.part) for pair in PAIRS]
    straight = judge_pairs(PAIRS, resolve)
    assert [each.joined for each in straight] == [each.joined for each in judge_pairs(swapped, resolve)]


def test_identity_counts_pairs() -> None:
    same, other = (Pair(Thing("Zone", "a"), Thing("Zone", "b"), label, "", "dev") for label in (True, False))
    judged = (Judged(same, True), Judged(same, False), Judged(other, True), Judged(other, False))
    assert score_pairs(judged) == Score(right=1, given=2, wanted=2)
    assert [each.right for each in judged] == [True, False, False, True]


def test_identity_b_cubed_is_that_of_the_literature() -> None:
    locals_: list[Local] = [("d", 0, each) for each in "abcde"]
    found = dict(zip(locals_, "11122", strict=True))
    wanted = dict(zip(locals_, "11222", strict=True))
    # a, b: 2/3 and 1; c: 1/3 and 1/3; d, e: 1 and 2/3
    assert to_b_cubed(found, wanted, locals_) == BCubed(0.7333, 0.7333, 5)
    assert to_b_cubed(found, wanted, locals_[2:3]).f1 == pytest.approx(0.3333)


def test_identity_tells_a_person_by_the_post() -> None:
    def is_one(other: str) -> bool:
        posts = ("青岛市科技局", other)
        one, two = (Thing("Person", "王伟", about=(("GovernmentBody", post),)) for post in posts)
        return judge_pairs([Pair(one, two, same=True, case="", part="")], resolve)[0].joined

    assert is_one("青岛市科学技术局")
    assert not is_one("青岛市财政局")


@pytest.mark.parametrize(
    "rows, faults",
    [
        ([HEADER, ROW, ROW.replace("different", "differs")], ["pairs.tsv:3: verdict 'differs'"]),
        ([HEADER, ROW.replace("Zone", "Zones")], ["pairs.tsv:2: unknown type 'Zones'"]),
        ([HEADER, ROW + "\t-", "Zone"], ["pairs.tsv:2: 12 cells", "pairs.tsv:3: 1 cells"]),
        (["# no header", "type\tname"], ["pairs.tsv:2: columns type, name"]),
        ([HEADER, ROW.replace("kind\t-", "kind\t青岛市")], ["pairs.tsv:2: '青岛市': expected type:name"]),
    ],
    ids=str,
)
def test_identity_reports_every_fault_of_a_pair_file(
    tmp_path: Path, rows: list[str], faults: list[str]
) -> None:
    with pytest.raises(DataError) as raised:
        read_pairs(write(tmp_path / "pairs.tsv", *rows))
    assert all(fault in str(raised.value) for fault in faults), raised.value


def test_identity_reports_members_that_are_no_entity_or_two_things(tmp_path: Path) -> None:
    extractions = [article("a", ("Zone", "青岛高新区")), article("b", ("Zone", "青岛高新区"))]
    a, b = (f"{digest(name)}/0 青岛高新区" for name in "ab")
    rows = ("type\tthing\tmembers", f"Zone\tone\t{a}|{b}", f"Zone\ttwo\t{a}|{digest('a')}/0 高新区")
    with pytest.raises(DataError) as raised:
        read_clusters(write(tmp_path / "clusters.tsv", *rows), extractions)
    assert "clusters.tsv:3" in str(raised.value)
    assert "also in line 2" in str(raised.value)
    assert "0 such Zone" in str(raised.value)
    reference = read_clusters(write(tmp_path / "clusters.tsv", *rows[:2]), extractions)
    assert len(set(reference.values())) == 1


def test_identity_of_a_folder_takes_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither"):
        score_identity(tmp_path)
    write(tmp_path / "pairs.tsv", HEADER, ROW)
    result = score_identity(tmp_path)
    assert (len(result.pairs), result.clusters) == (1, {})


def test_identity_is_printed_by_kg_evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "pairs.tsv", HEADER, ROW, ROW.replace("different", "same"))
    assert main(["evaluate", "--identity", str(tmp_path), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [row[0] for row in printed["pairs"]["rows"]] == ["all", "dev", "Zone"]
    assert printed["wrong"]["rows"][0][0] == "falsely two"
    assert main(["evaluate", "--identity", str(tmp_path / "none")]) == 2


def test_lexicon_traditional_characters_have_one_simplified_one() -> None:
    rows = load_table("traditional")
    assert all(len(row["traditional"]) == len(row["simplified"]) for row in rows)
    traditional = [sign for row in rows for sign in row["traditional"]]
    simplified = {sign for row in rows for sign in row["simplified"]}
    assert len(traditional) == len(set(traditional))
    assert not simplified & set(traditional)


@settings(max_examples=15, deadline=None)
@given(st.permutations(WORLD))
def test_resolve_of_many_does_not_depend_on_the_order(shuffled: Sequence[Extraction]) -> None:
    assert resolve(shuffled) == resolve(WORLD)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, len(WORLD) - 1), min_size=1))
def test_resolve_leaves_no_trace_of_a_removed_document(removed: set[int]) -> None:
    def names(resolution: Resolution) -> set[str]:
        return {form for entity in resolution.entities for form in entity.forms}

    kept = [each for number, each in enumerate(WORLD) if number not in removed]
    before = resolve(kept)
    resolve(WORLD)
    after = resolve(kept)
    assert after == before
    assert names(after) == {form for each in kept for entity in each.entities for form in entity.forms}
    assert {local[0] for local in after.index} == {each.source.document for each in kept}


def test_resolve_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "from hashlib import sha256; from kg.resolve import resolve;"
        "from tests.bench.synthetic import make_world;"
        "print(sha256(repr(resolve(make_world(600).extractions)).encode()).hexdigest())"
    )
    runs = [
        subprocess.check_output([sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_resolve_work_grows_with_the_mentions() -> None:
    def count_calls(mentions: int) -> int:
        world = make_world(mentions, seed=mentions)  # of names not met before
        profile = cProfile.Profile()
        profile.runcall(resolve, world.extractions)
        return sum(each.callcount for each in profile.getstats())

    resolve(make_world(100).extractions)  # the tables are loaded
    few, many = count_calls(1000), count_calls(10000)
    assert many <= 13 * few, (few, many)


def test_synthetic_world_is_the_same_every_time() -> None:
    assert make_world(200) == make_world(200)
    assert make_world(200) != make_world(200, seed=5)
    assert len(make_world(200).truth) == 200
