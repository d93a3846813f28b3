"""Dates and periods as written in Chinese → ISO-like values: 2023, 2023-06, 2020-H1, 2025-Q1, 2021/2023.

Pure; offsets are those of the text given. Relative words count from the date of the article.
Numerals and figures live in ``kg.numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.lexicon import guarded, load_table, load_words, one_of
from kg.numbers import to_number

Role = Literal["at", "since", "until", "base"]

ASCII = str.maketrans("０１２３４５６７８９－—–～〜", "0123456789-----")
CHINESE_YEAR = str.maketrans("〇零○一二三四五六七八九", "000123456789")
SPAN = r"(?<![\d.])(?P<from>(?:19|20)\d\d)年?[-至到](?P<to>(?:19|20)\d\d)年"
YEAR = r"(?<![\d.])(?P<year>(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})年度?"
DAYS = r"(?P<day>\d{1,2})(?:[日号](?:[-至到](?:\d{1,2}月)?\d{1,2}[日号])?|[-至到]\d{1,2}[日号])"
PART = (
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[二两三])个?季度"
    r"|(?<!\d)(?P<first>\d{1,2})(?:月份?)?[-至到](?P<last>\d{1,2})月份?(?!\d)"
    r"|(?:前|头)(?P<months>[一二两三四五六七八九十]{1,2}|\d{1,2})个月"
    rf"|(?<!\d)(?P<month>\d{{1,2}})月份?(?:{DAYS})?|(?P<whole>全年)"
)
# The year in the title of a report, or before the name of a list: 年度报告（2024）》, 2023园区百强榜单.
TITLED = r"(?<=[（(])(?P<titled>(?:19|20)\d\d)(?=[）)]》)"
LISTED = (
    r"(?<![\d.A-Za-z-])(?P<listed>(?:19|20)\d\d)"
    r"(?=[一-鿿“]{2,16}?(?:榜|名单|百强|报告|白皮书|大会|大赛|论坛|峰会|博览会))"
)
# A year by its place in a five-year plan: “十四五”开局之年.
PLAN_YEAR = r"[“\"]?十(?P<plan>[一二三四五六])五[”\"]?(?:规划)?的?(?P<place>开局|起步|收官)之?年"
PLAN_START = 2001  # of the “十五” plan; five years each
YEAR_END = 11  # the month from which on a text may speak of the whole year
AIM = re.compile(r"(?:力争|争取|确保|计划|预计|预期|规划|有望|目标)[^，。；\n]{0,4}$")
AIMED = re.compile(r"[^，。；\n]{0,10}?(?:要|力争|确保|任务|目标|计划|预期|预计|有望|将)")
# 建成后年产值, 以上年度: no 后年, no 上年.
NO_YEAR = r"(?:(?<![成产工用营之以此])(?=[后上前])|(?![后上前]))"
DAY_ALONE = r"(?<![\d月年])\d{1,2}日(?=[上下中晚凌，, 至电])"
BEFORE = re.compile(r"(?:截至|截止|较之?|比|对比|同|与|自|(?<![升增降提减压缩高少达加展大])[到至])$")
AFTER = re.compile(
    r"同期|相比|以来|起|[年]?[底末初]?的(?=\d{1,4}(?:\.\d{1,2})?[多余]?倍)|[年]?[底末初]|(?:以前|之前|前(?![进列往沿期景后来十百\d]))|期间|内|[上中下]旬"
)
ROLES: dict[str, Role] = {
    **dict.fromkeys(("较", "较之", "比", "对比", "同", "与", "同期", "相比"), "base"),
    **dict.fromkeys(("到", "至", "前", "以前", "之前"), "until"),
    **dict.fromkeys(("自", "起", "以来"), "since"),
}
NUMERAL = r"(?:(?!(?:19|20)\d\d年)\d{1,4}|[一二两三四五六七八九十半百几数多]{1,3})"
STOP = re.compile(r"[。！？!?\n]")
# Months that are a part of the year with a name: 1—3月 is the first quarter.
WHOLE_PARTS = {
    (1, 3): "{year}-Q1",
    (4, 6): "{year}-Q2",
    (7, 9): "{year}-Q3",
    (10, 12): "{year}-Q4",
    (1, 6): "{year}-H1",
    (7, 12): "{year}-H2",
    (1, 9): "{year}-Q1/{year}-Q3",
    (1, 12): "{year}",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time at ``text[start:end]``; ``value`` is None where no calendar period follows from it.

    ``role``: "since" (2023年以来), "until" (到2025年), "base" of a comparison (较2023年), else "at".
    A day is kept (2020-05-26). ``is_now`` marks words like 目前.
    """

    start: int
    end: int
    value: str | None
    role: Role = "at"
    is_now: bool = False


@lru_cache(maxsize=4)  # relations and figures ask for the same ones
def find_periods(text: str, date: str | None) -> tuple[Period, ...]:
    """Find the times of a text in order, without overlap; ``date`` is the article's: 2025, 2025-03 or a day.

    A month or part of a year belongs to the year named before it in its sentence, else to the article's.
    """
    return tuple(_periods(text.translate(ASCII), date))


