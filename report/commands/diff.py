"""Say what differs between two editions."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from ._common import Setting, format_option, language_option, slug_of, variant_option

if TYPE_CHECKING:
    from ..differences.naming import EditionName

SECTION = "look"
EXAMPLE = "diff life-science@v1 life-science"


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@variant_option
@language_option
@format_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
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
    """Say what differs between two editions: facts, names, photos and licences first.

    OLD and NEW are editions (life-science), variants or languages of one (life-science@sv), or
    their state in a git revision (life-science@v1). Without NEW, it is the edition as it is now.
    """
    from .. import console
    from ..differences.editions import editions_differing
    from ..differences.naming import text_at
    from ..differences.telling import as_data, in_words
    from ..differences.values import Differences

    if new is None:
        new, _, rest = old.partition("@")
        if not rest:
            raise click.UsageError(f"Compare “{old}” with what? Name two, or a revision: {old}@v1")
    names = [_named(setting, each).otherwise(variant, language, format_) for each in (old, new)]
    with ExitStack() as stack:
        texts = [stack.enter_context(text_at(setting.project, name))[1] for name in names]
        found = Differences(texts[0].side, texts[1].side, editions_differing(*texts))
    if as_json:
        console.say_json(as_data(found))
    else:
        for line in in_words(found):
            console.say(line)
    sys.exit(3 if exit_code and found.changes else 0)


def _named(setting: Setting, given: str) -> EditionName:
    """Return the edition that is meant; bad usage where there is none."""
    from ..differences.naming import EditionName, edition_name

    slug, _, rest = given.partition("@")
    known = setting.project.folders_with("edition.yaml", "editions", own=True)
    if rest and slug not in known and "/" not in slug:
        return EditionName(slug, revision=rest)  # it may have had another name then
    return edition_name(setting.project, slug_of(setting, slug), rest)
