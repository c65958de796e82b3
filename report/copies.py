"""Personalised copies: one PDF for each row of a file, of which most pages are the same.

Rows are about people. Their values go into the PDFs and nowhere else: what is drawn for them is
kept in no cache, and findings say where something is wrong and not what stands there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from .build import Outcome, Step, made_of, new_press, output_path, publish, writing
from .compose import Composer
from .content.blocks.qr_code import QrCode
from .content.fact_names import columns_in
from .content.row_files import (
    BAD_ROWS,
    LANGUAGE,
    ROW_LEFT_OUT,
    Row,
    Rows,
    discreet,
    read_rows,
)
from .copyfit import budgets
from .desk import Desk, Job, open_desk
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from .fitting import Fitter
from .layout import Laid, lay_out
from .resources import Project, read_given
from .storage import Cache, is_device, size_of, workshop
from .translate.shelf import tags_of

COPIES_FROM_BEFORE = Code(
    "D122",
    "copies-from-before",
    Severity.NOTE,
    """There are copies of an earlier build in the folder, for rows that are in the file no more.

    They stay, since Colophon removes nothing that somebody may have sent. Remove them before all
    that is in the folder is sent out.
    """,
)
_FILE = ("file", "file_name")
"""Columns that name the copies, where the command line names none."""
_LONGEST = 60


@dataclass(frozen=True)
class Copy:
    """What came of one row: where its PDF is, unless errors kept it from being written."""

    number: int
    path: Path
    pages: int
    size: int
    written: bool


@dataclass(frozen=True)
class Copies:
    """What came of a file of rows: its copies in a folder, and the findings."""

    folder: Path
    rows: int = 0
    copies: tuple[Copy, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def written(self) -> tuple[Copy, ...]:
        """The copies that were written."""
        return tuple(each for each in self.copies if each.written)

    @property
    def complete(self) -> bool:
        """True where every row became a copy."""
        return 0 < self.rows == len(self.written)


@dataclass(frozen=True)
class _Unwritten(Cache):
    """A cache that is looked into and never added to."""

    def put(self, key: str, suffix: str, data: bytes) -> None:
        """Store nothing."""


def build_copies(
    project: Project, job: Job, file: Path, named: str = "", step: Step = lambda name: None
) -> Copies:
    """Build a copy of an edition for each row of a file, called after the column `named`.

    Errors are findings of the result, and nothing is raised that a user can cause. A row that
    cannot be used, or whose pages have errors that those of the example have not, is left out.
    """
    folder = output_path(project, job).with_suffix("")
    try:
        step("Reading")
        desk = open_desk(project, job)
        folder = output_path(project, desk.job).with_suffix("")
        rows = _read(file, desk, named)
        tags = (desk.manuscript.edition.language, *tags_of(project, desk.manuscript.folders))
        faults = {row.number: [*_faults(row, desk, tags)] for row in rows.rows}
        there = [row for row in rows.rows if not faults[row.number]]
        places = _places(there, folder, _naming(rows.columns, named))
        copies: list[Copy] = []
        findings = [*rows.findings, *(each for found in faults.values() for each in found)]
        for tag in dict.fromkeys(_language(row, desk) for row in there):
            ours = {row: places[row.number] for row in there if _language(row, desk) == tag}
            try:
                run = _Run(project, replace(job, language=tag), step)
                copies += run.copies(ours)
                findings += run.findings
            except Diagnostic as diagnostic:
                findings += diagnostic.findings
        findings += _from_before(project, folder, places.values())
        copies.sort(key=lambda each: each.number)
        return Copies(folder, rows.count, tuple(copies), in_order(findings))
    except Diagnostic as diagnostic:
        return Copies(folder, findings=in_order(diagnostic.findings))


def _read(file: Path, desk: Desk, named: str) -> Rows:
    """Return the rows of a file; Diagnostic where they cannot be used, or would change nothing."""
    needed = columns_in(desk.edition) | ({named} if named else set())
    rows = read_rows(read_given(file), str(file), sorted(needed))
    if not needed and LANGUAGE not in rows.columns:
        message = "the edition prints nothing of a row: all copies would be the same"
        help = "write {{ row.name }} into a text, and `row: {name: An example}` below the title"
        raise Diagnostic([BAD_ROWS.finding(desk.manuscript.mark(), message, help=help)])
    return rows


def _language(row: Row, desk: Desk) -> str:
    return row.values.get(LANGUAGE, "") or desk.job.language or desk.edition.language


def _faults(row: Row, desk: Desk, tags: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong with a row for this edition."""
    if _language(row, desk) not in tags:
        message = f"the edition is not there in the language of row {row.number}"
        help = f"there are: {', '.join(tags)}"
        yield ROW_LEFT_OUT.finding(row.marks[LANGUAGE], message, help=help)
    for _, block in desk.edition.blocks():
        if isinstance(block, QrCode) and block.of_row:
            try:
                block.filled(row.values)
            except ValueError:
                message = f"the QR code “{block.id}” has no address that it can say"
                help = "compare the row with the `address:` of the code"
                yield ROW_LEFT_OUT.finding(row.mark, f"in row {row.number}, {message}", help=help)


