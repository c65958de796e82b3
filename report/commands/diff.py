"""Say what differs between two editions, or two PDFs."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import program
from ..resources import Project
from ..storage import write_atomically
from ._common import (
    Setting,
    format_option,
    json_option,
    language_option,
    pdf_place,
    shown,
    slug_of,
    variant_option,
)

if TYPE_CHECKING:
    from ..differences.naming import EditionName, Name

SECTION = "look"
EXAMPLE = "diff life-science@v1 life-science"
DIFFERENT = 3
"""The exit code, where it is asked for, that is neither an error nor bad usage."""


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@variant_option
@language_option
@format_option
@json_option
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a PDF here: what differs, and old and new pages side by side.",
)
@click.option("--exit-code", is_flag=True, help="End with 3 where there are differences.")
@click.pass_obj
def diff(
    setting: Setting,
    old: str,
    new: str | None,
    variant: str,
    language: str,
    format_: str,
    as_json: bool,
    pdf: Path | None,
    exit_code: bool,
) -> None:
    """Say what differs: facts, names, photos and licences first, then words, tables and design.

    OLD and NEW are editions (life-science), variants or languages of one (life-science@sv), their
    state in a release (life-science@2) or a git revision (life-science@v1), or PDFs. Without NEW,
    it is the edition as it is now.
    """
    from .. import console
    from ..differences.comparing import How, comparing
    from ..differences.telling import as_data, in_words

    names = [_named(setting, old), _named(setting, _other(old, new))]
    for at, name in enumerate(names):
        if not isinstance(name, Path):
            names[at] = name.otherwise(variant, language, format_)
    place = _pdf_place(setting, pdf, names)
    with console.progress("Comparing", quiet=as_json) as step:
        how = How(place is not None, _then, partial(_kept, setting.project), step)
        with comparing(setting.project, names[0], names[1], how) as result:
            found = result.differences
            if place is not None:
                from ..differences.paper import differences_paper

                write_atomically(place, differences_paper(setting.project, result, format_))
    if as_json:
        console.say_json(as_data(found, result.compared))
    else:
        for line in in_words(found):
            console.say(line)
        if place is not None:
            console.say(f"\n{shown(place, setting.here)}")
    sys.exit(DIFFERENT if exit_code and found.changes else 0)


def _then(project: Project, name: EditionName) -> AbstractContextManager[Project]:
    """Have the project as it was in a release or a git revision."""
    from ..differences.revisions import project_at
    from ..release.past import released_project

    if name.released:
        return released_project(project, name.slug, name.revision)
    return project_at(project, name.slug, name.revision)


def _kept(project: Project, name: EditionName) -> Path | None:
    """Return the PDF of a release: what others have from the house, whatever builds it today."""
    from ..differences.comparing import TARGET
    from ..release.order import Item
    from ..release.past import released_pdf

    if not name.released:
        return None
    made_as = Item(variant=name.variant, language=name.language, format=name.format, target=TARGET)
    return released_pdf(project, name.slug, name.revision, made_as)


def _pdf_place(setting: Setting, given: Path | None, names: list[Name]) -> Path | None:
    """Return where the PDF goes; bad usage where it would take the place of something else."""
    place = pdf_place(setting.project, given, "--pdf")
    if place is None:
        return None
    if any(isinstance(name, Path) and name.resolve() == place for name in names):
        message = f"“{given}” is one of the files that are compared: it is not replaced."
        raise click.BadParameter(message, param_hint="--pdf")
    if not place.parent.is_dir():
        message = f"there is no folder “{place.parent}”."
        raise click.BadParameter(message, param_hint="--pdf")
    return place


def _other(old: str, new: str | None) -> str:
    """Return what is compared with OLD; bad usage where there is nothing."""
    slug, _, rest = old.partition("@")
    if new is not None:
        return new
    if not rest or _pdf(old):
        message = (
            f"Compare “{old}” with what? Name two, or an edition in git: {program.name()} diff "
            "my-brochure@HEAD"
        )
        raise click.UsageError(message)
    return slug


def _pdf(given: str) -> Path | None:
    """Return the path of a PDF; None for what is named as an edition."""
    path = Path(given)  # as it is typed: the paper names it so
    return path if given.casefold().endswith(".pdf") or path.is_file() else None


def _named(setting: Setting, given: str) -> Name:
    """Return what is meant; bad usage where there is none of that name."""
    from ..differences.naming import EditionName, edition_name

    path = _pdf(given)
    if path is not None and path.name != "edition.yaml":
        return path
    from ..release.past import versions

    slug, _, rest = given.partition("@")
    known = setting.project.folders_with("edition.yaml", "editions", own=True)
    if rest and slug not in known and "/" not in slug:
        return EditionName(slug, revision=rest)  # it may have had another name then
    slug = slug_of(setting, slug)
    return edition_name(setting.project, slug, rest, versions(setting.project, slug))
