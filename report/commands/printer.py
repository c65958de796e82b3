"""The presets of print shops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._common import Group, Setting, json_option, shown

if TYPE_CHECKING:
    from ..inventory import PrinterRow

SECTION = "press"
EXAMPLE = "printer list"


@click.group(cls=Group)
def printer() -> None:
    """List the printer presets, or bring in a print shop's own profile."""


@printer.command("list")
@json_option
@click.pass_obj
def list_(setting: Setting, as_json: bool) -> None:
    """List the presets, and what each asks for."""
    from .. import console
    from ..inventory import printers

    rows = printers(setting.project)
    if as_json:
        console.say_json([vars(row) for row in rows])
        return
    heads = ("PRESET", "FOR", "BLEED", "INK", "PAGES", "PROFILE")
    console.say_table(heads, [_cells(row) for row in rows])
    wanted = [row for row in rows if row.readable and not row.ready]
    if wanted:
        console.say()
        console.say("Profiles that are still to be had, for printer add:")
    for row in wanted:
        console.say(f"    {row.condition}: get it from {row.get_from or 'the print shop'}")


def _cells(row: PrinterRow) -> tuple[str, ...]:
    """Return what the table says of a preset: of one that cannot be read, only why."""
    if not row.readable:
        return (row.name, row.label, "", "", "", "")
    return (
        row.name,
        row.label,
        row.bleed,
        f"{row.ink_limit} %",
        f"× {row.page_multiple}",
        row.condition if row.ready else f"{row.condition} (not here)",
    )


@printer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--name", default="", help="What the preset is called. Default: as the profile calls itself."
)
@click.option("--like", default="", help="The preset that it resembles.")
@click.pass_obj
def add(setting: Setting, file: Path, name: str, like: str) -> None:
    """Bring a print shop's ICC profile into the project, with a preset for it."""
    from .. import console, program
    from ..new_printer import add_printer

    if not setting.project.editions.is_dir():
        raise click.UsageError(
            f"{setting.project.root} is no project: it has no editions/. Go into the folder that "
            "has editions/ in it, or give its name with --project."
        )
    added = add_printer(setting.project, file, name, like)
    for path in added.files:
        console.say(f"Written: {shown(path, setting.here)}")
    for remark in added.remarks:
        console.say(remark)
    console.say("Compare it with what the print shop asks for, and name it in the edition:")
    console.say(f"    print: {{printer: {added.name}}}")
    console.say("or on the command line:")
    console.say(f"    {program.name()} build --target press --printer {added.name}")
