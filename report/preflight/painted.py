"""What the rules of the press ask of painted things, and how they report them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Code, Finding, Gist
from ..units import Length, Rect

if TYPE_CHECKING:
    from ..pdf.printed import Font, Painted, PrintedPage
    from .evidence import Evidence

WORDS = {
    "text": ("text", "pieces of text"),
    "fill": ("an area", "areas"),
    "stroke": ("a line", "lines"),
    "image": ("a picture", "pictures"),
    "shading": ("a gradient", "gradients"),
}
TRACE = 0.005
"""Less ink than half a percent is none: 8-bit values round to this."""
NEARLY_BLACK = 0.7
MOST_SPANS = 8


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where on the printed page.

    The same holds for so many `things` there, or on further `pages`; `form` and `lists` are those
    of its `Gist`.
    """

    page: int
    message: str
    rect: Rect | None = None
    things: int = 1
    pages: tuple[int, ...] = ()
    form: str = ""
    lists: tuple[tuple[str, ...], ...] = ()

    @property
    def said(self) -> str:
        """The message, with how many more things and which pages it holds for."""
        more = f", and {self.things - 1} more" if self.things > 1 else ""
        others = f", as on {pages_in_words(self.pages)}" if self.pages else ""
        return f"{self.message}{more}{others}"


@dataclass(frozen=True)
class Help:
    """How to mend it: for those who made the edition, and for whoever made another's PDF."""

    ours: str
    theirs: str


def report(code: Code, evidence: Evidence, fault: Fault, help: Help) -> Finding:
    """Return a finding at the place of the edition that a fault comes from, or in the PDF."""
    area = evidence.shown(fault.page, fault.rect)
    words = f"{help.ours if evidence.is_ours else help.theirs}"
    if area is None:
        message = f"{fault.said} (on page {fault.page}, which is blank)"
        return code.finding(evidence.mark, message, help=words)
    mark, at = evidence.place(area)
    panel = evidence.panel_words(fault.page, fault.rect)
    where = f"page {area.page}, {panel}" if panel else f"page {area.page}"
    shown = (evidence.shown(number) for number in fault.pages)
    pages = tuple(each.page for each in shown if each is not None)
    gist = Gist(fault.message, pages, fault.things, fault.form, fault.lists)
    found = code.finding(mark, f"{fault.said} ({where})", help=words, at=at, area=area)
    return replace(found, gist=gist)


def of_file(code: Code, evidence: Evidence, message: str, help: Help) -> Finding:
    """Return a finding about the whole file."""
    return code.finding(evidence.mark, message, help=help.ours if evidence.is_ours else help.theirs)


def of_fonts(
    code: Code, evidence: Evidence, fonts: Iterable[Font], fault: str, help: Help
) -> Iterator[Finding]:
    """Yield a finding for each font, with the pages that use it; `fault` is what is wrong with it,
    such as "is not in the file"."""
    for font in fonts:
        where = f" on {_sides_or_pages(evidence, font.pages)}" if font.pages else ""
        message = f"the font {quoted(font.name or 'without a name')} {fault}{where}"
        area = evidence.shown(font.pages[0]) if font.pages else None
        yield replace(of_file(code, evidence, message, help), area=area)


def together(
    evidence: Evidence, things: Iterable[Painted], kind: Callable[[Painted], Hashable] | None = None
) -> Iterator[list[Painted]]:
    """Yield what a finding tells of in one go: things of one page, one kind and, of ours, of one
    block, in the order in which they are painted."""
    groups: dict[Hashable, list[Painted]] = {}
    for thing in things:
        place: Hashable = None
        if evidence.is_ours:
            place = evidence.place(evidence.shown(thing.page, thing.rect))
        key = (thing.page, place, kind(thing) if kind else None)
        groups.setdefault(key, []).append(thing)
    yield from groups.values()


def told(
    code: Code,
    evidence: Evidence,
    groups: Iterable[list[Painted]],
    help: Help,
    say: Callable[[Painted], str],
) -> Iterator[Finding]:
    """Yield a finding for each group of things, at the first of them; `say` is what is wrong."""
    for group in groups:
        first = group[0]
        fault = Fault(first.page, say(first), first.rect, things=len(group))
        yield report(code, evidence, fault, help)


def on_paper(evidence: Evidence) -> Iterator[tuple[PrintedPage, list[Painted]]]:
    """Yield each page with what is painted inside its bleed: marks and notes beside it do not
    matter, nor does what cannot be seen."""
    if evidence.printed is None:
        return
    for page in evidence.printed.pages:
        sheet = visible(page)
        things = [each for each in page.painted if each.inked and each.opacity > 0]
        yield page, [each for each in things if sheet is None or touch(each.rect, sheet)]


