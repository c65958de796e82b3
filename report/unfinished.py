"""Files that are not whole yet: their names, and what killed processes have left of them.

A file is prepared as a **part** beside its place, whose name says which process works at it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import get_ident

PREFIX = ".colophon-"
"""How the names of all parts begin."""
# What a part's name has besides that of its file; names have 255 bytes at most (NAME_MAX).
_LONGEST_LABEL = 160


def part_of(path: Path) -> Path:
    """Return where this process, or this thread of it, prepares `path`."""
    return path.with_name(f"{PREFIX}{_label(path)}.{os.getpid()}-{get_ident()}.part")


def _label(path: Path) -> str:
    """Return what stands for a file in the names of its parts: its name, unless that is long."""
    name = os.fsencode(path.name)
    return path.name if len(name) <= _LONGEST_LABEL else hashlib.sha256(name).hexdigest()


def workshop_in(folder: Path) -> Path:
    """Make a folder for unfinished files in `folder` and return it; OSError as `mkdtemp`."""
    return Path(tempfile.mkdtemp(".part", f"{PREFIX}work.{os.getpid()}-", folder))


def in_use(part: Path) -> bool:
    """True for a part that a process at work is making, and False for any other file."""
    return _owner(part) is not None and not _is_left(part)


def sweep(folder: Path) -> None:
    """Remove the parts in `folder` that belong to processes no longer alive."""
    with os.scandir(folder) as entries:
        parts = [Path(each.path) for each in entries if each.name.startswith(PREFIX)]
    for part in filter(_is_left, parts):
        _remove(part)


def _owner(part: Path) -> int | None:
    """Return the number of the process that a part belongs to; None for what is no part."""
    if not (part.name.startswith(PREFIX) and part.suffix == ".part"):
        return None
    pid = part.suffixes[-2].lstrip(".").partition("-")[0] if len(part.suffixes) > 1 else ""
    return int(pid) if pid.isdigit() else None


def _is_left(part: Path) -> bool:
    """True for a part whose process is no longer alive."""
    pid = _owner(part)
    return pid is not None and pid != os.getpid() and not _alive(pid)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):  # swept by another process, or not ours to remove
            part.unlink()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
