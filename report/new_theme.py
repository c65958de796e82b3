"""A theme of the project's own, begun as a copy of another."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from .content.node import slug
from .diagnostics import Code, Diagnostic, Mark, Severity
from .resources import Project
from .settings import FOLDERS, names_of, read_theme
from .storage import is_device, is_word, one_at_a_time, write_folder

TAKEN = Code(
    "S303",
    "theme-taken",
    Severity.ERROR,
    """There is already a theme of this name, or a folder.

    `new theme` never writes over a file: editions may be set in it. A folder of the name of a
    bundled theme would replace that theme in every edition of the project.

    Give the new one a name of its own, such as that of the house: `new theme garden`.
    """,
)
BAD_NAME = Code(
    "S304",
    "theme-name",
    Severity.ERROR,
    """The name of a theme becomes the name of a folder and a word in editions: `theme: garden`.

    It has small letters, digits and hyphens: `winter-garden`, not `Winter Garden`;
    and it is none that Windows keeps for devices, such as `con`.
    """,
)
MODEL = "nordic"
"""The theme that is copied where none is named."""
_MAIN = "theme.yaml"
_HEAD = """\
# The theme {name}, begun as a copy of {model}. One line sets an edition in it: `theme: {name}`.
#
# Colours, sizes and places of pictures stand here; the .css files beside this one say how they are
# used. Change a value and build: what does not fit together is named with its line. Text has to
# stand out from its ground (A202), and so do the parts of charts (A203). Files deleted here are not
# looked for in {model}. Fonts stand in assets/fonts/ of the project or of Colophon.

"""


def new_theme(project: Project, name: str, model: str = MODEL) -> Path:
    """Copy the theme `model` to templates/themes/`name` of the project; return the folder.

    Raises:
        Diagnostic: the name is none (S304) or taken (S303), there is no theme to copy (C110), or
            it has faults of its own.
        OSError: the project's folders may not be written to.
    """
    with one_at_a_time(project.root):
        folder = _folder(project, name)
        read_theme(project, model)
        source = f"{FOLDERS['theme']}/{model}"
        paths = {each: project.find(each, [source]) for each in project.names([source])}
        files = {each: project.read(path) for each, path in paths.items() if path.is_file()}
        theme = files.pop(_MAIN).decode("utf-8-sig")
        head = _HEAD.format(name=name, model=model)
        files[_MAIN] = (head + _renamed(theme, name)).encode()
        write_folder(folder, files)
    return folder


def _folder(project: Project, name: str) -> Path:
    """Return where a new theme goes; Diagnostic S303 or S304 where it cannot."""
    if not is_word(name):
        message = f"“{name}” cannot be the name of a theme"
        better = f"{name}-1" if is_device(name) else slug(name)
        help = f"call it “{better}”" if better else "use small letters, digits and hyphens"
        raise Diagnostic([BAD_NAME.finding(None, message, help=help)])
    folder = project.place(project.root / FOLDERS["theme"] / name)
    if name in names_of(project, "theme") or os.path.lexists(folder):
        message = f"there is already a theme or a folder called “{name}”"
        mark = Mark(project.shown(folder))
        raise Diagnostic([TAKEN.finding(mark, message, help="choose another name")])
    return folder


def _renamed(text: str, name: str) -> str:
    """Return the theme's text with the name as its label, and everything else as it is."""
    label = json.dumps(name.replace("-", " ").capitalize(), ensure_ascii=False)
    return re.sub(r"^label:.*$", lambda _: f"label: {label}", text, count=1, flags=re.MULTILINE)
