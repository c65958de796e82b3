"""Start an edition, a theme or a kind of chart."""

from __future__ import annotations

import datetime
import shlex

import click

from .. import program
from ._common import (
    Setting,
    day,
    shown,
    slug_of,
)

SECTION = "make"
EXAMPLE = 'new "Health 2027"'
THEME, CHART = "theme", "chart"


@click.command()
@click.argument("title")
@click.argument("name", required=False)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), callback=day, help="Its date.")
@click.option(
    "--from",
    "model",
    default="",
    help="The edition to begin from; of `new theme`, the theme to copy (nordic).",
)
@click.option(
    "--extend", is_flag=True, help="With --from: take over all that the new edition does not say."
)
@click.pass_obj
def new(
    setting: Setting, title: str, name: str | None, date: datetime.date, model: str, extend: bool
) -> None:
    """Start an edition, and a project where there is none yet.

    With --from it begins as a copy of another edition, and what usually must change is listed.
    `new theme NAME` starts a theme of the project's own, as a copy of another. `new chart NAME`
    starts a kind of chart of its own: one Python file in figures/, which draws as it is.
    """
    if title == THEME and name is None:
        raise click.UsageError(
            f"A theme needs a name of its own: {program.name()} new theme garden. (An edition of "
            "that title can begin with a capital letter.)"
        )
    if title == CHART and name is None:
        raise click.UsageError(
            f"A kind of chart needs a name of its own: {program.name()} new chart ranking. (An "
            "edition of that title can begin with a capital letter.)"
        )
    if extend and (not model or name is not None):
        words = f"{program.name()} new 'Health 2027' --from life-science --extend"
        raise click.UsageError(f"--extend goes with --from and an edition: {words}")
    if name is None and not model:
        _edition(setting, title, date)
    elif title == THEME and name is not None:
        _theme(setting, name, model)
    elif title == CHART and name is not None:
        if model:
            raise click.UsageError("A kind of chart is not begun from another: leave --from out.")
        _chart(setting, name)
    elif name is None:
        _next(setting, title, date, model, extend=extend)
    else:
        words = shlex.quote(f"{title} {name}")
        help = f"A title of several words stands in quotation marks: {program.name()} new {words}"
        raise click.UsageError(help)


def _edition(setting: Setting, title: str, date: datetime.date) -> None:
    from .. import console
    from ..starter import new_edition, new_project

    if setting.project.editions.is_dir():
        folder = new_edition(setting.project, title, date)
        slug, root = folder.name, setting.project.root
    else:
        root = new_project(setting.here, title, date)
        slug = root.name
        folder = root / "editions" / slug
    console.say(f"Written: {shown(folder / 'edition.yaml', setting.here)}")
    console.say("Open it in an editor, change the words, and build it:")
    inside = setting.here.is_relative_to(root)
    if not inside:
        console.say(f"    cd {shlex.quote(shown(root, setting.here))}")
    console.say(f"    {program.name(setting.here if inside else root)} build {slug}")


def _next(setting: Setting, title: str, date: datetime.date, model: str, *, extend: bool) -> None:
    from .. import console
    from ..next_edition import next_edition, reminders
    from ..settings import names_of

    editions = setting.project.folders_with("edition.yaml", "editions", own=True)
    if model not in editions and model in names_of(setting.project, "theme"):
        words = f"{program.name()} new theme NAME --from {model}"
        raise click.UsageError(f"“{model}” is a theme, and begins another theme: {words}")
    old = slug_of(setting, model)
    folder = next_edition(setting.project, old, title, date, extend=extend)
    console.say(f"Written: {shown(folder / 'edition.yaml', setting.here)}")
    found = reminders(setting.project, folder.name, old, date)
    if found:
        console.say("What usually must change:")
        console.say_table(("WHERE", "WHAT"), [(str(each.mark), each.words) for each in found])
    console.say(f"Then: {program.name(setting.here)} check {folder.name}")


def _theme(setting: Setting, name: str, model: str) -> None:
    from .. import console
    from ..new_theme import MODEL, new_theme

    folder = new_theme(setting.project, name, model or MODEL)
    console.say(f"Written: {shown(folder, setting.here)}/")
    console.say("Change its colours, sizes and styles, and name it in an edition:")
    console.say(f"    theme: {name}")


def _chart(setting: Setting, name: str) -> None:
    from .. import console
    from ..new_chart import new_chart

    path = new_chart(setting.project, name)
    console.say(f"Written: {shown(path, setting.here)}")
    console.say("It draws as it is. Put the example at its head into an edition, and change it:")
    console.say(f"    - chart: {{kind: {name}, …}}")
