"""What goes to an agency and comes back: XLIFF files out, and in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.load import OptionsReader
from ..content.yaml import Place
from ..diagnostics import Diagnostic, Finding, Severity
from ..resources import Project, read_given
from .catalog import FUZZY, Catalog, Entry, Key
from .checks import broken, faults
from .codes import OTHER_FILE
from .tags import check_tag
from .work import Work, Written, change, open_work
from .xliff_reader import MAX_BYTES, ReadFile, Returned, read_xliff
from .xliff_writer import Subject, unit_id, xliff

_ORIGINAL = re.compile(r"editions/([^/]+)/edition\.yaml\Z")


def export(work: Work, tag: str, *, open_only: bool = False) -> bytes | None:
    """Return the texts of an edition as an XLIFF file, with what is translated of them.

    With `open_only`, those that have no translation, or a stale one. None where there are none;
    Diagnostic where the PO files cannot be read.
    """
    shelf = work.shelf(check_tag(tag), strict=False)
    answers = shelf.answers(work.own_units(shelf))
    if open_only:
        answers = tuple(each for each in answers if each.state in ("missing", "stale"))
    if not answers:
        return None
    path = work.project.shown(work.folders[0] / "edition.yaml")
    return xliff(Subject(path, work.edition.language, tag), answers)


@dataclass(frozen=True)
class Imported:
    """What came of an import: the PO file, how many translations it got, and what to look at."""

    slug: str
    written: Written
    taken: int
    findings: tuple[Finding, ...]


def import_(project: Project, path: Path, read_options: OptionsReader) -> Imported:
    """Take the translations of an XLIFF file into the PO file of its edition and language.

    All or nothing: raises Diagnostic with every error (L108 to L115) before anything is written.
    """
    file = read_xliff(read_given(path, MAX_BYTES), str(path))
    work = _work_for(project, file, read_options)
    if file.target == work.edition.language:
        message = f"the file translates into “{file.target}”, which the edition is written in"
        raise Diagnostic([OTHER_FILE.finding(file.mark, message)])
    try:
        check_tag(file.target)
    except Diagnostic as diagnostic:
        raise Diagnostic([replace(f, mark=file.mark) for f in diagnostic.findings]) from diagnostic
    sorted_out = _SortedOut(work, file)
    if broken(tuple(sorted_out.findings)):
        raise Diagnostic(sorted_out.findings)
    written = change(work, file.target, sorted_out.into, also=sorted_out.known)
    return Imported(work.slug, written, sorted_out.count, tuple(sorted_out.findings))


def _work_for(project: Project, file: ReadFile, read_options: OptionsReader) -> Work:
    """Return the edition that a file was exported for; Diagnostic L114 where there is none."""
    found = _ORIGINAL.match(file.original)
    names = project.folders_with("edition.yaml", "editions", own=True)
    if found is None or found[1] not in names:
        message = f"the file belongs to “{file.original}”, and there is no such edition"
        help = "import it into the project that it was exported from"
        raise Diagnostic([OTHER_FILE.finding(file.mark, message, help=help)])
    work = open_work(project, found[1], read_options)
    if file.source != work.edition.language:
        message = f"the file translates from “{file.source}”, and the edition is in "
        message += f"“{work.edition.language}”"
        raise Diagnostic([OTHER_FILE.finding(file.mark, message)])
    return work


class _SortedOut:
    """What came back, by what is to be done with it."""

    def __init__(self, work: Work, file: ReadFile) -> None:
        self.findings: list[Finding] = []
        self.known: dict[Key, Returned] = {}
        self._changed: list[Returned] = []
        units = {unit_id(unit): unit for unit in work.units}
        for returned in file.units:
            unit = units.get(returned.id)
            if returned.words is None:
                continue
            if unit is None:
                self._changed.append(returned)
                self.findings.append(_changed_since(returned, work.slug))
            elif returned.source != unit.source:
                self.findings.append(_another_source(returned))
            else:
                self.known[unit.key] = returned
                self.findings += faults(unit, returned.words, Place(returned.mark))

    @property
    def count(self) -> int:
        """The number of translations of texts that there are."""
        return len(self.known)

    def into(self, catalog: Catalog) -> Catalog:
        """Return a PO file with the translations of what is there, and with those of what was."""
        entries = [self._entry(entry) for entry in catalog.entries]
        entries = _with_changed(entries, self._changed)
        return replace(catalog, entries=tuple(entries))

    def _entry(self, entry: Entry) -> Entry:
        returned = self.known.get(entry.key)
        if returned is None or returned.words is None or entry.obsolete:
            return entry
        words = returned.words.strip()
        if returned.stale and words == entry.words.strip():
            return entry  # nobody has looked at it
        return replace(entry, words=words, flags=entry.sure(), before=None, context_before=None)


def _with_changed(entries: list[Entry], changed: Iterable[Returned]) -> list[Entry]:
    """Return entries with translations of texts that were changed since: fuzzy, or kept below."""
    for returned in changed:
        words = (returned.words or "").strip()
        if any(e.context == returned.context and e.words == words for e in entries):
            continue
        at = next(
            (
                at
                for at, entry in enumerate(entries)
                if entry.context == returned.context and not entry.words and not entry.obsolete
            ),
            None,
        )
        if at is None:
            entries.append(Entry(returned.context, returned.source, words, obsolete=True))
        else:
            flags = (FUZZY, *entries[at].sure())
            entries[at] = replace(entries[at], words=words, flags=flags, before=returned.source)
    return entries


def _changed_since(returned: Returned, slug: str) -> Finding:
    message = f"“{returned.context}” was changed since the file was exported"
    help = f"its translation is kept; translate status {slug} says what is stale"
    finding = OTHER_FILE.finding(returned.mark, message, help=help)
    return replace(finding, override=Severity.WARNING)


def _another_source(returned: Returned) -> Finding:
    message = f"the text of “{returned.context}” is not the one that was exported"
    help = "sources are not changed in XLIFF files: change the edition, and export again"
    return OTHER_FILE.finding(returned.mark, message, help=help)
