"""Jobs are given to an executor, and what came of them is gathered in their order.

An executor is anything with the interface of `concurrent.futures`: processes of this machine
(`lanes`) or of others (`cluster`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace

from .. import processes
from ..diagnostics import Code, Finding, Severity
from ..errands import Lost
from ..jobs import Job, Outcome, output_path
from ..resources import Project
from ..up_to_date import known
from .queue import Queue

LOST = Code(
    "E105",
    "build-lost",
    Severity.ERROR,
    """One of many PDFs could not be finished, because the process that built it ended or failed.

    Most often there was too little memory, and the system has ended it. The other PDFs are not
    affected, and the old file of this one is as it was. Build it alone, or with fewer at once:

        colophon build --all --workers 1

    Where the message names an error and a line of code, it is no matter of memory: report it to
    those who make Colophon.
    """,
)
_MOST_NAMED = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_Told = tuple[Finding, list[str]]
"""A finding, and the names of the PDFs that it is of."""
Order = Callable[[Executor, Project, Job, int], "Future[Outcome]"]
"""What has a job done by an executor, in so many processes."""
OpenExecutor = Callable[[int], Executor]
"""What returns an executor for some jobs."""


@dataclass(frozen=True)
class Result:
    """What came of a job; no outcome where it was not begun, because another one had failed."""

    job: Job
    outcome: Outcome | None = None

    @property
    def good(self) -> bool:
        """True where the PDF is there as it should be."""
        return self.outcome is not None and self.outcome.written


@dataclass(frozen=True)
class Progress:
    """How far it has come: what is done of how many, what has just ended, what is worked at."""

    done: int
    total: int
    ended: Result | None
    busy: tuple[Job, ...]


def build_here(project: Project, job: Job, workers: int) -> Outcome:
    """Build a PDF in this process and, where that pays, more `workers`; return what came of it."""
    from ..build import build

    processes.limit(workers)
    return build(project, job)


def by_build_here(executor: Executor, project: Project, job: Job, workers: int) -> Future[Outcome]:
    """Have a job done by processes that share this machine's disks."""
    return executor.submit(build_here, project, job, workers)


@dataclass(frozen=True)
class Runner:
    """Who builds: `open` returns an executor, `order` hands a job to it, `width` jobs at a time.

    `shares_cache` where what is made for one job is there for the next, whoever builds that.
    """

    open: OpenExecutor
    width: int
    order: Order = by_build_here
    shares_cache: bool = True

    @contextmanager
    def executor(self, jobs: int) -> Iterator[Executor]:
        """Give an executor for so many jobs; what is left of them at the end is dropped."""
        executor = self.open(min(self.width, jobs))
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise
        executor.shutdown()


def build_all(
    project: Project,
    jobs: Sequence[Job],
    runner: Runner,
    told: Callable[[Progress], None] = lambda progress: None,
    *,
    force: bool = False,
    keep_going: bool = False,
) -> tuple[Result, ...]:
    """Build every job whose inputs have changed, and return what came of each, in order.

    With `force`, the others as well. Unless it is to `keep_going`, nothing is begun after a job
    has failed. A job whose process is lost has the finding E105, and the others are built.
    """
    results: dict[Job, Result] = {}
    waiting: list[Job] = []
    for job in jobs:
        there = None if force else known(project, job)
        if there is None:
            waiting.append(job)
        else:
            results[job] = Result(job, there)
            told(Progress(len(results), len(jobs), results[job], ()))
    if waiting:
        with runner.executor(len(waiting)) as executor:
            for result, busy in _done(executor, project, waiting, runner, keep_going):
                results[result.job] = result
                told(Progress(len(results), len(jobs), result, busy))
    return tuple(results.get(job, Result(job)) for job in jobs)


def _done(
    executor: Executor, project: Project, jobs: list[Job], runner: Runner, keep_going: bool
) -> Iterator[tuple[Result, tuple[Job, ...]]]:
    """Yield what has come of each job as it ends, and what is worked at then."""
    queue = Queue(project, jobs, runner.shares_cache)
    busy: dict[Future[Outcome], Job] = {}
    failed = False
    while queue or busy:
        begun: list[Job] = []
        while len(busy) + len(begun) < runner.width and not (failed and not keep_going):
            job = queue.next()
            if job is None:
                break
            begun.append(job)
        # One that is alone has all processors; when others come, they are not many too many.
        workers = max(1, runner.width // max(1, len(busy) + len(begun)))
        busy |= {runner.order(executor, project, job, workers): job for job in begun}
        if not busy:
            return
        for future in wait(busy, return_when=FIRST_COMPLETED).done:
            job = busy.pop(future)
            queue.ended(job)
            result = _result(project, job, future)
            failed = failed or not result.good
            yield result, tuple(busy.values())


def _result(project: Project, job: Job, future: Future[Outcome]) -> Result:
    try:
        return Result(job, future.result())
    except (Exception, CancelledError) as error:
        message = f"{output_path(project, job).name} was not finished: {error}"
        then = "if that says the same, report it with this message"
        if isinstance(error, (Lost, MemoryError)):
            then = "if it is lost again, free some memory, or make its pictures smaller"
        finding = LOST.finding(None, message, help=f"build it alone; {then}")
        return Result(job, Outcome(job, output_path(project, job), (finding,)))


def told_once(results: Sequence[Result]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield by edition what was found in any of its PDFs, each thing once.

    What is not true of all of them says of which it is. What differs in its numbers alone, such as
    pages, is one thing, told as it is in the first PDF.
    """
    groups: dict[str, list[Outcome]] = {}
    for result in results:
        if result.outcome:
            groups.setdefault(result.job.slug, []).append(result.outcome)
    for slug, outcomes in groups.items():
        found: dict[tuple[str, str], _Told] = {}
        for outcome in outcomes:
            # What a manifest remembers has no page of documentation: only what is said counts.
            for key, finding in {
                (str(each), each.waived): each for each in outcome.findings
            }.items():
                found.setdefault(key, (finding, []))[1].append(outcome.path.name)
        alike: dict[Hashable, list[_Told]] = {}
        for told in found.values():
            alike.setdefault(_without_numbers(told[0]), []).append(told)
        every = len(outcomes)
        yield slug, tuple(each for those in alike.values() for each in _said(those, every))


def _without_numbers(finding: Finding) -> Hashable:
    words = _NUMBER.sub("", finding.message)
    return finding.code.id, finding.mark, finding.at, finding.severity, finding.waived, words


def _said(those: Sequence[_Told], every: int) -> Iterator[Finding]:
    """Yield findings that differ in their numbers alone: as one, unless a PDF has several."""
    names = [name for _, named in those for name in named]
    if len(set(names)) < len(names):
        for each in those:
            yield from _said([each], every)
        return
    finding, named = those[0]
    own = "" if len(named) == every else _listed(n for n in named if n not in finding.message)
    others = names[len(named) :]
    rest = f"with other numbers in {_listed(others)}" if others else ""
    said = "; ".join(filter(None, (own, rest)))
    yield replace(finding, message=f"{finding.message} ({said})") if said else finding


def _listed(names: Iterable[str]) -> str:
    """Return the first of some names, and how many more there are."""
    every = list(names)
    more = len(every) - _MOST_NAMED
    if more < 2:
        return ", ".join(every)
    return f"{', '.join(every[:_MOST_NAMED])} and {more} more"
