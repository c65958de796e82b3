"""Where the photos of an edition are used, even while there are errors in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..compose import compose
from ..composed import LayoutFacts
from ..content.block import PhotoUse
from ..content.edition import Edition, blocks_of
from ..content.load import read_all
from ..content.node import walk
from ..content.portraits import portraits
from ..desk import open_desk, options_reader
from ..diagnostics import Diagnostic, Finding, Mark, Severity
from ..jobs import Job
from ..photos.ledger import Ledgers
from ..resources import Project


@dataclass(frozen=True)
class Use:
    """A photo where an edition names it: the section and block, or the section alone, by id.

    `ppi` is the resolution at which it is printed; None while the edition cannot be laid out.
    `portrayed` is whose portrait it is there, "" where it is none.
    """

    edition: str
    section: str
    at: str
    photo: PhotoUse
    ppi: float | None = None
    portrayed: str = ""


@dataclass(frozen=True)
class Usage:
    """An edition with the photos it uses, in order; without an edition, `findings` say why."""

    slug: str
    ledgers: Ledgers
    edition: Edition | None
    uses: tuple[Use, ...]
    findings: tuple[Finding, ...]


def usage_of(project: Project, slug: str, as_of: datetime.date, *, sizes: bool) -> Usage:
    """Return which photos an edition uses, and with `sizes` at what resolution.

    An edition with errors is taken as far as it can be read. Raises Diagnostic where a rights
    ledger cannot be read.
    """
    try:
        manuscript, noticed = read_all(project, slug, options_reader(project))
    except Diagnostic as diagnostic:
        ledgers = Ledgers.load(project, project.editions / slug)
        return Usage(slug, ledgers, None, (), diagnostic.findings)
    folders = manuscript.folders if manuscript else (project.editions / slug,)
    ledgers = Ledgers.load(project, *folders)
    errors = tuple(each for each in noticed if each.severity is Severity.ERROR)
    if manuscript is None:
        return Usage(slug, ledgers, None, (), errors)
    uses = tuple(_uses(manuscript.edition, slug))
    if sizes and not errors:
        uses = tuple(_sized(project, slug, as_of, uses))
    return Usage(slug, ledgers, manuscript.edition, uses, errors)


def _uses(edition: Edition, slug: str) -> Iterator[Use]:
    whose = portraits(edition)
    for page in edition.pages():
        inside = blocks_of(page)
        of_blocks = {id(node) for block in inside for node in walk(block)}
        for owner in (page, *inside):
            for node in walk(owner):
                if isinstance(node, PhotoUse) and (owner is not page or id(node) not in of_blocks):
                    yield Use(slug, page.id, owner.id, node, portrayed=whose.get(id(node), ""))


def _sized(
    project: Project, slug: str, as_of: datetime.date, uses: tuple[Use, ...]
) -> Iterator[Use]:
    """Yield the uses with the lowest resolution that each has where it is printed."""
    try:
        desk = open_desk(project, Job(slug, as_of))
        composed = compose(desk.manuscript, desk.means, LayoutFacts())
    except Diagnostic:
        # What is wrong is for `check` to say.
        yield from uses
        return
    lowest: dict[Mark, float] = {}
    for placed in composed.photos:
        mark, ppi = placed.use.mark_of("file"), placed.request.effective_ppi
        lowest[mark] = min(lowest.get(mark, ppi), ppi)
    for use in uses:
        yield replace(use, ppi=lowest.get(use.photo.mark_of("file")))
