"""The pipeline: from an edition's folder to a published PDF, readable from top to bottom."""

from __future__ import annotations

import datetime
import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from . import __version__
from .charts import kind_named, kinds, read_spec
from .compose import compose
from .composed import Composed, LayoutFacts, Means
from .content.block import PhotoUse
from .content.blocks.chart import Chart
from .content.load import Manuscript, read_all
from .content.node import walk
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from .finish.facts import Attachment, DocumentFacts
from .finishers import finisher
from .fonts import Fonts, read_fonts
from .layout import Laid, lay_out
from .libraries import require
from .photos.ledger import Ledgers
from .photos.prepare import Settings
from .pictures import Pictures, chart_style
from .preflight import gather
from .preflight.registry import STAGES, Stage
from .preflight.runner import inspect
from .proofreading import faults_in_words
from .resources import Project
from .settings import Design, Target, read_design, read_target
from .storage import Cache, digest, leave_to_write, write_atomically
from .styles import style_sheets

CANNOT_WRITE = Code(
    "F105",
    "cannot-write",
    Severity.ERROR,
    """The PDF is finished and cannot be put in its place.

    The disk is full, the folder may not be written to, or the old file is open in a program that
    locks it (on Windows, most PDF viewers do). Nothing has been lost: the old file is as it was.
    """,
)
Step = Callable[[str], None]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Job:
    """What to build: an edition for a target, in its own format or another one."""

    slug: str
    as_of: datetime.date
    target: str = "screen"
    format: str = ""
    output: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What a build came to. `written` is False when errors kept the old file in place."""

    job: Job
    path: Path
    findings: tuple[Finding, ...]
    pages: int = 0
    size: int = 0
    written: bool = False

    @property
    def blocked(self) -> bool:
        """True when there are errors that nobody has waived."""
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True)
class Desk:
    """All that is read before the first page is composed."""

    project: Project
    job: Job
    manuscript: Manuscript
    target: Target
    means: Means
    pictures: Pictures
    fonts: Fonts

    @property
    def case(self) -> gather.Case:
        """What the rules are asked about."""
        return gather.Case(
            self.manuscript, self.means, self.target, self.job.as_of, self.pictures, self.fonts
        )

    @property
    def design(self) -> Design:
        """Format, theme and language."""
        return self.means.design


def build(project: Project, job: Job, step: Step = lambda name: None) -> Outcome:
    """Build one PDF and return what came of it; `step` is told each stage's name as it begins.

    The PDF is checked before it takes the old one's place, in one step. Errors are findings of
    the outcome; nothing is raised that a user can cause.
    """
    path = output_path(project, job)
    try:
        step("Reading")
        desk = open_desk(project, job)
        step("Laying out")
        laid = laid_out(desk)
        step("Writing")
        pdf, noticed = _finished(desk, laid)
        step("Checking")
        findings = _judged(desk, laid, pdf, noticed)
    except Diagnostic as diagnostic:
        return Outcome(job, path, in_order(diagnostic.findings))
    outcome = Outcome(job, path, findings, laid.page_count, len(pdf))
    return outcome if outcome.blocked else _publish(project, outcome, pdf)


def check(project: Project, job: Job) -> tuple[Finding, ...]:
    """Return all that can be found without laying out pages."""
    try:
        desk = open_desk(project, job)
        composed = compose(desk.manuscript, desk.means, LayoutFacts())
        desk.pictures.prepare(composed)
    except Diagnostic as diagnostic:
        return in_order(diagnostic.findings)
    case = gather.evidence(desk.case, composed)
    waivers = desk.manuscript.edition.waivers
    stages: tuple[Stage, ...] = ("content", "pictures")
    return inspect(case, stages, desk.target.profile, waivers, _so_far(desk, composed))


def output_path(project: Project, job: Job) -> Path:
    """Return where the PDF of a job goes: build/<slug>/<slug>[-<format>]-<target>.pdf."""
    if job.output is not None:
        return job.output
    parts = [job.slug, job.format, job.target]
    return project.build / job.slug / ("-".join(part for part in parts if part) + ".pdf")


def open_desk(project: Project, job: Job) -> Desk:
    """Return everything read and checked; Diagnostic with the errors of all files at once."""
    errors: list[Finding] = []

    def attempt(read: Callable[[], Result]) -> Result | None:
        try:
            return read()
        except Diagnostic as diagnostic:
            errors.extend(diagnostic.findings)
            return None

    folder = project.editions / job.slug
    read = attempt(lambda: read_all(project, job.slug, _options_reader(project)))
    ledgers = attempt(lambda: Ledgers.load(project, folder))
    target = attempt(lambda: read_target(project, job.target))
    manuscript, noticed = read or (None, ())
    errors += [each for each in noticed if each.severity is Severity.ERROR]
    design = None
    if manuscript is not None:
        edition = manuscript.edition
        design = attempt(lambda: read_design(project, edition, job.format))
        if ledgers is not None:
            for use in (node for node in walk(edition) if isinstance(node, PhotoUse)):
                attempt(partial(ledgers.resolve, use.file, use.mark_of("file")))
    if errors and manuscript is not None and design is not None:
        # There will be no composing, which would find them.
        errors += faults_in_words(manuscript.edition, design.language)
    fonts = attempt(lambda: read_fonts(project, design.theme)) if design else None
    style = attempt(lambda: chart_style(project, design)) if design else None
    if errors or not (manuscript and ledgers and target and design and fonts and style):
        raise Diagnostic(errors)
    means = Means(design, kinds(project), style, ledgers)
    settings = Settings(screen_ppi=target.images.ppi)
    pictures = Pictures(project, style, Cache(project.build / "cache"), settings)
    return Desk(project, job, manuscript, target, means, pictures, fonts)


def _options_reader(project: Project) -> Callable[[Chart], BaseModel]:
    def read(block: Chart) -> BaseModel:
        kind = kind_named(project, block.chart, block.mark_of("kind"))
        document, path = block.origin
        return read_spec(
            kind, block.options, lambda inner: document.place((*path, "options", *inner)).mark
        )

    return read


def laid_out(desk: Desk) -> Laid:
    """Return the pages of an edition; Diagnostic S101 when a system library is missing."""
    # The engine is imported late: what fails before needs no WeasyPrint, and its libraries.
    require()
    from .engine.render import Engine

    engine = Engine(desk.pictures.serve, style_sheets(desk.project, desk.design))
    return lay_out(
        engine,
        desk.design.format,
        lambda known: compose(desk.manuscript, desk.means, known),
        desk.pictures.prepare,
    )


def _finished(desk: Desk, laid: Laid) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF of the target, and what was noticed while writing it."""
    raw, noticed = laid.engine.write(laid.rendered, desk.manuscript.mark())
    finish = finisher(desk.target.finish)
    facts = _facts(desk, laid)
    identifier = digest(__version__, desk.job.target, raw, *_ingredients(facts))
    return finish(raw, replace(facts, identifier=identifier)), noticed


