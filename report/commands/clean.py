"""Remove what can be made again."""

from __future__ import annotations

import sys

import click

from ..storage import remove_folder
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
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    remove_folder(folder)
    console.say(f"Removed: {place} ({console.size_in_words(size)})")
