"""Say what is wrong with an edition."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence

import click

from .. import program
from ..diagnostics import Diagnostic, Finding
from ..resources import Project
from ._common import (
    Setting,
    as_of_option,
    edition_argument,
    format_option,
    json_option,
    language_option,
    printer_option,
    slug_of,
    variant_option,
    waived_option,
)

SECTION = "look"
EXAMPLE = "check life-science"


@click.command()
@edition_argument
@click.option("--target", default="screen", show_default=True, help="Judge for this target.")
@variant_option
@language_option
@format_option
@printer_option
@waived_option
@click.option("--fix", is_flag=True, help="Write derived ids into the file.")
@click.option(
    "--missing", is_flag=True, help="List instead what is still to be got, and from whom."
)
@as_of_option
@json_option
@click.pass_obj
def check(
    setting: Setting,
    edition: str | None,
    target: str,
    variant: str,
    language: str,
    format_: str,
    printer: str,
    waived: bool,
    fix: bool,
    missing: bool,
    as_of: datetime.date,
    as_json: bool,
) -> None:
    """Read an edition and say what is wrong, without making a PDF."""
    from .. import build as pipeline
    from .. import console
    from ..jobs import Job

    if missing and edition is None and not fix:
        names = setting.project.folders_with("edition.yaml", "editions", own=True)
        if len(names) > 1:
            _say_missing_of_all(setting.project, names, as_of, as_json=as_json)
            return
    slug = slug_of(setting, edition)
    if variant and (fix or missing):
        option = "--fix" if fix else "--missing"
        raise click.UsageError(f"{option} is for the edition, and not for a variant of it.")
    if fix:
        words = _fix(setting.project, slug)
        if not as_json:
            console.say(words)
    if missing:
        _say_missing(setting.project, slug, as_of, as_json=as_json)
        return
    job = Job(slug, as_of, target, format_, printer=printer, variant=variant, language=language)
    findings = pipeline.check(setting.project, job)
    if as_json:
        console.say_json({"edition": slug, "findings": console.as_json(findings)})
    else:
        console.say_findings(findings, waived=waived)
        console.say(f"{slug}: {console.count(findings)}")
    sys.exit(1 if any(finding.blocks for finding in findings) else 0)


def _say_missing(project: Project, slug: str, as_of: datetime.date, *, as_json: bool) -> None:
    """Print what is still to be got for an edition, as text that can go into a mail."""
    from .. import console
    from ..stock.chase import as_data, chase_list, in_words

    chase = chase_list(project, slug, as_of)
    if as_json:
        console.say_json({"edition": slug, "missing": [as_data(item) for item in chase.items]})
    else:
        console.say(in_words(chase))
        if chase.findings:
            words = f"{slug} has errors too: {program.name()} check {slug}"
            click.echo(f"\n{words}", err=True)  # which no mail needs


def _say_missing_of_all(
    project: Project, slugs: Sequence[str], as_of: datetime.date, *, as_json: bool
) -> None:
    """Print what is still to be got for each edition; Diagnostic where some cannot be read."""
    from .. import console
    from ..stock.chase import as_data, chase_list

    findings: list[Finding] = []
    data = []
    for slug in slugs:
        try:
            if as_json:
                items = chase_list(project, slug, as_of).items
                data.append({"edition": slug, "missing": [as_data(item) for item in items]})
            else:
                _say_missing(project, slug, as_of, as_json=False)
                console.say()
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
    if findings:
        raise Diagnostic(findings)
    if as_json:
        console.say_json({"editions": data})


def _fix(project: Project, slug: str) -> str:
    """Write the derived ids of an edition into its file; return what came of it in words."""
    from ..fix import CANNOT_FIX, write_ids

    try:
        number = write_ids(project, slug)
    except Diagnostic as diagnostic:
        if any(finding.code is CANNOT_FIX for finding in diagnostic.findings):
            raise
        return "no ids written: mend the errors first"
    if not number:
        return "all ids are written"
    return f"{number} id{'s' if number > 1 else ''} written into the file"
