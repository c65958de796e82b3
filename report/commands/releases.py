"""List releases."""

from __future__ import annotations

import sys

import click

from ._common import Setting, edition_argument, json_option, slug_of

SECTION = "look"
EXAMPLE = "releases life-science --verify"


@click.command()
@edition_argument
@click.option("--verify", is_flag=True, help="Look whether all files are as they were released.")
@json_option
@click.pass_obj
def releases(setting: Setting, edition: str | None, verify: bool, as_json: bool) -> None:
    """List the releases of an edition: when, by whom, and of what."""
    from .. import console
    from ..release.shelf import Shelf

    slug = slug_of(setting, edition)
    shelf = Shelf(setting.project, slug)
    faults = shelf.faults() if verify else ()
    rows = [
        {
            "version": each.version,
            "approved_for": each.manifest.approved.day.isoformat() if each.manifest else "",
            "approved_by": each.manifest.approved.by if each.manifest else "cannot be read",
            "files": len(each.manifest.files) if each.manifest else 0,
            "title": each.manifest.title if each.manifest else "",
            "note": each.manifest.approved.note if each.manifest else "",
        }
        for each in shelf.all()
    ]
    if as_json:
        findings = console.as_json(faults)
        console.say_json({"edition": slug, "releases": rows, "findings": findings})
    elif not rows:
        console.say(f"{slug}: there are no releases yet")
    else:
        heads = ("RELEASE", "FOR", "APPROVED BY", "PDFS", "TITLE", "NOTE")
        console.say_table(heads, [tuple(map(str, row.values())) for row in rows])
        console.say_findings(faults)
        if verify:
            words = console.count(faults) if faults else "all as released"
            console.say(f"{slug}: {words}")
    sys.exit(1 if faults else 0)
