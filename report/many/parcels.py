"""What a PDF is built of, packed so that another machine can build it, and what comes back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..build import publish
from ..content.extends import resolve
from ..diagnostics import Diagnostic
from ..engine.made_by import made_by
from ..jobs import Job, Outcome, outcome_from
from ..resources import Project
from ..storage import digest, sha256, workshop, write_atomically
from ..up_to_date import digest_of_code, keep_manifest
from ..watching import Stamp, stamp_of

_SHARED = ("assets", "figures", "templates")
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
    editions it extends, and the project's own templates, figures and assets."""
    try:
        folders = resolve(project, job.slug, job.variant).folders
    except Diagnostic:
        folders = (project.editions / job.slug,)
    wanted = (*folders, *(project.root / each for each in _SHARED))
    return Parcel(job, dict(_files(project, wanted)), program())


def _files(project: Project, folders: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        if not folder.is_relative_to(project.root):
            continue
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(project.root)
            hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
            if not hidden and project.holds(path):
                yield name.as_posix(), _sha256(path)


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file, which is read once as long as its stamp stays."""
    stamp = stamp_of(path)
    if path not in _known or _known[path][0] != stamp:
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
    """Put what was built elsewhere into its place, in one step, and return what came of it."""
    outcome = outcome_from(project, job, built.outcome)
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
