"""Laying out: documents become pages, one document after the other, until nothing moves.

Folios and the room that is left on a page are known only when pages exist, so documents that
print them are composed and laid out again; unchanged documents keep their pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .composed import Composed, LayoutFacts
from .diagnostics import Code, Finding, Mark, Severity
from .engine.rendered import Rendered
from .rounds import LaidSection, Press, laid_sections, learn, wrong_side
from .settings import Format

if TYPE_CHECKING:
    from .engine.pressroom import Pressroom

MAX_ROUNDS = 12
UNSETTLED = Code(
    "T101",
    "layout-unsettled",
    Severity.ERROR,
    """Page numbers or picture heights kept changing from one layout to the next.

    Two places depend on each other: a page number that grows by a digit pushes a line to the
    next page, which changes the number back. Change a word near one of the page references, or
    give the picture a height in `lines` instead of `fill`.
    """,
)
BLANK_PAGE = Code(
    "T102",
    "blank-page",
    Severity.NOTE,
    """A blank page was put in because a section starts on a recto or verso of its own choice.

    Move the section, let it `start: any`, or give the section before it one page more.
    """,
)
PANELS = Code(
    "T104",
    "panel-count",
    Severity.WARNING,
    """The edition has more or fewer pages than the folded sheet has panels.

    Each panel of a leaflet is one page: a sheet folded twice has six. Panels without a page stay
    blank, and a page too many begins another sheet: for the press this is an error.

    Cut or add words or pictures, or a section, until the numbers are the same. The panels stand in
    the format, in the order in which they are read: `fold:` in `templates/formats/`.
    """,
)


@dataclass(frozen=True)
class Laid:
    """All pages of an edition, and what the layout found out and noticed."""

    engine: Pressroom
    composed: Composed
    sections: tuple[LaidSection, ...]
    known: LayoutFacts
    findings: tuple[Finding, ...]
    tried: Mapping[str, LaidSection] = field(default_factory=dict)
    """By its id, a section that misses its pages with all that may be changed in it, so changed."""

    @property
    def rendered(self) -> tuple[Rendered, ...]:
        """The rendered documents in the order in which they are bound, blank pages included."""
        order: list[Rendered] = []
        for each in self.sections:
            if each.blank_before is not None:
                order.append(each.blank_before)
            order.append(each.rendered)
        return tuple(order)

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return sum(len(each.pages) for each in self.rendered)


def lay_out(
    press: Press,
    compose: Callable[[LayoutFacts], Composed],
    prepare: Callable[[Composed], None],
    known: LayoutFacts,
) -> Laid:
    """Return the pages of an edition, laid out until nothing moves; `known` is where it begins.

    `compose` makes the documents from what is known of the layout; `prepare` makes their
    pictures available to the engine.
    """
    seen: list[Laid] = []
    for _ in range(MAX_ROUNDS):
        composed = compose(known)
        prepare(composed)
        laid = _round(press, composed, known)
        if laid.known == known:
            return _counted(laid, press.format)
        seen.append(laid)
        known = laid.known
    message = "page numbers or picture heights do not settle"
    unsettled = UNSETTLED.finding(Mark(seen[-1].sections[0].section.mark.file), message)
    return replace(seen[-1], findings=(*seen[-1].findings, unsettled))


def _round(press: Press, composed: Composed, known: LayoutFacts) -> Laid:
    """Lay out every document once, and find out where things stand and what is left."""
    baseline = press.format.baseline
    sections = laid_sections(press, composed, known)
    folios: dict[str, str] = {}
    counts: dict[str, int] = {}
    fills: dict[str, int] = dict(known.fills)
    pages: dict[str, int] = dict(known.pages)
    full: set[str] = set()
    findings: list[Finding] = []
    number = 1
    for each in sections:
        section, rendered = each.section, each.rendered
        if each.blank_before is not None:
            message = f"page {number} is blank, so that “{section.id}” starts on a {section.start}"
            if not section.facing:  # see `facing`
                findings.append(BLANK_PAGE.finding(section.mark, message, at=section.id))
        number += wrong_side(section.start, number)
        findings += rendered.findings
        for index, page in enumerate(rendered.pages):
            folios |= {id: str(number + index) for id in page.anchors if id not in folios}
        folios.setdefault(section.id, str(number))
        counts[section.id] = len(rendered.pages)
        number += len(rendered.pages)
        learned = learn(rendered, known, composed.most, baseline)
        fills |= learned.fills
        full |= {section.id} if learned.full else set()
        pages[section.id] = learned.pages
    fills |= {id: min(fills[id], most) for id, most in composed.most.items() if id in fills}
    facts = replace(
        known,
        folios=folios,
        fills=fills,
        pages=pages,
        full=frozenset(full),
        counts=counts,
    )
    return Laid(press.engine, composed, sections, facts, tuple(findings))


def _counted(laid: Laid, format: Format) -> Laid:
    """Return the pages with the finding that they are not as many as the panels, if so."""
    if format.fold is None or laid.page_count == len(format.fold.panels):
        return laid
    there, wanted = laid.page_count, len(format.fold.panels)
    message = f"the edition has {there} pages, and the sheet is folded into {wanted} panels"
    more = wanted - there
    help = f"add {more} pages" if more > 0 else f"cut {-more} pages"
    mark = Mark(laid.sections[0].section.mark.file)
    finding = PANELS.finding(mark, message, help=help.removesuffix("s") if abs(more) == 1 else help)
    return replace(laid, findings=(*laid.findings, finding))


def positions(laid: Laid) -> Mapping[str, int]:
    """Return the page number (from 1) on which each id stands."""
    return {id: int(folio) for id, folio in laid.known.folios.items()}
