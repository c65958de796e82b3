"""The author guide is played: its commands run, its slips are made, its pictures drawn of that.

So no picture shows what the program does not do. The pages stand in `docs/guide/`; what they can
ask for is told in `script`.
"""

from __future__ import annotations

from pathlib import Path

import click

from ..resources import Project
from ..storage import write_atomically
from .playing import Play, parts
from .script import Scene

FOLDER = "docs"


def write_guide(project: Project, commands: click.Group) -> list[Path]:
    """Play the guide, write each picture that differs from what is there, and return these.

    Raises Diagnostic where something that the guide shows does not happen (S502).
    """
    folder = project.root / FOLDER
    files = {folder / name: data for name, data in Play(project, commands).pictures().items()}
    changed = [path for path, data in files.items() if _held(path) != data]
    for path in changed:
        write_atomically(path, files[path])
    return changed


def missing(project: Project) -> list[str]:
    """Return the names in docs/ of pictures that the guide asks for and that are not there."""
    return sorted(
        name for name in _pictures(project) if not (project.root / FOLDER / name).is_file()
    )


def left_over(project: Project) -> list[str]:
    """Return the names in docs/ of pictures that no page of the guide asks for any more."""
    folder = project.root / FOLDER
    there = {path.relative_to(folder).as_posix() for path in folder.glob("images/guide/*")}
    return sorted(there - _pictures(project))


def _pictures(project: Project) -> set[str]:
    return {part.picture for part in parts(project) if isinstance(part, Scene) and part.picture}


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
