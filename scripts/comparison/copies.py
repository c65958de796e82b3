"""Many PDFs at once: personalised copies of one edition, and editions that differ in a section."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from .cases import Case
from .for_colophon import SLUG
from .measuring import DidNotWork, run

FEW = 4


@dataclass(frozen=True)
class Many:
    """Processor seconds of each copy after the first; seconds of `FEW` editions and of `count`.

    None where it could not be measured, and `why` says so.
    """

    each: float | None = None
    few: float | None = None
    all: float | None = None
    count: int = 0
    why: tuple[str, ...] = ()


def measured(case: Case, folder: Path, rows: int, editions: int) -> Many:
    """Measure both on the brochure of a case."""
    each = few = all = None
    why: list[str] = []
    try:
        each = _copies(case, folder / "copies", rows)
    except DidNotWork as error:
        why.append(str(error))
    try:
        few = _editions(case, folder / "few", FEW)
        all = _editions(case, folder / "many", editions)
    except DidNotWork as error:
        why.append(str(error))
    return Many(each, few, all, editions, tuple(why))


def _copies(case: Case, place: Path, rows: int) -> float:
    """Return the processor seconds of each copy beyond the first; only their covers differ."""
    _project(case, place)
    file = place / "editions" / SLUG / "edition.yaml"
    edition = yaml.safe_load(file.read_text("utf-8"))
    photo = {"file": "sea-sunset.jpg"}
    cover = {"id": "cover", "photo": photo, "headline": "For {{ row.name }}"}
    edition["sections"].insert(0, {"cover": cover})
    edition["row"] = {"name": "Guest"}
    file.write_text(yaml.dump(edition, sort_keys=False, width=10_000), "utf-8")
    used = []
    for count in (1, 1, rows):  # the first fills the caches
        guests = place / "guests.csv"
        names = "".join(f"guest-{number},Guest {number}\n" for number in range(count))
        guests.write_text(f"file,name\n{names}", "utf-8")
        shutil.rmtree(place / "build" / SLUG, ignore_errors=True)
        case_command = case.colophon("build", SLUG, "--rows", str(guests))
        used.append(run(_at(case_command, case, place)).processor)
    return (used[2] - used[1]) / max(1, rows - 1)


def _editions(case: Case, place: Path, count: int) -> float:
    """Return the seconds of so many editions, which say one paragraph each in another way."""
    _project(case, place)
    for number in range(count - 1):
        edition = place / "editions" / f"{SLUG}-{number}"
        edition.mkdir()
        body = f"This edition is number {number}, and says so in this paragraph alone."
        changes = [{"set": "c2-1-text", "body": body}]
        text = yaml.dump({"extends": SLUG, "changes": changes}, sort_keys=False, width=10_000)
        (edition / "edition.yaml").write_text(text, "utf-8")
    return run(_at(case.colophon("build", "--all"), case, place)).seconds


def _project(case: Case, place: Path) -> None:
    shutil.copytree(case.project / "editions", place / "editions")


def _at(command: list[str], case: Case, place: Path) -> list[str]:
    return [str(place) if each == str(case.project) else each for each in command]
