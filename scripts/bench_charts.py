"""Measure charts: each kind drawn and from the cache, a hundred of them, and one of 100,000 points.

Every measure is a process of its own, several times in turn, and medians are printed: processor
time, which other work on the machine moves little, and for a hundred charts time by the clock too.
The charts are the examples of the reference; the sizes are those of whole PDFs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.charts import ChartRequest, ChartStyle
    from report.resources import Project

ROOT = Path(__file__).resolve().parent.parent
HUNDRED, POINTS = 100, 100_000
EDITION = """title: Measured
language: en-US
date: 2026-01-01
sections:
  - section:
      title: Points
      blocks:
        - chart: {id: points, kind: scatter, title: Points, data: points.csv, width: page,
            lines: 20, source: Made up, as_of: 2025, options: {x: Across, y: Upwards}}
"""


def main() -> None:
    """Print tables of medians and sizes, or do one step for the process that measures."""
    parser = argparse.ArgumentParser(prog="scripts/bench charts", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each step is done (3)")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        verb, detail = arguments.step
        print(json.dumps(kinds_timed() if verb == "kinds" else many_timed(int(detail))))
        return
    show_kinds(arguments.runs)
    print()
    show_many(arguments.runs)
    print()
    show_points()


def step(verb: str, detail: str = "") -> Any:
    """Return what a step measured in a process of its own."""
    command = [sys.executable, str(ROOT / "scripts" / "bench_charts.py"), "--step", verb, detail]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def show_kinds(runs: int) -> None:
    """Print what a chart of each kind takes."""
    found = [step("kinds") for _ in range(runs)]
    print("| Kind | Drawn (ms) | From the cache (ms) | SVG (kB) |")
    print("| --- | ---: | ---: | ---: |")
    for name in found[0]:
        drawn, cached, size = (statistics.median(run[name][at] for run in found) for at in range(3))
        print(f"| {name} | {drawn:.0f} | {cached:.1f} | {size / 1000:.0f} |")


def show_many(runs: int) -> None:
    """Print what a hundred charts take, by the number of processes that draw them."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    head = "Time (s) | Processor time (s) | Of this, workers (s)"
    print(f"| {HUNDRED} charts, {cores} cores | {head} |")
    print("| --- | ---: | ---: | ---: |")
    cases = {"one process": "1", "as many processes as a build takes": "0", "from the cache": "-1"}
    found: dict[str, list[list[float]]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, detail in cases.items():
            found[name].append(step("many", detail))
    for name, values in found.items():
        times = [statistics.median(each[at] for each in values) for at in range(3)]
        print(f"| {name} | {' | '.join(f'{each:.2f}' for each in times)} |")


def show_points() -> None:
    """Print how large PDFs are with a chart of many points, and what they take."""
    print("| Chart | Screen PDF (kB) | Press PDF (kB) | Processor time (s) |")
    print("| --- | ---: | ---: | ---: |")
    for count in (10, 5000, POINTS):
        with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
            sizes, seconds = built_points(Path(folder), count)
        print(f"| {count:,} points | {sizes[0]:.0f} | {sizes[1]:.0f} | {seconds:.1f} |")


def built_points(place: Path, count: int) -> tuple[list[float], float]:
    """Return the sizes in kB of a screen and a press PDF with so many points, and seconds."""
    folder = place / "editions" / "measured"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    chosen = random.Random(count)
    rows = [(chosen.gauss(50, 12), chosen.gauss(30, 9)) for _ in range(count)]
    lines = [f"{at},{x:.1f},{y:.1f}\n" for at, (x, y) in enumerate(rows, 1)]
    (folder / "points.csv").write_text("Point,Across,Upwards\n" + "".join(lines), "utf-8")
    sizes = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for target in ("screen", "press"):
        path = place / f"{target}.pdf"
        command = [sys.executable, str(ROOT / "build_pdf.py"), "--project", str(place), "build"]
        command += ["measured", "--target", target, "--output", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sizes.append(path.stat().st_size / 1000)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sizes, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def kinds_timed() -> dict[str, tuple[float, float, int]]:
    """Return milliseconds of each kind, drawn and from the cache, and the bytes of its SVG."""
    from report.charts import draw_chart
    from report.storage import Cache

    project, style, requests = examples()
    found = {}
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        cache = Cache(Path(folder))
        draw_chart(project, next(iter(requests.values())), style, cache)  # imports Matplotlib
        shutil.rmtree(folder)
        for name, request in requests.items():

            def draw(request: ChartRequest = request) -> bytes:
                return draw_chart(project, request, style, cache).svg

            drawn, svg = timed(draw)
            cached, _ = timed(draw)
            found[name] = (drawn * 1000, cached * 1000, len(svg))
    return found


def many_timed(workers: int) -> tuple[float, float, float]:
    """Return seconds of a hundred charts: by the clock, of the processors, and of workers alone.

    `workers` is 0 for as many as a build takes, -1 for charts that have been drawn before.
    """
    from dataclasses import replace

    from report.charts import House, draw_charts
    from report.storage import Cache
    from report.units import Size, mm

    project, style, known = examples()
    every = [*known.values()] * (HUNDRED // len(known) + 1)
    # Each is a little higher than the one before it, so that none is another.
    ways = [
        replace(each, id=str(at), size=Size(each.size.width, each.size.height + mm(at / 50)))
        for at, each in enumerate(every[:HUNDRED])
    ]
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        cache, house = Cache(Path(folder)), House.of(project, style)
        if workers < 0:
            draw_charts(house, ways, cache)
        both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        before, begin = [worked(who) for who in both], time.perf_counter()
        draw_charts(house, ways, cache, workers=workers if workers > 0 else None)
        clock = time.perf_counter() - begin
        own, others = (worked(who) - used for who, used in zip(both, before, strict=True))
        return clock, own + others, others


def worked(who: int) -> float:
    """Return the seconds that this process has worked, or those that it started and that ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the processor seconds of some work, and what it returns."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def examples() -> tuple[Project, ChartStyle, dict[str, ChartRequest]]:
    """Return the example of each kind of chart, as the reference has it."""
    import yaml

    from report.charts import ChartRequest, ChartStyle, kinds, read_spec
    from report.content.tables import inline_table, read_csv
    from report.diagnostics import Mark
    from report.pictures import chart_words
    from report.resources import Project
    from report.settings import read_language
    from report.units import Size, mm

    project = Project.at(ROOT)
    fonts = tuple(sorted((ROOT / "assets/fonts/source-sans-3").glob("*.ttf")))
    style = ChartStyle(fonts=fonts, words=chart_words(read_language(project, "en-US")))
    found = {}
    for name, kind in kinds(project).items():
        source = re.search(r"^- chart:\n(?: .*\n)+", kind.doc, re.MULTILINE)
        assert source is not None
        chart = yaml.safe_load(source[0])[0]["chart"]
        data = chart["data"]
        if isinstance(data, dict):
            table, _ = inline_table(data["columns"], data["rows"], lambda r, c: Mark("e", r + 1, c))
        else:
            table, _ = read_csv((ROOT / "figures" / data).read_bytes(), data)
        spec = read_spec(kind, chart.get("options", {}), lambda path: None)
        size = Size(mm(170 if chart.get("width") == "page" else 82), mm(chart["lines"] * 4.939))
        found[name] = ChartRequest(name, name, table, spec, size)
    return project, style, found


if __name__ == "__main__":
    main()
