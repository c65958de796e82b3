"""What the attributes of a drawing may say: numbers, paths, colours, and references to itself."""

from __future__ import annotations

import re

from PIL import ImageColor

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?"
_LARGEST = 1e6
_LENGTH = re.compile(rf"({_NUMBER})(?:px|pt|pc|mm|cm|in|%|em|ex)?\Z")
_NUMBERS = re.compile(rf"\s*(?:{_NUMBER}[\s,]*)*\Z")
_EACH = re.compile(_NUMBER)
_TRANSFORM = re.compile(
    rf"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(\s*(?:{_NUMBER}[\s,]*){{1,6}}\)[\s,]*)*\Z"
)
_COMMAND = re.compile(r"\s*([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
_ARGUMENTS = {"m": 2, "l": 2, "t": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}
_ARC = re.compile(
    rf"[\s,]*({_NUMBER})[\s,]*({_NUMBER})[\s,]*({_NUMBER})[\s,]*([01])[\s,]*([01])"
    rf"[\s,]*({_NUMBER})[\s,]*({_NUMBER})[\s,]*"
)
_PAINT = re.compile(
    r"(?:[a-zA-Z]{3,24}|#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|(?:rgb|hsl)a?\([\d\s.,%/-]{3,60}\)|url\(#[^()\s]+\)"
    r"(?:\s+(?:[a-zA-Z]{3,24}|#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})))?)\Z"
)
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^()'\"]*?)\s*['\"]?\s*\)")
_WORD = re.compile(r"[a-zA-Z-]{1,30}\Z")

_COLOURS = {*ImageColor.colormap, "none", "currentcolor", "transparent"}

PAINTS = ("fill", "stroke", "stop-color", "color")
KEYWORDS = (
    *("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin", "display", "visibility"),
    *("gradientUnits", "clipPathUnits", "spreadMethod"),
)
LENGTHS = (
    *("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy"),
    *("offset", "stroke-width", "stroke-miterlimit", "stroke-dashoffset"),
    *("fill-opacity", "stroke-opacity", "stop-opacity", "opacity"),
)
LISTS = ("points", "viewBox", "stroke-dasharray")
TRANSFORMS = ("transform", "gradientTransform")


def tidied(name: str, value: str) -> str | None:
    """Return an attribute's value as it is safe to draw; None where it cannot be that."""
    value = value.strip()
    if name == "d":
        return path_data(value)
    if name in PAINTS:
        return _paint(value)
    if name in LENGTHS:
        return value if _is_length(value) else _default(name, value)
    if name in LISTS:
        if name == "stroke-dasharray" and value == "none":
            return value
        value = re.sub(r"(?<=\d)(?:px|pt)", "", value)
        numbers = _EACH.findall(value) if _are_numbers(value) else None
        whole = name != "viewBox" or (numbers is not None and _is_view(numbers))
        return value if numbers is not None and whole else None
    if name in TRANSFORMS:
        return value if _TRANSFORM.match(value) and _in_range(value) else None
    if name == "clip-path":
        return value if value == "none" or re.fullmatch(r"url\(#[^()\s]+\)", value) else None
    return value if name in KEYWORDS and _WORD.match(value) else None


def references(value: str) -> list[str]:
    """Return what the `url(…)` in a value lead to: `#name`, or something outside of the file."""
    return _REFERENCE.findall(value)


def path_data(text: str) -> str | None:
    """Return the outline of a path, every command with whole sets of numbers (SVG 1.1 §8.3).

    None where it is no outline.
    """
    made: list[str] = []
    end = 0
    for match in _COMMAND.finditer(text):
        if match.start() != end:
            return None
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
            found += match.groups()
            end = match.end()
        rest = text[end:]
    else:
        found = _EACH.findall(text)
        rest = _EACH.sub(" ", text).replace(",", " ")
    if rest.strip() or not _in_range(text):
        return None
    if wanted == 0:
        return found if not found else None
    return found if found and len(found) % wanted == 0 else None


def _paint(value: str) -> str | None:
    value = re.sub(r"\s*icc-color\(.*\)\Z", "", value)
    if not _PAINT.match(value):
        return None
    words = re.findall(r"(?<![#\w(])[a-zA-Z]+(?![\w(])", re.sub(r"url\([^)]*\)", "", value))
    return value if all(each.lower() in _COLOURS for each in words) else None


def _is_length(value: str) -> bool:
    match = _LENGTH.match(value)
    return match is not None and abs(float(match[1])) < _LARGEST


def _is_view(numbers: list[str]) -> bool:
    """True for the four numbers of a view that shows something."""
    return len(numbers) == 4 and all(float(each) > 0 for each in numbers[2:])


def _default(name: str, value: str) -> str | None:
    return value if name in ("width", "height", "rx", "ry") and value == "auto" else None


def _are_numbers(value: str) -> bool:
    return bool(_NUMBERS.match(value)) and _in_range(value)


def _in_range(text: str) -> bool:
    return all(abs(float(each)) < _LARGEST for each in _EACH.findall(text))
