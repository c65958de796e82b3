"""Numbers and lengths as drawings write them (SVG 1.1 §4.2)."""

from __future__ import annotations

import re

# What has been read as a number is never read again in another way (`++`, `*+`): a long number that
# ends in a wrong sign would be tried in as many ways as it can be cut.
NUMBER = r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d{1,2})?+"
GAP = r"[\s,]*+"
EACH = re.compile(NUMBER)
_LARGEST = 1e6
_LENGTH = re.compile(rf"({NUMBER})(?:px|pt|pc|mm|cm|in|%|em|ex)?\Z")
_SHARE = re.compile(rf"({NUMBER})(%?)\Z")
_ALL = re.compile(rf"\s*+(?:{NUMBER}{GAP})*+\Z")


def in_range(text: str) -> bool:
    """True when all the numbers in a text are such as drawings have."""
    return all(abs(float(each)) < _LARGEST for each in EACH.findall(text))


def numbers(text: str) -> list[float] | None:
    """Return the numbers of a list; None where it holds anything else."""
    if not _ALL.match(text) or not in_range(text):
        return None
    return [float(each) for each in EACH.findall(text)]


def length(value: str, *, negative: bool) -> str | None:
    """Return a length as it was written; None where it is none, or `negative` and may not be."""
    match = _LENGTH.match(value)
    if match is None or not abs(float(match[1])) < _LARGEST:
        return None
    return value if negative or float(match[1]) >= 0 else None


def share(value: str) -> str | None:
    """Return an opacity or the place of a stop, a number or per cent, as a number from 0 to 1."""
    match = _SHARE.match(value)
    if match is None:
        return None
    number = float(match[1]) / (100 if match[2] else 1)
    return f"{min(1.0, max(0.0, number)):.6g}"