class _Run:
    """Makes the copies in one language: each is laid out from where the example came to rest."""

    def __init__(self, project: Project, job: Job, step: Step) -> None:
        self._step = step
        desk = open_desk(project, job)
        self._project = project
        self._composer = Composer(desk.manuscript, desk.means)
        self._press = new_press(desk, desk.pictures.serve)
        self._example = self._fitted(desk)
        with writing(desk), workshop(project.build) as shop:
            made = made_of(desk, self._example, shop)
        self.findings: list[Finding] = list(made.findings)
        self._known = frozenset(made.findings)
        self._blocked = made.blocked and not desk.target.judged_as
        # Pictures that are there already are shared; what is made for a row is kept nowhere.
        unwritten = _Unwritten(desk.cache.folder)
        self._desk = replace(
            desk, cache=unwritten, pictures=replace(desk.pictures, cache=unwritten)
        )

    def copies(self, rows: Mapping[Row, Path]) -> Iterator[Copy]:
        """Yield what comes of each row; nothing where the example itself has errors."""
        if self._blocked:
            return
        pictures = self._desk.pictures
        for row, path in rows.items():
            self._step(f"Copy {row.number}")
            drawn = set(pictures.artworks)
            with (
                writing(self._desk),
                workshop(self._project.build) as shop,
                self._press.engine.apart(),
            ):
                yield self._copy(row, path, shop)
            for name in pictures.artworks.keys() - drawn:
                del pictures.artworks[name]

    def _copy(self, row: Row, path: Path, shop: Path) -> Copy:
        made = made_of(self._desk, self._laid(row), shop)
        new = [each for each in made.findings if each not in self._known]
        self.findings += (_of_row(each, row) for each in new)
        size, pages = sum(map(size_of, made.parts.values())), made.laid.page_count
        job = replace(self._desk.job, output=path)
        outcome = Outcome(job, path, (), pages, size, blanks=made.blanks)
        if not made.blocked or self._desk.target.judged_as:
            outcome = publish(self._project, outcome, made.parts)
            self.findings += outcome.findings
        return Copy(row.number, path, pages, size, outcome.written)

    def _laid(self, row: Row) -> Laid:
        """Return the pages of a row: those of the example, but where it says something else."""
        desk, known = self._desk, self._example.known
        self._composer.fill(row.values)
        laid = lay_out(self._press, self._composer.compose, desk.pictures.prepare, known)
        # What moved has to find its place as in an edition of its own.
        return laid if laid.known == known else self._fitted(desk)

    def _fitted(self, desk: Desk) -> Laid:
        fitter = Fitter(self._press, self._composer.compose, desk.pictures.prepare)
        return fitter.lay_out(budgets(desk.edition, desk.design))


def _of_row(finding: Finding, row: Row) -> Finding:
    """Return a finding about the pages of a copy, without the words that stand there."""
    told = discreet(finding)
    return replace(told, message=f"row {row.number}: {told.message}")


def _naming(columns: Mapping[str, Mark], named: str) -> str:
    return named or next((each for each in _FILE if each in columns), "")


def _places(rows: Sequence[Row], folder: Path, column: str) -> dict[int, Path]:
    """Return where the copy of each row comes to, by its number; no two have one name."""
    width = max(4, len(str(len(rows))))
    taken: set[str] = set()
    places = {}
    for row in rows:
        name = _file_name(row.values.get(column, "")) or f"{row.number:0{width}}"
        unique = name
        for more in count(2):
            if unique not in taken:
                break
            unique = f"{name}-{more}"
        taken.add(unique)
        places[row.number] = folder / f"{unique}.pdf"
    return places


def _file_name(value: str) -> str:
    """Return a value as the name of a file on any system: small letters, digits and hyphens.

    Letters are those of any script; "" for a value without one.
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", value).casefold())
    name = words[:_LONGEST].strip("-")
    return f"{name}-" if is_device(name) else name


def _from_before(project: Project, folder: Path, places: Iterable[Path]) -> Iterator[Finding]:
    """Yield a note about copies of an earlier build that none of this one has replaced."""
    stale = set(project.listing(folder.relative_to(project.root).as_posix(), ".pdf"))
    stale -= {path.stem for path in places}
    if stale:
        message = f"{len(stale)} files of an earlier build are in the folder"
        help = "remove them if they are not to be sent"
        yield COPIES_FROM_BEFORE.finding(Mark(project.shown(folder)), message, help=help)
