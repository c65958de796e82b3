"""Names in text: `{{ facts.biobanks }}` and `{{ page.data }}`.

Plain substitution, never an expression: staff text is not a template language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


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
        yield Name(tuple(match[1].split(".")), match.start())


def substitute(text: str, value_of: Callable[[Name], str]) -> str:
    """Return `text` with each name replaced by its value."""
    return _NAME.sub(lambda match: value_of(Name(tuple(match[1].split(".")), match.start())), text)
