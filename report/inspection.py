"""Checking a PDF from anywhere for a print shop, and the report on it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .ink.conversion import Press
from .papers.gathering import Result, Subject, Submitted, gather_report
from .papers.preflight import preflight_report
from .photos.colour import SRGB_FILE
from .preflight.press import Preflight, preflight
from .printers import Printer, press_profile, read_printer
from .resources import Project, given
from .storage import write_atomically

LIMIT = 1024 * 1024 * 1024
"""The most bytes of a PDF that are read."""


@dataclass(frozen=True)
class Inspected:
    """A PDF, what it was checked for, and what was found."""

    name: str
    path: Path
    printer_name: str
    printer: Printer
    preflight: Preflight


def inspect_file(project: Project, path: Path, printer_name: str) -> Inspected:
    """Return what a printer's preset finds wrong with the PDF at `path`.

    Raises Diagnostic: there is no such preset or profile, or the file cannot be read.
    """
    printer = read_printer(project, printer_name)
    profile = press_profile(project, printer)
    press = Press(profile, project.read(project.find(SRGB_FILE, ["assets/icc"])))
    digest = hashlib.sha256(profile).hexdigest()
    with given(path, LIMIT):
        found = preflight(path.name, path, printer, digest, of_rgb=press.separated_rows)
    return Inspected(path.name, path, printer_name, printer, found)


def write_report(project: Project, inspected: Inspected, place: Path) -> None:
    """Write the one-page report on a PDF; OSError where the disk refuses it."""
    printed = inspected.preflight.printed
    submitted = Submitted(inspected.name, inspected.path, printed)
    result = Result(inspected.preflight.checks, inspected.preflight.findings)
    subject = Subject(printed.title if printed else "")
    report = gather_report(subject, inspected.printer_name, inspected.printer, [submitted], result)
    write_atomically(place, preflight_report(project, report))
