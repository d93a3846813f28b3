"""How long a cold start takes, and how much memory: ``python tests/bench/bench_build.py``. No pass or fail.

Seconds depend on the machine, so that each figure stands beside a peer's from the same run: what a script
needs that only imports the same libraries, cuts the same texts with jieba and parses the committed graph.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 3
PEER = """
import pathlib, sys
import jieba.posseg, pyshacl, rdflib, spacy
for path in sorted(pathlib.Path("seeds").glob("*.txt")):
    list(jieba.posseg.cut(path.read_text(encoding="utf-8")))
rdflib.Graph().parse("outputs/graph.ttl")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: wall seconds, and its peak resident memory in MiB."""

    seconds: float
    memory: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command some times from the root of the checkout; gives the best time and the highest peak."""
    costs = [_run_once(command) for _ in range(RUNS)]
    return Cost(min(cost.seconds for cost in costs), max(cost.memory for cost in costs))


def _run_once(command: Sequence[str]) -> Cost:
    started = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(perf_counter() - started, usage.ru_maxrss / 1024)


def main() -> None:
    """Measure and print a Markdown table."""
    python, kg = [sys.executable], [sys.executable, "-m", "kg"]
    with tempfile.TemporaryDirectory() as folder:
        peer = measure([*python, "-c", PEER])
        bare = measure([*python, "-c", "pass"])
        rows = [
            ("libraries, jieba.posseg, rdflib parse", peer, peer),
            ("kg build seeds", measure([*kg, "build", "seeds", "--outputs", folder]), peer),
            ("python -c pass", bare, bare),
            ("kg --help", measure([*kg, "--help"]), bare),
        ]
    lines = ["| | seconds | × peer | peak MiB | × peer |", "| --- | --- | --- | --- | --- |"]
    for name, cost, base in rows:
        ratio = f"{cost.seconds / base.seconds:.1f}"
        lines.append(
            f"| {name} | {cost.seconds:.2f} | {ratio} | {cost.memory:.0f} | {cost.memory / base.memory:.1f} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
