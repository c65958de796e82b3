"""Writing files so that nothing is lost: all or nothing, and a cache that may be deleted.

What may be large is passed on as a `Content`, and read a part at a time.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from stat import S_IMODE
from typing import BinaryIO, TypeAlias

from .unfinished import PREFIX, in_use, part_of, sweep, workshop_in

try:
    import fcntl
except ImportError:  # Windows, where nobody waits for the others
    fcntl = None  # type: ignore[assignment]

Content: TypeAlias = bytes | Path
"""What a file holds: its bytes, or the file where they lie."""
_BLOCK = 1 << 20
# No file of Windows can have these names, whatever its extension (Win32 naming conventions).
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)


def reading(data: Content) -> io.BytesIO | io.BufferedReader:
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

    What killed processes left there is swept first. Where `folder` may not be
    written to, the workshop is in the system's folder for temporary files. OSError where that is
    full, too, and where `folder` is a link that leads in a circle.
    """
    try:
        folder.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder)) from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        made = workshop_in(folder)
    except OSError:
        made = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_atomically(path: Path, data: Content, *, durable: bool = True) -> None:
    """Replace `path` by `data` in one step; the old file stays until the new one is on disk.

    What can be made again need not be `durable`: it may be lost when the machine loses power.

    Raises OSError (disk full, read-only folder) and then leaves no litter. Where the file system
    has nameless files, a killed process leaves none either; elsewhere the next write into the same
    folder sweeps its part away.
    """
    try:
        _write(path, data, durable)
    except FileNotFoundError:
        # The folder was cleaned away at this moment: once more, with a new one.
        _write(path, data, durable)


def rewrite(path: Path, data: Content) -> None:
    """As `write_atomically`, for a file that people keep: links to it stay links, and whoever might
    read or write it may do so still."""
    path = path.resolve()
    _write(path, data, True, path.stat() if path.exists() else None)


def _write(path: Path, data: Content, durable: bool, like: os.stat_result | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent)
    part = part_of(path)
    try:
        _write_part(part, data, durable, like)
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            # Nobody but us knows the part by its name.
            raise OSError(error.errno, error.strerror or str(error), str(path)) from error
        raise


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process at a time read and change what is in `folder`; the others wait here.

    The end of a process ends its turn, however it came. Where the file system has no such locks
    (flock(2) on a folder), nobody waits.
    """
    descriptor = None
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Make a new folder with `files` by name, which appears in one step when all is on disk.

    A name may have folders before it.

    Raises OSError (disk full, read-only folder, another folder of that name) and then leaves no
    litter; what a killed process left is swept by the next write beside it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep(folder.parent)
    part = part_of(folder)
    try:
        part.mkdir()
        for name, data in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            _write_part(part / name, data, durable=True, like=None)
        for each in sorted({(part / name).parent for name in files} | {part}):
            _sync(each)
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


def discard(paths: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    """Remove what lies directly or deeper in `folder`; return what is left for a process at work.

    Each leaves its place in one step, so that whoever writes there meanwhile begins anew. Raises
    OSError, with a name, where something may not be removed.
    """
    left = tuple(path for path in paths if in_use(path))
    heap: Path | None = None
    with suppress(OSError):  # a disk that is full has no room for a folder either
        heap = workshop_in(folder)
    path = folder
    try:
        for path in (each for each in paths if each not in left):
            with suppress(FileNotFoundError):
                _take_apart(path.rename(heap / path.name) if heap else path)
    except OSError as error:  # rmtree names a file by its last part alone
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        if heap is not None:
            with suppress(OSError):
                shutil.rmtree(heap)
    return left


def _take_apart(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def is_device(name: str) -> bool:
    """True for a name that Windows keeps for a device, so that no file there can have it."""
    return _DEVICES.match(name) is not None


def is_word(name: str) -> bool:
    """True for small letters, digits and hyphens that every system can name a file after."""
    plain = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None
    return plain and len(name) <= 60 and not is_device(name)


def leave_to_write(path: Path) -> str:
    """Return in words how to get at a file that this user may not write or remove."""
    folder = next((each for each in path.absolute().parents if each.is_dir()), path)
    if any((each / "editions").is_dir() for each in (folder, *folder.parents)):
        user = os.environ.get("USER", "$USER")
        return f"make the folder yours: sudo chown -R {user} {quote(str(folder))}"
    return "work in a folder of your own, such as one below your home folder"


def _write_part(part: Path, data: Content, durable: bool, like: os.stat_result | None) -> None:
    """Write `data` to disk as `part`, which gets its name only when it is whole if possible."""
    nameless = _nameless(part.parent)
    with part.open("wb") if nameless is None else os.fdopen(nameless, "wb") as stream:
        if like is not None and hasattr(os, "fchmod"):  # not on Windows
            _allow_as(stream.fileno(), like)
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


def _allow_as(file: int, like: os.stat_result) -> None:
    """Give an open file the group and the mode of another."""
    mode = S_IMODE(like.st_mode)
    try:
        os.fchown(file, -1, like.st_gid)
    except OSError:
        # It stays with a group of ours, which was promised nothing.
        mode = mode & ~0o070 | (mode & 0o007) << 3
    with suppress(OSError):  # a disk without modes
        os.fchmod(file, mode)


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
    with reading(data) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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

    def used(self, key: str, suffix: str) -> None:
        """Note that an entry is still of use: see `trim`."""
        with suppress(OSError):
            os.utime(self.path(key, suffix))

    def trim(self, suffixes: tuple[str, ...], most: int) -> None:
        """Remove entries of these kinds, those first that were of no use for the longest time,
        until they are `most` bytes at most."""
        found: list[tuple[float, int, str]] = []
        for path in self.folder.glob("??/*"):
            if path.name.endswith(suffixes):
                with suppress(OSError):  # removed by another process
                    now = path.stat()
                    found.append((now.st_mtime, now.st_size, str(path)))
        total = sum(size for _, size, _ in found)
        for _, size, name in sorted(found):
            if total <= most:
                return
            with suppress(OSError):
                os.unlink(name)
            total -= size

    def get_or_make(self, key: str, suffix: str, make: Callable[[], bytes]) -> bytes:
        """Return the entry, made and stored by `make` where it is missing."""
        data = self.get(key, suffix)
        if data is None:
            data = make()
            self.put(key, suffix, data)
        return data
