"""What a project has: its editions, and what editions can be made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from .charts import kinds
from .content.block import blocks
from .content.edition import Edition, page_types
from .content.extends import resolve
from .content.node import read_model
from .diagnostics import Diagnostic, in_order
from .printers import press_profile, read_printer
from .resources import Project
from .settings import names_of


@dataclass(frozen=True)
class Row:
    """One edition as `list` shows it. Of one that cannot be read, `title` says why."""

    edition: str
    title: str
    format: str
    language: str
    date: str
    last_built: str


def editions(project: Project) -> list[Row]:
    """Return the editions of a project, sorted by the names of their folders."""
    names = project.folders_with("edition.yaml", "editions", own=True)
    return [_row(project, project.editions / name) for name in names]


@dataclass(frozen=True)
class PrinterRow:
    """A printer preset as `printer list` shows it. Of one that cannot be read, `label` says why.

    `ready` is False where its colour profile is still to be had, `get_from` says from where.
    Numbers are 0 where `readable` is False.
    """

    name: str
    label: str
    bleed: str = ""
    ink_limit: int = 0
    page_multiple: int = 0
    condition: str = ""
    ready: bool = False
    get_from: str = ""
    readable: bool = True


def printers(project: Project) -> list[PrinterRow]:
    """Return the printer presets that a project can use, sorted by name."""
    return [_printer(project, name) for name in names_of(project, "printer")]


def _printer(project: Project, name: str) -> PrinterRow:
    try:
        preset = read_printer(project, name)
    except Diagnostic as diagnostic:
        return PrinterRow(name, _why_not(diagnostic, name), readable=False)
    profile = preset.profile
    try:
        press_profile(project, preset)
        ready = True
    except Diagnostic:
        ready = False
    return PrinterRow(
        name,
        preset.label,
        str(preset.bleed),
        preset.ink_limit,
        preset.page_multiple,
        profile.condition,
        ready,
        profile.get_from,
    )


def _why_not(diagnostic: Diagnostic, name: str) -> str:
    """Return why a preset cannot be read and where; the fault may be in one that it is like."""
    place = in_order(diagnostic.findings)[0].mark
    if place is None:
        return _why(diagnostic)
    other = Path(place.file).stem
    if other != name:
        return f"is like {other}, which cannot be read"
    return f"{_why(diagnostic)} – {place.file}"


def kinds_of_things(project: Project) -> dict[str, tuple[str, ...]]:
    """Return the names that an edition can use, by what they are names of."""
    return {
        "formats": names_of(project, "format"),
        "themes": names_of(project, "theme"),
        "targets": names_of(project, "target"),
        "printers": names_of(project, "printer"),
        "languages": names_of(project, "language"),
        "page types": tuple(page_types()),
        "blocks": tuple(blocks()),
        "chart kinds": tuple(kinds(project)),
    }


def _row(project: Project, folder: Path) -> Row:
    built = _last_built(project.build / folder.name)
    try:
        edition = read_model(Edition, resolve(project, folder.name).document)
    except Diagnostic as diagnostic:
        return Row(folder.name, _why(diagnostic), "", "", "", built)
    title = " ".join(edition.title.split())
    date = edition.date.isoformat()
    return Row(folder.name, title, edition.format, edition.language, date, built)


def _why(diagnostic: Diagnostic) -> str:
    """Return the first error of an edition in a line, and how many there are."""
    first, *others = in_order(diagnostic.findings)
    more = f", and {len(others)} more" if others else ""
    line = f" (line {first.mark.line})" if first.mark and first.mark.line else ""
    return f"cannot be read: {first.message}{line}{more}"


def _last_built(folder: Path) -> str:
    """Return when the newest PDF in `folder` was written, in local time; "never" without one."""
    times = [path.stat().st_mtime for path in folder.glob("*.pdf")]
    if not times:
        return "never"
    return f"{datetime.datetime.fromtimestamp(max(times)):%Y-%m-%d %H:%M}"
