"""Names told by their frame: what stands between a verb, or the beginning of a clause, and a closing noun.

制定|年度任务分解|方案, 启动|返乡人员招聘|活动, 建设|二期|生产线. What is quoted or stands behind a verb of
winning is found in ``schemes``; names that prove themselves by a place or a tag are found in ``heads``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.borders import Borders
from kg.extract.draft import Name
from kg.extract.grammar import Grammar
from kg.lexicon import load_table, load_words, one_of

LONGEST_FRAME = 44
CUT = re.compile(r"[，。；：！？…、\n]|——|(?<![\d.])[,;:](?!\d)")
WHOLE = re.compile(
    r"“[^“”\n]{1,24}”|（[^（）\n]{1,16}）|\([^()\n]{1,16}\)|《[^《》\n]{1,40}》|\d{1,12}(?:\.\d{1,9})?[～~\-]\d{1,12}"
)
SESSION = re.compile(r"[一二三四五六七]中")
SESSIONS = re.compile(
    rf"(?P<term>[一二三四五六七八九十]{{1,3}}届)(?P<row>{SESSION.pattern}(?:[、和及]{SESSION.pattern}){{1,6}})全会"
)
RANK = re.compile(r"国家级|省级|市级|国家示范")
MASK = "口"  # stands for what is enclosed, so that nothing in it cuts or opens
AMOUNT = re.compile(rf"\d{{1,12}}(?:\.\d{{1,9}})?[余多]?(?:万|亿)?{one_of(load_words('lists', 'unit'))}")
MODIFIERS = {
    "Policy": r"(?:\d[\d.]*[万亿]?元的?)?",
    "Project": r"(?:.*的)?",
    "Event": r"(?:.*的)?(?:\d{1,6}[届场次个])?(?:[^\d第首]*(?=首届|第[一二三四五六七八九十\d]{1,6}届))?",
    "Recognition": r"(?:.*的)?",
}
INVESTED = re.compile(r"(?:元|亩|方米|投资|打造|承建|引进)的$")  # what told of a work before its name
PROPER = re.compile(r"[“A-Z]|[一二三四五六]期$")


@dataclass(frozen=True, slots=True)
class Frame:
    """How names of one type are framed; see the head of framed_names.tsv."""

    type: str
    noun: re.Pattern[str]
    issue: re.Pattern[str]  # verbs that go before all others, which may stand in a title
    verb: re.Pattern[str]
    behind: re.Pattern[str]
    leading: re.Pattern[str]
    modifier: re.Pattern[str]  # a clause of its own before the name
    bar: re.Pattern[str]
    shortest: int
    score: float


def find_sessions(text: str) -> Iterator[Name]:
    """Yield each plenary session of a row that names its term and head once: 十九届二中、三中、四中全会."""
    for row in SESSIONS.finditer(text):
        sessions = list(SESSION.finditer(text, row.start("row"), row.end("row")))
        for i, session in enumerate(sessions):
            start = session.start() if i else row.start()
            end = session.end() if i + 1 < len(sessions) else row.end()
            yield Name(start, end, "Event", "session", 0.95, form=f"{row['term']}{session[0]}全会")


def find_framed(borders: Borders, grammar: Grammar) -> Iterator[Name]:
    """Yield what stands between a frame's verb, or its clause's beginning, and a closing noun."""
    yield from find_sessions(borders.text)
    masked = WHOLE.sub(lambda match: MASK * len(match[0]), borders.text)
    for frame in _frames():
        for noun in frame.noun.finditer(masked):
            start = _begin(borders, frame, masked, noun)
            if start is not None and _is_named(borders, grammar, frame, start, noun.start()):
                yield Name(start, noun.end(), frame.type, "framed", frame.score)


def _begin(borders: Borders, frame: Frame, masked: str, noun: re.Match[str]) -> int | None:
    """Where the framed name begins, None if no frame is there."""
    floor = max(0, noun.start() - LONGEST_FRAME)
    cuts = [match.end() for match in CUT.finditer(masked, floor, noun.start())]
    clause = cuts[-1] if cuts else floor
    starts = [_behind_verb(borders, verb, masked, clause, noun.start()) for verb in (frame.issue, frame.verb)]
    if (cuts or floor == 0) and frame.behind.match(masked, noun.end()):
        starts.append(clause)
    start = next((start for start in starts if start is not None), None)
    for pattern in (frame.leading, frame.modifier):
        found = pattern.match(masked, start, noun.start()) if start is not None else None
        start = found.end() if found else start
    return start


def _behind_verb(borders: Borders, verb: re.Pattern[str], masked: str, start: int, end: int) -> int | None:
    """The end of the last verb in a piece of text."""
    ends = [
        match.end()
        for match in verb.finditer(masked, start, end)
        if not borders.cuts_word(match.start()) and not borders.cuts_word(match.end())
    ]
    return ends[-1] if ends else None


def _is_named(borders: Borders, grammar: Grammar, frame: Frame, start: int, end: int) -> bool:
    """Whether what stands before the noun is long enough, no class word, and has no word of a sentence."""
    text = borders.text[start:end]
    titled = frame.type == "Recognition" and not RANK.match(text)  # 科学发展示范市
    generic = not titled and grammar.is_generic(text)
    if len(text) < frame.shortest or generic or frame.bar.search(text):
        return False
    if frame.type != "Project":
        return True
    told = INVESTED.search(borders.text, max(0, start - 4), start)
    return bool(told or AMOUNT.search(text) or PROPER.search(text) or borders.is_proper(start, end))


@cache
def _frames() -> tuple[Frame, ...]:
    rows = load_table("framed_names")

    def words(kind: str, part: str) -> str:
        found = frozenset(row["word"] for row in rows if row["part"] == part and row["type"] in (kind, "any"))
        return one_of(found) if found else "(?!)"

    return tuple(
        Frame(
            kind,
            re.compile(f"(?>{words(kind, 'noun')})(?!{words(kind, 'more')})"),
            re.compile(words(kind, "issue")),
            re.compile(words(kind, "verb")),
            re.compile(words(kind, "behind")),
            re.compile(f"(?:{words(kind, 'leading')})*"),
            re.compile(MODIFIERS[kind] + f"(?:(?!关于).*{words(kind, 'noun')}(?:以及|[和与及]))?"),
            re.compile(words(kind, "bar")),
            shortest,
            score,
        )
        for kind, shortest, score in (
            ("Policy", 4, 0.55),
            ("Project", 3, 0.6),
            ("Event", 4, 0.6),
            ("Recognition", 4, 0.85),
        )
    )
