"""Subjects: which name, or which unnamed class, acts at a place of the masked text.

Names are tried in the clause, in the clauses before it, behind an opening phrase, at the head of the line, in
the sentences before. Word lists are in relation_clauses.tsv. What a subject is wanted for is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.extract.draft import Thing
from kg.extract.lists import Group
from kg.extract.relations_rules import type_set
from kg.extract.relations_view import ALL_MARKS, View, mark_class
from kg.lexicon import load_table

Placed = tuple[int, Group]  # a list of names with its masked position

SENTENCES_BACK: Final = 3
REACH: Final = 400  # characters looked back at in one sentence
BEFORE: Final = 6  # characters before a name that tell how it stands
PLAIN: Final = f"[^，。；、：{ALL_MARKS}]"
HEADED: Final = re.compile(f"[{ALL_MARKS}](?:[-—–]+|：)")
ATTRIBUTE: Final = re.compile(f"{PLAIN}{{1,16}}的")
RELATIVE: Final = re.compile(f"{PLAIN}{{2,16}}的[{ALL_MARKS}]+")
COUNTED: Final = re.compile(r"[两二三四五六七八九十\d]+(?:家|个|所)")
MARK: Final = re.compile(f"[{ALL_MARKS}]")
# How the words of a kind are matched; other kinds as they are, from the place asked for.
FORMS: Final = {
    "preposition": "(?:{})了?$",
    "object": "(?:{})了?$",
    "within": "(?:{})了?$",
    "street": "(?:{})$",
    "lead": "(?:{})*",
    "listing": f"(?:{{}})[：）]?\\s*$|[{ALL_MARKS}]\\s*$",
    "organ": "(?:{})$",
}


@lru_cache(maxsize=1)
def clause_words() -> dict[str, re.Pattern[str]]:
    """The patterns of relation_clauses.tsv by kind, and "opening" (no subject), "holder" (of a post)."""
    rows = load_table("relation_clauses", patterns=("pattern",))
    bodies = {row["kind"]: "|".join(r["pattern"] for r in rows if r["kind"] == row["kind"]) for row in rows}
    bodies["opening"] = f"{bodies['object']}|{bodies['preposition']}"
    bodies["holder"] = f"{PLAIN}{{1,12}}[{mark_class(type_set('Person'))}]"
    return {kind: re.compile(FORMS.get(kind, "(?:{})").format(body)) for kind, body in bodies.items()}


def find_subjects(view: View, position: int, topic: Thing | None) -> Iterator[Placed]:
    """Find the names that may act at a position, likeliest first; none as soon as an unnamed class acts."""
    sentence, (start, after) = sentence_start(view, position), view.clause(position)
    if _class_follows(view, position):
        return
    yield from (one for one in reversed(view.groups_in(start, position)) if _acts(view, one, start))
    yield from _clause_subjects(view, sentence, start)
    if class_acts(view, position):
        return
    yield from (one for one in view.groups_in(sentence, start) if is_within(view, one[0]))
    if clause_words()["ahead"].match(view.text, start):
        yield from _next_subject(view, after, view.sentence(position)[1])
    yield from find_heading(view, position)
    yield from earlier_subjects(view, sentence, topic)


def class_acts(view: View, position: int) -> bool:
    """Whether an unnamed class (这家企业, 相关部门) acts at a position, as far as its sentence tells."""
    start, _ = view.clause(position)
    clauses = view.clauses_in(sentence_start(view, position), start)
    return _class_follows(view, position) or any(_is_class_clause(view, begin, start) for begin in clauses)


def find_heading(view: View, position: int) -> Iterator[Placed]:
    """Find the name that heads the line of a position (甲园区——…), if one does."""
    start, _ = view.line(position)
    if HEADED.match(view.text, start):
        yield start, view.groups[start]


def earlier_subjects(view: View, sentence: int, topic: Thing | None) -> Iterator[Placed]:
    """Find the first subject of each sentence before one in its line; beside a zone as topic not of parks."""
    line, _ = view.line(sentence)
    for _ in range(SENTENCES_BACK):
        if sentence <= line:
            return
        end, sentence = sentence, sentence_start(view, sentence - 1)
        found = list(_clause_subjects(view, sentence, end))
        if found and not (topic and topic.type == "Zone" and found[-1][1].types == {"Park"}):
            yield found[-1]


def sentence_start(view: View, position: int) -> int:
    """Where the sentence of a position begins, no farther back than ``REACH``."""
    return max(view.sentence(position)[0], position - REACH)


def is_within(view: View, place: int) -> bool:
    """Whether a zone or park is said to hold what is told (在甲园区，…)."""
    return bool(view.groups[place].types & type_set("carrier")) and stands_within(view, place, 0)


def stands_within(view: View, place: int, start: int) -> bool:
    """Whether a word for being somewhere stands before a name, or before the chain of places that it ends."""
    while place - 1 > start and (outer := view.groups.get(place - 1)) and outer.types == {"Place"}:
        place -= 1
    return clause_words()["within"].search(view.text, max(start, place - BEFORE), place) is not None


def opens_clause(view: View, start: int, place: int) -> bool:
    """Whether nothing but adverbs, conjunctions or an attribute stands before a name in its clause."""
    while start < place and (head := HEADED.match(view.text, start, place)):
        start = head.end()
    lead = clause_words()["lead"].match(view.text, start, place)
    start = lead.end() if lead else start
    attribute = ATTRIBUTE.fullmatch(view.text, start, place)
    return start == place or bool(attribute and not clause_words()["opening"].match(view.text, start))


def _clause_subjects(view: View, start: int, end: int) -> Iterator[Placed]:
    """The subjects of the clauses between two positions, last first, as far as no unnamed class acts."""
    while end > start:
        begin = max(start, view.clause(end - 1)[0])
        first = _first_subject(view, begin, end)
        if first:
            yield first
        elif _is_class_clause(view, begin, end):
            return
        end = begin


def _first_subject(view: View, start: int, end: int) -> Placed | None:
    """The name a clause begins with; behind a relative clause the name it describes (甲建设的乙)."""
    words = clause_words()
    groups = [one for one in view.groups_in(start, end) if not words["head"].match(view.text, one[0] + 1)]
    if not groups or not opens_clause(view, start, groups[0][0]):
        return None
    described = RELATIVE.match(view.text, groups[0][0] + 1, end)
    if not described:
        return None if _is_bearer(view, groups[0]) else _last_link(view, groups[0])
    last = described.end() - 1
    return (last, view.groups[last]) if view.groups[last].types & type_set("doer") else groups[0]


def _last_link(view: View, placed: Placed) -> Placed:
    """The last place, zone or park of a chain that begins with a place (甲市乙区丙园)."""
    place, group = placed
    while group.types == {"Place"} and (further := view.groups.get(place + 1)):
        if not further.types <= type_set("site"):
            break
        place, group = place + 1, further
    return place, group


def _next_subject(view: View, start: int, end: int) -> Iterator[Placed]:
    """The first subject of the clauses that follow (聚焦新材料产业，甲高新区…)."""
    for begin in view.clauses_in(start, end):
        found = next(_clause_subjects(view, begin, view.clause(begin)[1]), None)
        if found:
            yield found
            return


def _acts(view: View, placed: Placed, start: int) -> bool:
    words, head = clause_words(), placed[0]
    while head > start and MARK.match(view.text, head - 1):
        head -= 1
    low = max(start, head - BEFORE)
    governed = any(words[kind].search(view.text, low, head) for kind in ("preposition", "object"))
    return not governed and not _is_bearer(view, placed)


def _is_bearer(view: View, placed: Placed) -> bool:
    """Whether something of the name acts, not the name: 高新区75家企业, 市委书记某某."""
    place, group = placed
    if len(group.members) > 1 and COUNTED.match(view.text, place + 1):
        return False
    return any(clause_words()[kind].match(view.text, place + 1) for kind in ("bearer", "holder"))


def _is_class_clause(view: View, start: int, end: int) -> bool:
    return clause_words()["unnamed"].match(view.text, start, end) is not None


def _class_follows(view: View, position: int) -> bool:
    """Whether an unnamed class stands between the last name of the clause and a position.

    Not where it sums up the names before it: 甲公司、乙公司等8家企业, 甲公司、乙公司两家企业.
    """
    start, _ = view.clause(position)
    last = max((place for place, _ in view.groups_in(start, position)), default=start - 1)
    group = view.groups.get(last)
    if group and (view.text.startswith("等", last + 1) or len(group.members) > 1):
        return False
    return clause_words()["class"].search(view.text, last + 1, position) is not None
