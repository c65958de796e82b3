"""The releases of an edition on disk: a folder for each, numbered from 1, never written again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Finding, Mark
from ..handover.record import SUMS, checksums, digests, parsed
from ..pdf.stated import sources_of
from ..resources import Project
from ..storage import Content, sha256, write_folder
from .archive import contents
from .codes import CHANGED
from .manifest import MANIFEST, Manifest

FOLDER = "releases"
_MEND = "get the release again from a backup"


@dataclass(frozen=True)
class Released:
    """A release as it lies on disk; `manifest` is None where it cannot be read."""

    version: int
    folder: Path
    manifest: Manifest | None


class Shelf:
    """The releases of one edition."""

    def __init__(self, project: Project, slug: str) -> None:
        """Diagnostic F102 where their folder is a link that leads out of the project."""
        self._project = project
        self.folder = project.place(project.root / FOLDER / slug)

    def all(self) -> tuple[Released, ...]:
        """Return the releases there are, in order."""
        if not self.folder.is_dir():
            return ()
        names = [path.name for path in self.folder.iterdir() if path.is_dir()]
        numbers = sorted(int(name) for name in names if name.isdecimal() and name[0] != "0")
        return tuple(self._released(number) for number in numbers)

    def _released(self, version: int) -> Released:
        folder = self.folder / str(version)
        try:
            manifest = read_manifest(folder, self._project.shown(folder / MANIFEST))
        except Diagnostic:
            manifest = None
        return Released(version, folder, manifest)

    def put(self, version: int, files: Mapping[str, Content]) -> Path:
        """Write a release in one step and return its folder; OSError where that cannot be."""
        folder = self.folder / str(version)
        write_folder(folder, {**files, SUMS: checksums(files)})
        return folder

    def faults(self) -> tuple[Finding, ...]:
        """Return what is no longer as it was released (V203), of all releases."""
        found: list[Finding] = []
        before: Released | None = None
        for release in self.all():
            found += faults_of(release, self._project.shown(release.folder))
            found += _out_of_line(release, before, self._project.shown(release.folder))
            before = release
        return tuple(found)


def read_manifest(folder: Path, shown: str) -> Manifest:
    """Return the manifest in a folder; Diagnostic V203 where there is none or it is damaged."""
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the manifest cannot be read: {error.strerror or error}"
        raise Diagnostic([CHANGED.finding(Mark(shown), message, help=_MEND)]) from error
    return Manifest.read(data, Mark(shown))


def faults_of(release: Released, shown: str) -> Iterator[Finding]:
    """Yield what is no longer as it was released (V203, V211)."""
    folder, manifest = release.folder, release.manifest
    mark = Mark(f"{shown}/{MANIFEST}")
    if manifest is None:
        yield CHANGED.finding(mark, "the manifest is missing or damaged", help=_MEND)
        return
    here: dict[str, Content] = {p.name: p for p in sorted(folder.iterdir()) if p.is_file()}
    found = digests(here)
    sums = parsed((folder / SUMS).read_bytes()) if SUMS in here else {}
    letter = (manifest.letter,) if manifest.letter else ()
    known = {each.name: each.sha256 for each in (*manifest.files, manifest.archive, *letter)}
    for name in sorted({*known, *sums, *here} - {SUMS}):
        wanted = {known.get(name), sums.get(name)} - {None}
        if name not in here:
            yield CHANGED.finding(Mark(f"{shown}/{name}"), "the file is missing", help=_MEND)
        elif not wanted:
            message = "the file was not released"
            yield CHANGED.finding(Mark(f"{shown}/{name}"), message, help="take it out")
        elif wanted != {found[name]} or name not in sums:
            message = "the file is not the one that was released"
            yield CHANGED.finding(Mark(f"{shown}/{name}"), message, help=_MEND)
    yield from _other_words(release, manifest, shown)


def _other_words(release: Released, manifest: Manifest, shown: str) -> Iterator[Finding]:
    """Yield where archive and PDFs, whatever their checksums, say other things of each other."""
    archive = release.folder / manifest.archive.name
    try:
        listed = contents(archive) == manifest.inputs if archive.is_file() else True
    except Diagnostic as diagnostic:
        yield from diagnostic.findings
        listed = True
    if not listed:
        message = "what is in the archive is not what the manifest lists"
        yield CHANGED.finding(Mark(f"{shown}/{archive.name}"), message, help=_MEND)
    for pdf in manifest.files:
        path = release.folder / pdf.name
        if path.is_file() and sources_of(path) != manifest.archive.sha256:
            message = "the PDF does not say that it was made of this archive"
            yield CHANGED.finding(Mark(f"{shown}/{pdf.name}"), message, help=_MEND)


def _out_of_line(release: Released, before: Released | None, shown: str) -> Iterator[Finding]:
    """Yield where a release says of the one before it what is not so."""
    manifest = release.manifest
    mark = Mark(f"{shown}/{MANIFEST}")
    if manifest is None:
        return
    if (manifest.edition, manifest.version) != (release.folder.parent.name, release.version):
        message = f"this is the manifest of release {manifest.version} of {manifest.edition}"
        yield CHANGED.finding(mark, message, help=_MEND)
    if manifest.previous is None:
        return
    previous = manifest.previous
    if before is None or before.version != previous.version:
        message = f"release {previous.version}, which this one follows, is missing"
        yield CHANGED.finding(mark, message, help=_MEND)
    elif before.manifest and sha256(before.folder / MANIFEST) != previous.manifest:
        message = f"the manifest of release {previous.version} was changed after this one was made"
        yield CHANGED.finding(mark, message, help=_MEND)
