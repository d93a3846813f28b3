"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.printing import Format

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Documents, or folders of them.")
]
SourcesArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH...]", help="The documents it was built from.")
]
OutputsOption = Annotated[
    Path, typer.Option("--outputs", "-o", metavar="FOLDER", help="Folder of the outputs.")
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How the rows are printed.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions", metavar="FILE", help="A person's decisions; by default decisions.tsv in the outputs."
    ),
]
OUTPUTS, GOLD = Path("outputs"), Path("tests/gold")
