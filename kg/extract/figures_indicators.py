"""The indicator of a figure where the text leaves some of it out, since it stands with other figures.

What the figure's own words say of it is read in ``figures_reading``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.figures_reading import Reading
from kg.extract.figures_state import State
from kg.extract.figures_view import Slot, View
from kg.extract.figures_words import is_word, words

FRESH = re.compile("^(?:累计|新增|净增|新)")
AMOUNTS = ("支持金额", "奖励金额")  # for whom stands in a clause before
SEGMENT_HEAD = re.compile("(?:产业链?|行业|业)$")


def complete(reading: Reading, state: State, *, modifies: bool, named: bool = False) -> Reading:
    """Fill in what the text leaves out of an indicator, from the figure before and the segment.

    ``named``: the words before the figure begin with its subject.
    """
    own = reading.indicator
    if not own:
        own = _elided(reading, state, named=named)
    elif not modifies and is_word("dependent", own) and words("<<invested>>$").search(state.base):
        own = state.base.rpartition("等")[2] + own
    elif is_word("level", own) and state.base:
        own += FRESH.sub("", state.base)
    elif is_word("totals", own) and state.base:
        own = FRESH.sub("", state.base) + own
    elif own in AMOUNTS and state.beneficiary:
        own = state.beneficiary + own
    if state.segment and own and not modifies and SEGMENT_HEAD.sub("", state.segment) not in own:
        own = state.segment + own
    return replace(reading, indicator=own)


def _elided(reading: Reading, state: State, *, named: bool) -> str:
    """The indicator of the figure before, with what this one adds: GDP|增速排名, |累计|X, X|占全市比重.

    A new subject's bare value is of what was last measured in its unit: A产值50亿元，列第5位；B|32亿元.
    """
    alike = (item.indicator for item in reversed(state.found[state.opened :]) if item.unit == reading.unit)
    if named and reading.rule == "valued":
        state.indicator = next(alike, state.indicator)
    base, bare = state.indicator, FRESH.sub("", state.indicator)
    if not base:
        return reading.suffix if reading.rule == "rank" else ""
    if reading.rule == "rank" and base.endswith("排名"):
        return base
    if (
        reading.rule == "rank"
        and reading.suffix == "排名"
        and state.previous
        and state.found[-1].value is None
    ):
        return f"{base}增速排名"
    last = state.found[-1] if state.previous else None
    level = last and last.value is not None and last.change is None and last.unit == "%"
    if reading.rule == "points" and level:
        return base + reading.suffix.removeprefix("增速")
    if reading.suffix == "累计":
        return f"累计{bare}"
    return (bare if reading.rule == "share" else base) + reading.suffix


def indicators(view: View, slot: Slot, reading: Reading, state: State) -> list[str]:
    """The indicators of a figure: one, or several that share it: 产业规模和企业数量|均占全市2/3.

    Of a run of figures each has its own: A、B分别增长5%、8%; A 7家、B 6家，分别占全市的38.9%、37.5%.
    """
    base = reading.indicator.removesuffix(reading.suffix)
    if slot.turn == 0:
        state.parts = _split(view, slot, base)
        found = state.found[max(state.opened, len(state.found) - slot.turns) :]
        if len(state.parts) != slot.turns and base == FRESH.sub("", state.indicator) and slot.turns > 1:
            state.parts = tuple(item.indicator for item in found)
    tail = reading.indicator[len(base) :]
    if slot.turns > 1 and len(state.parts) == slot.turns:
        return [state.parts[slot.turn] + tail]
    each = re.search("(?<![年平人户])均|都", view.string(slot.left, slot.at))
    shared = state.parts and each and reading.rule in ("share", "rank", "change")
    return [part + tail for part in state.parts] if shared else [reading.indicator]


def _split(view: View, slot: Slot, name: str) -> tuple[str, ...]:
    """The members of a list of indicators, with the noun that the last one has for all: 挂牌|、上市企业."""
    parts = [part for part in re.split("、|以及|和|与|(?<!以)及(?!以[上下])", name) if part]
    if len(parts) < 2 or any(len(part) < 2 for part in parts):
        return ()
    last = [piece.text for piece in view.pieces[slot.left : slot.at] if parts[-1].endswith(piece.text)]
    shared = slot.figure.kind == "count" and last and len(last[-1]) > 1 and last[-1] != parts[-1]
    head = last[-1] if shared else ""
    return tuple(part if part.endswith(head) else part + head for part in parts)
