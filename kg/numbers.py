"""Figures as written in Chinese → values: numerals, units, bounds, ranges, fractions, ranks.

Pure; offsets are those of the text given. Dates and periods live in ``kg.periods``; what a figure
measures, and of whom, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon import Row, guarded, load_table, one_of
from kg.records import Bound

Number = float | int

# One character for one: offsets stay.
ASCII = str.maketrans("０１２３４５６７８９％．／～－—–", "0123456789%./~---")
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
SPELLED = (
    r"(?<![数几好零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]{1,9}"
    r"(?:点[零〇一二三四五六七八九]{1,4})?|半"
)
SCALE = "万亿|[百千]万|亿|万"
SCALES = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
# What a figure never begins behind: a longer number or name (IL-12, 5G, 前20, 第3).
BORDER = (
    r"(?:(?<=GDP)|(?<![A-Za-z0-9+＋_#第]))(?<![A-Za-z0-9,(（]-)(?<![^目此之当以日]前)(?<![A-Za-z0-9.][,.:/])"
)
# 产值过亿元, 近万名职工: a scale without a number is one of it.
BARE_SCALE = r"(?<=[过超破逾近上])(?=[万亿](?:元|美元|[家户名人吨件台套亩]|平方米|人次))"
# … nor ends before: a longer number or name, a date, a kind (级, 型), the rest of a sum (1+2+1).
NO_END = re.compile(r"[A-Za-z0-9+＋_]|[-:：/]\d|\.\d|,-|级|型|强(?!的)|号|代|期|楼|版")
NO_UNIT_END = re.compile(r"级|代|(?<=方)[面案向式法便]|(?<=位)数")
SHARED = re.compile("[、和与]")
RANK_FORM = (
    r"第(?P<rank>\d{1,5}|[一二三四五六七八九十百]{1,5})"
    r"(?P<place>[位名个家座]|(?=[，。；、,;！？）)”\n]|的|$))"
    r"|(?P<first>首位|榜首|居首|首名|头名)"
)
FRACTION_FORM = (
    r"(?<![\d/.A-Za-z])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/A-Za-z])"
    r"|(?P<parts>(?!百分)[二三四五六七八九十百]{1,3})分之(?P<share>[一二两三四五六七八九十]{1,3})"
    r"|(?P<half>一半|半数|[过超]半数?)(?![年天])"
    r"|(?<![\d.])(?P<tenths>[一二两三四五六七八九])成(?=以上|左右|多|的|[，。；、])"
)
DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
DOUBLED = r"翻了?(?:(?P<times>[一两二三])番|番)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``text[start:end]``, bounds and unit included.

    ``kind``: the kinds of ``units.tsv``, or "scaled" (12.3万, no unit), "plain" (no unit at all),
    "fraction", "rank", "growth" (翻番: a change of ``value`` %). ``upper`` closes a range.
    ``spelled``: the number is written in 汉字. ``named``: the unit itself names what is counted.
    """

    start: int
    end: int
    value: Number
    unit: str | None
    kind: str
    approx: bool = False
    bound: Bound | None = None
    upper: Number | None = None
    spelled: bool = False
    named: bool = False


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find the figures of a text in order; they do not overlap.

    Dates are read as figures where they look like one (30年): mask them by ``find_periods``.
    """
    text = text.translate(ASCII)
    found = [*_find_ranks(text), *_find_fractions(text), *_find_doubled(text), *_find_amounts(text)]
    figures: list[Figure] = []
    for figure in sorted(found, key=lambda item: (item.start, -item.end)):
        if not figures or figure.start >= figures[-1].end:
            figures.append(figure)
    return tuple(reversed(list(_with_shared_unit(text, figures))))


def _with_shared_unit(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Give a number of a list the unit that the last one has for all: 分别提高4.2个和3.1个百分点."""
    last: Figure | None = None
    for figure in reversed(figures):
        bare = figure.kind == "plain" or figure.unit == "个"
        joined = last is not None and SHARED.fullmatch(text, figure.end, last.start)
        if last and joined and bare and (figure.unit is None or last.kind == "points"):
            last = replace(figure, unit=last.unit, kind=last.kind, named=last.named)
        else:
            last = figure
        yield last


def to_number(written: str) -> Number | None:
    """Convert "1,008", "14.5", "二十六", "两千三百", "二〇二三", "半" or "百"; None if it is no number."""
    plain = written.translate(ASCII).replace(",", "")
    if DECIMAL.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    if written == "半":
        return 0.5
    whole, point, decimals = written.partition("点")
    value = _spelled_integer(whole)
    if value is None or not point:
        return value
    return float(f"{value}." + "".join(str(DIGITS[char]) for char in decimals))


def _spelled_integer(written: str) -> int | None:
    if len(written) > 2 and all(char in DIGITS for char in written):
        return int("".join(str(DIGITS[char]) for char in written))
    total, digit, last = 0, None, 10_000
    for char in written:
        if char in TENS:
            if TENS[char] >= last:
                return None
            total, last, digit = total + (1 if digit is None else digit) * TENS[char], TENS[char], None
        elif char not in DIGITS or digit:
            return None
        else:
            digit = DIGITS[char]
    return total + (digit or 0) if written else None


def _find_ranks(text: str) -> Iterator[Figure]:
    for match in re.finditer(RANK_FORM, text):
        value = 1 if match["first"] else to_number(match["rank"])
        if value is not None:
            yield Figure(match.start(), match.end(), value, "位", "rank")