def text_on_paper(evidence: Evidence) -> Iterator[tuple[PrintedPage, list[Painted]]]:
    """Yield each page with the words that are printed on it."""
    for page, things in on_paper(evidence):
        yield page, [each for each in things if each.kind == "text" and each.text.strip()]


def prints(evidence: Evidence, *kinds: str) -> bool:
    """True when a thing of these kinds is painted anywhere."""
    pages = evidence.printed.pages if evidence.printed else ()
    return any(each.kind in kinds for page in pages for each in page.painted)


def inks_of(thing: Painted) -> Mapping[str, float] | None:
    """Return the inks that are really laid down, by name; None where the file does not say."""
    if thing.colour is None or thing.colour.inks is None:
        return None
    return {name: part for name, part in thing.colour.inks.items() if part > TRACE}


def is_white(thing: Painted) -> bool:
    """True where a colour lays down no ink."""
    return thing.kind not in ("image", "shading") and inks_of(thing) == {}


def really_overprints(thing: Painted) -> bool:
    """True when the inks that a thing does not use are left standing below it.

    Overprinting leaves an unused process ink alone only in mode 1 and for colours written in
    DeviceCMYK, and in inks of their own names (ISO 32000-1 §8.6.7).
    """
    if not thing.overprint or thing.colour is None:
        return False
    space = thing.colour.space
    return space in ("Separation", "DeviceN") or (space == "DeviceCMYK" and thing.mode == 1)


def box_rect(page: PrintedPage, name: str) -> Rect | None:
    """Return a box of the page in trim coordinates; None where it has none of that name."""
    trim = page.trim
    if trim is None or name not in page.boxes:
        return None
    unit = page.user_unit
    left, bottom, right, top = page.boxes[name]
    sides = (left - trim[0], trim[3] - top, right - left, top - bottom)
    x, y, width, height = (Length(side * unit) for side in sides)
    return Rect(x, y, width, height)


def visible(page: PrintedPage) -> Rect | None:
    """Return what of a page can come to paper: its bleed box, or all of it."""
    return box_rect(page, "BleedBox") or box_rect(page, "MediaBox")


def is_rich_black(thing: Painted) -> bool:
    """True for what looks black and is printed in other inks besides."""
    inks = inks_of(thing) or {}
    return inks.get("Black", 0.0) >= NEARLY_BLACK and len(inks) > 1


def pages_of(
    evidence: Evidence, faults: Callable[[PrintedPage], Iterable[str]]
) -> dict[str, list[int]]:
    """Return the numbers of the pages that have each fault, by what is said of it."""
    found: dict[str, list[int]] = {}
    for page in evidence.printed.pages if evidence.printed else ():
        for message in dict.fromkeys(faults(page)):
            found.setdefault(message, []).append(page.number)
    return found


def pages_in_words(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: "page 3", "pages 2–5, 8"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in spans]
    if len(parts) > MOST_SPANS:
        rest = sum(b - a + 1 for a, b in spans[MOST_SPANS:])
        parts = [*parts[:MOST_SPANS], f"and {rest} more"]
    return f"page{'s' * (len(numbers) > 1)} {', '.join(parts)}"


def _sides_or_pages(evidence: Evidence, numbers: Sequence[int]) -> str:
    if evidence.sides:
        return " and ".join(f"the {evidence.sides[number - 1]}" for number in sorted(numbers))
    return pages_in_words(numbers)


def some(number: int, word: str, plural: str) -> str:
    """Return how many there are in words: "a line", "12 lines"."""
    return word if number == 1 else f"{number} {plural}"


def named(thing: Painted) -> str:
    """Return what a thing is: its words in quotation marks, "a line"."""
    return quoted(thing.text) if thing.kind == "text" else WORDS[thing.kind][0]


def quoted(text: str) -> str:
    """Return the beginning of some words in quotation marks."""
    text = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return f"“{text[:40].rstrip()}…”" if len(text) > 40 else f"“{text}”"


def percent(inks: Mapping[str, float]) -> str:
    """Return inks as people write them: "Cyan 100 %, Black 20 %"."""
    return ", ".join(f"{name} {part:.0%}".replace("%", " %") for name, part in inks.items())


def sides_of(rect: Rect) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a rectangle, in points."""
    return (rect.x.pt, rect.y.pt, rect.x.pt + rect.width.pt, rect.y.pt + rect.height.pt)


def touch(one: Rect, other: Rect) -> bool:
    """True when two rectangles share more than an edge."""
    a, b = sides_of(one), sides_of(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
