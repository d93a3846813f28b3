"""The cutter: word for word what jieba.posseg gives, on the seeds and on spoilt pieces of them."""

from __future__ import annotations

import random
from pathlib import Path

import jieba.posseg

from kg.extract.words import load_cutter

SEEDS = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
]


def cut_by_jieba(text: str) -> list[tuple[str, str]]:
    lines = text.splitlines(keepends=True)
    return [(pair.word, pair.flag) for line in lines for pair in jieba.posseg.cut(line)]


def test_words_are_those_of_jieba() -> None:
    assert all(load_cutter().cut(text) == cut_by_jieba(text) for text in SEEDS)


def test_words_of_spoilt_text_are_those_of_jieba() -> None:
    chance, whole = random.Random(1), "".join(SEEDS) + "A.9+#&_\r\n \u3000\u9fa5"
    texts = ["".join(chance.choices(whole, k=chance.choice([1, 2, 5, 20, 60]))) for _ in range(300)]
    assert [text for text in texts if load_cutter().cut(text) != cut_by_jieba(text)] == []


def test_words_of_characters_never_seen_lose_nothing() -> None:
    line = "".join(map(chr, range(0x9F00, 0x9FA0)))
    assert "".join(word for word, _ in load_cutter().cut(line)) == line
