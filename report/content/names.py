"""Names in text: `{{ facts.biobanks }}`, `{{ page.data }}` and `{{ row.name }}`.

Plain substitution, never an expression: staff text is not a template language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_NAME = re.compile(r"\{\{([^{}]*)\}\}")
_HALF = re.compile(
    r"(?<!\\)\{\{|(?<![\\{])\{\s*(?:facts|page|row)\.[\w.-]+|\b(?:facts|page|row)\.[\w.-]+\s*\}\}"
)


@dataclass(frozen=True)
class Name:
    """A name found in a text: its parts, and where in the text it stands."""

    parts: tuple[str, ...]
    offset: int

    @property
    def shown(self) -> str:
        """The name as it was written."""
        return ".".join(self.parts)


def names_in(text: str) -> Iterator[Name]:
    """Yield the names in `text` in order."""
    for match in _NAME.finditer(text):
        yield _name(match)


def half_names(text: str) -> Iterator[int]:
    """Yield where in `text` a name begins that lacks one of its braces."""
    blanked = _NAME.sub(lambda match: " " * len(match[0]), text)
    yield from (match.start() for match in _HALF.finditer(blanked))


def substitute(text: str, value_of: Callable[[Name], str]) -> str:
    """Return `text` with each name replaced by its value."""
    return _NAME.sub(lambda match: value_of(_name(match)), text)


def only_name(text: str) -> Name | None:
    """Return the name that `text` consists of; None where other words stand beside it."""
    match = _NAME.fullmatch(text.strip())
    return _name(match) if match else None


def _name(match: re.Match[str]) -> Name:
    return Name(tuple(match[1].strip().split(".")), match.start())