def _periods(text: str, date: str | None) -> Iterator[Period]:
    position, year, spoken = 0, _year_of(date), None
    while match := _pattern().search(text, position):
        if STOP.search(text, position, match.start()):
            year = _year_of(date)
        part = _part().match(text, match.end()) if match["year"] or match["relative"] else None
        end = (part or match).end()
        named = _named_year(match, date, year)
        if match["whole"] and not _is_aim(text, match):
            named = spoken or _last_whole_year(date)
        value = _resolve(match, part, date, named or year)
        before = BEFORE.search(text, max(position, match.start() - 2), match.start())
        after = AFTER.match(text, end)
        role = _role(before[0] if before else "", after[0] if after else "")
        position = after.end() if after else end
        yield Period((before or match).start(), position, value, role, bool(match["now"]))
        if named and role != "base":
            year, spoken = named, named if named <= (_year_of(date) or named) else spoken


def _role(before: str, after: str) -> Role:
    """What the words around a time make of it: 2023年以来, 较2023年, 是2023年的3倍."""
    return "base" if after.endswith("的") else ROLES.get(after) or ROLES.get(before) or "at"


def _last_whole_year(date: str | None) -> int | None:
    """The last year gone by, where the article's date tells it."""
    year = _year_of(date)
    return year - 1 if year and date and len(date) >= 7 and int(date[5:7]) < YEAR_END else None


def _is_aim(text: str, match: re.Match[str]) -> bool:
    """Whether 全年 is a time aimed at, not one gone by."""
    before = AIM.search(text, max(0, match.start() - 8), match.start())
    return before is not None or AIMED.match(text, match.end()) is not None


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"的?(?:{PART})")


@cache
def _pattern() -> re.Pattern[str]:
    null = "|".join(
        row["word"].replace("N", NUMERAL) for row in load_table("periods") if row["kind"] == "null"
    )
    words = {kind: one_of(load_words("periods", kind)) for kind in ("year", "same", "day", "month", "now")}
    return re.compile(
        guarded(
            rf"{SPAN}|{PLAN_YEAR}|{YEAR}|{TITLED}|{LISTED}|{NO_YEAR}(?P<relative>{words['year']}|{words['same']})"
            rf"|{PART}|(?P<today>{words['day']}|{DAY_ALONE})|(?P<moon>{words['month']})(?:\d{{1,2}}日)?"
            rf"|(?P<now>{words['now']})|(?P<null>{null})"
        )
    )


def _year_of(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdecimal() else None


def _named_year(match: re.Match[str], date: str | None, year: int | None) -> int | None:
    if match["year"]:
        return int(match["year"].translate(CHINESE_YEAR))
    if match["titled"] or match["listed"]:
        return int(match["titled"] or match["listed"])
    if match["plan"]:
        first = PLAN_START + 5 * int(to_number(match["plan"]) or 0)
        return first + 4 * (match["place"] == "收官")
    if match["relative"] in load_words("periods", "same"):
        return year
    own = _year_of(date)
    return own + _shift(match["relative"]) if match["relative"] and own else None


@cache
def _shift(word: str) -> int:
    return next(int(row["value"]) for row in load_table("periods") if row["word"] == word)


def _resolve(
    match: re.Match[str], part: re.Match[str] | None, date: str | None, year: int | None
) -> str | None:
    if match["from"]:
        return f"{match['from']}/{match['to']}"
    if match["null"] or year is None:
        return None
    if match["now"] or match["today"] or match["moon"]:
        return _counted_from(match, date)
    if match["year"] or match["relative"] or match["titled"] or match["listed"] or match["plan"]:
        return _with_part(year, part) if part else str(year)
    return _with_part(_likely_year(match, date, year), match)


def _counted_from(match: re.Match[str], date: str | None) -> str | None:
    """目前: the year of the article; 今天: its month; 上月: the month before."""
    if not date or match["now"]:
        return date[:4] if date else None
    return date[:7] if match["today"] else _month_of(date, _shift(match["moon"]))


def _month_of(date: str | None, shift: int) -> str | None:
    if not date or len(date) < 7:
        return None
    months = int(date[:4]) * 12 + int(date[5:7]) - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"


def _likely_year(part: re.Match[str], date: str | None, year: int) -> int:
    """A month far ahead of the article's own (12月 read in January) is one of the year before."""
    if date and len(date) >= 7 and part["month"] and year == _year_of(date):
        return year - (int(part["month"]) - int(date[5:7]) > 8)
    return year


def _with_part(year: int, part: re.Match[str]) -> str | None:
    if part["whole"]:
        return str(year)
    if part["half"]:
        return f"{year}-H{'上下'.index(part['half']) + 1}"
    if part["quarter"]:
        return f"{year}-Q{to_number(part['quarter'])}"
    if part["quarters"]:
        return f"{year}-Q1/{year}-Q{to_number(part['quarters'])}"
    return _with_months(year, part)


def _with_months(year: int, part: re.Match[str]) -> str | None:
    first = 1 if part["months"] else to_number(part["first"] or part["month"])
    last = to_number(part["months"] or part["last"] or part["month"])
    if first is None or last is None or not 1 <= first <= last <= 12:
        return None
    if first != last:
        whole = WHOLE_PARTS.get((int(first), int(last)))
        return whole.format(year=year) if whole else f"{year}-{first:02}/{year}-{last:02}"
    day = int(part["day"] or 0)
    return f"{year}-{first:02}-{day:02}" if 1 <= day <= 31 else f"{year}-{first:02}"
