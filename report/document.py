"""What a finished file says and holds besides its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from . import __version__
from .desk import Desk
from .diagnostics import Finding
from .finish.facts import Attachment, DocumentFacts, Imposition, Printing
from .finish.imposition import text_finding
from .finish.panels import Folding, folding
from .finish.press_pages import blanks_finding, blanks_for, printed_pages, spine_finding
from .ink.builds import builds
from .layout import Laid
from .photos.colour import SRGB_FILE
from .photos.prepare import PreparedPhoto
from .printers import Printer, read_printer, spine
from .printers import remarks as remarks_on_inks
from .settings import Sheets
from .storage import Content, digest
from .units import Length, Size

FONT = "source-sans-3/SourceSans3-Regular.ttf"
"""What the words beside the pages of proofs and press sheets are set in."""


def document_facts(
    desk: Desk, laid: Laid, raw: Content, remarks: Sequence[Finding] = ()
) -> DocumentFacts:
    """Return what the file of a target says and holds; `raw` are its pages as the engine wrote
    them, `remarks` what a proof shows."""
    edition = desk.edition
    # A picture that is not there is an error by now (T103), and nothing is published.
    photos = desk.pictures.photos if desk.preset else {}
    prepared = [photos[each.key] for each in laid.composed.photos if each.key in photos]
    sheets = desk.target.sheets
    facts = DocumentFacts(
        title=edition.title,
        author=edition.publisher,
        subject=edition.description,
        keywords=edition.keywords,
        language=edition.language,
        date=edition.date,
        identifier="",
        right_to_left=desk.leftward,
        labels=tuple(str(number) for number in range(1, laid.page_count + 1)),
        attachments=_attachments(desk, laid),
        screen_images=_Screens(prepared),
        printing=_printing(desk, laid.page_count),
        imposition=_imposition(desk, sheets) if sheets else None,
        remarks=tuple(remarks),
        font=desk.project.read(desk.project.find(FONT, ["assets/fonts"])),
        safe=desk.preset.printer.safe if desk.preset else desk.design.format.safe,
        sources=desk.job.sources,
    )
    # What screen pictures are follows from the pages and the resolution.
    ppi = str(desk.target.images.ppi)
    identifier = digest(__version__, desk.job.target, raw, ppi, *_ingredients(facts))
    return replace(facts, identifier=identifier)


def _attachments(desk: Desk, laid: Laid) -> tuple[Attachment, ...]:
    charts = desk.pictures.charts
    return tuple(
        Attachment(
            f"{placed.request.id}.csv",
            charts[placed.key].csv,
            "text/csv",
            desk.design.language.words.chart_data,
            placed.request.id,
        )
        for placed in laid.composed.charts
        if placed.key in charts
    )


class _Screens(Mapping[str, bytes]):
    """Photographs for the screen by the SHA-256 of those for paper, each read when it is needed."""

    def __init__(self, photos: Sequence[PreparedPhoto]) -> None:
        self._prepared = photos

    @cached_property
    def _photos(self) -> Mapping[str, PreparedPhoto]:
        return {each.copies.press.digest: each for each in self._prepared}

    def __getitem__(self, digest: str) -> bytes:
        return self._photos[digest].screen

    def __iter__(self) -> Iterator[str]:
        return iter(self._photos)

    def __len__(self) -> int:
        return len(self._prepared)


def press_findings(desk: Desk, laid: Laid) -> tuple[Finding, ...]:
    """Return what the preset makes of the pages and inks of an edition, before there is a file, and
    what sheets of the office make of its text."""
    small = _small_text(desk)
    if desk.preset is None:
        return (small,) if small else ()
    printer = desk.preset.printer
    srgb = desk.project.read(desk.project.find(SRGB_FILE, ["assets/icc"]))
    inks = remarks_on_inks(printer, desk.design.theme, desk.preset.profile, srgb)
    bound = () if desk.design.format.fold else _of_binding(desk, printer, laid.page_count)
    return (*filter(None, (small,)), *bound, *inks)


def _small_text(desk: Desk) -> Finding | None:
    """Return X312 where the sheets of a booklet make text too small."""
    sheets, page = desk.target.sheets, desk.design.format
    if sheets is None:
        return None
    text = desk.design.theme.type["body"].size
    paper = _imposition(desk, sheets)
    return text_finding(Size(page.width, page.height), paper, text, desk.manuscript.mark())


def _of_binding(desk: Desk, printer: Printer, pages: int) -> Iterator[Finding]:
    """Yield what is to be said of blank pages, and of the spine of a bound book."""
    own_cover, mark = printer.cover.own_file, desk.manuscript.mark()
    blanks = blanks_finding(pages, printer.page_multiple, mark, own_cover=own_cover)
    if blanks:
        yield blanks
    if own_cover:
        yield from _of_spine(desk, printer, pages)


def _of_spine(desk: Desk, printer: Printer, pages: int) -> Iterator[Finding]:
    given = desk.edition.print.spine
    blanks = blanks_for(pages, printer.page_multiple, own_cover=True)
    inside = len(printed_pages(pages, blanks, own_cover=True))
    mark = desk.edition.print.mark_of("spine") if given else desk.manuscript.mark()
    stapled = printer.like
    while stapled and (base := read_printer(desk.project, stapled)).cover.own_file:
        stapled = base.like
    found = spine_finding(printer, inside, given, mark, stapled)
    if found:
        yield found


def _printing(desk: Desk, pages: int) -> Printing | None:
    """Return how the pages are printed; None for what is not."""
    if desk.preset is None:
        return None
    printer = desk.preset.printer
    folded = _folding(desk, pages)
    # A leaflet has no cover, and nothing in it is bound, whatever else the print shop may do.
    own_cover = printer.cover.own_file and folded is None
    blanks = 0 if folded else blanks_for(pages, printer.page_multiple, own_cover=own_cover)
    order = printed_pages(pages, blanks, own_cover=own_cover)
    theme = desk.design.theme
    inks = builds(theme)
    return Printing(
        printer=printer,
        profile=desk.preset.profile,
        srgb=desk.project.read(desk.project.find(SRGB_FILE, ["assets/icc"])),
        builds=inks,
        cache=desk.cache,
        blanks=blanks,
        own_cover=own_cover,
        spine=desk.edition.print.spine or spine(printer, len(order)),
        spine_colour=inks[theme.srgb(theme.spine).lower()],
        marks=desk.job.marks or printer.marks != "none",
        folding=folded,
    )


def _folding(desk: Desk, pages: int) -> Folding | None:
    """Return which panels of sheets the pages are; None in a format that is not folded."""
    fold = desk.design.format.fold
    if fold is None:
        return None
    return folding(fold.panels, fold.sides, pages, right_to_left=desk.leftward, how=fold.label)


def _imposition(desk: Desk, sheets: Sheets) -> Imposition:
    """Return how pages stand on sheets, which lie on their side."""
    page = desk.design.format
    double = sheets.paper == "double"
    return Imposition(
        sheet_width=page.width * 2 if double else page.height,
        sheet_height=page.height if double else page.width,
        edge=Length(0) if double else sheets.edge,
        leaf=sheets.leaf,
        right_to_left=desk.leftward,
    )


def _ingredients(facts: DocumentFacts) -> list[bytes | str]:
    """Return all that goes into a file besides its pages, so that another file has another id."""
    printing = facts.printing
    plain = replace(facts, attachments=(), screen_images={}, printing=None, font=b"")
    parts: list[bytes | str] = [repr(plain)]
    for attachment in facts.attachments:
        parts += [repr(replace(attachment, data=b"")), attachment.data]
    if printing is not None:
        parts += [repr(printing.printer), printing.profile, repr(sorted(printing.builds.items()))]
        parts += [repr((printing.blanks, printing.own_cover, printing.spine, printing.marks))]
        parts += [repr(printing.spine_colour), repr(printing.folding)]
    return parts
