"""Remove what can be made again."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from ..storage import discard
from ._common import (
    Setting,
    shown,
)

SECTION = "keep"
EXAMPLE = "clean"


@click.command()
@click.option("--all", "everything", is_flag=True, help="Remove the built PDFs, too.")
@click.pass_obj
def clean(setting: Setting, everything: bool) -> None:
    """Remove the cache; the next build makes its pictures anew."""
    from .. import console

    folder = setting.project.build if everything else setting.project.build / "cache"
    if not folder.is_dir():
        console.say("There is nothing to remove.")
        return
    place = shown(folder, setting.here)
    if folder.is_symlink():
        # What else is in there, only the person who made the link knows.
        console.say(f"Not removed: {place} is a link. Empty {folder.resolve()} yourself.")
        sys.exit(1)
    size = _size(folder)
    left = discard(sorted(folder.iterdir()) if everything else [folder], setting.project.build)
    if left:
        size -= sum(map(_size, left))
        console.say(f"Left: what a build at work in {place} is making")
    elif everything:
        with suppress(OSError):  # something new is in it
            folder.rmdir()
    console.say(f"Removed: {place} ({console.size_in_words(size)})")


def _size(folder: Path) -> int:
    """Return the bytes of all files in a folder, from which others may be removed meanwhile."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            size += path.lstat().st_size if path.is_file() else 0
    return size
