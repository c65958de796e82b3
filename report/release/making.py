"""The files of a release: every one of them, built of nothing but an archive."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..build import Step, make
from ..content.edition import Waiver
from ..desk import open_desk
from ..diagnostics import Diagnostic, Finding, Mark, in_order
from ..jobs import output_path
from ..pdf.stated import page_count
from ..preflight.codes import UNUSED_WAIVER
from ..preflight.runner import waiver_of
from ..resources import Project
from ..storage import sha256, size_of
from .archive import order_in, project_in
from .manifest import Pdf
from .order import Order


@dataclass(frozen=True)
class Built:
    """What was built of an archive and the `project` in it: the PDFs by name, what was found in
    each, and the waivers, each with the number of findings that it has settled in any file."""

    order: Order
    project: Project
    paths: Mapping[str, Path]
    pdfs: tuple[Pdf, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    waivers: tuple[tuple[Waiver, int], ...]


def build_all(archive: Path, unpacked: Path, shop: Path, as_of: datetime.date, step: Step) -> Built:
    """Build all files of an archive that was unpacked into a folder; they stay in `shop`.

    What keeps a file from being made is among its findings. Raises Diagnostic where the order
    cannot be read, OSError where the disk refuses files.
    """
    order, project, sources = order_in(unpacked, archive), project_in(unpacked), sha256(archive)
    paths: dict[str, Path] = {}
    pdfs: list[Pdf] = []
    findings: dict[str, tuple[Finding, ...]] = {}
    waivers: dict[Mark, Waiver] = {}
    settled: dict[Mark, set[Finding]] = {}
    used: set[Mark] = set()
    for number, item in enumerate(order.items, 1):
        job = item.job(order.edition, as_of, sources)
        name = output_path(project, job).name
        step(f"{name} ({number} of {len(order.items)})")
        folder = shop / str(number)
        folder.mkdir()
        try:
            desk = open_desk(project, job, final=True)
            waivers |= {each.mark: each for each in desk.edition.waivers}
            made = make(desk, folder)
        except Diagnostic as diagnostic:
            findings[name] = in_order(diagnostic.findings)
            continue
        findings[name] = made.findings
        for mark, finding in _settled(made.findings, desk.waivers):
            settled.setdefault(mark, set()).add(finding)
        idle = {each.mark for each in made.findings if each.code == UNUSED_WAIVER}
        used |= {mark for each in desk.waivers if (mark := each.mark_of("code")) not in idle}
        for part, path in made.parts.items():
            own = output_path(project, job, part).name
            paths[own] = path
            pdfs.append(
                Pdf(
                    name=own,
                    sha256=sha256(path),
                    bytes=size_of(path),
                    pages=page_count(path),
                    part=part,
                    made_as=item,
                )
            )
    told = {name: _without_idle(found, used) for name, found in findings.items()}
    accepted = tuple((each, len(settled.get(mark, ()))) for mark, each in waivers.items())
    return Built(order, project, paths, tuple(pdfs), told, accepted)


def _settled(
    found: tuple[Finding, ...], waivers: tuple[Waiver, ...]
) -> Iterator[tuple[Mark, Finding]]:
    """Yield the findings that are waived, each with the mark of the waiver that has done so."""
    for finding in found:
        waiver = waiver_of(finding, waivers) if finding.waived else None
        if waiver:
            yield waiver.mark, finding


def _without_idle(found: tuple[Finding, ...], used: set[Mark]) -> tuple[Finding, ...]:
    """Return the findings without those of waivers that another file of the release needs."""
    return tuple(each for each in found if each.code != UNUSED_WAIVER or each.mark not in used)