def _find_fractions(text: str) -> Iterator[Figure]:
    for match in _fraction_pattern().finditer(text):
        value = _fraction(match)
        if value is not None:
            found = Figure(match.start(), match.end(), value, None, "fraction", spelled=not match["over"])
            inside = "余" if (match["half"] or "")[:1] in ("过", "超") else ""
            yield _qualify(found, match["before"], inside, match["after"])


@cache
def _fraction_pattern() -> re.Pattern[str]:
    form = rf"(?P<before>{_any('before')})?(?:{FRACTION_FORM})(?P<after>{_any('after')})?"
    return re.compile(guarded(form))


def _fraction(match: re.Match[str]) -> Number | None:
    if match["half"]:
        return 0.5
    if match["tenths"]:
        return DIGITS[match["tenths"]] / 10
    over, under = (match["over"], match["under"]) if match["over"] else (match["share"], match["parts"])
    share, parts = to_number(over), to_number(under)
    return round(share / parts, 2) if share and parts and share < parts else None


def _find_doubled(text: str) -> Iterator[Figure]:
    for match in re.finditer(DOUBLED, text):
        times = DIGITS[match["times"] or "一"]
        yield Figure(match.start(), match.end(), (2**times - 1) * 100, "%", "growth", spelled=True)


def _find_amounts(text: str) -> Iterator[Figure]:
    for match in _amount_pattern().finditer(text):
        figure = _to_figure(match)
        if figure is not None:
            yield figure


@cache
def _amount_pattern() -> re.Pattern[str]:
    first, second = _amount("1"), _amount("2")
    round_number = f"(?<![通经不]){_any('round')}(?=[百千万亿])"
    return re.compile(
        guarded(
            rf"(?P<before>{_any('before')}|{round_number})?(?P<percent>百分之)?{BORDER}{first}"
            rf"(?:[-~至到]{second})?(?P<after>{_any('after')}(?<!内(?=[容部外需])))?"
        )
    )


def _amount(i: str) -> str:
    inside = _any("inside")
    bare = f"|{BARE_SCALE}" if i == "1" else ""
    units = one_of(frozenset(_units()))
    per = f"(?:/(?:{units}(?![线班])|[一-鿿]{{1,2}}))?"  # 元/年, 台/单线
    return (
        rf"(?P<number{i}>(?>{NUMERAL}|{SPELLED}{bare}))(?P<more{i}>{inside})?(?P<scale{i}>{SCALE})?"
        rf"(?P<extra{i}>{inside})?(?:(?P<unit{i}>(?>{units}){per})(?:人民币?)?)?"
    )


def _to_figure(match: re.Match[str]) -> Figure | None:
    last = "2" if match["number2"] else "1"
    low, high = to_number(match["number1"] or "一"), to_number(match["number2"] or "")
    scale = match[f"scale{last}"] or ""
    unit = "%" if match["percent"] else match[f"unit{last}"] or ""
    row = _units().get(unit.partition("/")[0])
    ended = (NO_UNIT_END if unit else NO_END).match(match.string, match.end()) is None
    if (
        low is None
        or not ended
        or not _is_number(match, row)
        or (last == "2" and not _rises(match, low, high))
    ):
        return None
    figure = Figure(
        match.start(),
        match.end(),
        _in_scale(low, match["scale1"], scale) if last == "2" else low,
        (scale + unit) or None,
        row["kind"] if row else "scaled" if scale else "plain",
        upper=high,
        spelled=not match["number1"][:1].isdigit(),
        named=row is not None and row["noun"] == "yes",
    )
    return _qualify(figure, match["before"], _inside(match), match["after"])


def _is_number(match: re.Match[str], row: Row | None) -> bool:
    """Whether a number in 汉字 is one: 两家 and 百余家 are, 一带, 百家争鸣 are not."""
    first = match["number1"][:1]
    if first.isdigit():
        return True
    if match["number1"] == "二" and not match["scale1"] and not match["percent"]:
        return False  # an ordinal, 二次开发; two of a thing are 两
    exact = first not in ("百", "千") or bool(match["before"] or _inside(match))
    scaled = bool(match["scale1"] or match["scale2"] or match["percent"])
    return exact and (scaled or (row is not None and row["spelled"] == "yes"))


def _rises(match: re.Match[str], low: Number, high: Number | None) -> bool:
    """Whether the second number of a range is the greater: 1-2个, 8000万~2亿."""
    return high is not None and (high > low or bool(match["scale1"]))


def _in_scale(low: Number, own: str | None, scale: str) -> Number:
    """The lower number of a range in the scale of the upper: 8000万~2亿 → 0.8."""
    return low * SCALES[own] / SCALES[scale or ""] if own and own != scale else low


def _inside(match: re.Match[str]) -> str:
    return "".join(match[name] or "" for name in ("more1", "extra1", "more2", "extra2"))


def _qualify(figure: Figure, before: str | None, inside: str, after: str | None) -> Figure:
    """Set approx and bound from the words around the number."""
    kinds = {kind for word in (before, after, *inside) for kind in _kinds(word)}
    bound: Bound | None = "min" if "min" in kinds else "max" if "max" in kinds else None
    return replace(figure, approx="approx" in kinds, bound=bound)


@cache
def _any(place: str) -> str:
    """A pattern for any word that stands at ``place`` (before, after, inside, round)."""
    words = {row["word"] for row in load_table("numbers") if row["kind"].endswith(f"_{place}")}
    return one_of(frozenset(words))


@cache
def _kinds(word: str | None) -> frozenset[str]:
    return frozenset(
        row["kind"].partition("_")[0] for row in load_table("numbers") if word and row["word"] == word
    )


@cache
def _units() -> dict[str, Row]:
    return {row["unit"]: row for row in load_table("units")}
