"""Compare Colophon with other programs on generated brochures: two columns, a photograph a page.

Everything is a process of its own, from its start to its exit; the fastest of the runs counts. The
others are given their photographs scaled and their charts drawn. What is not installed is left out
and said so. With --plot a picture is written for the documentation.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from comparison import copies, plot, verdicts  # noqa: E402
from comparison.cases import COLD, EDIT, SAME, Case, measured  # noqa: E402
from comparison.programs import found  # noqa: E402

PAGES = (12, 100, 500)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench others", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES, help="sizes (12 100 500)")
    parser.add_argument("--runs", type=int, default=3, help="how often each is started (3)")
    parser.add_argument("--rows", type=int, default=20, help="personalised copies (20)")
    parser.add_argument("--editions", type=int, default=64, help="editions in one run (64)")
    parser.add_argument("--plot", type=Path, help="where the picture goes: docs/images/speed.svg")
    arguments = parser.parse_args()
    programs = found(ROOT / "build" / "bench-programs")
    for name, why in programs.missing.items():
        print(f"LEFT OUT: {name}: {why}\n", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        cases = []
        for pages in arguments.pages:
            place = Path(folder) / str(pages)
            place.mkdir()
            cases.append(measured(pages, place, programs.programs, arguments.runs))
        # What is asked of copies and of many editions is asked at the smallest size.
        many = copies.measured(cases[0], Path(folder), arguments.rows, arguments.editions)
        print("\n".join(report(cases, verdicts.verdicts(cases, many))))
        for each in failures(cases, many):
            print(f"\nFAILED: {each}", file=sys.stderr)
    if arguments.plot:
        plot.write(arguments.plot, cases)


def report(cases: Sequence[Case], lines: Sequence[verdicts.Verdict]) -> Iterator[str]:
    """Yield the lines of both tables in Markdown."""
    yield f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    yield ""
    yield f"| | {' | '.join(f'{case.pages} pages' for case in cases)} |"
    yield f"| --- |{' --- |' * len(cases)}"
    for name in names(cases):
        cells = [
            f"{used.seconds:.2f} s, {used.megabytes:.0f} MB"
            if (used := case.used.get(name))
            else "–"
            for case in cases
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""
    yield "| How good | Wanted | Measured | |"
    yield "| --- | ---: | ---: | --- |"
    for line in lines:
        yield f"| {line.what} | {line.wanted} | {line.measured} | {line.word} |"


def failures(cases: Sequence[Case], many: copies.Many) -> Iterator[str]:
    """Yield what could not be measured, and why."""
    for case in cases:
        for name, why in case.failed.items():
            yield f"{name}, {case.pages} pages: {why}"
    yield from many.why


def names(cases: Sequence[Case]) -> list[str]:
    """Return what was measured, Colophon first, each once."""
    others = (name for case in cases for name in case.used if name not in (COLD, EDIT, SAME))
    return [COLD, EDIT, SAME, *dict.fromkeys(others)]


if __name__ == "__main__":
    main()
