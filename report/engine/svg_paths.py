"""Remember outlines that drawings repeat: letters and figures, above all.

Why a patch: Matplotlib writes every letter of a chart as a path, once, and refers to it wherever it
stands; WeasyPrint reads the path anew each time, number by number. That took two fifths of drawing
a chart. What a path adds to a page follows from its text alone, unless it has percentages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import svg

from .patches import Private

_PATH = Private("path", ("svg", "node", "font_size"), (svg,))
_MOST = 1_000_000
"""Letters of the paths that are remembered; what they add to a page takes ten times the room."""


@contextmanager
def remembered_paths() -> Iterator[None]:
    """While open, no path of an SVG file is read twice.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    before, svg.TAGS["path"] = svg.TAGS["path"], _remembering(_PATH.function)
    try:
        yield
    finally:
        svg.TAGS["path"] = before


class _Paths:
    """What paths add to a page: operators, and the points that markers stand on."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, float], tuple[list[Any], list[Any]]] = {}
        self._held = 0

    def get(self, key: tuple[str, float]) -> tuple[list[Any], list[Any]] | None:
        """Return what is known of a path in a size of type; not to be changed."""
        return self._known.get(key)

    def put(self, key: tuple[str, float], operators: list[Any], points: list[Any]) -> None:
        """Remember a path."""
        if self._held > _MOST:
            self._known, self._held = {}, 0
        self._held += len(key[0])
        self._known[key] = operators, points


_paths = _Paths()  # of all that this process draws


def _remembering(original: Callable[..., None]) -> Callable[..., None]:
    """Return how a `path` is drawn, with a memory."""

    def path(image: Any, node: Any, font_size: float) -> None:
        written: list[Any] = image.stream.stream
        key = node.get("d", ""), font_size
        known = _paths.get(key)
        if known is not None:
            written += known[0]
            node.vertices.extend(known[1])
            return
        begin, points = len(written), len(node.vertices)
        original(image, node, font_size)
        if "%" not in key[0]:
            _paths.put(key, written[begin:], [*node.vertices][points:])

    return path
