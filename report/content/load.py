"""Loading: `edition.yaml` and its tables become a manuscript, or every error at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..diagnostics import Diagnostic, Finding, Mark, Severity
from ..resources import Project
from . import problems
from .block import Block, InlineTable, TableFile
from .blocks.chart import Chart
from .edition import Edition, Fact
from .extends import resolve
from .fact_checks import doubtful_facts
from .fact_names import facts_in_tables, facts_in_words
from .ids import give_ids
from .name_checks import cell_place, check_names, unknown
from .names import only_name
from .node import Node, Words, changed, read_what_fits, texts
from .table_codes import TOO_BIG, WORKBOOK_PART
from .tables import MAX_PRINTED, Part, Table, inline_table, read_csv, read_xlsx
from .uses import Use, printed_for

OptionsReader = Callable[[Chart], BaseModel]
Folders = tuple[Path, ...]


@dataclass(frozen=True)
class Manuscript:
    """An edition with all that belongs to it, ready to be composed."""

    project: Project
    slug: str
    folders: tuple[Path, ...]
    """Where its files are looked for: in its own folder, then in those of what it extends."""
    edition: Edition
    tables: Mapping[str, Table]
    """The table of each block that has one, by the block's id."""
    specs: Mapping[str, BaseModel]
    """The options of each chart, checked against its kind, by the block's id."""
    findings: tuple[Finding, ...] = ()
    """What was noticed on the way and is no error."""
    facts_elsewhere: frozenset[str] = frozenset()
    """The facts that only another use than this one prints."""
    translated_from: str = ""
    """The language that its files are written in, where `edition` speaks another."""

    @property
    def own_language(self) -> str:
        """The language that its files are written in."""
        return self.translated_from or self.edition.language

    def printed_for(self, use: Use) -> Manuscript:
        """Return the manuscript without what is not for `use`, the screen or the press."""
        edition: Edition = printed_for(self.edition, use)
        if edition is self.edition:
            return self
        before, after = (
            facts_in_words(each) | facts_in_tables(each) for each in (self.edition, edition)
        )
        return replace(self, edition=edition, facts_elsewhere=frozenset(before - after))

    def mark(self) -> Mark:
        """The edition's file as a whole."""
        return Mark(self.project.shown(self.folders[0] / "edition.yaml"), 1, 1)


def load(project: Project, slug: str, read_options: OptionsReader, variant: str = "") -> Manuscript:
    """Return the edition in `editions/<slug>/`; `read_options` checks a chart's own options.

    Raises Diagnostic with every error that its files have.
    """
    manuscript, findings = read_all(project, slug, read_options, variant)
    if manuscript is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise Diagnostic(findings)
    return manuscript


def read_all(
    project: Project, slug: str, read_options: OptionsReader, variant: str = ""
) -> tuple[Manuscript | None, tuple[Finding, ...]]:
    """Return what can be read of an edition, and all that is wrong with it.

    With errors among the findings the manuscript is good for looking for more of them, and for
    nothing else. Raises Diagnostic when the file cannot be read at all.
    """
    resolved = resolve(project, slug, variant)
    document, folders = resolved.document, resolved.folders
    if not document.data:
        help = "`new` begins an edition with all that it needs; see the author guide"
        mark = document.place(()).mark
        raise Diagnostic([problems.MISSING_KEY.finding(mark, "the file says nothing", help=help)])
    raw, errors = read_what_fits(Edition, document)
    errors = [*resolved.findings, *errors]
    if raw is None:
        return None, (*errors, *document.noticed)
    edition, more = give_ids(raw)
    edition = with_places(edition)
    findings = [*errors, *document.noticed, *more]
    if not edition.sections:
        findings.append(
            problems.EMPTY_EDITION.finding(edition.mark_of("sections"), "there are no sections")
        )
    findings += [*_misplaced(edition), *check_names(edition), *doubtful_facts(edition)]
    tables, table_findings = _tables(project, folders, edition)
    edition, row_findings = _with_rows(edition, tables)
    table_findings += row_findings
    findings += [fault for _, block in edition.blocks() for fault in block.faults()]
    specs, spec_findings = _specs(edition, read_options)
    findings += [*table_findings, *spec_findings]
    found = tuple(findings)
    return Manuscript(project, slug, folders, edition, tables, specs, found), found


def with_places(edition: Edition) -> Edition:
    """Return the edition with its printed texts as `Words`, which know their places.

    Those of facts are plain: a fact is printed as it is written.
    """

    def placed(node: Node) -> dict[str, Words]:
        plain = isinstance(node, Fact)
        return {
            field: Words(text, node.place_of(field), plain=plain) for field, _, text in texts(node)
        }

    return changed(edition, placed)  # type: ignore[no-any-return]


