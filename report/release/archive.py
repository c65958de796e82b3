"""The archive of sources: written so that the same files give the same bytes, opened with distrust.

Nothing in it is compressed, which makes it the same on every machine, and leaves nothing that
could grow when it is unpacked.
"""

from __future__ import annotations

import datetime
import errno
import hashlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

from ..diagnostics import Diagnostic, Finding, Mark
from ..handover.record import write_zip
from ..resources import Project, seen
from ..storage import Content
from ..watching import BUNDLED, PROJECT
from .codes import BAD_ARCHIVE
from .order import ORDER, Order

ARCHIVE = "sources.zip"
REQUIREMENTS = "requirements.txt"
_MOST_FILES = 20_000
_LONGEST = 1_000
_BLOCK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError)
_AGAIN = "get the archive again from where the release is kept"


def pack(path: Path, order: Order, files: Mapping[str, Content], day: datetime.date) -> None:
    """Write an archive of `files`, by their names in it, that carries its order.

    OSError where the disk refuses it.
    """
    parts: dict[str, Content] = {ORDER: order.data(), REQUIREMENTS: order.made_with.requirements}
    write_zip(path, order.edition, {**files, **parts}, day)


def unpack(archive: Path, into: Path) -> Path:
    """Unpack an archive into the empty folder `into`; return the one folder that is in it.

    Raises Diagnostic V211 where anything in it is not as `pack` writes it; OSError where the disk
    refuses the files.
    """
    with _opened(archive) as packed:
        entries = packed.infolist()
        for entry in entries:
            path = into / entry.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(entry) as data, path.open("xb") as stream:
                shutil.copyfileobj(data, stream)
    return into / entries[0].filename.split("/")[0]


def contents(archive: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in an archive by its name below the archive's folder.

    Raises Diagnostic and OSError as `unpack`.
    """
    found = {}
    with _opened(archive) as packed:
        for entry in packed.infolist():
            with packed.open(entry) as data:
                hasher = hashlib.sha256()
                while block := data.read(_BLOCK):
                    hasher.update(block)
            found[entry.filename.partition("/")[2]] = hasher.hexdigest()
    return dict(sorted(found.items()))


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as packed:
            _check(packed.infolist(), archive)
            yield packed
    except _BROKEN as error:
        raise _bad(archive, f"the archive is damaged: {error}") from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the beginning of the file
            raise
        raise _bad(archive, "the archive is damaged: it names places that it has not") from error


def project_in(folder: Path) -> Project:
    """Return the project that was unpacked into a folder, with nothing of this machine's in it."""
    root, bundled = folder / PROJECT, folder / BUNDLED
    return Project(root.resolve(), (bundled if bundled.is_dir() else root).resolve())


def order_in(folder: Path, archive: Path) -> Order:
    """Return the order that was unpacked into a folder; Diagnostic V211 where it is none."""
    order = Order.read((folder / ORDER).read_bytes(), Mark(f"{archive.name}/{ORDER}"))
    if order.edition != folder.name:
        raise _bad(archive, f"the archive is of “{folder.name}”, and its {ORDER} of another")
    return order


def _check(entries: Sequence[zipfile.ZipInfo], archive: Path) -> None:
    """Raise Diagnostic V211 where an archive holds what `pack` does not write."""
    if not 0 < len(entries) <= _MOST_FILES:
        raise _bad(archive, f"the archive holds {len(entries):,} files")
    for entry in entries:
        for words, is_wrong in _FAULTS.items():
            if is_wrong(entry):
                raise _bad(archive, f"“{seen(entry.filename[:80])}” {words}")
    names = [normalize("NFC", entry.filename).casefold() for entry in entries]
    folders = {parent for name in names for parent in _parents(name)}
    if len(set(names)) < len(names) or folders & set(names):
        raise _bad(archive, "two files in the archive have one name")
    tops = {entry.filename.split("/")[0] for entry in entries}
    top = min(tops)
    if len(tops) > 1 or f"{top}/{ORDER}" not in {entry.filename for entry in entries}:
        raise _bad(archive, f"the archive is none of a release: it has no {ORDER} in one folder")
    # Entries that lie over each other would give more than the file has.
    if sum(entry.file_size for entry in entries) > archive.stat().st_size:
        raise _bad(archive, "the archive says that more is in it than it can hold")


def _parents(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:number]) for number in range(1, len(parts))]


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """True for a name that is not a plain one below a folder, on every system."""
    name = entry.filename
    steps = name.split("/")
    return (
        len(name) > _LONGEST
        or "\\" in name
        or ":" in steps[0]
        or seen(name) != name
        or len(steps) < 2
        or any(step in ("", ".", "..") for step in steps)
    )


def _is_no_file(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in (0, stat.S_IFREG)


_FAULTS: Mapping[str, Callable[[zipfile.ZipInfo], bool]] = {
    "has a name that leads out of the archive's folder": _leads_out,
    "is a link or another thing that is no file": _is_no_file,
    "is encrypted": lambda entry: bool(entry.flag_bits & 1),
    "is compressed, which nothing in an archive of sources is": lambda entry: (
        entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size
    ),
}


def _bad(archive: Path, message: str) -> Diagnostic:
    finding: Finding = BAD_ARCHIVE.finding(Mark(archive.name), message, help=_AGAIN)
    return Diagnostic([finding])
