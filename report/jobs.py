"""What to build, where it goes, and what came of it: values that cost nothing to import."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Finding
from .resources import Project


@dataclass(frozen=True)
class Job:
    """What to build: an edition for a target, in its own format and for its own printer or others.

    With `marks`, the printed pages carry crop marks whatever the preset says. A `variant` is one
    of the edition's own, in its folder variants/, and a `language` one that it has been translated
    into; empty for its own. `sources` is the SHA-256 of the archive that a release is built from.
    """

    slug: str
    as_of: datetime.date
    target: str = "screen"
    format: str = ""
    output: Path | None = None
    printer: str = ""
    marks: bool = False
    variant: str = ""
    language: str = ""
    sources: str = ""

    @property
    def name(self) -> str:
        """What its files are called after: the edition, its variant and its language."""
        # No hyphens: the variant `a4` is not the format a4, and `h@sv` not the edition `h-sv`.
        return "@".join(each for each in (self.slug, self.variant, self.language) if each)


@dataclass(frozen=True)
class Outcome:
    """What a build came to. `written` is False when errors kept the old file in place.

    `path` is the PDF itself; `others` are the files that belong to it, such as a cover. `pages`
    are those of the edition, `blanks` what the press needs besides.
    """

    job: Job
    path: Path
    findings: tuple[Finding, ...]
    pages: int = 0
    size: int = 0
    written: bool = False
    others: tuple[Path, ...] = ()
    blanks: int = 0

    @property
    def blocked(self) -> bool:
        """True when there are errors that nobody has waived."""
        return any(finding.blocks for finding in self.findings)


def output_path(project: Project, job: Job, part: str = "") -> Path:
    """Return where a file goes: build/<slug>/<slug>[-<variant>][-<language>]…-<target>….pdf.

    With an output of the job's own, the other parts stand beside it.
    """
    if job.output is not None:
        return job.output.with_stem(f"{job.output.stem}-{part}") if part else job.output
    parts = [job.name, job.format, job.target, job.printer, part]
    return project.build / job.slug / ("-".join(each for each in parts if each) + ".pdf")
