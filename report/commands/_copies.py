"""What `build --rows` says and does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._common import Setting, shown

if TYPE_CHECKING:
    from ..jobs import Job

rows_option = click.option(
    "--rows",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file or workbook: one personalised copy for each row.",
)
named_option = click.option("--named", default="", help="The column that copies are called after.")


def make_copies(
    setting: Setting, job: Job, rows: Path, named: str, *, waived: bool, as_json: bool
) -> int:
    """Make the copies and say what came of them; return the exit code.

    Their names are not said: they may be those of people.
    """
    from .. import console
    from ..content.row_files import column_name
    from ..copies.making import build_copies

    if job.output is not None:
        raise click.UsageError("--output is for one PDF, and --rows makes many")
    with console.progress(job.slug, quiet=as_json) as step:
        made = build_copies(setting.project, job, rows, column_name(named), step)
    folder = shown(made.folder, setting.here)
    if as_json:
        copies = [
            {"row": each.number, "written": each.written, "pages": each.pages, "bytes": each.size}
            for each in made.copies
        ]
        console.say_json(
            {
                "edition": job.slug,
                "folder": folder,
                "rows": made.rows,
                "copies": copies,
                "findings": console.as_json(made.findings),
            }
        )
    else:
        console.say_findings(made.findings, waived=waived)
        there = f"{len(made.written)} of {made.rows} copies in {folder}/"
        console.say(f"{job.slug}: {there if made.rows else 'no copies made'}")
        console.say(f"  {console.count(made.findings)}")
    return 0 if made.complete else 1
