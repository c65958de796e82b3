"""The commands. Each is thin: it finds the project, calls one function and says what came of it."""

from __future__ import annotations

import datetime
import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from . import __version__, program
from .diagnostics import Diagnostic
from .resources import Project, in_checkout
from .storage import remove_folder

EXAMPLES = {
    "build": "build life-science --format us-letter",
    "check": "check life-science",
    "new": 'new "Health 2027"',
    "list": "list",
    "doctor": "doctor",
    "schema": "schema",
    "explain": "explain R204",
    "clean": "clean",
    "docs": "docs",
}


@dataclass(frozen=True)
class Setting:
    """Where a command runs."""

    project: Project
    here: Path


class Commands(click.Group):
    """The list of commands shows an example of each, and slips of the keyboard get a hint."""

    examples = EXAMPLES

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        program = context.command_path
        rows = [
            (name, f"{self.commands[name].get_short_help_str(80)}\n{program} {EXAMPLES[name]}\n")
            for name in EXAMPLES
            if name in self.commands and not self.commands[name].hidden
        ]
        with formatter.section("Commands, each with an example"):
            for name, text in rows:
                help, example, _ = text.split("\n")
                formatter.write_text(f"{name:10} {help}")
                formatter.write_text(f"{'':10}   {example}")

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        try:
            return super().resolve_command(context, args)
        except click.UsageError:
            near = get_close_matches(args[0], list(self.commands), 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", context) from None


@click.group(cls=Commands, invoke_without_command=True)
@click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder, with editions/ in it. Default: here, or the nearest above.",
)
@click.version_option(__version__, prog_name="Colophon")
@click.pass_context
def commands(context: click.Context, folder: Path | None) -> None:
    """Colophon turns YAML, data and photographs into a designed brochure."""
    here = Path.cwd()
    context.obj = Setting(Project.at(folder) if folder else Project.around(here), here)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _date(context: click.Context, parameter: click.Parameter, value: Any) -> datetime.date:
    return value.date() if value else datetime.date.today()


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_date,
    help="Judge licences as of this day. Default: today.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@commands.command()
@click.argument("edition", required=False)
@click.option("--target", default="screen", show_default=True, help="What the PDF is for.")
@click.option("--format", "format_", default="", help="Another format than the edition's own.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Another place.")
@click.option("--waived", is_flag=True, help="Show findings that have been waived, too.")
@as_of_option
@json_option
@click.pass_obj
def build(
    setting: Setting,
    edition: str | None,
    target: str,
    format_: str,
    output: Path | None,
    waived: bool,
    as_of: datetime.date,
    as_json: bool,
) -> None:
    """Build the PDF of an edition (its folder's name in editions/)."""
    from . import build as pipeline
    from . import console

    project = setting.project
    slug = _slug(setting, edition)
    job = pipeline.Job(slug, as_of, target, format_, _output(project, output))
    with console.progress(slug, quiet=as_json) as step:
        outcome = pipeline.build(project, job, step)
    shown = _shown(outcome.path, setting.here)
    if as_json:
        console.say_json(
            {
                "edition": slug,
                "file": shown if outcome.written else None,
                "pages": outcome.pages,
                "bytes": outcome.size,
                "findings": console.as_json(outcome.findings),
            }
        )
    else:
        console.say_findings(outcome.findings, waived=waived)
        for line in console.summary(outcome, slug, shown):
            console.say(line)
    sys.exit(0 if outcome.written else 1)


@commands.command()
@click.argument("edition", required=False)
@click.option("--target", default="screen", show_default=True, help="Judge for this target.")
@click.option("--format", "format_", default="", help="Another format than the edition's own.")
@click.option("--waived", is_flag=True, help="Show findings that have been waived, too.")
@click.option("--fix", is_flag=True, help="Write derived ids into the file.")
@as_of_option
@json_option
@click.pass_obj
def check(
    setting: Setting,
    edition: str | None,
    target: str,
    format_: str,
    waived: bool,
    fix: bool,
    as_of: datetime.date,
    as_json: bool,
) -> None:
    """Read an edition and say what is wrong, without making a PDF."""
    from . import build as pipeline
    from . import console

    slug = _slug(setting, edition)
    if fix:
        words = _fix(setting.project, slug)
        if not as_json:
            console.say(words)
    findings = pipeline.check(setting.project, pipeline.Job(slug, as_of, target, format_))
    if as_json:
        console.say_json({"edition": slug, "findings": console.as_json(findings)})
    else:
        console.say_findings(findings, waived=waived)
        console.say(f"{slug}: {console.count(findings)}")
    sys.exit(1 if any(finding.blocks for finding in findings) else 0)


