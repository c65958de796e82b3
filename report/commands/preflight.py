"""Check any PDF for a print shop."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ._common import Setting, json_option, shown

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
    from ..inspection import inspect_file, write_report
    from ..papers.values import result_of

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
        console.say(
            f"{file.name}: {console.count(result.preflight.findings)}; "
            f"{passed} of {len(result.preflight.checks)} checks passed for {printer}"
        )
        console.say("  Colophon claims no certification; docs/press.md says what is checked.")
    if report is not None:
        write_report(setting.project, result, report)
        if not as_json:
            console.say(f"  {shown(report.absolute(), setting.here)}")
    sys.exit(1 if result.preflight.blocked else 0)
