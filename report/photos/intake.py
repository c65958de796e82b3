"""Taking photos in: files from anywhere go into a photos folder, with an entry in its ledger."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from ..diagnostics import Diagnostic, Finding, Mark
from ..resources import UNREADABLE, Project, read_given
from ..storage import is_device, one_at_a_time, rewrite, write_atomically
from .drafts import draft_of, gaps_in, in_words
from .entry import Entry
from .gaps import Gap
from .kinds import SUFFIXES, cleaned
from .ledger import LEDGER_FILE, read_shelf
from .ledger_text import Draft, with_entries
from .opening import inspect
from .problems import WRONG_SUFFIX

State = Literal["new", "awaited", "known"]
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Taken:
    """A file that was taken in under `name`.

    `new` got an entry, `awaited` had one and was waited for, `known` was there before, whole.
    `said` is what the file said of itself, by the name of the field, and `gaps` what is missing.
    """

    given: Path
    name: str
    state: State
    said: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What came of taking files in; `refused` says what is wrong with those that were not."""

    ledger: Path
    taken: tuple[Taken, ...]
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _File:
    """A file that will be copied: from where, and what it was when it was looked at."""

    path: Path
    size: int
    digest: str

    def data(self) -> bytes:
        """Return its bytes; Diagnostic F104 where they have changed since."""
        data = read_given(self.path)
        if hashlib.sha256(data).hexdigest() != self.digest:
            message = f"“{self.path.name}” changed while it was copied"
            help = "wait until it is whole, and import it again"
            raise Diagnostic([UNREADABLE.finding(Mark(str(self.path)), message, help=help)])
        return data


@dataclass
class _Folder:
    """A photos folder while files are taken in: what is there, and what is going to be."""

    project: Project
    path: Path
    entries: Mapping[str, Entry]
    names: dict[str, str]
    """The names of files and entries that are taken, by their folded form."""
    files: dict[str, _File] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)

    def digest_of(self, name: str) -> str:
        """Return the SHA-256 of the file of that name; "" where there is none."""
        if name in self.files:
            return self.files[name].digest
        path = self.path / name
        return hashlib.sha256(self.project.read(path)).hexdigest() if path.is_file() else ""

    def same_as(self, file: _File) -> str:
        """Return the name of a file with the same bytes; "" where there is none."""
        for name in sorted(self.names.values()):
            size = self.files[name].size if name in self.files else _size(self.path / name)
            if size == file.size and self.digest_of(name) == file.digest:
                return name
        return ""

    def awaits(self, name: str) -> str:
        """Return the entry whose file this is, which has not been there yet; "" for none."""
        key = normalize("NFC", name)
        for file in self.entries:
            if normalize("NFC", file) == key and not self.digest_of(file):
                return file
        return ""


def take_in(project: Project, folder: Path, files: Sequence[Path]) -> Intake:
    """Copy `files` into a photos folder of the project and write what they say into its ledger.

    No file is overwritten, and what is there with the same content stays as it is. The ledger is
    written last, in one step, when all its files are there. Who takes in photos at the same time
    waits, so that no entry is lost. Raises Diagnostic where the ledger
    cannot be read or added to; then nothing has been written. Raises OSError where a file cannot
    be written.
    """
    with one_at_a_time(project.root):
        return _take_in(project, folder, files)


def _take_in(project: Project, folder: Path, files: Sequence[Path]) -> Intake:
    path = project.place(folder / LEDGER_FILE)
    shelf = read_shelf(project, folder)
    there = _folder(project, folder, shelf.ledger.photos)
    taken: list[Taken] = []
    refused: list[Finding] = []
    for each in files:
        try:
            taken.append(_taken(there, each))
        except Diagnostic as diagnostic:
            refused += (replace(f, mark=f.mark or Mark(str(each))) for f in diagnostic.findings)
    old = project.read(path) if path.exists() else _new_ledger(project, folder)
    text = with_entries(old, shelf.shown, there.drafts) if there.drafts else b""
    for name, file in there.files.items():
        write_atomically(project.place(folder / name), file.data())
    if text:
        rewrite(path, text)
    return Intake(path, tuple(taken), tuple(refused))


def _folder(project: Project, folder: Path, entries: Mapping[str, Entry]) -> _Folder:
    files = project.names([folder.relative_to(project.root).as_posix()])
    # `names` asks the bundled folder too, where there is one of the same name.
    here = [name for name in files if os.path.lexists(folder / name)]
    names = {_folded(name): name for name in (*here, *entries, LEDGER_FILE)}
    return _Folder(project, folder, entries, names)


def _new_ledger(project: Project, folder: Path) -> bytes:
    schema = os.path.relpath(project.root / "schema" / "credits.schema.json", folder)
    return f"# yaml-language-server: $schema={Path(schema).as_posix()}\n".encode()


def _taken(there: _Folder, given: Path) -> Taken:
    data = read_given(given)
    facts = inspect(data, given.name)
    placed = tuple(replace(each, mark=Mark(str(given))) for each in facts.findings)
    file = _File(given, len(data), facts.digest)
    awaited = there.awaits(given.name)
    name = awaited or there.same_as(file)
    if not name:
        name = _free(there, clean_name(given.name, facts.kind))
    entry = there.entries.get(name)
    known = not awaited and there.digest_of(name) == facts.digest
    if not known:
        there.files[name] = file
        there.names[_folded(name)] = name
        placed = tuple(f for f in placed if f.code is not WRONG_SUFFIX or awaited)
    if entry is None and name not in there.drafts:
        draft = draft_of(facts)
        there.drafts[name] = draft
        return Taken(given, name, "new", in_words(draft), gaps_in(facts), placed)
    gaps = gaps_in(facts, entry) if entry else ()
    return Taken(given, name, "awaited" if awaited else "known", {}, gaps, placed)


def clean_name(name: str, kind: str) -> str:
    """Return a name that every system, shell and browser can handle, with the right ending.

    Its letters are small and without accents, and what is between them is a hyphen; those of other
    scripts stay.
    """
    stem, _, ending = normalize("NFC", name).rpartition(".")
    known = f".{ending.lower()}" in {each for every in SUFFIXES.values() for each in every}
    stem = stem if known and stem else normalize("NFC", name)
    stem = cleaned(stem).encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-")
    if not stem or is_device(stem):
        stem = f"photo-{stem}".strip("-")
    suffixes = SUFFIXES[kind]
    suffix = f".{ending.lower()}"
    return stem + (suffix if suffix in suffixes else suffixes[0])


def _free(there: _Folder, name: str) -> str:
    """Return the name, or one with a number, under which there is nothing yet."""
    stem, suffix = os.path.splitext(name)
    candidate, number = name, 1
    while _folded(candidate) in there.names:
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    return candidate


def _folded(name: str) -> str:
    # Some disks take two names for one that differ in capitals or accents' spelling.
    return normalize("NFC", name).casefold()


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
