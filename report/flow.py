"""The flow of a section: which blocks stand side by side, and how they keep the grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup

from .composed import LayoutFacts
from .content.block import Block
from .settings import Design
from .themes import SlotRule
from .units import mm

_BAND = Markup('<div class="band">{}</div>')
_HALF = mm(50)
"""A chart that explains a figure is drawn about so wide in every format."""
HALF_CHART = SlotRule.model_validate({"columns": 6, "lines": 8, "trim": "9pt"})
"""The plot of a chart in half of a column, where a theme does not name `chart.half`."""


class Flow:
    """Puts blocks into columns, rows and bands; `render` makes the HTML of one block, and is told
    whether that stands in half a column."""

    def __init__(
        self, render: Callable[[Block, bool], Markup], design: Design, known: LayoutFacts
    ) -> None:
        self._render = render
        self._design = design
        self._known = known

    def markup(self, items: tuple[Any, ...]) -> Markup:
        """Return the blocks of a section in columns, rows and bands; see `_runs`."""
        parts: list[Markup] = []
        for run in _runs([item.body for item in items]):
            if run[0].spans():
                parts += [self._band(block, self._render(block, False)) for block in run]
            elif any(block.kind == "text" for block in run):
                inner = Markup("\n").join(self._render(block, False) for block in run)
                columns = Markup('<div class="columns">{}</div>').format(inner)
                parts.append(self._band(run[0], columns))
            else:
                # A row is not parted: each two of them are one, so that a page can end between.
                pairs = (run[index : index + 2] for index in range(0, len(run), 2))
                parts += [self._band(pair[0], self._row(pair)) for pair in pairs]
        return Markup("\n").join(parts)

    def _row(self, run: list[Block]) -> Markup:
        """Return one or two blocks side by side, each with its own source: one that
        stood below the left of two would leave the right one without."""
        halves = self._halves(run)
        cell = Markup('<div class="cell">{}</div>')
        cells = [cell.format(self._render(block, halves)) for block in run]
        row = Markup('<div class="row halves">{}</div>' if halves else '<div class="row">{}</div>')
        return row.format(Markup("").join(cells))

    def _halves(self, run: list[Block]) -> bool:
        """True where two charts stand side by side in a single column: their plots are small, for
        each leaves room for a figure, which stands above it instead."""
        page = self._design.format
        if len(run) < 2 or page.text_columns > 1 or page.span(page.columns // 2) < _HALF:
            return False
        return all(getattr(block, "figure", "") for block in run)

    def _band(self, block: Block, part: Markup) -> Markup:
        """Return a part of the flow; at the foot, `block` takes the white above it."""
        inner = self.whole(block.id, part)
        if block.place != "foot":
            return _BAND.format(inner)
        above = self._design.format.baseline * self._known.fills.get(block.id, 0)
        return Markup(
            '<div class="band foot" data-fill="{}" style="padding-top: {}">{}</div>'
        ).format(block.id, above.css, inner)

    def whole(self, id: str, inner: Markup) -> Markup:
        """Return a part of the flow, and after it what fills it up to whole lines of the grid: see
        `engine/grid.py`."""
        part = Markup('<div data-snap="{}">{}</div>').format(id, inner)
        rest = Markup('<div class="rest" data-rest="{}" aria-hidden="true"></div>').format(id)
        return part + rest


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Yield blocks that stand together: spanning ones, those beside text, and equal pairs.

    Two charts, tables or photographs in a row stand side by side, even between texts.
    """
    for spans, run in groupby(blocks, key=lambda block: block.spans()):
        if spans:
            yield list(run)
            continue
        beside: list[Block] = []
        for kind, equal in groupby(run, key=lambda block: block.kind):
            group = list(equal)
            if kind == "text" or len(group) == 1:
                beside += group
                continue
            if beside:
                yield beside
            yield group
            beside = []
        if beside:
            yield beside
