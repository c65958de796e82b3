"""Remember how high a line is in a style before there is anything on it.

Why a patch: `weasyprint.text.line_break.strut` is asked for every line and box, and keeps
its answers by a text that it makes of fifteen properties each time, and imports two modules before
it looks. The style that it is asked about is the same object for all lines of a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from weasyprint.css import computed_values, units
from weasyprint.layout import inline
from weasyprint.text import line_break

from .patches import Private

Strut: TypeAlias = tuple[float, float]
_STRUT = Private("strut", ("style",), (line_break, inline, units, computed_values))


@contextmanager
def remembered_struts() -> Iterator[None]:
    """While open, the strut of a style (CSS 2.2 §10.8.1) is found out once.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with _STRUT.replaced(_remembering(_STRUT.function)):
        yield


def _remembering(strut: Callable[[Any], Strut]) -> Callable[[Any], Strut]:
    """Return `strut` with a memory, which is in the style itself: copies of it have their own."""

    def remembering(style: Any) -> Strut:
        known: Strut | None = getattr(style, "known_strut", None)
        if known is None:
            known = style.known_strut = strut(style)
        return known

    return remembering