def _misplaced(edition: Edition) -> Iterator[Finding]:
    for _, block in edition.blocks():
        if block.place == "foot" and not block.spans():
            message = "only a block as wide as the page can stand at its foot"
            help = "give it `width: page` (a text: `columns: 1`), or take `place` out"
            yield problems.FOOT_IN_COLUMN.finding(
                block.mark_of("place"), message, help=help, at=block.id
            )


def _tables(
    project: Project, folders: Folders, edition: Edition
) -> tuple[dict[str, Table], list[Finding]]:
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for _, block in edition.blocks():
        data = getattr(block, "data", None)
        if data is None:
            continue
        try:
            table, noticed = _table(project, folders, edition, block)
            tables[block.id] = table
            findings += [*noticed, *_too_long(block, table)]
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
    return tables, findings


def _too_long(block: Block, table: Table) -> Iterator[Finding]:
    """Yield a D108 for a table with more rows than are printed; a chart shows them in one place."""
    if block.kind != "chart" and len(table.rows) > MAX_PRINTED:
        message = f"the table has {len(table.rows):,} rows; at most {MAX_PRINTED:,} are printed"
        help = "sum up the data, or draw it as a chart"
        yield TOO_BIG.finding(table.rows[MAX_PRINTED][0].mark, message, help=help, at=block.id)


def _table(
    project: Project, folders: Folders, edition: Edition, block: Block
) -> tuple[Table, tuple[Finding, ...]]:
    data: str | TableFile | InlineTable = block.data  # type: ignore[attr-defined]
    mark = block.mark_of("data")
    if isinstance(data, TableFile):
        part = Part(data.sheet, data.range, data.mark_of("range" if data.range else "sheet"))
        return _table_file(project, folders, data.file, part, data.mark_of("file"))
    if isinstance(data, str):
        return _table_file(project, folders, data, Part(mark=mark), mark)

    def mark_of(row: int, column: int) -> Mark:
        return cell_place(data, row, column).mark

    rows = [[_cell(cell, edition) for cell in row] for row in data.rows]
    return inline_table(data.columns, rows, mark_of)


def _table_file(
    project: Project, folders: Folders, name: str, part: Part, mark: Mark
) -> tuple[Table, tuple[Finding, ...]]:
    path = _data_file(project, name, folders, mark)
    data, shown = project.read(path, mark), project.shown(path)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return read_xlsx(data, shown, part)
    if part.sheet or part.range:
        message = f"“{name}” has no sheets: `sheet` and `range` are for Excel workbooks (.xlsx)"
        raise Diagnostic([WORKBOOK_PART.finding(part.mark, message, help="remove them")])
    return read_csv(data, shown)


def _data_file(project: Project, name: str, folders: Folders, mark: Mark) -> Path:
    """Return the path of a data file; a missing one (F101) names the file that is most like it."""
    homes = [folder.relative_to(project.root).as_posix() for folder in folders]
    try:
        return project.find(name, homes, mark)
    except Diagnostic as diagnostic:
        (finding,) = diagnostic.findings
        known = [f"data/{each}" for each in project.names([f"{home}/data" for home in homes])]
        near = [each for each in known if each.endswith(f"/{name}")]
        near = near or get_close_matches(name, known, 1, 0.6)
        if not near or "did you mean" in finding.help:
            raise
        help = f"did you mean “{near[0]}”? ({finding.help})"
        raise Diagnostic([replace(finding, help=help)]) from None


def _cell(cell: int | float | str | None, edition: Edition) -> int | float | str | None:
    """Return what a cell stands for that is nothing but the name of a fact; others as they are."""
    name = only_name(cell) if isinstance(cell, str) else None
    if name is None or name.parts[0] != "facts" or unknown(name, edition) is not None:
        return cell
    value = getattr(edition.facts[name.parts[1]], name.parts[2] if name.parts[2:] else "value")
    return value if isinstance(value, (int, float)) else str(value or "")


def _with_rows(edition: Edition, tables: Mapping[str, Table]) -> tuple[Edition, list[Finding]]:
    """Return the edition with the lists that tables fill, and what is wrong with their rows."""
    filled: dict[str, Mapping[str, Any]] = {}
    findings: list[Finding] = []
    for _, block in edition.blocks():
        if block.id in tables:
            try:
                filled[block.id] = block.from_table(tables[block.id])
            except Diagnostic as diagnostic:
                findings += diagnostic.findings

    def fields(node: Node) -> Mapping[str, Any]:
        return filled.get(node.id, {}) if isinstance(node, Block) else {}

    return (changed(edition, fields) if any(filled.values()) else edition), findings


def _specs(
    edition: Edition, read_options: OptionsReader
) -> tuple[dict[str, BaseModel], list[Finding]]:
    specs: dict[str, BaseModel] = {}
    findings: list[Finding] = []
    for _, block in edition.blocks():
        if isinstance(block, Chart):
            try:
                specs[block.id] = read_options(block)
            except Diagnostic as diagnostic:
                findings += diagnostic.findings
    return specs, findings
