"""The transforms of a drawing (SVG 1.1 §7.6): those that can be drawn, and no others.

A skew by ninety degrees has no end, and what is a million times larger than its drawing has
coordinates that no PDF holds.
"""

from __future__ import annotations

import re
from math import cos, radians, sin, sqrt, tan

from .svg_numbers import EACH, GAP, NUMBER, in_range

_ALL = re.compile(
    r"\s*+(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*+\(\s*+"
    rf"(?:{NUMBER}{GAP}){{1,6}}+\){GAP})*+\Z"
)
_ONE = re.compile(r"([a-zA-Z]+)\s*+\(([^)]*+)\)")
_COUNTS = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
_LARGEST, _SMALLEST = 10_000.0, 1e-9
Linear = tuple[float, float, float, float]


def tidied_transform(value: str, *, invertible: bool) -> str | None:
    """Return a list of transforms that can be drawn; None otherwise.

    Those of gradients are to be `invertible`: what flattens a plane leaves no colours of it.
    """
    if not _ALL.match(value) or not in_range(value):
        return None
    whole: Linear = (1, 0, 0, 1)
    for name, text in _ONE.findall(value):
        numbers = [float(each) for each in EACH.findall(text)]
        if len(numbers) not in _COUNTS[name]:
            return None
        whole = _times(whole, _linear(name, numbers))
        if max(map(abs, whole)) > _LARGEST:
            return None
    a, b, c, d = whole
    flat = abs(a * d - b * c) < _SMALLEST
    return None if flat and invertible else value


def magnification(value: str) -> float:
    """Return how many times longer lines become at most by a list of transforms that is tidy."""
    whole: Linear = (1, 0, 0, 1)
    for name, text in _ONE.findall(value):
        whole = _times(whole, _linear(name, [float(each) for each in EACH.findall(text)]))
    a, b, c, d = whole
    # The larger singular value of the matrix.
    squares, flat = a * a + b * b + c * c + d * d, a * d - b * c
    return sqrt((squares + sqrt(max(0.0, squares * squares - 4 * flat * flat))) / 2)


def _linear(name: str, numbers: list[float]) -> Linear:
    """Return a transform without its translation, which makes nothing larger."""
    first = numbers[0]
    if name == "matrix":
        return numbers[0], numbers[1], numbers[2], numbers[3]
    if name == "scale":
        return first, 0, 0, numbers[-1]
    angle = radians(first)
    if name == "rotate":
        return cos(angle), sin(angle), -sin(angle), cos(angle)
    if name == "skewX":
        return 1, 0, tan(angle), 1
    return (1, tan(angle), 0, 1) if name == "skewY" else (1, 0, 0, 1)


def _times(outer: Linear, inner: Linear) -> Linear:
    a, b, c, d = outer
    e, f, g, h = inner
    return a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h
