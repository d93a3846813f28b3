"""Every regular expression that kg runs takes time in proportion to the text, whatever the text.

A child process runs the whole line and notes each pattern with how it is used; here each meets long strings
made of its own alphabet. Times are compared with times of the same pattern, so that the machine is no matter.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]  # the standard library's own parser
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

import pytest

from kg.extract import Extractor, make_extractor
from kg.records import Article, Document

Items = Iterable[tuple[object, Any]]

ROOT = Path(__file__).resolve().parents[1]
PROBE, SHORT, LONG = 2_000, 10_000, 100_000  # characters
PROBE_COST = 0.001  # seconds for PROBE; what takes less is no square
SLOW = 0.05  # seconds for SHORT: with a square, LONG would take five
LINEAR, SQUARE = 1.5, 2.0  # the power of the length by which time may grow, and that of a square
UNLIMITED = 30  # repetitions
UNITS = 25  # tried of a pattern
HARVEST = """
import json, re, sys
used, compile_, here = {}, re._compile, sys.argv[1]
elsewhere = ("lexicon/__init__.py", "store.py")  # cells of tables, parts of what is run; queries
class Watched:
    def __init__(self, pattern):
        self._pattern = pattern
    def __getattr__(self, name):
        if name in ("search", "finditer", "findall", "sub", "subn", "split", "match", "fullmatch"):
            used.setdefault((self.pattern, self.flags), set()).add(name)
        return getattr(self._pattern, name)
def watch(pattern, flags):
    compiled = compile_(pattern, flags)
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.endswith(("/re/__init__.py", "/functools.py")):
        frame = frame.f_back
    name = frame.f_code.co_filename
    if not name.startswith(here) or name.endswith(elsewhere) or not isinstance(compiled.pattern, str):
        return compiled
    used.setdefault((compiled.pattern, compiled.flags), set())
    return Watched(compiled)
re._compile = watch
from pathlib import Path
from kg.pipeline import build_graph, WRITERS
build = build_graph([Path(name) for name in sys.argv[2:]])
for _, to_text in WRITERS.values():
    to_text(build)
json.dump([[*key, sorted(names)] for key, names in sorted(used.items())], sys.stdout)
"""


FREE = "中a1 ，A.、一\n（“"  # tried where a pattern says what a character is not
CATEGORIES = {
    constants.CATEGORY_DIGIT: r"\d",
    constants.CATEGORY_NOT_DIGIT: r"\D",
    constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S",
    constants.CATEGORY_WORD: r"\w",
    constants.CATEGORY_NOT_WORD: r"\W",
}
REPEATS = {constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT}
WHOLE = {"match", "fullmatch"}  # these begin at one place, the others at every place


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern and the methods of it that the line calls."""

    pattern: re.Pattern[str]
    methods: tuple[str, ...]

    def run(self, text: str) -> float:
        """Run it over a text as the line does; the seconds."""
        started = process_time()
        if self.methods and WHOLE.issuperset(self.methods):
            getattr(self.pattern, self.methods[0])(text)
        else:
            for _ in self.pattern.finditer(text):
                pass
        return process_time() - started


def find_patterns(paths: Sequence[Path]) -> list[Used]:
    """Every pattern that a build of some documents compiles from kg's code or tables."""
    child = [sys.executable, "-c", HARVEST, str(ROOT / "kg"), *map(str, paths)]
    out = subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Used(re.compile(pattern, flags), tuple(names)) for pattern, flags, names in json.loads(out)]


