"""Loading: `edition.yaml` and its tables become a manuscript, or every error at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from ..diagnostics import Diagnostic, Finding, Mark, Severity
from ..resources import Project
from . import problems
from .block import Block, InlineTable
from .blocks.chart import Chart
from .edition import Edition
from .ids import give_ids
from .names import Name, names_in
from .node import nearest, read_model, texts, walk
from .tables import Table, inline_table, read_csv
from .yaml import read_yaml

OptionsReader = Callable[[Chart], BaseModel]
FACT_FIELDS = ("value", "label", "unit", "source", "as_of")


@dataclass(frozen=True)
class Manuscript:
    """An edition with all that belongs to it, ready to be composed."""

    project: Project
    slug: str
    folder: Path
    edition: Edition
    tables: Mapping[str, Table]
    """The table of each block that has one, by the block's id."""
    specs: Mapping[str, BaseModel]
    """The options of each chart, checked against its kind, by the block's id."""
    findings: tuple[Finding, ...] = ()
    """What was noticed on the way and is no error."""

    def mark(self) -> Mark:
        """The edition's file as a whole."""
        return Mark(self.project.shown(self.folder / "edition.yaml"), 1, 1)


def load(project: Project, slug: str, read_options: OptionsReader) -> Manuscript:
    """Return the edition in `editions/<slug>/`; `read_options` checks a chart's own options.

    Raises Diagnostic with every error that its files have.
    """
    folder = project.editions / slug
    path = folder / "edition.yaml"
    document = read_yaml(project.read(path, Mark(project.shown(path))), project.shown(path))
    edition = read_model(Edition, document)
    findings = list(give_ids(edition))
    if not edition.sections:
        findings.append(
            problems.EMPTY_EDITION.finding(edition.mark_of("sections"), "there are no sections")
        )
    findings += _unknown_names(edition)
    tables, more = _tables(project, folder, edition)
    specs, still_more = _specs(edition, read_options)
    findings += [*more, *still_more]
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise Diagnostic(findings)
    return Manuscript(project, slug, folder, edition, tables, specs, tuple(findings))


def _unknown_names(edition: Edition) -> Iterator[Finding]:
    pages = [page.id for page in edition.pages()]
    blocks = [block.id for _, block in edition.blocks()]
    for node in walk(edition):
        for field, _, text in texts(node):
            for name in names_in(text):
                help = _unknown(name, edition, [*pages, *blocks])
                if help is not None:
                    mark = node.place_of(field).at(text, name.offset)
                    message = f"there is no “{name.shown}”"
                    yield problems.UNKNOWN_NAME.finding(mark, message, help=help)
        fact = getattr(node, "fact", "")
        if fact and fact not in edition.facts:
            help = nearest(fact, sorted(edition.facts))
            message = f"there is no fact “{fact}”"
            yield problems.UNKNOWN_NAME.finding(node.mark_of("fact"), message, help=help)


def _unknown(name: Name, edition: Edition, ids: list[str]) -> str | None:
    """Return the help for a name that the edition does not have; None when it has it."""
    first, *rest = name.parts
    if first == "page" and len(rest) == 1:
        return None if rest[0] in ids else nearest(rest[0], ids)
    if first == "facts" and rest:
        if rest[0] not in edition.facts:
            return nearest(rest[0], sorted(edition.facts)) or "the edition has no facts"
        if len(rest) == 1 or (len(rest) == 2 and rest[1] in FACT_FIELDS):
            return None
        return nearest(rest[1], list(FACT_FIELDS))
    return "a name is written {{ facts.NAME }} or {{ page.ID }}"


def _tables(
    project: Project, folder: Path, edition: Edition
) -> tuple[dict[str, Table], list[Finding]]:
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for _, block in edition.blocks():
        data = getattr(block, "data", None)
        if data is None:
            continue
        try:
            tables[block.id], noticed = _table(project, folder, edition, block)
            findings += noticed
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
    return tables, findings


def _table(
    project: Project, folder: Path, edition: Edition, block: Block
) -> tuple[Table, tuple[Finding, ...]]:
    data: str | InlineTable = block.data  # type: ignore[attr-defined]
    mark = block.mark_of("data")
    if isinstance(data, str):
        path = project.find(data, [folder.relative_to(project.root).as_posix()], mark)
        return read_csv(project.read(path, mark), project.shown(path))

    def mark_of(row: int, column: int) -> Mark:
        document, path = data.origin
        return document.place((*path, "rows", row, column)).mark

    rows = [[_cell(cell, edition) for cell in row] for row in data.rows]
    return inline_table(data.columns, rows, mark_of)


def _cell(cell: int | float | str | None, edition: Edition) -> int | float | str | None:
    """Return the value of the fact that a cell names, or the cell as it is."""
    names = list(names_in(cell)) if isinstance(cell, str) else []
    if len(names) == 1 and names[0].parts[0] == "facts" and names[0].parts[1] in edition.facts:
        value = edition.facts[names[0].parts[1]].value
        return value if isinstance(value, (int, float)) else str(value)
    return cell


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
