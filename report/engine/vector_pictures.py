"""Remember what vector pictures come to as page content.

Why a patch: WeasyPrint reads every path and glyph of an SVG anew whenever its page is drawn, which
for a chart is as much work as for the words of two pages. In a process that stays, such as the
preview's, the chart beside an edited paragraph is the same as a moment ago. What an SVG comes to
depends on its bytes, its size, and on where the page's content stands when it begins; it is
remembered where it needs nothing of the page but degrees of opacity, whose names say all. Points
are rounded on the way (`rounding`).
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.images import SVGImage

from .patches import Private
from .rounding import rounded

_DRAW = Private(
    "draw", ("self", "stream", "concrete_width", "concrete_height", "_style"), (SVGImage,)
)
_MOST = 32_000_000
"""Bytes of page content that are remembered."""
_OWN = ("XObject", "Pattern", "Shading")
_PEN = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke")


@dataclass(frozen=True)
class _Drawn:
    """Page content, and the degrees of opacity that it names; None for what has to be drawn."""

    content: bytes | None = None
    opacities: tuple[tuple[str, Any], ...] = ()


class VectorPictures:
    """The digests of SVGs by their addresses, and what those have come to that were drawn."""

    def __init__(self, most: int = _MOST) -> None:
        self.digests: dict[str, str] = {}
        self._most, self._held = most, 0
        self._drawn: OrderedDict[Any, _Drawn] = OrderedDict()

    def get(self, key: Any) -> _Drawn | None:
        """Return what is known under a key."""
        if key in self._drawn:
            self._drawn.move_to_end(key)
        return self._drawn.get(key)

    def put(self, key: Any, drawn: _Drawn) -> None:
        """Remember something under a key; what was asked for longest ago makes room."""
        self._drawn[key] = drawn
        self._held += len(drawn.content or b"")
        while self._held > self._most and len(self._drawn) > 1:
            self._held -= len(self._drawn.popitem(last=False)[1].content or b"")


@contextmanager
def remembered_pictures() -> Iterator[None]:
    """While open, no SVG of a fetcher with `vector_pictures` is drawn twice in the same way.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with _DRAW.replaced(_remembering(_DRAW.function)):
        yield


def _remembering(draw: Callable[..., None]) -> Callable[..., None]:
    """Return `SVGImage.draw` with a memory."""

    def remembering(
        self: Any, stream: Any, concrete_width: float, concrete_height: float, _style: Any
    ) -> None:
        size = concrete_width, concrete_height
        known: VectorPictures | None = getattr(self._url_fetcher, "vector_pictures", None)
        digest = known.digests.get(self._base_url) if known else None
        if known is None or digest is None:  # somebody else's, or one that is part of the HTML
            draw(self, stream, *size, _style)
            return
        pen = tuple(getattr(stream, each) for each in _PEN)
        key = (digest, size, stream.ctm.values, pen)
        drawn = known.get(key)
        if drawn is None:
            drawn = _watched(self, stream, size)
            known.put(key, drawn)
        if drawn.content is None:
            draw(self, stream, *size, _style)
        else:
            _write(drawn, stream)

    return remembering


def _write(drawn: _Drawn, stream: Any) -> None:
    """Write what an SVG has come to, and leave the stream as drawing it does."""
    if drawn.content:
        stream.stream.append(drawn.content)
    states = stream._resources["ExtGState"]
    for name, state in drawn.opacities:
        states.setdefault(name, pydyf.Dictionary(state))
    for each in (*_PEN, "_current_font"):
        setattr(stream, each, None)


def _watched(image: Any, stream: Any, size: tuple[float, float]) -> _Drawn:
    """Return what an SVG comes to, drawn on a page of its own; nothing is written to `stream`."""
    resources = pydyf.Dictionary({each: pydyf.Dictionary() for each in ("ExtGState", *_OWN)})
    resources["ColorSpace"] = stream._resources["ColorSpace"]
    fonts: dict[Any, Any] = {}
    images: dict[Any, Any] = {}
    page = stream.clone(resources=resources, fonts=fonts, images=images)
    page._ctm_stack = [stream.ctm]
    for each in _PEN:
        setattr(page, each, getattr(stream, each))
    noticed = _Noticed()
    with noticed.instead():
        try:
            image._svg.draw(page, *size, image._base_url, image._context)
        except Exception:  # drawing it once more says what is wrong
            return _Drawn()
    states = resources["ExtGState"]
    needs = fonts or images or any(resources[each] for each in _OWN)
    if needs or noticed.any or not all(each[0] in "aA" for each in states):
        return _Drawn()
    content = b"\n".join(rounded(page.stream, _scale(stream.ctm)))
    return _Drawn(content, tuple((name, dict(s)) for name, s in states.items()))


def _scale(ctm: Any) -> float:
    a, b, c, d = ctm.values[:4]
    return max(hypot(a, b), hypot(c, d))


class _Noticed(logging.Handler):
    """Tells whether WeasyPrint has logged anything."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True

    @contextmanager
    def instead(self) -> Iterator[None]:
        """While open, what is logged goes nowhere else."""
        logger = logging.getLogger("weasyprint")
        before, logger.handlers = logger.handlers, [self]
        propagate, logger.propagate = logger.propagate, False
        try:
            yield
        finally:
            logger.handlers, logger.propagate = before, propagate
