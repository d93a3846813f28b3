"""Rules made of two tables: the verbs of relation_frames.tsv in the constructions that they take.

Constructions are in relation_constructions.tsv. The rows made here look like those of relations.tsv; what
a pattern means is decided in relations_rules.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.lexicon import Row, load_table


@cache
def load_frame_rules() -> tuple[Row, ...]:
    """The rules of all frames, in the columns of relations.tsv; KeyError for an unknown construction."""
    constructions = {row["id"]: row for row in load_table("relation_constructions")}
    return tuple(
        row
        for frame in load_table("relation_frames")
        for name in frame["constructions"].split()
        for row in _rules(frame, constructions[name])
    )


def _rules(frame: Row, construction: Row) -> Iterator[Row]:
    """One rule for each predicate of a frame."""
    predicates = frame["predicates"].split()
    for predicate in predicates:
        holder, theme = _ends(predicate)
        own = f"-{predicate}" if len(predicates) > 1 else ""
        types = {holder: frame["holder"], theme: frame["theme"]}
        yield {
            "id": f"{frame['id']}-{construction['id']}{own}",
            "predicate": predicate,
            "pattern": _pattern(frame, construction["pattern"], holder, theme),
            "subject": types["s"],
            "object": types["o"],
            "missing": construction["missing"],
            "modality": "read",
            "confidence": min(frame["confidence"], construction["confidence"]),
            "bar": frame["bar"],
            "yields": frame["yields"],
            "example": _fill(
                frame, construction["example"], f"[{holder}:{frame['a']}]", f"[{theme}:{frame['t']}]"
            ),
            "counter": _fill(frame, construction["counter"], f"[{frame['a']}]", f"[{frame['t']}]"),
        }


def _ends(predicate: str) -> tuple[str, str]:
    """The slots of holder and theme: subject and object, or the other way round."""
    row = next(row for row in load_table("relation_predicates") if row["predicate"] == predicate)
    return ("s", "o") if row["holder"] == "subject" else ("o", "s")


def _pattern(frame: Row, pattern: str, holder: str, theme: str) -> str:
    verb = f"{{{frame['words']}}}"
    parts = {
        "{V}": f"(?:{verb}{_unless(frame['not'])})",
        "{W}": verb,
        "<a>": f"<{holder}>",
        "<t>": f"<{theme}>{_unless(frame['end'])}",
    }
    for part, value in parts.items():
        pattern = pattern.replace(part, value)
    return pattern


def _unless(pattern: str) -> str:
    return "" if pattern == "-" else f"(?!{pattern})"


def _fill(frame: Row, text: str, holder: str, theme: str) -> str:
    return text.replace("{a}", holder).replace("{t}", theme).replace("{v}", frame["v"])
