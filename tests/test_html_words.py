"""The words of graph.html: both languages have the same, all are used, none stands elsewhere in a script."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.write.html.page import SCRIPTS

HERE: Final = Path(__file__).parents[1] / "kg" / "write" / "html"
TABLES: Final = ("words_zh", "words_en")
SOURCES: Final = {name: (HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS}
PAGE: Final = (HERE / "page.html").read_text(encoding="utf-8")
LANGUAGES: Final = ("zh", "en")
_ENTRY: Final = re.compile(r"^  (\w+):\s*(?:\(([^)]*)\) =>)?\s*(\S.*)", re.MULTILINE)
_COMMENT: Final = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_CHINESE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Word:
    """What stands for a key: plain words (``arity`` is None) or a function of so many values."""

    key: str
    arity: int | None
    text: str


def read_words(language: str) -> list[Word]:
    return [
        Word(found[1], None if found[2] is None else found[2].count(",") + bool(found[2].strip()), found[3])
        for found in _ENTRY.finditer(SOURCES[f"words_{language}"])
    ]


def test_html_words_are_read_here() -> None:
    words = {one.key: one for one in read_words("zh")}
    assert len(words) > 100
    assert (words["undo"].arity, words["undo"].text) == (None, '"撤销",')
    assert (words["degree"].arity, words["badge"].arity) == (1, 4)


def test_html_words_are_the_same_in_both_languages() -> None:
    zh, en = ({one.key: one.arity for one in read_words(language)} for language in LANGUAGES)
    assert set(zh) - set(en) == set(en) - set(zh) == set()
    assert {key: (zh[key], en[key]) for key in zh if zh[key] != en[key]} == {}


def test_html_words_are_said_once() -> None:
    for language in LANGUAGES:
        counts = Counter(one.key for one in read_words(language))
        assert [key for key, count in counts.items() if count > 1] == []


def test_html_words_are_in_their_language() -> None:
    english = {"language"}  # a button in the other language's own words
    assert [one.key for one in read_words("en") if _CHINESE.search(one.text) and one.key not in english] == []


def test_html_words_are_all_used() -> None:
    """By their key, or by one put together of parts, as ``${clock}Hint``."""
    others = "\n".join(_COMMENT.sub("", text) for name, text in SOURCES.items() if name not in TABLES)
    quoted = set(re.findall(r"[\"'`](\w+)[\"'`]", others))
    named = set(
        re.findall(r"(?:^\s*|[{,] )(\w+):", others, re.MULTILINE)
    )  # keys of tables that are looked up
    said = set(re.findall(r"data-t(?:-\w+)?=\"(\w+)\"", PAGE))
    endings = tuple(re.findall(r"`\$\{\w+\}(\w+)`", others))
    joined = {f"{name}{ending}" for name in quoted | named for ending in endings}
    assert sorted({one.key for one in read_words("zh")} - quoted - named - said - joined) == []


def test_html_words_that_the_page_says_are_there() -> None:
    keys = {one.key for one in read_words("zh")}
    others = "\n".join(text for name, text in SOURCES.items() if name not in TABLES)
    said = set(re.findall(r"\bWords\.t\(\"(\w+)\"", others)) | set(
        re.findall(r"data-t(?:-\w+)?=\"(\w+)\"", PAGE)
    )
    assert said - keys == set()


def test_html_words_stand_nowhere_else() -> None:
    """Neither in the template nor in another script's texts, but for characters alone and patterns."""
    found = {"page.html": _CHINESE.findall(PAGE)}
    for name, text in SOURCES.items():
        texts = re.findall(r"\"(?!\^)[^\"\n]*\"|`[^`]*`", _COMMENT.sub("", text))
        found[name] = [one for one in texts if len(_CHINESE.findall(one)) > 1]
    assert {name: texts for name, texts in found.items() if texts and name not in TABLES} == {}
