"""Words that point to a thing named elsewhere in the article: 高新区, 该公司, 该项目, 《意见》, 王主任.

Places pointed to by their rank (我市, 全省) are not read here: what they mean depends on who reads them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from kg.extract.draft import Draft, Name, Reference, Thing
from kg.forms.grammar import NOBODY, parse_name
from kg.forms.places import find_codes, find_name
from kg.forms.words import fold
from kg.lexicon import load_table, load_words, one_of
from kg.text import HAN

CLASSES = frozenset(
    ("Park", "Enterprise", "Institution", "Project", "Policy", "Event")
)  # 该X: by X at their ends
POINTING = "该全我本"  # words that begin so need nothing before them
NOMINAL = ("n", "b", "j", "a")  # parts of speech that make a class of the noun behind them
ZONES = ("Zone", "Park")
LONGEST = 6  # characters of a class noun behind 该
OPENING = 4  # characters before a zone that opens a line
MAIN = 1.5  # times as often named as any other company or zone: the one that 公司, 高新区 denotes
DEMONSTRATIVE = re.compile(rf"(?:该|本届|本次|这次|此次|这届|这一|这个)(?P<class>[{HAN}]{{1,{LONGEST}}})")
TITLE = re.compile(rf"《(?P<class>[{HAN}]{{2,{LONGEST}}})》")
PAPER = re.compile(r"(?:[（(][^（）()]{0,8}[）)])?》?$")  # behind a policy's last word: （试行）》


def find_pointers(draft: Draft) -> Iterator[Reference]:
    """Find the pointers outside of all names, with the things they denote."""
    is_free = _outside(draft)
    found = [(start, end, thing) for start, end, thing in _pointed(draft) if thing and is_free(start, end)]
    reached = 0
    for start, end, thing in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= reached:
            yield Reference(start, end, thing, explicit=False)
            reached = end


def names_post(draft: Draft, name: Name) -> bool:
    """Whether a person's name is a surname and a post (王主任) of one who is named in full elsewhere."""
    found = _post().fullmatch(draft.text, name.start, name.end) if name.type == "Person" else None
    return found is not None and any(
        other.type == "Person" and draft.text.startswith(found["surname"], other.start)
        for other in draft.names
        if not _post().fullmatch(draft.text, other.start, other.end)
    )


def class_names(draft: Draft) -> frozenset[Name]:
    """The names that are none: a bare kind of zone (开发区), a class behind 该 that is no name elsewhere."""
    own = {draft.text[name.start : name.end] for name in draft.names if not _is_pointed(draft, name)}
    return frozenset(name for name in draft.names if _is_class(draft, name, own))


def _is_class(draft: Draft, name: Name, own: Collection[str]) -> bool:
    form = draft.text[name.start : name.end]
    if name.type == "Zone" and not name.form:
        return parse_name(form, "Zone").missing == NOBODY
    return _is_pointed(draft, name) and form not in own


def count_zone_words(draft: Draft) -> int:
    """How often an article says 高新区, 开发区 or the like alone."""
    found = _pattern().finditer(draft.text)
    return sum(_words()[m[0]] == "zone" and not _is_compound(draft, m.start()) for m in found)


def _is_pointed(draft: Draft, name: Name) -> bool:
    return name.type in CLASSES and draft.text.startswith("该", max(0, name.start - 1))


def _pointed(draft: Draft) -> Iterator[tuple[int, int, Thing | None]]:
    text = draft.text
    carrier = draft.topic if draft.topic and draft.topic.type in ZONES and _stands_out(draft) else None
    for match in _pattern().finditer(text):
        if match[0][0] not in POINTING and _is_compound(draft, match.start()):
            continue
        yield match.start(), match.end(), _denoted(draft, match[0], match.start(), carrier)
    for pattern in _rows("company"):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), _main_company(draft, match.start())
    for name in sorted(class_names(draft), key=lambda name: name.start):
        if _is_pointed(draft, name):
            things = [thing for thing in draft.things if thing.type == name.type]
            yield name.start - 1, name.end, last_before(draft, name.start, things)
    for match in DEMONSTRATIVE.finditer(text):
        yield from _by_class(draft, match, CLASSES - {"Policy"})
    for match in TITLE.finditer(text):
        yield from _by_class(draft, match, frozenset(("Policy",)))
    for match in _post().finditer(text):
        yield match.start(), match.end(), _person(draft, match["surname"])


