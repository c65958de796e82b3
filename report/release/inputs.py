"""What files of an edition are made of: every file that is read on the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..build import check
from ..charts import House
from ..compose import compose
from ..composed import LayoutFacts
from ..desk import Desk, open_desk
from ..diagnostics import Diagnostic, Finding, Severity
from ..document import FONT
from ..jobs import Job
from ..photos.colour import SRGB_FILE
from ..preflight.codes import UNUSED_WAIVER
from ..resources import Project
from ..storage import Content
from ..styles import style_sheets
from ..translate.codes import MISSING, STALE
from ..watching import Watched, name_in

# What style sheets and templates may have the engine fetch (see `Pictures.serve`).
_FETCHED = re.compile(r"(?:templates|fonts)/[\w./-]+\.\w+")


@dataclass(frozen=True)
class Inputs:
    """The files by their names in an archive, and what is wrong with what stands in them.

    `untranslated` are the languages that are not done, each with what it lacks.
    """

    files: dict[str, Content]
    findings: tuple[Finding, ...]
    untranslated: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


def gather(project: Project, jobs: Iterable[Job]) -> Inputs:
    """Return what the files of some jobs are made of, and all findings but those of pages."""
    watched = Watched.watching(project)
    findings: list[Finding] = []
    lacks: dict[str, dict[Finding, None]] = {}
    for job in jobs:
        try:
            found = check(watched, job)
            # What a waiver is good for is known when all files are made.
            findings += (each for each in found if each.code != UNUSED_WAIVER)
            lacking = [each for each in found if each.code in (MISSING, STALE) and each.blocks]
            if lacking:
                lacks.setdefault(job.language, {}).update(dict.fromkeys(lacking))
            if not any(each.severity is Severity.ERROR for each in found):
                _read_the_rest(open_desk(watched, job, final=True))
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
    untranslated = {language: tuple(found) for language, found in lacks.items()}
    files: dict[str, Content] = {name_in(project, path): path for path in watched.seen.files}
    return Inputs(dict(sorted(files.items())), tuple(findings), untranslated)


def _read_the_rest(desk: Desk) -> None:
    """Have all files read that are wanted only when pages are laid out and finished."""
    project = desk.project
    styles = style_sheets(project, desk.design)
    composed = compose(desk.manuscript, desk.means, LayoutFacts())
    texts = [*styles.values(), *(section.html for section in composed.sections)]
    for name in sorted({name for text in texts for name in _FETCHED.findall(text)}):
        try:
            desk.pictures.serve(name)
        except LookupError:  # the engine will say so
            continue
    House.of(project, desk.means.chart_style)  # fonts and style of charts
    project.read(project.find(SRGB_FILE, ["assets/icc"]))
    project.read(project.find(FONT, ["assets/fonts"]))
