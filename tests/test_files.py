"""kg.write.files: a file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.write.files import write_text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_writes_utf8_with_bare_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "图.txt"
    write_text(path, "高新区\n第二行\n")
    assert path.read_bytes() == "高新区\n第二行\n".encode()
    assert names(tmp_path) == ["图.txt"]


def test_files_makes_the_folder(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b" / "c.txt", "x\n")
    assert (tmp_path / "a" / "b" / "c.txt").read_text(encoding="utf-8") == "x\n"


def test_files_replaces_and_gives_the_usual_permissions(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.txt", tmp_path / "usual.txt"
    usual.touch()
    write_text(path, "alt")
    write_text(path, "neu")
    assert path.read_text(encoding="utf-8") == "neu"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_files_takes_a_name_of_the_greatest_length(tmp_path: Path) -> None:
    path = tmp_path / ("高" * 83 + ".txt")
    write_text(path, "x")
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
def test_files_failure_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "graph.ttl"
    write_text(path, "alt")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif broken == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr("kg.write.files._write_through", fail)
    with pytest.raises(InputError, match=r"graph\.ttl.*No space left"):
        write_text(path, "neu")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "alt"
    assert names(tmp_path) == ["graph.ttl"]


def test_files_names_the_path_of_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="outputs"):
        write_text(tmp_path / "outputs" / "graph.ttl", "x")


def test_files_text_that_utf8_cannot_hold_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "a.txt", "\ud800")
    assert names(tmp_path) == []
