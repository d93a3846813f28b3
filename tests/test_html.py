"""kg.write.html: the page as a whole, read as text: what it runs, when it is the same, what harms it not."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.write.html
from kg.records import Copy, Knowledge, Observation, Relation, Span
from kg.schema import load_schema
from kg.text import tidy
from kg.write.html import to_html
from kg.write.html.island import escape
from kg.write.html.page import SCRIPTS, STYLES, make_page
from tests.hostile import HOSTILE, make_hostile, make_hostile_schema
from tests.island import read_island, read_table
from tests.knowledge import HAIYUN, KNOWLEDGE, ZONE
from tests.synthetic_graph import HUB, make_knowledge

SCHEMA = load_schema()
PAGE = to_html(KNOWLEDGE, SCHEMA)
DATA = read_island(PAGE)


def find_tags(page: str) -> list[str]:
    return re.findall(r"<[a-zA-Z/!][a-zA-Z]*", page)


def test_html_loads_nothing_and_runs_only_its_own_scripts() -> None:
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', PAGE)[0])
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = re.findall(r"<script>(.*?)</script>", PAGE, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert len(scripts) == len(SCRIPTS) + 1 and len(styles) == 1
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for rule, texts in (("script-src", scripts), ("style-src", styles)):
        hashes = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in texts]
        assert rules[rule].split() == [f"'sha256-{one}'" for one in hashes]
    others = {"default-src", "base-uri", "form-action", "script-src", "style-src"}
    assert all(rules[rule] in ("'none'", "blob:", "data:") for rule in set(rules) - others)


def test_html_markup_points_nowhere_and_runs_nothing() -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", PAGE, flags=re.DOTALL)
    assert not re.search(r"""\s(?:src|href|action|style|on\w+)\s*=""", markup)
    assert "$" not in markup


def test_html_keeps_the_licence_of_vis_network() -> None:
    assert "vis.js is dual licensed under both" in PAGE
    assert "sourceMappingURL" not in PAGE


@pytest.mark.parametrize(("folder", "names"), [("scripts", SCRIPTS), ("styles", STYLES)])
def test_html_every_file_of_a_folder_is_in_the_page_once(folder: str, names: tuple[str, ...]) -> None:
    files = sorted((Path(kg.write.html.__file__).parent / folder).iterdir())
    assert sorted(names) == [path.stem for path in files]
    assert all(PAGE.count(path.read_text(encoding="utf-8").strip()) == 1 for path in files)


def test_html_tells_readers_without_scripts_what_it_holds() -> None:
    summary = re.findall("<noscript>(.*?)</noscript>", PAGE, re.DOTALL)[0]
    assert "<td>企业</td><td>3</td>" in summary


def test_html_does_not_depend_on_the_order_of_anything() -> None:
    turned = Knowledge(
        sources=KNOWLEDGE.sources[::-1],
        entities=KNOWLEDGE.entities[::-1],
        facts=KNOWLEDGE.facts[::-1],
        indicators=KNOWLEDGE.indicators[::-1],
        copies=KNOWLEDGE.copies,
        contradictions=KNOWLEDGE.contradictions,
    )
    assert to_html(turned, SCHEMA) == PAGE


def test_html_does_not_depend_on_the_seed_of_hashes() -> None:
    code = (
        "from hashlib import sha256; from kg.schema import load_schema; from kg.write.html import to_html;"
        "from tests.synthetic_graph import make_knowledge;"
        "print(sha256(to_html(make_knowledge(300, 700), load_schema()).encode()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1 and len(hashes.pop()) == 65


CHANGES: dict[str, Callable[[Knowledge], Knowledge]] = {
    "nothing": lambda known: known,
    "name of an entity": lambda known: _change_entity(known, name="海云"),
    "alias": lambda known: _change_entity(known, aliases=("海云",)),
    "type": lambda known: _change_entity(known, type="Institution"),
    "one entity less": lambda known: replace(known, entities=known.entities[1:], facts=(), contradictions=()),
    "confidence": lambda known: _change_fact(known, Relation, confidence=0.123),
    "time": lambda known: _change_fact(known, Relation, time="2019"),
    "role": lambda known: _change_fact(known, Relation, role="园长"),
    "modality": lambda known: _change_fact(known, Relation, modality="negated"),
    "predicate": lambda known: _change_fact(known, Relation, predicate="locatedIn"),
    "origin": lambda known: _change_fact(known, Relation, origin="other"),
    "value": lambda known: _change_fact(known, Observation, value=4321),
    "unit": lambda known: _change_fact(known, Observation, unit="万亿"),
    "change": lambda known: _change_fact(known, Observation, change=-7.5),
    "period": lambda known: _change_fact(known, Observation, period="2019-H1"),
    "indicator": lambda known: _change_fact(known, Observation, indicator="总产值"),
    "scope": lambda known: _change_fact(known, Observation, scope="全省"),
    "approximate": lambda known: _change_fact(known, Observation, approx=True),
    "bound": lambda known: _change_fact(known, Observation, bound="min"),
    "sources": lambda known: replace(known, facts=(replace(known.facts[0], sources=9), *known.facts[1:])),
    "phase": lambda known: _change_phase(known),  # noqa: PLW0108
    "quote": lambda known: _change_proof(known, quote="另一句引文", span=Span(0, 5)),
    "place of a quote": lambda known: _change_proof(known, quote="引文", span=Span(7, 9)),
    "title": lambda known: _change_source(known, title="题"),
    "date": lambda known: _change_source(known, date="2020"),
    "publisher": lambda known: _change_source(known, publisher="报"),
    "document": lambda known: _change_source(known, name="news/zeroth.txt"),
    "copy": lambda known: replace(known, copies=(Copy(known.sources[1].key, known.sources[0].key),)),
    "contradiction": lambda known: replace(known, contradictions=()),
}


def _change_entity(known: Knowledge, **changes: Any) -> Knowledge:  # noqa: ANN401 - any field of the record
    return replace(
        known, entities=tuple(replace(one, **changes) if one == HAIYUN else one for one in known.entities)
    )


def _change_fact(known: Knowledge, kind: type, **changes: Any) -> Knowledge:  # noqa: ANN401 - any field of the record
    at = next(index for index, one in enumerate(known.facts) if isinstance(one.statement, kind))
    changed = replace(known.facts[at], statement=replace(known.facts[at].statement, **changes))
    return replace(known, facts=(*known.facts[:at], changed, *known.facts[at + 1 :]))


def _change_phase(known: Knowledge) -> Knowledge:
    return replace(
        known, facts=tuple(replace(one, phase="operating" if one.phase else None) for one in known.facts)
    )


def _change_proof(known: Knowledge, **changes: Any) -> Knowledge:  # noqa: ANN401 - any field of the record
    proof = known.facts[0].statement.evidence[0]
    return _change_fact(known, type(known.facts[0].statement), evidence=(replace(proof, **changes),))


def _change_source(known: Knowledge, **changes: Any) -> Knowledge:  # noqa: ANN401 - any field of the record
    return replace(known, sources=(replace(known.sources[0], **changes), *known.sources[1:]))


def test_html_generation_changes_with_everything_that_is_told() -> None:
    generations = {
        what: read_island(to_html(change(KNOWLEDGE), SCHEMA))["generation"]
        for what, change in CHANGES.items()
    }
    assert generations["nothing"] == DATA["generation"]
    assert len(set(generations.values())) == len(CHANGES)
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in generations.values())


def test_html_title_does_not_change_the_generation() -> None:
    assert read_island(to_html(KNOWLEDGE, SCHEMA, title="另一题"))["generation"] == DATA["generation"]


@given(st.text(alphabet=st.characters(codec=None)) | st.sampled_from(HOSTILE))
def test_html_island_is_inert_and_keeps_its_value(text: str) -> None:
    safe = escape(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", safe)
    safe.encode("utf-8")


def test_html_hostile_strings_come_whole_through_the_island() -> None:
    known = make_hostile(HOSTILE)
    data = read_island(to_html(known, SCHEMA))
    tables = {
        name: read_table(data, name) for name in ("entities", "relations", "figures", "articles", "documents")
    }
    entities = [one for one in tables["entities"] if one["id"] != HUB.id]
    for table, column in (
        *(("relations", "role"), ("relations", "time"), ("documents", "name")),
        *(("articles", "title"), ("articles", "date"), ("articles", "publisher")),
        *(("figures", "wording"), ("figures", "unit"), ("figures", "scope"), ("figures", "time")),
    ):
        assert sorted(one[column] for one in tables[table]) == sorted(HOSTILE), (table, column)
    assert (
        sorted(one["name"] for one in entities)
        == sorted(one["aliases"][0] for one in entities)
        == sorted(HOSTILE)
    )
    assert set(data["origins"]) == set(HOSTILE)
    assert sorted(one["quote"] for one in read_table(data, "proofs")) == sorted(map(tidy, HOSTILE))


def test_html_hostile_text_makes_no_element() -> None:
    """Whatever stands in the sinks, title and labels of the schema among them, no tag is added."""
    plain = [f"文本{number}" for number in range(len(HOSTILE))]
    made = find_tags(to_html(make_hostile(plain), make_hostile_schema(plain), title="题"))
    page = to_html(make_hostile(HOSTILE), make_hostile_schema(HOSTILE), title=HOSTILE[1])
    page.encode("utf-8")
    assert find_tags(page) == made
    data = read_island(page)
    assert {one["zh"] for one in data["types"]} | {one["en"] for one in data["predicates"]} < set(HOSTILE)


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_html_hostile_title_stays_text(title: str) -> None:
    page = make_page(title, "", "{}")
    page.encode("utf-8")
    shown = re.findall("<title>(.*?)</title>", page, re.DOTALL)
    held = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", title)
    assert [unescape(one) for one in shown] == [held] and "<" not in shown[0]


def test_html_of_nothing_and_of_one_thing() -> None:
    empty = read_island(to_html(Knowledge((), (), ()), SCHEMA))
    assert all(
        empty[name]["rows"] == [] for name in ("entities", "relations", "figures", "proofs", "articles")
    )
    assert empty["counts"] == {"entities": 0, "relations": 0, "figures": 0}
    one = read_island(to_html(Knowledge((), (ZONE,), ()), SCHEMA))
    assert [(row["id"], row["x"], row["y"]) for row in read_table(one, "entities")] == [(ZONE.id, 0, 0)]


@pytest.mark.slow
def test_html_of_five_thousand_entities_is_small_enough_to_mail() -> None:
    page = to_html(make_knowledge(5000, 15_000), SCHEMA)
    assert len(page.encode("utf-8")) <= 8_000_000
    data = read_island(page)
    assert (len(data["entities"]["rows"]), len(data["relations"]["rows"])) == (5000, 15_000)
