"""Gradients whose stripes are too narrow to be drawn one by one.

Why a patch: WeasyPrint writes each stripe of a repeating gradient into the PDF, in a loop that ends
when the box is full. Stripes of 0.00001 px are a hundred million on a page: the program hangs, and
then has no memory left. What is wrong is known before the loop begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import hypot
from typing import Any

from weasyprint.images import LinearGradient, RadialGradient, process_color_stops

from .patches import Private

_LAYOUTS = tuple(
    Private("layout", ("self", "width", "height", "style"), (kind,))
    for kind in (LinearGradient, RadialGradient)
)
MOST = 10_000
"""Stripes across a box: on a page of A4, a twentieth of a millimetre each. No press prints them."""


@contextmanager
def countable_stripes() -> Iterator[None]:
    """While open, drawing a gradient of more stripes than `MOST` is a ValueError.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with ExitStack() as stack:
        for layout in _LAYOUTS:
            stack.enter_context(layout.replaced(_counting(layout.function)))
        yield


def _counting(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return a `layout` of gradients that counts the stripes first."""

    def layout(self: Any, width: float, height: float, style: Any) -> Any:
        across = hypot(width, height)
        if self.repeating and across:
            stops, _ = process_color_stops(across, self.stop_positions, self.color_hints, style)
            one = stops[-1] - stops[0]
            # Without any length it is one colour.
            if one > 0 and (across + abs(stops[0])) / one > MOST:
                raise ValueError(f"a repeating gradient has stripes of {one:.2g} px")
        return lay_out(self, width, height, style)

    return layout
