"""A print shop's own ICC profile, brought into the project with a preset for it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from .content.node import slug
from .diagnostics import Code, Diagnostic, Finding, Severity
from .ink.conditions import COATED, Condition, condition_of
from .ink.conversion import Press
from .ink.profile import MAX_BYTES, IccProfile, Unusable, read_press
from .photos.colour import SRGB_FILE
from .printers import UNUSABLE_PROFILE, Printer, read_printer
from .resources import Project, read_given
from .settings import names_of
from .storage import write_atomically

TAKEN = Code(
    "X208",
    "printer-taken",
    Severity.ERROR,
    """There is already a printer preset, or a profile, of this name.

    `printer add` never writes over a file: editions may have been printed with it.

    Give the new one a name of its own, such as that of the print shop: `printer add FILE.icc --name
    smith-coated`. Where the old file is the one to be replaced, delete it first.
    """,
)
BAD_NAME = Code(
    "X209",
    "printer-name",
    Severity.ERROR,
    """The name of a printer preset becomes the name of a file and a word of a command.

    It has small letters, digits and hyphens: `smith-coated`, not `Smith & Co (coated)`.
    """,
)
_ICC = "assets/icc"
_PRESETS = "templates/printers"


@dataclass(frozen=True)
class Added:
    """A printer that was brought in: the preset's name, and the files written for it."""

    name: str
    files: tuple[Path, ...]


def add_printer(project: Project, path: Path, name: str = "", like: str = "") -> Added:
    """Bring the ICC profile at `path`, from anywhere, into the project, with a preset for it.

    The preset is called `name`, or as the profile calls itself, and is `like` another, or like
    the one that fits its condition. A profile that a preset waits for needs no new one.

    Raises:
        Diagnostic: there is no such file (F101), it cannot be read (F103, F104), it is no profile
            of a press (X202), the name is none (X209) or taken (X208), or the preset that it shall
            be like has faults.
        OSError: the project's folders may not be written to.
    """
    data = read_given(path, MAX_BYTES)
    try:
        profile = read_press(data)
    except Unusable as error:
        message = f"“{path.name}” {error}"
        help = "ask the print shop for the ICC profile of its press"
        raise Diagnostic([UNUSABLE_PROFILE.finding(None, message, help=help)]) from error
    file = _file_name(path)
    waiting = next(_waiting(project, file), "") if not name else ""
    if waiting:
        return Added(waiting, tuple(_write(_copies(project, file, data))))
    name = name or slug(profile.description) or slug(path.stem)
    condition = condition_of(profile, path.stem)
    like = like or (condition.like if condition else COATED)
    base = read_printer(project, like)
    preset = _preset_path(project, name)
    press = Press(data, project.read(project.find(SRGB_FILE, [_ICC])))
    limit = min(400, max(100, ceil(press.most_ink * 10) * 10))
    text = _yaml(profile, file, condition, _Base(like, base, limit))
    return Added(name, tuple(_write({**_copies(project, file, data), preset: text.encode()})))


@dataclass(frozen=True)
class _Base:
    """The preset that a new one is like, and the limit of ink that the new profile keeps to."""

    name: str
    printer: Printer
    limit: int


def _yaml(profile: IccProfile, file: str, condition: Condition | None, base: _Base) -> str:
    """Return the text of a preset."""
    words = profile.description or file
    label = f"{words} ({condition.name})" if condition else words
    lines = [
        f"# Written by `printer add` from {file}. Ask the print shop whether all of this is so;",
        f"# what is not said here is as in {base.name}.",
        f"like: {base.name}",
        f"label: {_quoted(label)}",
        "profile:",
        f"  file: {_quoted(file)}",
    ]
    if condition:
        lines += [
            f"  condition: {condition.name}  # the registered name, guessed from the profile",
            f"  info: {_quoted(condition.info)}",
        ]
    else:
        lines += [
            "  # Not a condition that is registered with the ICC; else give its name here.",
            f"  condition: {_quoted(words)}",
            '  registry: ""',
            f"  info: {_quoted(words)}",
        ]
    if base.limit != base.printer.ink_limit:
        lines.append(f"ink_limit: {base.limit}  # what the profile keeps to")
    return "\n".join(lines) + "\n"


def _file_name(path: Path) -> str:
    """Return the profile's name in the project, which every system and YAML can write."""
    stem = re.sub(r"[^\w.+() -]", "-", path.stem, flags=re.ASCII).strip(" .-") or "profile"
    return f"{stem}{path.suffix.lower() if path.suffix.lower() in ('.icc', '.icm') else '.icc'}"


def _waiting(project: Project, file: str) -> Iterator[str]:
    """Yield the presets that name this profile and do not have it."""
    if file in project.names([_ICC]):
        return
    for name in names_of(project, "printer"):
        with suppress(Diagnostic):
            if read_printer(project, name).profile.file == file:
                yield name


def _preset_path(project: Project, name: str) -> Path:
    """Return where a new preset goes; Diagnostic X208 or X209 where it cannot."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        message = f"“{name}” cannot be the name of a preset"
        better = slug(name)
        help = f"call it “{better}”" if better else "use small letters, digits and hyphens"
        raise Diagnostic([BAD_NAME.finding(None, message, help=help)])
    path = project.place(project.root / _PRESETS / f"{name}.yaml")
    if name in names_of(project, "printer") or os.path.lexists(path):
        message = f"there is already a printer called “{name}”"
        raise Diagnostic([_taken(message, "give the new one a name of its own with --name")])
    return path


def _copies(project: Project, file: str, data: bytes) -> dict[Path, bytes]:
    """Return the profile's copy to write: none where the same one is there already."""
    if file in project.names([_ICC]):
        there = project.find(file, [_ICC])
        if project.read(there) == data:
            return {}
        message = f"there is already another profile called “{file}”, at {project.shown(there)}"
        raise Diagnostic([_taken(message, "rename the new file, and add it again")])
    return {project.place(project.root / _ICC / file): data}


def _taken(message: str, help: str) -> Finding:
    return TAKEN.finding(None, message, help=help)


def _write(files: dict[Path, bytes]) -> Iterator[Path]:
    for path, data in files.items():
        write_atomically(path, data)
        yield path


def _quoted(words: str) -> str:
    """Return words as a YAML scalar in quotation marks, whatever they hold (YAML 1.2 §7.3.1)."""
    return json.dumps(words, ensure_ascii=False)
