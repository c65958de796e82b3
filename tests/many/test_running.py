"""Many PDFs are built in a fixed order of results, and a lost process costs its own alone."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from report import cli
from report.commands import _many
from report.diagnostics import Code, Diagnostic, Finding, Mark, Severity
from report.errands import Lost
from report.jobs import Job, Outcome
from report.many.lanes import Lanes, _Lane
from report.many.running import Progress, Result, Runner, build_all, told_once
from report.resources import Project

from ..conftest import DAY, ROOT, SMALL, NewProject, run_colophon

NAMES = ("one", "three", "two")


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """A project with three editions."""
    return new_project(SMALL, {f"/editions/{name}/edition.yaml": SMALL for name in NAMES})


class AtOnce(Executor):
    """Does what it is given while it is given, by `do`."""

    def __init__(self, do: Callable[[Job], Outcome]) -> None:
        self.done: list[str] = []
        self.do = do

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        job = args[1]
        self.done.append(job.slug)
        try:
            future.set_result(self.do(job))
        except Exception as error:
            future.set_exception(error)
        return future


def outcome(job: Job) -> Outcome:
    return Outcome(job, Path(f"{job.slug}.pdf"), (), 1, 1, written=job.slug != "bad")


def all_of(*slugs: str) -> list[Job]:
    return [Job(slug, DAY) for slug in slugs]


def runner(executor: Executor, width: int = 1) -> Runner:
    return Runner(lambda jobs: executor, width)


def test_results_are_in_the_order_of_the_jobs(project: Project) -> None:
    told: list[Progress] = []
    jobs = all_of("z", "a", "m")

    results = build_all(project, jobs, runner(AtOnce(outcome), 3), told.append)

    assert [each.job for each in results] == jobs
    assert [(each.done, each.total) for each in told] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("keep_going, begun", [(False, ["a", "bad"]), (True, ["a", "bad", "c"])])
def test_after_a_failure_nothing_is_begun_unless_it_is_to_keep_going(
    project: Project, keep_going: bool, begun: list[str]
) -> None:
    executor = AtOnce(outcome)

    results = build_all(project, all_of("a", "bad", "c"), runner(executor), keep_going=keep_going)

    assert executor.done == begun
    assert [each.good for each in results] == [True, False, keep_going]
    assert (results[2].outcome is None) != keep_going


@pytest.mark.parametrize(
    ("error", "help"),
    [
        (MemoryError("no more"), "free some memory"),
        (Lost("no more"), "free some memory"),
        (RuntimeError("no more"), "report it with this message"),
    ],
)
def test_what_goes_wrong_in_a_job_is_a_finding_of_it(
    project: Project, error: Exception, help: str
) -> None:
    def fails(job: Job) -> Outcome:
        raise error

    (result,) = build_all(project, all_of("a"), runner(AtOnce(fails)))

    assert result.outcome
    (finding,) = result.outcome.findings
    assert finding.code.id == "E105" and help in finding.help
    assert "a-screen.pdf was not finished: no more" in finding.message


def test_a_killed_process_costs_its_own_job_alone() -> None:
    lanes = Lanes(2)
    try:
        killed = lanes.submit(signal.raise_signal, signal.SIGKILL)
        others = [lanes.submit(abs, -number) for number in range(6)]

        with pytest.raises(Lost):
            killed.result(60)
        assert [each.result(60) for each in others] == [0, 1, 2, 3, 4, 5]
    finally:
        lanes.shutdown()


def test_what_a_job_raises_is_raised_where_it_was_asked_for() -> None:
    lanes = Lanes(1)
    try:
        with pytest.raises(RuntimeError, match=r"ValueError: .* \(.+\.py, line \d+\)"):
            lanes.submit(int, "x").result(60)
        with pytest.raises(Lost, match="not enough memory"):
            lanes.submit(bytes, 1 << 60).result(60)
        assert lanes.submit(abs, -1).result(60) == 1
    finally:
        lanes.shutdown()


def test_stopping_ends_what_is_at_work() -> None:
    lanes = Lanes(1)
    asleep = lanes.submit(time.sleep, 600)
    while not asleep.running():
        time.sleep(0.01)
    lanes.submit(abs, 1)

    begun = time.monotonic()
    lanes.shutdown(wait=False, cancel_futures=True)

    with pytest.raises(Lost):
        asleep.result(60)
    assert time.monotonic() - begun < 60


def test_a_process_that_cannot_be_started_costs_its_own_job_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = OSError(errno.EAGAIN, "Resource temporarily unavailable")
    lanes = Lanes(1)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(BaseProcess, "start", Mock(side_effect=refused))
            with pytest.raises(OSError, match="temporarily unavailable"):
                lanes.submit(abs, -1).result(60)
        assert lanes.submit(abs, -1).result(60) == 1
    finally:
        lanes.shutdown()


def test_a_process_is_waited_for_once_when_two_close_its_lane() -> None:
    lane = _Lane()
    process = Mock()
    process.join.side_effect = lane.close  # the other one comes while this one waits
    lane._process, lane._line = process, Mock()

    lane.close()

    process.join.assert_called_once_with()


def test_the_same_of_many_files_is_told_once() -> None:
    code = Code("T900", "made-up", Severity.WARNING)
    everywhere, once = (Finding(code, each, Mark("a.yaml", 1, 1)) for each in ("all", "one"))
    remembered = replace(everywhere, code=replace(code, doc="what a manifest leaves out"))
    jobs = [Job("a", DAY, target=target) for target in ("press", "screen")]
    results = [
        Result(job, replace(outcome(job), path=Path(f"{job.target}.pdf"), findings=found))
        for job, found in zip(jobs, ((everywhere, once), (remembered,)), strict=True)
    ]

    ((slug, findings),) = told_once(results)

    assert slug == "a"
    assert [each.message for each in findings] == ["all", "one (press.pdf)"]


def test_what_differs_in_its_numbers_alone_is_told_once() -> None:
    code = Code("T900", "made-up", Severity.WARNING)
    place = Mark("a.yaml", 1, 1)

    def found(message: str) -> Finding:
        return Finding(code, message, place)

    results = [
        Result(job, replace(outcome(job), path=Path(f"{job.format}.pdf"), findings=findings))
        for job, findings in (
            (Job("a", DAY, format=f"f{number}"), (found(f"page {number} is {number}.5% full"),))
            for number in range(7)
        )
    ]
    twice = Job("b", DAY)
    both = (found("page 1 is empty"), found("page 2 is empty"))
    results.append(Result(twice, replace(outcome(twice), findings=both)))

    (_, once), (_, two) = told_once(results)

    said = "(f0.pdf; with other numbers in f1.pdf, f2.pdf, f3.pdf and 3 more)"
    assert [each.message for each in once] == [f"page 0 is 0.5% full {said}"]
    assert two == both


def test_all_editions_are_built_and_a_second_time_none(project: Project) -> None:
    (project.editions / "two" / "edition.yaml").write_text("title: Only a title\n")
    # A folder of somebody's own, which is called as the program's package is.
    (project.root / "report").mkdir()
    (project.root / "report" / "__init__.py").write_text("raise SystemExit('not this one')")
    arguments = ("build", "--all", "--as-of", "2026-11-22", "--workers", "2")

    first = run_colophon(*arguments, "--keep-going", folder=project.root)
    again = run_colophon(*arguments, "--keep-going", "--json", folder=project.root)

    assert (first.returncode, again.returncode) == (1, 1), first.stderr + again.stderr
    rows = [line.split("\t") for line in first.stdout.splitlines() if "\t" in line]
    assert [row[0] for row in rows] == [
        f"build/{name}/{name}-screen.pdf" for name in ("one", "small", "three", "two")
    ]
    assert rows[3][3].startswith("not built: ")
    assert "two:\neditions/two/edition.yaml" in first.stdout
    pdfs = json.loads(again.stdout)["pdfs"]
    assert [each["unchanged"] for each in pdfs] == [True, True, True, False]
    alone = project.root / "alone.pdf"
    run_colophon(
        "build", "one", "--as-of", "2026-11-22", "--output", str(alone), folder=project.root
    )
    assert alone.read_bytes() == (project.root / rows[0][0]).read_bytes()


@pytest.mark.parametrize(
    "typed, said",
    [
        (("small", "--all"), "--all builds every edition"),
        (("--all", "--output", "x.pdf"), "--output is for one edition"),
        (("small", "--formats", "all", "--rows", "x.csv"), "--rows is for one edition"),
        (("small", "--formats", "a4", "--format", "a5"), "--format and --formats ask for the same"),
        (("small", "--targets", "all", "--target", "screen"), "--target and --targets ask for"),
        (("small", "--named", "name"), "--named is for copies"),
        (("small", "--formats", ""), "it has no names"),
        (("small", "--languages", " , "), "it has no names"),
    ],
)
def test_what_is_for_one_pdf_is_not_asked_of_many(
    project: Project, typed: tuple[str, ...], said: str
) -> None:
    result = run_colophon("build", *typed, folder=project.root)

    assert result.returncode == 2 and said in result.stderr
    assert not project.build.exists()


def test_a_scheduler_is_said_to_be_asked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_many, "_runner", Mock(side_effect=Diagnostic([])))
    typed = ("--project", str(project.root), "build", "small", "--scheduler", "tcp://nowhere:1")

    said = CliRunner().invoke(cli.commands, typed).stdout

    assert said == "1 PDF: asking the scheduler at tcp://nowhere:1\n"


def test_one_of_many_is_called_one(project: Project) -> None:
    arguments = ("build", "small", "--targets", "screen", "--as-of", "2026-11-22")

    said = run_colophon(*arguments, folder=project.root).stdout

    assert said.startswith("1 PDF: 1 of 1: small-screen.pdf\n")
    assert said.endswith("1 of 1 PDF is there\n")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_worker_killed_in_the_middle_costs_its_own_edition(project: Project) -> None:
    process = _started(project)

    os.kill(_a_worker(process.pid), signal.SIGKILL)
    said, _ = process.communicate(timeout=300)

    rows = [line.split("\t") for line in said.splitlines() if "\t" in line]
    lost = [row for row in rows if row[3].startswith("not built: 1 error")]
    assert process.returncode == 1 and len(rows) == 4 and len(lost) == 1, said
    assert "E105: error: " in said


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_interrupt_ends_all_workers(project: Project) -> None:
    process = _started(project)
    worker = _a_worker(process.pid)

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130 and "Stopped." in said, said
    until = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_interrupt_while_workers_are_being_started_ends_in_a_word(project: Project) -> None:
    process = _started(project, start_new_session=True)
    until = time.monotonic() + 120
    while not any(map(_imports, _children(process.pid))):
        assert time.monotonic() < until and process.poll() is None, process.communicate()
        time.sleep(0.001)

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130, said
    assert said.split() == ["Stopped."]


def _imports(pid: int) -> bool:
    """True for the server of `multiprocessing` when it is at importing what workers need."""
    with suppress(OSError):
        server = b"multiprocessing.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
        return server and "_pydantic_core" in Path(f"/proc/{pid}/maps").read_text()
    return False


def _started(project: Project, **how: Any) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "build_pdf.py"), "build", "--all", "--keep-going"]
    return subprocess.Popen(
        [*command, "--workers", "2"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def _a_worker(pid: int) -> int:
    """Wait for a process that builds, and return its number: a grandchild of the program."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        for child in _children(pid):
            for worker in _children(child):
                # It has begun when its workshop is there.
                if [*Path(f"/proc/{pid}/cwd/build").glob(f"*.{worker}-*")]:
                    return worker
        time.sleep(0.01)
    raise AssertionError("no process has begun to build")


def _children(pid: int) -> list[int]:
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        return [
            int(each)
            for task in tasks
            for each in Path(f"/proc/{pid}/task/{task}/children").read_text().split()
        ]
    except OSError:
        return []


def said_of_all(
    project: Project, monkeypatch: pytest.MonkeyPatch, do: Callable[[Job], Outcome]
) -> str:
    """Return what `build --all` says where `do` is what a worker makes of a job."""
    monkeypatch.setattr(_many, "_runner", lambda many: runner(AtOnce(do)))
    typed = ("--project", str(project.root), "build", "--all")
    return CliRunner().invoke(cli.commands, typed).stdout


def test_after_a_failure_the_way_to_the_others_is_said(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = said_of_all(
        project, monkeypatch, lambda job: replace(outcome(job), written=job.slug != "small")
    )

    assert "2 were not begun after that failed" in said and "--keep-going" in said


def test_who_stops_many_is_told_what_is_there_and_how_it_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_stopped(job: Job) -> Outcome:
        if job.slug == "small":
            raise KeyboardInterrupt
        return outcome(job)

    said = said_of_all(project, monkeypatch, until_stopped)

    assert "one.pdf\t1\t" in said
    assert said.endswith("1 of 4 PDFs are there; the same command goes on with the rest\n")
