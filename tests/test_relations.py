"""Relations: the examples of the rule table, lists, open slots, posts, names, modality, time, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from kg.extract.draft import Draft, Name, Reference, RelationDraft, Thing
from kg.extract.relations import find_relations
from kg.extract.relations_match import find_by_rules
from kg.extract.relations_rules import load_rules, type_set
from kg.extract.relations_slots import find_setting
from kg.extract.relations_view import mask_text
from kg.lexicon import load_table
from kg.records import Article, Document
from kg.schema import load_schema

MARK = re.compile(r"\[(?:(?P<slots>[sobtp]+):)?(?P<type>[A-Z][A-Za-z]+) (?P<name>[^\]]+)\]")
ROWS = {row["id"]: row for row in load_table("relations")}
Pair = tuple[str, str]


def make_draft(marked: str, *, date: str | None = "2024-05-20") -> tuple[Draft, dict[str, list[str]]]:
    """Make a draft of a marked text ([s:Zone 云山高新区]…); give the names by slot too.

    Slots: s subject, o object, b both, t topic, p a pointer to the topic. ¶ is a line break.
    """
    marked = marked.replace("¶", "\n")
    text, marks, slots = "", list[tuple[int, str, str, str]](), dict[str, list[str]]()
    position = 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append((len(text), match["type"], match["name"], match["slots"] or ""))
        for slot in match["slots"] or "":
            slots.setdefault(slot, []).append(match["name"])
        text += match["name"]
        position = match.end()
    text += marked[position:]
    article = Article(Document("d", "d.txt", text, "text/plain"), 0, text, tuple(range(len(text))), None, date)
    return fill_draft(Draft(article), marks), slots


def fill_draft(draft: Draft, marks: Iterable[tuple[int, str, str, str]]) -> Draft:
    """Put names, things and references of marks into a draft; the topic is "t", else the first zone."""
    things: dict[str, Thing] = {}
    for start, type_, form, slot in marks:
        end = start + len(form)
        if "p" in slot:
            assert draft.topic
            draft.references.append(Reference(start, end, draft.topic, explicit=False))
            continue
        thing = things.setdefault(form, Thing(len(things), type_, [form]))
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
    return pairs(draft, (one for one in find_by_rules(view, draft, find_setting(draft)) if one.origin == rule))


def expected(slots: dict[str, list[str]]) -> set[Pair]:
    both = slots.get("b", [])
    return {(one, other) for one in slots.get("s", []) for other in slots.get("o", [])} | {
        (one, other) for i, one in enumerate(both) for other in both[i + 1 :]
    }


@pytest.mark.parametrize("rule", sorted(ROWS))
def test_relations_example_of_rule_gives_its_pairs(rule: str) -> None:
    draft, slots = make_draft(ROWS[rule]["example"])
    assert by_rule(draft, rule) == expected(slots) != set()


@pytest.mark.parametrize("rule", sorted(rule for rule, row in ROWS.items() if row["counter"] != "-"))
def test_relations_counter_example_of_rule_gives_nothing(rule: str) -> None:
    draft, _ = make_draft(ROWS[rule]["counter"])
    assert by_rule(draft, rule) == set()


