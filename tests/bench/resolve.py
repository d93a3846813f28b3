"""How long resolution takes, and how much memory: ``python tests/bench/resolve.py``. No pass or fail.

Wanted: 100,000 mentions of 20,000 things in 60 s and 2 GiB, and 10 times the mentions in 13 times the time.
Each run is a process of its own, the fastest of three counts; seconds are the processor's for ``resolve``
alone, memory holds the input too.
B-cubed against the truth that the synthetic names were made from comes with it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
SIZES = (1_000, 10_000, 100_000)


def measure(mentions: int) -> dict[str, float]:
    """Resolve a synthetic world of this size in this process."""
    from kg.evaluate.identity import measure_clusters  # noqa: PLC0415 - not in the process that starts others
    from kg.resolve import resolve  # noqa: PLC0415
    from tests.bench.synthetic import make_world  # noqa: PLC0415

    world = make_world(mentions)
    resolve(world.extractions[:2])  # the tables are loaded once, whatever the size
    started = process_time()
    resolution = resolve(world.extractions)
    seconds = process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = measure_clusters(world.extractions, world.truth, lambda _: resolution)["all"]
    found = {"mentions": len(world.truth), "things": len(set(world.truth.values()))}
    b_cubed = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return found | {"entities": len(resolution.entities), "seconds": seconds, "MiB": peak} | b_cubed


def _run(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.resolve", str(size)]
    row: dict[str, float] = json.loads(subprocess.check_output(command, cwd=ROOT, text=True))
    return row


def main() -> None:
    """Measure every size and print a Markdown table."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(int(sys.argv[1]))) + "\n")
        return
    runs = [[_run(size) for size in SIZES] for _ in range(RUNS)]  # in turns: the load of a machine changes
    before = None
    for same in zip(*runs, strict=True):
        row = min(same, key=lambda each: each["seconds"])
        if before is None:
            sys.stdout.write(f"| {' | '.join(row)} | × |\n|{' --- |' * (len(row) + 1)}\n")
        ratio = f"{row['seconds'] / before:.1f}" if before else ""
        cells = (f"{value:.4g}" if isinstance(value, float) else f"{value}" for value in row.values())
        sys.stdout.write(f"| {' | '.join(cells)} | {ratio} |\n")
        before = row["seconds"]


if __name__ == "__main__":
    main()
