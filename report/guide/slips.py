"""Pictures of slips: the lines of a file with the slip, what Colophon says, and the lines mended.

Each is really made, in a starter edition of its own, and really mended: a slip that gives another
finding, or goes on to give one when it is mended, is an error (S502).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from ..content.node import Node
from ..diagnostics import Diagnostic
from .drawing import Panel, Row, code_row, editor, terminal
from .problems import NOT_TRUE
from .stage import COLUMNS, PROGRAM, SLUG, Said, Stage, write_changes
from .translators import Translation, translate

_EDITIONS = Path("editions")
_PLACE = re.compile(r"(?P<file>\S[^:]*):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}): ")


class Change(Node):
    """A change of a file, made before the slip and not shown."""

    file: str = "edition.yaml"
    """The file, below the edition's folder."""
    was: str = ""
    """The words to be changed; without them, the file is new."""
    now: str
    """What takes their place."""


class Slip(Node):
    """A slip, and how it is mended."""

    edition: str = SLUG
    """The edition in which it is made; one that is not there yet is written by `before`."""
    file: str = "edition.yaml"
    """The file in which it is made, below the edition's folder."""
    was: str
    """The words as they were."""
    now: str
    """The words with the slip."""
    mended: str = ""
    """The words as they should be; left out: as they were."""
    finding: str
    """The code of the finding that the slip gives."""
    command: str = f"check {SLUG}"
    """What is asked of Colophon."""
    around: int = 1
    """How many lines are shown above and below."""
    before: tuple[Change, ...] = ()
    """What is changed first."""
    translated: bool = False
    """True for an edition that is translated into Swedish."""
    photos: dict[str, str] = Field(default={})
    """Photographs laid into the edition's folder: the name there, and that of a bundled one."""

    def path(self, file: str = "") -> Path:
        """Return where a file of the edition stands, below the project's folder."""
        return _EDITIONS / self.edition / (file or self.file)


@dataclass(frozen=True)
class Played:
    """A slip that was made: what was said, and where the first finding of its code stands."""

    slip: Slip
    wrong: str
    right: str
    said: Said
    line: int
    column: int


def play(slip: Slip, stage: Stage) -> Played:
    """Make a slip on a stage that has the starter, mend it, and leave all as it was.

    Raises Diagnostic S502 where the slip does not give its finding, or goes on to give one.
    """
    name = slip.path()
    if slip.translated and not (stage.root / slip.path("languages")).is_dir():
        stage.run(f"{PROGRAM} translate extract {SLUG} sv")
        translate(Translation(), stage)
    before = write_changes(stage.root, _prepared(slip, stage))
    try:
        text = (stage.root / name).read_text("utf-8")
        if slip.was not in text:
            raise Diagnostic([_untrue(slip, f"“{slip.was}” does not stand in {slip.file}")])
        wrong = text.replace(slip.was, slip.now, 1)
        right = text.replace(slip.was, slip.mended or slip.was, 1)
        command = f"{PROGRAM} {slip.command}"
        # What was right before needs no proof; each check takes its second.
        if right != text or slip.before:
            mended = _after(stage, name, right, command)
            if any(f" {slip.finding}: " in line for line in mended.plain):
                raise Diagnostic([_untrue(slip, f"mended, it still gives {slip.finding}")])
        said = _after(stage, name, wrong, command)
    finally:
        for path, data in before.items():
            if data is None:
                (stage.root / path).unlink()
            else:
                (stage.root / path).write_bytes(data)
    line, column = _place(slip, said)
    return Played(slip, wrong, right, said, line, column)


def _after(stage: Stage, name: Path, text: str, command: str) -> Said:
    before = write_changes(stage.root, {name: text.encode()})
    said = stage.run(command)
    write_changes(stage.root, {name: before[name] or b""})
    assert said is not None
    return said


def _prepared(slip: Slip, stage: Stage) -> dict[Path, bytes]:
    files: dict[Path, bytes] = {}
    for name, photo in slip.photos.items():
        files[slip.path(name)] = (stage.project.bundled / "assets/photos" / photo).read_bytes()
    for change in slip.before:
        path = slip.path(change.file)
        text = files.get(path, b"")
        if not text and change.was:
            text = (stage.root / path).read_bytes()
        if change.was.encode() not in text:
            raise Diagnostic([_untrue(slip, f"“{change.was}” does not stand in {change.file}")])
        words = change.now.encode()
        files[path] = text.replace(change.was.encode(), words, 1) if change.was else words
    # The file of the slip itself is written anew, too, and put back when all is over.
    path = slip.path()
    return files if path in files else {**files, path: (stage.root / path).read_bytes()}


def _untrue(slip: Slip, message: str) -> Any:
    return NOT_TRUE.finding(slip.mark, message)


def _place(slip: Slip, said: Said) -> tuple[int, int]:
    for line in said.plain:
        found = _PLACE.match(line)
        if found and found["code"] == slip.finding:
            inside = found["file"].endswith(slip.file)
            return (int(found["line"]), int(found["column"])) if inside else (0, 0)
        if f"{slip.finding}: " in line:
            return 0, 0
    heard = "; ".join(said.plain) or "nothing"
    raise Diagnostic([_untrue(slip, f"it does not give {slip.finding}, but: {heard}")])


def panels(played: Played) -> list[Panel]:
    """Return the slip, what is said of it, and the slip mended, one below the other."""
    slip = played.slip
    name = slip.path().as_posix()
    marks = {played.line: played.column}
    mended = slip.mended or slip.was
    wrong = _rows(played.wrong, slip.now, mended, slip.around, ("wrong", marks))
    right = _rows(played.right, mended, slip.now, slip.around, ("right", {}))
    lines = [f"$ {PROGRAM} {slip.command}", *played.said.lines]
    return [
        editor(f"{name}, with a slip", wrong, "wrong"),
        terminal(lines, COLUMNS, "What Colophon says"),
        editor(f"{name}, mended", right, "right"),
    ]


def _rows(
    text: str, words: str, others: str, around: int, seen: tuple[str, Mapping[int, int]]
) -> list[Row]:
    """Return the lines that hold `words`, and some around them; what `others` lack is marked.

    `seen` is "wrong" or "right", and the columns that are underlined, by lines counted from 1.
    """
    verdict, marks = seen
    lines = text.removesuffix("\n").split("\n")
    first = text[: text.index(words)].count("\n")
    last = first + words.rstrip("\n").count("\n")
    near = [line - 1 for line in marks if line > 0 and first - 8 <= line - 1 <= last + 8]
    start = max(0, min([first - around, *near]))
    end = min(len(lines), max([last + around, *near]) + 1)
    new = set(words.splitlines()) - set(others.splitlines())
    return [
        code_row(
            number + 1,
            _cut(lines[number]),
            verdict=verdict if first <= number <= last and _is_new(lines[number], new) else "",
            under=marks.get(number + 1, 0),
        )
        for number in range(start, end)
    ]


def _is_new(line: str, new: set[str]) -> bool:
    """True for a line that holds one of those that are new, which may begin or end within it."""
    return any(each in line for each in new)


def _cut(line: str) -> str:
    return line if len(line) <= COLUMNS else f"{line[: COLUMNS - 1]}…"
