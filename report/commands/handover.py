"""Hand an edition over to the print shop."""

from __future__ import annotations

import datetime
import sys

import click

from ._common import (
    Setting,
    as_of_option,
    edition_argument,
    format_option,
    json_option,
    language_option,
    printer_option,
    shown,
    slug_of,
    variant_option,
    waived_option,
)

SECTION = "press"
EXAMPLE = "handover life-science --printer fogra39-coated"
_WORDS = {
    "written": "ready to hand over",
    "same": "handed over before, with the same files",
}


@click.command()
@edition_argument
@variant_option
@language_option
@format_option
@printer_option
@click.option("--marks", is_flag=True, help="Print crop marks outside the bleed.")
@waived_option
@as_of_option
@json_option
@click.pass_obj
def handover(
    setting: Setting,
    edition: str | None,
    variant: str,
    language: str,
    format_: str,
    printer: str,
    marks: bool,
    waived: bool,
    as_of: datetime.date,
    as_json: bool,
) -> None:
    """Build all that a print shop gets, checked, in one folder and as a ZIP file."""
    from .. import console
    from ..delivery import deliver
    from ..jobs import Job

    slug = slug_of(setting, edition)
    job = Job(
        slug,
        as_of,
        format=format_,
        printer=printer,
        marks=marks,
        variant=variant,
        language=language,
    )
    with console.progress(slug, quiet=as_json) as step:
        delivered = deliver(setting.project, job, step)
    made = delivered.handover if delivered.written else None
    if as_json:
        console.say_json(
            {
                "edition": slug,
                "folder": shown(made.folder, setting.here) if made else None,
                "archive": shown(made.archive, setting.here) if made else None,
                "files": list(made.files) if made else [],
                "findings": console.as_json(delivered.findings),
            }
        )
    else:
        console.say_findings(delivered.findings, waived=waived)
        if made is None:
            console.say(f"{slug}: not handed over ({console.count(delivered.findings)})")
        else:
            what = _WORDS[made.state]
            console.say(f"{slug}: {what} ({console.count(delivered.findings)})")
            console.say(f"  {shown(made.archive, setting.here)}")
            console.say(f"  {shown(made.folder, setting.here)}/")
            for name in made.files:
                console.say(f"    {name}")
    sys.exit(0 if made else 1)
