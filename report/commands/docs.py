"""Write the generated pages of docs/."""

from __future__ import annotations

import sys
from typing import Any

import click

from ..resources import in_checkout
from ._common import (
    Setting,
    shown,
)

SECTION = "keep"
EXAMPLE = "docs"


@click.command(hidden=not in_checkout())
@click.option("--check", "only_check", is_flag=True, help="Only say whether they are current.")
@click.option(
    "--guide", "with_guide", is_flag=True, help="Play the author guide too, and draw its pictures."
)
@click.option(
    "--gallery",
    "with_gallery",
    is_flag=True,
    help="Draw the gallery in all formats and themes.",
)
@click.pass_obj
def docs(setting: Setting, only_check: bool, with_guide: bool, with_gallery: bool) -> None:
    """Write the generated pages of docs/ anew."""
    from .. import console, guide
    from ..reference import left_over, outdated, write_docs, write_gallery

    commands: Any = click.get_current_context().find_root().command

    if not in_checkout() or setting.project.root != setting.project.bundled:
        raise click.UsageError("docs writes Colophon's own pages: run it in Colophon's repository.")
    if only_check:
        stale = [*outdated(setting.project, commands), *guide.missing(setting.project)]
        for name in stale:
            console.say(f"out of date: {name}")
        sys.exit(1 if stale else 0)
    written = write_docs(setting.project, commands)
    if with_gallery:
        written += write_gallery(setting.project)
    if with_guide:
        written += guide.write_guide(setting.project, commands)
    for path in written:
        console.say(f"Written: {shown(path, setting.here)}")
    for name in [*left_over(setting.project), *guide.left_over(setting.project)]:
        console.say(f"Left over: docs/{name}, which no page shows: remove it")
