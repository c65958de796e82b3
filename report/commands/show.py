"""Show what an edition comes to."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout

import click

from ._common import Setting, edition_argument, json_option, slug_of, variant_option

SECTION = "look"
EXAMPLE = "show life-science --ids"


@click.command()
@edition_argument
@variant_option
@click.option("--resolved", is_flag=True, help="All of it, each value with the file it comes from.")
@click.option("--ids", is_flag=True, help="The ids that changes, links and translations speak of.")
@json_option
@click.pass_obj
def show(
    setting: Setting,
    edition: str | None,
    variant: str,
    resolved: bool,
    ids: bool,
    as_json: bool,
) -> None:
    """Print an edition with all that it extends, or the ids in it."""
    from .. import console
    from ..content.resolved import as_data, as_yaml, id_rows, read

    if resolved == ids:
        raise click.UsageError("Say what to show: --resolved or --ids.")
    slug = slug_of(setting, edition)
    shown = read(setting.project, slug, variant)
    if as_json:
        rows = [dict(zip(("id", "what", "from"), row, strict=True)) for row in id_rows(shown)]
        what = {"ids": rows} if ids else {"values": as_data(shown)}
        console.say_json({"edition": slug, **what, "findings": console.as_json(shown.findings)})
    elif ids:
        console.say_table(("ID", "WHAT", "FROM"), id_rows(shown))
    else:
        click.echo(console.printable(as_yaml(shown)), nl=False)
    if not as_json:
        with redirect_stdout(sys.stderr):  # what is shown can be kept as a file
            console.say_findings(shown.findings)
    sys.exit(1 if any(finding.blocks for finding in shown.findings) else 0)
