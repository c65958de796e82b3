"""What `build` says and does where many PDFs are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ..resources import Project, check_seen
from ._common import Setting, shown, slug_of

if TYPE_CHECKING:
    from ..jobs import Job
    from ..many.running import Progress, Result, Runner


def _names(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Return the names that were given, "" where the option is left out; bad usage without any."""
    if value is not None and not value.replace(",", " ").strip():
        raise click.BadParameter("it has no names. Give some, by commas, or: all.")
    return value or ""


def _list(what: str) -> Any:
    help = f"Several {what}, by commas; or: all."
    return click.option(f"--{what}", callback=_names, help=help)


_OPTIONS = (
    click.option("--all", "everything", is_flag=True, help="Build all editions of the project."),
    _list("variants"),
    _list("languages"),
    _list("formats"),
    _list("targets"),
    click.option("--keep-going", is_flag=True, help="Of many, build the others when one fails."),
    click.option(
        "--workers",
        type=click.IntRange(1, 256),
        help="How many processes may work at once. Default: as many as cores.",
    ),
    click.option("--scheduler", default="", help="Have a Dask scheduler build them: tcp://…"),
)


def many_options(command: Any) -> Any:
    """Give a command the options that ask for many PDFs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_asked_once() -> None:
    """Raise bad usage where one of a thing is asked for, and several of it as well."""
    source = click.get_current_context().get_parameter_source
    for name in ("variant", "language", "format", "target"):
        one = "format_" if name == "format" else name
        if source(one) is source(f"{name}s") is ParameterSource.COMMANDLINE:
            message = f"--{name} and --{name}s ask for the same: leave one of them out."
            raise click.UsageError(message)


@dataclass(frozen=True)
class Many:
    """What was typed of these options."""

    everything: bool
    variants: str
    languages: str
    formats: str
    targets: str
    keep_going: bool
    workers: int | None
    scheduler: str

    @property
    def asked(self) -> bool:
        """True where many PDFs are asked for."""
        lists = (self.variants, self.languages, self.formats, self.targets)
        return self.everything or any(lists) or bool(self.scheduler)


def slugs_of(setting: Setting, edition: str | None, many: Many) -> tuple[str, ...]:
    """Return the editions that are meant: all, or the one that is named or the only one."""
    if not many.everything:
        return (slug_of(setting, edition),)
    if edition is not None:
        raise click.UsageError(f"--all builds every edition: leave “{edition}” out, or --all.")
    names = setting.project.folders_with("edition.yaml", "editions", own=True)
    for name in names:
        check_seen(name)
    return names or (slug_of(setting, None),)  # which says what is missing


def make_many(
    setting: Setting, jobs: Sequence[Job], many: Many, *, force: bool, waived: bool, as_json: bool
) -> int:
    """Build all jobs and say what came of them; return the exit code: 1 if any is not there."""
    from .. import console

    ended: list[Result] = []
    try:
        results = _results(setting, jobs, many, ended, force=force, quiet=as_json)
    except KeyboardInterrupt:
        if not as_json:
            _say_stopped(setting, ended, len(jobs))
        raise
    if as_json:
        console.say_json({"pdfs": [_data(setting, each) for each in results]})
    else:
        _say(setting, results, waived)
    return 0 if all(each.good for each in results) else 1


def _results(
    setting: Setting,
    jobs: Sequence[Job],
    many: Many,
    ended: list[Result],
    *,
    force: bool,
    quiet: bool,
) -> tuple[Result, ...]:
    """Build all jobs, and say how far that is; each is among the `ended` as soon as it has."""
    from .. import console
    from ..many.running import build_all

    def hear(progress: Progress) -> None:
        ended.extend(filter(None, (progress.ended,)))
        step(_told(progress))

    with console.progress(_pdfs(len(jobs)), quiet=quiet) as step:
        if many.scheduler:  # which may take its time, or not be there
            step(f"Asking the scheduler at {many.scheduler}")
        runner = _runner(many)
        return build_all(
            setting.project, jobs, runner, hear, force=force, keep_going=many.keep_going
        )


def _say_stopped(setting: Setting, ended: Sequence[Result], number: int) -> None:
    """Say what is there of all that was asked for when somebody stops it."""
    from .. import console

    there = [each for each in ended if each.good]
    if there:
        heads = ("PDF", "Pages", "Size", "Result")
        console.say_table(heads, [_row(setting, each) for each in there])
    are = "is" if number == 1 else "are"
    then = "; the same command goes on with the rest" if len(there) < number else ""
    console.say(f"{len(there)} of {_pdfs(number)} {are} there{then}")


def asked_jobs(project: Project, slugs: tuple[str, ...], many: Many, like: Job) -> tuple[Job, ...]:
    """Return the jobs that were asked for."""
    if not (many.variants or many.languages or many.formats or many.targets):
        return tuple(replace(like, slug=slug) for slug in slugs)  # without reading anything
    from ..many.asking import Asked, jobs_of

    asked = Asked(many.variants, many.languages, many.formats, many.targets)
    return jobs_of(project, slugs, asked, like)


def _runner(many: Many) -> Runner:
    if many.scheduler:
        from ..many.cluster import cluster_runner

        return cluster_runner(many.scheduler)
    from ..many.lanes import Lanes
    from ..many.running import Runner
    from ..processes import cores

    return Runner(Lanes, many.workers or cores())


def _told(progress: Progress) -> str:
    result = progress.ended
    name = result.outcome.path.name if result and result.outcome else ""
    return f"{progress.done} of {progress.total}: {name}{_not_there(result)}"


def _not_there(result: Result | None) -> str:
    return "" if result is None or result.good else " is not built"


def _say(setting: Setting, results: Sequence[Result], waived: bool) -> None:
    from .. import console
    from ..many.running import told_once

    for slug, findings in told_once(results):
        if any(waived or not each.waived for each in findings):
            console.say(f"{slug}:")
            console.say_findings(findings, waived=waived)
    console.say_table(("PDF", "Pages", "Size", "Result"), [_row(setting, each) for each in results])
    there = sum(each.good for each in results)
    same = sum(each.outcome.unchanged for each in results if each.outcome)
    rest = f", {same} of them unchanged" if same else ""
    are = "is" if len(results) == 1 else "are"
    console.say(f"{there} of {_pdfs(len(results))} {are} there{rest}")
    waiting = sum(each.outcome is None for each in results)
    if waiting:
        were = "was" if waiting == 1 else "were"
        help = "mend what failed, or build the others all the same with --keep-going"
        console.say(f"{waiting} {were} not begun after that failed: {help}")


def _pdfs(number: int) -> str:
    return f"{number} PDF{'s' * (number != 1)}"


def _row(setting: Setting, result: Result) -> tuple[str, ...]:
    from .. import console
    from ..jobs import output_path

    outcome = result.outcome
    if outcome is None:
        return (_place(setting, output_path(setting.project, result.job)), "", "", "not begun")
    said = console.count(outcome.findings)
    if not outcome.written:
        return (_place(setting, outcome.path), "", "", f"not built: {said}")
    said = f"nothing has changed; {said}" if outcome.unchanged else said
    pages = str(outcome.pages + outcome.blanks)
    return (_place(setting, outcome.path), pages, console.size_in_words(outcome.size), said)


def _place(setting: Setting, path: Path) -> str:
    return shown(path, setting.here)


def _data(setting: Setting, result: Result) -> dict[str, Any]:
    from .. import console

    job, outcome = result.job, result.outcome
    asked = {name: getattr(job, name) or None for name in ("variant", "language", "format")}
    came = console.built_as_json(outcome, lambda path: _place(setting, path)) if outcome else {}
    return {"edition": job.slug, **asked, "target": job.target, **came}
