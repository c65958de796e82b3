"""From requests to drawn charts: the cache first, then worker processes for what is missing."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace

from .. import processes
from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..resources import Project
from ..storage import Cache
from .codes import DRAWING_FAILED, WORDS
from .keys import House, marked_key, request_key
from .registry import EVERY_LANGUAGE, Kind, kind_among
from .rendering import Rendered, Studio, blank, render
from .values import ChartRequest, ChartStyle, DrawnChart

_SUFFIX = ".chart.json"
_WORTH_FORKING = 3  # importing Matplotlib takes as long as drawing five or so charts


@dataclass(frozen=True)
class _Job:
    request: ChartRequest
    kind: Kind
    key: str


def draw_chart(
    project: Project, request: ChartRequest, style: ChartStyle, cache: Cache
) -> DrawnChart:
    """Return one chart, from the cache where it has been drawn before; Diagnostic as `House.of`."""
    return draw_charts(House.of(project, style), (request,), cache, workers=1)[request.id]


def draw_charts(
    house: House,
    requests: Iterable[ChartRequest],
    cache: Cache,
    workers: int | None = None,
) -> dict[str, DrawnChart]:
    """Return the charts by id, in the order asked for; the bytes do not depend on `workers`.

    Faults of data, options and drawing code are findings of the chart concerned.
    """
    requests = tuple(requests)
    drawn: dict[str, Rendered] = {}
    found: dict[str, Kind] = {}
    jobs: list[_Job] = []
    style = house.style
    for request in requests:
        try:
            kind = kind_among(house.kinds, request.kind, request.mark)
        except Diagnostic as diagnostic:
            if any(finding.mark != request.mark for finding in diagnostic.findings):
                raise
            drawn[request.id] = Rendered("", "", findings=diagnostic.findings)
            continue
        found[request.id] = kind
        job = _Job(request, kind, request_key(request, kind, house.key))
        stored = _stored(job, cache)
        if stored is None:
            jobs.append(job)
        else:
            drawn[request.id] = stored
    studio = Studio(house.sheet, cache.folder / "matplotlib") if jobs else None
    if studio:
        for job, rendered in zip(jobs, _render(jobs, style, studio, workers), strict=True):
            _store(job, rendered, cache)
            drawn[job.request.id] = rendered
    return {
        each.id: _finished(each, drawn[each.id], style.language, found.get(each.id))
        for each in requests
    }


def _finished(
    request: ChartRequest, drawn: Rendered, language: str, kind: Kind | None
) -> DrawnChart:
    findings = drawn.findings
    spoken = kind.languages if kind else frozenset({EVERY_LANGUAGE})
    known = {EVERY_LANGUAGE, language.partition("-")[0].lower()} & spoken
    if not request.alt and not known:
        message = f"the alternative text of this chart is English, not {language}"
        help = "give the chart a text of its own: `alt: …`"
        findings += (WORDS.finding(request.mark, message, help=help, at=request.id),)
    return DrawnChart(
        svg=(drawn.svg or blank(request.size)).encode(),
        alt=request.alt or drawn.alt,
        csv=request.table.csv(),
        size=request.size,
        colours=drawn.colours,
        type_sizes=drawn.type_sizes,
        findings=findings,
    )


def _render(
    jobs: list[_Job], style: ChartStyle, studio: Studio, workers: int | None
) -> list[Rendered]:
    if workers is None:
        workers = min(len(jobs), processes.workers()) if len(jobs) >= _WORTH_FORKING else 1
    if workers < 2 or sys.platform != "linux":
        return [render(job.kind, job.request, style, studio) for job in jobs]
    global _TASK
    _TASK = (jobs, style, studio)
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(workers, context, processes.end_with, (os.getpid(),)) as pool:
            return list(pool.map(_render_one, range(len(jobs))))
    except BrokenProcessPool:
        message = "a process that draws charts was killed"
        help = "perhaps memory ran out: close other programs and build again"
        return [
            Rendered("", "", findings=(_at(job, DRAWING_FAILED, message, help),)) for job in jobs
        ]
    finally:
        _TASK = None


# What forked workers inherit, so that nothing but a number has to be sent to them.
_TASK: tuple[list[_Job], ChartStyle, Studio] | None = None


def _render_one(number: int) -> Rendered:
    assert _TASK is not None
    jobs, style, studio = _TASK
    return render(jobs[number].kind, jobs[number].request, style, studio)


def _at(job: _Job, code: Code, message: str, help: str) -> Finding:
    return code.finding(job.request.mark, message, help=help, at=job.request.id)


def _stored(job: _Job, cache: Cache) -> Rendered | None:
    """Return the chart as drawn before: without findings, or with the same in the same places."""
    for key in (job.key, marked_key(job.request, job.key)):
        data = cache.get(key, _SUFFIX)
        if data is not None:
            return _loaded(json.loads(data))
    return None


def _store(job: _Job, rendered: Rendered, cache: Cache) -> None:
    """Keep a chart that could be drawn. One with findings is bound to the places they name."""
    if not rendered.svg:
        return
    key = marked_key(job.request, job.key) if rendered.findings else job.key
    cache.put(key, _SUFFIX, json.dumps(asdict(rendered), ensure_ascii=False).encode())


def _loaded(data: dict[str, object]) -> Rendered:
    rendered = Rendered(**data)  # type: ignore[arg-type]
    return replace(
        rendered,
        colours=tuple((one, role, ground) for one, role, ground in rendered.colours),
        type_sizes=tuple(rendered.type_sizes),
        findings=tuple(_finding(each) for each in data["findings"]),  # type: ignore[attr-defined]
    )


def _finding(data: dict[str, object]) -> Finding:
    code, mark = dict(data["code"]), data["mark"]  # type: ignore[call-overload]
    code["severity"] = Severity(code["severity"])
    place = Mark(**mark) if isinstance(mark, dict) else None
    return Finding(**{**data, "code": Code(**code), "mark": place})  # type: ignore[arg-type]
