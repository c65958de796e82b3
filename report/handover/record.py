"""What has been handed over: the files of a folder or a zip, told by their own checksums."""

from __future__ import annotations

import datetime
import errno
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..storage import Content, reading, sha256, size_of, whole

SUMS = "SHA256SUMS"
_ROW = re.compile(r"([0-9a-f]{64}) [ *]([^/\\]+)")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError)
FIRST_DAY = datetime.date(1980, 1, 1)
"""The first day that a zip file can name (APPNOTE 4.4.6)."""


@dataclass(frozen=True)
class Record:
    """A hand-over as it lies there, in the folder or the zip called `name`.

    `files` are those that its checksums name or that are `asked` about, and the checksums. They
    are read when they are asked for: OSError where they are gone by then.
    """

    name: str
    files: Mapping[str, Content]

    @cached_property
    def sums(self) -> Mapping[str, str]:
        """The digests that the record gives, by file; {} where they are missing or damaged."""
        return parsed(whole(self.files.get(SUMS, b"")))

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digests that its files have."""
        return digests(self.files)

    @property
    def verified(self) -> dict[str, Content]:
        """The files that are still what the record says."""
        sums, found = self.sums, self.digests
        return {name: data for name, data in self.files.items() if sums.get(name) == found[name]}

    @property
    def sound(self) -> bool:
        """True where nothing is missing or changed."""
        return bool(self.sums) and len(self.verified) == len(self.sums)

    def others(self, wanted: Mapping[str, str | None]) -> tuple[str, ...]:
        """Return which files of the record are not those `wanted` by digest; None wants no file.

        A file counts as what is wanted when either its bytes or its checksum say so: one of them
        may be damaged. What the record says nothing of is another, too.
        """
        found = []
        for name, digest in wanted.items():
            claims = {self.sums.get(name), self.digests.get(name)} - {None}
            if (digest is None and claims) or (digest is not None and digest not in claims):
                found.append(name)
        return tuple(found)


def folder_record(folder: Path, asked: Iterable[str]) -> Record:
    """Return the record in a folder; OSError where it may not be read."""
    sums = files_in(folder, [SUMS])
    named = Record(folder.name, sums).sums
    return Record(folder.name, files_in(folder, {SUMS, *asked, *named}))


def files_in(folder: Path, names: Iterable[str]) -> dict[str, Content]:
    """Return those of the named files that are in the folder."""
    paths = {name: folder / name for name in sorted(names)}
    return {name: path for name, path in paths.items() if path.is_file()}


def packed_record(archive: Path, folder: str, asked: Iterable[str], shop: Path) -> Record:
    """Return the record in a zip file, without files where it cannot be read.

    Its files are unpacked into `shop`, under other names. OSError where there is no room for them,
    or the zip file may not be opened.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            inside = set(packed.namelist())
            sums = packed.read(f"{folder}/{SUMS}") if f"{folder}/{SUMS}" in inside else b""
            names = sorted({SUMS, *parsed(sums), *asked})
            found: dict[str, Content] = {}
            for name in (each for each in names if f"{folder}/{each}" in inside):
                # Who knows what a damaged archive calls its files.
                found[name] = path = shop / f"unpacked-{len(found)}"
                with packed.open(f"{folder}/{name}") as data, path.open("wb") as stream:
                    shutil.copyfileobj(data, stream)
            return Record(archive.name, found)
    except _UNREADABLE:
        return Record(archive.name, {})
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the beginning of the file
            raise
        return Record(archive.name, {})


def write_zip(path: Path, folder: str, files: Mapping[str, Content], date: datetime.date) -> None:
    """Write a zip file with `files` in a `folder`; the same files give the same bytes.

    Nothing is compressed: PDFs are so already, and another version of zlib would give other bytes.
    """
    day = max(date, FIRST_DAY)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = 0o100644 << 16
            entry.file_size = size_of(files[name])  # whether it needs the form for large files
            with reading(files[name]) as data, archive.open(entry, "w") as stream:
                shutil.copyfileobj(data, stream)


def parsed(sums: bytes) -> dict[str, str]:
    """Return the digests by file of checksums as `sha256sum` reads them; {} where one is none."""
    rows = [_ROW.fullmatch(row) for row in sums.decode("ascii", "replace").splitlines()]
    return {row[2]: row[1] for row in rows if row} if all(rows) else {}


def checksums(files: Mapping[str, Content]) -> bytes:
    """Return SHA-256 digests as `sha256sum -c` reads them (coreutils, “cksum output modes”)."""
    rows = (f"{digest}  {name}\n" for name, digest in sorted(digests(files).items()))
    return "".join(rows).encode("ascii")


def digests(files: Mapping[str, Content]) -> dict[str, str]:
    """Return the SHA-256 of each file in hexadecimal digits."""
    return {name: sha256(data) for name, data in files.items()}
