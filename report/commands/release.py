"""Release an edition."""

from __future__ import annotations

import datetime
import sys

import click

from ..resources import seen
from ._common import (
    Setting,
    as_of_option,
    edition_argument,
    json_option,
    shown,
    slug_of,
    waived_option,
)

SECTION = "make"
EXAMPLE = 'release life-science --approved-by "Anna Berg"'


def _line(context: click.Context, parameter: click.Parameter, value: str) -> str:
    line = " ".join(value.split())
    if seen(line) != line:
        raise click.BadParameter("It holds what cannot be seen.")
    return line


def _name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    name = _line(context, parameter, value)
    if not name:
        raise click.BadParameter("Say who approves the release.")
    return name


@click.command()
@edition_argument
@click.option("--approved-by", required=True, callback=_name, help="Who stands by the release.")
@click.option(
    "--note", default="", callback=_line, help="What is to be said with it, for the manifest."
)
@waived_option
@as_of_option
@json_option
@click.pass_obj
def release(
    setting: Setting,
    edition: str | None,
    approved_by: str,
    note: str,
    waived: bool,
    as_of: datetime.date,
    as_json: bool,
) -> None:
    """Build all that an edition is published as, and keep it for good with its sources."""
    from .. import console
    from ..release.manifest import Approval
    from ..release.releasing import release as make_release

    slug = slug_of(setting, edition)
    approval = Approval(by=approved_by, day=as_of, note=note)
    with console.progress(slug, quiet=as_json) as step:
        made = make_release(setting.project, slug, approval, step)
    manifest, folder = made.manifest, made.folder
    if as_json:
        console.say_json(
            {
                "edition": slug,
                "state": made.state,
                "version": manifest.version if manifest else None,
                "folder": shown(folder, setting.here) if folder else None,
                "files": [each.name for each in manifest.files] if manifest else [],
                "findings": console.as_json(made.findings),
            }
        )
    else:
        console.say_findings(made.findings, waived=waived)
        if manifest is None or folder is None:
            console.say(f"{slug}: not released ({console.count(made.findings)})")
        elif made.state == "same":
            console.say(f"{slug}: nothing new since release {manifest.version}")
            console.say(f"  {shown(folder, setting.here)}/")
        else:
            console.say(f"{slug}: release {manifest.version} ({console.count(made.findings)})")
            console.say(f"  {shown(folder, setting.here)}/")
            for each in manifest.files:
                console.say(f"    {each.name}")
    sys.exit(1 if made.state == "refused" else 0)
