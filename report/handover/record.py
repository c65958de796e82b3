"""What has been handed over: the files of a folder or a zip, told by their own checksums."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SUMS = "SHA256SUMS"
_ROW = re.compile(r"([0-9a-f]{64}) [ *]([^/\\]+)")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Record:
    """A hand-over as it lies there, in the folder or the zip called `name`.

    `files` are those that its checksums name or that are `asked` about, and the checksums.
    """

    name: str
    files: Mapping[str, bytes]

    @property
    def sums(self) -> Mapping[str, str]:
        """The digests that the record gives, by file; {} where they are missing or damaged."""
        return parsed(self.files.get(SUMS, b""))

    @property
    def verified(self) -> dict[str, bytes]:
        """The files that are still what the record says."""
        sums = self.sums
        return {
            name: data for name, data in self.files.items() if sums.get(name) == digest_of(data)
        }

    @property
    def sound(self) -> bool:
        """True where nothing is missing or changed."""
        return bool(self.sums) and len(self.verified) == len(self.sums)

    def others(self, wanted: Mapping[str, bytes | None]) -> tuple[str, ...]:
        """Return which files of the record are not those `wanted`, where None wants no such file.

        A file counts as what is wanted when either its bytes or its checksum say so: one of them
        may be damaged. What the record says nothing of is another, too.
        """
        sums = self.sums
        found = []
        for name, data in wanted.items():
            here = self.files.get(name)
            claims = {sums.get(name), None if here is None else digest_of(here)} - {None}
            if (data is None and claims) or (data is not None and digest_of(data) not in claims):
                found.append(name)
        return tuple(found)


def packed_record(name: str, folder: str, data: bytes, asked: Iterable[str]) -> Record:
    """Return the record in a zip file, without files where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = set(archive.namelist())
            sums = archive.read(f"{folder}/{SUMS}") if f"{folder}/{SUMS}" in inside else b""
            names = sorted({SUMS, *parsed(sums), *asked})
            paths = {each: f"{folder}/{each}" for each in names if f"{folder}/{each}" in inside}
            return Record(name, {each: archive.read(path) for each, path in paths.items()})
    except _UNREADABLE:
        return Record(name, {})


def parsed(sums: bytes) -> dict[str, str]:
    """Return the digests by file of checksums as `sha256sum` reads them; {} where one is none."""
    rows = [_ROW.fullmatch(row) for row in sums.decode("ascii", "replace").splitlines()]
    return {row[2]: row[1] for row in rows if row} if all(rows) else {}


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return SHA-256 digests as `sha256sum -c` reads them (coreutils, “cksum output modes”)."""
    rows = (f"{digest_of(files[name])}  {name}\n" for name in sorted(files))
    return "".join(rows).encode("ascii")


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
