"""The pipeline: from an edition's folder to a published PDF, readable from top to bottom."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from .compose import Composer, compose
from .composed import Composed, LayoutFacts
from .copyfit import budgets
from .desk import Desk, open_desk
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from .document import document_facts, press_findings
from .engine.rendered import Sight
from .facing import not_facing
from .finish.by_name import finisher
from .finish.facts import DocumentFacts, Parts, Printing
from .fitting import Fitter
from .jobs import Job, Outcome, output_path
from .layout import Laid
from .libraries import require
from .pictures import Pictures
from .plans import plan_faults
from .preflight import gather
from .preflight.days import steady
from .preflight.evidence import Evidence
from .preflight.registry import Stage
from .preflight.runner import inspect
from .resources import Project
from .rounds import Press
from .storage import leave_to_write, sha256, size_of, workshop, write_atomically
from .styles import style_sheets
from .up_to_date import remember
from .watching import Watched

CANNOT_WRITE = Code(
    "F105",
    "cannot-write",
    Severity.ERROR,
    """The PDF cannot be written, or is finished and cannot be put in its place.

    Files are made in `build/` and take their places when they are finished. The disk is full, the
    folder may not be written to, or the old file is open in a program that locks it (on Windows,
    most PDF viewers do). Nothing has been lost: the old file is as it was.
    """,
)
COVER = "cover"
"""The part of a target's files that is a cover of its own."""
Step = Callable[[str], None]
"""What is told the name of each stage as it begins."""


@dataclass(frozen=True)
class Made:
    """What the pages of an edition became: the files of the target by part, and what was found.

    `judged` are the files that the findings are about, where the target only shows them, and
    `evidence` what is known of each. `printing` is None for what is not printed.
    """

    laid: Laid
    parts: Parts
    judged: Parts
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    printing: Printing | None = None

    @property
    def blanks(self) -> int:
        """The number of blank pages that the files have besides those of the edition."""
        printing = self.printing
        if printing is None:
            return 0
        if printing.folding:
            return printing.folding.blanks
        # An inside without its cover begins with one.
        return printing.blanks + printing.own_cover

    @property
    def blocked(self) -> bool:
        """True when there are errors that nobody has waived."""
        return any(finding.blocks for finding in self.findings)


def build(project: Project, job: Job, step: Step = lambda name: None) -> Outcome:
    """Build the PDF of a target and return what came of it.

    The PDF is checked before it takes the old one's place, in one step, and what it is made of is
    remembered (`up_to_date`). Errors are findings of the outcome; nothing is raised that a user can
    cause.
    """
    asked, path = job, output_path(project, job)
    watched = Watched.watching(project)
    try:
        step("Reading")
        desk = open_desk(watched, job)
        job, path = desk.job, output_path(project, desk.job)
        with writing(desk), workshop(project.build) as shop:
            made = make(desk, shop, step)
            size = sum(map(size_of, made.parts.values()))
            pages = made.laid.page_count
            outcome = Outcome(job, path, made.findings, pages, size, blanks=made.blanks)
            if made.blocked and not desk.target.judged_as:
                return outcome
            files = made.parts.items()
            digests = {output_path(project, job, part): sha256(file) for part, file in files}
            outcome = publish(project, outcome, made.parts)
        ends = (photo.licence_expires for case in made.evidence for photo in case.photos)
        remember(watched, asked, outcome, steady(ends, job.as_of), digests)
        return outcome
    except Diagnostic as diagnostic:
        return Outcome(job, path, in_order(diagnostic.findings))


def make(desk: Desk, shop: Path, step: Step = lambda name: None) -> Made:
    """Lay out an edition, finish it for the target and check it; Diagnostic where that fails.

    The files are made in `shop`, an empty folder, and stay there. OSError where the disk refuses.
    """
    step("Laying out")
    return made_of(desk, laid_out(desk), shop, step)


def made_of(desk: Desk, laid: Laid, shop: Path, step: Step = lambda name: None) -> Made:
    """Finish and check pages that are laid out; as `make`."""
    step("Writing")
    raw = shop / "raw.pdf"
    noticed = laid.engine.write(laid.rendered, raw)
    judged = desk.judged
    facts = document_facts(judged, laid, raw)
    parts = _finished(judged, raw, facts, shop / "judged")
    step("Checking")
    evidence = gather.evidence(judged.case, laid.composed, laid, parts[""])
    cases: tuple[Evidence, ...] = (evidence,)
    if facts.printing:
        cases = gather.printings(evidence, parts, facts.printing, right_to_left=judged.leftward)
    findings = findings_of(judged, laid, cases, noticed)
    shown = parts
    if judged is not desk:
        facts_shown = document_facts(desk, laid, raw, findings)
        shown = _finished(desk, raw, facts_shown, shop / "shown")
    return Made(laid, shown, parts, cases, findings, facts.printing)


def _finished(desk: Desk, raw: Path, facts: DocumentFacts, folder: Path) -> Parts:
    folder.mkdir()
    return finisher(desk.target.finish)(raw, facts, folder)


