"""A disclaimer."""

from __future__ import annotations

from typing import ClassVar

from ..block import Block, Short, Width
from ..node import GivenProse, Line


class Disclaimer(Short, Block):
    """Small print that the law or a contract asks for; with `place: foot`, at the foot of its page.

    It is set as small as captions are, and no smaller.
    """

    kind: ClassVar[str] = "disclaimer"
    short: ClassVar[str] = "body"

    title: Line = ""
    """The headline, such as `Disclaimer`."""
    body: GivenProse
    """The words, in Markdown."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    @property
    def long(self) -> bool:
        """True for words that make two columns of small print."""
        return len(self.body) > 420
