"""The rights ledgers of a project: which file a photo's name means, and whose it is."""

from __future__ import annotations

import operator
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias
from unicodedata import normalize

from ..content.node import read_model
from ..content.yaml import read_yaml
from ..diagnostics import Diagnostic, Finding, Mark
from ..memory import Memory
from ..resources import MISSING_FILE, UNREADABLE, Project
from ..storage import sha256
from ..watching import Stamp, settled
from . import problems
from .entry import Entry, Ledger
from .kinds import cleaned
from .opening import Facts, inspect

LEDGER_FILE = "credits.yaml"
PHOTOS = "photos"
"""The folder of an edition that holds its photos."""
SHARED = f"assets/{PHOTOS}"
_Seen: TypeAlias = tuple[Stamp, Facts]
"""What a file was when it had this stamp."""
_looked_at: Memory[Facts] = Memory(2_000)
_FROM_FILE = ("credit", "author", "title", "caption", "alt", "source")


@dataclass(frozen=True)
class Photo:
    """A photo as it will be printed where the edition asks for it.

    `printed` is the entry of the picture on the page and `awaited` that of the picture which it
    stands in for, if any. `from_file` names the fields of `printed` that the ledger leaves out
    and the file's own metadata supplies. `findings` holds what was noticed on the way.
    """

    name: str
    mark: Mark
    path: Path
    printed: Entry
    awaited: Entry | None
    facts: Facts
    project: Project = field(repr=False, compare=False)
    from_file: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry of the picture that the edition names."""
        return self.awaited or self.printed

    @property
    def is_stand_in(self) -> bool:
        """True while another picture is printed in this one's place."""
        return self.awaited is not None

    def mark_of(self, field: str) -> Mark:
        """Where the ledger gives a field of what is printed; where the edition asks otherwise."""
        mark = self.printed.mark_of(field)
        return mark if mark.file else self.mark

    def data(self) -> bytes:
        """Return the bytes that `facts` tell of; Diagnostic F102–F104 where the file cannot be read
        any more, or is another by now."""
        data = self.project.read_large(self.path, self.mark)
        if sha256(data) != self.facts.digest:
            message = f"“{self.path.name}” changed after it was read the first time"
            help = "wait until it is whole, and build again"
            raise Diagnostic([UNREADABLE.finding(self.mark, message, help=help)])
        return data


@dataclass(frozen=True)
class Shelf:
    """A folder of photos with its ledger."""

    folder: Path
    shown: str
    ledger: Ledger
    noticed: tuple[Finding, ...] = ()
    """What was noticed in the ledger's file and is no error."""
    source: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True)
