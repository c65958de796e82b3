"""The stage on which the guide is played: a throwaway project, and commands as in a terminal."""

from __future__ import annotations

import datetime
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from .. import console, program
from ..resources import Project

COLUMNS = 92
"""How wide the terminal is."""
PROGRAM = "python build_pdf.py"
SLUG = "the-garden"
"""The edition of the guide."""
DAY = datetime.date(2026, 11, 22)
"""The day on which the guide is played: pictures would else be others every day."""
_DAY = DAY.isoformat()
_DEFAULTS: dict[str, Any] = {
    "new": {"date": _DAY},
    "photos": {"status": {"as_of": _DAY}},
    **{name: {"as_of": _DAY} for name in ("build", "check", "handover")},
}
# They set up the machine that the reader has, or are about it: they are not played.
SET_UP = ("sudo", "brew", "git", "make", "cd", "wsl", "pipx", "colophon")
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Said:
    """What a command answered: lines with the terminal's escape sequences for colours."""

    words: str
    lines: tuple[str, ...]
    code: int

    @property
    def plain(self) -> tuple[str, ...]:
        """The lines without colours."""
        return tuple(_COLOURS.sub("", line).rstrip() for line in self.lines)


class Stage:
    """A project in a folder of its own, where nothing but the guide has ever happened."""

    def __init__(self, folder: Path, commands: click.Group) -> None:
        """Make the project's folder in `folder`, and a home beside it."""
        self.root = folder.resolve() / "colophon"
        self.home = folder.resolve() / "home"
        (self.root / "editions").mkdir(parents=True)
        (self.home / "Downloads").mkdir(parents=True)
        self.project = Project.at(self.root)
        self._commands = commands

    def run(self, words: str) -> Said | None:
        """Run a command; None for one that sets up a machine. ValueError for one not known."""
        first, *rest = self._expanded(shlex.split(words))
        if first in SET_UP or rest[1:] == ["doctor"]:
            return None
        if first not in ("python", "python3") or rest[:1] != ["build_pdf.py"]:
            raise ValueError(f"the guide cannot be played: “{words}” is no command of Colophon")
        return self._said(words, rest[1:])

    def _said(self, words: str, arguments: list[str]) -> Said:
        paper = io.StringIO()
        with self._in_the_project(), console.as_on_a_terminal(paper, COLUMNS):
            code = program.ended(self._commands, arguments, _DEFAULTS)
        # Some systems call it python3; files are as old as the run.
        text = paper.getvalue().replace("python3 build_pdf.py", PROGRAM)
        text = text.replace(datetime.date.today().isoformat(), _DAY)
        text = _TIME.sub(f"{_DAY} 12:00", text).replace(str(self.root), ".")
        return Said(words, tuple(line.rstrip() for line in text.splitlines()), code)

    def _expanded(self, words: list[str]) -> Iterator[str]:
        """Yield the words with the home folder and the asterisk filled in, as a shell does."""
        for word in words:
            if word.startswith("~/"):
                found = sorted(self.home.glob(word[2:]))
                yield from map(str, found or [self.home / word[2:]])
            else:
                yield word

    @contextmanager
    def _in_the_project(self) -> Iterator[None]:
        typed, here = sys.argv, Path.cwd()
        sys.argv = ["build_pdf.py"]
        os.chdir(self.root)
        try:
            yield
        finally:
            os.chdir(here)
            sys.argv = typed


def write_changes(folder: Path, changes: Mapping[Path, bytes]) -> dict[Path, bytes | None]:
    """Write files below `folder`; return what they held, None for those that were not there."""
    before: dict[Path, bytes | None] = {}
    for name, data in changes.items():
        path = folder / name
        before[name] = path.read_bytes() if path.is_file() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return before
