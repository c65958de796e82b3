"""Build the PDF of an edition."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from .. import program
from ._common import (
    Setting,
    as_of_option,
    edition_argument,
    format_option,
    json_option,
    language_option,
    pdf_place,
    printer_option,
    shown,
    variant_option,
    waived_option,
)
from ._copies import make_copies, named_option, rows_option
from ._many import Many, asked_jobs, check_asked_once, make_many, many_options, slugs_of

SECTION = "make"
EXAMPLE = "build life-science --format us-letter"


@click.command()
@edition_argument
@click.option("--target", default="screen", show_default=True, help="What the PDF is for.")
@variant_option
@language_option
@format_option
@printer_option
@click.option("--marks", is_flag=True, help="Print crop marks outside the bleed.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Another place.")
@click.option("--force", is_flag=True, help="Build it even if nothing has changed.")
@many_options
@rows_option
@named_option
@waived_option
@as_of_option
@json_option
@click.pass_obj
def build(
    setting: Setting,
    /,
    edition: str | None,
    target: str,
    variant: str,
    language: str,
    format_: str,
    printer: str,
    marks: bool,
    output: Path | None,
    force: bool,
    rows: Path | None,
    named: str,
    waived: bool,
    as_of: datetime.date,
    as_json: bool,
    **lists: Any,
) -> None:
    """Build the PDF of an edition (its folder's name in editions/), or many."""
    from .. import console, processes
    from ..jobs import Job
    from ..up_to_date import known

    check_asked_once()
    if named and rows is None:
        raise click.UsageError("--named is for copies: give their list as well, with --rows.")
    project, many = setting.project, Many(**lists)
    slugs = slugs_of(setting, edition, many)
    slug = slugs[0]
    job = Job(
        slug,
        as_of,
        target,
        format_,
        pdf_place(project, output, "--output"),
        printer,
        marks,
        variant,
        language,
    )
    if many.asked:
        if rows is not None or output is not None:
            given = "--rows" if rows is not None else "--output"
            raise click.UsageError(f"{given} is for one edition, and many PDFs are asked for.")
        jobs = asked_jobs(project, slugs, many, job)
        sys.exit(make_many(setting, jobs, many, force=force, waived=waived, as_json=as_json))
    processes.limit(many.workers)
    if rows is not None:
        sys.exit(make_copies(setting, job, rows, named, waived=waived, as_json=as_json))
    outcome = None if force else known(project, job)
    if outcome is None:
        from .. import build as pipeline

        with console.progress(slug, quiet=as_json) as step:
            outcome = pipeline.build(project, job, step)

    def place(path: Path) -> str:
        return shown(path, setting.here)

    if as_json:
        console.say_json({"edition": slug, **console.built_as_json(outcome, place)})
    else:
        console.say_findings(outcome.findings, waived=waived)
        for line in console.summary(outcome, slug, place, program.name()):
            console.say(line)
    sys.exit(0 if outcome.written else 1)
