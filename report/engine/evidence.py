"""Laid-out pages as plain values for the rules: WeasyPrint's boxes end here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure import boxes

from ..units import Rect, px
from .areas import around_all, letters, rect, room, texts
from .fixed import filling, is_fixed
from .grounds import Rgb, Serve, grounds, hexadecimal, over, srgb
from .lost import lost_text
from .page_evidence import (
    FixedBox,
    PageEvidence,
    PlacedPicture,
    Placing,
    TextLine,
    TextRun,
)
from .page_notes import PageNotes
from .paint import Stroke, is_opaque, lies_on, strokes
from .render import Boxed
from .rendered import Order, Sight


@dataclass(frozen=True)
class _Context:
    """Where in the document a box stands; text may reach from `left` to `right`, in CSS px."""

    at: str
    tag: str = "body"
    place: Placing = "flow"
    region: int = 0
    line: int = -1
    left: float = float("-inf")
    right: float = float("inf")
    box: int = 0


@dataclass
class _Found:
    """What one page holds, while its boxes are walked."""

    contexts: dict[int, _Context] = field(default_factory=dict)
    lines: list[TextLine] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    fixed: list[FixedBox] = field(default_factory=list)
    regions: int = 0
    number: int = 0

    def next(self) -> int:
        """Return the next number in the order of the document."""
        self.number += 1
        return self.number


def page_evidence(boxed: Boxed, sight: Sight, serve: Serve) -> tuple[PageEvidence, ...]:
    """Return what stands on the pages of a document, without marks. `serve` returns pictures."""
    order = boxed.order
    first = order.first
    reader = _Reader(order, sight, serve)
    pages = list(zip(boxed.pages, boxed.document.pages, strict=True))
    found = [reader.read(notes, page, first + index) for index, (notes, page) in enumerate(pages)]
    last = {line.paragraph: (page.number, line.number) for page in found for line in page.lines}
    seen: set[int] = set()
    result = []
    for page in found:
        lines = []
        for line in page.lines:
            ends = last[line.paragraph] == (page.number, line.number)
            lines.append(replace(line, starts=line.paragraph not in seen, ends=ends))
            seen.add(line.paragraph)
        is_last = page.number == first + len(pages) - 1
        lost = lost_text(boxed) if is_last else ()
        result.append(replace(page, lines=tuple(lines), lost=lost, is_last=is_last))
    return tuple(result)


@dataclass(frozen=True)
class _Read:
    """What was read of a page that somebody keeps (`kept_pages`), and what was known before it;
    `paragraphs` and `heads` are known after it. `pictures` are those that were looked at."""

    known: Any
    evidence: PageEvidence
    paragraphs: tuple[Any, ...]
    heads: frozenset[int]
    pictures: tuple[str, ...]


_read: WeakKeyDictionary[Any, _Read] = WeakKeyDictionary()


class _Reader:
    """Reads the pages of one document; an element split over pages keeps its number."""

    def __init__(self, order: Order, sight: Sight, serve: Serve) -> None:
        self._section, self._ids = order.section, frozenset(order.ids)
        self._sight, self._serve = sight, serve
        self._paragraphs: dict[Any, int] = {}
        self._heads: set[int] = set()
        self._pictures: list[str] = []

    def _looked_at(self, name: str) -> bytes | None:
        """Return a picture, which is noted."""
        self._pictures.append(name)
        return self._serve(name)

    def read(self, notes: PageNotes, page: Any, number: int) -> PageEvidence:
        """Return what stands on one of WeasyPrint's pages, read once for the very same page."""
        place = self._sight, self._section, self._ids, number
        known = place, tuple(self._paragraphs), frozenset(self._heads)
        done = _read.get(page)
        if done is None or done.known != known:
            self._pictures = []
            evidence = self._read(notes, page._page_box, number)
            pictures = tuple(dict.fromkeys(self._pictures))
            after = tuple(self._paragraphs), frozenset(self._heads)
            done = _read[page] = _Read(known, evidence, *after, pictures)
        else:
            for name in done.pictures:  # so that it is known that they were asked for
                self._serve(name)
        self._paragraphs = {each: index for index, each in enumerate(done.paragraphs)}
        self._heads = set(done.heads)
        return done.evidence

    def _read(self, page: PageNotes, box: Any, number: int) -> PageEvidence:
        found = _Found()
        x, y = box.content_box_x(), box.content_box_y()
        outermost = _Context(self._section, left=x, right=x + box.width)
        for child in box.children:
            self._walk(child, outermost, box, found)
        paper = self._sight.paper.resized(page.size)
        type_area = rect((x, y, x + box.width, y + box.height))
        return PageEvidence(
            number,
            self._section,
            None,
            paper.trim,
            paper.bleed,
            paper.safe,
            type_area,
            tuple(self._runs(box, found)),
            tuple(found.lines),
            tuple(found.pictures),
            tuple(found.fixed),
            filled=_filled(type_area, found),
            is_open=bool(page.elastic),
        )

    def _walk(self, box: Any, context: _Context, parent: Any, found: _Found) -> None:
        box = getattr(box, "_box", box)
        context = self._inside(box, context, parent, found)
        if isinstance(box, boxes.LineBox):
            context = replace(context, line=found.next())
            self._line(box, context, found)
        elif isinstance(box, boxes.TextBox):
            found.contexts[id(box)] = context
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, context, found)
        elif isinstance(box, boxes.BlockLevelBox) and is_fixed(box):
            self._fixed(box, context, found)
        for child in getattr(box, "children", ()):
            self._walk(child, context, box, found)

    def _inside(self, box: Any, context: _Context, parent: Any, found: _Found) -> _Context:
        """Return the context of what stands in `box`."""
        if isinstance(box, boxes.MarginBox):
            return replace(context, place="margin")
        if isinstance(box, boxes.FootnoteAreaBox):
            context = replace(context, place="note")
        elif not box.is_in_normal_flow():
            context = replace(context, place="placed", box=context.box or found.next())
        elif self._is_repeated(box):
            context = replace(context, place="margin")
        if isinstance(box, (boxes.BlockLevelBox, boxes.TableCellBox)):
            left, right = room(box, parent, (context.left, context.right))
            if isinstance(box, (boxes.TableBox, boxes.TableCellBox)) or box.is_table_wrapper:
                # A table grows with its words; what it may have is the room that it stands in.
                left, right = max(left, context.left), min(right, context.right)
            context = replace(context, left=left, right=right)
        if box.is_column:
            found.regions += 1
            context = replace(context, region=found.regions)
        # In page margins the element is a string or missing.
        name = box.element.get("id", "") if hasattr(box.element, "get") else ""
        if name in self._ids:
            context = replace(context, at=name)
        tag = (box.element_tag or "").partition("::")[0]
        if isinstance(box, (boxes.BlockLevelBox, boxes.TableCellBox)) and tag:
            context = replace(context, tag=tag)
        return context

    def _is_repeated(self, box: Any) -> bool:
        """True for the head of a table, or of a list, that has stood on a page before."""
        if not getattr(box, "is_header", False):
            return False
        known = id(box.element) in self._heads
        self._heads.add(id(box.element))
        return known

    def _line(self, line: Any, context: _Context, found: _Found) -> None:
        parts = list(texts(line))
        if context.place == "margin" or not parts:
            return
        areas = [letters(part) for part in parts]
        hyphen = parts[-1].style["hyphenate_character"]
        found.lines.append(
            TextLine(
                "".join(part.text for part in parts),
                rect(around_all(areas)),
                rect((context.left, areas[0][1], context.right, areas[0][3])),
                context.at,
                None,
                context.tag,
                context.place,
                self._paragraphs.setdefault(line.element, len(self._paragraphs)),
                context.region,
                context.line,
                hyphenated=parts[-1].text.rstrip().endswith((hyphen, "-", "\u2010")),
                rtl=line.style["direction"] == "rtl",
                box=context.box,
            )
        )

    def _picture(self, box: Any, context: _Context, found: _Found) -> None:
        if box.element is None or not box.width or not box.height:
            return
        x, y = box.content_box_x(), box.content_box_y()
        area = rect((x, y, x + box.width, y + box.height))
        source = box.element.get("src", "")
        found.pictures.append(
            PlacedPicture(
                source, area, context.at, None, context.place, context.region, found.next()
            )
        )

    def _fixed(self, box: Any, context: _Context, found: _Found) -> None:
        held = filling(box)
        if held is None:
            return
        x, y = box.border_box_x(), box.border_box_y()
        area = rect((x, y, x + box.border_width(), y + box.border_height()))
        found.fixed.append(
            FixedBox(area, held.bottom, context.at, None, context.tag, held.words, held.lines)
        )

    def _runs(self, page_box: Any, found: _Found) -> Iterator[TextRun]:
        """Yield the runs of a page in the order in which they are painted."""
        below: list[Stroke] = []
        painted = list(strokes(page_box))
        opaque = [index for index, stroke in enumerate(painted) if is_opaque(stroke)]
        for index, stroke in enumerate(painted):
            if not isinstance(stroke.box, boxes.TextBox):
                below.append(stroke)
            elif stroke.box.text.strip() and stroke.box.style["visibility"] == "visible":
                above = [painted[each] for each in opaque if each > index]
                run = self._run(stroke, below, found)
                yield replace(run, covered=any(lies_on(each, stroke) for each in above))

    def _run(self, stroke: Stroke, below: Sequence[Stroke], found: _Found) -> TextRun:
        box, style = stroke.box, stroke.box.style
        context = found.contexts.get(id(box), _Context(self._section))
        area = letters(box)
        behind = grounds(area, below, self._looked_at)
        families = tuple(style["font_family"])
        weight, italic = int(style["font_weight"]), style["font_style"] != "normal"
        return TextRun(
            box.text,
            rect(area),
            context.at,
            None,
            context.tag,
            context.place,
            families,
            round(px(style["font_size"]).pt, 2),
            weight,
            hexadecimal(_seen(style["color"], behind)),
            tuple(hexadecimal(each) for each in behind),
            self._sight.missing(families, box.text, weight, italic),
            None if stroke.clip is None else rect(stroke.clip),
            context.line,
        )


def _filled(type_area: Rect, found: _Found) -> float:
    """Return the share of the type area, from its head, above the lowest words and pictures."""
    parts: list[TextLine | PlacedPicture] = [*found.lines, *found.pictures]
    ends = [each.rect.bottom for each in parts if each.place in ("flow", "placed")]
    used = max(ends, default=type_area.y) - type_area.y
    if type_area.height.pt <= 0:
        return 1.0
    return min(max(used.pt / type_area.height.pt, 0.0), 1.0)


def _seen(colour: Any, behind: Sequence[Rgb]) -> Rgb:
    """Return a text colour as it looks; a transparent one is mixed with the topmost ground."""
    opaque, alpha = srgb(colour)
    return over(opaque, alpha, behind[-1])
