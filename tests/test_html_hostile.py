"""120 hostile strings wherever graph.html shows a text: they are seen as they are, and do nothing.

Nothing is asked or loaded and no rule of the page's policy broken (tests/browser.py sees to the console and
the requests), and no element or handler comes of a text. Texts are compared in the page: not every string
survives the way to Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser import DESK, Visit, visit_with, write_page
from tests.hostile import HOSTILE, make_hostile, make_hostile_schema

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# Runs before the page: keeps every report of the policy, and can tell what a text should never have become.
GUARD: Final = """
window.guard = { reports: [] };
document.addEventListener('securitypolicyviolation', (event) => guard.reports.push(event.blockedURI));
const FORBIDDEN = [
  ...['animate', 'audio', 'base', 'embed', 'form', 'frame', 'iframe', 'image', 'img', 'link', 'marquee'],
  ...['math', 'object', 'plaintext', 'source', 'template', 'textarea', 'use', 'video', 'xmp'],
].join();
guard.find = () => {
  const all = [...document.querySelectorAll('*')];
  const handled = all.filter((one) => [...one.attributes].some(({ name }) => /^on/i.test(name)));
  const links = [...document.querySelectorAll('[href], [src]')].filter((one) => !/^https?:/.test(one.href));
  const scripts = [...document.scripts].slice(guard.scripts);
  const made = [...document.querySelectorAll(FORBIDDEN), ...handled, ...links, ...scripts];
  return made.length + guard.reports.length;
};
guard.lacks = (root, texts) => texts.filter((text) => text && !root.textContent.includes(text));
guard.unfold = async (root) => {
  for (let round = 0; round < 3; round += 1) {
    root.querySelectorAll('details:not([open])').forEach((one) => (one.open = true));
    root.querySelectorAll('button.toggle[aria-expanded=false]').forEach((one) => one.click());
    await new Promise((done) => setTimeout(done));
  }
};
"""
# For each entity: what its panel, its relation's and a path lack of all that there is to say.
PANELS: Final = """async () => {
  const panel = document.getElementById('panel');
  const said = ({ origin, proofs: [{ article, quote }], time }) =>
    [article.title, article.publisher, article.date, article.document.name, quote, origin, time];
  const lacking = [];
  const look = (texts) => lacking.push(...guard.lacks(panel, texts));
  for (const entity of Data.entities.filter((one) => one.figures.length)) {
    const [relation] = entity.relations;
    const [figure] = entity.figures;
    const told = [entity.name, ...entity.aliases, entity.type.zh];
    App.goTo(entity);
    if (panel.querySelector('h2').textContent !== entity.name) lacking.push(entity.name);
    await guard.unfold(panel);
    look([...told, ...said(relation), relation.role]);
    look([...said(figure), figure.indicator, figure.wording, figure.unit, figure.scope]);
    Actions.chooseRelation(relation);
    await guard.unfold(panel);
    look([entity.name, relation.predicate.zh, relation.role, ...said(relation)]);
    const quotes = [...panel.querySelectorAll('blockquote')].map((one) => one.textContent);
    if (quotes.join() !== relation.proofs[0].quote) lacking.push(relation.proofs[0].quote);
    const nodes = [relation.subject.id, relation.object.id];
    Store.set({ focus: { edges: [relation.id], kind: 'path', nodes } });
    look([entity.name, relation.predicate.zh]);
  }
  return lacking.length + guard.find();
}"""
HITS: Final = """() => {
  const [input, hits] = ['search', 'hits'].map((id) => document.getElementById(id));
  const isHit = ({ name }) => {
    input.value = name;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return [...hits.querySelectorAll('li span')].some((one) => one.textContent === name);
  };
  return [Data.entities.filter((one) => !isHit(one)).map((one) => one.name), guard.find()];
}"""
# The entities that are not told under the mouse, the predicates that none of their relations is told with.
TIPS: Final = """() => {
  const [graph, tip] = ['graph', 'tip'].map((id) => document.getElementById(id));
  const pointAt = (id) => {
    const { x, y } = App.canvas.whereIs(id);
    graph.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: x, clientY: y }));
    return tip.hidden ? '' : tip.textContent;
  };
  const told = new Set();
  const isTold = (entity) => {
    App.canvas.moveTo({ ...App.canvas.scene().nodeOf(entity), scale: 2 }, { animated: false });
    const [one] = entity.relations;
    if (pointAt(one.id).includes(one.predicate.zh)) told.add(one.predicate);
    return pointAt(entity.id).includes(entity.name) && guard.lacks(tip, [entity.type.zh]).length === 0;
  };
  const untold = Data.entities.filter((one) => !isTold(one)).map((one) => one.name);
  return [untold, Data.predicates.filter((one) => one.count && !told.has(one)), guard.find()];
}"""
FILTERS: Final = """() => {
  const [kinds, documents, chips] = ['kinds', 'documents', 'chips'].map((id) => document.getElementById(id));
  const lacking = [];
  const look = (root, text) => lacking.push(...guard.lacks(root, [text]));
  const turn = (action, text) => {
    action();
    look(chips, text);
    action();
  };
  for (const language of ['zh', 'en']) {
    Words.use(language);
    for (const type of Data.types) turn(() => Actions.toggleType(type.name), type[language]);
    for (const one of Data.predicates.filter((each) => each.count)) {
      turn(() => Actions.togglePredicate(one.name), one[language]);
      look(kinds, one[language]);
    }
    for (const type of Data.types) look(kinds, type[language]);
  }
  while (documents.querySelector('button.more:not([hidden])')) documents.querySelector('button.more').click();
  for (const one of Data.documents) {
    look(documents, one.title);
    turn(() => Actions.toggleDocument(one.id), one.title);
  }
  return lacking.length + guard.find();
}"""

# How many of the names, types, indicators and scopes there are stand in cells of the three tables.
CELLS: Final = """async () => {
  const read = async (kind) => {
    const seen = new Set();
    document.getElementById(`table-${kind}`).click();
    const scroller = document.querySelector('#table .scroller');
    const end = scroller.scrollHeight;
    for (let top = 0; top < end; top += scroller.clientHeight / 2) {
      scroller.scrollTop = top;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      scroller.querySelectorAll('td, td span, th span').forEach((one) => seen.add(one.textContent));
    }
    return seen;
  };
  const there = Data.entities.filter((one) => one.figures.length);
  const count = (seen, textsOf) => there.filter((one) => textsOf(one).every((text) => seen.has(text))).length;
  const entities = count(await read('entities'), (one) => [one.name, one.type.zh]);
  const relations = count(await read('relations'), (one) => [one.name, one.relations[0].predicate.zh]);
  const figures = count(await read('figures'), ({ name, figures: [one] }) => [name, one.indicator]);
  return [entities, relations, figures, guard.find()];
}"""

LINKS: Final = """() => Data.entities.filter((one) => one.figures.length).flatMap((one) => {
  App.goTo(one);
  const { name } = one.figures[0].proofs[0].article.document;
  return [...document.querySelectorAll('#panel a')].map(({ href, rel }) => [name, href, rel]);
})"""
# What the page counts after each of some addresses has been typed in.
ADDRESSES: Final = """async (texts) => {
  const counts = [];
  for (const text of texts.flatMap((one) => [one, `focus=node:${one}:1`, `documents=${one}&view=${one}`])) {
    location.hash = text;
    await new Promise((done) => setTimeout(done));
    counts.push(document.getElementById('badge').textContent);
  }
  return counts;
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page with every string as name, alias, quote, role, title, file name, label … of something."""
    folder = tmp_path_factory.mktemp("hostile")
    return write_page(folder, make_hostile(HOSTILE), make_hostile_schema(HOSTILE))


@pytest.fixture
def guarded(browser: Browser) -> Iterator[Visit]:
    """Give a page that reports what breaks its policy; afterwards it must have been quiet."""
    visits = visit_with(browser, DESK)
    visit = next(visits)
    visit.page.add_init_script(GUARD)
    yield visit
    next(visits, None)


def open_guarded(guarded: Visit, page: Path) -> None:
    guarded.open(page)
    guarded.page.evaluate("guard.scripts = document.scripts.length")


def test_html_hostile_strings_are_there() -> None:
    assert len(set(HOSTILE)) == 120


def test_html_hostile_strings_stand_in_the_panel_as_they_are(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    assert guarded.page.evaluate("Data.entities.filter((one) => one.figures.length).length") == 120
    assert guarded.page.evaluate(PANELS) == 0


def test_html_hostile_names_are_found(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    assert guarded.page.evaluate(HITS) == [[], 0]


def test_html_hostile_names_and_labels_stand_under_the_mouse(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    assert guarded.page.evaluate(TIPS) == [[], [], 0]


def test_html_hostile_labels_titles_and_file_names_stand_in_the_filters(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    assert guarded.page.evaluate(FILTERS) == 0


def test_html_hostile_strings_stand_in_the_table(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    guarded.page.click("#to-table")
    assert guarded.page.evaluate(CELLS) == [120, 120, 120, 0]


def test_html_hostile_file_names_are_links_only_to_the_web(guarded: Visit, page: Path) -> None:
    open_guarded(guarded, page)
    links = guarded.page.evaluate(LINKS)
    assert links
    for name, href, relation in links:
        assert name.startswith("https://") and href.startswith("https://") and "noopener" in relation


def test_html_hostile_title_is_the_title(guarded: Visit, tmp_path: Path) -> None:
    """All at once, but for control characters and lone surrogates, which HTML can't hold."""
    title = " ".join(text for text in HOSTILE if not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text))
    path = write_page(tmp_path, make_hostile(HOSTILE[:2]), title=title)
    open_guarded(guarded, path)
    assert guarded.page.evaluate("document.querySelector('h1').textContent") == title
    assert guarded.page.evaluate("document.title") == re.sub(" +", " ", title).strip(" ")
    assert guarded.page.evaluate("guard.find()") == 0


def test_html_hostile_address_does_nothing(guarded: Visit, page: Path) -> None:
    """An address that none of ours is shows the first view."""
    open_guarded(guarded, page)
    first = guarded.page.inner_text("#badge")
    shown = guarded.page.evaluate(ADDRESSES, [text.encode("utf-8", "replace").decode() for text in HOSTILE])
    assert set(shown) == {first}
    assert guarded.page.evaluate("guard.find()") == 0


def test_html_hostile_names_without_scripts(browser: Browser, page: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    sheet = context.new_page()
    asked: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("dialog", lambda dialog: asked.append(dialog.message))
    sheet.goto(page.as_uri())
    listed = sheet.locator("noscript li").all_inner_texts()
    forbidden = sheet.locator("noscript :is(a, img, script, svg, iframe, form, style, input)").count()
    context.close()
    assert asked == [page.as_uri()]
    assert len(listed) > 10 and forbidden == 0
