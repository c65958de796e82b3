"""A file of rows becomes copies, and findings about the rows that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..build import Made, Step, publish, writing
from ..content.blocks.qr_code import QrCode
from ..content.fact_names import columns_in
from ..content.row_files import (
    BAD_ROWS,
    LANGUAGE,
    ROW_LEFT_OUT,
    Row,
    Rows,
    discreet,
    read_rows,
)
from ..desk import Desk, open_desk
from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from ..jobs import Job, Outcome, output_path
from ..resources import Project, read_given
from ..storage import size_of, workshop
from ..translate.shelf import tags_of
from .example import Example
from .names import naming, places_of

COPIES_FROM_BEFORE = Code(
    "D122",
    "copies-from-before",
    Severity.NOTE,
    """There are copies of an earlier build in the folder, for rows that are in the file no more.

    They stay, since Colophon removes nothing that somebody may have sent. Remove them before all
    that is in the folder is sent out.
    """,
)
ALIKE = Code(
    "D123",
    "copies-alike",
    Severity.WARNING,
    """The edition prints nothing of the rows that it is built for, so that copies are the same.

    They differ by language alone. What is to differ stands in a text as `{{ row.name }}`, with an
    example of it under `row:`, below the title. If nothing is to differ, one PDF for each language
    is enough: `build --language sv`.
    """,
)


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
        places = places_of(there, folder, naming(rows.columns, named))
        copies: list[Copy] = []
        findings = [*rows.findings, *(each for found in faults.values() for each in found)]
        for tag in dict.fromkeys(_language(row, desk) for row in there):
            ours = {row: places[row.number] for row in there if _language(row, desk) == tag}
            made, found = _made(project, replace(job, language=tag), ours, step)
            copies += made
            findings += found
        findings += _from_before(project, folder, places.values())
        copies.sort(key=lambda each: each.number)
        return Copies(folder, rows.count, tuple(copies), in_order(findings))
    except Diagnostic as diagnostic:
        return Copies(folder, findings=in_order(diagnostic.findings))


def _read(file: Path, desk: Desk, named: str) -> Rows:
    """Return the rows of a file; Diagnostic where they cannot be used, or would change nothing."""
    printed = columns_in(desk.edition)
    needed = printed | ({named} if named else set())
    rows = read_rows(read_given(file), str(file), sorted(needed))
    if printed:
        return rows
    mark = desk.manuscript.mark()
    help = "write {{ row.name }} into a text, and `row: {name: An example}` below the title"
    if LANGUAGE not in rows.columns:
        message = "the edition prints nothing of a row: all copies would be the same"
        raise Diagnostic([BAD_ROWS.finding(mark, message, help=help)])
    languages = {_language(row, desk) for row in rows.rows}
    if len(rows.rows) == len(languages):
        return rows
    message = "the edition prints nothing of a row: all copies in one language are the same"
    return replace(rows, findings=(*rows.findings, ALIKE.finding(mark, message, help=help)))


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


def _made(
    project: Project, job: Job, rows: Mapping[Row, Path], step: Step
) -> tuple[list[Copy], list[Finding]]:
    """Return the copies in one language, and what was found."""
    copies: list[Copy] = []
    findings: list[Finding] = []
    try:
        desk = open_desk(project, job)
        with writing(desk), workshop(project.build) as shop:
            example = Example(desk, shop)
            findings += example.findings
            for row, path in () if example.blocked else rows.items():
                step(f"Copy {row.number}")
                copy, found = _copied(example, row, path)
                copies += [copy] if copy else []
                findings += found
            findings += example.faults
    except Diagnostic as diagnostic:  # what is written already stays, and is told of
        findings += diagnostic.findings
    return copies, findings


def _copied(example: Example, row: Row, path: Path) -> tuple[Copy | None, list[Finding]]:
    """Return the copy of a row, and what was found; None where its pages cannot be made."""
    try:
        with example.copy(row) as made:
            news = [_of_row(each, row) for each in example.news(made)]
            copy, failed = _published(example.desk, made, row, path)
            return copy, [*news, *failed]
    except Diagnostic as diagnostic:
        return None, [_of_row(each, row) for each in diagnostic.findings]


def _published(desk: Desk, made: Made, row: Row, path: Path) -> tuple[Copy, tuple[Finding, ...]]:
    """Put a copy in its place, unless errors forbid it; return it, and what the disk refused."""
    size, pages = sum(map(size_of, made.parts.values())), made.laid.page_count
    outcome = Outcome(replace(desk.job, output=path), path, (), pages, size, blanks=made.blanks)
    if not made.blocked or desk.target.judged_as:
        outcome = publish(desk.project, outcome, made.parts)
    return Copy(row.number, path, pages, size, outcome.written), outcome.findings


def _of_row(finding: Finding, row: Row) -> Finding:
    """Return a finding about the pages of a copy at the row, without the words that stand there."""
    told = discreet(finding)
    there = f"{finding.mark}, which prints it" if finding.mark else "the pages that print it"
    help = f"compare what the row says with {there}; {told.help}"
    return replace(told, mark=row.mark, message=f"row {row.number}: {told.message}", help=help)


def _from_before(project: Project, folder: Path, places: Iterable[Path]) -> Iterator[Finding]:
    """Yield a note about copies of an earlier build that none of this one has replaced."""
    stale = set(project.listing(folder.relative_to(project.root).as_posix(), ".pdf"))
    stale -= {path.stem for path in places}
    if stale:
        message = f"{len(stale)} files of an earlier build are in the folder"
        help = "remove them if they are not to be sent"
        yield COPIES_FROM_BEFORE.finding(Mark(project.shown(folder)), message, help=help)
