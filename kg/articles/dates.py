"""Dates as pages print them: of publication, of signing, in an address. Pure.

Dates inside the running text are the business of ``kg.periods``.
"""

from __future__ import annotations

import re
from datetime import date

FULL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d) ?(?:(?P<sign>[-/.])|年/?) ?(?P<m>\d{1,2}) ?(?:[-/.]|月/?) ?"
    r"(?P<d>\d{1,2})(?!\d) ?日?"
)
CLOCK = re.compile(r"[ T]{0,9}(?:星期.|周.|[上下]午)? ?\d{1,2} ?[:：时] ?\d{2}")
PATH = re.compile(
    r"[/_t](?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])(?:[-/]?(?P<d>0[1-9]|[12]\d|3[01]))?(?=[/_.])"
)
ADDRESS = re.compile(r"(?:[^。]{0,60}原文(?:链接|地址|网址)?[:：] ?)?(?:https?:|www\.)[!-~]{4,200}")
BESIDE = 20  # characters that a page prints beside a date without a clock time or a label
DIGITS = str.maketrans("〇○零Ｏ０OＯ一二三四五六七八九", "0000000123456789")


def find_date(text: str, *, labelled: bool = False) -> str | None:
    """Find the date that a page prints on a line of its own fields; None if it is part of a sentence.

    A date with a time of day is one, a date behind a label, or one that little else stands beside.
    """
    for found in FULL.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        set_off = (
            "/" in found[0]
            or bool(found["sign"])
            or ((not before or before[-1] == " ") and (not after or after[0] == " "))
        )
        alone = set_off and len((before + after).replace(" ", "")) <= BESIDE
        if labelled or CLOCK.match(after) or alone:
            return to_date(found["y"], found["m"], found["d"])
    return None


def find_path_date(text: str) -> str | None:
    """Find the date in an address that is all of a line, or the source: /2011-06/21/, /t20240914_4893.htm."""
    if not ADDRESS.fullmatch(text.strip()):
        return None
    parts = list(PATH.finditer(text))
    found = next((part for part in parts if part["d"]), parts[0] if parts else None)
    return to_date(found["y"], found["m"], found["d"] or "") if found else None


def to_date(year: str, month: str, day: str) -> str | None:
    """Write year, month and day as ISO, as precise as given; None if there is no such day.

    The parts may stand in Chinese numerals: 二〇〇〇, 十二, 三十一.
    """
    parts = [int(year.translate(DIGITS)), *(_to_number(part) for part in (month, day) if part)]
    try:
        whole = date(*(*parts, 1, 1)[:3]).isoformat()
    except ValueError:
        return None
    return whole[: (4, 7, 10)[len(parts) - 1]]


def _to_number(text: str) -> int:
    """11, 十一 or 三十一 as a number."""
    if "十" not in text:
        return int(text.translate(DIGITS))
    tens, ones = text.split("十", 1)
    return 10 * int(tens.translate(DIGITS) or 1) + int(ones.translate(DIGITS) or 0)
