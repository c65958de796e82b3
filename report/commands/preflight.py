"""Check any PDF for a print shop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..resources import Project
from ._common import Setting, json_option, pdf_place, shown

if TYPE_CHECKING:
    from ..inspection import Inspected

SECTION = "press"
EXAMPLE = "preflight advert.pdf --printer fogra39-coated"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--printer", default="fogra39-coated", show_default=True, help="For whose press.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to hand over with the file here, as a PDF of one page.",
)
@json_option
@click.pass_obj
def preflight(
    setting: Setting, file: Path, printer: str, report: Path | None, as_json: bool
) -> None:
    """Say what a print shop would find wrong with a PDF, from Colophon or from elsewhere."""
    from .. import console
    from ..inspection import inspect_file
    from ..papers.values import result_of

    place = _report_place(setting.project, report, file)
    result = inspect_file(setting.project, file, printer)
    if as_json:
        console.say_json(
            {
                "file": file.name,
                "printer": printer,
                "checks": [vars(check) for check in result.preflight.checks],
                "findings": console.as_json(result.preflight.findings),
            }
        )
    else:
        console.say_findings(result.preflight.findings)
        passed = sum(result_of(check) == "passed" for check in result.preflight.checks)
        console.say(f"{file.name}: {console.count(result.preflight.findings)}")
        if result.preflight.checks:
            idle = sum(result_of(check) == "not applicable" for check in result.preflight.checks)
            rest = f", {idle} had nothing to look at" if idle else ""
            console.say(
                f"  {passed} of {len(result.preflight.checks)} checks passed{rest}: {printer}"
            )
        console.say("  Colophon claims no certification; docs/press.md says what is checked.")
    written = place is None or _write_report(setting, result, place, quiet=as_json)
    sys.exit(1 if result.preflight.blocked or not written else 0)


def _write_report(setting: Setting, result: Inspected, place: Path, *, quiet: bool) -> bool:
    """Write the report; False, and the reason on stderr, where the disk refuses it."""
    from .. import console
    from ..inspection import write_report

    try:
        write_report(setting.project, result, place)
    except OSError as error:
        where, why = shown(place, setting.here), error.strerror or str(error)
        message = f"The report cannot be written to {where}: {why}."
        click.echo(f"{message} Name another place with --report.", err=True)
        return False
    if not quiet:
        console.say(f"  {shown(place, setting.here)}")
    return True


def _report_place(project: Project, given: Path | None, checked: Path) -> Path | None:
    """Return where the report goes; bad usage where it would take the place of something else."""
    place = pdf_place(project, given, "--report")
    if place is None:
        return None
    if checked.exists() and place.exists() and place.samefile(checked):
        message = f"“{given}” is the file that is checked: it is not replaced by the report."
        raise click.BadParameter(message, param_hint="--report")
    if not place.parent.is_dir():
        message = f"there is no folder “{place.parent}”."
        raise click.BadParameter(message, param_hint="--report")
    return place
