"""Findings: what a stage noticed, where it stands in the user's files, and how to mend it.

A stage that can go on returns its findings beside its result. One that cannot raises
`Diagnostic`, which carries every finding made so far, so that a person sees all the
errors of a file at once and never a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from .units import Rect


class Severity(IntEnum):
    """How grave a finding is; an `ERROR` keeps the PDF from being published."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name as it is printed: "error", "warning" or "note"."""
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Severity:
        """Return the severity printed as `word`; KeyError when there is none."""
        return cls[word.upper()]


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file: path as shown to the user, line and column from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Area:
    """A place on paper: the page of the PDF, from 1, and where on it; the whole page without."""

    page: int
    rect: Rect | None = None

    def __str__(self) -> str:
        if self.rect is None:
            return f"page {self.page}"
        sides = (self.rect.x, self.rect.y, self.rect.width, self.rect.height)
        left, top, width, height = (f"{side.mm:.0f}" for side in sides)
        return f"page {self.page}, {width} × {height} mm, {left} mm from left, {top} mm from top"


@dataclass(frozen=True)
class Gist:
    """What a finding says, as values for those who sum up many of them.

    `words` are its message without the places in it, `pages` those that it holds for besides the
    one of its area, and `things` how many things it is about. Where several findings name other
    things, a `form` such as "{} in {}" says it of all: each gap has its list in `lists`.
    """

    words: str
    pages: tuple[int, ...] = ()
    things: int = 1
    form: str = ""
    lists: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Code:
    """One kind of finding. Numbers are never re-used; `doc` is its page in the reference."""

    id: str
    name: str
    severity: Severity
    doc: str = ""

    def finding(
        self,
        mark: Mark | None,
        message: str,
        *,
        help: str = "",
        at: str = "",
        area: Area | None = None,
    ) -> Finding:
        """Return a finding of this kind; `at` is the id of the section, block or photo."""
        return Finding(self, message, mark, help, at, area)


@dataclass(frozen=True)
class Finding:
    """One thing noticed. `override` is None until a target's profile overrides the code's own.

    The `gist` is there where the message says more than one thing of one place.
    """

    code: Code
    message: str
    mark: Mark | None = None
    help: str = ""
    at: str = ""
    area: Area | None = None
    override: Severity | None = None
    waived: str = ""
    gist: Gist | None = None

    @property
    def severity(self) -> Severity:
        """The severity for the target at hand."""
        return self.code.severity if self.override is None else self.override

    @property
    def blocks(self) -> bool:
        """True when this finding keeps the output from being published."""
        return self.severity is Severity.ERROR and not self.waived

    def judged_by(self, profile: Mapping[str, Severity]) -> Finding:
        """Return the finding with the severity that the target's profile gives its code."""
        return replace(self, override=profile.get(self.code.id, self.override))

    def __str__(self) -> str:
        place = f"{self.mark}: " if self.mark else ""
        text = f"{place}{self.code.id}: {self.severity.word}: {self.message}"
        return f"{text}\n    help: {self.help}" if self.help else text


class Diagnostic(Exception):
    """The stage cannot go on; `findings` says why, in the user's words and files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by place, then code, then page, each one once."""

    def key(finding: Finding) -> tuple[str, int, int, str, int, str]:
        mark = finding.mark or Mark("")
        page = finding.area.page if finding.area else 0
        return (mark.file, mark.line, mark.column, finding.code.id, page, finding.message)

    return tuple(sorted(dict.fromkeys(findings), key=key))


def as_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data for programs, with the keys in a fixed order."""
    mark = finding.mark
    return {
        "code": finding.code.id,
        "name": finding.code.name,
        "severity": finding.severity.word,
        "message": finding.message,
        "file": mark.file if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "at": finding.at or None,
        "area": _area(finding.area) if finding.area else None,
        "help": finding.help or None,
        "waived": finding.waived or None,
    }


def _area(area: Area) -> dict[str, Any]:
    """Return a place on paper as plain data: millimetres from the top left of the trimmed page."""
    rect = area.rect
    if rect is None:
        return {"page": area.page}
    sides = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    return {"page": area.page, **{name: round(side.mm, 2) for name, side in sides.items()}}
