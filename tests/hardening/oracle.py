"""Runs a command on hostile input in this process, and says what must be true whatever it was.

Whatever comes in at a door: the program ends with a documented code and plain words, reads nothing
outside of the project, writes nothing but what the command is for, leaves no halves, and takes
neither for ever nor all the memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import signal
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report import program
from report.cli import commands

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60
MEGABYTES = 1_500
"""What one run may take at most, on any machine and beside others: bounds, not measurements."""
# The words of programmers: of their types, errors and addresses in memory.
JARGON = re.compile(
    r"Traceback|<class |<_io|object at 0x|NoneType|pydantic|\[Errno|\b\w+(?:Error|Exception)\b"
    r"|\bnot (?:iterable|subscriptable|callable)\b|unpack requires|codec can't"
    r"|(?<!“)\bNone\b|(?<![\w.])(?:inf|nan)\b"
)
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FINDING = re.compile(
    r"(?:(?P<place>.+?): )?(?P<code>[A-Z]\d{3}): (?P<severity>error|warning|note)"
)
_CALLS = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.sendto",
    "urllib.",
    "os.system",
    "os.exec",
)
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "shutil.")


_TEMPORARY = "passing-things"


class OutOfTime(BaseException):
    """The run took longer than anything may; no `except Exception` swallows it."""


@dataclass
class _Watch:
    """What the process opens and changes while somebody looks."""

    on: bool = False
    read: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            writes = (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            (self.changed if writes else self.read).add(path)
        elif event.startswith(_CHANGES):
            named = (each for each in arguments if isinstance(each, (str, bytes)))
            self.changed.update(os.path.realpath(os.fsdecode(each)) for each in named)
        elif event.startswith(_CALLS):
            self.calls.append(f"{event} {arguments}"[:200])


_watch = _Watch()
sys.addaudithook(_watch.see)


@dataclass(frozen=True)
class Attempt:
    """What a command did: its code and words, and which files it touched."""

    arguments: tuple[str, ...]
    code: int
    said: str
    complained: str
    seconds: float
    megabytes: float
    read: frozenset[str]
    changed: frozenset[str]
    calls: tuple[str, ...]

    @property
    def words(self) -> str:
        """All that was printed."""
        return self.said + self.complained

    @property
    def data(self) -> Any:
        """What was printed as JSON."""
        return json.loads(self.said)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the errors."""
        found = (_FINDING.match(line) for line in self.words.splitlines())
        return frozenset(each["code"] for each in found if each and each["severity"] == "error")

    @property
    def places(self) -> tuple[str, ...]:
        """Where the errors stand, "" for those without a place."""
        found = (_FINDING.match(line) for line in self.words.splitlines())
        return tuple(each["place"] or "" for each in found if each and each["severity"] == "error")


def run(project: Path, *arguments: str) -> Attempt:
    """Run a command of the program on a project, watched; OutOfTime where it does not end."""
    temporary = project.with_name(_TEMPORARY)
    temporary.mkdir(exist_ok=True)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape") for _ in "12")
    before, handler = (sys.argv, tempfile.tempdir), signal.getsignal(signal.SIGTERM)
    tempfile.tempdir = str(temporary)
    sys.argv = ["colophon", "--project", str(project), *arguments]
    _watch.read, _watch.changed, _watch.calls = set(), set(), []
    begun = time.monotonic()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        _timed(),
        _peak() as peak,
    ):
        _watch.on = True
        try:
            program.run(commands)
        except SystemExit as end:
            code = end.code
        finally:
            _watch.on = False
            sys.argv, tempfile.tempdir = before
            signal.signal(signal.SIGTERM, handler)
    seconds = time.monotonic() - begun
    said, complained = (_text(stream) for stream in (out, err))
    assert code is None or isinstance(code, int), code
    return Attempt(
        arguments, code or 0, said, complained, seconds, peak[0],
        frozenset(_watch.read), frozenset(_watch.changed), tuple(_watch.calls),
    )  # fmt: skip


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]


@contextlib.contextmanager
def _timed() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise OutOfTime(f"more than {SECONDS} seconds")

    before = {each: signal.signal(each, stop) for each in (signal.SIGPROF, signal.SIGALRM)}
    # What the process itself works, however busy the machine is; and what it waits for.
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, 5 * SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)


@contextlib.contextmanager
def _peak() -> Iterator[list[float]]:
    """Measure by how many megabytes the process grew at most; 0 where the system does not say."""
    result = [0.0]
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    try:
        reset.write_text("5")
        before = _status(status, "VmRSS")
    except OSError:
        yield result
        return
    yield result
    result[0] = (_status(status, "VmHWM") - before) / 1024


def _status(path: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", path.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def snapshot(folder: Path) -> Mapping[str, str]:
    """Return the files below a folder with their digests, but for those that can be made again."""
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.relative_to(folder).parts[0] != "build"
    }


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"-> {os.readlink(path)}"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "not a file"


_OURS = tuple(
    str(Path(each).resolve())
    for each in (ROOT, sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *sys.path)
    if each
)
# What libraries look up about this machine. Nothing else of it: campaigns name /etc/passwd.
_SYSTEM = (
    *("/proc/", "/sys/", "/dev/"),
    *("/etc/mime.types", "/etc/localtime", "/etc/os-release", "/etc/fonts/"),
    *("/usr/share/zoneinfo/", "/usr/share/fonts/", "/usr/local/share/fonts/"),
)


def look(attempt: Attempt, project: Path, given: Sequence[Path] = (), writes: bool = False) -> None:
    """Assert what is true of every run. `given` are files from elsewhere that were named.

    With `writes`, the command may change the project outside of build/ (the caller says what).
    """
    said = f"{attempt.arguments} ended with {attempt.code} and said:\n{attempt.words[:3000]}"
    assert attempt.code in (0, 1, 2), said
    assert not JARGON.search(attempt.words), f"words of programmers: {said}"
    assert not _STEERS.search(attempt.words), f"would steer the terminal: {said!r}"
    if attempt.code == 1:
        assert attempt.words.strip(), f"failed without a word: {said}"
    assert attempt.megabytes < MEGABYTES, f"{attempt.megabytes:.0f} MB: {said}"
    assert not attempt.calls, attempt.calls
    allowed = (f"{project.resolve()}{os.sep}", *(str(each.resolve()) for each in given))
    read = [each for each in attempt.read if not each.startswith((*allowed, *_OURS, *_SYSTEM))]
    assert not [each for each in read if os.path.isfile(each)], read
    home = project.resolve() if writes else project.resolve() / "build"
    mine = ("/dev/", *_caches(), str(home))
    # What an earlier run left in its folder for passing things may go when Python likes.
    passing = (f"{os.sep}{_TEMPORARY}", f"{os.sep}weasyprint-")
    changed = [each for each in attempt.changed if not any(name in each for name in passing)]
    changed = [each for each in changed if not each.startswith(mine)]
    assert not changed, f"changed outside of the project: {changed}"
    assert not [*project.rglob(".colophon-*")], "a half-written file was left behind"


def _caches() -> tuple[str, ...]:
    """Where Python itself writes: compiled modules, and the list of fonts of Matplotlib."""
    return (*_OURS, str(Path.home() / ".cache"), os.environ.get("MPLCONFIGDIR", os.devnull))
