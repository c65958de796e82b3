"""Gathering evidence: what the stages of a build know, as the values that rules are given."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from ..content.blocks.chart import Chart
from ..content.blocks.table import Table
from ..content.portraits import portraits
from ..copyfit import Copy, budgets, copy_of
from ..diagnostics import Mark, Severity
from ..pdf.structure import read_structure
from ..pdf.tree_checks import tree_faults
from ..placeholders import placeholders
from .evidence import (
    ChartEvidence,
    Evidence,
    FactEvidence,
    FoldEvidence,
    PageEvidence,
    Palette,
    PhotoEvidence,
    Standing,
    TableEvidence,
)
from .translated import at_their_words

if TYPE_CHECKING:
    from ..charts import DrawnChart
    from ..composed import Composed, Means
    from ..content.edition import Edition
    from ..content.load import Manuscript
    from ..finish.facts import Parts, Printing
    from ..fonts import Fonts
    from ..layout import Laid
    from ..photos.entry import Entry
    from ..photos.prepare import Request
    from ..pictures import Pictures
    from ..printers import Printer
    from ..settings import Target
    from ..storage import Content
    from ..validators import Failure

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Case:
    """What is inspected: an edition composed for a target, and the day that licences are judged.

    `fonts` are needed for `pages` alone. `printer` is the preset of what goes to the press: it
    says how many pixels a photo needs there, in the place of the target. `starter` are the words
    that the starter came with.
    """

    manuscript: Manuscript
    means: Means
    target: Target
    as_of: datetime.date
    pictures: Pictures
    fonts: Fonts
    printer: Printer | None = None
    starter: frozenset[str] = frozenset()


def evidence(
    case: Case, composed: Composed, laid: Laid | None = None, pdf: Content | None = None
) -> Evidence:
    """Return the evidence there is: of pages once they are `laid`, of the PDF once finished.

    A PDF is validated only for targets that are checked for accessibility; for what goes to the
    press see `printings`.
    """
    if "pdf" not in case.target.checks:
        pdf = None
    images = (case.printer or case.target).images
    with _validating(pdf) as failures:
        # First: of a large file, the structure takes as much memory as all that is said of pages.
        faults = () if pdf is None else tree_faults(read_structure(pdf))
        laid_pages = () if laid is None else pages(case, laid)
        return Evidence(
            mark=case.manuscript.mark(),
            as_of=case.as_of,
            use=case.target.use,
            warn_below=images.warn_below,
            error_below=images.error_below,
            facts=tuple(_facts(case.manuscript, composed)),
            photos=tuple(_photos(case, composed)),
            charts=tuple(_charts(composed, case.pictures.charts)),
            tables=tuple(_tables(case.manuscript)),
            palette=_palette(case) if composed.charts else None,
            pages=laid_pages,
            territory=case.manuscript.edition.territory,
            copy=() if laid is None else tuple(_copy(case, laid, laid_pages)),
            placeholders=tuple(placeholders(case.manuscript.edition, case.starter)),
            faults=faults,
            failures=failures(),  # at the very last: who validates needs time, and nobody else
        )


def printings(
    base: Evidence, parts: Parts, printing: Printing, *, right_to_left: bool = False
) -> tuple[Evidence, ...]:
    """Return the evidence of each file for the press: that of the edition, and what it prints.

    Raises Diagnostic where a file cannot be read, which would be a fault of ours.
    """
    # PDFium and numpy are imported by those who have something printed; `check` has not.
    from ..ink.conversion import Press
    from .press import read_for_press

    made = []
    folding = printing.folding
    of_rgb = Press(printing.profile, printing.srgb).separated_rows
    for part, pdf in sorted(parts.items()):
        printed, _ = read_for_press(pdf, base.mark.file, printing.printer, of_rgb)
        sheets = standings(base.pages, part, printing, right_to_left)
        made.append(
            replace(
                base,
                printed=printed,
                printer=printing.printer,
                warn_below=printing.printer.images.warn_below,
                error_below=printing.printer.images.error_below,
                part=part,
                sheets=sheets,
                sides=tuple(each.name for each in folding.sides) if folding else (),
                profile_digest=sha256(printing.profile).hexdigest(),
            )
        )
    return tuple(made)


def standings(
    pages: Sequence[PageEvidence], part: str, printing: Printing, right_to_left: bool
) -> tuple[tuple[Standing, ...], ...]:
    """Return which laid-out pages stand on each page of a file for the press."""
    from ..finish.panels import BLANK
    from ..finish.press_pages import printed_pages

    if printing.folding is not None:
        sides = printing.folding.sides
        return tuple(
            tuple(Standing(panel.page, panel.start) for panel in side.panels) for side in sides
        )
    if part != "cover":
        order = printed_pages(len(pages), printing.blanks, own_cover=printing.own_cover)
        return tuple(() if number == BLANK else (Standing(number),) for number in order)
    front, back = pages[0], pages[-1]
    left, right = (front, back) if right_to_left else (back, front)
    return ((Standing(left.number), Standing(right.number, left.trim.width + printing.spine)),)


@contextmanager
def _validating(pdf: Content | None) -> Iterator[Callable[[], tuple[Failure, ...]]]:
    """Have a tagged PDF validated meanwhile; what is yielded returns what is wrong with it."""
    if pdf is None:
        yield lambda: ()
        return
    # The validator takes its time to import; `check` has no use for it.
    from ..validators import validating

    with validating(pdf) as judged:
        yield judged


def _facts(manuscript: Manuscript, composed: Composed) -> Iterator[FactEvidence]:
    for name, fact in manuscript.edition.facts.items():
        document, path = fact.origin
        used = name in composed.facts_used
        yield FactEvidence(name, document.key(path), fact.source, used)


def _photos(case: Case, composed: Composed) -> Iterator[PhotoEvidence]:
    whose = portraits(case.manuscript.edition)
    for placed in composed.photos:
        photo, entry = placed.request.photo, placed.request.photo.printed
        portrayed = tuple(filter(None, [whose.get(id(placed.use))]))
        yield PhotoEvidence(
            file=entry.file,
            at=placed.request.at,
            mark=photo.mark,
            entry_mark=_place(entry),
            credit=entry.credit,
            alt=placed.alt,
            licence=entry.licence,
            licence_expires=entry.licence_expires,
            allowed_uses=entry.allowed_uses,
            awaited=photo.awaited.file if photo.awaited else "",
            # What grows to fill its page is asked about at its smallest: it only gets coarser.
            ppi=placed.request.effective_ppi,
            people=entry.consent.people or portrayed,
            consent=entry.consent.given,
            territory=entry.territory,
            fold=_fold(case, placed.request),
        )


def _fold(case: Case, request: Request) -> FoldEvidence | None:
    distance, point = request.from_fold, request.focal_point
    if distance is None:
        return None
    # Words keep this far from a fold, and so does what a picture is about.
    least = case.means.design.format.margins.inner
    return FoldEvidence(f"{point.x * 100:g}% {point.y * 100:g}%", distance, least)


def _place(entry: Entry) -> Mark | None:
    return entry.mark if entry.mark.file else None


def _charts(composed: Composed, drawn: Mapping[str, DrawnChart]) -> Iterator[ChartEvidence]:
    for placed in composed.charts:
        made = drawn.get(placed.key)
        if made and any(each.severity is Severity.ERROR for each in made.findings):
            # What is wrong has been said: words and colours it cannot have are no news.
            continue
        colours = made.colours if made else ()
        request = placed.request
        yield ChartEvidence(request.id, request.mark, request.alt, colours)


def _tables(manuscript: Manuscript) -> Iterator[TableEvidence]:
    """Yield the charts and tables that print numbers; words alone need no source."""
    for _, block in manuscript.edition.blocks():
        table = manuscript.tables.get(block.id)
        if table is None or not isinstance(block, Chart | Table):
            continue
        if any(column.kind == "number" for column in table.columns):
            what: Literal["chart", "table"] = "chart" if isinstance(block, Chart) else "table"
            # A series over time says itself when each number was true; others where readers look.
            heads = (column.header for column in table.columns)
            words = (block.title, block.unit, block.source, *heads)
            dated = (
                block.as_of is not None
                or any(column.kind == "date" for column in table.columns)
                or any(_YEAR.search(each) for each in words)
            )
            yield TableEvidence(block.id, block.mark, what, block.source, dated)


def _palette(case: Case) -> Palette:
    theme = case.means.design.theme
    roles = theme.charts.series
    colours = tuple((role, theme.srgb(role)) for role in roles)
    return Palette(theme.charts.mark_of("series"), theme.srgb(theme.ground), colours)


def _copy(case: Case, laid: Laid, pages: Sequence[PageEvidence]) -> Iterator[Copy]:
    """Yield how the words of each section fit that says how many pages it is to take."""
    from ..composed import LayoutFacts
    from ..fitting import measured

    marks = marks_of(case.manuscript.edition)
    sections = {each.section.id: each for each in laid.sections}
    design = case.means.design
    for budget in budgets(case.manuscript.edition, design):
        each = sections[budget.section]
        # A page left blank before it counts as its own too.
        own = [p for p in pages if p.section == budget.section and p.number >= each.first]
        copy = copy_of(budget, own, measured(each, design.format, laid.known))
        if tried := laid.tried.get(budget.section):
            changed = laid.engine.evidence(tried.rendered, marks)
            measure = measured(tried, design.format, LayoutFacts())
            copy = replace(copy, tried=copy_of(budget, changed, measure))
        yield replace(copy, fit=laid.known.fits.get(budget.section))


def pages(case: Case, laid: Laid) -> tuple[PageEvidence, ...]:
    """Return what stands on each page."""
    marks = marks_of(case.manuscript.edition)
    found: list[PageEvidence] = []
    whole = {page.id for page in case.manuscript.edition.pages() if page.whole}
    for each in laid.sections:
        made = laid.engine.evidence(each.rendered, marks)
        blank = laid.engine.evidence(each.blank_before, marks) if each.blank_before else ()
        found += [replace(page, is_open=True) for page in blank]
        found += (
            [replace(page, is_open=True) for page in made] if each.section.id in whole else made
        )
    return at_their_words(found, case.manuscript.edition)


def marks_of(edition: Edition) -> dict[str, Mark]:
    """Return the places of pages and blocks by their ids."""
    marks = {page.id: page.mark for page in edition.pages()}
    return marks | {block.id: block.mark for _, block in edition.blocks()}
