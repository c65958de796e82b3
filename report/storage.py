"""Writing files so that nothing is lost: all or nothing, and a cache that may be deleted.

What may be large is passed on as a `Content`, and read a part at a time.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from shlex import quote
from threading import get_ident
from typing import BinaryIO, TypeAlias

Content: TypeAlias = bytes | Path
"""What a file holds: its bytes, or the file where they lie."""
_PART = ".colophon-"
_WORKSHOP = "work"
_BLOCK = 1 << 20


def reading(data: Content) -> BinaryIO:
    """Open what a file holds for reading; OSError where it is gone or may not be read."""
    return io.BytesIO(data) if isinstance(data, bytes) else data.open("rb")


def size_of(data: Content) -> int:
    """Return how many bytes there are; OSError as `reading`."""
    return len(data) if isinstance(data, bytes) else data.stat().st_size


def whole(data: Content) -> bytes:
    """Return all the bytes, for those who cannot do with less; OSError as `reading`."""
    with reading(data) as stream:
        return stream.read()


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Make a new folder for unfinished files in `folder`, and remove it with all that is in it.

    What a killed process left is swept by the next workshop there. Where `folder` may not be
    written to, the workshop is in the system's folder for temporary files. OSError where that is
    full, too.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder / _WORKSHOP)
        made = tempfile.mkdtemp(".part", f"{_PART}{_WORKSHOP}.{os.getpid()}-", folder)
    except OSError:
        made = tempfile.mkdtemp(prefix=_PART)
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_atomically(path: Path, data: Content, *, durable: bool = True) -> None:
    """Replace `path` by `data` in one step; the old file stays until the new one is on disk.

    What can be made again need not be `durable`: it may be lost when the machine loses power.

    Raises OSError (disk full, read-only folder) and then leaves no litter. Where the file system
    has nameless files, a killed process leaves none either; elsewhere the next write of the same
    file sweeps its part away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    part = _part_of(path)
    try:
        _write_part(part, data, durable)
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            # Nobody but us knows the part by its name.
            raise OSError(error.errno, error.strerror or str(error), str(path)) from error
        raise


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Make a new folder with `files` by name, which appears in one step when all is on disk.

    Raises OSError (disk full, read-only folder, another folder of that name) and then leaves no
    litter; what a killed process left is swept when the same folder is written again.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    part = _part_of(folder)
    try:
        part.mkdir()
        for name, data in files.items():
            _write_part(part / name, data, durable=True)
        _sync(part)
        part.rename(folder)
        _sync(folder.parent)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror or str(error), str(folder)) from error
        raise


def _sync(folder: Path) -> None:
    """Have the names in a folder put on disk, where the file system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_folder(folder: Path) -> None:
    """Remove a folder and all that is in it; OSError, with the folder's name, where it may not."""
    try:
        shutil.rmtree(folder)
    except OSError as error:  # which names a file by its last part alone
        raise OSError(error.errno, error.strerror or str(error), str(folder)) from error


def leave_to_write(path: Path) -> str:
    """Return in words how to get at a file that this user may not write or remove."""
    folder = next((each for each in path.absolute().parents if each.is_dir()), path)
    if any((each / "editions").is_dir() for each in (folder, *folder.parents)):
        user = os.environ.get("USER", "$USER")
        return f"make the folder yours: sudo chown -R {user} {quote(str(folder))}"
    return "work in a folder of your own, such as one below your home folder"


def _part_of(path: Path) -> Path:
    """Return where this process, or this thread of it, prepares `path`."""
    return path.with_name(f"{_PART}{path.name}.{os.getpid()}-{get_ident()}.part")


def _write_part(part: Path, data: Content, durable: bool) -> None:
    """Write `data` to disk as `part`, which gets its name only when it is whole if possible."""
    nameless = _nameless(part.parent)
    with part.open("wb") if nameless is None else os.fdopen(nameless, "wb") as stream:
        with reading(data) as source:
            for block in _blocks(source):
                stream.write(block)
        stream.flush()
        if durable:
            os.fsync(stream.fileno())
        if nameless is not None:
            # A directory descriptor, unused for an absolute path, makes Python call linkat(2),
            # which alone follows this link to the open file (open(2), O_TMPFILE).
            os.link(f"/proc/self/fd/{nameless}", part, src_dir_fd=0, follow_symlinks=True)


def _nameless(folder: Path) -> int | None:
    """Return the descriptor of a new file without a name in `folder`; None where there is none."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        # Network and overlay file systems often have no such files: write under a name.
        return None


def _sweep(path: Path) -> None:
    """Remove the parts of `path` that belong to processes no longer alive."""
    for part in path.parent.glob(f"{_PART}{escape(path.name)}.*.part"):
        pid = part.suffixes[-2].lstrip(".").partition("-")[0]
        if pid.isdigit() and int(pid) != os.getpid() and not _alive(int(pid)):
            _remove(part)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block


def digest(*parts: Content | str) -> str:
    """Return the SHA-256 of the parts, each with its length, as 64 hexadecimal digits.

    A path stands for what the file there holds; OSError as `reading`.
    """
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(size_of(data).to_bytes(8, "big"))
        with reading(data) as stream:
            for block in _blocks(stream):
                hasher.update(block)
    return hasher.hexdigest()


def sha256(data: Content) -> str:
    """Return the SHA-256 alone, as 64 hexadecimal digits; OSError as `reading`."""
    hasher = hashlib.sha256()
    with reading(data) as stream:
        for block in _blocks(stream):
            hasher.update(block)
    return hasher.hexdigest()


@dataclass(frozen=True)
class Cache:
    """Content-addressed files in one folder. Deleting it changes nothing but time."""

    folder: Path

    def path(self, key: str, suffix: str) -> Path:
        """Return where the entry `key` (hexadecimal) is or would be."""
        return self.folder / key[:2] / f"{key}{suffix}"

    def get(self, key: str, suffix: str) -> bytes | None:
        """Return the entry, or None where there is none; a damaged entry counts as none."""
        try:
            data = self.path(key, suffix).read_bytes()
        except OSError:
            return None
        body, seal = data[:-32], data[-32:]
        return body if hashlib.sha256(body).digest() == seal else None

    def put(self, key: str, suffix: str, data: bytes) -> None:
        """Store the entry; a folder that cannot be written only costs time later."""
        try:
            sealed = data + hashlib.sha256(data).digest()
            write_atomically(self.path(key, suffix), sealed, durable=False)
        except OSError:
            return

    def get_or_make(self, key: str, suffix: str, make: Callable[[], bytes]) -> bytes:
        """Return the entry, made and stored by `make` where it is missing."""
        data = self.get(key, suffix)
        if data is None:
            data = make()
            self.put(key, suffix, data)
        return data
