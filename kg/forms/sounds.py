"""How names sound: a misprint often is another character of the same sound (生物安全 and 生物按全)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin
from pypinyin.core import Pinyin

_PINYIN: Final = Pinyin()


@lru_cache(maxsize=65536)
def spell(text: str) -> tuple[str, ...]:
    """Give the syllables of a text without tones, each character in its usual reading."""
    return tuple(_read(character) for character in text)


def spell_words(text: str) -> tuple[str, ...]:
    """Give the syllables of a text without tones, each word in its own reading: 重 in 重庆 is chong.

    As lazy_pinyin does it, ten times as fast where the words come again and again, as in names.
    """
    return tuple(syllable for word in _PINYIN.seg(text) for syllable in _read_word(word))


@lru_cache(maxsize=32768)
def _read_word(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin([word]))


@lru_cache(maxsize=32768)
def _read(character: str) -> str:
    return lazy_pinyin(character)[0]
