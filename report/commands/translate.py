"""The languages of an edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import program
from ._common import Setting, edition_argument, json_option, shown, slug_of

if TYPE_CHECKING:
    from ..translate.work import Written

SECTION = "keep"
EXAMPLE = "translate extract life-science sv es"


@click.group()
def translate() -> None:
    """Have an edition translated: PO files for translators, XLIFF 2 for agencies."""


@translate.command()
@click.argument("edition")
@click.argument("languages", nargs=-1, required=True)
@click.pass_obj
def extract(setting: Setting, edition: str, languages: tuple[str, ...]) -> None:
    """Write a PO file for each LANGUAGE, with all that a translator has to know.

    One that is there is brought up to date, as by `translate update`.
    """
    _update(setting, slug_of(setting, edition), languages)


@translate.command()
@edition_argument
@click.argument("languages", nargs=-1)
@click.pass_obj
def update(setting: Setting, edition: str | None, languages: tuple[str, ...]) -> None:
    """Bring the PO files of an edition up to date, or those of some LANGUAGES.

    Translations of what was changed become `fuzzy`, with the words that they were made for; those
    of what is no more are kept at the end of the file.
    """
    _update(setting, slug_of(setting, edition), languages)


def _check(setting: Setting, tags: tuple[str, ...]) -> None:
    """Raise Diagnostic C110 for a language that is none, or that nothing could be printed in."""
    from ..settings import read_language
    from ..translate.tags import check_tag

    for tag in tags:
        read_language(setting.project, check_tag(tag))


def _update(setting: Setting, slug: str, languages: tuple[str, ...]) -> None:
    from .. import console
    from ..desk import options_reader
    from ..translate.work import open_work
    from ..translate.work import update as bring_up_to_date

    _check(setting, languages)
    work = open_work(setting.project, slug, options_reader(setting.project))
    tags = languages or work.own_tags
    if not tags:
        say = f"{program.name()} translate extract {slug} sv"
        raise click.UsageError(f"There are no PO files yet. Write one: {say}")
    for tag in tags:
        if tag == work.edition.language:
            raise click.UsageError(f"“{tag}” is the language that the edition is written in.")
        written = bring_up_to_date(work, tag)
        words = {"new": "Written", "changed": "Brought up to date", "unchanged": "Unchanged"}
        path = shown(written.path, setting.here)
        console.say(f"{words[written.state]}: {path}: {_counted(written)}")


def _counted(written: Written) -> str:
    """Return how far a translation is, in words. What may stay as it is needs nobody."""
    counts = written.counts
    kept, needed = counts.get("kept", 0), sum(counts.values()) - counts.get("kept", 0)
    said = [f"{counts.get('done', 0)} of {needed} texts translated"]
    said += [f"{counts[state]} {state}" for state in ("stale", "missing") if counts.get(state)]
    may = "may stay as it is" if kept == 1 else "may stay as they are"
    said += [f"{kept} more {may}, such as names"] if kept else []
    said += [f"{written.obsolete} kept from earlier"] if written.obsolete else []
    return ", ".join(said)


@translate.command()
@click.argument("edition")
@click.argument("languages", nargs=-1)
@click.option("--open", "open_only", is_flag=True, help="Only what is missing or stale.")
@click.pass_obj
def export(setting: Setting, edition: str, languages: tuple[str, ...], open_only: bool) -> None:
    """Write an XLIFF file for an agency into build/, for each of some LANGUAGES or for all."""
    from .. import console
    from ..desk import options_reader
    from ..storage import write_atomically
    from ..translate.agency import export as exported
    from ..translate.work import open_work

    project = setting.project
    slug = slug_of(setting, edition)
    _check(setting, languages)
    work = open_work(project, slug, options_reader(project))
    tags = languages or work.own_tags
    if not tags:
        say = f"{program.name()} translate export {slug} sv"
        raise click.UsageError(f"Into which language? Such as: {say}")
    files = {tag: exported(work, tag, open_only=open_only) for tag in tags}
    for tag, data in files.items():
        if data is None:
            console.say(f"Nothing is left to translate into “{tag}”")
            continue
        path = project.build / slug / f"{slug}-{tag}.xlf"
        write_atomically(path, data)
        console.say(f"Written: {shown(path, setting.here)}")


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_(setting: Setting, file: Path) -> None:
    """Take the translations of an XLIFF 2 file into the PO file of its edition and language."""
    from .. import console
    from ..desk import options_reader
    from ..translate.agency import import_ as take_in

    done = take_in(setting.project, file, options_reader(setting.project))
    console.say_findings(done.findings)
    place = shown(done.written.path, setting.here)
    console.say(f"{done.taken} translation{'s' * (done.taken != 1)} taken into {place}")


@translate.command()
@edition_argument
@click.argument("languages", nargs=-1)
@json_option
@click.pass_obj
def status(
    setting: Setting, edition: str | None, languages: tuple[str, ...], as_json: bool
) -> None:
    """Say how much of an edition is translated, by language and section, and what is wrong."""
    from .. import console
    from ..desk import options_reader
    from ..diagnostics import in_order
    from ..translate.shelf import none_yet
    from ..translate.work import Standing, as_data, open_work
    from ..translate.work import status as standing

    slug = slug_of(setting, edition)
    work = open_work(setting.project, slug, options_reader(setting.project))
    own = work.edition.language
    missing = [none_yet(tag, work.tags, slug, own) for tag in languages if tag not in work.tags]
    found = standing(work, [tag for tag in languages or work.tags if tag in work.tags])
    findings = in_order([*missing, *found.findings])
    if as_json:
        rows = [as_data(row) for row in found.rows]
        console.say_json(
            {"edition": slug, "languages": rows, "findings": console.as_json(findings)}
        )
    else:

        def cells(row: Standing) -> tuple[str, ...]:
            numbers = (row.texts, row.done, row.stale, row.missing)
            section = "all" if row.whole else row.section
            return (row.tag, section, *map(str, numbers), f"{row.percent} %")

        heads = ("LANGUAGE", "SECTION", "TEXTS", "DONE", "STALE", "MISSING", "")
        console.say_table(heads, [cells(row) for row in found.rows])
        if not work.tags and not languages:
            console.say(f"No PO files yet: {program.name()} translate extract {slug} sv")
        console.say_findings(findings)
    sys.exit(1 if any(finding.blocks for finding in findings) else 0)
