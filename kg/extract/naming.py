"""From tags and words to names: proposers propose, the judge makes a first choice, the labeller decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name
from kg.extract.elided import find_elided
from kg.extract.framed import find_framed
from kg.extract.grammar import Grammar
from kg.extract.heads import find_headed
from kg.extract.industries import find_industries
from kg.extract.judge import choose_names, is_nothing, repeat_names
from kg.extract.labeller import load_labeller
from kg.extract.members import find_enumerated
from kg.extract.names import (
    find_after_class,
    find_decrees,
    find_fixed,
    find_known,
    find_nation,
    find_persons,
    find_quoted,
    find_subjects,
    find_tagged,
    find_titles,
)
from kg.extract.observe import Observed, observe
from kg.extract.schemes import find_honours, find_schemes

UNPROPOSED = 0.6  # the score of a name that only the labeller sees
LABELLED = "labeller"
PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))
SURE = 0.97  # proposals that stand whatever the labeller says: titles in 《》, restored heads of a list


def find_names(drafts: Sequence[Draft], grammar: Grammar) -> list[list[Name]]:
    """Find the names of drafts whose words and tags are known, in order, without overlap."""
    proposals: list[list[Name]] = []
    texts: list[Observed] = []
    for draft in drafts:
        borders = Borders(draft, grammar)
        proposed = propose_names(borders, grammar)
        chosen = choose_names(draft, grammar, proposed)
        texts.append(observe(borders, grammar, proposed, chosen))
        proposals.append([*proposed, *chosen])
    found = load_labeller().find(texts, [draft.sentences for draft in drafts])
    return [
        _complete(draft, grammar, list(_to_names(draft, grammar, spans, proposed)))
        for draft, spans, proposed in zip(drafts, found, proposals, strict=True)
    ]


def _complete(draft: Draft, grammar: Grammar, names: Sequence[Name]) -> list[Name]:
    """The names and the other places of their forms, in order."""
    return sorted([*names, *_apart(repeat_names(draft, grammar, names), names)], key=lambda name: name.start)


def _to_names(
    draft: Draft, grammar: Grammar, spans: Sequence[tuple[int, int, str]], proposals: Sequence[Name]
) -> Iterator[Name]:
    """Labelled spans as names, with the origin, form and score of the surest proposal that says the same."""
    said: dict[tuple[int, int, str], Name] = {}
    for name in sorted(proposals, key=lambda name: (name.score, name.origin)):
        said[name.start, name.end, name.type] = name
    sure = list(_apart((name for name in proposals if name.score >= SURE), []))
    yield from sure
    done = 0
    for first, last, kind in spans:
        start, end = balance(draft.text, first, last)
        start, done = max(start, done), end
        if any(name.start < end and start < name.end for name in sure):
            continue
        name = said.get((start, end, kind)) or Name(start, end, kind, LABELLED, UNPROPOSED)
        if not is_nothing(draft, name, grammar):
            yield replace(name, score=max(name.score, UNPROPOSED))


def balance(text: str, start: int, end: int) -> tuple[int, int]:
    """Take a quote or bracket into a name that holds its counterpart, or leave both out."""
    for opening, closing in PAIRS:
        name = text[start:end]
        if name.count(closing) > name.count(opening):
            if text[start - 1 : start] == opening:
                start -= 1
            elif name.endswith(closing):
                end -= 1
        elif name.count(opening) > name.count(closing):
            if text[end : end + 1] == closing:
                end += 1
            elif name.startswith(opening):
                start += 1
    return start, end


def _apart(names: Iterable[Name], taken: Sequence[Name]) -> Iterator[Name]:
    """The names that overlap none of those taken, the longest first."""
    spans = [(name.start, name.end) for name in taken]
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if not any(start < name.end and name.start < end for start, end in spans):
            spans.append((name.start, name.end))
            yield name


def propose_names(borders: Borders, grammar: Grammar) -> list[Name]:
    """Every proposal of every proposer."""
    draft = borders.draft
    names = [
        *find_known(borders),
        *find_headed(borders, grammar),
        *find_tagged(borders, grammar),
        *find_titles(draft, grammar),
        *find_quoted(borders, grammar),
        *find_nation(draft),
        *find_decrees(draft, grammar),
        *find_fixed(draft, grammar),
        *find_after_class(borders, grammar),
        *find_persons(draft, grammar),
        *find_subjects(borders, grammar),
        *find_schemes(draft),
        *find_honours(borders, grammar),
        *find_framed(borders, grammar),
        *find_industries(borders, grammar),
        *find_elided(borders, grammar),
    ]
    return [*names, *find_enumerated(borders, grammar, names)]