def find_units(pattern: re.Pattern[str]) -> list[str]:
    """What to repeat: a match, one that just fails, what unlimited parts repeat and what is before them."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    match = sample(tree)
    units = [match, match[:-1], match[1:], "中", "1", *find_repeats(tree, "")]
    return [unit for unit in dict.fromkeys(units) if unit][:UNITS]


def find_repeats(items: Items, before: str) -> Iterator[str]:
    """What each unlimited part repeats, alone and after what stands before it."""
    for code, value in items:
        if code in REPEATS:
            if value[1] > UNLIMITED:
                body = sample(value[2])
                yield from (body, before, before + body)
            yield from find_repeats(value[2], before)
        else:
            for part in parts(code, value):
                yield from find_repeats(part, before)
        before = (before + sample([(code, value)]))[-60:]


def sample(items: Items) -> str:
    """A short text that the items match, as far as one can say without looking around."""
    return "".join(sample_item(code, value) for code, value in items)


def sample_item(code: object, value: Any) -> str:  # noqa: ANN401 - the parser's own trees
    """A text for one item."""
    if code is constants.LITERAL:
        return chr(value)
    if code in {constants.NOT_LITERAL, constants.ANY}:
        return next(char for char in FREE if ord(char) != value)
    if code is constants.IN:
        own = [chr(item[1] if item[0] is constants.LITERAL else item[1][0]) for item in value if is_own(item)]
        return next((char for char in [*own, *FREE] if holds(value, char)), "")
    if code in REPEATS:
        least: int = min(max(value[0], 1), value[1])
        return sample(value[2]) * least
    around = code in {constants.ASSERT, constants.ASSERT_NOT}
    return "" if around else next((sample(part) for part in parts(code, value)), "")


def parts(code: object, value: Any) -> list[Items]:  # noqa: ANN401 - the parser's own trees
    """The items inside of an item that repeats nothing."""
    if code is constants.BRANCH:
        return list(value[1])
    if code is constants.SUBPATTERN:
        return [value[3]]
    if code in {constants.ASSERT, constants.ASSERT_NOT, constants.GROUPREF_EXISTS}:
        return [value[1]]
    return [value] if code is constants.ATOMIC_GROUP else []


def is_own(item: tuple[object, Any]) -> bool:
    return item[0] in {constants.LITERAL, constants.RANGE}


def holds(items: Items, char: str) -> bool:
    """Whether a set of characters holds one."""
    inside = any(
        (code is constants.LITERAL and ord(char) == value)
        or (code is constants.RANGE and value[0] <= ord(char) <= value[1])
        or (code is constants.CATEGORY and bool(re.match(CATEGORIES[value], char)))
        for code, value in items
    )
    return inside != any(code is constants.NEGATE for code, _ in items)


def fill(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def find_power(used: Used) -> tuple[float, str]:
    """By which power of the length the time grows with the unit that costs most; 0 where none costs a thing.

    All meet every unit at PROBE; the dear ones are tried four times as long, what looks bent there at LONG.
    """
    cost, unit = max((used.run(fill(unit, PROBE)), unit) for unit in find_units(used.pattern))
    power = _power(used, unit, PROBE, 4 * PROBE) if cost > PROBE_COST else 0
    if power > LINEAR:
        slow = used.run(fill(unit, SHORT)) > SLOW
        power = SQUARE if slow else _power(used, unit, SHORT, LONG)
    return power, unit


def _power(used: Used, unit: str, short: int, long: int) -> float:
    first, second = (min(used.run(fill(unit, size)) for _ in range(2)) for size in (short, long))
    return log(second / first) / log(long / short)


def test_patterns_take_time_in_proportion_to_the_text() -> None:
    patterns = find_patterns(sorted((ROOT / "seeds").glob("*.txt")))
    assert len(patterns) > 500
    powers = [(*find_power(used), used) for used in patterns]
    assert not [
        f"length ** {power:.1f} on {unit!r}…: {used.methods} {used.pattern.pattern[:200]}"
        for power, unit, used in powers
        if power > LINEAR
    ]


@pytest.mark.parametrize(
    "pattern", [r"(?:ab?)*c", r"\d+(?:万|亿)元", r"“[^”]*”", r"(?:原|前)*(?:市长|书记)", r".*，"]
)
def test_patterns_that_are_not_linear_are_found(pattern: str) -> None:
    assert find_power(Used(re.compile(pattern), ("search",)))[0] > LINEAR


@pytest.mark.parametrize("pattern", [r"(?<!\d)\d+(?:万|亿)元", r"[^，]{0,40}?企业", r"《[^《》]{1,80}》"])
def test_patterns_that_are_linear_pass(pattern: str) -> None:
    assert find_power(Used(re.compile(pattern), ("search",)))[0] < LINEAR


@pytest.mark.parametrize("unit", ["高新区管委会副主任林远山说，", "启明生物、", "“"])
def test_patterns_leave_one_long_line_linear(unit: str) -> None:
    extractor = make_extractor()
    extractor(make_article(fill(unit, 100)))
    short, long = (take_time(extractor, fill(unit, size)) for size in (SHORT, LONG))
    assert log(long / short) / log(LONG / SHORT) < LINEAR


def make_article(text: str) -> Article:
    document = Document("0" * 16, "long.txt", text, "text/plain")
    return Article(document, 0, text, tuple(range(len(text))))


def take_time(extractor: Extractor, text: str) -> float:
    started = process_time()
    extractor(make_article(text))
    return process_time() - started
