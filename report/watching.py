"""A project that remembers what was asked of it: what its outputs are made of."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from .diagnostics import Diagnostic, Mark
from .memory import Memory
from .resources import MAX_BYTES, Project
from .storage import sha256

PROJECT, BUNDLED = "project", "bundled"
"""What the names of the project's own files begin with, and those that come with Colophon."""
Stamp: TypeAlias = tuple[int, ...]
"""Size, times and number of a file as the disk has them: while they stay, so do its bytes."""
# The coarsest clock of a file system (FAT). What was changed more lately than that may be changed
# again without another stamp.
_TICK = 2 * 10**9
_ROOM = 32 << 20
"""Bytes of files that a process remembers, if it remembers any: all but photographs."""


@dataclass(frozen=True)
class Known:
    """What a file was: the SHA-256 of its bytes, and its stamp; none where it was that new."""

    digest: str
    stamp: Stamp = ()

    @classmethod
    def at(cls, path: str | Path) -> Known:
        """Return what the file at `path` is; OSError where there is none."""
        return cls.read(stamp_of(path), sha256(Path(path)))

    @classmethod
    def read(cls, stamp: Stamp, digest: str) -> Known:
        """Return what a file was that had `stamp` before its bytes were read."""
        return cls(digest, stamp if _is_settled(stamp) else ())

    def now(self, path: str | Path) -> Known | None:
        """Return what the file at `path` is now, if its bytes are the same; else None."""
        try:
            if self.stamp == stamp_of(path):
                return self
            now = Known.at(path)
        except OSError:
            return None
        return now if now.digest == self.digest else None


_files: Memory[tuple[bytes, Known]] = Memory(_ROOM)


@dataclass
class Seen:
    """What was read, what was looked for, and which folders were listed, by path.

    `whole` is False where something could not be read, so that nothing follows from the rest.
    """

    files: dict[Path, Known] = field(default_factory=dict)
    kinds: dict[Path, str] = field(default_factory=dict)
    listings: dict[Path, str] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True)
class Watched(Project):
    """A project that remembers what was asked of it."""

    seen: Seen = field(default_factory=Seen, compare=False, repr=False)

    @classmethod
    def watching(cls, project: Project) -> Watched:
        """Return the same project, of which nothing has been read yet."""
        return cls(project.root, project.bundled)

    def read(self, path: Path, mark: Mark | None = None, limit: int = MAX_BYTES) -> bytes:
        """Return the bytes of a file, as `Project.read`; read once as long as it has the same
        stamp, in a process that remembers."""

        def read(before: Stamp) -> tuple[bytes, Known]:
            if not _is_settled(before):
                return self._really_read(path, before, mark, limit)
            key = (self.root, path, before, limit)
            return _files.get_or_make(
                key, before[0], lambda: self._really_read(path, before, mark, limit)
            )

        return self._seen(path, read)

    def read_large(self, path: Path, mark: Mark | None = None) -> bytes:
        """Return the bytes of a photograph, as `Project.read_large`."""
        return self._seen(path, lambda before: self._really_read(path, before, mark, MAX_BYTES))

    def noted(self, path: Path, stamp: Stamp, digest: str) -> None:
        """Remember what a file is, as if it had been read."""
        self._see(path, stamp, Known.read(stamp, digest))

    def _really_read(
        self, path: Path, before: Stamp, mark: Mark | None, limit: int
    ) -> tuple[bytes, Known]:
        """Return the bytes of a file that had the stamp `before`, and what it was."""
        data = super().read(path, mark, limit)
        return data, Known.read(before, hashlib.sha256(data).hexdigest())

    def _seen(self, path: Path, read: Callable[[Stamp], tuple[bytes, Known]]) -> bytes:
        before = stamp_of(path) if path.exists() else ()
        try:
            data, now = read(before)
        except Diagnostic:
            self.seen.whole = False
            raise
        self._see(path, before, now)
        return data

    def _see(self, path: Path, stamp: Stamp, now: Known) -> None:
        known = self.seen.files.get(path)
        if known is None or known.stamp != stamp:
            if known is not None and known.digest != now.digest:
                self.seen.whole = False  # changed meanwhile: the output is made of both
            self.seen.files[path] = now

    def kind(self, path: Path) -> str:
        """Return what is at `path`, as `Project.kind`."""
        found = super().kind(path)
        self.seen.kinds[path] = found
        return found

    def _inside(self, folder: Path) -> list[Path]:
        found = super()._inside(folder)
        self.seen.listings[folder] = listed(path.name for path in found)
        return found


def name_in(project: Project, path: Path) -> str:
    """Return what a file is called wherever the project is: "project/…" or "bundled/…"."""
    for name, root in _roots(project):
        if path.is_relative_to(root):
            return f"{name}/{path.relative_to(root).as_posix()}"
    return path.as_posix()


def path_of(project: Project, name: str) -> str:
    """Return where a file of that name (see `name_in`) is."""
    folder, _, rest = name.partition("/")
    roots = {PROJECT: project.root, BUNDLED: project.bundled}
    return f"{roots[folder]}/{rest}" if folder in roots else name


def _roots(project: Project) -> list[tuple[str, Path]]:
    # One may be in the other: Colophon installed into the project's folder, or a project that was
    # begun in Colophon's. A file is of the nearer one.
    roots = [(PROJECT, project.root), (BUNDLED, project.bundled)]
    return sorted(roots, key=lambda each: -len(each[1].parts))


def stamp_of(path: str | Path) -> Stamp:
    """Return the stamp of a file, links followed; OSError where there is none."""
    found = os.stat(path)
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def settled(path: str | Path) -> Stamp:
    """Return the stamp of a file; () where it is so new that it may change without another."""
    try:
        stamp = stamp_of(path)
    except OSError:
        return ()
    return stamp if _is_settled(stamp) else ()


def _is_settled(stamp: Stamp) -> bool:
    return bool(stamp) and max(stamp[1:3]) < time.time_ns() - _TICK


def listed(names: Iterable[str]) -> str:
    """Return the digest of what is in a folder, but for what is hidden and so is no input."""
    there = sorted(name for name in names if not name.startswith("."))
    return hashlib.sha256("\0".join(there).encode("utf-8", "surrogateescape")).hexdigest()