def _is_compound(draft: Draft, position: int) -> bool:
    """Whether a noun stands right before a position, or its word has begun: 招商|公司, 核心|区内, 子公司."""
    i = bisect_left(draft.words, position, key=lambda word: word.end)
    word = draft.words[i] if i < len(draft.words) else None
    if word is None or word.start < position < word.end:
        return word is not None
    beside = word.end == position and word.pos[:1] in NOMINAL
    return beside and word.text not in load_words("words", "verbal")


def _denoted(draft: Draft, word: str, position: int, carrier: Thing | None) -> Thing | None:
    """What a word denotes at a position; ``carrier`` is the zone or park the article is about."""
    denotes = _words()[word]
    if denotes == "zone":
        return _zone(draft, word, position, carrier)
    if denotes == "ending":
        return _ending(draft, word)
    if denotes == "district":
        return _district(draft, position)
    if denotes == "company":
        return _main_company(draft, position)
    if "&" in denotes:
        things = [thing for thing in draft.things if thing.type in denotes.split("&")]
        return last_before(draft, position, things)
    kinds = ([thing for thing in draft.things if thing.type == kind] for kind in denotes.split("|"))
    return next((found for things in kinds if (found := last_before(draft, position, things))), None)


def _zone(draft: Draft, word: str, position: int, carrier: Thing | None) -> Thing | None:
    """The zone that an article is about, or another if its kind alone is that of the word (经开区)."""
    topic = _section_zone(draft, position) or carrier
    kind = parse_name(word.removeprefix("该"), "Zone").kind
    if not kind or topic is None or _has_kind(topic, kind):
        return topic
    others = [thing for thing in draft.things if thing.type == "Zone" and _has_kind(thing, kind)]
    return last_before(draft, position, others) or topic


def _ending(draft: Draft, word: str) -> Thing | None:
    """The topic if its name ends in a word (示范区), else the one zone or park whose name does."""
    found = [thing for thing in draft.things if thing.type in ZONES and _ends_in(thing, word)]
    topic = [thing for thing in found if thing is draft.topic]
    return next(iter(topic or (found if len(found) == 1 else [])), None)


def _section_zone(draft: Draft, position: int) -> Thing | None:
    """The zone that opens the line of a position, if it is the one zone named there so far."""
    start, _ = draft.line_at(position)
    named = [
        (name.start, thing)
        for thing in draft.things
        if thing.type == "Zone"
        for name in thing.names
        if start <= name.start and name.end <= position
    ]
    first = min(named, key=lambda one: one[0], default=None)
    one = {thing.key for _, thing in named}
    return first[1] if first and len(one) == 1 and first[0] - start <= OPENING else None


def _stands_out(draft: Draft) -> bool:
    """Whether the topic is named in the title or more than others: among equals 高新区 is a class."""
    topic, title = draft.topic, draft.article.title or ""
    rivals = [
        _mentions(draft, thing)
        for thing in draft.things
        if topic and thing.type == "Zone" and thing is not topic
    ]
    if topic is None or not rivals:
        return topic is not None
    return any(form in title for form in topic.forms) or _mentions(draft, topic) >= MAIN * max(rivals)


def _mentions(draft: Draft, thing: Thing) -> int:
    """How often a thing is named, in the names of its organs too."""
    return max(len(thing.names), draft.text.count(min(thing.forms, key=len)))


def _district(draft: Draft, position: int) -> Thing | None:
    """What 全区 and 我区 denote: the zone, an autonomous region that is named more, or a district."""
    topic = _section_zone(draft, position) or draft.topic
    zone = topic if topic and topic.type == "Zone" else None
    regions = [thing for thing in draft.things if thing.type == "Place" and _is_region(thing)]
    region = max(regions, key=lambda thing: len(thing.names), default=None)
    if region and len(region.names) > (len(zone.names) if zone else 0):
        return region
    districts = [t for t in draft.things if t.type == "Place" and any(f.endswith("区") for f in t.forms)]
    return zone or last_before(draft, position, districts)