class Ledgers:
    """The shelves that an edition's photos are taken from, the nearest first."""

    project: Project
    folders: tuple[str, ...]
    shelves: tuple[Shelf, ...]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What photos show, in words of the language at hand, by file and field."""
    _facts: dict[Path, _Seen] = field(default_factory=dict, repr=False, compare=False)
    _before: Mapping[Path, _Seen] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, project: Project, *editions: Path, before: Ledgers | None = None) -> Ledgers:
        """Return the photos of an edition's own folder, of those it extends, and the shared ones.

        What was read `before` is not read again where the files are the same. Raises Diagnostic
        with every error of all their ledgers.
        """
        known = {each.folder: each for each in before.shelves} if before else {}
        roots = tuple(dict.fromkeys((project.root, project.bundled)))
        folders = (*(_home(project, each) for each in editions), SHARED)
        shelves: list[Shelf] = []
        findings: list[Finding] = []
        for root in roots:
            for folder in folders:
                try:
                    shelves.append(read_shelf(project, root / folder, known.get(root / folder)))
                except Diagnostic as diagnostic:
                    findings.extend(diagnostic.findings)
        if findings:
            raise Diagnostic(findings)
        return cls(project, folders, tuple(shelves), _before=before._facts if before else {})

    def reworded(self, words: Mapping[str, Mapping[str, str]]) -> Ledgers:
        """Return the ledgers with other words for what the photos show, by file and field."""
        return replace(self, words=words)

    def same_as(self, other: Ledgers) -> bool:
        """True where every photo that was looked up is what it is in `other`."""
        return (
            (self.folders, self.words) == (other.folders, other.words)
            and all(map(operator.is_, self.shelves, other.shelves))
            and {path: facts for path, (_, facts) in self._facts.items()}
            == {path: facts for path, (_, facts) in other._facts.items()}
        )

    def _worded(self, entry: Entry) -> Entry:
        words = self.words.get(entry.file)
        return entry.model_copy(update=dict(words)) if words else entry

    def names(self) -> tuple[str, ...]:
        """Return the names of all photos there are or are awaited, sorted."""
        entries = {name for shelf in self.shelves for name in shelf.ledger.photos}
        files = set(self.project.names(self.folders)) - {LEDGER_FILE}
        return tuple(sorted(entries | files))

    def resolve(self, name: str, mark: Mark) -> Photo:
        """Return the photo called `name`, named at `mark`, or the stand-in for it.

        Raises Diagnostic: no such photo (R101), awaited without a stand-in (R103), a stand-in
        that is not there (R104), a file outside the project (F102) or one that is no usable
        picture (P301, P303, P304). A file without an entry (R102) or other than the one its
        entry was written for (R105) is a finding of the photo returned.
        """
        path = self._file(name, mark)
        if path is not None:
            entry = self._entry(name, self._rank(path))
            return self._photo(name, mark, path, entry)
        entry = self._entry(name, len(self.shelves))
        if entry is None:
            raise Diagnostic([self._unknown(name, mark)])
        if not entry.stand_in:
            raise Diagnostic([_not_delivered(entry, mark)])
        return self._stand_in(entry, mark)

    def _stand_in(self, awaited: Entry, mark: Mark) -> Photo:
        place = awaited.mark_of("stand_in")
        path = self._file(awaited.stand_in, place)
        if path is None:
            message = f"the stand-in “{awaited.stand_in}” has no file"
            help = self._did_you_mean(awaited.stand_in) or "name a photo whose file is there"
            raise Diagnostic([problems.BAD_STAND_IN.finding(place, message, help=help)])
        entry = self._entry(awaited.stand_in, self._rank(path))
        photo = self._photo(awaited.stand_in, mark, path, entry)
        return replace(photo, name=awaited.file, awaited=self._worded(awaited))

    def _photo(self, name: str, mark: Mark, path: Path, entry: Entry | None) -> Photo:
        facts = self.inspected(path, name, mark)
        findings = [replace(each, mark=mark) for each in facts.findings]
        if entry is None:
            findings.append(self._no_entry(name, mark, path))
            entry = Entry().named(name)
        elif entry.sha256 and entry.sha256 != facts.digest:
            message = f"“{name}” is not the file that this entry was written for"
            help = f"if its rights are cleared too, write sha256: {facts.digest}"
            place = entry.mark_of("sha256")
            findings.append(problems.CHANGED_FILE.finding(place, message, help=help))
        filled, printed = tuple(_from_file(entry, facts)), filled_from(entry, facts)
        printed = self._worded(printed)
        return Photo(name, mark, path, printed, None, facts, self.project, filled, tuple(findings))

    def _file(self, name: str, mark: Mark) -> Path | None:
        if name == LEDGER_FILE:
            return None
        try:
            return self.project.find(name, self.folders, mark)
        except Diagnostic as diagnostic:
            if diagnostic.findings[0].code is not MISSING_FILE:
                raise
            return None

    def _rank(self, path: Path) -> int:
        """Return the number of the shelf that a file lies on."""
        return next(
            number for number, shelf in enumerate(self.shelves) if path.is_relative_to(shelf.folder)
        )

    def _entry(self, name: str, last: int) -> Entry | None:
        """Return the nearest entry for `name` on the shelves up to number `last`.

        Ledgers further away are not asked: they speak of another file of that name.
        """
        key = normalize("NFC", PurePosixPath(name).as_posix())
        near = [
            entry for shelf in self.shelves[: last + 1] for entry in shelf.ledger.photos.items()
        ]
        return next((entry for file, entry in near if normalize("NFC", file) == key), None)

    def files_on(self, shelf: Shelf) -> tuple[Path, ...]:
        """Return the files of a shelf, its ledger among them, sorted; hidden ones left out."""
        for root in (self.project.root, self.project.bundled):
            if shelf.folder.is_relative_to(root):
                names = self.project.names([shelf.folder.relative_to(root).as_posix()])
                paths = (shelf.folder / name for name in names)
                return tuple(path for path in paths if self.project.kind(path) == "file")
        return ()

    def entry_of(self, name: str) -> Entry | None:
        """Return the nearest entry for `name`, whether its file is there or not."""
        return self._entry(name, len(self.shelves))

    def inspected(self, path: Path, name: str, mark: Mark) -> Facts:
        """Return what the file at `path` is, called `name` at `mark`; Diagnostic as `resolve`."""
        if path not in self._facts:
            stamp = settled(path)
            known = self._before.get(path)
            if stamp and known and known[0] == stamp:
                self._facts[path] = known
            else:
                self._facts[path] = stamp, self._looked_at(path, stamp, name, mark)
        return self._facts[path][1]

    def _looked_at(self, path: Path, stamp: Stamp, name: str, mark: Mark) -> Facts:
        def look() -> Facts:
            data = self.project.read_large(path, mark)
            try:
                return inspect(data, name)
            except Diagnostic as diagnostic:
                placed = (replace(each, mark=mark) for each in diagnostic.findings)
                raise Diagnostic(placed) from diagnostic

        if not stamp:
            return look()
        facts = _looked_at.get_or_make((path, stamp, name), 1, look)
        self.project.noted(path, stamp, facts.digest)
        return facts

    def _no_entry(self, name: str, mark: Mark, path: Path) -> Finding:
        shelf = self.shelves[self._rank(path)]
        message = f"the photo “{name}” has no entry in {shelf.shown}"
        owner = shelf.folder.parent
        where = f"--edition {owner.name}" if owner.parent == self.project.editions else "--shared"
        help = (
            f"`photos import {shlex.quote(self.project.shown(path))} {where}` writes one to be "
            f"filled in; or write into it, under `photos:`, the line `  {name}: {{credit: "
            '"Photo: Who made it", licence: LicenseRef-own, alt: "What it shows"}`, with what is '
            "true of it"
        )
        if not shelf.ledger.photos:
            help += "; where the file says `photos: {}`, take the {} away"
        return problems.NO_ENTRY.finding(mark, message, help=help)

    def _unknown(self, name: str, mark: Mark) -> Finding:
        looked = " or ".join(f"{folder}/" for folder in self.folders)
        help = self._did_you_mean(name) or f"looked in {looked}"
        message = f"there is no photo “{name}”"
        return problems.UNKNOWN_PHOTO.finding(mark, message, help=help)

    def _did_you_mean(self, name: str) -> str:
        names = self.names()
        # A photo that was taken in is “sao-paulo-1.jpg” where it was “São Paulo (1).JPG”.
        same = [each for each in names if cleaned(each) == cleaned(name)]
        near = same or get_close_matches(name, names, 1)
        return f"did you mean “{near[0]}”?" if near else ""


def filled_from(entry: Entry, facts: Facts) -> Entry:
    """Return the entry with what it leaves out and the file says of itself."""
    filled = _from_file(entry, facts)
    return entry.model_copy(update=filled) if filled else entry


def _from_file(entry: Entry, facts: Facts) -> dict[str, Any]:
    """Return what the file says of itself and the entry leaves out, by field."""
    said = facts.embedded
    filled: dict[str, Any] = {
        each: getattr(said, each)
        for each in _FROM_FILE
        if getattr(said, each) and not getattr(entry, each)
    }
    if said.people and not (entry.consent.people or entry.consent.given):
        # A file may name who is shown. That they agreed is for the ledger to say.
        filled["consent"] = entry.consent.model_copy(update={"people": said.people})
    return filled


def _not_delivered(entry: Entry, mark: Mark) -> Finding:
    message = f"the file of the photo “{entry.file}” has not been delivered"
    help = f"put the file there, or name a stand-in at {entry.mark}"
    return problems.NOT_DELIVERED.finding(mark, message, help=help)


def read_shelf(project: Project, folder: Path, before: Shelf | None = None) -> Shelf:
    """Return a folder of photos with its ledger; Diagnostic with all that is wrong with that.

    It is the one `before` where the ledger says the same.
    """
    path = folder / LEDGER_FILE
    shown = project.shown(path)
    if not project.kind(path):
        return (
            before if before is not None and not before.source else Shelf(folder, shown, Ledger())
        )
    data = project.read(path, Mark(shown))
    if before is not None and data and before.source == data:
        return before
    document = read_yaml(data, shown)
    return Shelf(folder, shown, read_model(Ledger, document), document.noticed, data)


def _home(project: Project, edition: Path) -> str:
    """Return where an edition keeps its photos, relative to the root that it is in."""
    roots = (project.root, project.bundled)
    root = next((each for each in roots if edition.is_relative_to(each)), project.root)
    return (edition / PHOTOS).relative_to(root).as_posix()
