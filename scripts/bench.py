"""Measure whole processes: builds with and without a cache, a check, and the engine alone.

Each is started afresh several times, in turn, and the median is printed: the time from start to
exit, what of it the processors worked (less moved by whatever else the machine does), and the most
memory held (that of a worker process counts by itself and is not added).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Used:
    """Seconds by the clock and of the processors, and the most megabytes held at a time."""

    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--edition", default="life-science", help="the edition to measure with")
    parser.add_argument("--runs", type=int, default=5, help="how often each is started (5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        place = Path(folder)
        # A project of its own, so that nobody's cache is thrown away.
        shutil.copytree(ROOT / "editions" / arguments.edition, place / "editions" / "measured")
        measure(place, arguments.runs)


def measure(place: Path, runs: int) -> None:
    """Run everything `runs` times in turn and print the medians."""
    colophon = [str(ROOT / "build_pdf.py"), "--project", str(place)]
    engine = [str(HERE / "bench_engine.py")]
    cases: dict[str, tuple[list[str], Callable[[], None]]] = {
        "cold build (no cache)": ([*colophon, "build"], lambda: forget(place)),
        "build with a warm cache": ([*colophon, "build"], nothing),
        "check": ([*colophon, "check"], nothing),
        "bare engine, same HTML": ([*engine, "run", str(place / "html")], nothing),
    }
    run([*colophon, "build"])  # compiles what Python has to compile once
    run([*engine, "export", str(place), str(place / "html")])
    results: dict[str, list[Used]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, (command, before) in cases.items():
            before()
            results[name].append(run(command))
    print(f"Median of {runs} runs, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print()
    print("| What | Time (s) | Fastest (s) | Processor time (s) | Peak memory (MB) |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, values in results.items():
        columns = [
            f"{statistics.median(each.seconds for each in values):.2f}",
            f"{min(each.seconds for each in values):.2f}",
            f"{statistics.median(each.processor for each in values):.2f}",
            f"{statistics.median(each.megabytes for each in values):.0f}",
        ]
        print(f"| {' | '.join([name, *columns])} |")


def run(command: list[str]) -> Used:
    """Return what a Python program used from its start to its exit."""
    begin = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(
        sys.executable, [sys.executable, *command], os.environ, file_actions=quiet
    )
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"This failed, so there is nothing to measure: {' '.join(command)}")
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Used(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def forget(place: Path) -> None:
    """Remove everything built."""
    shutil.rmtree(place / "build", ignore_errors=True)


def nothing() -> None:
    """Leave everything as it is."""


if __name__ == "__main__":
    main()
