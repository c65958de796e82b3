"""A drawing by somebody else becomes one that is safe to lay out: shapes, colours, nothing else.

Only what is known to be harmless is written anew; what could run, load or grow is an error, and
so is what would print otherwise than it looks. Notes of drawing programs are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from .problems import DAMAGED, NOT_DRAWN, UNSAFE
from .svg_numbers import numbers
from .svg_styles import Rule, rules, styled
from .svg_transforms import magnification
from .svg_tree import MAX_ELEMENTS, PLAIN, SVG, XLINK, Element, read_svg
from .svg_values import (
    KEYWORDS,
    LENGTHS,
    LISTS,
    NARROWEST,
    PAINTS,
    SHARES,
    TRANSFORMS,
    WIDEST,
    references,
    tidied,
)

_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_HOLDERS = ("svg", "g", "defs", "symbol", "use", "a", "clipPath")
_GRADIENTS = ("linearGradient", "radialGradient", "stop")
_NOTES = ("title", "desc", "metadata", "style", "view")
_RUNS = ("script", "foreignObject", "iframe", "handler", "listener")
_KEPT = {*PAINTS, *KEYWORDS, *LENGTHS, *SHARES, *LISTS, *TRANSFORMS, "d", "clip-path"}
_CHANGING = ("filter", "mask", "marker-start", "marker-mid", "marker-end", "mix-blend-mode")
_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_SIZE = re.compile(r"\s*+(\d++(?:\.\d*+)?|\.\d++)(px|pt|pc|mm|cm|in)?\s*+\Z")
_MOST_FINDINGS, _DEEPEST_USE, _MOST_STYLING = 20, 30, 1_000_000
_LARGEST_SCALE, _MOST_DASHES = 10_000.0, 10_000
_OF_POINTS = {"polyline": "points", "polygon": "points", "path": "d"}
_TRANSFORM = re.compile(r' transform="([^"]*)"')


@dataclass(frozen=True)
class Drawing:
    """A drawing that is safe to lay out, and its size in units of its own."""

    data: bytes
    width: float
    height: float


def clean_svg(data: bytes, file: str) -> Drawing:
    """Return the drawing of an SVG file called `file`; Diagnostic P401–P403 with all its faults."""
    root = read_svg(data, file)
    cleaner = _Cleaner()
    cleaner.known = rules(root, cleaner.report)
    if len(cleaner.known) * sum(1 for _ in walk(root)) > _MOST_STYLING:
        message = "the drawing has more styles than can be looked through"
        raise Diagnostic([DAMAGED.finding(root.mark, message, help=PLAIN)])
    cleaner.number_ids(root)
    box = _view_box(root)
    if box is not None:
        cleaner.side = max(box[2:])
    else:
        cleaner.report(DAMAGED, root.mark, "the drawing has no size: neither width nor viewBox")
    body = "".join(cleaner.written(child) for child in root.children)
    cleaner.look_for_growth(root)
    findings = in_order(cleaner.findings)[:_MOST_FINDINGS]
    if any(each.severity is Severity.ERROR for each in findings) or box is None:
        raise Diagnostic(findings)
    x, y, width, height = (f"{each:g}" for each in box)
    look = cleaner.attributes(root, only=(*PAINTS, *KEYWORDS, "stroke-width"))
    head = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" width="{width}" height="{height}"'
    text = f'{head} viewBox="{x} {y} {width} {height}"{look}>{body}</svg>'
    return Drawing(text.encode(), box[2], box[3])


@dataclass
class _Cleaner:
    """Writes the harmless parts of one drawing, and collects what is wrong with the others."""

    known: list[Rule] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    findings: dict[Finding, None] = field(default_factory=dict)
    side: float = 0.0
    """The longer side of what is shown, where it is known."""

    def report(self, code: Code, mark: Mark, message: str) -> None:
        self.findings[code.finding(mark, message, help=PLAIN)] = None

    def number_ids(self, root: Element) -> None:
        """Give each id a name of our own, so that none of theirs is written."""
        for element in walk(root):
            name = element.attributes.get("id", "")
            if name:
                self.ids.setdefault(name, f"a{len(self.ids)}")

    def written(self, element: Element, scale: float = 1.0) -> str:
        """Return an element and what is in it as text; "" for what does not belong.

        `scale` is how many times what is around the element enlarges it.
        """
        tag = element.tag
        if tag in _NOTES or " " in tag:
            return ""
        if tag in _RUNS:
            self.report(UNSAFE, element.mark, f"the drawing holds <{tag}>, which can run")
            return ""
        if tag not in (*_SHAPES, *_HOLDERS, *_GRADIENTS):
            self.report(NOT_DRAWN, element.mark, _why_not(tag))
            return ""
        if tag == "svg":
            self.report(NOT_DRAWN, element.mark, "the drawing holds another drawing")
            return ""
        name = "g" if tag == "a" else tag
        attributes = self.attributes(element)
        if tag in _OF_POINTS and f' {_OF_POINTS[tag]}="' not in attributes:
            name = "g"  # which may be referred to, and of which there is nothing to see
        scale *= max([magnification(each) for each in _TRANSFORM.findall(attributes)], default=1.0)
        if scale > _LARGEST_SCALE:
            self.report(DAMAGED, element.mark, "the drawing enlarges a part of it without measure")
            return ""
        inner = "".join(self.written(child, scale) for child in element.children)
        return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"

    def attributes(self, element: Element, only: tuple[str, ...] = ()) -> str:
        """Return the attributes of an element that may be kept, as text."""
        made = []
        for name, value in sorted(styled(element, self.known, self.report).items()):
            if only and name not in only:
                continue
            kept = self._kept(element, name, value)
            if kept is not None:
                shown = "xlink:href" if name == "href" else name
                made.append(f" {shown}={quoteattr(kept)}")
        return "".join(made)

    def _kept(self, element: Element, name: str, value: str) -> str | None:
        if name.lower().startswith("on"):
            self.report(UNSAFE, element.mark, f"the drawing reacts to events (“{name}”)")
            return None
        if name == "id":
            return self.ids.get(value)
        if name == "href":
            return None if element.tag == "a" else self._own("href", value.strip(), element)
        if name in _CHANGING and value.strip() not in ("", "none", "normal"):
            self.report(NOT_DRAWN, element.mark, f"the drawing uses “{name}”")
        if name not in _KEPT or value.strip() in ("inherit", ""):
            return None
        for target in references(value):
            if self._own(name, target, element) is None:
                return None
        safe = tidied(name, value)
        if safe is None:
            message = f"“{name}” of <{element.tag}> cannot be read: {value.strip()[:40]}"
            self.report(DAMAGED, element.mark, message)
            return None
        if self._is_endless(name, safe):
            message = f"“{name}” of <{element.tag}> repeats without end"
            self.report(NOT_DRAWN, element.mark, message)
            return None
        return re.sub(r"#([^()\s]+)(?=\))", lambda match: f"#{self.ids[match[1]]}", safe)

    def _is_endless(self, name: str, value: str) -> bool:
        """True for what is drawn so often that no one could see it: gradients, dashes."""
        if name == "stroke-dasharray" and value != "none":
            return sum(numbers(value) or ()) < self.side / _MOST_DASHES
        return name == "spreadMethod" and value != "pad"

    def _own(self, name: str, target: str, element: Element) -> str | None:
        """Return a reference to a part of the drawing itself, by its new name."""
        if not target.startswith("#"):
            self.report(UNSAFE, element.mark, f"“{name}” leads out of the file: {target[:40]}")
            return None
        new = self.ids.get(target[1:])
        if new is None:
            message = f"“{name}” refers to “{target[:40]}”, which is not there"
            self.report(DAMAGED, element.mark, message)
            return None
        return f"#{new}"

    def look_for_growth(self, root: Element) -> None:
        """Report references that lead in a circle, or that draw a part again and again."""
        parts = {e.attributes["id"]: e for e in walk(root) if e.attributes.get("id")}
        sizes: dict[str, int] = {}

        def size(element: Element, above: tuple[str, ...]) -> int:
            total = 0
            for each in walk(element):
                total += 1
                for name in _targets(each, self.known):
                    total += of(name, above)
                if total > MAX_ELEMENTS:
                    return MAX_ELEMENTS + 1
            return total

        def of(name: str, above: tuple[str, ...]) -> int:
            if name in above or len(above) > _DEEPEST_USE:
                return MAX_ELEMENTS + 1
            if name in parts and name not in sizes:
                sizes[name] = size(parts[name], (*above, name))
            return sizes.get(name, 0)

        if size(root, ()) > MAX_ELEMENTS:
            message = "parts of the drawing refer to each other without end, or far too often"
            self.report(UNSAFE, root.mark, message)


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and all that is in it, in the order of the file."""
    yield element
    for child in element.children:
        yield from walk(child)


