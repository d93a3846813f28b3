"""The tagger: spans inside the text, the same alone or in a batch, nothing but arrays from a weight file."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import pytest

from kg.extract.tagger import LONGEST, ArchiveReader, load_tagger

SENTENCES = ["武汉市科技局局长林远山说。", "", "启明（青岛）生物科技有限公司与华东理工大学合作。" * 3, "A"]


def test_tagger_finds_persons_and_organizations() -> None:
    (spans,) = load_tagger().find(SENTENCES[:1])
    labels = {SENTENCES[0][start:end]: label for start, end, label in spans}
    assert labels["林远山"] == "PERSON"
    assert labels["武汉市科技局"] == "ORG"


def test_tagger_answers_alike_alone_and_in_a_batch() -> None:
    together = load_tagger().find(SENTENCES)
    alone = [load_tagger().find([sentence])[0] for sentence in SENTENCES]
    assert together == alone


def test_tagger_spans_lie_inside_long_sentences() -> None:
    sentence = "华东理工大学" * 200
    (spans,) = load_tagger().find([sentence])
    assert len(sentence) > LONGEST
    assert any(start > LONGEST for start, _, _ in spans)
    assert all(0 <= start < end <= len(sentence) for start, end, _ in spans)


def test_tagger_refuses_a_weight_file_that_would_run_code(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return eval, ("1",)

    with zipfile.ZipFile(tmp_path / "evil.pth", "w") as archive:
        archive.writestr("a/data.pkl", pickle.dumps(Evil()))
    archive_bytes = io.BytesIO((tmp_path / "evil.pth").read_bytes())
    with zipfile.ZipFile(archive_bytes) as archive, pytest.raises(pickle.UnpicklingError):
        ArchiveReader(archive).load()