def _fix(project: Project, slug: str) -> str:
    """Write the derived ids of an edition into its file; return what came of it in words."""
    from .fix import CANNOT_FIX, write_ids

    try:
        number = write_ids(project, slug)
    except Diagnostic as diagnostic:
        if any(finding.code is CANNOT_FIX for finding in diagnostic.findings):
            raise
        return "no ids written: mend the errors first"
    if not number:
        return "all ids are written"
    return f"{number} id{'s' if number > 1 else ''} written into the file"


@commands.command()
@click.argument("title")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), callback=_date, help="Its date.")
@click.pass_obj
def new(setting: Setting, title: str, date: datetime.date) -> None:
    """Start an edition here, or a project with one where there is none yet."""
    from . import console
    from .starter import new_edition, new_project

    if setting.project.editions.is_dir():
        folder = new_edition(setting.project, title, date)
        slug, root = folder.name, setting.project.root
    else:
        root = new_project(setting.here, title, date)
        slug = root.name
        folder = root / "editions" / slug
    console.say(f"Written: {_shown(folder / 'edition.yaml', setting.here)}")
    console.say("Open it in an editor, change the words, and build it:")
    inside = setting.here.is_relative_to(root)
    if not inside:
        console.say(f"    cd {shlex.quote(_shown(root, setting.here))}")
    console.say(f"    {program.name(setting.here if inside else root)} build {slug}")


@commands.command("list")
@json_option
@click.pass_obj
def list_(setting: Setting, as_json: bool) -> None:
    """List the editions, and what they can be made of."""
    from . import console
    from .inventory import editions, kinds_of_things

    rows = editions(setting.project)
    things = kinds_of_things(setting.project)
    if as_json:
        kinds = {name.replace(" ", "_"): names for name, names in things.items()}
        console.say_json({"editions": [vars(row) for row in rows], **kinds})
        return
    if not rows:
        console.say(f"There are no editions yet. Start one: {program.name()} new 'My brochure'")
    else:
        heads = ("EDITION", "TITLE", "FORMAT", "LANGUAGE", "DATE", "LAST BUILT")
        console.say_table(heads, [tuple(str(v) for v in vars(row).values()) for row in rows])
    console.say()
    console.say_table(
        ("FOR EDITIONS", ""), [(name, ", ".join(names)) for name, names in things.items()]
    )


@commands.command()
@click.pass_obj
def doctor(setting: Setting) -> None:
    """Say what this machine lacks, and how to get it."""
    from . import console
    from .doctor import examine

    checks = examine(setting.project)
    signs = {"ok": "ok", "warn": "note", "fail": "MISSING"}
    for each in checks:
        console.say(f"{signs[each.state]:8} {each.name}: {each.message}")
        if each.help and each.state != "ok":
            for line in each.help.splitlines():
                console.say(f"{'':8}   {line}")
    sys.exit(1 if any(each.state == "fail" for each in checks) else 0)


@commands.command()
@click.pass_obj
def schema(setting: Setting) -> None:
    """Write the JSON Schemas that editors complete and check YAML with."""
    from . import console
    from .starter import write_schemas

    for path, changed in write_schemas(setting.project).items():
        console.say(f"{'Written' if changed else 'Unchanged'}: {_shown(path, setting.here)}")


