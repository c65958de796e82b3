"""Where the words on the pages stand in files, and what a person edits of them.

What is edited is the text of the file, with its names, its Markdown and its ordinary quotation
marks, and not what a typesetter makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.block import Block
from ..content.csv_cells import csv_cells
from ..content.edition import Fact
from ..content.load import Manuscript, read_all
from ..content.names import Name, substitute
from ..content.node import Node, texts
from ..content.scalars import scalars
from ..desk import Desk, options_reader
from ..diagnostics import Diagnostic, Mark
from ..facts import fact_display, fact_words
from ..photos.ledger import Ledgers
from ..resources import BUNDLED, Project
from ..storage import digest
from ..translate.catalog import Entry
from ..translate.gathering import units_of
from ..translate.holders import FACTS, Holder, holders
from ..translate.shelf import Answer, open_shelf
from ..translate.units import Unit

TABLES = (".csv", ".tsv", ".txt")
"""How the names of files end that tables are read from as text."""
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Source:
    """A text of an edition: where it stands, and what is edited of it.

    `at` is the id of the section or block that prints it, "" for a fact; `said` are words that
    stand on the page where they are others than `text`. `form` is "line" or "prose", which may
    have several paragraphs. `fact` is the name of the fact that it belongs to, `entry` the
    translation in a PO file that it is, if any. Where `fixed` says why, it cannot be changed here.
    """

    id: str
    mark: Mark
    at: str
    field: str
    text: str
    form: str = "line"
    said: str = ""
    section: str = ""
    fact: str = ""
    entry: Entry | None = None
    fixed: str = ""


def sources(desk: Desk) -> tuple[Source, ...]:
    """Return the texts of an edition in the language that is shown, in reading order, each once.

    Raises Diagnostic where a file cannot be read any more.
    """
    project, job = desk.project, desk.job
    manuscript = desk.manuscript
    if job.language:
        read, findings = read_all(project, job.slug, options_reader(project), job.variant)
        if read is None:
            raise Diagnostic(findings)
        manuscript = read
    ledgers = Ledgers.load(project, *manuscript.folders)
    files = _Files(project)
    found = _unique(files.placed(each) for each in _own(manuscript, ledgers))
    if job.language:
        told = {each.mark: each for each in _translated(manuscript, ledgers, job.language)}
        found = _unique(told.get(each.mark, each) for each in found)
    return tuple(_with_names(each, desk) for each in found)


def _unique(found: Iterable[Source | None]) -> tuple[Source, ...]:
    first: dict[str, Source] = {}
    for each in found:
        if each is not None:
            first.setdefault(each.id, each)
    return tuple(first.values())


def _with_names(source: Source, desk: Desk) -> Source:
    """Return a text with the words on the page where it names facts, or is the figure of one."""
    language, tag = desk.design.language, desk.design.tag
    if source.fact and source.field == "value":
        return replace(source, said=fact_display(desk.edition.facts[source.fact], tag))
    if "{{" not in source.text:
        return source

    def value(name: Name) -> str:
        fact = desk.edition.facts.get(name.parts[1]) if name.parts[0] == FACTS else None
        if fact is None:
            return ""
        part = name.parts[2] if len(name.parts) > 2 else ""
        return str(getattr(fact, part, "")) if part else fact_words(fact, language, tag)

    return replace(source, said=substitute(source.text, value))


def _own(manuscript: Manuscript, ledgers: Ledgers) -> Iterator[Source]:
    """Yield the texts of an edition as it was written; some of them stand in no file."""
    for holder in holders(manuscript.edition):
        yield from _of_node(holder)
        block = holder.block
        if holder.node is block and isinstance(block, Block) and block.id in manuscript.tables:
            yield from _of_table(manuscript, holder, block)
    for unit in units_of([manuscript], ledgers):
        yield _of_unit(unit)


def _of_node(holder: Holder) -> Iterator[Source]:
    node = holder.node
    if isinstance(node, Fact):
        yield _source(holder, node, "value", str(node.value), "line")
    for field, form, text in texts(node):
        yield _source(holder, node, field, str(text), form.form)


def _source(holder: Holder, node: Node, field: str, text: str, form: str) -> Source:
    mark = node.mark_of(field)
    fact = holder.base.partition(".")[2] if isinstance(node, Fact) else ""
    return Source(str(mark), mark, holder.at, field, text, form, "", holder.section, fact)


def _of_table(manuscript: Manuscript, holder: Holder, block: Block) -> Iterator[Source]:
    table = manuscript.tables[block.id]
    for column in table.columns:
        mark, head = column.mark, str(column.heading)
        yield Source(str(mark), mark, holder.at, "head", head, section=holder.section)
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            mark, field = cell.mark, str(column.header)
            yield Source(str(mark), mark, holder.at, field, cell.text, section=holder.section)


def _of_unit(unit: Unit) -> Source:
    field = unit.context.replace(".", "/").rpartition("/")[2]
    mark = unit.mark
    return Source(str(mark), mark, unit.at, field, unit.source, unit.form, "", unit.section)


def _translated(manuscript: Manuscript, ledgers: Ledgers, tag: str) -> Iterator[Source]:
    """Yield the texts that are translated, by the places of the words that they are made of."""
    project, folders = manuscript.project, manuscript.folders
    shelf = open_shelf(project, folders, tag, manuscript.edition.language, strict=False)
    shown = project.shown(shelf.path)
    for answer in shelf.answers(units_of([manuscript], ledgers)):
        entry = _entry(answer, Mark(shown))
        fixed = ""
        if shelf.own is None and not answer.mark.file.endswith(".po"):
            fixed = f"there is no {shown} yet: translate update {manuscript.slug} writes it"
        source = _of_unit(answer.unit)
        id = f"{entry.mark.file}#{digest(*answer.unit.key)[:16]}"
        for mark in answer.unit.places:
            text = entry.words.rstrip("\n")
            said = "" if text else answer.words
            yield replace(source, id=id, mark=mark, text=text, said=said, entry=entry, fixed=fixed)


def _entry(answer: Answer, file: Mark) -> Entry:
    """Return the translation of a text as it stands in a PO file, or would stand there."""
    unit = answer.unit
    there = answer.mark.file.endswith(".po")
    if answer.entry is None:
        return Entry(unit.context, unit.source, mark=answer.mark if there else file)
    return replace(answer.entry, context=unit.context, source=unit.source)


class _Files:
    """What stands where in the files of an edition; each is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, dict[Mark, str]] = {}

    def placed(self, source: Source) -> Source | None:
        """Return a text as its file has it; None where it stands in none."""
        file = source.mark.file
        if not file:
            return None
        if file.endswith(_WORKBOOKS):
            place = f"{file}, row {source.mark.line}"
            return replace(source, fixed=f"it stands in a workbook: change it in {place}")
        text = self._texts(file).get(source.mark)
        # Elsewhere stands what a text was made of: the name of a photo that says its own credit.
        if text is None or not _alike(text, source.text):
            return None
        fixed = "it comes with Colophon, and is not yours to change" * file.startswith(BUNDLED)
        return replace(source, text=text.rstrip("\n"), fixed=fixed)

    def _texts(self, file: str) -> dict[Mark, str]:
        if file not in self._known:
            data = self._project.read(path_of(self._project, file))
            if file.endswith(TABLES):
                self._known[file] = dict(csv_cells(data, file))
            else:
                self._known[file] = {mark: each.text for mark, each in scalars(data, file).items()}
        return self._known[file]


def path_of(project: Project, file: str) -> Path:
    """Return the path of a file that is shown as `file`."""
    if file.startswith(BUNDLED):
        return project.bundled / file.removeprefix(BUNDLED)
    return project.root / file


def _alike(written: str, read: str) -> bool:
    """True where a file says what was read of it; numbers may be written in more ways."""
    return written.split() == read.split() or _number(written) == _number(read) is not None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