@contextmanager
def writing(desk: Desk) -> Iterator[None]:
    """Raise Diagnostic F105 for what the disk refuses while files are made."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # Pillow's, about a picture
            raise
        finding = _not_written(desk.project, output_path(desk.project, desk.job), error)
        raise Diagnostic([finding]) from error


def check(project: Project, job: Job) -> tuple[Finding, ...]:
    """Return all that can be found without laying out pages."""
    try:
        desk = open_desk(project, job).judged
        composed = compose(desk.manuscript, desk.means, LayoutFacts())
        desk.pictures.prepare(composed)
    except Diagnostic as diagnostic:
        return in_order(diagnostic.findings)
    case = gather.evidence(desk.case, composed)
    waivers = desk.waivers
    stages: tuple[Stage, ...] = ("content", "pictures")
    noticed = (*_so_far(desk, composed), *_planned(desk))
    return inspect(case, stages, desk.target.profile, waivers, noticed)


def _planned(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with press and release of an edition: warnings, for this target is
    neither."""
    for fault in plan_faults(desk.manuscript):
        yield replace(fault, override=Severity.WARNING)


def laid_out(
    desk: Desk,
    press: Press | None = None,
    known: LayoutFacts | None = None,
    composer: Composer | None = None,
) -> Laid:
    """Return the pages of an edition; Diagnostic S101 when a system library is missing.

    A `press` that has been used before brings the pages of what has not changed since; what is
    `known` of the layout before is where it begins: see `Fitter.lay_out`. So does a `composer` of
    what is on the desk, which knows sections already.
    """
    composer = composer or Composer(desk.manuscript, desk.means)
    fitter = Fitter(
        press or new_press(desk, lambda: desk.pictures),
        composer.compose,
        desk.pictures.begin,
    )
    laid = fitter.lay_out(budgets(desk.edition, desk.design), known)
    desk.pictures.finish()
    return laid


def new_press(desk: Desk, pictures: Callable[[], Pictures]) -> Press:
    """Return what lays out in the design of an edition; Diagnostic S101 when a system library is
    missing. `pictures` returns those of the edition as it is then."""
    # The engine is imported late: what fails before needs no WeasyPrint, and its libraries.
    require()
    from .engine.pressroom import Pressroom

    page = desk.design.format
    sight = Sight(page.boxes, desk.fonts.missing)
    styles = style_sheets(desk.project, desk.design)

    def serve(name: str) -> tuple[bytes, str]:
        return pictures().serve(name)

    def digest_of(name: str) -> str:
        return pictures().digest(name)

    return Press(Pressroom(serve, styles, sight, desk.cache, digest_of), page)


def findings_of(
    desk: Desk,
    laid: Laid,
    cases: Sequence[Evidence],
    noticed: tuple[Finding, ...] = (),
    stages: Collection[Stage] = (),
) -> tuple[Finding, ...]:
    """Return every finding of the build, judged by the target's profile and the waivers.

    Where only some `stages` can be judged yet, those of the target's checks.
    """
    told, pages = set(desk.manuscript.findings), cases[0]
    found = (
        # What is said of words before there are pages is shown at these words.
        *(
            replace(each, area=pages.words_of(each.at)) if each in told else each
            for each in _so_far(desk, laid.composed)
        ),
        *desk.pictures.without_room(laid.composed),
        *laid.engine.findings,
        *laid.findings,
        *not_facing(laid, desk.design.format),
        *press_findings(desk, laid),
        *(desk.pictures.named(each, laid.composed) for each in noticed),
    )
    return inspect(cases, stages or desk.target.checks, desk.target.profile, desk.waivers, found)


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
    errno.ENAMETOOLONG: "give the edition's folder, or the output, a shorter name",
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY), _NOT_ALLOWED
    ),
}


def publish(project: Project, outcome: Outcome, parts: Parts) -> Outcome:
    """Put the files in their places, each in one step: the PDF itself last, when all is there.

    Returns what came of it, with a finding (F105) where the disk refuses.
    """
    others = {output_path(project, outcome.job, part): made for part, made in parts.items() if part}
    for path, made in {**others, outcome.path: parts[""]}.items():
        try:
            write_atomically(path, made)
        except OSError as error:
            finding = _not_written(project, path, error)
            return replace(outcome, findings=(*outcome.findings, finding))
    _remove_others(project, outcome, set(others))
    return replace(outcome, written=True, others=tuple(others))


def _remove_others(project: Project, outcome: Outcome, kept: set[Path]) -> None:
    """Remove what an earlier build put beside the PDF and this one did not: it belongs to none."""
    stale = output_path(project, outcome.job, COVER)
    if stale not in kept and outcome.job.output is None:
        with suppress(OSError):
            stale.unlink()


def _not_written(project: Project, path: Path, error: OSError) -> Finding:
    message = f"the PDF cannot be written: {error.strerror or error}"
    help = _WHY_NOT.get(error.errno or 0, "name another place with --output")
    if help == _NOT_ALLOWED and not os.access(_nearest_folder(path), os.W_OK):
        help = f"{leave_to_write(path)}; or name another place with --output"
    if error.errno == errno.ENOENT and path.is_relative_to(project.build):
        help = "something was removed from build/ meanwhile: build again"
    return CANNOT_WRITE.finding(Mark(project.shown(path)), message, help=help)