@commands.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(setting: Setting, code: str | None) -> None:
    """Explain a finding by its code; without one, list the codes."""
    from difflib import get_close_matches

    from . import console
    from .preflight.codebook import all_codes, explain

    codes = all_codes(setting.project)
    if code is None:
        rows = [(each.id, each.severity.word, each.name) for each in codes.values()]
        console.say_table(("CODE", "SEVERITY", "NAME"), rows)
    elif code.upper() in codes:
        console.say_markdown(explain(codes[code.upper()]))
    else:
        near = get_close_matches(code.upper(), codes, 3)
        help = f"did you mean {' or '.join(near)}?" if near else "explain alone lists them all"
        raise click.UsageError(_unknown("code", code, help))


@commands.command()
@click.option("--all", "everything", is_flag=True, help="Remove the built PDFs, too.")
@click.pass_obj
def clean(setting: Setting, everything: bool) -> None:
    """Remove the cache of prepared pictures; the next build makes them anew."""
    from . import console

    folder = setting.project.build if everything else setting.project.build / "cache"
    if not folder.is_dir():
        console.say("There is nothing to remove.")
        return
    shown = _shown(folder, setting.here)
    if folder.is_symlink():
        # What else is in there, only the person who made the link knows.
        console.say(f"Not removed: {shown} is a link. Empty {folder.resolve()} yourself.")
        sys.exit(1)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    remove_folder(folder)
    console.say(f"Removed: {shown} ({console.size_in_words(size)})")


@commands.command(hidden=not in_checkout())
@click.option("--check", "only_check", is_flag=True, help="Only say whether they are current.")
@click.pass_obj
def docs(setting: Setting, only_check: bool) -> None:
    """Write the generated pages of docs/ anew (for those who change Colophon)."""
    from . import console
    from .reference import left_over, outdated, write_docs

    if not in_checkout() or setting.project.root != setting.project.bundled:
        raise click.UsageError("docs writes Colophon's own pages: run it in Colophon's repository.")
    if only_check:
        stale = outdated(setting.project, commands)
        for name in stale:
            console.say(f"out of date: {name}")
        sys.exit(1 if stale else 0)
    for path in write_docs(setting.project, commands):
        console.say(f"Written: {_shown(path, setting.here)}")
    for name in left_over(setting.project):
        console.say(f"Left over: docs/{name}, which no page shows: remove it")


def _output(project: Project, given: Path | None) -> Path | None:
    """Return where the PDF goes; bad usage where it would take the place of something else."""
    if given is None:
        return None
    path = given.resolve()
    for root in (project.root, project.bundled):
        for folder in ("editions", "templates", "figures", "assets"):
            if path.is_relative_to((root / folder).resolve()):
                message = f"“{given}” is in {folder}/, where sources are, and PDFs are not."
                raise click.BadParameter(message, param_hint="--output")
    if path.exists() and not _is_pdf(path):
        message = f"“{given}” is there and no PDF: it is not replaced."
        raise click.BadParameter(message, param_hint="--output")
    return path


def _is_pdf(path: Path) -> bool:
    """True for a PDF, and for an empty file, in which nothing can be lost."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(5) in (b"", b"%PDF-")


def _slug(setting: Setting, given: str | None) -> str:
    """Return the edition meant: by its folder's name, by a path, or the only one there is."""
    from .content.node import nearest

    project = setting.project
    names = project.folders_with("edition.yaml", "editions", own=True)
    if not names:
        raise click.UsageError(
            f"There are no editions in {project.editions}. Go into the folder that has editions/ "
            f"in it, give its name with --project, or start one: {program.name()} new 'My brochure'"
        )
    if given is None:
        if len(names) == 1:
            return names[0]
        raise click.UsageError(f"Which edition? There are {', '.join(names)}.")
    path = (setting.here / given).resolve()
    path = path.parent if path.name == "edition.yaml" else path
    name = path.name if path.parent == project.editions else given.strip("/")
    if name not in names:
        raise click.UsageError(_unknown("edition", given, nearest(name, list(names))))
    return name


def _unknown(what: str, given: str, help: str) -> str:
    return f"There is no {what} “{given}”" + (f" ({help})." if help else ".")


def _shown(path: Path, here: Path) -> str:
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)


def main() -> None:
    """Run the command that was typed; see `program`."""
    program.run(commands)
