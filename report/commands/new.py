"""Start an edition."""

from __future__ import annotations

import datetime
import shlex

import click

from .. import program
from ._common import (
    Setting,
    day,
    shown,
)

SECTION = "make"
EXAMPLE = 'new "Health 2027"'


@click.command()
@click.argument("title")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), callback=day, help="Its date.")
@click.pass_obj
def new(setting: Setting, title: str, date: datetime.date) -> None:
    """Start an edition, and a project where there is none yet."""
    from .. import console
    from ..starter import new_edition, new_project

    if setting.project.editions.is_dir():
        folder = new_edition(setting.project, title, date)
        slug, root = folder.name, setting.project.root
    else:
        root = new_project(setting.here, title, date)
        slug = root.name
        folder = root / "editions" / slug
    console.say(f"Written: {shown(folder / 'edition.yaml', setting.here)}")
    console.say("Open it in an editor, change the words, and build it:")
    inside = setting.here.is_relative_to(root)
    if not inside:
        console.say(f"    cd {shlex.quote(shown(root, setting.here))}")
    console.say(f"    {program.name(setting.here if inside else root)} build {slug}")
