"""One round of layout: all sections laid out once, and what their pages tell.

On which page a section begins, and so on which side, is in its document. It follows from the pages
of those before, and is guessed from the last round for those that are still under way: who guessed
wrong lays out once more. In the first round nobody knows, and all guess: what has to be brought to
whole lines is laid out again anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .composed import Composed, LayoutFacts, Section
from .engine.page_notes import lines_left
from .engine.plan import Mine
from .engine.rendered import Order, Rendered
from .settings import Format
from .units import Length

if TYPE_CHECKING:
    # Whoever lays out brings an engine; whoever only checks imports no WeasyPrint.
    from .engine.pressroom import Pressroom

_WITHOUT_MARGINS = ("cover", "back-cover", "opener", "spread")
"""The pages, as style sheets call them, that are laid out from edge to edge."""
_LETTERS, _USUAL = 0.05, 8
"""Letters of HTML on a square millimetre of a page, mostly, and how many pages like that count
beside those that are laid out: a list of contents tells little about all the rest."""


@dataclass(frozen=True)
class LaidSection:
    """The pages of one document; `first` is the number of its first page in the PDF, from 1."""

    section: Section
    rendered: Rendered
    first: int
    blank_before: Rendered | None = None


Told: TypeAlias = Callable[[int, int], None]
"""What is told how many sections of how many are laid out, in each round anew."""


def nobody(done: int, of: int) -> None:
    """Listen to nothing of that."""


@dataclass(frozen=True)
class Press:
    """Lays out the sections of editions in one format; `told` hears how far it is."""

    engine: Pressroom
    format: Format
    told: Told = nobody

    def order(self, section: Section, first: int, html: str = "") -> Order:
        """Return what lays out a section, or other `html` in its place, from page `first`."""
        style = _first_page(first) + _panels(self.format, first)
        text = (html or section.html).replace("</head>", f"<style>{style}</style></head>", 1)
        return Order(text, section.mark, section.id, section.ids, first)


def laid_sections(press: Press, composed: Composed, known: LayoutFacts) -> tuple[LaidSection, ...]:
    """Return all sections laid out; those at rest are drawn."""
    plan = _Round(press, composed, known)
    press.engine.run(plan)
    return plan.laid


@dataclass(frozen=True)
class _Place:
    """A document of a round: a section, or the blank page before one, and its first page."""

    number: int
    section: Section
    first: int
    blank: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the others, and from itself on another page."""
        return self.number, self.first


class _Round:
    """The documents of a round, as a `Plan`."""

    def __init__(self, press: Press, composed: Composed, known: LayoutFacts) -> None:
        self._press, self._composed, self._known = press, composed, known
        self._counts: dict[int, int] = {}
        self._under_way: dict[int, _Place] = {}
        self._made: dict[tuple[int, int], Rendered] = {}

    @property
    def laid(self) -> tuple[LaidSection, ...]:
        """The sections, when all is done."""
        laid, blank = [], None
        for place in self._places():
            if place.blank:
                blank = self._made[place.key]
                continue
            laid.append(LaidSection(place.section, self._made[place.key], place.first, blank))
            blank = None
        return tuple(laid)

    def likely(self) -> Sequence[Order]:
        """Return what will be asked for, if all guesses are right."""
        return [self._order(place) for place in self._places()]

    def next(self, mine: Mine) -> tuple[int, Order] | None:
        """Return the first document that is neither done nor under way."""
        chosen = None
        for place in self._places():
            if place.number in self._under_way or place.key in self._made:
                continue
            if mine(place.section.id):
                chosen = place
                break
            chosen = chosen or place
        if chosen is None:
            return None
        self._under_way[chosen.number] = chosen
        return chosen.number, self._order(chosen)

    def take(self, number: int, rendered: Rendered) -> None:
        """Take what a document has come to."""
        place = self._under_way.pop(number)
        self._made[place.key] = rendered
        if not place.blank:
            self._counts[number // 2] = len(rendered.pages)
            self._press.told(len(self._counts), len(self._composed.sections))

    def wants(self, number: int, rendered: Rendered) -> bool:
        """True where a section is at rest."""
        learned = learn(rendered, self._known, self._composed.most, self._press.format.baseline)
        return learned.is_known(rendered.order.section, self._known)

    def _order(self, place: _Place) -> Order:
        return self._press.order(place.section, place.first, _BLANK if place.blank else "")

    def _places(self) -> Iterator[_Place]:
        """Yield all documents with their first pages, as far as that is known."""
        first = 1
        for index, section in enumerate(self._composed.sections):
            if wrong_side(section.start, first):
                yield _Place(2 * index, section, first, blank=True)
                first += 1
            place = _Place(2 * index + 1, section, first)
            yield place
            made = self._made.get(place.key)
            first += len(made.pages) if made else self._guess(index)

    def _guess(self, index: int) -> int:
        """Return how many pages a section will have: as many as it had elsewhere or in the round
        before, or else as many for its length as those that are laid out, and some ordinary ones.
        """
        section = self._composed.sections[index]
        known = self._counts.get(index) or self._known.counts.get(section.id)
        if known is not None or section.facing:
            return known or 2
        done = [self._composed.sections[each] for each in self._counts]
        letters, pages = sum(len(each.html) for each in done), sum(self._counts.values())
        size = self._press.format
        usual = _LETTERS * size.width.mm * size.height.mm
        likely = len(section.html) * (pages + _USUAL) / (letters + _USUAL * usual)
        return max(1, round(likely))


@dataclass(frozen=True)
class Learned:
    """What the pages of one section tell: see `LayoutFacts`.

    `fills` are those of the elements on them.
    """

    fills: Mapping[str, int]
    pages: int
    full: bool

    def is_known(self, id: str, known: LayoutFacts) -> bool:
        """True where nothing of that is news, so that the section `id` stays as it is."""
        return all(known.fills.get(each) == lines for each, lines in self.fills.items()) and (
            not self.fills or self.full == (id in known.full)
        )


def learn(
    rendered: Rendered, known: LayoutFacts, most: Mapping[str, int], baseline: Length
) -> Learned:
    """Return what the pages of a section tell; `most` is how far pictures in it can grow."""
    id = rendered.order.section
    count = len(rendered.pages)
    grown = count > known.pages.get(id, count)
    crowded = grown or id in known.full
    fills = _given_out(rendered, known.fills, baseline, grown, crowded)
    fills |= {each: min(fills[each], most[each]) for each in fills if each in most}
    return Learned(fills, known.pages.get(id, count), crowded)


def _given_out(
    rendered: Rendered,
    known: Mapping[str, int],
    baseline: Length,
    grown: bool,
    crowded: bool,
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
        if crowded or not page.elastic:
            if crowded:
                # No room to give: what may grow stays as small as it is, and that is known.
                fills.update((id, fills.get(id, 0)) for id in page.elastic)
            continue
        each, rest = divmod(lines_left(page, baseline), len(page.elastic))
        for index, id in enumerate(page.elastic):
            fills[id] = fills.get(id, 0) + each + (1 if index < rest else 0)
    return fills


def wrong_side(start: str, number: int) -> bool:
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


_BLANK = (
    "<!DOCTYPE html><html><head><title>-</title></head>"
    '<body class="blank"><section></section></body></html>'
)
