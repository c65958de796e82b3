"""The manifest of a release: what it was made of and with, what was found, and who stands by it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..diagnostics import Finding, Mark, as_data
from . import record
from .codes import CHANGED
from .machine import Machine
from .order import Item

MANIFEST = "manifest.json"
_SHA256 = Field(pattern=r"^[0-9a-f]{64}$")


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class File(_Value):
    """A file of the release."""

    name: str = Field(pattern=r"^[^/\\\x00-\x1f]+$")
    """Its name in the folder of the release."""
    sha256: str = _SHA256
    """Its SHA-256."""
    bytes: int
    """Its size."""


class Pdf(File):
    """A PDF of the release."""

    pages: int
    """Its pages, blank ones and covers included; of a booklet, the sides of its sheets."""
    part: str = ""
    """Which of the files of its target it is, such as `cover`."""
    made_as: Item
    """What was built."""


class Accepted(_Value):
    """A waiver of the edition."""

    code: str
    """The code of the findings."""
    at: str = ""
    """The id or the file that they name; empty for any."""
    target: str = ""
    """The target it is for; empty for all."""
    reason: str
    """Why they are accepted."""
    used: int
    """How many findings it has settled."""


class Approval(_Value):
    """Who stands by a release."""

    by: str
    """The name that was given."""
    day: datetime.date
    """The day for which the release was checked and approved."""
    note: str = ""
    """What was said with it."""


class Previous(_Value):
    """The release before this one."""

    version: int
    """Its number."""
    manifest: str = _SHA256
    """The SHA-256 of its manifest."""


class Change(_Value):
    """One thing that differs from the release before."""

    what: str
    """What kind of thing: `content`, `file`, `source` or `library`."""
    name: str
    """Which of them: of content, the group, the ids and the field."""
    before: str = ""
    """What it was; empty where there was none."""
    after: str = ""
    """What it is now; empty where there is none any more."""


class Manifest(_Value):
    """All that is known of a release."""

    manifest: Literal["colophon-release"] = "colophon-release"
    """What this file is."""
    form: Literal[1] = 1
    """The version of its form."""
    edition: str
    """The edition: the name of its folder."""
    version: int = Field(ge=1)
    """The number of the release."""
    title: str
    """The title of the edition."""
    publisher: str = ""
    """Who publishes it."""
    date: datetime.date
    """The date of the edition."""
    approved: Approval
    """Who stands by it."""
    previous: Previous | None = None
    """The release before."""
    changes: tuple[Change, ...] = ()
    """What differs from the release before."""
    archive: File
    """The archive of sources."""
    files: tuple[Pdf, ...]
    """The PDFs."""
    letter: File | None = None
    """README.txt, which says the same for people; none of a release that is older than this."""
    inputs: dict[str, str]
    """The SHA-256 of each file in the archive, by its name there."""
    made_with: Machine
    """The program and the libraries."""
    findings: tuple[dict[str, Any], ...] = ()
    """All findings, waived ones included, as `build --json` prints them, each with the names of
    the files that it is about."""
    waivers: tuple[Accepted, ...] = ()
    """The findings that the edition accepts, with the reasons."""

    def data(self) -> bytes:
        """Return the manifest as it is written."""
        return record.written(self)

    @classmethod
    def read(cls, data: bytes, mark: Mark) -> Manifest:
        """Return a manifest; Diagnostic V203 where it is none, or not as it was written."""
        help = "get the file again from where the release is kept"
        return record.read(cls, data, mark, (CHANGED, "the manifest", help))


def told(found: Mapping[str, tuple[Finding, ...]]) -> tuple[dict[str, Any], ...]:
    """Return the findings of files by their names: each once, with the files that have it."""
    names: dict[Finding, list[str]] = {}
    for name, findings in found.items():
        for finding in findings:
            names.setdefault(finding, []).append(name)
    return tuple({"files": files, **as_data(finding)} for finding, files in names.items())
