"""Names as characters: the comparison form, the numbers in it, whether it is made of class words only.

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
_RANGE = re.compile(r"(?<=\d)[-—–~～](?=\d)")
_NUMBER = re.compile(
    r"\d+(?:点\d+)?(?:至\d+(?:点\d+)?)?|首(?=[届批期次])|第?[一二三四五六七八九十百]{1,8}(?=[届批期次轮])"
)
_DIGITS = str.maketrans("首一二三四五六七八九", "1123456789")
_NUMERAL = re.compile(r"[0-9点至一二三四五六七八九十百]|(?<![a-z])[a-z](?![a-z])")
_STANDALONE = "-"  # in the column "needs" of the heads: a name by itself


def fold(text: str) -> str:
    """Give the comparison form: that of ``text.fold``, but 3.5 stays apart from 35 and 1-2 from 12."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return fold_marks(_RANGE.sub("至", _POINT.sub("点", plain)))


def find_numbers(folded: str) -> frozenset[str]:
    """Give the years, amounts and ordinals of a folded name, Chinese ordinals in figures."""
    found = (match[0].removeprefix("第") for match in _NUMBER.finditer(folded))
    return frozenset(number.translate(_DIGITS) if len(number) == 1 else number for number in found)


@lru_cache(maxsize=65536)
def is_generic(folded: str) -> bool:
    """Whether a name is nothing but class words, numerals and what joins them (二期光伏产业园)."""
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
def _longest_word() -> int:
    return max(map(len, _class_words()))