def _ingredients(facts: DocumentFacts) -> list[bytes | str]:
    """Return all that goes into a file besides its pages, so that another file has another id."""
    plain = replace(facts, attachments=(), screen_images={})
    parts: list[bytes | str] = [repr(plain)]
    for attachment in facts.attachments:
        parts += [repr(replace(attachment, data=b"")), attachment.data]
    for key, image in sorted(facts.screen_images.items()):
        parts += [key, image]
    return parts


def _facts(desk: Desk, laid: Laid) -> DocumentFacts:
    """Return what the file says of itself; its identifier comes when everything else is known."""
    edition = desk.manuscript.edition
    photos, charts = desk.pictures.photos, desk.pictures.charts
    attachments = tuple(
        Attachment(
            f"{placed.request.id}.csv",
            charts[placed.key].csv,
            "text/csv",
            desk.design.language.words.chart_data,
            placed.request.id,
        )
        for placed in laid.composed.charts
        if placed.key in charts
    )
    # A picture that is not there is an error by now (T103), and nothing is published.
    prepared = [photos[each.key] for each in laid.composed.photos if each.key in photos]
    return DocumentFacts(
        title=edition.title,
        author=edition.publisher,
        subject=edition.description,
        keywords=edition.keywords,
        language=edition.language,
        date=edition.date,
        identifier="",
        labels=tuple(str(number) for number in range(1, laid.page_count + 1)),
        attachments=attachments,
        screen_images={hashlib.sha256(each.press).hexdigest(): each.screen for each in prepared},
    )


def _judged(
    desk: Desk, laid: Laid, pdf: bytes, noticed: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return every finding of the build, judged by the target's profile and the waivers."""
    found = (
        *_so_far(desk, laid.composed),
        *desk.pictures.without_room(laid.composed),
        *laid.engine.findings,
        *laid.findings,
        *noticed,
    )
    case = gather.evidence(desk.case, laid.composed, laid, pdf)
    return inspect(case, STAGES, desk.target.profile, desk.manuscript.edition.waivers, found)


def _so_far(desk: Desk, composed: Composed) -> tuple[Finding, ...]:
    """Return what was noticed before there were pages."""
    ledgers = (finding for shelf in desk.means.ledgers.shelves for finding in shelf.noticed)
    made = desk.pictures.findings(composed)
    return (*desk.manuscript.findings, *ledgers, *composed.findings, *made)


def _nearest_folder(path: Path) -> Path:
    return next(each for each in path.absolute().parents if each.is_dir())


_NOT_ALLOWED = "close the program that has the file open, or name another place with --output"
_WHY_NOT = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free some space, and build again"),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY), _NOT_ALLOWED
    ),
}


def _publish(project: Project, outcome: Outcome, pdf: bytes) -> Outcome:
    """Put the PDF in its place in one step."""
    try:
        write_atomically(outcome.path, pdf)
    except OSError as error:
        message = f"the PDF cannot be written: {error.strerror or error}"
        help = _WHY_NOT.get(error.errno or 0, "name another place with --output")
        if help == _NOT_ALLOWED and not os.access(_nearest_folder(outcome.path), os.W_OK):
            help = f"{leave_to_write(outcome.path)}; or name another place with --output"
        finding = CANNOT_WRITE.finding(Mark(project.shown(outcome.path)), message, help=help)
        return replace(outcome, findings=(*outcome.findings, finding))
    return replace(outcome, written=True)
