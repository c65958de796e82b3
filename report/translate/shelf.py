"""The PO files of an edition: its own, before those of the editions that it extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from ..content.yaml import Place
from ..diagnostics import Diagnostic, Finding, Mark, Severity
from ..resources import Project
from .catalog import Catalog, Entry, Key
from .codes import NO_TRANSLATION, PO_HEADER
from .po_reader import read_po
from .tags import plural_fault, plural_forms, same_language
from .units import Unit

FOLDER = "languages"
State = Literal["done", "stale", "missing", "kept"]

_OF_COUNTRIES = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "ee": "et",
    "gr": "el",
    "jp": "ja",
    "kr": "ko",
    "rs": "sr",
    "se": "sv",
    "si": "sl",
    "ua": "uk",
    "vn": "vi",
}
"""The languages that people mean by the letters of a country, most of which are another language's
(ISO 639, ISO 3166): `se` is Northern Sami."""


@dataclass(frozen=True)
class Answer:
    """What the PO files say of a text.

    `stale` are words of an earlier text, or such that a translator has marked as doubtful; `kept`
    is what stays as it is. `mark` is where to look: in the PO file, or else in the edition.
    """

    unit: Unit
    state: State
    mark: Mark
    entry: Entry | None = None

    @property
    def words(self) -> str:
        """The translation as it stands there, or the text itself."""
        return self.entry.words if self.entry and self.entry.words else self.unit.source

    @property
    def doubted(self) -> bool:
        """True where a translator has marked as doubtful what was made for these very words."""
        entry = self.entry
        if entry is None or not entry.fuzzy:
            return False
        made_for = entry.source if entry.before is None else entry.before
        return same_words(made_for, self.unit.source)

    @property
    def place(self) -> Place:
        """Where the words stand."""
        return self.entry.place if self.entry and self.entry.words else Place(self.unit.mark)


@dataclass(frozen=True)
class Shelf:
    """The PO files of one language, the nearest first; `source` is the edition's own language."""

    tag: str
    source: str
    path: Path
    """The edition's own PO file, where it is or would be."""
    catalogs: tuple[Catalog, ...]
    """Those that there are."""
    own: Catalog | None
    findings: tuple[Finding, ...]

    def answers(self, units: Iterable[Unit]) -> tuple[Answer, ...]:
        """Return what the files say of each text."""
        wanted = tuple(units)
        keys = {unit.key for unit in wanted}
        indexes = [_Index(catalog, keys) for catalog in self.catalogs]
        return tuple(self._answer(unit, indexes) for unit in wanted)

    def _answer(self, unit: Unit, indexes: list[_Index]) -> Answer:
        found = [entry for index in indexes if (entry := index.entry(unit)) is not None]
        best = next((entry for entry in found if _done(entry, unit)), None)
        if best is not None:
            return Answer(unit, "done", best.mark, best)
        stale = next((entry for entry in found if entry.words.strip()), None)
        if stale is not None:
            return Answer(unit, "stale", stale.mark, stale)
        mark = found[0].mark if found else unit.mark
        kept = unit.optional or same_language(self.tag, self.source)
        return Answer(unit, "kept" if kept else "missing", mark, None)


def _done(entry: Entry, unit: Unit) -> bool:
    """True for a translation of these very words; spaces and line breaks do not count."""
    return entry.done and same_words(entry.source, unit.source)


def same_words(text: str, other: str) -> bool:
    """True where nothing but spaces and line breaks differs."""
    return text.split() == other.split()


