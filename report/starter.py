"""A new edition, or a whole new project, from the starter in templates/starter/."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path

from .content.node import slug
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .resources import Project
from .schema import FOLDER, schemas
from .storage import is_device, one_at_a_time, write_atomically, write_folder

ALREADY_THERE = Code(
    "S301",
    "already-there",
    Severity.ERROR,
    """`new` never writes over something that is there.

    Choose another name, or move the old folder away first.
    """,
)
BAD_NAME = Code(
    "S302",
    "no-name",
    Severity.ERROR,
    """The name of an edition becomes the name of a folder and of files.

    It needs at least one letter or digit from the Latin alphabet; `new "Health 2027"` makes the
    folder `health-2027`. Names that Windows keeps for devices, such as `con`, are none: whoever
    gets a copy of the project there could not open it.
    """,
)
_STARTER = "templates/starter"
_OWN = {
    "templates": "Templates of your own come before the bundled ones of the same name.",
    "figures": "Chart kinds of your own: one Python file each.",
    "assets": "Fonts, colour profiles and photos (with credits.yaml) that editions share.",
}


def new_edition(project: Project, title: str, date: datetime.date) -> Path:
    """Write a starter edition called `title` into the project; return its folder.

    The folder appears whole or not at all. Raises Diagnostic where the name is none (S302) or
    taken (S301), and OSError where the project may not be written to.
    """
    name = folder_name(title)
    folder = project.place(project.editions / name)
    with one_at_a_time(project.root):
        if os.path.lexists(folder):
            raise Diagnostic([taken(project.shown(folder))])
        # The folder comes last: where it is, all is there.
        write_schemas(project)
        write_folder(folder, _edition_files(project, title, date))
    return folder


def new_project(parent: Path, title: str, date: datetime.date) -> Path:
    """Make a project folder with one starter edition of the same name; return the project's.

    It appears whole or not at all; Diagnostic and OSError as `new_edition` raises them.
    """
    name = folder_name(title)
    root = parent / name
    project = Project.at(root)
    edition = _edition_files(project, title, date)
    files = {f"{folder}/README.md": f"{words}\n".encode() for folder, words in _OWN.items()}
    files[".gitignore"] = b"build/\n"
    files |= {f"{FOLDER}/{each}": text.encode() for each, text in schemas(project).items()}
    files |= {f"editions/{name}/{each}": data for each, data in edition.items()}
    with one_at_a_time(parent):
        if os.path.lexists(root):
            raise Diagnostic([taken(name)])
        write_folder(root, files)
    return root


def _edition_files(project: Project, title: str, date: datetime.date) -> dict[str, bytes]:
    values = {"$TITLE": _quoted(title_of(title)), "$DATE": date.isoformat()}
    # In one pass: a title may hold the words “$DATE”.
    return {
        file: re.sub(r"\$TITLE|\$DATE", lambda match: values[match[0]], text).encode()
        for file, text in _starter_files(project).items()
    }


def write_schemas(project: Project) -> dict[Path, bool]:
    """Write the JSON Schemas that editions name in their first line.

    Returns for each path whether it was changed. Raises Diagnostic F102 where schema/ is a link
    that leads out of the project.
    """
    changed = {}
    for name, text in schemas(project).items():
        path, data = project.place(project.root / FOLDER / name), text.encode()
        changed[path] = not path.is_file() or project.read(path) != data
        if changed[path]:
            write_atomically(path, data)
    return changed


def _starter_files(project: Project) -> dict[str, str]:
    root = project.bundled / _STARTER
    return {
        path.relative_to(root).as_posix(): project.read_text(path)
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix in {".yaml", ".csv", ".md"}
    }


def folder_name(title: str) -> str:
    """Return the folder for an edition of this title; Diagnostic S302 where none can be made."""
    name = slug(title.casefold(), 12)  # of which “ß” becomes “ss”
    if not name:
        message = f"“{title}” has no Latin letter and no digit that a folder could be named after"
        help = "take a title in Latin letters for now, and write the real one into edition.yaml"
        raise Diagnostic([BAD_NAME.finding(None, message, help=help)])
    if is_device(name):
        message = f"Windows keeps the name “{name}” for itself, and no folder there can have it"
        help = f"add a word to the title, such as “{title} {datetime.date.today().year}”"
        raise Diagnostic([BAD_NAME.finding(None, message, help=help)])
    return name


def title_of(title: str) -> str:
    """Return a title for the edition: `my-brochure` becomes “My brochure”."""
    words = "".join(each for each in " ".join(title.split()) if each.isprintable())
    if " " in words or not words.islower():
        return words
    return words.replace("-", " ").replace("_", " ").capitalize()


def _quoted(words: str) -> str:
    """Return words as a YAML scalar in quotation marks, whatever they hold (YAML 1.2 §7.3.1)."""
    return json.dumps(words, ensure_ascii=False)


def taken(shown: str) -> Finding:
    """Return S301 for a name that is taken."""
    message = f"there is already a folder “{shown}”"
    return ALREADY_THERE.finding(Mark(shown), message, help="choose another name")
