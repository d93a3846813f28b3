"""Which of the proposed names stand: the best set without overlap, then the same forms everywhere.

A long name beats the short ones nested in it, several kinds of evidence for one span beat one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.draft import Draft, Name
from kg.extract.grammar import Automaton, Grammar
from kg.lexicon import load_words

AGREEMENT = 0.1  # what a second witness of the same span and type adds to the score
SUREST = 0.95  # that agreement can reach
ENOUGH = 0.5  # a form so sure is a name wherever the article has it
LONG = 1.3  # length counts a little more than in proportion: a long name beats two short ones
SHORTEST = 2
CLOSING = tuple("”’）)》」、，")
UNNAMED = "某"  # 张某, 李某某: who is not to be known
LEAST = 0.4  # what is less sure is no name


def choose_names(draft: Draft, grammar: Grammar, proposals: Sequence[Name]) -> list[Name]:
    """Choose the set of names without overlap whose scores, weighted by length, add up highest."""
    joined = _join_witnesses(name for name in proposals if not is_nothing(draft, name, grammar))
    first = _best_set(joined)
    return _best_set([*joined, *repeat_names(draft, grammar, first)])


def _join_witnesses(proposals: Iterator[Name]) -> list[Name]:
    """One name per span and type; further witnesses raise its score."""
    groups: dict[tuple[int, int, str], dict[str, Name]] = defaultdict(dict)
    for name in proposals:
        group = groups[name.start, name.end, name.type]
        if name.origin not in group or group[name.origin].score < name.score:
            group[name.origin] = name
    joined = []
    for _, group in sorted(groups.items()):
        best = max(group.values(), key=lambda name: (name.score, name.origin))
        score = max(best.score, min(SUREST, best.score + AGREEMENT * (len(group) - 1)))
        if score >= LEAST:
            joined.append(replace(best, score=score))
    return joined


def _best_set(names: Sequence[Name]) -> list[Name]:
    """Weighted interval scheduling; ties fall to the earlier name and then to the type's name."""
    order = sorted(set(names), key=lambda n: (n.end, n.start, n.type, n.origin))
    ends = [name.end for name in order]
    best: list[tuple[float, int]] = [(0.0, -1)]  # per prefix: weight, index of its last name
    back: list[int] = []
    for i, name in enumerate(order):
        before = bisect_right(ends, name.start, 0, i)
        weight = best[before][0] + name.score * (name.end - name.start) ** LONG
        back.append(before)
        best.append((weight, i) if weight > best[-1][0] else best[-1])
    chosen, prefix = [], len(order)
    while prefix and best[prefix][1] >= 0:
        last = best[prefix][1]
        chosen.append(order[last])
        prefix = back[last]
    return chosen[::-1]


def repeat_names(draft: Draft, grammar: Grammar, names: Sequence[Name]) -> Iterator[Name]:
    """The other places of the forms that were chosen."""
    forms: dict[str, Name] = {}
    for name in names:
        form = draft.text[name.start : name.end].strip("“”‘’《》")
        if (
            name.score >= ENOUGH
            and not name.form
            and len(form) > SHORTEST - (name.type == "Person")
            and not grammar.is_generic(form)
        ):
            forms.setdefault(form, name)
    types = {form: name.type for form, name in forms.items()}
    for start, end, kind in Automaton(types).find(draft.text):
        yield Name(start, end, str(kind), "repeated", forms[draft.text[start:end]].score)


def is_nothing(draft: Draft, name: Name, grammar: Grammar) -> bool:
    """Whether a span can't be a name, whoever proposes it."""
    text = draft.text[name.start : name.end]
    unnamed = name.type == "Person" and UNNAMED in text
    return (
        unnamed
        or text[:1] in CLOSING
        or len(text) < SHORTEST
        or text in load_words("words", "nothing")
        or "\n" in text
    )
