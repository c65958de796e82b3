"""What commands share: where they run, the options that several have, names of editions."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from .. import program
from ..resources import Project, check_seen


@dataclass(frozen=True)
class Setting:
    """Where a command runs."""

    project: Project
    here: Path


class Group(click.Group):
    """Commands of a command, listed with their whole sentence."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, in the order in which they are."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, each.get_short_help_str(200)) for name, each in self.commands.items()]
            )


def day(context: click.Context, parameter: click.Parameter, value: Any) -> datetime.date:
    """Return the day that was given, or today."""
    return value.date() if value else datetime.date.today()


edition_argument = click.argument("edition", required=False)
format_option = click.option(
    "--format", "format_", default="", help="Another format than the edition's own."
)
printer_option = click.option(
    "--printer", default="", help="Another printer preset than the edition's own."
)
variant_option = click.option(
    "--variant", default="", help="A variant of the edition: a file in its folder variants/."
)
language_option = click.option(
    "--language", default="", help="Another language than the edition's own: one of its PO files."
)
waived_option = click.option("--waived", is_flag=True, help="Show findings that have been waived.")
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=day,
    help="Judge licences as of this day. Default: today.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def slug_of(setting: Setting, given: str | None) -> str:
    """Return the edition meant: by its folder's name, by a path, or the only one there is."""
    project = setting.project
    names = project.folders_with("edition.yaml", "editions", own=True)
    if not names:
        _check_misnamed(project, project.listing("editions", "", own=True))
        raise click.UsageError(
            f"There are no editions in {project.editions}. Go into the folder that has editions/ "
            f"in it, give its name with --project, or start one: {program.name()} new 'My brochure'"
        )
    if given is None:
        if len(names) == 1:
            check_seen(names[0])
            return names[0]
        raise click.UsageError(f"Which edition? There are {', '.join(names)}.")
    path = Path(os.path.realpath(setting.here / given))
    path = path.parent if path.name == "edition.yaml" else path
    name = path.name if path.parent == project.editions else given.strip("/")
    # A folder from a Mac may spell “ü” as a u and two dots (NFD), which no keyboard writes.
    same = [each for each in names if normalize("NFC", each) == normalize("NFC", name)]
    if not same:
        from ..content.node import nearest

        _check_misnamed(project, (path.name,))
        edition, _, tag = given.partition("@")
        help = f"for a language, write {edition} --language {tag}" if edition in names else ""
        raise click.UsageError(unknown("edition", given, help or nearest(name, list(names))))
    name = name if name in same else same[0]
    check_seen(name)
    return name


def _check_misnamed(project: Project, folders: Iterable[str]) -> None:
    """Raise bad usage for a folder whose edition.yaml has another name, such as edition.yml."""
    for folder in folders:
        for file in project.listing(f"editions/{folder}", "", own=True):
            if file != "edition.yaml" and file.casefold().startswith("edition.y"):
                raise click.UsageError(
                    f"There is no edition.yaml in editions/{folder}: the file is called {file}. "
                    "Call it edition.yaml; some editors and mail programs add an ending of their "
                    "own."
                )


def unknown(what: str, given: str, help: str) -> str:
    """Return the words for a name that is not known."""
    return f"There is no {what} “{given}”" + (f" ({help})." if help else ".")


def shown(path: Path, here: Path) -> str:
    """Return a path as people read it: relative to where they are, if it is below."""
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)


def pdf_place(project: Project, given: Path | None, option: str) -> Path | None:
    """Return where a PDF goes; bad usage where it would take the place of something else."""
    if given is None:
        return None
    try:
        path = given.resolve()
    except (OSError, RuntimeError) as error:
        message = f"“{given}” is a link that leads in a circle."
        raise click.BadParameter(message, param_hint=option) from error
    for root in (project.root, project.bundled):
        for folder in ("editions", "templates", "figures", "assets"):
            if path.is_relative_to((root / folder).resolve()):
                message = f"“{given}” is in {folder}/, where sources are, and PDFs are not."
                raise click.BadParameter(message, param_hint=option)
    if path.exists() and not _is_pdf(path):
        message = f"“{given}” is there and no PDF: it is not replaced."
        raise click.BadParameter(message, param_hint=option)
    return path


def _is_pdf(path: Path) -> bool:
    """True for a PDF, and for an empty file, in which nothing can be lost."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(5) in (b"", b"%PDF-")
