"""Documents that are to be laid out, and what came of them, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..diagnostics import Finding, Mark
from ..units import PageBoxes
from .page_notes import PageNotes
from .warned import said


@dataclass(frozen=True)
class Order:
    """An HTML document that is to be laid out; `mark` is where what is found in it points to.

    `section` is the id that it has in the edition, `ids` are those of the blocks in it, and `first`
    is the number of its first page.
    """

    html: str
    mark: Mark | None = None
    section: str = ""
    ids: tuple[str, ...] = ()
    first: int = 1


Missing = Callable[[Sequence[str], str, int, bool], str]
"""Which characters of a text no face of its families has: (families, text, weight, italic)."""


@dataclass(frozen=True)
class Sight:
    """What boxes do not say of themselves: the paper, and which letters fonts have."""

    paper: PageBoxes
    missing: Missing


@dataclass(frozen=True)
class Notes:
    """What is noted of a document once it is laid out: its pages, and what the engine said."""

    pages: tuple[PageNotes, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """The pages of a document. `key` is the digest of all that they depend on."""

    order: Order
    notes: Notes
    key: str = ""

    @property
    def pages(self) -> tuple[PageNotes, ...]:
        """What is noted of each page."""
        return self.notes.pages

    @property
    def mark(self) -> Mark | None:
        """Where what is found in the document points to."""
        return self.order.mark

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed while the document was laid out."""
        return tuple(said(text, self.order.mark) for text in self.notes.said)
