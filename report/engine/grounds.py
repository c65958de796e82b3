"""Which colours lie behind a word: of boxes, of gradients, and of the photograph it stands on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from PIL import Image
from weasyprint.formatting_structure import boxes
from weasyprint.layout.replaced import replacedbox_layout

from .paint import Area, Stroke

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
Serve = Callable[[str], bytes | None]

PAPER: Rgb = (1.0, 1.0, 1.0)
# A hairline or an edge that touches a letter is no ground.
_SLIVER = 0.75
# Single pixels do not make a word hard to read; a tenth of what is behind it does.
_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


def srgb(colour: Any) -> tuple[Rgb, float]:
    """Return one of the engine's colours as sRGB, and its alpha."""
    # In this order, what is no number (`rgb(1e400 0 0)`) counts as nothing.
    red, green, blue = (min(1.0, max(0.0, float(each))) for each in colour.to("srgb").coordinates)
    return (red, green, blue), float(colour.alpha)


def hexadecimal(colour: Rgb) -> str:
    """Return a colour as "#rrggbb"."""
    return "#" + "".join(f"{round(each * 255):02x}" for each in colour)


def over(colour: Rgb, alpha: float, ground: Rgb) -> Rgb:
    """Return what a transparent colour looks like on a ground."""
    mixed = [top * alpha + below * (1 - alpha) for top, below in zip(colour, ground, strict=True)]
    return (mixed[0], mixed[1], mixed[2])


def grounds(area: Area, below: Iterable[Stroke], serve: Serve) -> tuple[Rgb, ...]:
    """Return the colours behind `area`: what the strokes `below` it, lowest first, leave there.

    `serve` returns the bytes of a picture by its address, or None where it has no pixels.
    """
    found: list[Rgb] = [PAPER]
    for stroke in below:
        shared = _shared(area, stroke)
        if shared is None:
            continue
        covers = _covers(shared, area)
        for colours, alpha in _colours(stroke, shared, serve):
            mixed = [over(each, alpha, ground) for each in colours for ground in found]
            found = list(dict.fromkeys(mixed if covers else [*found, *mixed]))
    return tuple(found)


def _shared(area: Area, stroke: Stroke) -> Area | None:
    """Return what a stroke covers of `area`; None when that is nothing or a sliver."""
    left, top, right, bottom = stroke.area
    if stroke.clip is not None:
        left, top = max(left, stroke.clip[0]), max(top, stroke.clip[1])
        right, bottom = min(right, stroke.clip[2]), min(bottom, stroke.clip[3])
    shared = (max(left, area[0]), max(top, area[1]), min(right, area[2]), min(bottom, area[3]))
    if shared[2] - shared[0] <= _SLIVER or shared[3] - shared[1] <= _SLIVER:
        return None
    return shared


def _covers(shared: Area, area: Area) -> bool:
    return all(abs(one - other) <= _SLIVER for one, other in zip(shared, area, strict=True))


def _colours(stroke: Stroke, shared: Area, serve: Serve) -> list[tuple[list[Rgb], float]]:
    """Return the layers that a stroke paints on `shared`: their colours, and their alpha."""
    if stroke.background is None:
        if not isinstance(stroke.box, boxes.ReplacedBox):
            return []
        colours = _photograph(stroke.box, shared, serve)
        return [(colours, 1.0)] if colours else []
    layers: list[tuple[list[Rgb], float]] = []
    colour, alpha = srgb(stroke.background.color)
    if alpha > 0:
        layers.append(([colour], alpha))
    for layer in reversed(stroke.background.layers):
        stops = [srgb(each) for each in getattr(layer.image, "colors", ())]
        if stops:
            layers.append(([each for each, _ in stops], min(alpha for _, alpha in stops)))
    return layers


def _photograph(box: Any, shared: Area, serve: Serve) -> list[Rgb]:
    """Return the colours of a picture behind `shared`, from its darkest to its lightest parts."""
    source = "" if box.element is None else box.element.get("src", "")
    data = serve(source) if source else None
    width, height, x, y = replacedbox_layout(box)
    image = _cells(data, max(1, round(width / _CELL)), max(1, round(height / _CELL)))
    if image is None:
        return []
    across, down = image.width / width, image.height / height
    crop = (
        max(0, int((shared[0] - x) * across)),
        max(0, int((shared[1] - y) * down)),
        min(image.width, int((shared[2] - x) * across) + 1),
        min(image.height, int((shared[3] - y) * down) + 1),
    )
    if crop[2] <= crop[0] or crop[3] <= crop[1]:
        return []
    flat = iter(image.crop(crop).tobytes())
    pixels = sorted(zip(flat, flat, flat, strict=True), key=luminance)
    chosen = (pixels[int(share * (len(pixels) - 1))] for share in _SHARES)
    return [(red / 255, green / 255, blue / 255) for red, green, blue in chosen]


# A letter of 8 pt is 11 px high: cells of 2 px are finer than its strokes are far apart.
_CELL = 2.0


@lru_cache(maxsize=32)
def _cells(data: bytes | None, width: int, height: int) -> Image.Image | None:
    """Return a picture as RGB in `width` × `height` averaged cells; None when it has no pixels."""
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("RGB", (width, height))
            return image.convert("RGB").resize((width, height), Image.Resampling.BOX)
    except OSError:
        return None


def luminance(pixel: tuple[int, int, int]) -> float:
    """Return the relative luminance of a pixel (WCAG 2.2, “relative luminance”)."""
    red, green, blue = (_LINEAR[each] for each in pixel)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_LINEAR = tuple(
    value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
    for value in range(256)
)
