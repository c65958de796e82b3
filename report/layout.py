"""Laying out: documents become pages, one document after the other, until nothing moves.

Folios and the room that is left on a page are known only when pages exist, so documents that
print them are composed and laid out again; unchanged documents keep their pages. All documents of
a round are laid out at once: on which page each begins is what the round before came to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .composed import Composed, LayoutFacts, Section
from .diagnostics import Code, Finding, Mark, Severity
from .engine.page_notes import lacking, lines_left
from .engine.rendered import Order, Rendered
from .settings import Format
from .units import Length

if TYPE_CHECKING:
    from .engine.pressroom import Pressroom

MAX_ROUNDS = 12
_WITHOUT_MARGINS = ("cover", "back-cover", "opener", "spread")
"""The pages, as style sheets call them, that are laid out from edge to edge."""

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
class LaidSection:
    """The pages of one document; `first` is the number of its first page in the PDF, from 1."""

    section: Section
    rendered: Rendered
    first: int
    blank_before: Rendered | None = None


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


@dataclass(frozen=True)
class Press:
    """Lays out the sections of editions in one format."""

    engine: Pressroom
    format: Format

    def order(self, section: Section, first: int, html: str = "") -> Order:
        """Return what lays out a section, or other `html` in its place, from page `first`."""
        style = _first_page(first) + _panels(self.format, first)
        text = (html or section.html).replace("</head>", f"<style>{style}</style></head>", 1)
        return Order(text, section.mark, section.id, section.ids, first)


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
    sections = _laid_sections(press, composed, known)
    folios: dict[str, str] = {}
    counts: dict[str, int] = {}
    fills: dict[str, int] = dict(known.fills)
    pages: dict[str, int] = dict(known.pages)
    snaps: dict[str, Length] = {}
    full: set[str] = set()
    findings: list[Finding] = []
    number = 1
    for each in sections:
        section, rendered = each.section, each.rendered
        if each.blank_before is not None:
            message = f"page {number} is blank, so that “{section.id}” starts on a {section.start}"
            if not section.facing:  # see `facing`
                findings.append(BLANK_PAGE.finding(section.mark, message, at=section.id))
        number += _wrong_side(section.start, number)
        findings += rendered.findings
        for index, page in enumerate(rendered.pages):
            folios |= {id: str(number + index) for id in page.anchors if id not in folios}
        folios.setdefault(section.id, str(number))
        counts[section.id] = len(rendered.pages)
        number += len(rendered.pages)
        learned = learn(rendered, known, composed.most, baseline)
        snaps |= learned.snaps
        fills |= learned.fills
        full |= {section.id} if learned.full else set()
        pages |= {} if learned.pages is None else {section.id: learned.pages}
    fills |= {id: min(fills[id], most) for id, most in composed.most.items() if id in fills}
    facts = replace(
        known,
        folios=folios,
        fills=fills,
        snaps=snaps,
        pages=pages,
        full=frozenset(full),
        counts=counts,
    )
    return Laid(press.engine, composed, sections, facts, tuple(findings))


def _laid_sections(press: Press, composed: Composed, known: LayoutFacts) -> tuple[LaidSection, ...]:
    """Lay out all documents at once: each begins where it would if every other had as many pages
    as in the last round. What is at rest is drawn."""
    orders: list[Order] = []
    places: list[tuple[Section, int, bool]] = []
    number = 1
    for section in composed.sections:
        blank = _wrong_side(section.start, number)
        if blank:
            orders.append(press.order(section, number, _BLANK))
        number += blank
        orders.append(press.order(section, number))
        places.append((section, number, blank))
        number += known.counts.get(section.id, 2 if section.facing else 1)

    def at_rest(index: int, rendered: Rendered) -> bool:
        learned = learn(rendered, known, composed.most, press.format.baseline)
        return learned.is_known(rendered.order.section, known)

    rendered = iter(press.engine.lay(orders, at_rest))
    laid = []
    for section, first, blank in places:
        before = next(rendered) if blank else None
        laid.append(LaidSection(section, next(rendered), first, before))
    return tuple(laid)


@dataclass(frozen=True)
class Learned:
    """What the pages of one section tell: see `LayoutFacts`.

    `fills` are those of the elements on them, `pages` is None as long as it cannot be told.
    """

    snaps: Mapping[str, Length]
    fills: Mapping[str, int]
    pages: int | None
    full: bool

    def is_known(self, id: str, known: LayoutFacts) -> bool:
        """True where nothing of that is news, so that the section `id` stays as it is."""
        return (
            all(known.snaps.get(each) == length for each, length in self.snaps.items())
            and all(known.fills.get(each) == lines for each, lines in self.fills.items())
            and (not self.fills or self.full == (id in known.full))
        )


def learn(
    rendered: Rendered, known: LayoutFacts, most: Mapping[str, int], baseline: Length
) -> Learned:
    """Return what the pages of a section tell; `most` is how far pictures in it can grow."""
    id = rendered.order.section
    # Of what is split over two pages, the last part counts.
    snaps = lacking_lines(rendered, baseline)
    count = len(rendered.pages)
    grown = count > known.pages.get(id, count)
    crowded = grown or id in known.full
    # Room is given out when all heights are whole lines: before, it is not known, and neither
    # is how many pages there are without it.
    uneven = any(known.snaps.get(each) != length for each, length in snaps.items())
    fills = _given_out(rendered, known.fills, baseline, grown, crowded, uneven)
    fills |= {each: min(fills[each], most[each]) for each in fills if each in most}
    pages = known.pages.get(id, None if uneven else count)
    return Learned(snaps, fills, pages, crowded)


def lacking_lines(rendered: Rendered, baseline: Length) -> dict[str, Length]:
    """Return how much each part of a document's flow lacks to whole lines."""
    found: dict[str, Length] = {}
    for page in rendered.pages:
        found |= lacking(page, baseline)
    return found


