"""What to build, where it goes, and what came of it: values that cost nothing to import."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from .diagnostics import Area, Code, Finding, Mark, Severity
from .resources import Project
from .units import Length, Rect
from .watching import name_in, path_of


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
    are those of the edition, `blanks` what the press needs besides. It is `unchanged` where the
    files were there already, and nothing that they are made of has changed.
    """

    job: Job
    path: Path
    findings: tuple[Finding, ...]
    pages: int = 0
    size: int = 0
    written: bool = False
    others: tuple[Path, ...] = ()
    blanks: int = 0
    unchanged: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The PDF and what belongs to it."""
        return (self.path, *self.others)

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


def job_as_data(job: Job) -> dict[str, Any]:
    """Return a job as JSON can hold it, for `job_from`."""
    output = None if job.output is None else str(job.output)
    return {**asdict(job), "as_of": job.as_of.isoformat(), "output": output}


def job_from(data: Mapping[str, Any]) -> Job:
    """Return the job that `job_as_data` has written down."""
    output = None if data["output"] is None else Path(data["output"])
    return Job(**{**data, "as_of": datetime.date.fromisoformat(data["as_of"]), "output": output})


def outcome_as_data(project: Project, outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as JSON can hold it, for `outcome_from`."""
    return {
        "files": [name_in(project, path) for path in outcome.files],
        "language": outcome.job.language,
        "format": outcome.job.format,
        "written": outcome.written,
        "pages": outcome.pages,
        "size": outcome.size,
        "blanks": outcome.blanks,
        "findings": [_finding_as_data(each) for each in outcome.findings],
    }


def outcome_from(project: Project, job: Job, data: Mapping[str, Any]) -> Outcome:
    """Return the outcome of a job that `outcome_as_data` has written down."""
    path, *others = (Path(path_of(project, name)) for name in data["files"])
    return Outcome(
        replace(job, language=data["language"], format=data["format"]),
        path,
        tuple(map(_finding_from, data["findings"])),
        data["pages"],
        data["size"],
        written=data["written"],
        others=tuple(others),
        blanks=data["blanks"],
    )


def _finding_as_data(finding: Finding) -> dict[str, Any]:
    code, mark, area = finding.code, finding.mark, finding.area
    rect = area.rect if area else None
    sides = rect and (rect.x, rect.y, rect.width, rect.height)
    return {
        "code": [code.id, code.name, int(code.severity)],
        "message": finding.message,
        "mark": mark and [mark.file, mark.line, mark.column],
        "help": finding.help,
        "at": finding.at,
        "area": area and [area.page, sides and [side.pt for side in sides]],
        "override": finding.override and int(finding.override),
        "waived": finding.waived,
    }


def _finding_from(data: Mapping[str, Any]) -> Finding:
    id, name, severity = data["code"]
    page, sides = data["area"] or (0, None)
    return Finding(
        Code(id=id, name=name, severity=Severity(severity)),
        data["message"],
        data["mark"] and Mark(*data["mark"]),
        data["help"],
        data["at"],
        Area(page, Rect(*map(Length, sides)) if sides else None) if page else None,
        data["override"] and Severity(data["override"]),
        data["waived"],
    )
