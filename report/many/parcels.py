"""What a PDF is built of, packed so that another machine can build it, and what comes back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from ..build import publish
from ..content.artwork import Artwork, Icon, Signature
from ..content.extends import VARIANTS, resolve
from ..diagnostics import Diagnostic
from ..engine.made_by import made_by
from ..jobs import Job, Outcome, outcome_from, output_path
from ..photos.ledger import PHOTOS
from ..resources import Project
from ..storage import digest, sha256, workshop, write_atomically
from ..translate.shelf import FOLDER as LANGUAGES
from ..up_to_date import digest_of_code, keep_manifest
from ..watching import Stamp, settled

OTHER_VERSION = "the worker has another version of Colophon, or of its libraries"
_SHARED = ("assets", "figures", "templates")
# The folders of an edition whose files are found by being there.
_PLACES = {VARIANTS, LANGUAGES, PHOTOS, *(each.folder for each in (Artwork, Icon, Signature))}
_known: dict[Path, tuple[Stamp, str]] = {}


@dataclass(frozen=True)
class Parcel:
    """A job, the SHA-256 of every file it may read by its name, and what is to build it."""

    job: Job
    files: Mapping[str, str]
    program: str


@dataclass(frozen=True)
class Missing:
    """The digests of the files that a worker has not got yet."""

    worker: str
    digests: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """What came of a parcel: the outcome as data, the files by part, and the manifest."""

    outcome: dict[str, Any]
    parts: dict[str, bytes]
    manifest: bytes | None


def program() -> str:
    """Return what the bytes of a PDF depend on besides its inputs: code and libraries."""
    return digest(digest_of_code(), made_by())


def packed(project: Project, job: Job) -> Parcel:
    """Return a job with the names of all files that it may read: those of its edition and of the
    editions it extends, and the project's own templates, figures and assets.

    Whatever else lies in an edition's folder, letters and lists of guests among it, stays here.
    """
    try:
        resolved = resolve(project, job.slug, job.variant)
        folders, named = resolved.folders, {*_names(resolved.document.data)}
    except Diagnostic:  # a build comes no further either
        folders, named = (project.editions / job.slug,), set()
    files: dict[str, str] = {}
    for folder in folders:
        files |= _files(project, folder, lambda name: _is_of_edition(name, named))
    for each in _SHARED:
        files |= _files(project, project.root / each, lambda name: True)
    return Parcel(job, files, program())


def _is_of_edition(name: str, named: set[str]) -> bool:
    """True for a file of an edition's folder that has its place there, or is named as data."""
    folder, below, _ = name.partition("/")
    return name == "edition.yaml" or (below and folder in _PLACES) or _plain(name) in named


def _names(data: Any) -> Iterator[str]:
    """Yield all that an edition says, as it would be the name of a file."""
    if isinstance(data, str):
        yield _plain(data)
    elif isinstance(data, (dict, list)):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _names(each)


def _plain(name: str) -> str:
    """Return what names of one file have in common, however disks and people spell them."""
    return PurePosixPath(normalize("NFC", name).casefold()).as_posix()


def _files(
    project: Project, folder: Path, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the names of the wanted files below a folder, which is asked by their names in it."""
    if not folder.is_relative_to(project.root):
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(project.root)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        below = path.relative_to(folder).as_posix()
        if not hidden and wanted(below) and project.holds(path):
            yield name.as_posix(), _sha256(path)


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file, which is read once as long as its stamp stays; again where it
    is so new that it may change without another stamp."""
    stamp = settled(path)
    if not stamp or path not in _known or _known[path][0] != stamp:
        _known[path] = (stamp, sha256(path))
    return _known[path][1]


def keep(store: Path, files: Mapping[str, bytes]) -> None:
    """Keep files by their digests; what is not what it is called is dropped."""
    for name, data in files.items():
        if sha256(data) == name:
            write_atomically(store / name, data, durable=False)


def unpacked(parcel: Parcel, store: Path, root: Path) -> Project:
    """Lay the files of a parcel out in `root`, a new folder, as the project that they are of."""
    for name, sha in parcel.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(store / sha, path)
        except OSError:
            shutil.copyfile(store / sha, path)
    cache = store.parent / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    (root / "build").mkdir(parents=True)
    with suppress(OSError):  # where there are no links, nothing is cached
        (root / "build" / "cache").symlink_to(cache.resolve(), target_is_directory=True)
    return Project.at(root)


def brought_back(project: Project, job: Job, built: Built) -> Outcome:
    """Put what was built elsewhere into its place, in one step, and return what came of it.

    The places are those of the job, whatever names have come with it. RuntimeError where a part or
    a language is called so that they would be others.
    """
    outcome = outcome_from(project, job, built.outcome)
    places = [output_path(project, outcome.job, part) for part in ("", *built.parts)]
    if any(place.parent != output_path(project, job).parent for place in places):
        raise RuntimeError("the worker has given its files names that are none")
    outcome = replace(outcome, path=places[0])
    if not outcome.written:
        return outcome
    with workshop(project.build) as shop:
        parts = {part: shop / (part or "pdf") for part in built.parts}
        for part, path in parts.items():
            path.write_bytes(built.parts[part])
        outcome = publish(project, replace(outcome, written=False, others=()), parts)
    if outcome.written and built.manifest is not None:
        keep_manifest(project, job, built.manifest)
    return outcome
