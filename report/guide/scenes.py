"""The pictures of the guide that need no pages: terminals, files, the parts of a finding."""

from __future__ import annotations

import re

from pydantic import Field

from ..content.node import Node
from ..diagnostics import Diagnostic
from .drawing import (
    ADVANCE,
    EDGE,
    HEAD,
    LEADING,
    POINTER,
    code_row,
    editor,
    label,
    panel_at,
    path,
    picture,
    svg,
    terminal,
    wide,
)
from .problems import NOT_TRUE
from .slips import Played
from .stage import COLUMNS, Said, Stage


class Terminal(Node):
    """What the commands of the block above have said."""

    exit: int = 0
    """The exit code that they end with."""
    most: int = 40
    """How many lines are shown."""


class File(Node):
    """Some lines of a file, with notes beside them."""

    file: str
    """The file, below the project's folder."""
    since: str = ""
    """Words of the first line that is shown."""
    until: str = ""
    """Words of the last one."""
    leave_out: tuple[str, ...] = ()
    """Lines with these words are not shown."""
    notes: dict[str, str] = Field(default={})
    """What is said beside a line, by words that stand in it."""


class Lines(Node):
    """Lines of no file, with notes beside them."""

    text: str
    """The lines."""
    notes: dict[str, str] = Field(default={})
    """What is said beside a line, by words that stand in it."""


def of_lines(scene: Lines) -> str:
    """Return the picture of some lines. Diagnostic S502 for a note that belongs to none."""
    lines = scene.text.splitlines()
    for words in scene.notes:
        _with(scene, lines, words)
    rows = [code_row(number, line, note=_note(scene, line)) for number, line in enumerate(lines, 1)]
    return picture([editor("edition.yaml", rows)], COLUMNS)


def of_terminal(said: list[Said], most: int) -> str:
    """Return the picture of a terminal after some commands."""
    lines = [line for each in said for line in (f"$ {each.words}", *each.lines)]
    if len(lines) > most:
        lines = [*lines[:most], "\x1b[2m…\x1b[0m"]
    return picture([terminal(lines, COLUMNS)], COLUMNS)


def of_file(scene: File, stage: Stage) -> str:
    """Return the picture of a file with notes. Raises Diagnostic S502 for words it has not."""
    lines = (stage.root / scene.file).read_text("utf-8").splitlines()
    start = _with(scene, lines, scene.since) if scene.since else 0
    end = start + _with(scene, lines[start:], scene.until) + 1 if scene.until else len(lines)
    for words in scene.notes:
        _with(scene, lines[start:end], words)
    rows = [
        code_row(number + 1, line, note=_note(scene, line))
        for number, line in enumerate(lines[:end])
        if number >= start and not any(words in line for words in scene.leave_out)
    ]
    return picture([editor(scene.file, rows)], COLUMNS)


def _with(scene: File | Lines, lines: list[str], words: str) -> int:
    """Return the first line with some words. Diagnostic S502 where there is none."""
    for number, line in enumerate(lines):
        if words in line:
            return number
    message = f"no line holds “{words}”"
    raise Diagnostic([NOT_TRUE.finding(scene.mark, message)])


def _note(scene: File | Lines, line: str) -> str:
    return next((note for words, note in scene.notes.items() if words in line), "")


_FINDING = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<code>[A-Z]\d+): (?P<grave>\w+): (?P<what>.*)"
)
_PARTS = {
    "file": "the file",
    "line": "the line in it",
    "column": "the place in that line, counted in characters",
    "code": "the name of this kind of finding, for explain and for waivers",
    "grave": "how grave it is: error, warning or note",
    "what": "what is the matter",
}
_STEP = 23


def of_parts(played: Played) -> str:
    """Return the first finding of a slip, with the name of each of its parts below it."""
    said = played.said.plain
    index, found = next((n, m) for n, each in enumerate(said) if (m := _FINDING.match(each)))
    panel = terminal(played.said.lines[index : index + 2], COLUMNS, "A finding")
    below, width = panel.height, wide(COLUMNS)
    first = HEAD + 6 + LEADING
    pointers = [(found.start(name), first, words) for name, words in _PARTS.items()]
    pointers.append((said[index + 1].index("help"), first + LEADING, "how to mend it"))
    parts = [*panel_at(panel, 0, width)]
    # The last one is named first, so that no line crosses a name.
    for number, (column, top, words) in enumerate(sorted(pointers, reverse=True)):
        x, y = EDGE + (column + 0.5) * ADVANCE, below + 22 + number * _STEP
        parts += [path(f"M{x:g} {top:g}V{y - 5:g}h8", POINTER, 1.4), label(x + 13, y, words)]
    return svg(width, below + len(pointers) * _STEP + 10, parts)
