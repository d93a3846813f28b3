"""kg.write.show: the text stands there as it is, each entity marked with its type, and nothing in it acts."""

from __future__ import annotations

import re
from html import unescape

from kg.records import Document, Entity, Extraction, Mention, Source, Span
from kg.schema import load_schema
from kg.write.show import to_page, to_terminal

SCHEMA = load_schema()
TEXT = '青岛高新区\r\n引进<b>海尔生物</b>，\x1b[31m海尔"生物"。\n<script>alert(1)</script>\u202e反\n'
DOCUMENT = Document("d1", "seeds/<img>.txt", TEXT, "text/plain")


def mention(surface: str, type_: str, start: int | None = None) -> Mention:
    at = TEXT.index(surface) if start is None else start
    assert TEXT[at : at + len(surface)] == surface
    return Mention(Span(at, at + len(surface)), surface, type_, "test", 0.9)


def extraction(document: str, *entities: Entity) -> Extraction:
    return Extraction(Source(document, "seeds/x.txt", 0), entities)


ZONE = Entity("e1", "Zone", "青岛高新区", (), (mention("青岛高新区", "Zone"),))
FIRM = Entity(
    "e2",
    "Enterprise",
    "海尔生物",
    (),
    (mention("海尔生物", "Enterprise"), mention("生物", "Enterprise"), mention('海尔"生物"', "Enterprise")),
)
EXTRACTIONS = (extraction("d1", ZONE), extraction("d1", FIRM), extraction("other", ZONE))


def test_show_page_marks_each_entity_once_with_its_type() -> None:
    page = to_page(DOCUMENT, EXTRACTIONS, SCHEMA)
    marks = re.findall(r"<mark style=\"background: #[0-9a-f]{6}\">([^<]*)<span>([^<]*)</span></mark>", page)
    assert [(unescape(text), label) for text, label in marks] == [
        ("青岛高新区", "开发区"),
        ("海尔生物", "企业"),
        ('海尔"生物"', "企业"),
    ]
    assert ">企业</mark> 2</li>" in page


def test_show_page_gives_the_whole_text_and_nothing_of_it_acts() -> None:
    page = to_page(DOCUMENT, EXTRACTIONS, SCHEMA)
    body = page.split('<div class="entities"')[1].split(">", 1)[1].split("</div>")[0]
    bare = unescape(re.sub(r"<span>.*?</span>|</?mark[^>]*>", "", body.replace("<br>", "\n")))
    assert bare == TEXT.replace("\r", " ").replace("\x1b", "\ufffd").replace("\u202e", "\ufffd")
    assert "<script" not in page and "<img" not in page and "default-src 'none'" in page


def test_show_page_without_entities_is_the_text() -> None:
    page = to_page(DOCUMENT, (), SCHEMA)
    assert "青岛高新区" in page and "<mark" not in page


def test_show_terminal_gives_the_text_with_types_and_no_control_characters() -> None:
    shown = to_terminal(DOCUMENT, EXTRACTIONS, SCHEMA)
    assert shown.plain.startswith(
        '青岛高新区〔开发区〕 \n引进<b>海尔生物〔企业〕</b>，\ufffd[31m海尔"生物"〔企业〕。'
    )
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", shown.plain)
    marked = [shown.plain[span.start : span.end] for span in shown.spans if " on " in str(span.style)]
    assert marked == ["青岛高新区", "海尔生物", '海尔"生物"']


def test_show_is_the_same_whatever_the_order() -> None:
    turned = EXTRACTIONS[::-1]
    assert to_page(DOCUMENT, turned, SCHEMA) == to_page(DOCUMENT, EXTRACTIONS, SCHEMA)
    assert to_terminal(DOCUMENT, turned, SCHEMA) == to_terminal(DOCUMENT, EXTRACTIONS, SCHEMA)
