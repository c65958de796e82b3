"""Measure what a press PDF costs beyond its layout: conversion, checking, and their memory.

The sample edition is laid out and converted, with and without converted pictures in the cache, then
files of many pages with a photograph each. Every step is a process of its own, several times in
turn; medians are printed, and times against that of the layout, which other work on the machine
slows down as much.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.desk import Desk
    from report.finish.facts import DocumentFacts

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (10, 100, 500)
LAYOUT = "layout of the sample"
PIXELS = (1240, 827)
"""A photograph 105 mm wide at 300 ppi."""
ROOM = 64
"""By so many pixels each page's photograph is cut from another place, so that none is another."""


def main() -> None:
    """Print a table of medians, or do one step for the process that measures."""
    parser = argparse.ArgumentParser(prog="scripts/bench press", description=__doc__)
    parser.add_argument("--edition", default="life-science", help="the edition to measure with")
    parser.add_argument("--printer", default="fogra39-coated", help="the printer preset")
    parser.add_argument("--runs", type=int, default=3, help="how often each step is done (3)")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        do(Path(arguments.step[0]), arguments.step[1], arguments.step[2], arguments.printer)
        return
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "editions" / arguments.edition, place / "editions" / "measured")
        measure(place, arguments.printer, arguments.runs)


def measure(place: Path, printer: str, runs: int) -> None:
    """Do every step `runs` times and print the medians."""
    step(place, "layout", "", printer)  # prepares the pictures, and compiles
    for count in COUNTS:
        step(place, "pages", str(count), printer)
    steps = {
        LAYOUT: ("layout", ""),
        "its conversion, no picture converted before": ("cold", "raw.pdf"),
        "its conversion, pictures from the cache": ("warm", "raw.pdf"),
        "its preflight": ("preflight", "press-raw.pdf"),
    }
    for count in COUNTS:
        steps[f"conversion of {count} pages"] = ("cold", f"pages-{count}.pdf")
        steps[f"preflight of {count} pages"] = ("preflight", f"press-pages-{count}.pdf")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for run in range(runs):
        for name, (verb, file) in steps.items():
            if run == 0 or file in ("", "raw.pdf", "press-raw.pdf"):
                found[name].append(step(place, verb, file, printer))
    show(place, found)


def show(place: Path, found: dict[str, list[tuple[float, float]]]) -> None:
    """Print the table."""
    layout = statistics.median(seconds for seconds, _ in found[LAYOUT])
    print("| What | Time (s) | Of the layout | Peak memory (MB) |")
    print("| --- | ---: | ---: | ---: |")
    for name, values in found.items():
        seconds = statistics.median(each[0] for each in values)
        memory = statistics.median(each[1] for each in values)
        print(f"| {name} | {seconds:.2f} | {seconds / layout:.2f} | {memory:.0f} |")
    print()
    print(f"Megabytes of the files of many pages: {', '.join(map(str, COUNTS))}")
    for name in ("pages", "press-pages"):
        sizes = [(place / f"{name}-{count}.pdf").stat().st_size / 1e6 for count in COUNTS]
        when = "after" if name.startswith("press") else "before"
        print(f"- {when}: {', '.join(f'{size:.0f}' for size in sizes)}")


