"""Charts: a block's table and options become the SVG of its plot, cached by content.

`kinds` finds the drawing code of `figures/`, `read_spec` checks a block's options, and
`draw_charts` returns every plot of an edition; Matplotlib is imported only for those that the
cache does not have.
"""

from .drawing import Drawing, draw_chart, draw_charts
from .keys import House
from .registry import Kind, broken_kinds, codes, kind_among, kind_named, kinds, read_spec
from .rendering import described
from .values import ChartRequest, ChartStyle, Colour, DrawnChart

__all__ = [
    "ChartRequest",
    "ChartStyle",
    "Colour",
    "Drawing",
    "DrawnChart",
    "House",
    "Kind",
    "broken_kinds",
    "codes",
    "described",
    "draw_chart",
    "draw_charts",
    "kind_among",
    "kind_named",
    "kinds",
    "read_spec",
]
