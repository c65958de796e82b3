"""Actors as a list by tiers, where a page is too narrow for lines between boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..composed import Picture
from ..content.blocks.actors import Actor, Link
from ..languages import told
from .drawing import HEAD_LENGTH, drawn
from .geometry import Point
from .lines import STROKE, LinkLines
from .setting import Bench

NARROW = 260.0
"""What is less wide than this, in points, has no room for many lines."""
_MOST_LINKS = 4
_LONG, _SHORT = 16.0, HEAD_LENGTH * 0.6
Tie = tuple[Link, int, tuple[int, ...]]
"""A link, and its actors by their numbers: from whom, and to whom it leads."""


@dataclass(frozen=True)
class ListedLink:
    """A link below the actor that it leads from: a line, and the words after it."""

    picture: Picture
    style: str
    label: str
    names: tuple[str, ...]


def is_listed(width: float, links: Sequence[Tie]) -> bool:
    """True for a diagram with more ties than lines find room for in a width in points."""
    return width < NARROW and sum(len(ends) for _, _, ends in links) > _MOST_LINKS


def listed_links(
    at: int, actors: Sequence[Actor], links: Sequence[Tie], bench: Bench, block: str
) -> tuple[ListedLink, ...]:
    """Return the links that lead from an actor, counted from 0; `block` is the id of the block."""
    found = []
    for link, start, ends in links:
        if start != at:
            continue
        names = [bench.typesetter.plain(actors[each].name) for each in (start, *ends)]
        words = bench.design.language.words
        pattern = words.from_to if link.arrow == "to" else words.between
        alt = told(pattern, start=names[0], end=bench.design.language.joins.comma.join(names[1:]))
        lines = _line(link.arrow)
        if bench.design.language.direction == "rtl":
            lines = lines.mirrored(_LONG)
        drawing = drawn(lines.lines, bench.design.theme.srgb("quiet"), STROKE, lines.heads)
        picture = bench.requests.drawing(drawing.svg, alt, block, drawing.size)
        size = f"width: {drawing.size.width.css}; height: {drawing.size.height.css}"
        found.append(ListedLink(picture, size, link.label, tuple(actors[e].name for e in ends)))
    return tuple(found)


def _line(arrow: str) -> LinkLines:
    """Return a short level line with the arrowheads of a link."""
    left: Point = (0.0, 0.0)
    right: Point = (_LONG, 0.0)
    heads = [(left, right)] if arrow != "none" else []
    heads += [(right, left)] if arrow == "both" else []
    start = (_SHORT, 0.0) if arrow == "both" else left
    end = (_LONG - _SHORT, 0.0) if arrow != "none" else right
    return LinkLines(((start, end),), tuple(heads))
