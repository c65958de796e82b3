"""Measure whole processes: builds with and without a cache, a check, and the engine alone.

Each is started afresh several times, in turn, and the median is printed: the time from start to
exit, and the most memory it held (a process that Colophon forks is measured by itself, not added).
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent


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
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, (command, before) in cases.items():
            before()
            results[name].append(run(command))
    print(f"Median of {runs} runs, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print()
    print("| What | Time (s) | Fastest–slowest (s) | Peak memory (MB) |")
    print("| --- | ---: | ---: | ---: |")
    for name, values in results.items():
        seconds = [each[0] for each in values]
        memory = statistics.median(each[1] for each in values)
        between = f"{min(seconds):.2f}–{max(seconds):.2f}"
        print(f"| {name} | {statistics.median(seconds):.2f} | {between} | {memory:.0f} |")


def run(command: list[str]) -> tuple[float, float]:
    """Return the seconds a Python program took and the megabytes it held at most."""
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
    return seconds, used.ru_maxrss * unit / 1e6


def forget(place: Path) -> None:
    """Remove everything built."""
    shutil.rmtree(place / "build", ignore_errors=True)


def nothing() -> None:
    """Leave everything as it is."""


if __name__ == "__main__":
    main()