class _Index:
    """The entries of a PO file by what they are known by, and by their contexts."""

    def __init__(self, catalog: Catalog, wanted: set[Key]) -> None:
        self._exact = catalog.by_key()
        self._left: dict[str, list[Entry]] = {}
        for key, entry in self._exact.items():
            if key not in wanted:
                self._left.setdefault(entry.context, []).append(entry)

    def entry(self, unit: Unit) -> Entry | None:
        """Return the entry of a text, or one of the same place for words that are no more."""
        if unit.key in self._exact:
            return self._exact[unit.key]
        others = {each.source: each for each in self._left.get(unit.context, ())}
        same = next((each for each in others if same_words(each, unit.source)), None)
        if same is None and len(others) > 1:
            same = next(iter(get_close_matches(unit.source, others, 1)), None)
        elif same is None:
            same = next(iter(others), None)
        return others[same] if same is not None else None


def tags_of(project: Project, folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the languages that an edition, or one that it extends, has been translated into."""
    found = (project.listing(_below(project, each), ".po", own=True) for each in folders)
    return tuple(sorted({tag for names in found for tag in names}))


def open_shelf(
    project: Project, folders: tuple[Path, ...], tag: str, source: str, *, strict: bool = True
) -> Shelf:
    """Return the PO files of a language; Diagnostic with all errors that they have.

    Unless `strict`, a header that says what is not so is let pass: an update mends it.
    """
    findings: list[Finding] = []
    catalogs: list[Catalog] = []
    own: Catalog | None = None
    for folder in folders:
        path = project.listing(_below(project, folder), ".po", own=True).get(tag)
        if path is None:
            continue
        shown = project.shown(path)
        try:
            catalog = read_po(project.read(path, Mark(shown)), shown)
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
            continue
        findings += _header_faults(catalog, tag) if strict else ()
        catalogs.append(catalog)
        if folder == folders[0]:
            own = catalog
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise Diagnostic(findings)
    path = folders[0] / FOLDER / f"{tag}.po"
    return Shelf(tag, source, path, tuple(catalogs), own, tuple(findings))


def none_yet(tag: str, there: Iterable[str], slug: str, own: str) -> Finding:
    """Return the finding for an edition, written in `own`, that has no translation into `tag`."""
    known = ", ".join(there)
    help = f"translate extract {slug} {tag}" + (f"; there is {known}" if known else "")
    meant = _OF_COUNTRIES.get(tag.lower(), tag)
    if same_language(meant, own):
        help = f"did you mean “{own}”, which it is written in? (if not, {help})"
    elif meant != tag:
        help = f"did you mean “{meant}”? (if not, {help})"
    message = f"the edition has not been translated into “{tag}”"
    return NO_TRANSLATION.finding(None, message, help=help)


def _below(project: Project, folder: Path) -> str:
    return (folder / FOLDER).relative_to(project.root).as_posix()


def _header_faults(catalog: Catalog, tag: str) -> Iterator[Finding]:
    """Yield what the head of a PO file says and is not so."""
    head = {name.casefold(): value for name, value in catalog.head.items()}
    if not head:
        help = "translate update writes one"
        yield PO_HEADER.finding(catalog.head_mark(""), "the file has no header", help=help)
        return
    language = head.get("language", "").replace("_", "-")
    if language.casefold() != tag.casefold():
        message = (
            f"the header says “Language: {head.get('language', '')}”, and the file is {tag}.po"
        )
        mark = catalog.head_mark("Language")
        yield PO_HEADER.finding(mark, message, help=f"write Language: {tag}")
    charset = head.get("content-type", "").casefold().partition("charset=")[2].strip()
    if charset not in ("utf-8", "utf8"):
        message = f"the header says that the file is in “{charset}”"
        help = "save the file as UTF-8, and write Content-Type: text/plain; charset=UTF-8"
        yield PO_HEADER.finding(catalog.head_mark("Content-Type"), message, help=help)
    said, wrong = plural_fault(head.get("plural-forms", plural_forms(tag)), tag)
    if said:
        mark = catalog.head_mark("Plural-Forms")
        finding = PO_HEADER.finding(mark, said, help=f"write Plural-Forms: {plural_forms(tag)}")
        yield finding if wrong else replace(finding, override=Severity.WARNING)