def _is_region(thing: Thing) -> bool:
    """Whether a place is one of the autonomous regions of the rank of a province."""
    names = (find_name(code) for form in thing.forms for code in find_codes(fold(form)))
    return any(name and name.endswith("自治区") for name in names)


def _has_kind(thing: Thing, kind: str) -> bool:
    return any(parse_name(form, "Zone").kind == kind for form in thing.forms)


def _main_company(draft: Draft, position: int) -> Thing | None:
    """The company that is named more than all others, if it was named before, else the one named last."""
    companies = [thing for thing in draft.things if thing.type == "Enterprise"]
    ranked = sorted(companies, key=lambda thing: -len(thing.names))
    clear = len(ranked) > 1 and len(ranked[0].names) >= MAIN * len(ranked[1].names)
    main = ranked[:1] if clear else []
    return last_before(draft, position, main) or last_before(draft, position, companies)


def _by_class(
    draft: Draft, match: re.Match[str], types: frozenset[str]
) -> Iterator[tuple[int, int, Thing | None]]:
    """该大赛, 《意见》: the thing named last before whose name ends so; the longest class noun counts."""
    begin = match.start("class")
    lengths = range(len(match["class"]), 1, -1) if match[0][0] != "《" else (len(match["class"]),)
    for length in lengths:
        noun = draft.text[begin : begin + length]
        things = [thing for thing in draft.things if thing.type in types and _ends_in(thing, noun)]
        thing = last_before(draft, match.start(), things)
        if thing:
            yield match.start(), match.end() if match[0][0] == "《" else begin + length, thing
            return


def _ends_in(thing: Thing, noun: str) -> bool:
    return any(len(form) > len(noun) and PAPER.sub("", form).endswith(noun) for form in thing.forms)


def _person(draft: Draft, surname: str) -> Thing | None:
    """The one person of the article with this surname; None if there are two."""
    found = [t for t in draft.things if t.type == "Person" and t.forms[0].startswith(surname)]
    return found[0] if len(found) == 1 else None


def last_before(draft: Draft, position: int, things: Sequence[Thing]) -> Thing | None:
    """The thing of these that is named last before a position."""
    named = [
        (name.start, thing.key, thing) for thing in things for name in thing.names if name.end <= position
    ]
    return max(named, key=lambda found: found[:2])[2] if named else None


def _outside(draft: Draft) -> Callable[[int, int], bool]:
    """Tell whether an interval lies outside of all names."""
    taken = sorted((name.start, name.end) for thing in draft.things for name in thing.names)
    starts, reach, longest = [start for start, _ in taken], [], 0
    for _, end in taken:
        longest = max(longest, end)
        reach.append(longest)

    def is_free(start: int, end: int) -> bool:
        i = bisect_left(starts, end)
        return i == 0 or reach[i - 1] <= start

    return is_free


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["denotes"] for row in load_table("pointers") if row["kind"] == "word"}


@cache
def _pattern() -> re.Pattern[str]:
    words = one_of(frozenset(_words()))
    before = "".join(f"(?<!{row['word']})" for row in load_table("pointers") if row["kind"] == "not_behind")
    return re.compile(rf"{before}{words}(?![{HAN}]?评价)")


@cache
def _rows(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["word"]) for row in load_table("pointers") if row["kind"] == kind)


@cache
def _post() -> re.Pattern[str]:
    """A surname and a post, not behind another name or post: 王主任 (but not 副主任, 国王主任)."""
    surnames = one_of(load_words("surnames", "single") | load_words("surnames", "compound"))
    posts = one_of(load_words("posts", "style"))
    return re.compile(rf"(?<![{HAN}])(?P<surname>{surnames}){posts}(?![{HAN}]?[长员])")
