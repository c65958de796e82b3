"""Build a release again."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ._common import Setting, as_of_option, json_option, shown

SECTION = "keep"
EXAMPLE = "rebuild releases/life-science/1"


@click.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="A new folder for the files. Without it they are compared, and kept nowhere.",
)
@as_of_option
@json_option
@click.pass_obj
def rebuild(
    setting: Setting, archive: Path, into: Path | None, as_of: datetime.date, as_json: bool
) -> None:
    """Build a release again from its ARCHIVE, and say whether it is the same to the byte.

    ARCHIVE is the folder of a release, or the sources.zip of one.
    """
    from .. import console
    from ..release.rebuilding import rebuild as build_again

    if into is not None and into.exists():
        raise click.BadParameter(f"“{into}” is there: name a new folder.", param_hint="--into")
    with console.progress(str(archive), quiet=as_json) as step:
        made = build_again(setting.project, setting.here / archive, as_of, into, step)
    if as_json:
        console.say_json(
            {
                "identical": list(made.identical),
                "different": list(made.different),
                "built": list(made.names),
                "findings": console.as_json(made.findings),
            }
        )
    else:
        console.say_findings(made.findings)
        for name in made.names:
            word = "identical" if name in made.identical else "different"
            console.say(f"  {name}" if not made.identical + made.different else f"  {word}  {name}")
        if made.names and into is not None:
            console.say(f"  in {shown(into.resolve(), setting.here)}/")
        what = "built again" if made.done else "not the same" if made.names else "not built again"
        console.say(f"{archive}: {what} ({console.count(made.findings)})")
    sys.exit(0 if made.done else 1)
