"""Of what time a figure is, and whether it is only planned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.figures_pieces import Piece
from kg.extract.figures_view import Clause, Slot, View
from kg.extract.figures_words import words
from kg.periods import Period

MONTH = len("2020-05")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SINCE = ("以来", "至今")
YEAR = re.compile(r"\d{4}")
LATELY = 12  # times of a sentence that are looked at, the last ones
REACH = 120  # characters before a figure that may say that it is planned
FOUNDING = 8  # characters before a year: 成立于


@dataclass(slots=True)
class Times:
    """The times of the sentence being read, with their places, and the one carried from before."""

    found: list[tuple[int, Period]] = field(default_factory=list)
    carried: str | None = None
    is_brief: bool = False  # what is carried holds for the next sentence only if that goes on (其中)
    told: bool = False  # the sentence tells what happened: an occasion of the article's year
    lasts: bool = False  # … and of all the time since something: 自启动以来
    lead: str | None = None  # the year that opened a paragraph above, and the last one said since

    def open(self, *, goes_on: bool) -> None:
        """Begin a sentence; ``goes_on``: it continues the one before."""
        times = [period for _, period in self.found if period.role != "base" and period.value]
        if times:
            self.carried = in_months(times[-1].value)
            self.is_brief = times[-1].is_now or DAY.fullmatch(times[-1].value or "") is not None
        if self.is_brief and not goes_on:
            self.carried = None
        self.found, self.told, self.lasts = [], False, False

    def next_line(self) -> Times:
        """Begin a paragraph: a year that opened one above goes on as long as no other is named."""
        return Times(carried=self.lead, lead=self.lead)

    def take(self, view: View, clause: Clause) -> None:
        """Take up the times of a clause; 成立于1992年 is no time of the figures beside it."""
        text = view.text[clause.start : clause.end]
        self.told = self.told or words("<<occasion>>").search(text) is not None
        self.lasts = self.lasts or any(mark in text for mark in SINCE)
        for piece in view.pieces[clause.first : clause.last]:
            period = piece.period or _named_year(piece)
            founding = view.text[max(0, piece.start - FOUNDING) : piece.start]
            if (
                period
                and not words("<<founded>>").search(founding)
                and not _is_past_event(view, clause, period)
            ):
                if piece.start == view.line_start(piece.start) and YEAR.fullmatch(period.value or ""):
                    self.lead = period.value
                elif period.value and period.role != "base" and period.value[:4] != self.lead:
                    self.lead = None
                self.found.append((piece.start, period))


def _is_past_event(view: View, clause: Clause, period: Period) -> bool:
    """Whether a year long past tells of what happened then, not of the figures behind: 1992年获批国家级."""
    year, now = (period.value or "")[:4], (view.draft.article.date or "")[:4]
    if not (year and now) or int(year) >= int(now) - 1:
        return False
    measured = any(piece.figure for piece in view.pieces[clause.first : clause.last])
    if measured or view.text.startswith(SINCE, clause.end - 2):
        return False
    return words("<<happened>>").search(view.text, period.end, clause.end) is not None


def find_period(view: View, slot: Slot, times: Times) -> str | None:
    """The time said last before the figure in its sentence, else behind it in its clause, else carried."""
    found = times.found[-LATELY:]
    once = view.text[slot.clause.start : slot.figure.start]
    if words("<<once_built>>").search(once) and all(start < slot.clause.start for start, _ in found):
        return None
    values = sorted({in_months(period.value) or "" for _, period in found if period.value})
    if len(values) == 2 and (turn := _turn(view, slot)):
        return values[turn - 1]
    chosen = _choose(view, slot, found)
    if chosen is None:
        return times.carried or _told_year(view, slot, times)
    year, clause = view.draft.article.date, view.text[slot.clause.start : slot.clause.end]
    if chosen.role == "since" and chosen.value and year and "年均" in clause:
        return f"{chosen.value[:4]}/{year[:4]}"
    if chosen.role == "since" and chosen.value:
        return chosen.value[:4]  # from a month or day on: of no less than the year
    return in_months(chosen.value)


def _told_year(view: View, slot: Slot, times: Times) -> str | None:
    """The article's year, where an undated sentence tells what happened, not how things stand: 会上签约."""
    date, clause, figure = view.draft.article.date, slot.clause, slot.figure
    text = view.text[max(clause.start, figure.start - REACH) : min(clause.end, figure.end + REACH)]
    lasts = times.lasts or figure.kind == "rank" or words("<<lasting>>").search(text) is not None
    return date[:4] if date and times.told and not times.found and not lasts else None


def _choose(view: View, slot: Slot, found: list[tuple[int, Period]]) -> Period | None:
    chosen: Period | None = None
    for start, period in found:
        late = start > slot.figure.end and chosen is not None
        lasting = period.value is None and view.text.startswith("连续", start)
        unknown = period.value is None and start < slot.clause.start
        if period.role != "base" and not (late or lasting or unknown):
            chosen = period
    return chosen


def _turn(view: View, slot: Slot) -> int:
    """1 for the former, 2 for the latter value of a pair (由22个压缩为8个), 0 for any other."""
    before = view.string(slot.left, slot.at)[-REACH:]
    behind = view.text[slot.figure.end : slot.clause.end][:REACH]
    if words("<<change_to>>").search(before) and not words("<<from>>").search(before):
        return 2
    return 1 if words("<<from>>").search(before) and words("[^，]{0,8}?<<change_to>>").match(behind) else 0


def _named_year(piece: Piece) -> Period | None:
    """The year in the name of a list or contest: 2021年度X名单."""
    found = words("<<year_name>>").match(piece.text) if piece.reference else None
    return Period(piece.start, piece.end, found["year"]) if found else None


def in_months(value: str | None) -> str | None:
    """Cut a day to its month, since observations know no days: 2020-05-26 → 2020-05."""
    return value[:MONTH] if value and DAY.fullmatch(value) else value


def is_planned(view: View, slot: Slot, start: int, times: Times) -> bool:
    """Whether a figure of a sentence that begins at ``start`` is a target or forecast."""
    before = view.text[max(start, slot.figure.start - REACH) : slot.figure.start]
    if words("<<planned>>").search(before[before.rfind("；") + 1 :]):
        return True
    before_it = [period for place, period in times.found[-LATELY:] if place < slot.figure.start]
    last = next((period for period in reversed(before_it) if period.role != "base"), None)
    return (
        last is not None
        and last.role == "until"
        and view.draft.article.date is not None
        and (last.value or "") >= view.draft.article.date[:4]
    )
