"""What the rules are given: frozen values, free of the engine, of files and of today's date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Mark
from ..engine.page_evidence import (
    FixedBox,
    LostText,
    PageEvidence,
    PlacedPicture,
    TextLine,
    TextRun,
)

if TYPE_CHECKING:
    from ..pdf.printed import PrintedFile
    from ..pdf.tree_checks import TreeFault
    from ..printers import Printer
    from ..validators import Failure

__all__ = [
    "ChartEvidence",
    "Evidence",
    "FactEvidence",
    "FixedBox",
    "LostText",
    "PageEvidence",
    "PhotoEvidence",
    "PlacedPicture",
    "TextLine",
    "TextRun",
]


@dataclass(frozen=True)
class FactEvidence:
    """A fact of the edition: where it stands and whether something prints it."""

    name: str
    mark: Mark | None
    source: str = ""
    used: bool = True


@dataclass(frozen=True)
class PhotoEvidence:
    """A photograph where it is printed.

    `file` is the one that is printed and `entry_mark` the place of its ledger entry, None where
    there is none, which is an error by then (R102); `mark` is
    where the edition names it and `at` the id of what it belongs to. `awaited` is the file that
    a stand-in is printed for; "" when there is none. `ppi` is the effective resolution; of a
    picture that has yet to fill its page, that at its smallest size.
    """

    file: str
    at: str
    mark: Mark | None
    entry_mark: Mark | None = None
    credit: str = ""
    alt: str = ""
    licence: str = ""
    licence_expires: datetime.date | None = None
    allowed_uses: tuple[str, ...] = ("screen", "press")
    awaited: str = ""
    ppi: float | None = None


@dataclass(frozen=True)
class ChartEvidence:
    """A chart. `colours` are (colour, "graphic" or "text", ground) as its drawing reports them."""

    at: str
    mark: Mark | None
    alt: str = ""
    colours: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """All that rules may ask about one edition for one target.

    `as_of` is the day on which licences are judged; `use` is what the target's PDF is for;
    `warn_below` and `error_below` are its limits of resolution in pixels per inch. Pages,
    failures before a validator and faults of the structure are empty until there is something to
    look at: a rule's stage says when it is asked. What is `printed` and the preset of the
    `printer` are there for the stage "press" alone, asked once for each `part` of what goes to
    the press: "" for the pages, "cover" for a cover of its own. `sheets` tells which of `pages`
    each printed page is, by number: 0 for blank ones; empty for a PDF that is not ours.
    """

    mark: Mark
    as_of: datetime.date
    use: Literal["screen", "press"] = "screen"
    warn_below: int = 0
    error_below: int = 0
    facts: tuple[FactEvidence, ...] = ()
    photos: tuple[PhotoEvidence, ...] = ()
    charts: tuple[ChartEvidence, ...] = ()
    pages: tuple[PageEvidence, ...] = ()
    failures: tuple[Failure, ...] = ()
    faults: tuple[TreeFault, ...] = ()
    printed: PrintedFile | None = None
    printer: Printer | None = None
    part: str = ""
    sheets: tuple[int, ...] = ()
