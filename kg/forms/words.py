"""Names as characters: the comparison form, the numbers in it, whether it is made of class words only.

Marks, letter width, traditional characters and the ways of writing ordinals and years make no difference.

What the parts of a name mean is the business of grammar.py; places are those of places.py.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.lexicon import load_table, load_words
from kg.text import INVISIBLE
from kg.text import fold as fold_marks

_POINT = re.compile(r"(?<=\d)[.．](?=\d)")
_RANGE = re.compile(r"(?<=\d)[-—–~～](?=\d)|(?<=\d年)[-—–~～至到](?=\d{4}年)")
_DIGITS = "零一二三四五六七八九"
_SPELT_YEAR = re.compile(rf"[{_DIGITS}〇]{{4}}(?=年)")
_ORDINAL = re.compile(
    r"(首|第?(?:[一二三四五六七八九十百零〇]{1,5}|(?<!\d)\d+))(?=[届批期次轮号季]|中(?:学|$))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?(?!\d)")
_SCHOOL = re.compile(r"(?<=\d)中$")
_NUMBER = re.compile(r"\d+(?:点\d+)?(?:至\d+(?:点\d+)?)?")
_NUMERAL = re.compile(r"[0-9点至一二三四五六七八九十百]|(?<![a-z])[a-z](?![a-z])")
_STANDALONE = "-"  # in the column "needs" of the heads: a name by itself


@lru_cache(maxsize=1 << 18)
def fold(text: str) -> str:
    """Give the comparison form: that of ``text.fold``, but 3.5 stays apart from 35 and 1-2 from 12.

    第十届, 第10届 → 10届; 首期 → 1期; 二〇二三年度, 2023年 → 2023; 五十八中 → 58中学; 高新區 → 高新区.
    """
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_simplified())
    folded = fold_marks(_RANGE.sub("至", _POINT.sub("点", plain)))
    folded = _SPELT_YEAR.sub(lambda match: "".join(map(_to_digit, match[0])), folded)
    folded = _ORDINAL.sub(lambda match: _to_figures(match[1].removeprefix("第")), folded)
    return _SCHOOL.sub("中学", _YEAR.sub(r"\1", folded))


def find_numbers(folded: str) -> frozenset[str]:
    """Give the years, amounts and ordinals of a folded name."""
    return frozenset(match[0] for match in _NUMBER.finditer(folded))


@lru_cache(maxsize=1 << 18)
def is_generic(folded: str) -> bool:
    """Whether a name is nothing but class words, numerals and what joins them (二期光伏产业园)."""
    if folded.startswith(_sites()):  # 山河智能
        return False
    reached = [True] + [False] * len(folded)
    for start in range(len(folded)):
        if not reached[start]:
            continue
        if _NUMERAL.match(folded, start):
            reached[start + 1] = True
        for end in range(start + 1, min(len(folded), start + _longest_word()) + 1):
            if folded[start:end] in _class_words():
                reached[end] = True
    return reached[-1]


@lru_cache(maxsize=1)
def _class_words() -> frozenset[str]:
    heads = (row["head"] for row in load_table("heads") if row["needs"] != _STANDALONE)
    common = load_words("words", "generic") | load_words("words", "nominal")
    own = load_words("resolve_words", "topic") | load_words("resolve_words", "joint")
    return frozenset(filter(None, map(fold, common | own | frozenset(heads))))


@lru_cache(maxsize=1)
def _sites() -> tuple[str, ...]:
    """Give what begins a proper name of its own: 山, 河, 湾."""
    rows = (row for row in load_table("heads") if row["needs"] == "site" and len(row["head"]) == 1)
    return tuple(sorted(row["head"] for row in rows))


@lru_cache(maxsize=1)
def _longest_word() -> int:
    return max(map(len, _class_words()))


def _to_figures(ordinal: str) -> str:
    """Write 首, 十五, 一百零二 in figures; what is in figures stays."""
    if ordinal.isdecimal():
        return ordinal
    total, digit = 0, 0
    for sign in ordinal.replace("首", "一"):
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = int(_to_digit(sign))
    return str(total + digit)


def _to_digit(sign: str) -> str:
    return str(_DIGITS.index("零" if sign == "〇" else sign))


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    rows = load_table("traditional")
    return {ord(a): b for row in rows for a, b in zip(row["traditional"], row["simplified"], strict=True)}
