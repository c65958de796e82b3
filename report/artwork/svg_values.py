"""What the attributes of a drawing may say: numbers, paths, colours, and references to itself."""

from __future__ import annotations

import re

from PIL import ImageColor

from .svg_numbers import EACH, GAP, NUMBER, in_range, length, numbers, share
from .svg_transforms import tidied_transform

_COMMAND = re.compile(r"\s*+([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*+)")
_ARGUMENTS = {"m": 2, "l": 2, "t": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}
_ARC = re.compile(
    rf"{GAP}({NUMBER}){GAP}({NUMBER}){GAP}({NUMBER}){GAP}([01]){GAP}([01])"
    rf"{GAP}({NUMBER}){GAP}({NUMBER}){GAP}"
)
_PAINT = re.compile(
    r"(?:[a-zA-Z]{3,24}|#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|(?:rgb|hsl)a?\([\d\s.,%/-]{3,60}\)|url\(#[^()\s]+\)"
    r"(?:\s+(?:[a-zA-Z]{3,24}|#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})))?)\Z"
)
_REFERENCE = re.compile(r"url\(([^()]*+)\)")
_WORD = re.compile(r"[a-zA-Z-]{1,30}\Z")

_COLOURS = {*ImageColor.colormap, "none", "currentcolor", "transparent"}

PAINTS = ("fill", "stroke", "stop-color", "color")
KEYWORDS = (
    *("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin", "display", "visibility"),
    *("gradientUnits", "clipPathUnits", "spreadMethod"),
)
SIZES = ("width", "height", "r", "rx", "ry", "stroke-width")
LENGTHS = (
    *("x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "fx", "fy", "stroke-dashoffset"),
    "stroke-miterlimit",
    *SIZES,
)
SHARES = ("offset", "fill-opacity", "stroke-opacity", "stop-opacity", "opacity")
LISTS = ("points", "viewBox", "stroke-dasharray")
TRANSFORMS = ("transform", "gradientTransform")
# No drawing is larger or smaller than this in units of its own.
_FLATTEST = 10_000
WIDEST, NARROWEST = 1e6, 1e-3


def tidied(name: str, value: str) -> str | None:
    """Return an attribute's value as it is safe to draw; None where it cannot be that."""
    value = value.strip()
    if name == "d":
        return path_data(value)
    if name in PAINTS:
        return _paint(value)
    if name in SHARES:
        return share(value)
    if name == "stroke-miterlimit":
        found = numbers(value) or ()
        return value if len(found) == 1 and found[0] >= 1 else None
    if name in LENGTHS:
        auto = value == "auto" and name in ("width", "height", "rx", "ry")
        return value if auto else length(value, negative=name not in SIZES)
    if name in LISTS:
        return _listed(name, value)
    if name in TRANSFORMS:
        return tidied_transform(value, invertible=name == "gradientTransform")
    if name == "clip-path":
        return value if value == "none" or re.fullmatch(r"url\(#[^()\s]+\)", value) else None
    return value if name in KEYWORDS and _WORD.match(value) else None


def _listed(name: str, value: str) -> str | None:
    """Return a list of numbers, whole as what its name says; None where it is not."""
    if name == "stroke-dasharray" and value == "none":
        return value
    value = re.sub(r"(?<=\d)(?:px|pt)", "", value)
    found = numbers(value)
    if found is None:
        return None
    if name == "viewBox":
        is_view = len(found) == 4 and all(NARROWEST <= each <= WIDEST for each in found[2:])
        return value if is_view else None
    if name == "points":
        return " ".join(f"{each:.10g}" for each in found) if len(found) % 2 == 0 else None
    if any(each < 0 for each in found):
        return None
    return value if any(found) else "none"


def references(value: str) -> list[str]:
    """Return what the `url(…)` in a value lead to: `#name`, or something outside of the file."""
    return [each.strip(" \t\r\n\f'\"") for each in _REFERENCE.findall(value)]


def path_data(text: str) -> str | None:
    """Return the outline of a path, every command with whole sets of numbers (SVG 1.1 §8.3).

    None where it is no outline.
    """
    made: list[str] = []
    end = 0
    while match := _COMMAND.match(text, end):
        end = match.end()
        numbers = _numbers(match[1].lower(), match[2])
        if numbers is None or (not made and match[1] not in "Mm"):
            return None
        made.append(" ".join((match[1], *numbers)))
    return " ".join(made) if not text[end:].strip() else None


def _numbers(command: str, text: str) -> list[str] | None:
    wanted = _ARGUMENTS[command]
    if command == "a":
        found: list[str] = []
        end = 0
        while end < len(text) and (match := _ARC.match(text, end)):
            if not _is_round(float(match[1]), float(match[2])):
                return None
            found += match.groups()
            end = match.end()
        rest = text[end:]
    else:
        found = EACH.findall(text)
        rest = EACH.sub(" ", text).replace(",", " ")
    if rest.strip() or not in_range(text):
        return None
    if wanted == 0:
        return found if not found else None
    return found if found and len(found) % wanted == 0 else None


def _is_round(across: float, down: float) -> bool:
    """True for the radii of an arc; those of what is nearly a line grow without measure."""
    small, large = sorted((abs(across), abs(down)))
    return small == 0 or large / small < _FLATTEST


def _paint(value: str) -> str | None:
    if value.endswith(")"):
        value = value.partition("icc-color(")[0].rstrip()  # sRGB stands before it
    if not _PAINT.match(value):
        return None
    words = re.findall(r"(?<![#\w(])[a-zA-Z]+(?![\w(])", re.sub(r"url\([^)]*\)", "", value))
    return value if all(each.lower() in _COLOURS for each in words) else None
