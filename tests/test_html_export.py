"""The export dialog of graph.html, and the pictures and tables that Chromium saves by it."""

from __future__ import annotations

import base64
import csv
import io
import re
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from kg.graph import to_graph
from kg.records import Entity, Knowledge, Relation
from kg.write.html.picture import wrap
from tests.browser import SCHEMA, Visit, open_page
from tests.hostile import HOSTILE, make_hostile
from tests.knowledge import ENTITIES, KANGTAI, KNOWLEDGE, POLICY, SOFTWARE, WANG, ZONE
from tests.saving import AROUND, choose, read_turtle, save, save_json, start, to_triples

pytestmark = pytest.mark.browser

SVG: Final = "{http://www.w3.org/2000/svg}"
# The colours of a PNG, counted by the browser in a page of its own.
COLOURS: Final = """async (data) => {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
  const counts = {};
  for (let at = 0; at < bytes.length; at += 4) {
    const hex = '#' + [0, 1, 2].map((i) => bytes[at + i].toString(16).padStart(2, '0')).join('');
    counts[hex] = (counts[hex] || 0) + 1;
  }
  return counts;
}"""


def test_html_export_dialog_says_what_it_gives_out(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    dialog = visit.page.locator("#export-dialog")
    assert dialog.locator(".counts").inner_text() == "17 个实体、18 条关系、7 个指标值"
    assert dialog.locator(".filters").inner_text() == "未设筛选"
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#export-dialog", state="hidden")
    assert visit.page.evaluate("document.activeElement.id") == "export"
    visit.page.evaluate("Actions.toggleType('Person'); Words.use('en')")
    start(visit)
    assert dialog.locator(".counts").inner_text() == "15 entities, 16 relations, 7 figures"
    assert "person" in dialog.locator(".filters").inner_text()
    assert dialog.locator("h2").inner_text() == "Export what is visible"


def test_html_export_escape_leaves_the_focus_of_the_picture(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate(AROUND, [ZONE.id, 1])
    start(visit)
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#export-dialog", state="hidden")
    assert visit.page.evaluate("Store.state.focus.id") == ZONE.id


def sizes(data: bytes) -> tuple[int, int]:
    """Give width and height of a PNG."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize("part", ["whole", "view"])
def test_html_export_png_in_three_sizes(visit: Visit, tmp_path: Path, part: str) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    choose(visit, "part", part)
    found = {}
    for ratio in (1, 2, 4):
        choose(visit, "ratio", str(ratio))
        said = visit.page.inner_text("#export-dialog .note >> nth=0")
        found[ratio] = sizes(save(visit, "png"))
        assert "{} × {}".format(*found[ratio]) in said
    assert found[2] == tuple(2 * side for side in found[1])
    assert found[4] == tuple(4 * side for side in found[1])
    if part == "view":
        frame = visit.page.locator("#graph canvas").bounding_box()
        assert frame is not None
        assert 0 <= found[1][0] - frame["width"] < 60 and 60 < found[1][1] - frame["height"] < 160


def test_html_export_png_shows_the_types_and_the_theme(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("Theme.choose('dark'); Actions.toggleType('Enterprise')")
    start(visit)
    blank = visit.page.context.new_page()
    for paper, colour in (("white", "#ffffff"), ("theme", "#12161c")):
        choose(visit, "paper", paper)
        counts = blank.evaluate(COLOURS, base64.b64encode(save(visit, "png")).decode())
        assert max(counts, key=counts.__getitem__) == colour
        assert counts[SCHEMA.entity_type("Zone").colour] > 100
        assert counts.get(SCHEMA.entity_type("Enterprise").colour, 0) == 0
    blank.close()


def test_html_export_says_where_a_picture_is_too_large_for_a_canvas(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    limit = "([ratio, width, height]) => Export.limit(ratio, { width, height })"
    assert visit.page.evaluate(limit, [4, 1500, 1000]) == 4
    assert visit.page.evaluate(limit, [4, 8000, 1000]) == 2.04
    assert visit.page.evaluate(limit, [4, 6000, 5000]) == 2
    visit.page.set_viewport_size({"width": 4200, "height": 2400})
    start(visit)
    choose(visit, "part", "view")
    choose(visit, "ratio", "4")
    said = visit.page.inner_text("#export-dialog .note >> nth=0")
    size = re.search(r"(\d+) × (\d+)", said)
    assert "SVG" in said and size is not None
    assert int(size[1]) <= 16384 and int(size[1]) * int(size[2]) <= 120e6


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def lines_of(entities: Iterable[Entity]) -> set[str]:
    """Give the lines of the names, as they are drawn."""
    return {line for one in entities for line in wrap(one.name).split("\n")}


def test_html_export_svg_holds_the_visible_names_as_text(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE, title="图谱甲")
    visit.page.evaluate("Actions.toggleType('Enterprise')")
    start(visit)
    root = ET.fromstring(save(visit, "svg"))
    shown = [one for one in ENTITIES if one.type != "Enterprise"]
    written = texts(root)
    names = [text for text in written if text in lines_of(ENTITIES)]
    assert sorted(names) == sorted(line for one in shown for line in wrap(one.name).split("\n"))
    others = set(written) - lines_of(shown)
    assert {"图谱甲", "14 / 17 个实体，10 / 18 条关系", "开发区 1", "园区 2", "已述", "计划"} <= others
    assert any("企业" in text for text in others) and "企业 3" not in others  # among the filters only
    assert any(text.startswith("来源：2 篇文档（2024）") for text in others)
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags == {"svg", "title", "path", "text", "g", "clipPath"}
    attributes = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    haloed = [one for one in root.iter(f"{SVG}text") if "stroke" in one.attrib]
    assert len(haloed) >= len(names) and {one.get("paint-order") for one in haloed} == {"stroke"}
    numbers = re.findall(r"[\d.]+", " ".join(one.get("d", "") for one in root.iter(f"{SVG}path")))
    assert all(len(number.partition(".")[2]) <= 1 for number in numbers)


def test_html_export_svg_of_the_current_view_holds_what_is_on_screen(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    whole = ET.fromstring(save(visit, "svg"))
    visit.page.keyboard.press("Escape")
    look = "(id) => { const { x, y } = App.view().scene.nodeOf(Data.entity(id));"
    visit.page.evaluate(look + " App.canvas.moveTo({ scale: 4, x, y }, { animated: false }); }", WANG.id)
    visit.wait_frame()
    on_screen = "App.canvas.names().flatMap((box) => box.owner.entity.label.split('\\n'))"
    wanted = visit.page.evaluate(on_screen)
    start(visit)
    choose(visit, "part", "view")
    part = ET.fromstring(save(visit, "svg"))
    names = [text for text in texts(part) if text in lines_of(ENTITIES)]
    assert sorted(names) == sorted(wanted) and 0 < len(names) < len(lines_of(ENTITIES)) / 2
    paths = [len(list(root.iter(f"{SVG}path"))) for root in (part, whole)]
    assert paths[0] < 0.5 * paths[1]


def test_html_export_svg_is_the_picture_that_png_is(visit: Visit, tmp_path: Path) -> None:
    """Chromium shows the SVG with the colours of the PNG, in about the same amounts."""
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    choose(visit, "ratio", "1")
    png, svg = save(visit, "png"), save(visit, "svg")
    blank = visit.page.context.new_page()
    root = ET.fromstring(svg)
    blank.set_viewport_size({"width": int(root.attrib["width"]), "height": int(root.attrib["height"])})
    blank.set_content(f"<body style='margin:0'>{svg.decode().partition('?>')[2]}")
    drawn = blank.evaluate(COLOURS, base64.b64encode(blank.screenshot()).decode())
    told = blank.evaluate(COLOURS, base64.b64encode(png).decode())
    blank.close()
    assert sizes(png) == (int(root.attrib["width"]), int(root.attrib["height"]))
    for kind in ("Zone", "Park", "Enterprise", "GovernmentBody"):
        colour = SCHEMA.entity_type(kind).colour
        assert told[colour] > 50 and abs(drawn[colour] - told[colour]) < 0.1 * told[colour]
    assert abs(drawn["#ffffff"] - told["#ffffff"]) < 0.02 * told["#ffffff"]


def test_html_export_follows_focus_and_filters(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate(AROUND, [ZONE.id, 1])
    visit.page.evaluate("Actions.togglePredicate('issued')")
    near = {
        end
        for one in (fact.statement for fact in KNOWLEDGE.facts)
        if isinstance(one, Relation) and ZONE.id in (one.subject, one.object) and one.predicate != "issued"
        for end in (one.subject, one.object)
    }
    start(visit)
    told = save_json(visit)
    assert {one["id"] for one in told["entities"]} == near and POLICY.id not in near
    assert {one["predicate"] for one in told["relations"]}.isdisjoint({"issued", "holdsPosition"})
    assert all(ZONE.id in (one["subject"], one["object"]) for one in told["relations"])
    assert {one["subject"] for one in told["figures"]} == {ZONE.id}
    assert told["filters"]["state"]["focus"] == {"hops": 1, "id": ZONE.id, "kind": "node"}
    assert told["filters"]["state"]["hiddenPredicates"] == ["issued"]
    assert len(told["filters"]["words"]) == 2 and ZONE.name in told["filters"]["words"][0]
    svg = ET.fromstring(save(visit, "svg"))
    assert set(texts(svg)) & lines_of(ENTITIES) == lines_of(one for one in ENTITIES if one.id in near)


def test_html_export_says_every_filter_in_words(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate(
        """([removed, document]) => {
          Actions.toggleType('Person');
          Actions.toggleDocument(document);
          Actions.remove(Data.entity(removed));
          Actions.setTime({ from: 12 * 2022, to: 12 * 2023 + 11, undated: false });
        }""",
        [SOFTWARE.id, KNOWLEDGE.sources[0].document],
    )
    start(visit)
    words = " ".join(save_json(visit)["filters"]["words"])
    assert "人物" in words and "2022-01" in words and "2023-12" in words and "1 个实体" in words
    assert words in visit.page.inner_text("#export-dialog .filters").replace("；", " ")


def test_html_export_csv_has_a_row_for_each(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("Actions.toggleType('Enterprise')")
    start(visit)
    told = save_json(visit)
    for name in ("entities", "relations", "figures"):
        text = save(visit, name).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) == 1 + len(told[name]) and len(told[name]) > 5
        assert {len(row) for row in rows} == {len(rows[0])}
        assert KANGTAI.name not in text and ZONE.name in text


def is_text(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def test_html_export_of_hostile_names(visit: Visit, tmp_path: Path) -> None:
    known = make_hostile([text for text in HOSTILE if is_text(text)])
    open_page(visit, tmp_path, known, title=HOSTILE[0])
    start(visit)
    told = save_json(visit)
    assert told["title"] == HOSTILE[0]
    assert {one["name"] for one in told["entities"]} == {one.name for one in known.entities}
    assert read_turtle(save(visit, "ttl")) <= to_triples(to_graph(known, SCHEMA))
    root = ET.fromstring(save(visit, "svg"))
    assert HOSTILE[0] in texts(root)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        "svg",
        "title",
        "path",
        "text",
        "g",
        "clipPath",
    }
    rows = list(csv.reader(io.StringIO(save(visit, "entities").decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(known.entities)
    sizes(save(visit, "png"))


def test_html_export_of_halves_of_characters(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, make_hostile([text for text in HOSTILE if not is_text(text)]))
    start(visit)
    assert "\ufffd孤立" in save(visit, "ttl").decode()
    read_turtle(save(visit, "ttl"))
    ET.fromstring(save(visit, "svg"))
    assert len(save_json(visit)["entities"]) == 3


def test_html_export_of_nothing(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, Knowledge((), (), ()))
    start(visit)
    assert visit.page.inner_text("#export-dialog .counts") == "0 个实体、0 条关系、0 个指标值"
    assert read_turtle(save(visit, "ttl")) == set()
    ET.fromstring(save(visit, "svg"))
    sizes(save(visit, "png"))
    assert save_json(visit)["entities"] == []


@pytest.mark.parametrize("one", ["png", "svg", "entities", "relations", "figures", "json", "ttl"])
def test_html_export_twice_gives_the_same_bytes(visit: Visit, tmp_path: Path, one: str) -> None:
    """One format a page: Chromium lets a page that a test drives save about ten files."""
    open_page(visit, tmp_path, KNOWLEDGE)
    start(visit)
    choose(visit, "ratio", "1")
    first = save(visit, one)
    visit.page.keyboard.press("Escape")
    start(visit)
    choose(visit, "ratio", "1")
    assert first == save(visit, one)
