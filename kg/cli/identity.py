"""``kg why`` and ``kg review``: what is one thing and why, and a person's word where reasons don't do."""
# ruff: noqa: PLC0415

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.options import OUTPUTS, DecisionsOption, FormatOption, OutputsOption
from kg.cli.printing import Format, note, print_rows, to_plain
from kg.errors import DataError, InputError

if TYPE_CHECKING:
    from kg.records import Decision, Part, Verb
    from kg.write.review import Case, Example

_ANSWERS: Final[dict[str, Verb]] = {"same": "same", "s": "same", "different": "different", "d": "different"}
_SKIP, _QUIT = ("skip", "k", ""), ("quit", "q")
_QUESTION: Final = "same (s), different (d), skip (Enter), quit (q)?"
_FORMS: Final = 8  # forms of a thing that are shown


def why(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    other: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    outputs: OutputsOption = OUTPUTS,
    decisions: DecisionsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Say why two names are one thing or two.

    With one name: what it is called, and how that came together.

    \b
    kg why 海尔生物 青岛海尔生物医疗股份有限公司   the links between them, or what is against it
    kg why 青岛高新区                              its names, the links, what is open or forbidden
    """
    from kg.pipeline import load_settled
    from kg.resolve.why import explain, explain_pair
    from kg.write.why import COLUMNS, to_rows

    settled = load_settled(outputs, decisions)
    steps = explain_pair(settled.resolution, name, other) if other else explain(settled.resolution, name)
    print_rows(COLUMNS, to_rows(steps, settled.extractions), form)


def review(
    outputs: OutputsOption = OUTPUTS,
    decisions: DecisionsOption = None,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Who decides; by default git's user.name.")
    ] = None,
    when: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When, such as 2026-01-31; by default today.")
    ] = None,
) -> None:
    """Decide in the terminal which names are one thing, case by case.

    The open cases are those of review.tsv; answers go to decisions.tsv at once, which the next build applies.
    """
    from kg.pipeline import load_settled
    from kg.read.decisions import FILE
    from kg.write.review import find_cases

    if not _is_interactive():
        raise InputError("review asks questions and needs a terminal; the open cases stand in review.tsv")
    file = decisions or outputs / FILE
    settled = load_settled(outputs, decisions if decisions and decisions.exists() else None)
    cases = find_cases(settled.extractions, settled.resolution)
    decided = _ask_all(cases, file, who or _find_user(), _to_date(when))
    written = f": {file}; run kg build again" if decided else ""
    note(f"{decided} of {len(cases)} open cases decided{written}")


def _ask_all(cases: Sequence[Case], file: Path, who: str, when: str) -> int:
    """Ask about each case and write down each answer; gives the number of answers."""
    decided = 0
    for number, case in enumerate(cases, 1):
        _show(case, f"{number} of {len(cases)}")
        answer = _ask()
        if answer in _QUIT:
            break
        if answer in _ANSWERS:
            reason = _prompt("why (may be left empty)?", end="")
            decided += _write(file, _to_decision(case, _ANSWERS[answer], who, when, reason))
    return decided


def _ask() -> str:
    while True:
        answer = _prompt(_QUESTION, end=_QUIT[0]).strip().lower()
        if answer in (*_ANSWERS, *_SKIP, *_QUIT):
            return answer


def _prompt(question: str, *, end: str) -> str:
    """Ask for a line; where the input ends, that is an answer too."""
    try:
        answer: str = typer.prompt(question, default="", show_default=False, prompt_suffix=" ")
    except typer.Abort:
        return end
    return answer


def _to_decision(case: Case, verb: Verb, who: str, when: str, reason: str) -> Decision:
    from kg.records import Decision

    return Decision(verb, case.one.key[0], case.one.name, case.other.name, who, when, reason)


def _write(file: Path, decision: Decision) -> bool:
    """Add a decision to the file, which is replaced in one step, unless it contradicts what stands there."""
    from kg.read.decisions import parse_decisions
    from kg.write.decisions import add_decision
    from kg.write.files import write_text

    text = add_decision(file.read_bytes().decode("utf-8-sig") if file.exists() else "", decision)
    try:
        parse_decisions(text, file)
    except DataError as error:
        note(f"not written: {error}")
        return False
    write_text(file, text)
    return True


def _show(case: Case, place: str) -> None:
    from kg.write.review import tell_features

    typer.echo(f"\n{place}: {case.one.key[0]}, score {case.link.score:g} ({tell_features(case.link)})")
    for part, example in ((case.one, case.example), (case.other, case.other_example)):
        typer.echo("\n".join(map(to_plain, _tell(part, example))))


def _tell(part: Part, example: Example) -> tuple[str, ...]:
    forms = ", ".join((*part.names, *part.aliases)[:_FORMS])
    return f"  {part.name}", f"    called {forms}", f"    {example.document}: {example.quote}"


def _is_interactive() -> bool:
    return sys.stdin.isatty()


def _to_date(given: str | None) -> str:
    """Check the date given, or take today's: decisions know the clock, the graph doesn't."""
    if given is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise InputError(f"--date {given!r}, expected a date such as 2026-01-31") from error


def _find_user() -> str:
    """Find who sits here: git's user.name, else the name of the account."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, check=False, encoding="utf-8"
        )
    except OSError:
        return getuser()
    return asked.stdout.strip() or getuser()
