"""What is done with the languages of an edition: extract, update, and say how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..content.edition import Edition
from ..content.extends import VARIANTS
from ..content.load import Manuscript, OptionsReader, load
from ..diagnostics import Finding
from ..photos.ledger import Ledgers
from ..resources import Project
from ..storage import one_at_a_time, rewrite
from .catalog import Catalog, Key
from .checks import faults
from .codes import UNKNOWN_TEXT
from .gathering import units_of
from .po_writer import po_text
from .shelf import Answer, Shelf, open_shelf, tags_of
from .tags import check_tag
from .units import Unit
from .update import new_head, updated

Change = Callable[[Catalog], Catalog]


@dataclass(frozen=True)
class Work:
    """An edition as translators see it: its texts, those of its variants among them."""

    project: Project
    slug: str
    edition: Edition
    folders: tuple[Path, ...]
    units: tuple[Unit, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages there are PO files for, of the edition or of one that it extends."""
        return tags_of(self.project, self.folders)

    @property
    def own_tags(self) -> tuple[str, ...]:
        """The languages that the edition itself has PO files for."""
        return tags_of(self.project, self.folders[:1])

    def shelf(self, tag: str, *, strict: bool = True) -> Shelf:
        """Return the PO files of a language; Diagnostic with all their errors."""
        source = self.edition.language
        return open_shelf(self.project, self.folders, tag, source, strict=strict)

    def own_units(self, shelf: Shelf, also: Collection[Key] = ()) -> tuple[Unit, ...]:
        """Return the texts that belong into the edition's own PO file, those of `also` among them.

        What an edition below has translated, word for word, is taken from there.
        """
        above = self.folders[1:]
        if not above or shelf.tag not in tags_of(self.project, above):
            return self.units
        own = shelf.own.entries if shelf.own else ()
        kept = {*also, *(entry.key for entry in own if entry.words)}
        others = open_shelf(self.project, above, shelf.tag, shelf.source, strict=False)
        answers = others.answers(self.units)
        return tuple(a.unit for a in answers if a.state != "done" or a.unit.key in kept)


def open_work(project: Project, slug: str, read_options: OptionsReader) -> Work:
    """Return an edition as translators see it; Diagnostic with all the errors that it has."""
    first = load(project, slug, read_options)
    variants = project.listing(f"editions/{slug}/{VARIANTS}", ".yaml", own=True)
    manuscripts: list[Manuscript] = [first]
    manuscripts += [load(project, slug, read_options, variant) for variant in variants]
    ledgers = Ledgers.load(project, *first.folders)
    return Work(project, slug, first.edition, first.folders, units_of(manuscripts, ledgers))


@dataclass(frozen=True)
class Written:
    """A PO file as it was left: whether it is new or changed, and how many texts stand how."""

    tag: str
    path: Path
    state: str
    counts: Mapping[str, int]
    obsolete: int


def update(work: Work, tag: str) -> Written:
    """Bring the PO file of a language up to date, or write it; nothing else is done to it.

    Raises Diagnostic where the file cannot be read (L104, L106), and OSError where it cannot be
    written; it is then as it was.
    """
    return change(work, tag, lambda catalog: catalog)


def change(work: Work, tag: str, alter: Change, *, also: Collection[Key] = ()) -> Written:
    """Bring the PO file of a language up to date and change it, in one step.

    The texts of `also` come into it even where an edition below has them translated.
    """
    check_tag(tag)
    project = work.project
    with one_at_a_time(project.root):
        shelf = work.shelf(tag, strict=False)
        path = project.place(shelf.path)
        units = work.own_units(shelf, also)
        head = new_head(work.edition.title, tag, work.edition.date)
        fresh = alter(updated(shelf.own, units, project.shown(path), head))
        data = po_text(fresh).encode()
        there = project.read(path) if shelf.own is not None else None
        if data != there:
            rewrite(path, data)
    state = "new" if there is None else "unchanged" if there == data else "changed"
    counts = Counter[str](
        answer.state for answer in work.shelf(tag, strict=False).answers(work.units)
    )
    obsolete = sum(entry.obsolete for entry in fresh.entries)
    return Written(tag, path, state, counts, obsolete)


@dataclass(frozen=True)
class Standing:
    """How many texts of a section stand how in one language. `whole` sums up all sections.

    What may stay as it is, such as names, and was left so is not counted: nobody has to do it.
    """

    tag: str
    section: str
    done: int = 0
    stale: int = 0
    missing: int = 0
    whole: bool = False

    @property
    def texts(self) -> int:
        """The number of texts."""
        return self.done + self.stale + self.missing

    @property
    def percent(self) -> int:
        """How much is done, in whole per cent; 100 only when nothing is left to do."""
        return 100 * self.done // self.texts if self.texts else 100


@dataclass(frozen=True)
class Status:
    """How an edition stands in each language, and what is wrong with its translations."""

    rows: tuple[Standing, ...]
    findings: tuple[Finding, ...] = field(default=())


def status(work: Work, tags: Iterable[str]) -> Status:
    """Return how an edition stands in some languages; Diagnostic where a PO file cannot be read."""
    rows: list[Standing] = []
    findings: list[Finding] = []
    for tag in tags:
        shelf = work.shelf(tag, strict=True)
        answers = shelf.answers(work.units)
        rows += _standings(tag, answers)
        findings += [*shelf.findings, *_faults(answers), *_unknown(shelf, answers, work)]
    return Status(tuple(rows), tuple(findings))


def _standings(tag: str, answers: Iterable[Answer]) -> Iterator[Standing]:
    counts: dict[str, Counter[str]] = {}
    for answer in answers:
        counts.setdefault(answer.unit.section, Counter())[answer.state] += answer.state != "kept"
    for section, found in counts.items():
        yield _standing(tag, section, found)
    yield _standing(tag, "", sum(counts.values(), Counter()), whole=True)


def _standing(tag: str, section: str, found: Mapping[str, int], *, whole: bool = False) -> Standing:
    done = found.get("done", 0)
    return Standing(tag, section, done, found.get("stale", 0), found.get("missing", 0), whole)


def _faults(answers: Iterable[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.entry is not None and answer.state == "done":
            yield from faults(answer.unit, answer.words, answer.place)


def _unknown(shelf: Shelf, answers: Iterable[Answer], work: Work) -> Iterator[Finding]:
    """Yield a finding for each translation in the edition's own file that nothing asks for."""
    used = {id(answer.entry) for answer in answers}
    known = {unit.key for unit in work.units}
    for entry in shelf.own.entries if shelf.own else ():
        if entry.obsolete or entry.key in known or id(entry) in used:
            continue
        message = f"the edition has no such text in “{entry.context}”"
        help = f"translate update {work.slug} moves it to the end of the file"
        yield UNKNOWN_TEXT.finding(entry.mark, message, help=help)


def as_data(row: Standing) -> dict[str, Any]:
    """Return a row as plain data for programs."""
    return {
        "language": row.tag,
        "section": None if row.whole else row.section,
        "texts": row.texts,
        "done": row.done,
        "stale": row.stale,
        "missing": row.missing,
        "percent": row.percent,
    }
