"""The rules of relations.tsv and relation_frames.tsv as compiled patterns over the masked text.

How a rule is applied is not decided here.

In a pattern, beside ordinary regular expressions:
``<s>`` ``<o>`` a list that holds a subject, an object of the row's types; ``<b>`` one whose members relate
to each other; ``<Zone Park>`` a list with one of these types; ``<*>`` any list; ``{issue}`` any word of that
kind in relation_words.tsv; ``~`` up to 12 characters of one clause, ``~30`` up to 30; ``_`` and ``_5`` the
same without names; ``=26`` the same without names of the types of the slot before it; ``^`` what may stand
before a name and describe it (总投资3亿元、位于甲区的).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.errors import DataError
from kg.extract.draft import Thing
from kg.extract.relations_frames import load_frame_rules
from kg.extract.relations_view import ALL_MARKS, mark_class
from kg.lexicon import Row, load_table, load_words, one_of

BREAKS: Final = "，；。！？：\n"
GAP: Final = 12
TOKEN: Final = re.compile(
    r"<(?P<types>[A-Za-z *]+)>|\{(?P<words>[a-z]+)\}"
    r"|(?P<gap>[~_]|=(?=\d))(?P<size>\d*)|(?P<attribute>\^(?=<))"
)
NOUNS: Final = "的|等|企业|公司|集团|机构|平台|——"  # what an attribute may end with
PLAIN: Final = f"[^{BREAKS}{ALL_MARKS}]"
DESCRIBED: Final = f"[^{BREAKS}]{{0,40}}?(?:{NOUNS})|[^{BREAKS}]{{0,12}}?[{ALL_MARKS}]"
ATTRIBUTE: Final = f"(?:{DESCRIBED})??{PLAIN}{{0,{GAP}}}?"
MISSING: Final = frozenset(
    ["agent", "patient", "carrier", "inside", "near", "here", "above", "listed", "title", "signer", "none"]
)
MODALITY: Final = frozenset({"read", "planned", "asserted"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of relations.tsv.

    ``missing`` names the way to find a slot that the pattern lacks; ``bar`` refuses objects by name.
    """

    id: str
    predicate: str
    pattern: re.Pattern[str]
    subject: frozenset[str]
    object: frozenset[str]
    missing: str
    modality: str
    confidence: float
    bar: re.Pattern[str] | None

    def refuses(self, thing: Thing) -> bool:
        """Whether the rule must not have this object."""
        return any(self.bar.search(form) for form in thing.forms) if self.bar else False


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """The rules in the order of their tables. Raises DataError with every faulty row at once."""
    rules, faults = [], []
    for row in (*load_table("relations"), *load_frame_rules()):
        try:
            rules.append(_to_rule(row))
        except (re.error, ValueError, KeyError, DataError) as error:
            faults.append(f"kg/lexicon/relations.tsv, relation_frames.tsv: rule {row['id']}: {error}")
    if faults:
        raise DataError(faults)
    return tuple(rules)


def type_set(names: str) -> frozenset[str]:
    """Entity types from a cell: type names and the short names of relation_types.tsv, space-separated."""
    short = {row["name"]: frozenset(row["types"].split()) for row in load_table("relation_types")}
    return frozenset().union(*(short.get(name, frozenset({name})) for name in names.split()))


def compile_pattern(pattern: str, subject: frozenset[str], object_: frozenset[str]) -> re.Pattern[str]:
    """Compile a pattern of the table for subjects and objects of these types."""
    slots = {"s": subject, "o": object_, "b": subject & object_}

    last: frozenset[str] = frozenset()

    def expand(match: re.Match[str]) -> str:
        nonlocal last
        if match["words"]:
            return one_of(load_words("relation_words", match["words"]))
        if match["attribute"]:
            return ATTRIBUTE
        if match["gap"]:
            names = {"_": ALL_MARKS, "=": mark_class(last), "~": ""}[match["gap"]]
            return f"[^{BREAKS}{names}]{{0,{match['size'] or GAP}}}?"
        last = slots.get(match["types"], last)
        if match["types"] == "*":
            return f"[{ALL_MARKS}]"
        if match["types"] in slots:
            return f"(?P<{match['types']}>[{mark_class(slots[match['types']])}])"
        return f"[{mark_class(type_set(match['types']))}]"

    return re.compile(TOKEN.sub(expand, pattern))


def _to_rule(row: Row) -> Rule:
    subject, object_ = type_set(row["subject"]), type_set(row["object"])
    if row["missing"] not in MISSING or row["modality"] not in MODALITY:
        raise ValueError(f"missing {row['missing']!r}, modality {row['modality']!r}")
    pattern = compile_pattern(row["pattern"], subject, object_)
    lacking = {"s", "o"} - set(pattern.groupindex) if "b" not in pattern.groupindex else set()
    if len(lacking) > (row["missing"] != "none"):
        raise ValueError(f"no way to find {sorted(lacking)}")
    return Rule(
        row["id"],
        row["predicate"],
        pattern,
        subject,
        object_,
        row["missing"],
        row["modality"],
        float(row["confidence"]),
        None if row["bar"] == "-" else re.compile(row["bar"]),
    )