def _given_out(
    rendered: Rendered,
    known: Mapping[str, int],
    baseline: Length,
    grown: bool,
    crowded: bool,
    uneven: bool,
) -> dict[str, int]:
    """Return how many lines each elastic element can grow, as far as that is known.

    Beside text in columns a picture can grow by more than what its page has left, so whatever
    is left after a round is given out again. Once that has pushed the section onto one more
    page, lines are only taken back, so that it settles.
    """
    fills = {id: known[id] for page in rendered.pages for id in page.elastic if id in known}
    for page in rendered.pages:
        if grown:
            fills |= {id: fills[id] - 1 for id in page.elastic if fills.get(id, 0) > 0}
        if crowded or uneven or not page.elastic:
            if crowded:
                # No room to give: what may grow stays as small as it is, and that is known.
                fills.update((id, fills.get(id, 0)) for id in page.elastic)
            continue
        each, rest = divmod(lines_left(page, baseline), len(page.elastic))
        for index, id in enumerate(page.elastic):
            fills[id] = fills.get(id, 0) + each + (1 if index < rest else 0)
    return fills


def _wrong_side(start: str, number: int) -> bool:
    recto = number % 2 == 1
    return (start == "recto" and not recto) or (start == "verso" and recto)


def _first_page(number: int) -> str:
    """Return the style that gives a document's first page its number and its side."""
    side = "recto" if number % 2 == 1 else "verso"
    return f"@page :first {{ counter-reset: page {number} }} html {{ break-before: {side} }}"


def _panels(format: Format, first: int) -> str:
    """Return the style of those pages of a document, from page `first`, that are narrower."""
    count = len(format.fold.panels) if format.fold else 0
    rules = []
    for number in range(first, first + count):
        width = format.width_of(number)
        if width.pt == format.width.pt:
            continue
        less = (format.width - width) / 2
        left, right = format.margins.inner - less, format.margins.outer - less
        rules.append(
            f" @page :nth({count}n+{number - first + 1}) {{ size: {width.css} {format.height.css}; "
            f"margin-left: {left.css}; margin-right: {right.css} }}"
        )
        # What stands in the document counts for more than what style sheets say of these pages.
        rules += [
            f" @page {name}:nth({number - first + 1}) {{ margin: 0 }}" for name in _WITHOUT_MARGINS
        ]
    return "".join(rules)


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


_BLANK = (
    "<!DOCTYPE html><html><head><title>-</title></head>"
    '<body class="blank"><section></section></body></html>'
)


def positions(laid: Laid) -> Mapping[str, int]:
    """Return the page number (from 1) on which each id stands."""
    return {id: int(folio) for id, folio in laid.known.folios.items()}
