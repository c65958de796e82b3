"""Say what differs between two editions, or two PDFs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import program
from ._common import Setting, format_option, json_option, language_option, slug_of, variant_option

if TYPE_CHECKING:
    from ..differences.naming import Name

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
    exit_code: bool,
) -> None:
    """Say what differs: facts, names, photos and licences first, then words, tables and design.

    OLD and NEW are editions (life-science), variants or languages of one (life-science@sv), their
    state in a git revision (life-science@v1), or PDFs. Without NEW, it is the edition as it is now.
    """
    from .. import console
    from ..differences.comparing import comparing
    from ..differences.telling import as_data, in_words

    names = [_named(setting, old), _named(setting, _other(setting, old, new))]
    for at, name in enumerate(names):
        if not isinstance(name, Path):
            names[at] = name.otherwise(variant, language, format_)
    with comparing(setting.project, *names) as result:
        found = result.differences
    if as_json:
        console.say_json(as_data(found))
    else:
        for line in in_words(found):
            console.say(line)
    sys.exit(DIFFERENT if exit_code and found.changes else 0)


def _other(setting: Setting, old: str, new: str | None) -> str:
    """Return what is compared with OLD; bad usage where there is nothing."""
    slug, _, rest = old.partition("@")
    if new is not None:
        return new
    if not rest or _pdf(setting, old):
        message = (
            f"Compare “{old}” with what? Name two, or an edition in git: {program.name()} diff "
            "my-brochure@HEAD"
        )
        raise click.UsageError(message)
    return slug


def _pdf(setting: Setting, given: str) -> Path | None:
    """Return the path of a PDF; None for what is named as an edition."""
    path = setting.here / given
    return path if given.casefold().endswith(".pdf") or path.is_file() else None


def _named(setting: Setting, given: str) -> Name:
    """Return what is meant; bad usage where there is none of that name."""
    from ..differences.naming import EditionName, edition_name

    path = _pdf(setting, given)
    if path is not None and path.name != "edition.yaml":
        return path
    slug, _, rest = given.partition("@")
    known = setting.project.folders_with("edition.yaml", "editions", own=True)
    if rest and slug not in known and "/" not in slug:
        return EditionName(slug, revision=rest)  # it may have had another name then
    return edition_name(setting.project, slug_of(setting, slug), rest)
