"""The grammar of names as data made ready: heads, gazetteer, words that may or may not stand in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from kg.lexicon import load_table, load_words

PROVINCE_CODE = "0000"  # a division code of a province ends so
DIVISION_END = re.compile(r"(?:省|市|区|县|州|盟|旗|地区|自治区|特别行政区)$")
DISTRICT = re.compile(r"[^东西南北中城市郊矿新老]{2}区")  # whose short name is no part of the town
NUMBER_WORD = re.compile(r"[\d一二三四五六七八九十百千万亿两第余多几+%．.～~-]+[个家名项所条大]?")


@dataclass(frozen=True, slots=True)
class Head:
    """The last part of a name; ``needs`` is the column of heads.tsv, a key of heads.CONDITIONS."""

    text: str
    type: str
    needs: str


@dataclass(frozen=True, slots=True)
class Known:
    """A form of the gazetteer: a place, a central body, a national zone."""

    type: str
    name: str
    kind: str
    code: str = ""  # GB/T 2260 of a division

    def holds(self, other: Known) -> bool:
        """Whether a place may be written before another as what it lies in: 湖北鄂州, 德国柏林."""
        if self.code and other.code:
            return other.code.startswith(self.code.rstrip("0")) and self.code != other.code
        return self.kind == "country" and other.kind == "place"


class Automaton:
    """Finds the forms of a dictionary in a text, in one pass over its characters."""

    def __init__(self, entries: dict[str, Head] | dict[str, Known] | dict[str, str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for form, value in sorted(entries.items()):
            self._automaton.add_word(form, (len(form), value))
        if entries:
            self._automaton.make_automaton()
        self._empty = not entries

    def find(self, text: str) -> Iterator[tuple[int, int, object]]:
        """Yield (start, end, value) of every occurrence, overlapping ones too, by end."""
        if self._empty:
            return
        for last, (length, value) in self._automaton.iter(text):
            yield last + 1 - length, last + 1, value


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that names are recognized by."""

    heads: dict[str, Head]
    head_forms: Automaton
    known: dict[str, Known]
    known_forms: Automaton
    generic: frozenset[str]
    nominal: frozenset[str]
    verbal: frozenset[str]
    function: frozenset[str]
    leading: frozenset[str]
    outer: frozenset[str]
    stopper: frozenset[str]
    industries: frozenset[str]
    surnames: frozenset[str]

    def head_of(self, name: str) -> Head | None:
        """The longest head that a name ends in."""
        starts = range(max(0, len(name) - 14), len(name))
        return next((self.heads[name[i:]] for i in starts if name[i:] in self.heads), None)

    def is_generic(self, name: str) -> bool:
        """Whether a name is made of class words and numbers alone ("国家高新区", "重点企业")."""
        return _is_made_of(name, self.generic)

    def is_place(self, text: str) -> bool:
        """Whether a text is a chain of known places ("山东青岛")."""
        if not text:
            return False
        return any(
            text[:end] in self.known
            and self.known[text[:end]].type == "Place"
            and (end == len(text) or self.is_place(text[end:]))
            for end in range(len(text), 1, -1)
        )


@lru_cache(maxsize=65536)
def _is_made_of(name: str, words: frozenset[str]) -> bool:
    """Whether a name is a chain of words and numbers."""
    reached = [True] + [False] * len(name)
    for end in range(1, len(name) + 1):
        reached[end] = any(
            reached[start] and (name[start:end] in words or NUMBER_WORD.fullmatch(name[start:end]))
            for start in range(max(0, end - 6), end)
        )
        if not any(reached[max(0, end - 5) : end + 1]):
            return False
    return reached[-1]


@cache
def load_grammar() -> Grammar:
    """Load the name grammar once a process."""
    heads = {row["head"]: Head(row["head"], row["type"], row["needs"]) for row in load_table("heads")}
    known = dict(_known_forms())
    return Grammar(
        heads=heads,
        head_forms=Automaton(heads),
        known=known,
        known_forms=Automaton(known),
        generic=load_words("words", "generic"),
        nominal=load_words("words", "nominal"),
        verbal=load_words("words", "verbal"),
        function=load_words("words", "function"),
        leading=load_words("words", "leading"),
        outer=load_words("words", "outer"),
        stopper=load_words("words", "stopper"),
        industries=load_words("industries", "name"),
        surnames=load_words("surnames", "single") | load_words("surnames", "compound"),
    )


def _known_forms() -> Iterator[tuple[str, Known]]:
    """Forms of the gazetteer; a form that comes later wins, so the most general go last."""
    for row in load_table("divisions"):  # 闵行, only where it is tagged or stands in a list of places
        if row["short"] == "-" and DISTRICT.fullmatch(row["name"]):
            yield row["name"][:-1], Known("Place", row["name"], "county short", row["code"])
    for row in sorted(load_table("divisions"), key=lambda row: (-len(row["code"].rstrip("0")), row["code"])):
        kind = _division_kind(row["code"])
        if row["short"] != "-":
            yield row["short"], Known("Place", row["name"], f"{kind} short", row["code"])
        yield row["name"], Known("Place", row["name"], kind, row["code"])
    for row in load_table("places"):
        yield row["name"], Known("Place", row["name"], row["kind"])
    for table, kind in (("zones", "Zone"), ("institutions", "Institution"), ("bodies", "GovernmentBody")):
        for row in load_table(table):
            for form in [row["name"], *row["short"].split("|")]:
                if form != "-":
                    yield form, Known(kind, row["name"], table)


def _division_kind(code: str) -> str:
    if code.endswith(PROVINCE_CODE):
        return "province"
    return "city" if code.endswith("00") else "county"
