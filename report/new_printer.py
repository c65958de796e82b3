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
from .handover.naming import plain_letters
from .ink.conditions import COATED, Condition, condition_of, same_condition
from .ink.conversion import Press
from .ink.profile import MAX_BYTES, IccProfile, Unusable, read_press
from .photos.colour import SRGB_FILE
from .printers import UNUSABLE_PROFILE, Printer, read_printer
from .resources import Project, read_given
from .settings import names_of
from .storage import is_device, is_word, one_at_a_time, write_atomically

TAKEN = Code(
    "X208",
    "printer-taken",
    Severity.ERROR,
    """There is already a printer preset, or a profile, of this name, or a preset with this profile.

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

    It has small letters, digits and hyphens: `smith-coated`, not `Smith & Co (coated)`;
    and it is none that Windows keeps for devices, such as `con`.
    """,
)
_ICC = "assets/icc"
_PRESETS = "templates/printers"


@dataclass(frozen=True)
class Added:
    """A printer that was brought in: the preset's name, and the files written for it.

    `remarks` is what a person has to know about it, a sentence each.
    """

    name: str
    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def add_printer(project: Project, path: Path, name: str = "", like: str = "") -> Added:
    """Bring the ICC profile at `path`, from anywhere, into the project, with a preset for it.

    The preset is called `name`, or as the profile calls itself, and is `like` another, or like
    the one that fits its condition. A profile that a preset waits for, by the name of its file or
    by its condition, needs no new one: it gets the name that is waited for.

    Raises:
        Diagnostic: there is no such file (F101), it cannot be read (F103, F104), it is no profile
            of a press (X202), the name is none (X209) or taken, or another preset has the same
            profile (X208), or the preset that it shall be like has faults.
        OSError: the project's folders may not be written to.
    """
    data = read_given(path, MAX_BYTES)
    with one_at_a_time(project.root):
        return _add(project, path, data, name, like)


def _add(project: Project, path: Path, data: bytes, name: str, like: str) -> Added:
    try:
        profile = read_press(data)
    except Unusable as error:
        message = f"“{path.name}” {error}"
        help = "ask the print shop for the ICC profile of its press"
        raise Diagnostic([UNUSABLE_PROFILE.finding(None, message, help=help)]) from error
    file = _file_name(path)
    condition = condition_of(profile, path.stem)
    if not name and not like:
        waiting = _waiting(project, file, condition)
        if waiting:
            return _awaited(project, waiting, path, data)
        _refuse_same(project, data)
    name = name or slug(profile.description) or slug(path.stem)
    like = like or (condition.like if condition else COATED)
    base = read_printer(project, like)
    preset = _preset_path(project, name)
    press = Press(data, project.read(project.find(SRGB_FILE, [_ICC])))
    limit = min(400, max(100, ceil(press.most_ink * 10) * 10))
    text = _yaml(profile, file, condition, _Base(like, base, limit))
    files = tuple(_write({**_copies(project, file, data), preset: text.encode()}))
    return Added(name, files, _on_ink(limit, base.ink_limit, like))


def _on_ink(most: int, limit: int, like: str) -> tuple[str, ...]:
    """Return what to say where a profile keeps to another limit of ink than the preset."""
    if most > limit:
        return (
            f"The profile goes up to {most} % of ink; the limit stays at {limit} %, as in {like}. "
            f"Write `ink_limit: {most}` where the print shop takes as much.",
        )
    if most < limit:
        return (f"The profile keeps to {most} % of ink, which is the limit now.",)
    return ()


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
    limit = base.printer.ink_limit
    if base.limit < limit:
        lines.append(f"ink_limit: {base.limit}  # what the profile keeps to")
    elif base.limit > limit:  # which never rises unasked: too much ink does not dry
        lines.append(f"ink_limit: {limit}  # the profile goes up to {base.limit}")
    return "\n".join(lines) + "\n"


def _file_name(path: Path) -> str:
    """Return the profile's name in the project, which every system and YAML can write."""
    stem = plain_letters(path.stem).strip(".-") or "profile"
    return f"{stem}{path.suffix.lower() if path.suffix.lower() in ('.icc', '.icm') else '.icc'}"


@dataclass(frozen=True)
class _Waiting:
    """A preset that names a profile and does not have it."""

    name: str
    file: str
    condition: str


def _waiting(project: Project, file: str, condition: Condition | None) -> _Waiting | None:
    """Return the preset that waits for this file, or for a profile of this condition."""
    here = project.names([_ICC])
    waiting = [
        _Waiting(name, printer.profile.file, printer.profile.condition)
        for name, printer in _presets(project)
        if printer.profile.file not in here and _is_file_name(printer.profile.file)
    ]
    same = (each for each in waiting if _file_name(Path(each.file)).casefold() == file.casefold())
    fitting = (
        each for each in waiting if condition and same_condition(each.condition, condition.name)
    )
    return next(same, None) or next(fitting, None)


def _awaited(project: Project, waiting: _Waiting, path: Path, data: bytes) -> Added:
    """Write the profile at `path` under the name that a preset waits for."""
    files = tuple(_write(_copies(project, waiting.file, data)))
    remarks: tuple[str, ...] = ()
    if path.name != waiting.file:
        remarks = (
            f"“{path.name}” is a profile of {waiting.condition}, which {waiting.name} waits for "
            f"under the name “{waiting.file}”. Give it a preset of its own with --name if it is "
            "the print shop's own.",
        )
    return Added(waiting.name, files, remarks)


def _refuse_same(project: Project, data: bytes) -> None:
    """Raise X208 where a preset has this very profile."""
    for name, printer in _presets(project):
        file = printer.profile.file
        if not _is_own(printer, name) or file not in project.names([_ICC]):
            continue
        with suppress(Diagnostic):
            if project.read(project.find(file, [_ICC])) != data:
                continue
            message = f"the same profile was brought in as “{name}”, whose file is “{file}”"
            help = f"use that: --printer {name}; a second preset for it gets a name with --name"
            break
    else:
        return
    raise Diagnostic([_taken(message, help)])


def _presets(project: Project) -> Iterator[tuple[str, Printer]]:
    """Yield the presets that can be read, those that give a profile of their own first."""
    found: list[tuple[str, Printer]] = []
    for name in names_of(project, "printer"):
        with suppress(Diagnostic):
            found.append((name, read_printer(project, name)))
    yield from sorted(found, key=lambda each: not _is_own(each[1], each[0]))


def _is_own(printer: Printer, name: str) -> bool:
    """True where a preset gives its profile itself, and has it not from the one that it is like."""
    return Path(printer.profile.mark.file).stem == name


def _is_file_name(name: str) -> bool:
    return re.fullmatch(r"[^./\\][^/\\]*\.ic[cm]", name, re.IGNORECASE) is not None


def _preset_path(project: Project, name: str) -> Path:
    """Return where a new preset goes; Diagnostic X208 or X209 where it cannot."""
    if not is_word(name):
        message = f"“{name}” cannot be the name of a preset"
        better = f"{name}-1" if is_device(name) else slug(name)
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
