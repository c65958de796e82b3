"""An edition for the print shop: built, preflighted, proofed, and put into one folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .build import Made, Step, make, writing
from .desk import Desk, Preset, open_desk
from .diagnostics import Diagnostic, Finding, in_order
from .finish.facts import Printing
from .handover.credits import credits_csv
from .handover.folder import Delivery, Handover, checked_for, hand_over
from .handover.naming import Naming, naming
from .jobs import Job
from .papers.data import as_json
from .papers.gathering import Result, Subject, Submitted, gather_report
from .papers.preflight import preflight_report
from .papers.values import Binding, PreflightReport
from .photos.credits import PhotoPlace
from .preflight.press import checked
from .resources import Project
from .storage import Content, one_at_a_time, workshop

PROOF = "proof"
"""The target that is built: it makes the files for the press, and shows what was found in them."""


@dataclass(frozen=True)
class Delivered:
    """What a hand-over came to; `handover` is None where errors kept it from being written."""

    findings: tuple[Finding, ...]
    handover: Handover | None = None

    @property
    def written(self) -> bool:
        """True where the folder is there as it should be."""
        return self.handover is not None and self.handover.state != "refused"


def deliver(project: Project, job: Job, step: Step = lambda name: None) -> Delivered:
    """Build what goes to the print shop and put it into its folder in handover/.

    Errors are findings of the result, and nothing is written then; nothing is raised that a user
    can cause.
    """
    try:
        step("Reading")
        desk = open_desk(project, replace(job, target=PROOF), final=True)
        if desk.preset is None:
            raise ValueError(f"the target {PROOF} names no printer")
        # What is wrong with the names is said before the work is done.
        names = naming(desk.preset.printer, _values(desk, desk.preset, 0))
        # Not in build/, which may be emptied: what was handed over is a record.
        place = project.place(project.root / "handover" / desk.job.name)
        with writing(desk), workshop(project.build) as shop:
            made = make(desk, shop, step)
            if made.blocked or made.printing is None:
                return Delivered(made.findings)
            step("Handing over")
            names = naming(desk.preset.printer, _values(desk, desk.preset, made.laid.page_count))
            day = checked_for(place, names) or job.as_of
            mark = desk.edition.print.mark_of("revision")
            subject = _subject(desk, made.printing, day)
            delivery = _delivery(desk, desk.preset, made, names, subject)
            with one_at_a_time(project.root):
                handed = hand_over(place, names, delivery, mark, shop)
    except Diagnostic as diagnostic:
        return Delivered(in_order(diagnostic.findings))
    return Delivered(in_order((*made.findings, *handed.findings)), handed)


def _values(desk: Desk, preset: Preset, pages: int) -> dict[str, str]:
    """Return what the placeholders of file names stand for."""
    edition = desk.edition
    return {
        "slug": desk.job.name,
        "format": desk.design.format_name,
        "printer": preset.name,
        "revision": str(edition.print.revision),
        "date": edition.date.isoformat(),
        "language": edition.language,
        "pages": str(pages),
    }


def _subject(desk: Desk, printing: Printing, as_of: datetime.date) -> Subject:
    """Return what the report is about."""
    edition = desk.edition
    binding = Binding(
        printing.blanks, printing.own_cover, printing.spine, printing.marks, printing.folding
    )
    revision = edition.print.revision
    return Subject(edition.title, edition.publisher, edition.date, revision, as_of, binding)


def _delivery(desk: Desk, preset: Preset, made: Made, names: Naming, subject: Subject) -> Delivery:
    """Return all that goes into the folder."""
    files = {part or "press": path for part, path in made.judged.items()}
    report = _report(preset, made, names, subject)
    parts: dict[str, Content] = {
        **{f"{part}.pdf": path for part, path in files.items()},
        "preflight.pdf": preflight_report(desk.project, report, desk.design.format_name),
        "preflight.json": as_json(report),
        "proof.pdf": made.parts[""],
        "credits.csv": credits_csv(_places(made), made.laid.known.folios),
    }
    return Delivery(report, subject.binding or Binding(), parts)


def _places(made: Made) -> Iterator[PhotoPlace]:
    """Yield every place where a photograph is printed."""
    for placed in made.laid.composed.photos:
        yield from placed.places()


def _report(preset: Preset, made: Made, names: Naming, subject: Subject) -> PreflightReport:
    submitted = [
        Submitted(
            f"{names.of(case.part or 'press')}.pdf", made.judged[case.part], case.printed, case.part
        )
        for case in made.evidence
    ]
    result = Result(checked(made.evidence, made.findings), made.findings)
    return gather_report(subject, preset.name, preset.printer, submitted, result)
