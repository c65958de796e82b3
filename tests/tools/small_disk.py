"""A disk of a few megabytes, or one that is read-only, for a command to run on.

Nobody needs to be root: where the system has user namespaces, a process may mount what it likes for
itself (user_namespaces(7)). Run as a program in such a namespace, this does what it is told in JSON
and prints what came of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


@dataclass(frozen=True)
class Run:
    """How a command ended, what it said, and which files were there then, by their digests."""

    code: int
    said: str
    files: dict[str, str]


@cache
def why_not() -> str:
    """Return why no disk can be mounted on this machine; "" where it can."""
    if shutil.which("unshare") is None or sys.platform != "linux":
        return "this machine has no namespaces of Linux"
    trial = "mount -t tmpfs tmpfs /mnt && mount --bind /mnt /mnt && mount -o remount,ro,bind /mnt"
    tried = subprocess.run([*_NAMESPACE, "sh", "-c", trial], capture_output=True, text=True)
    return f"this user may mount nothing: {tried.stderr.strip()}" if tried.returncode else ""


def on_full_disk(project: Path, free: int, command: Sequence[str]) -> tuple[Run, Run]:
    """Run a command on a copy of a project, on a disk with `free` kB left; then with much more."""
    first, second = _told({"project": str(project), "free": free, "command": list(command)})
    return first, second


def read_only(project: Path, folder: str, command: Sequence[str]) -> Run:
    """Run a command on a project of which a folder, or a file, can only be read."""
    (run,) = _told({"project": str(project), "read_only": folder, "command": list(command)})
    return run


def _told(job: dict[str, Any]) -> list[Run]:
    done = subprocess.run(
        [*_NAMESPACE, sys.executable, __file__, json.dumps(job)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [Run(**each) for each in json.loads(done.stdout)]


def _main(job: dict[str, Any]) -> list[dict[str, Any]]:
    project = Path(job["project"])
    if "free" not in job:
        folder = str(project / job["read_only"])
        _mount("--bind", folder, folder)
        _mount("-o", "remount,ro,bind", folder)
        return [_run(project, job["command"])]
    disk = project.parent / "disk"
    disk.mkdir()
    _mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk))
    copy = disk / "project"
    shutil.copytree(project, copy)
    filler = disk / "filler"
    room = os.statvfs(disk)
    with filler.open("wb") as stream:
        stream.write(bytes(max(0, room.f_bavail * room.f_frsize - job["free"] * 1024)))
    first = _run(copy, job["command"])
    filler.unlink()
    return [first, _run(copy, job["command"])]


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def _run(project: Path, command: Sequence[str]) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "build_pdf.py"), *command],
        cwd=project,
        capture_output=True,
        text=True,
    )
    files = {
        path.relative_to(project).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(project.rglob("*"))
        if path.is_file() and "cache" not in path.parts
    }
    return {"code": ended.returncode, "said": ended.stdout + ended.stderr, "files": files}


if __name__ == "__main__":
    print(json.dumps(_main(json.loads(sys.argv[1]))))
