"""A pull quote."""

from __future__ import annotations

from typing import ClassVar

from ..block import Block, Width
from ..node import GivenLine, Line, Name


class PullQuote(Block):
    """A sentence of the text, or of a person, set large."""

    kind: ClassVar[str] = "pull_quote"

    quote: GivenLine
    """The words. Quotation marks are set by the language when a speaker is named."""
    by: Name = ""
    """Who said it."""
    role: Line = ""
    """The speaker's office or organisation."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
