"""Running a program from its start to its exit, and what it used with all that it has started."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Used:
    """Seconds by the clock, those of the processors, and the most megabytes held at a time.

    Processes that share memory are counted with their share of it (Linux; elsewhere it is 0).
    """

    seconds: float
    processor: float
    megabytes: float


class DidNotWork(Exception):
    """A program ended with an error; its last words are the text."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Used:
    """Run a program to its end and return what it used; DidNotWork where it fails."""
    with tempfile.TemporaryFile() as words:
        begin = time.perf_counter()
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        memory = _Memory(process.pid)
        memory.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.done.set()
        memory.join()
        if process.returncode != 0:
            words.seek(0)
            said = words.read().decode("utf-8", "replace").strip()
            raise DidNotWork(f"{' '.join(command)}: {said[-500:]}")
    return Used(seconds, used.ru_utime + used.ru_stime, memory.most / 1e6)


class _Memory(threading.Thread):
    """Looks again and again at what a process and all below it hold."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.most = 0
        self._pid = pid

    def run(self) -> None:
        while sys.platform == "linux" and not self.done.wait(_EVERY):
            self.most = max(self.most, sum(map(_held, _family(self._pid))))


def _family(pid: int) -> list[int]:
    """Return a process and all that it, or one of its children, has started."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue  # it has ended meanwhile
            children.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _held(pid: int) -> int:
    """Return the bytes that a process holds: its share of what it shares (PSS)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
