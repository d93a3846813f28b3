"""The state of graph.html in its address: written, read back, shared, never broken by what stands there."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

from kg.records import Entity, Knowledge, Relation, Source
from kg.write.html import to_html
from kg.write.html.kept import Room
from tests.browser import SCHEMA, Visit, open_page
from tests.knowledge import FIRST_ID, KANGTAI, KNOWLEDGE, SOFTWARE, VALLEY, ZONE, entity
from tests.synthetic_graph import make_knowledge

pytestmark = pytest.mark.browser

State = dict[str, Any]

IDS: Final = [one.id for one in KNOWLEDGE.entities]
EDGES: Final = [one.id for one in KNOWLEDGE.facts if isinstance(one.statement, Relation)]
FIGURES: Final = [one.id for one in KNOWLEDGE.facts if not isinstance(one.statement, Relation)]
TYPES: Final = ["Zone", "Enterprise", "GovernmentBody", "Person"]
PREDICATES: Final = ["locatedIn", "introduced", "cooperatesWith"]
ROUND_TRIP: Final = """(states) => states.map((state) => {
  const { hash, isCut } = Link.encode({ ...Store.START, camera: null, lang: null, theme: null, ...state });
  const { lang, theme, state: read } = Link.decode('#' + hash);
  return { hash, isCut, state: { ...read, ...(lang && { lang }), ...(theme && { theme }) } };
})"""
SEEN: Final = "() => ({ state: Store.state, nodes: App.view().scene.nodes.map((node) => node.entity.id) })"
HOSTILE: Final = (
    "",
    "#",
    "#=",
    "#&&=&=&",
    "#%",
    "#%E0%A4%A&focus=%E0%A4%A",
    "#focus",
    "#focus=",
    "#focus=node",
    "#focus=node:nothing:1",
    f"#focus=node:{ZONE.id}",
    f"#focus=node:{ZONE.id}:99",
    f"#focus=node:{ZONE.id}:-1",
    f"#focus=node:{ZONE.id}:1e9",
    "#focus=edge:nothing",
    f"#focus=edge:{FIGURES[0]}",
    f"#focus=edge:{ZONE.id}",
    "#focus=path:::",
    f"#focus=path:{ZONE.id}+nothing:{EDGES[0]}",
    f"#focus=path:{ZONE.id}:{FIGURES[0]}",
    "#focus=__proto__:1",
    "#focus=constructor:1",
    "#focus=toString",
    "#constructor=1&__proto__=2&toString=3",
    "#view=<script>alert(1)</script>",
    "#view=" + quote("<img src=x onerror=alert(1)>"),
    "#lang=constructor&theme=__proto__",
    "#lang=xx&theme=blue",
    "#camera=NaN,NaN,NaN",
    "#camera=Infinity,0,1",
    "#camera=1e999,1,1",
    "#camera=1,1,0",
    "#camera=1,1,-1",
    "#camera=1,1",
    "#camera=1,1,1,1",
    "#camera=0x10,1,1",
    "#camera=99999999,1,1",
    "#moved=nothing:1:2",
    "#moved=__proto__:1:2",
    f"#moved={ZONE.id}:NaN:2",
    f"#moved={ZONE.id}:1",
    f"#moved={ZONE.id}:1:2:3",
    f"#moved={ZONE.id}:99999999:2",
    "#moved=:::,::,:",
    "#from=2019-13",
    "#from=19-01",
    "#to=2024-00",
    "#from=NaN",
    "#undated=toString",
    "#compact=constructor",
    "#clock=noon",
    "#brought=,,,",
    "#brought=javascript:alert(1)",
    "#removed=" + quote("';DROP TABLE entities"),
    "#hiddenTypes=constructor,__proto__,toString",
    "#hiddenPredicates=hasOwnProperty",
    "#documents=../../etc/passwd",
    "#" + "brought=x," * 20_000,
    "#" + "&".join(["focus=node:a:1"] * 5_000),
    "#\u2028\u0000\ud83d\ude00",
)


def hash_of(visit: Visit) -> str:
    return str(visit.page.evaluate("() => location.hash"))


def wait_hash(visit: Visit, *parts: str) -> str:
    """Wait until the address says all of some things."""
    visit.page.wait_for_function(
        "(parts) => parts.every((part) => location.hash.includes(part))", arg=list(parts)
    )
    return hash_of(visit)


def start(visit: Visit) -> State:
    state: State = visit.page.evaluate("() => ({ ...Store.START })")
    return state


def trip(visit: Visit, states: list[State]) -> list[State]:
    found: list[State] = visit.page.evaluate(ROUND_TRIP, states)
    return found


def some_state(chance: random.Random, keys: list[str]) -> State:
    """Make a state in which some fields differ from the first ones."""

    def pick(items: list[str]) -> list[str]:
        return chance.sample(items, chance.randint(1, min(4, len(items))))

    def place() -> list[int]:
        return [chance.randint(-9999, 9999), chance.randint(-9999, 9999)]

    first = chance.randint(12 * 1990, 12 * 2020)
    fields: State = {
        "hiddenTypes": pick(TYPES),
        "hiddenPredicates": pick(PREDICATES),
        "documents": [FIRST_ID],
        "from": first,
        "to": first + chance.randint(0, 100),
        "undated": False,
        "clock": "reported",
        "brought": pick(IDS),
        "removed": pick(IDS),
        "moved": {id_: place() for id_ in pick(IDS)},
        "focus": chance.choice(
            [
                {"kind": "node", "id": chance.choice(IDS), "hops": chance.randint(1, 3)},
                {"kind": "edge", "id": chance.choice(EDGES)},
                {"kind": "path", "nodes": pick(IDS), "edges": pick(EDGES)},
            ]
        ),
        "view": "table",
        "compact": True,
        "camera": {"x": place()[0] / 10, "y": place()[0] / 10, "scale": chance.randint(50, 6000) / 1000},
    }
    chosen = {key: fields[key] for key in keys if key != "cluster" and chance.random() < 0.4}
    seen = {"lang": "en", "theme": chance.choice(["light", "dark"])}
    return chosen | {key: value for key, value in seen.items() if chance.random() < 0.4}


def test_html_link_state_survives_the_round_trip(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    chance = random.Random(5)
    keys = sorted(start(visit))
    states = [{}, *(some_state(chance, keys) for _ in range(300))]
    found = trip(visit, states)
    assert [one["state"] for one in found] == states
    assert not any(one["isCut"] for one in found)
    assert found[0]["hash"] == ""
    written = {field.partition("=")[0] for one in found for field in one["hash"].split("&")}
    assert written - {"", "data"} == {*keys, "lang", "theme"} - {"cluster"}, (
        "each field of the state was tried"
    )


def test_html_link_is_short_and_legible(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    state = {
        "focus": {"kind": "node", "id": ZONE.id, "hops": 2},
        "from": 12 * 2019,
        "to": 12 * 2024 + 11,
        "hiddenTypes": ["Person", "Policy"],
        "camera": {"x": 12.3456, "y": -7, "scale": 0.81234},
        "moved": {KANGTAI.id: [10.4, -20.6]},
    }
    [found] = trip(visit, [state])
    generation = visit.page.evaluate("() => Data.generation")
    assert found["hash"] == (
        f"focus=node:{ZONE.id}:2&hiddenTypes=Person,Policy&from=2019-01&to=2024-12"
        f"&camera=12.3,-7,0.812&moved={KANGTAI.id}:10:-21&data={generation}"
    )
    assert quote(found["hash"], safe=":/?&=+,;-._~") == found["hash"]


def test_html_link_odd_ids_survive(visit: Visit, tmp_path: Path) -> None:
    odd = [Entity(id_, "Zone", "甲") for id_ in ("a,b", "a:b", "a+b&c=d", "a#%", "甲/乙 丙", "__proto__")]
    open_page(visit, tmp_path, Knowledge((Source(FIRST_ID, "a", 0),), tuple(odd), ()))
    ids = [one.id for one in odd]
    states: list[State] = [
        {"brought": ids, "removed": ids[:2], "moved": {id_: [1, 2] for id_ in ids[:-1]}},
        *({"focus": {"kind": "node", "id": id_, "hops": 1}} for id_ in ids),
        {"focus": {"kind": "path", "nodes": ids, "edges": []}},
    ]
    assert [one["state"] for one in trip(visit, states)] == states


@pytest.mark.parametrize("chunk", range(2))
def test_html_link_hostile_hash_breaks_nothing(visit: Visit, tmp_path: Path, chunk: int) -> None:
    """Whether it stands there at first or comes later, the page is as at first, and quiet."""
    open_page(visit, tmp_path, KNOWLEDGE)
    first = start(visit)
    for hostile in HOSTILE[chunk::2]:
        found = visit.page.evaluate("(hash) => Link.decode(hash)", hostile)
        assert found["state"] == {} or found["state"] in ({key: first[key]} for key in first), hostile[:80]
        assert (found["lang"], found["theme"]) == (None, None), hostile[:80]
        visit.page.evaluate(
            "(hash) => { location.hash = hash; window.dispatchEvent(new Event('hashchange')); }", hostile
        )
        assert visit.page.evaluate("() => Store.state") == first, hostile[:80]
    visit.page.goto("about:blank")
    assert visit.path is not None
    visit.page.goto(visit.path.as_uri() + "#focus=path:::&camera=NaN&moved=__proto__:1:2&%E0%A4%A")
    visit.page.wait_for_function("() => App.view().scene.nodes.length > 0")
    assert visit.page.evaluate("() => Store.state") == first
    visit.requests[:] = [url for url in visit.requests if url != "about:blank"]


def test_html_link_takes_what_it_knows_from_a_broken_hash(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    hash_ = (
        f"#brought={SOFTWARE.id},gone,{SOFTWARE.id}&moved=gone:1:2,{ZONE.id}:3:4"
        "&focus=node:gone:1&from=2030-01&to=2020-01"
    )
    found = visit.page.evaluate("(hash) => Link.decode(hash).state", hash_)
    assert found == {"brought": [SOFTWARE.id], "moved": {ZONE.id: [3, 4]}, "from": 12 * 2030}


def test_html_link_too_long_keeps_the_latest(visit: Visit, tmp_path: Path) -> None:
    firms = tuple(entity("Enterprise", f"第{number}号企业") for number in range(900))
    open_page(visit, tmp_path, Knowledge((Source(FIRST_ID, "a", 0),), (ZONE, *firms), ()))
    ids = [one.id for one in firms]
    focus = {"kind": "node", "id": ZONE.id, "hops": 1}
    state = {"brought": ids, "focus": focus, "moved": {id_: [1, 2] for id_ in ids[:50]}, "removed": ids[:3]}
    [found] = trip(visit, [state])
    assert found["isCut"]
    assert 7900 < len(found["hash"]) <= 8000
    kept = found["state"]["brought"]
    assert len(kept) > 200 and kept == ids[-len(kept) :]
    assert (found["state"]["focus"], found["state"]["removed"]) == (focus, ids[:3])
    visit.page.evaluate("(hash) => (location.hash = hash)", found["hash"])
    visit.page.wait_for_selector("#notice button")
    assert "只恢复了其中一部分" in visit.page.inner_text("#notice")


def test_html_link_reload_restores_what_was_seen(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    steps = visit.page.evaluate("() => history.length")
    visit.page.evaluate(
        """([zone, removed, moved]) => {
          Actions.toggleType('Person');
          Actions.togglePredicate('introduced');
          Actions.remove(Data.entity(removed));
          Actions.move({ [moved]: [321.4, -123.6] });
          Actions.chooseEntity(Data.entity(zone), { hops: 2 });
          Words.use('en');
          Theme.choose('dark');
          App.canvas.moveTo({ x: 40, y: -30, scale: 1.25 }, { animated: false });
        }""",
        [ZONE.id, VALLEY.id, SOFTWARE.id],
    )
    wait_hash(visit, "focus=node", "removed=", "moved=", "lang=en", "theme=dark", "camera=40,-30,1.25")
    before = visit.page.evaluate(SEEN)
    visit.page.reload()
    visit.page.wait_for_function("() => App.view() !== null")
    visit.wait_frame()
    after = visit.page.evaluate(SEEN)
    assert after["nodes"] == before["nodes"]
    ignored = {"camera": None, "moved": None}
    assert after["state"] | ignored == before["state"] | ignored
    assert after["state"]["moved"] == {SOFTWARE.id: [321, -124]}
    camera = visit.page.evaluate("() => App.canvas.camera()")
    assert (camera["x"], camera["y"], camera["scale"]) == pytest.approx((40, -30, 1.25), abs=0.1)
    assert visit.page.evaluate("() => [Words.lang(), Theme.name(), document.documentElement.lang]") == [
        "en",
        "dark",
        "en",
    ]
    assert visit.page.inner_text("#export") == "Export"
    assert ZONE.name in visit.text()
    assert visit.page.evaluate("() => [history.length, Store.canUndo()]") == [steps, False]


def test_html_link_of_a_cluster(visit: Visit, tmp_path: Path) -> None:
    """A page of a part of the graph: the cluster by its name; the focus in sight, though placed anew."""
    path = tmp_path / "graph.html"
    known = make_knowledge(700, 1800, seed=3)
    path.write_text(to_html(known, SCHEMA, room=Room(300, 500, 60)), encoding="utf-8", newline="\n")
    visit.open(path)
    names = visit.page.evaluate("() => Data.clusters.groups.map((group) => group.name)")
    states: list[State] = [{"view": "clusters"}, *({"cluster": name} for name in names)]
    assert [one["state"] for one in trip(visit, states)] == states
    visit.page.evaluate(
        "() => Data.entities.slice(70, 73).forEach((one) => Actions.expand(one, App.view().scene))"
    )
    visit.page.evaluate("() => App.goTo(Data.entities[250])")
    before = visit.page.evaluate(SEEN)
    assert len(before["nodes"]) > 60
    wait_hash(visit, "brought=", f"focus=node:{before['state']['focus']['id']}", "camera=")
    visit.page.reload()
    visit.page.wait_for_function("() => App.view() !== null")
    visit.wait_frame()
    after = visit.page.evaluate(SEEN)
    assert (after["nodes"], after["state"]["brought"]) == (before["nodes"], before["state"]["brought"])
    x, y = visit.where(after["state"]["focus"]["id"])
    assert 216 < x < 1040 and 50 < y < 800


def test_html_link_of_the_first_view_is_empty(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(ZONE.id)
    wait_hash(visit, f"focus=node:{ZONE.id}:1")
    visit.page.click("#reset")
    visit.page.wait_for_function("() => location.hash === ''")
    assert visit.page.evaluate("() => Store.state") == start(visit)


def test_html_link_table_view_keeps_the_camera(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("() => App.canvas.moveTo({ x: 40, y: -30, scale: 1.25 }, { animated: false })")
    wait_hash(visit, "camera=40,-30,1.25")
    visit.page.click("#to-table")
    assert "camera=40,-30,1.25" in wait_hash(visit, "view=table")
    visit.page.reload()
    visit.page.wait_for_function("() => App.view() !== null")
    visit.page.click("#to-graph")
    visit.page.wait_for_function("() => !location.hash.includes('view')")
    assert "camera=40,-30,1.25" in hash_of(visit)


def test_html_link_camera_bears_another_size(visit: Visit, tmp_path: Path) -> None:
    """What the reader looks at stays as large and in the middle; the whole stays the whole."""
    open_page(visit, tmp_path, KNOWLEDGE)
    for width, height in ((1000, 700), (1440, 900)):
        visit.page.evaluate("() => App.canvas.moveTo({ x: 40, y: -30, scale: 1.25 }, { animated: false })")
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.wait_frame()
        camera = visit.page.evaluate("() => App.canvas.camera()")
        assert (camera["x"], camera["y"], camera["scale"]) == pytest.approx((40, -30, 1.25), abs=0.01)
    visit.page.click("#fit")
    visit.page.set_viewport_size({"width": 800, "height": 600})
    visit.wait_frame()
    visit.page.wait_for_function("() => Frame.isAlike(App.canvas.camera(), App.canvas.home(), 800)")
    visit.page.wait_for_function("() => location.hash === ''")


def test_html_link_follows_the_address(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate("(id) => (location.hash = `focus=node:${id}:1&hiddenTypes=Person`)", KANGTAI.id)
    assert KANGTAI.name in visit.text()
    assert visit.page.evaluate("() => Store.state.hiddenTypes") == ["Person"]
    visit.page.evaluate("() => Store.undo()")
    assert visit.page.evaluate("() => Store.state.focus") is None


def test_html_link_of_another_build_says_so(visit: Visit, tmp_path: Path) -> None:
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.page.evaluate(
        "(id) => (location.hash = `focus=node:${id}:1&brought=gone&data=0123456789ab`)", ZONE.id
    )
    visit.page.wait_for_selector("#notice button")
    assert "数据已更新：链接来自另一次构建" in visit.page.inner_text("#notice")
    assert ZONE.name in visit.text()
    visit.page.click("#notice button")
    assert visit.page.is_hidden("#notice")


def test_html_link_bears_a_browser_that_refuses_the_address(visit: Visit, tmp_path: Path) -> None:
    visit.page.add_init_script(
        "history.replaceState = () => {"
        "  window.refused = true;"
        "  throw new DOMException('no', 'SecurityError');"
        "}"
    )
    open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(ZONE.id)
    visit.page.wait_for_function("() => window.refused")
    assert hash_of(visit) == ""


@pytest.mark.parametrize("is_allowed", [True, False])
def test_html_link_share_gives_the_whole_address(visit: Visit, tmp_path: Path, is_allowed: bool) -> None:
    answer = "(text) => { window.copied = text; return Promise.resolve(); }"
    refusal = "() => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', "
        f"{{ value: {{ writeText: {answer if is_allowed else refusal} }} }});"
    )
    path = open_page(visit, tmp_path, KNOWLEDGE)
    visit.click(ZONE.id)
    visit.page.click("#share")
    address = re.escape(path.as_uri()) + "#focus=node:" + re.escape(ZONE.id) + r":1&.*data=\w+"
    if is_allowed:
        visit.page.wait_for_selector("#notice button")
        assert "已复制" in visit.page.inner_text("#notice")
        assert re.fullmatch(address, visit.page.evaluate("() => window.copied"))
        return
    assert re.fullmatch(address, visit.page.locator("#share-dialog[open] textarea").input_value())
    assert (
        visit.page.evaluate(
            "() => { const f = document.activeElement; return f.selectionEnd - f.selectionStart; }"
        )
        > 0
    )
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#share-dialog", state="hidden")
    assert visit.page.evaluate("() => Store.state.focus") is not None