def _targets(element: Element, known: list[Rule]) -> Iterator[str]:
    values = styled(element, known, lambda *_: None)
    for name, value in values.items():
        if name == "href" and element.tag != "a":
            yield value.strip().removeprefix("#")
        yield from (each.removeprefix("#") for each in references(value))


def _why_not(tag: str) -> str:
    if tag in ("text", "tspan", "textPath", "tref"):
        return "the drawing holds live text, whose font is not here: convert it to outlines"
    if tag == "image":
        return "the drawing holds a picture made of pixels"
    return f"the drawing holds <{tag}>, which is not drawn"


def _view_box(root: Element) -> tuple[float, float, float, float] | None:
    """Return the part of the plane that the drawing shows; None where it does not say."""
    text = tidied("viewBox", root.attributes.get("viewBox", "")) or ""
    numbers = [float(each) for each in text.replace(",", " ").split()]
    if len(numbers) != 4:
        sides = [_SIZE.match(root.attributes.get(each, "")) for each in ("width", "height")]
        numbers = [0.0, 0.0, *(float(s[1]) * _PX[s[2] or ""] for s in sides if s)]
    if len(numbers) != 4 or min(numbers[2:]) < NARROWEST or max(numbers[2:]) > WIDEST:
        return None
    ratio = numbers[2] / numbers[3]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if 0.01 <= ratio <= 100 else None
