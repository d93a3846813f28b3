"""Reading: encodings, front matter, names, and every way in which a file can be unreadable."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import READERS, find_files, read_document, read_documents
from kg.read.encoding import decode
from kg.read.failure import ReadError
from kg.read.files import MOST_BYTES
from kg.read.markdown import parse_front_matter, to_iso_date
from kg.records import Issue

TEXT = "青岛高新区营业收入增长9%，\r\n引进海尔生物等企业。\n\t全国第13位。\n"
SEEDS = Path(__file__).parent.parent / "seeds"


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        decode(data)
    return caught.value.code


def by_code(issues: tuple[Issue, ...]) -> dict[str, Issue]:
    return {issue.code: issue for issue in issues}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_read_encodings_give_one_document(tmp_path: Path, encoding: str) -> None:
    plain = read_document(write(tmp_path, "a.txt"), "a.txt")
    other = read_document(write(tmp_path, "b.txt", TEXT.encode(encoding)), "a.txt")
    assert other == plain
    assert plain.text == TEXT


@pytest.mark.parametrize("mark,encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_read_utf16_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_read_utf16_without_mark_is_refused_with_the_reason(encoding: str) -> None:
    data = SEEDS.joinpath("000_bf6cac3625d56c7c.txt").read_text(encoding="utf-8").encode(encoding)
    with pytest.raises(ReadError, match="UTF-16") as caught:
        decode(data)
    assert caught.value.code == "encoding"


def test_read_gb18030_rare_characters() -> None:
    text = "朱镕基、㙍、𠮷野家在青岛高新区考察企业。"
    assert decode(text.encode("gb18030")).text == text


def test_read_valid_utf8_wins() -> None:
    text = "楂樻柊鍖"
    assert decode(text.encode("utf-8")).text == text


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("size", [40, 400, 2**20])
def test_read_random_bytes_are_refused(seed: int, size: int) -> None:
    assert refusal(random.Random(seed).randbytes(size)) in ("binary", "encoding")


def test_read_binary_and_foreign_text_are_refused() -> None:
    assert refusal(random.Random(0).randbytes(2**20)) == "binary"
    assert refusal(bytes(range(32)) * 8) == "binary"
    assert refusal("café déjà vu, façade".encode("cp1252")) == "encoding"
    assert refusal(b"\xef\xbb\xbf" + "高新区".encode("gbk")) == "encoding"


def test_read_utf8_is_never_taken_for_gb18030() -> None:
    """A UTF-8 report with one byte lost stays UTF-8 (a character short) or is refused."""
    data = "青岛高新区引进海尔生物等企业，营业收入增长。".encode()
    for cut in range(1, len(data)):
        damaged = data[:cut] + data[cut + 1 :]
        assert refusal(damaged) == "encoding"
        decoded = decode(damaged + data * 100)
        assert (decoded.encoding, 1 <= decoded.damaged <= 3) == ("utf-8", True)


def test_read_damage_is_counted_and_limited(tmp_path: Path) -> None:
    good = "青岛高新区引进企业。".encode() * 200
    document = read_document(write(tmp_path, "a.txt", good + b"\xe9\xab"), "a.txt")
    assert [issue.code for issue in document.issues] == ["damaged"]
    assert "1 unreadable" in document.issues[0].message
    assert refusal(good + b"\xe9\xab" * 30) == "encoding"


def test_read_control_characters_stay() -> None:
    text = "青岛\x00高新区\x0b营业\u200b收入\u202e增长，位居全国前列，引进企业多家。\n" + TEXT
    assert decode(text.encode()).text == text


def test_read_encoded_surrogates_are_refused() -> None:
    assert refusal("高新区\ud800".encode("utf-8", "surrogatepass") * 5) == "encoding"
    assert refusal(b"\xff\xfe" + "高新区\ud800".encode("utf-16-le", "surrogatepass")) == "encoding"


@given(
    st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"))
)
def test_read_decode_inverts_encode(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text
    assert decode(text.encode("utf-8-sig")).text == text


def test_read_ids_depend_on_the_text_alone(tmp_path: Path) -> None:
    first = read_document(write(tmp_path, "a.txt"), "a.txt")
    assert read_document(write(tmp_path, "b.md"), "b.md").id == first.id
    assert read_document(write(tmp_path, "c.txt", TEXT + "。"), "c.txt").id != first.id
    assert len(first.id) == 16


FRONT = (
    '---\r\ntitle: "青岛: 高新区"\ndate: 2022-02-23 10:30:09 +0800\nsource: 青岛日报\n'
    "tags:\n  - a\n---\n<p>正文</p>\n"
)


def test_read_markdown_front_matter(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "a.md", FRONT), "x/a.md")
    assert (document.title, document.date, document.publisher) == ("青岛: 高新区", "2022-02-23", "青岛日报")
    assert document.text == FRONT
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize(
    "text", ["正文\n---\ntitle: x\n---\n", "---\ntitle: x\n", "----\ntitle: x\n---\n", ""]
)
def test_read_markdown_without_front_matter(text: str) -> None:
    assert parse_front_matter(text).title is None


@pytest.mark.parametrize(
    "value,expected",
    [
        ("2022-02-23 10:30:09 +0800", "2022-02-23"),
        ("2022-02-23T10:30:09Z", "2022-02-23"),
        ("2022/2/3", "2022-02-03"),
        ("2022年2月3日", "2022-02-03"),
        ("2022-02", "2022-02"),
        ("2022", "2022"),
        ("2023-02-30", None),
        ("20220223", None),
        ("昨日", None),
        ("", None),
    ],
)
def test_read_dates(value: str, expected: str | None) -> None:
    assert to_iso_date(value) == expected


def test_read_names_do_not_depend_on_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "reports/a.txt")
    write(tmp_path, "reports/sub/e\u0301.md", FRONT)
    expected = ["reports/a.txt", "reports/sub/é.md"]
    names = {Path(tmp_path / "reports"): expected, Path(tmp_path / "reports/sub/.."): expected}
    monkeypatch.chdir(tmp_path / "reports")
    names |= {Path(): expected, Path("../reports"): expected, Path("a.txt"): expected[:1]}
    for path, wanted in names.items():
        assert [document.name for document in read_documents([path])[0]] == wanted


def test_read_sorted_whatever_the_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, TEXT + name) for name in ("c.txt", "a.txt", "b.md")]
    found = read_documents(paths)
    assert [document.name.rpartition("/")[2] for document in found[0]] == ["a.txt", "b.md", "c.txt"]
    assert read_documents(paths[::-1]) == found
    assert read_documents([tmp_path, paths[2]]) == found


def test_read_repeated_text_is_one_document(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", TEXT.encode("gbk"))
    documents, issues = read_documents([tmp_path])
    assert [document.name for document in documents] == [f"{tmp_path.name}/a.txt"]
    assert [(issue.level, issue.code, issue.where) for issue in issues] == [
        ("info", "repeated", f"{tmp_path.name}/b.txt")
    ]


def test_read_bad_files_leave_the_others(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    write(tmp_path, "empty.txt", "")
    write(tmp_path, "blank.txt", "\ufeff \n\u3000\n")
    write(tmp_path, "noise.txt", random.Random(1).randbytes(10_000))
    write(tmp_path, "table.xls", b"\xd0\xcf\x11\xe0")
    write(tmp_path, ".hidden.txt", "正文")
    write(tmp_path, ".git/config.txt", "正文")
    documents, issues = read_documents([tmp_path])
    assert [document.name for document in documents] == [f"{tmp_path.name}/good.txt"]
    found = [(issue.where.rpartition("/")[2], issue.level, issue.code) for issue in issues]
    assert found == [
        ("blank.txt", "warning", "empty"),
        ("empty.txt", "warning", "empty"),
        ("noise.txt", "error", "binary"),
        ("table.xls", "info", "format"),
    ]


def test_read_unknown_format_given_explicitly_is_a_failure(tmp_path: Path) -> None:
    paths = [write(tmp_path, "good.txt"), write(tmp_path, "table.xls")]
    assert by_code(read_documents(paths)[1])["format"].level == "error"
    assert by_code(read_documents([tmp_path, paths[1]])[1])["format"].level == "error"


def test_read_pipes_devices_and_loops_do_not_hang(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "self").symlink_to(tmp_path)
    documents, issues = read_documents([tmp_path])
    assert len(documents) == 1
    found = {issue.where.rpartition("/")[2]: issue.code for issue in issues if issue.level == "error"}
    assert found == {
        "pipe.txt": "not_a_file",
        "zero.txt": "not_a_file",
        "loop.txt": "link_loop",
        "gone.txt": "vanished",
    }


def test_read_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "large.txt")
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(ReadError, match="limit") as caught:
        read_document(path, "large.txt")
    assert caught.value.code == "too_large"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions don't bind root")
def test_read_forbidden_file_and_folder(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    write(tmp_path, "file.txt").chmod(0)
    write(tmp_path, "folder/a.txt").parent.chmod(0)
    issues = read_documents([tmp_path])[1]
    tmp_path.joinpath("folder").chmod(0o700)
    assert [issue.code for issue in issues] == ["permission", "permission"]


def test_read_forbidden_bytes_are_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "good.txt")
    bad = write(tmp_path, "bad.txt")
    plain = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == bad.name:
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [(issue.code, issue.level) for issue in read_documents([tmp_path])[1]] == [("permission", "error")]


def test_read_missing_paths_are_named_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find_files([tmp_path / "one", write(tmp_path, "a.txt"), tmp_path / "two"])
    assert str(caught.value).count(str(tmp_path)) == 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 50])
def test_read_nothing_readable_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        write(tmp_path, "a.txt", content)
    with pytest.raises(InputError, match="no readable document") as caught:
        read_documents([tmp_path])
    assert "\n" not in str(caught.value)


def test_read_odd_file_names(tmp_path: Path) -> None:
    names = ["区" * 80 + ".txt", "CON.txt", "-x.txt", "a\nb.txt", "x\\..\\a.txt"]
    for name in names:
        write(tmp_path, name, TEXT + name)
    raw = os.fsencode(tmp_path) + b"/" + "高新区".encode("gbk") + b".txt"
    Path(os.fsdecode(raw)).write_bytes(TEXT.encode())
    found = [document.name.partition("/")[2] for document in read_documents([tmp_path])[0]]
    assert set(names) < set(found)
    for name in found:
        name.encode("utf-8")


def test_read_seeds_keep_every_character() -> None:
    documents, issues = read_documents([SEEDS])
    assert (len(documents), issues) == (5, ())
    for document in documents:
        path = SEEDS.parent / document.name
        assert document.text.encode("utf-8") == path.read_bytes().removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize("suffix", READERS)
def test_read_every_reader_keeps_the_contract(tmp_path: Path, suffix: str) -> None:
    document = read_document(write(tmp_path, "a" + suffix.upper()), "folder/a" + suffix)
    assert (document.text, document.name) == (TEXT, "folder/a" + suffix)
    with pytest.raises(ReadError):
        read_document(write(tmp_path, "bad" + suffix, b"\xff\x00" * 40), "bad")
