"""The rights ledger `credits.yaml`: for each photo who made it, and what may be done with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from ..content.block import Short
from ..content.node import Kept, Line, Node
from ..content.territories import Territory
from .crop import Focus
from .metadata import Given

Use = Literal["screen", "press"]
# The identifiers of spdx.org/licenses under which pictures are handed on, and agreements of
# one's own (SPDX 2.3, Annex D).
_SPDX = re.compile(
    r"""(?: CC0-1\.0 | CC-PDM-1\.0
      | CC-BY (?: -NC )? (?: -SA | -ND )? - (?: 1\.0 | 2\.0 | 2\.5 | 3\.0 | 4\.0 )
            (?: -[A-Z]{2,3} )?
      | CC-BY-ND-NC-1\.0 | PDDL-1\.0 | OGL-UK-[123]\.0 | etalab-2\.0 | DL-DE-(?:BY|ZERO)-2\.0
      | OFL-1\.[01] | Unlicense | MIT | MIT-0 | Apache-2\.0 | BSD-[23]-Clause | ISC | WTFPL
      | GFDL-1\.[123](?:-only|-or-later)? | L?GPL-[23]\.[01](?:-only|-or-later)
      | FAL-1\.3 | LAL-1\.[23]
      | LicenseRef-[A-Za-z0-9.-]+ )\Z""",
    re.VERBOSE,
)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def _licence(text: str) -> str:
    if text and not _SPDX.match(text):
        raise ValueError(
            f"“{text}” is not a licence identifier\n"
            "use one from spdx.org/licenses such as CC-BY-4.0, or LicenseRef- and a name of your "
            "own for anything else, such as LicenseRef-own or LicenseRef-Berg-2026"
        )
    return text


def _uses(uses: tuple[Use, ...]) -> tuple[Use, ...]:
    if not uses:
        raise ValueError("a photo that may be used for nothing does not belong into the ledger")
    return uses


def _focus(text: str) -> str:
    Focus.parse(text)
    return text


def _sha256(text: str) -> str:
    if text and not _SHA256.match(text):
        raise ValueError(
            "a SHA-256 has 64 digits from 0 to 9 and a to f\n"
            "`sha256sum` or `shasum -a 256` prints it; or leave the key out"
        )
    return text


def _given(answer: Any) -> Any:
    # A person who writes `true` means yes.
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer


class Consent(Short):
    """Whether the people who can be recognised in a photo have agreed to be shown."""

    short: ClassVar[str] = "given"

    people: tuple[Kept, ...] = ()
    """Who is shown. Of a portrait in a list of people or a foreword, the brochure says it."""
    given: Annotated[Given, BeforeValidator(_given)] = ""
    """`yes`, `no`, or `not needed`, as of a crowd in a street."""
    date: datetime.date | None = None
    """The day on which it was given."""
    document: str = ""
    """Where it can be read: a letter, a form, its number in a register."""


class Entry(Node):
    """One photo: its credit, its rights, and what it shows."""

    credit: Kept = ""
    """The credit line, exactly as it is printed at the picture and on the credits page."""
    author: Kept = ""
    """Who made the picture."""
    title: Line = ""
    """A short name for the picture, as the list of credits prints it."""
    licence: Annotated[str, AfterValidator(_licence)] = ""
    """The terms: an SPDX identifier such as `CC0-1.0`, or `LicenseRef-…` for an agreement."""
    licence_expires: datetime.date | None = None
    """The last day on which the picture may be published, such as `2027-12-31`."""
    allowed_uses: Annotated[tuple[Use, ...], AfterValidator(_uses)] = ("screen", "press")
    """What the licence allows: `screen` (the PDF that is sent and downloaded), `press` (print)."""
    territory: tuple[Territory, ...] = ()
    """Where it may be used: codes of countries such as `[SE, NO]`; left out: everywhere."""
    consent: Consent = Field(default_factory=Consent)
    """Whether the people shown have agreed."""
    alt: Line = ""
    """What the picture shows, in words, for people who cannot see it."""
    caption: Line = ""
    """The caption where the edition gives none: what the picture shows, and no more than is
    known."""
    focus: Annotated[str, AfterValidator(_focus)] = "50% 50%"
    """The point that must stay in view when the picture is cropped: across and down."""
    source: str = ""
    """Where the file came from."""
    evidence: str = ""
    """What the rights rest on: a licence text, an agreement, a letter."""
    sha256: Annotated[str, AfterValidator(_sha256)] = ""
    """The SHA-256 of the file that the rights were cleared for; a file that differs is reported."""
    stand_in: str = ""
    """The photo printed in its place until this one's file is delivered."""
    awaited: Line = ""
    """While the file is awaited: what the picture will show."""

    _file: str = PrivateAttr(default="")

    @property
    def file(self) -> str:
        """The name of the photo's file."""
        return self._file

    @property
    def focal_point(self) -> Focus:
        """The focal point as shares of width and height."""
        return Focus.parse(self.focus)

    def named(self, file: str) -> Entry:
        """Return the entry as that of `file`."""
        copy = self.model_copy()
        copy._file = file
        return copy

    def allows(self, use: str) -> bool:
        """True when the licence allows the picture on `screen` or in `press`."""
        return use in self.allowed_uses

    def expired(self, as_of: datetime.date) -> bool:
        """True when the last day of the licence lies before `as_of`."""
        return self.licence_expires is not None and self.licence_expires < as_of


def _none_yet(photos: Any) -> Any:
    # `photos:` with nothing below it is a ledger that waits for its first entry.
    return {} if photos is None else photos


class Ledger(Node):
    """The photos of one folder, by file name."""

    photos: Annotated[Mapping[str, Entry], BeforeValidator(_none_yet)] = Field(
        default_factory=dict, json_schema_extra={"type": ["object", "null"]}
    )
    """One entry per photo; the key is the name of its file."""

    def model_post_init(self, context: Any, /) -> None:
        """Tell each entry the name it stands under."""
        for name, entry in self.photos.items():
            entry._file = name
