"""What files print and what was found in them, gathered into a preflight report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .. import __version__
from ..diagnostics import Finding
from ..pdf.printed import PROCESS, Painted, PrintedFile, PrintedPage
from ..preflight.press import Checked
from ..preflight.unconverted import in_words, unconverted
from ..printers import Printer
from ..storage import Content, sha256, size_of
from ..units import Length, Size
from .values import (
    Binding,
    CoarsestPicture,
    PageInk,
    PreflightReport,
    ReportedFile,
    ReportedFont,
)

_SAME = 0.05
"""Points by which two boxes may differ and still count as one size."""


@dataclass(frozen=True)
class Subject:
    """What the report is about. Of a file that is not ours, the title alone is known.

    `as_of` is the day for which it was checked.
    """

    title: str
    publisher: str = ""
    date: datetime.date | None = None
    revision: int = 0
    as_of: datetime.date | None = None
    binding: Binding | None = None


@dataclass(frozen=True)
class Submitted:
    """A file for the print shop: its name, what it holds, and what it prints (None: unreadable)."""

    name: str
    data: Content
    printed: PrintedFile | None
    part: str = ""


@dataclass(frozen=True)
class Result:
    """What was asked of the files together, and what was found, judged and waived."""

    checks: tuple[Checked, ...]
    findings: tuple[Finding, ...]


def gather_report(
    subject: Subject,
    printer_name: str,
    printer: Printer,
    files: Sequence[Submitted],
    result: Result,
) -> PreflightReport:
    """Return the report on files that go to one print shop together, the pages first."""
    printed = [(file.part, file.printed) for file in files if file.printed is not None]
    placed = [(part, each) for part, file in printed for each in _pictures(file)]
    return PreflightReport(
        title=subject.title or files[0].name,
        files=tuple(map(_reported, files)),
        printer_name=printer_name,
        printer=printer,
        checks=result.checks,
        findings=result.findings,
        program=f"Colophon {__version__}",
        publisher=subject.publisher,
        date=subject.date,
        revision=subject.revision,
        inks=tuple(each for part, file in printed for each in _inks(part, file)),
        plates=_plates(file for _, file in printed),
        fonts=_fonts(file for _, file in printed),
        pictures=len(placed),
        coarsest=_coarsest(placed),
        as_of=subject.as_of,
        binding=subject.binding,
        square=_square(file for _, file in printed),
    )


def _reported(file: Submitted) -> ReportedFile:
    pages = file.printed.pages if file.printed else ()
    return ReportedFile(
        name=file.name,
        sha256=sha256(file.data),
        size=size_of(file.data),
        pages=len(pages),
        trims=_sizes(pages),
        bleed=min((bleed for page in pages if (bleed := _bleed(page)) is not None), default=None),
        part=file.part,
        conformance=file.printed.conformance if file.printed else "",
        intent=_intent(file.printed) if file.printed else "",
    )


def _intent(file: PrintedFile) -> str:
    """Return the condition that the output intent for PDF/X names; "" without one."""
    named = (each for each in file.intents if each.subtype == "GTS_PDFX")
    return next((each.identifier or each.info or "without a name" for each in named), "")


def _inks(part: str, file: PrintedFile) -> Iterator[PageInk]:
    """Yield the ink of each page; what is in other colours has none that could be measured."""
    pages = {page.number: page for page in file.pages}
    for each in file.coverage:
        page = pages.get(each.page)
        colours = in_words(unconverted(page).values()) if page else ""
        if each.unmeasured or colours:
            yield PageInk(each.page, None, part, colours=colours)
        else:
            yield PageInk(each.page, each.highest, part, each.peak)


def _square(files: Iterable[PrintedFile]) -> Length | None:
    """Return the side of the squares over which ink was averaged."""
    sides = (each.rect.width for file in files for each in file.coverage if not each.unmeasured)
    return next(sides, None)


def _sizes(pages: Iterable[PrintedPage]) -> tuple[Size, ...]:
    found: list[Size] = []
    for page in pages:
        box = page.trim
        if box is None:
            continue
        sides = [(box[2] - box[0]) * page.user_unit, (box[3] - box[1]) * page.user_unit]
        width, height = sides[::-1] if page.rotate % 180 else sides
        if not any(
            abs(known.width.pt - width) < _SAME and abs(known.height.pt - height) < _SAME
            for known in found
        ):
            found.append(Size(Length(width), Length(height)))
    return tuple(found)


def _bleed(page: PrintedPage) -> Length | None:
    """Return how far the bleed reaches beyond the trim on its narrowest side."""
    trim, bleed = page.boxes.get("TrimBox"), page.boxes.get("BleedBox")
    if trim is None or bleed is None:
        return None
    beyond = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return Length(max(0.0, min(beyond) * page.user_unit))


def _pictures(file: PrintedFile) -> Iterator[Painted]:
    for page in file.pages:
        yield from (each for each in page.painted if each.picture is not None)


def _coarsest(placed: Iterable[tuple[str, Painted]]) -> CoarsestPicture | None:
    """Return the picture with the fewest pixels an inch; masks of one bit are drawings."""
    found = [
        CoarsestPicture(min(each.picture.ppi), each.page, part)
        for part, each in placed
        if each.picture and not each.picture.is_mask and each.picture.bits > 1
    ]
    return min(found, key=lambda each: each.ppi, default=None)


def _plates(files: Iterable[PrintedFile]) -> tuple[str, ...]:
    """Return the inks that something is painted in, process colours first and in their order.

    A picture tells no ink by ink: one of four colours counts for all four, a grey one for black.
    """
    inks: set[str] = set()
    spots: dict[str, None] = {}
    for file in files:
        spots |= dict.fromkeys(name for name in file.spots if name not in PROCESS)
        for page in file.pages:
            for each in page.painted:
                inks.update(_inks_of(each))
    return (*(name for name in PROCESS if name in inks), *spots)


_BY_SPACE = {"DeviceCMYK": PROCESS, "DeviceGray": PROCESS[3:]}


def _inks_of(painted: Painted) -> Iterable[str]:
    if painted.picture is not None and not painted.picture.is_mask:
        picture = painted.picture
        return _BY_SPACE.get(picture.base or picture.space, ())
    colour = painted.colour
    if colour is None:
        return ()
    if colour.inks is None:
        return _BY_SPACE.get(colour.base or colour.space, ())
    return [name for name, part in colour.inks.items() if part > 0]


def _fonts(files: Iterable[PrintedFile]) -> tuple[ReportedFont, ...]:
    embedded: dict[str, bool] = {}
    for file in files:
        for font in file.fonts:
            embedded[font.name] = embedded.get(font.name, True) and font.embedded
    return tuple(ReportedFont(name, inside) for name, inside in sorted(embedded.items()))
