"""What the copies are called: safe on every system, and each another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from ..content.row_files import Row
from ..diagnostics import Mark
from ..storage import is_device

_FILE = ("file", "file_name")
"""Columns that name the copies, where the command line names none."""
_LONGEST = 60


def naming(columns: Mapping[str, Mark], named: str) -> str:
    """Return the column that copies are called after; "" where they are numbered."""
    return named or next((each for each in _FILE if each in columns), "")


def places_of(rows: Sequence[Row], folder: Path, column: str) -> dict[int, Path]:
    """Return where the copy of each row comes to, by its number; no two have one name."""
    width = max(4, len(str(len(rows))))
    taken: set[str] = set()
    places = {}
    for row in rows:
        name = _file_name(row.values.get(column, "")) or f"{row.number:0{width}}"
        unique = name
        for more in count(2):
            if unique not in taken:
                break
            unique = f"{name}-{more}"
        taken.add(unique)
        places[row.number] = folder / f"{unique}.pdf"
    return places


def _file_name(value: str) -> str:
    """Return a value as the name of a file on any system: small letters, digits and hyphens.

    Letters are those of any script; "" for a value without one.
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", value).casefold())
    name = words[:_LONGEST].strip("-")
    return f"{name}-" if is_device(name) else name
