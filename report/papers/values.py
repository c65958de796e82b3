"""The preflight report as values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ..diagnostics import Finding, Severity
from ..finish.panels import Folding
from ..preflight.press import Checked
from ..printers import Printer
from ..units import Length, Size

NO_CLAIM = (
    "These are the checks of Colophon, and no certification to an ISO standard is claimed: "
    "ISO 15930-7 (PDF/X-4) is what the file was made by, not what an accredited validator found."
)
NO_CLAIM_FOREIGN = (
    "These are Colophon’s checks; no certification to an ISO standard is claimed: no accredited "
    "validator has seen the file."
)
UNKNOWN = ("not measured", "not known")
"""The results of checks that could not be made."""
NOT_CHECKED = (
    "how colours look on the press: a contract proof shows that",
    "words and hairlines inside photographs, which are pixels",
    "trapping, folding and imposition",
    "the programs inside the embedded fonts, and their licences",
    "every clause of ISO 15930-7",
)


@dataclass(frozen=True)
class ReportedFile:
    """A file that was checked. `part` is "" for the pages, "cover" for a cover of its own.

    `trims` are the sizes of its trimmed pages, each once; `bleed` is the narrowest on any side
    that the boxes give, None where they give none. `conformance` is what it says of itself, and
    `intent` the printing condition that its output intent names.
    """

    name: str
    sha256: str
    size: int
    pages: int
    trims: tuple[Size, ...]
    bleed: Length | None
    part: str = ""
    conformance: str = ""
    intent: str = ""


@dataclass(frozen=True)
class Binding:
    """How the sheets become a brochure.

    `blanks` are the empty pages before the back cover, or at the end of an inside, which begins
    with one as well; `spine` is the width of the back of a book whose cover is its own file. What
    has a `folding` is a leaflet; it has fold marks whether or not it has these `marks`.
    """

    blanks: int = 0
    own_cover: bool = False
    spine: Length = field(default_factory=lambda: Length(0))
    marks: bool = False
    folding: Folding | None = None


@dataclass(frozen=True)
class PageInk:
    """The heaviest inking of a page, in percent; None where it could not be measured.

    `peak` is the most at any point, and `colours` those of the page that are no inks, by which it
    could not be: "RGB".
    """

    page: int
    highest: float | None
    part: str = ""
    peak: float | None = None
    colours: str = ""


@dataclass(frozen=True)
class CoarsestPicture:
    """The placed picture with the fewest pixels per inch of paper."""

    ppi: float
    page: int
    part: str = ""


@dataclass(frozen=True)
class ReportedFont:
    """A font of the files."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class PreflightReport:
    """What was checked in the files for one hand-over, and what came of it.

    `date` is that of the edition, None for a file that is not ours; then `publisher` is "",
    `revision` 0, and how it is bound is not known. `as_of` is the day for which it was checked.
    `plates` are the inks that print, process colours first; `square` is the side of the squares
    over which ink is averaged.
    """

    title: str
    files: tuple[ReportedFile, ...]
    printer_name: str
    printer: Printer
    checks: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    program: str
    publisher: str = ""
    date: datetime.date | None = None
    revision: int = 0
    inks: tuple[PageInk, ...] = ()
    plates: tuple[str, ...] = ()
    fonts: tuple[ReportedFont, ...] = ()
    pictures: int = 0
    coarsest: CoarsestPicture | None = None
    not_checked: tuple[str, ...] = NOT_CHECKED
    as_of: datetime.date | None = None
    binding: Binding | None = None
    square: Length | None = None

    @property
    def is_ours(self) -> bool:
        """True for the files of an edition."""
        return self.date is not None

    @property
    def claim(self) -> str:
        """The sentence that says what is not claimed."""
        return NO_CLAIM if self.is_ours else NO_CLAIM_FOREIGN

    @property
    def most_ink(self) -> float | None:
        """The heaviest inking of any page, in percent; None where nothing was measured."""
        return max((ink.highest for ink in self.inks if ink.highest is not None), default=None)

    @property
    def peak_ink(self) -> float | None:
        """The most ink at any point of any page, in percent; None where nothing was measured."""
        return max((ink.peak for ink in self.inks if ink.peak is not None), default=None)

    @property
    def unjudged(self) -> bool:
        """True where a check could not be made, so that finding nothing is no praise."""
        known = all(result_of(check) not in UNKNOWN for check in self.checks)
        return not self.checks or not known

    def place(self, page: int, part: str = "") -> str:
        """Return where something is in words: "page 3", "the cover", "the outside"."""
        folding = self.binding.folding if self.binding else None
        if part or folding is None:
            return f"the {part}" if part else f"page {page}"
        name = folding.sides[page - 1].name
        return name if folding.sheets > 1 else f"the {name}"

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity that are not waived."""
        return sum(1 for each in self.findings if each.severity is severity and not each.waived)

    @property
    def waived(self) -> int:
        """The number of findings that somebody has accepted."""
        return sum(1 for each in self.findings if each.waived)


def result_of(check: Checked) -> str:
    """Return what came of a check: the gravest that was found, `error`, `warning`, `note` or
    `waived`; else `see X103` where another check has found worse of the same kind, `not measured`
    for colours that are no inks, `not known` where it could not be asked, `not applicable`, or
    `passed`."""
    found = {
        "error": check.errors,
        "warning": check.warnings,
        "note": check.notes,
        "waived": check.waived,
        f"see {check.see}": bool(check.see),
        "not measured": bool(check.unmeasured),
        "not applicable": not check.asked,
        "not known": not check.answered,
    }
    return next((word for word, number in found.items() if number), "passed")
