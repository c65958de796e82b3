"""Remember what pages came to as content, while somebody keeps these very pages (`kept_pages`).

What a page comes to depends on its boxes and, through the names of what it refers to, on the pages
before. It is remembered where these names say all: fonts, pictures and degrees of opacity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import pydyf  # type: ignore[import-untyped]
from weasyprint.pdf.stream import Stream

from .font_programs import DocumentFonts, PageFonts

_OPACITY = re.compile(rb"/([aA][^\s/]+) gs\b")


class PageContent(Stream):  # type: ignore[misc]
    """The content of a page, in which glyphs stand together that nothing moves apart.

    WeasyPrint writes each by itself, and how far the next one is moved: mostly by 0.
    `alone` is true as long as it is the same whatever else is in the file.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.alone = True
        self.pictures: list[tuple[Any, bool, float]] = []

    def show_text(self, text: str) -> None:
        """Show glyphs and moves, as `TJ` takes them (ISO 32000-1 §9.4.3)."""
        text = text.replace(">0<", "")
        super().show_text(text[:-1] if text.endswith(">0") else text)

    def add_image(self, image: Any, interpolate: bool, ratio: float) -> Any:
        """Name a picture, which is noted."""
        self.pictures.append((image, interpolate, ratio))
        return super().add_image(image, interpolate, ratio)

    # What follows is named by its number in the file.

    def set_state(self, state: Any) -> None:
        """Set a graphics state."""
        self.alone = False
        super().set_state(state)

    def add_group(self, *arguments: Any) -> Any:
        """Begin a group."""
        self.alone = False
        return super().add_group(*arguments)

    def add_pattern(self, *arguments: Any) -> Any:
        """Begin a pattern."""
        self.alone = False
        return super().add_pattern(*arguments)

    def add_shading(self, *arguments: Any, **named: Any) -> Any:
        """Add a shading."""
        self.alone = False
        return super().add_shading(*arguments, **named)


@dataclass(frozen=True)
class _Drawn:
    """What a page came to; `tags` are its boxes with their marked content."""

    content: bytes
    fonts: PageFonts
    tags: Mapping[Any, Mapping[str, Any]]
    pictures: tuple[tuple[Any, bool, float], ...]
    opacities: Mapping[str, Any] = field(default_factory=dict)


_drawn: WeakKeyDictionary[Any, _Drawn] = WeakKeyDictionary()


def paint(page: Any, stream: PageContent, fonts: DocumentFonts, scale: float) -> None:
    """Paint one of WeasyPrint's pages into its content, which has the tags, and the resources of
    the file; `fonts` get the glyphs of the page."""
    drawn = _drawn.get(page)
    if drawn is not None and drawn.fonts.may_be_added_to(fonts):
        _write(drawn, stream, fonts)
        return
    stream._fonts = own = PageFonts(fonts)
    stream.transform(d=-1, f=page.height * scale)
    page.paint(stream, scale)
    own.add_to(fonts)
    stream.stream = [b"\n".join(map(pydyf._to_bytes, stream.stream))]
    if stream.alone and own.are_plain:
        _drawn[page] = _noted(stream, own)


def _noted(stream: PageContent, fonts: PageFonts) -> _Drawn:
    content = stream.stream[0]
    states = stream._resources["ExtGState"]
    names = dict.fromkeys(each.decode() for each in _OPACITY.findall(content))
    tags = {box: dict(tag) for box, tag in stream._tags.items()}
    opacities = {name: dict(states[name]) for name in names}
    return _Drawn(content, fonts, tags, tuple(stream.pictures), opacities)


def _write(drawn: _Drawn, stream: PageContent, fonts: DocumentFonts) -> None:
    """Write what a page came to, and give the file what it refers to."""
    stream.stream = [drawn.content]
    stream._tags.update((box, dict(tag)) for box, tag in drawn.tags.items())
    for picture in drawn.pictures:
        stream.add_image(*picture)
    states = stream._resources["ExtGState"]
    for name, state in drawn.opacities.items():
        states.setdefault(name, pydyf.Dictionary(state))
    drawn.fonts.add_to(fonts)
