"""Rectangles of given areas in one, as near to squares as they come."""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[float, float, float, float]


def squarified(areas: Sequence[float], box: Box) -> list[Box]:
    """Return a rectangle (left, top, width, height) for each of the shares, which fill `box`.

    `areas` are positive and run from large to small. Rows are laid along the shorter side for as
    long as that makes them squarer (Bruls, Huizing and van Wijk, “Squarified treemaps”, 2000).
    """
    left, top, width, height = box
    scale = width * height / (sum(areas) or 1.0)
    rest = [area * scale for area in areas]
    found: list[Box] = []
    while rest:
        side = min(width, height)
        count = 1
        while count < len(rest) and _worst(rest[: count + 1], side) <= _worst(rest[:count], side):
            count += 1
        row, rest = rest[:count], rest[count:]
        depth = sum(row) / side if side else 0.0
        at = 0.0
        for area in row:
            along = area / depth if depth else 0.0
            upright = width >= height
            found.append(
                (left, top + at, depth, along) if upright else (left + at, top, along, depth)
            )
            at += along
        if width >= height:
            left, width = left + depth, max(width - depth, 0.0)
        else:
            top, height = top + depth, max(height - depth, 0.0)
    return found


def _worst(row: Sequence[float], side: float) -> float:
    """Return the ratio of the sides of the rectangle of a row that is least like a square."""
    depth = sum(row) / side if side else 0.0
    if not depth:
        return float("inf")
    sides = [area / depth for area in row]
    return max(max(depth / each, each / depth) if each else float("inf") for each in sides)
