"""How names sound: a misprint often is another character of the same sound (生物安全 and 生物按全)."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin


@lru_cache(maxsize=65536)
def spell(text: str) -> tuple[str, ...]:
    """Give the syllables of a text without tones, each character in its usual reading."""
    return tuple(_read(character) for character in text)


@lru_cache(maxsize=32768)
def _read(character: str) -> str:
    return lazy_pinyin(character)[0]
