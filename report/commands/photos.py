"""The photos of a project."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from .. import program
from ._common import Group, Setting, as_of_option, json_option, shown, slug_of

SECTION = "keep"
EXAMPLE = "photos import ~/Downloads/*.jpg"


@click.group(cls=Group)
def photos() -> None:
    """Take photos in with what they say of themselves, and see how they stand."""


@photos.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", default=None, help="Whose photos they are. Default: the only edition's.")
@click.option("--shared", is_flag=True, help="Put them into assets/photos/, for all editions.")
@click.pass_obj
def import_(setting: Setting, files: tuple[Path, ...], edition: str | None, shared: bool) -> None:
    """Copy photos into an edition, with an entry in its ledger for each."""
    from ..photos.ledger import SHARED

    if shared and edition is not None:
        raise click.UsageError("Photos go into one edition or are shared by all: choose one.")
    project = setting.project
    folder = project.editions / slug_of(setting, edition) / "photos" if not shared else None
    _take_in(setting, folder or project.root / SHARED, files)


def _take_in(setting: Setting, folder: Path, files: tuple[Path, ...]) -> None:
    from .. import console
    from ..photos.intake import take_in

    intake = take_in(setting.project, folder, files)
    for taken in intake.taken:
        was = "" if taken.given.name == taken.name else f" (was {taken.given.name})"
        how = {
            "new": "taken in",
            "awaited": "has arrived; its stand-in leaves the page",
            "known": "is there already; nothing was changed",
        }
        console.say(f"{taken.name}{was}: {how[taken.state]}")
        for name, words in taken.said.items():
            console.say(f"    {name}, from the file: {words}")
        if taken.gaps:
            console.say(f"    still missing: {', '.join(gap.words for gap in taken.gaps)}")
        console.say_findings(taken.findings)
    console.say_findings(intake.refused)
    ledger = shown(intake.ledger, setting.here)
    if any(taken.state == "new" for taken in intake.taken):
        console.say(f"Now open {ledger} and fill in what is marked “to fill in”.")
        console.say("Where people can be recognised, say whether they agree:")
        console.say("    consent: {people: [Anna Berg], given: yes, date: 2026-03-04}")
    sys.exit(1 if intake.refused else 0)


@photos.command("status")
@click.argument("edition", required=False)
@as_of_option
@json_option
@click.pass_obj
def status_(setting: Setting, edition: str | None, as_of: datetime.date, as_json: bool) -> None:
    """List the photos: whose they are, until when, where they are used, and what is missing."""
    from .. import console
    from ..stock.status import Row, as_data, status

    project = setting.project
    names = project.folders_with("edition.yaml", "editions", own=True)
    slugs = (slug_of(setting, edition),) if edition is not None or not names else names
    found = status(project, slugs, as_of)
    if as_json:
        findings = console.as_json(found.findings)
        console.say_json({"photos": [as_data(row) for row in found.rows], "findings": findings})
        return

    def cells(row: Row) -> tuple[str, ...]:
        # Of the only edition, its name says nothing.
        places = dict.fromkeys(
            f"{use.edition}: {use.section or use.at}" if len(slugs) > 1 else use.section or use.at
            for use in row.uses
        )
        until = row.until.isoformat() if row.until else ""
        ppi = f"{row.ppi:.0f}" if row.ppi is not None else ""
        missing = f"missing: {', '.join(row.missing)}" if row.missing else ""
        remarks = "; ".join(filter(None, (*row.state, missing)))
        return (row.file, row.who, row.licence, until, ", ".join(places), ppi, remarks)

    heads = ("PHOTO", "WHO", "LICENCE", "UNTIL", "USED IN", "PPI", "REMARKS")
    console.say_table(heads, [cells(row) for row in found.rows])
    lacking = sum(bool(row.missing) for row in found.rows)
    unused = sum(not row.uses for row in found.rows)
    console.say()
    console.say(f"{len(found.rows)} photos, {lacking} with something missing, {unused} unused")
    if found.findings:
        editions = ", ".join(slugs)
        console.say(f"There are errors: see {program.name()} check, for {editions}")
