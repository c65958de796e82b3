"""An edition for the print shop: built, preflighted, proofed, and put into one folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .build import Made, Step, make, writing
from .desk import Desk, Job, Preset, open_desk
from .diagnostics import Diagnostic, Finding, in_order
from .finish.facts import Printing
from .handover.credits import credits_csv
from .handover.folder import Delivery, Handover, hand_over
from .handover.letter import Binding
from .handover.naming import Naming, naming
from .papers.gathering import Result, Subject, Submitted, gather_report
from .papers.preflight import preflight_report
from .papers.values import PreflightReport, as_json
from .photos.credits import PhotoPlace
from .preflight.press import checked
from .resources import Project
from .storage import whole, workshop

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
    """Build what goes to the print shop and put it into its folder below handover/<slug>/.

    Errors are findings of the result, and nothing is written then; nothing is raised that a user
    can cause.
    """
    try:
        step("Reading")
        desk = open_desk(project, replace(job, target=PROOF))
        if desk.preset is None:
            raise ValueError(f"the target {PROOF} names no printer")
        # What is wrong with the names is said before the work is done.
        names = naming(desk.preset.printer, _values(desk, desk.preset, 0))
        with workshop(project.build) as shop:
            made = make(desk, shop, step)
            if made.blocked or made.printing is None:
                return Delivered(made.findings)
            step("Handing over")
            names = naming(desk.preset.printer, _values(desk, desk.preset, made.laid.page_count))
            with writing(desk):
                delivery = _delivery(desk, desk.preset, made, names, made.printing)
        # Not in build/, which may be emptied: what was handed over is a record.
        place = project.place(project.root / "handover" / job.slug)
    except Diagnostic as diagnostic:
        return Delivered(in_order(diagnostic.findings))
    handed = hand_over(place, names, delivery, desk.edition.print.mark_of("revision"))
    return Delivered(in_order((*made.findings, *handed.findings)), handed)


def _values(desk: Desk, preset: Preset, pages: int) -> dict[str, str]:
    """Return what the placeholders of file names stand for."""
    edition = desk.edition
    return {
        "slug": desk.job.slug,
        "format": desk.design.format_name,
        "printer": preset.name,
        "revision": str(edition.print.revision),
        "date": edition.date.isoformat(),
        "language": edition.language,
        "pages": str(pages),
    }


def _delivery(
    desk: Desk, preset: Preset, made: Made, names: Naming, printing: Printing
) -> Delivery:
    """Return all that goes into the folder."""
    files = {part or "press": path for part, path in made.judged.items()}
    report = _report(desk, preset, made, names)
    parts = {
        **{f"{part}.pdf": whole(path) for part, path in files.items()},
        "preflight.pdf": preflight_report(desk.project, report, desk.design.format_name),
        "preflight.json": as_json(report),
        "proof.pdf": whole(made.parts[""]),
        "credits.csv": credits_csv(_places(made), made.laid.known.folios),
    }
    binding = Binding(printing.blanks, printing.own_cover, printing.spine, printing.marks)
    return Delivery(report, binding, parts)


def _places(made: Made) -> Iterator[PhotoPlace]:
    """Yield every place where a photograph is printed."""
    for placed in made.laid.composed.photos:
        yield PhotoPlace(placed.request.photo, placed.request.at, placed.use.caption)


def _report(desk: Desk, preset: Preset, made: Made, names: Naming) -> PreflightReport:
    edition = desk.edition
    submitted = [
        Submitted(
            f"{names.of(case.part or 'press')}.pdf", made.judged[case.part], case.printed, case.part
        )
        for case in made.evidence
    ]
    subject = Subject(edition.title, edition.publisher, edition.date, edition.print.revision)
    result = Result(checked(made.evidence, made.findings), made.findings)
    return gather_report(subject, preset.name, preset.printer, submitted, result)
