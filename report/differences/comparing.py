"""Compare two editions, two PDFs, or one with the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..build import Step, make
from ..content.load import Manuscript
from ..desk import open_desk
from ..diagnostics import Diagnostic
from ..engine.page_evidence import PageEvidence
from ..jobs import Job
from ..pdf.opening import opened
from ..pdf.seeing import Viewer, seeing
from ..resources import Project, given
from ..storage import workshop
from ..units import Rect
from .blocks import parts_of
from .editions import Text, editions_differing, placed
from .files import Compared, File, files_differing, pages_differing
from .naming import EditionName, Name, Then, text_at
from .values import Change, Differences, Side, in_groups

TARGET = "screen"
"""The pages of editions are compared as they are built for this target."""


@dataclass(frozen=True)
class Result:
    """What differs, and with pages the open files in pairs."""

    differences: Differences
    compared: Compared | None = None
    viewers: tuple[Viewer, Viewer] | None = None


@dataclass(frozen=True)
class How:
    """How to compare. The `pages` of editions are compared where that is asked for, or one is a
    PDF: they are built for it, and `step` is told the stages. `then` as for `text_at`; `kept` has
    the PDF of an edition that need not be built, since it was released."""

    pages: bool = False
    then: Then | None = None
    kept: Callable[[EditionName], Path | None] = lambda name: None
    step: Step = lambda name: None


@contextmanager
def comparing(project: Project, old: Name, new: Name, how: How | None = None) -> Iterator[Result]:
    """Have two editions or PDFs compared, as long as this is open.

    Raises Diagnostic where one of them cannot be read or, for its pages, built.
    """
    how = how or How()
    with ExitStack() as stack:
        if isinstance(old, EditionName) and isinstance(new, EditionName):
            (past, before), (now, after) = (
                stack.enter_context(text_at(project, name, how.then)) for name in (old, new)
            )
            found = Differences(before.side, after.side, editions_differing(before, after))
            if not how.pages:
                yield Result(found)
                return
            built = (
                stack.enter_context(_kept_or_built(past, old, before, how)),
                stack.enter_context(_kept_or_built(now, new, after, how)),
            )
            built = _with_new_names(built, before.manuscript, after.manuscript)
            viewers = _seen(stack, built)
            compared = pages_differing(built, viewers)
            yield Result(found, _with_parts(compared, built, found.changes), viewers)
            return
        for name in (old, new):
            if isinstance(name, Path):
                _check(name)  # before anything is built
        (one, first), (other, second) = (_file(stack, project, name, how) for name in (old, new))
        files = first, second
        viewers = _seen(stack, files)
        compared, wrong = files_differing(files, viewers)
        one, other = (
            replace(side, findings=(*side.findings, *findings))
            for side, findings in zip((one, other), wrong, strict=True)
        )
        yield Result(Differences(one, other, in_groups(compared.changes)), compared, viewers)


def _check(path: Path) -> None:
    """Raise Diagnostic for what is no PDF: F101 to F104, F301, F302 or F305."""
    with given(path), opened(path, path.name):
        pass


def _file(stack: ExitStack, project: Project, name: Name, how: How) -> tuple[Side, File]:
    """Return a PDF: as it lies there, or that of an edition, built for it."""
    if isinstance(name, Path):
        stack.enter_context(given(name))
        return Side(str(name)), File(name.name, name)
    there, text = stack.enter_context(text_at(project, name, how.then))
    built = stack.enter_context(_kept_or_built(there, name, text, how))
    return text.side, File(built.name, built.data)  # nobody knows the sections of the other one


@contextmanager
def _kept_or_built(project: Project, name: EditionName, text: Text, how: How) -> Iterator[File]:
    """Have the PDF of an edition: as it was released, or built."""
    kept = how.kept(name)
    if kept is not None:
        yield File(name.shown, kept)
        return
    with _built(project, name, text, how.step) as file:
        yield file


@contextmanager
def _built(project: Project, name: EditionName, text: Text, step: Step) -> Iterator[File]:
    """Have the PDF of an edition, with the section of each page; errors do not keep it back."""
    edition = text.manuscript.edition
    job = Job(
        name.slug,
        edition.date,
        TARGET,
        name.format,
        variant=name.variant,
        language=name.language,
    )
    with workshop(project.build) as shop:
        try:
            made = make(
                open_desk(project, job), shop, lambda what: step(f"{name.shown}: {what.lower()}")
            )
        except Diagnostic as diagnostic:
            raise Diagnostic(placed(diagnostic.findings, name.files)) from diagnostic
        pages = made.evidence[0].pages
        sections = tuple(page.section for page in pages)
        yield File(name.shown, made.parts[""], sections, tuple(_areas(page) for page in pages))


def _areas(page: PageEvidence) -> dict[str, Rect]:
    """Return where on a page each part with an id stands."""
    found: dict[str, Rect] = {}
    stand = [(line.at, line.rect) for line in page.lines]
    stand += [(picture.at, picture.rect) for picture in page.pictures]
    for id, rect in stand:
        if id:
            found[id] = _around(found[id], rect) if id in found else rect
    return found


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.right, other.right), max(one.bottom, other.bottom)
    return Rect(left, top, right - left, bottom - top)


def _with_parts(
    compared: Compared, files: tuple[File, File], changes: tuple[Change, ...]
) -> Compared:
    """Return pages with the parts on them that differ as they are written."""
    ids = {id for change in changes for id in (change.at, *change.places)}

    def on(file: File, number: int | None) -> dict[str, Rect]:
        areas = file.areas[number - 1] if number and file.areas else {}
        return {id: rect for id, rect in areas.items() if id in ids}

    sheets = (
        replace(sheet, parts=(on(files[0], sheet.old), on(files[1], sheet.new)))
        for sheet in compared.sheets
    )
    return replace(compared, sheets=tuple(sheets))


def _with_new_names(
    files: tuple[File, File], old: Manuscript, new: Manuscript
) -> tuple[File, File]:
    """Return the files with the parts of the old one called as those of the new one; without
    their sections where those of one are not known."""
    if not (files[0].sections and files[1].sections):
        files = replace(files[0], sections=()), replace(files[1], sections=())
    same = parts_of(old.edition, new.edition)
    sections = tuple(same.get(each, f"{each} (old)") for each in files[0].sections)
    areas = tuple({same.get(id, id): rect for id, rect in page.items()} for page in files[0].areas)
    return replace(files[0], sections=sections, areas=areas), files[1]


def _seen(stack: ExitStack, files: tuple[File, File]) -> tuple[Viewer, Viewer]:
    one, other = (stack.enter_context(seeing(file.data, file.name)) for file in files)
    return one, other
