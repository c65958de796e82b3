"""Whether a PDF is still what a build would make: known from a manifest of all it was made of.

The manifest is an entry of the cache. It names every file that was read, what was looked for and
which folders were listed, the program and its libraries, and the days on which the findings are
the same. Looking at it takes no engine, and none of the libraries that draw.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache as once
from pathlib import Path
from typing import Any, TypeAlias

from . import libraries
from .jobs import Job, Outcome, outcome_as_data, outcome_from
from .resources import Project, kind_at
from .storage import Cache, digest
from .watching import Known, Watched, listed, name_in, path_of, stamp_of

Days: TypeAlias = tuple[datetime.date, datetime.date]
Table: TypeAlias = dict[str, list[Any]]
_SUFFIX = ".built.json"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Manifest:
    """What an output was made of and what came of it, as JSON has it; paths by `name_in`."""

    machine: list[str]
    code: list[str]
    days: list[str]
    files: Table
    kinds: dict[str, str]
    listings: dict[str, str]
    outputs: Table
    outcome: dict[str, Any]


def known(project: Project, job: Job) -> Outcome | None:
    """Return what building would come to, where nothing has changed since it was done; else None.

    What cannot be told counts as changed.
    """
    cache = Cache(project.build / "cache")
    data = cache.get(_key(job), _SUFFIX)
    if data is None:
        return None
    try:
        manifest = Manifest(**json.loads(data))
        now = _now(project, manifest, job.as_of)
        if now is None:
            return None
        outcome = replace(outcome_from(project, job, manifest.outcome), unchanged=True)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # another version's
    if now != manifest:
        # The same bytes with another stamp: next time their stamps will tell.
        cache.put(_key(job), _SUFFIX, _as_json(now))
    return outcome


def remember(
    watched: Watched, job: Job, outcome: Outcome, days: Days, made: Mapping[Path, str]
) -> None:
    """Keep what a PDF that was written is made of; `days` are those with the same findings.

    `job` is as it was asked for, before the edition was read. `made` are the SHA-256 of the files
    as they were made: another build may have put its own into their places.
    """
    seen = watched.seen
    if not (outcome.written and seen.whole):
        return
    try:
        manifest = Manifest(
            machine(),
            [_stamp_of_code(), digest_of_code()],
            [day.isoformat() for day in days],
            {name: [each.digest, *each.stamp] for name, each in _named(watched, seen.files)},
            dict(_named(watched, seen.kinds)),
            dict(_named(watched, seen.listings)),
            {str(index): [made[path]] for index, path in enumerate(outcome.files)},
            outcome_as_data(watched, outcome),
        )
    except OSError:  # the program is being replaced by another version
        return
    Cache(watched.build / "cache").put(_key(job), _SUFFIX, _as_json(manifest))


def manifest_of(project: Project, job: Job) -> bytes | None:
    """Return the manifest of a job, so that it can be kept where its files are brought."""
    return Cache(project.build / "cache").get(_key(job), _SUFFIX)


def keep_manifest(project: Project, job: Job, manifest: bytes) -> None:
    """Keep the manifest of a PDF that was built of the same inputs elsewhere."""
    Cache(project.build / "cache").put(_key(job), _SUFFIX, manifest)


def _key(job: Job) -> str:
    """Return what the manifest of a job is known by, whatever the day."""
    asked = {name: str(value) for name, value in asdict(job).items() if name != "as_of"}
    return digest("manifest", json.dumps(asked, sort_keys=True))


def _as_json(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True).encode(
        "utf-8", "surrogatepass"
    )


def _named(project: Project, values: Mapping[Path, Any]) -> list[tuple[str, Any]]:
    return sorted((name_in(project, path), value) for path, value in values.items())


def _now(project: Project, manifest: Manifest, as_of: datetime.date) -> Manifest | None:
    """Return the manifest with the stamps of today, where what it names is as it was; else None."""
    first, last = map(datetime.date.fromisoformat, manifest.days)
    if not first <= as_of <= last or manifest.machine != machine():
        return None
    code = _code_now(manifest.code)
    if code is None:
        return None
    for name, kind in manifest.kinds.items():
        if kind_at(path_of(project, name)) != kind:
            return None
    for name, was in manifest.listings.items():
        if _listed_at(path_of(project, name)) != was:
            return None
    files = _files_now({name: path_of(project, name) for name in manifest.files}, manifest.files)
    places = [path_of(project, name) for name in manifest.outcome["files"]]
    outputs = _files_now({str(index): path for index, path in enumerate(places)}, manifest.outputs)
    if files is None or outputs is None or set(outputs) != set(manifest.outputs):
        return None
    return replace(manifest, code=code, files=files, outputs=outputs)


def _files_now(paths: Mapping[str, str], table: Table) -> Table | None:
    now: Table = {}
    for name, path in paths.items():
        digest, *stamp = table[name]
        known = Known(digest, tuple(stamp)).now(path)
        if known is None:
            return None
        now[name] = [known.digest, *known.stamp]
    return now


def _listed_at(folder: str) -> str:
    try:
        return listed(os.listdir(folder))
    except OSError:
        return listed(())


def _code_now(was: list[str]) -> list[str] | None:
    stamp = _stamp_of_code()
    if stamp == was[0]:
        return was
    return [stamp, was[1]] if digest_of_code() == was[1] else None


@once
def machine() -> list[str]:
    """Return all that the bytes of a PDF depend on besides the sources and Colophon's own code:
    Python, the platform, the packages there are by name and version, and the system's libraries.
    """
    uname = os.uname() if hasattr(os, "uname") else None
    where = {each for each in sys.path if each and os.path.isdir(each)}
    packages = {
        name
        for folder in where
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    }
    system = [f"{name} {version}" for name, version in libraries.versions().items()]
    return [
        sys.version,
        sys.platform,
        uname.machine if uname else "",
        str(os.confstr("CS_GNU_LIBC_VERSION")) if sys.platform == "linux" else "",
        zlib.ZLIB_RUNTIME_VERSION,
        *system,
        *sorted(packages),
    ]


def _code_files() -> Iterator[str]:
    """Yield the paths of Colophon's own code, sorted; what is bundled is read as input."""
    folders = [str(_PACKAGE)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for each in sorted(entries, key=lambda entry: entry.name):
                if each.is_dir():
                    if each.name not in ("__pycache__", "bundled"):
                        folders.append(each.path)
                elif not each.name.startswith("."):
                    yield each.path


@once
def _stamp_of_code() -> str:
    hasher = hashlib.sha256()
    for path in _code_files():
        hasher.update(f"{path} {stamp_of(path)}\n".encode("utf-8", "surrogateescape"))
    return hasher.hexdigest()


@once
def digest_of_code() -> str:
    """Return the digest of Colophon's own code, wherever it is installed."""
    root = f"{_PACKAGE}{os.sep}"
    return digest(
        *(part for path in _code_files() for part in (path.removeprefix(root), Path(path)))
    )
