"""Lengths as people write them in YAML: 3mm, 14pt, 0.125in."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

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