def step(place: Path, verb: str, file: str, printer: str) -> tuple[float, float]:
    """Do one step in a process of its own; return its seconds, and the most megabytes held.

    This process must stay small: on Linux, what it holds counts as held by those that it starts.
    """
    command = [sys.executable, str(ROOT / "scripts" / "bench_press.py"), "--printer", printer]
    done = subprocess.run(
        [*command, "--step", str(place), verb, file], check=True, stdout=subprocess.PIPE
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def do(place: Path, verb: str, file: str, printer: str) -> None:
    """Do a step and print its seconds and megabytes."""
    desk = the_desk(place, printer)
    seconds = 0.0
    if verb == "pages":
        make_pages(place / f"pages-{file}.pdf", int(file))
    elif verb == "layout":
        seconds = lay_out(desk, place)
    elif verb == "preflight":
        seconds = check(desk, place, file)
    else:
        if verb == "cold":
            shutil.rmtree(place / "converted", ignore_errors=True)
        seconds = convert(desk, place, file)
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(json.dumps([seconds, held]))


def the_desk(place: Path, printer: str) -> Desk:
    """Return the desk of the only edition for the press."""
    from report.desk import Job, open_desk
    from report.resources import Project

    job = Job("measured", datetime.date.today(), "press", printer=printer)
    return open_desk(Project.at(place), job)


def lay_out(desk: Desk, place: Path) -> float:
    """Lay out the edition and write its pages, as every target begins."""
    from report.build import laid_out

    begin = time.perf_counter()
    laid = laid_out(desk)
    laid.engine.write(laid.rendered, place / "raw.pdf")
    return time.perf_counter() - begin


def convert(desk: Desk, place: Path, file: str) -> float:
    """Convert a file of pages for the press, from file to file."""
    from report.finish.press import finish_press

    facts, folder = facts_of(desk, place), place / "made"
    folder.mkdir(exist_ok=True)
    begin = time.perf_counter()
    made = finish_press(place / file, facts, folder)
    seconds = time.perf_counter() - begin
    made[""].replace(place / f"press-{file}")
    return seconds


def check(desk: Desk, place: Path, file: str) -> float:
    """Ask all that is asked of a file for the press."""
    from report.preflight.press import preflight

    assert desk.preset is not None
    begin = time.perf_counter()
    preflight(file, place / file, desk.preset.printer)
    return time.perf_counter() - begin


def facts_of(desk: Desk, place: Path) -> DocumentFacts:
    """Return what the conversion must know; converted pictures are kept in `place`."""
    from report.finish.facts import DocumentFacts, Printing
    from report.ink.builds import builds
    from report.photos.colour import SRGB_FILE
    from report.storage import Cache

    assert desk.preset is not None
    printing = Printing(
        printer=desk.preset.printer,
        profile=desk.preset.profile,
        srgb=desk.project.read(desk.project.find(SRGB_FILE, ["assets/icc"])),
        builds=builds(desk.design.theme),
        cache=Cache(place / "converted"),
    )
    edition = desk.edition
    return DocumentFacts(
        title=edition.title,
        author=edition.publisher,
        subject="",
        keywords=(),
        language=edition.language,
        date=edition.date,
        identifier="0" * 64,
        printing=printing,
    )


def make_pages(path: Path, count: int) -> None:
    """Write a file of A4 pages as the engine does, each with a photograph of its own."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name
    from PIL import Image

    source = max((ROOT / "assets" / "photos").rglob("*.jpg"), key=lambda each: each.stat().st_size)
    with Image.open(source) as opened:
        photo = opened.convert("RGB").resize((PIXELS[0] + ROOM, PIXELS[1] + ROOM))
    chosen = random.Random(count)
    with pikepdf.new() as pdf:
        for _ in range(count):
            x, y = chosen.randrange(ROOM), chosen.randrange(ROOM)
            out = io.BytesIO()
            cut = photo.crop((x, y, x + PIXELS[0], y + PIXELS[1]))
            cut.save(out, "JPEG", quality=92, subsampling=0)
            image = pdf.make_stream(out.getvalue())
            for key, value in {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": PIXELS[0],
                "/Height": PIXELS[1],
                "/BitsPerComponent": 8,
                "/ColorSpace": Name.DeviceRGB,
                "/Filter": Name.DCTDecode,
            }.items():
                image[key] = value
            pdf.add_blank_page(page_size=(595.28, 841.89))
            page = pdf.pages[-1].obj
            page.MediaBox = page.BleedBox = Array([-14.17, -14.17, 609.45, 856.06])
            page.TrimBox = Array([0, 0, 595.28, 841.89])
            page.Resources = Dictionary(XObject=Dictionary(I=image))
            content = "0 .416 .655 rg -14 700 624 156 re f q 298 0 0 198 100 400 cm /I Do Q"
            page.Contents = pdf.make_stream(content.encode())
        pdf.save(path)


if __name__ == "__main__":
    main()
