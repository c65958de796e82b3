"""Lengths as people write them in YAML: 3mm, 14pt, 0.125in."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, WithJsonSchema

from ..units import Length

_COMMA = re.compile(r"\s*-?\d+,\d+\s*(pt|mm|cm|in|px|pc)\s*", re.ASCII)


def _length(value: Any) -> Length:
    if isinstance(value, Length):
        return value
    if not isinstance(value, str):
        raise ValueError(
            f"“{value}” is a number without a unit\nwrite it as {value}mm or {value}pt"
        )
    try:
        return Length.parse(value)
    except ValueError as error:
        if not _COMMA.fullmatch(value):
            raise
        right = "".join(value.replace(",", ".").split())
        raise ValueError(f"{error}\nwrite it as {right}") from error


LengthField = Annotated[
    Length,
    PlainValidator(_length),
    WithJsonSchema({"type": "string", "pattern": r"^\s*-?\d+(\.\d+)?\s*(pt|mm|cm|in|px|pc)\s*$"}),
]
"""A length with its unit."""


def bounded(least: Length, most: Length, what: str, why: str = "") -> AfterValidator:
    """Return the check that a length can be meant as what it is; `why` is the help otherwise."""

    def check(length: Length) -> Length:
        if length.pt < 0 <= least.pt:
            raise ValueError(f"{length} is less than nothing")
        if not least <= length <= most:
            few = "little" if length < least else "much"
            help = why or f"write a length between {least} and {most}"
            raise ValueError(f"{length} is too {few} for {what}\n{help}")
        return length

    return AfterValidator(check)
