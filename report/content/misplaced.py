"""Keys that stand one step too far to the left or right of the mapping that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .fields import models_at
from .yaml import Document, Path
from .yaml_columns import STEP, spaces


@dataclass(frozen=True)
class Misplaced:
    """A key that belongs into another mapping: where it stands, its path there, and the advice."""

    path: Path
    home: Path
    help: str


def misplaced(model: type[BaseModel], document: Document, path: Path) -> Misplaced | None:
    """Return where the key at `path` belongs, beside or above it; None where that is nowhere.

    It does where that mapping knows the key and has none of this name yet.
    """
    if not path or not isinstance(path[-1], str):
        return None
    for home, column in (*_inward(model, document, path), *_outward(model, document, path)):
        name = f"below `{home[-1]}:`" if home else "to the edition itself"
        key = document.key(path)
        by = column - key.column if column else 0
        help = f"it belongs {name}"
        if by:
            deep = _last_line(document, path) > key.line
            what = f"line {key.line}{', with the lines that belong to it,' if deep else ''}"
            help += f": move {what} {spaces(abs(by))} to the {'right' if by > 0 else 'left'}"
        return Misplaced(path, (*home, path[-1]), help)
    return None


def _inward(model: type[BaseModel], document: Document, path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the mapping above that the key belongs to, and the column of the keys in it."""
    around = _value(document, path[:-1])
    keys = list(around) if isinstance(around, dict) else []
    for sibling in reversed(keys[: keys.index(path[-1])] if path[-1] in keys else []):
        home: Path = (*path[:-1], sibling)
        inside = _value(document, home)
        if (inside is None or isinstance(inside, dict)) and _takes(model, document, home, path):
            own = document.key(home)
            first = document.key((*home, next(iter(inside)))) if inside else None
            if first is None:
                yield home, own.column + STEP
            else:
                yield home, first.column if first.line > own.line else 0
            return


def _outward(model: type[BaseModel], document: Document, path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the mapping around that the last key of one belongs to, and the column of its keys."""
    around = _value(document, path[:-1])
    if len(path) < 2 or not isinstance(around, dict) or list(around)[-1:] != [path[-1]]:
        return
    home = path[:-2]
    if isinstance(path[-2], str) and _takes(model, document, home, path):
        yield home, document.key(path[:-1]).column


def _takes(model: type[BaseModel], document: Document, home: Path, path: Path) -> bool:
    """True where the mapping at `home` can have the key at `path`, and does not have it."""
    inside = _value(document, home)
    if isinstance(inside, dict) and path[-1] in inside:
        return False
    models = models_at(model, home)
    if models:
        return any(path[-1] in _keys(each) for each in models)
    # A mapping of names to values of one kind, such as facts.
    given = _value(document, path)
    known = {key for each in models_at(model, (*home, path[-1])) for key in _keys(each)}
    # What stood below it may have come with others.
    return isinstance(given, dict) and len(set(given) & known) * 2 > len(given)


def _last_line(document: Document, path: Path) -> int:
    """Return in which line the last part of what stands at `path` begins."""
    value = _value(document, path)
    if not isinstance(value, (dict, list)) or not value:
        return document.place(path).mark.line
    last = list(value)[-1] if isinstance(value, dict) else len(value) - 1
    return document.key((*path, last)).line


def _keys(model: type[BaseModel]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()}


def _value(document: Document, path: Path) -> Any:
    value = document.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
