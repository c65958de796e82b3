"""From requests to drawn charts: the cache first, then worker processes for what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from math import ceil

from .. import processes
from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..errands import Errands, Failed, Late, Lost
from ..resources import Project
from ..storage import Cache
from .codes import DRAWING_FAILED, WORDS
from .keys import House, marked_key, request_key
from .patience import SECONDS
from .registry import EVERY_LANGUAGE, Kind, kind_among
from .rendering import Rendered, Studio, blank, render
from .values import ChartRequest, ChartStyle, DrawnChart

_SUFFIX = ".chart.json"
_PATIENCE = 1.5 * SECONDS
"""Seconds after which code that was to be stopped at `SECONDS`, and was not, has its process
ended."""
_WORTH_FORKING = 3
_A_PROCESS = 12  # charts: to import Matplotlib takes as long as to draw five or so


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
    begun = Drawing(house, requests, cache, workers)
    return {each.id: begun.chart(each.id) for each in requests}


class Drawing:
    """Charts that are being drawn, each there as soon as it is asked for."""

    def __init__(
        self,
        house: House,
        requests: Iterable[ChartRequest],
        cache: Cache,
        workers: int | None = None,
    ) -> None:
        """Begin with those that are not in the cache."""
        self._requests = {each.id: each for each in requests}
        self._house, self._cache = house, cache
        self._drawn: dict[str, Rendered] = {}
        self._found: dict[str, Kind] = {}
        self._jobs: dict[str, _Job] = {}
        self._look_up()
        self._errands: Errands[str, Rendered] | None = None
        self._studio = Studio(house.sheet, cache.folder / "matplotlib")
        self._begin(workers)

    def chart(self, id: str) -> DrawnChart:
        """Return a chart when it is drawn; whatever went wrong is among its findings."""
        request = self._requests[id]
        if id not in self._drawn:
            self._drawn[id] = self._rendered(id)
        return _finished(request, self._drawn[id], self._house.style.language, self._found.get(id))

    def _look_up(self) -> None:
        """Find out which charts have been drawn before, and which cannot be."""
        for id, request in self._requests.items():
            try:
                kind = kind_among(self._house.kinds, request.kind, request.mark)
            except Diagnostic as diagnostic:
                if any(finding.mark != request.mark for finding in diagnostic.findings):
                    raise
                self._drawn[id] = Rendered("", "", findings=diagnostic.findings)
                continue
            self._found[id] = kind
            job = _Job(request, kind, request_key(request, kind, self._house.key))
            stored = _stored(job, self._cache)
            if stored is None:
                self._jobs[id] = job
            else:
                self._drawn[id] = stored

    def _begin(self, workers: int | None) -> None:
        """Send processes to draw, where that pays; else draw here."""
        most = processes.workers() if workers is None else workers
        if most < 2 or (workers is None and len(self._jobs) < _WORTH_FORKING):
            for id in self._jobs:
                self.chart(id)
            return

        self._errands = Errands(
            self._here, tuple(self._jobs), min(most, ceil(len(self._jobs) / _A_PROCESS))
        )

    def _rendered(self, id: str) -> Rendered:
        if self._errands is None:
            return self._here(id)
        try:
            return self._errands.result(id, _PATIENCE)
        except Lost:  # perhaps over another chart
            return self._alone(id)

    def _alone(self, id: str) -> Rendered:
        """Draw one chart in a process of its own."""
        job = self._jobs[id]
        try:
            return Errands(self._here, [id], 1).result(id, _PATIENCE)
        except Late:
            message = f"the process that draws this chart was ended: it took over {SECONDS} seconds"
            help = f"look in {job.kind.shown} for what takes so long"
        except Failed as failed:
            message = f"this chart could not be drawn: {failed}"
            help = "this is a fault of Colophon: report it with the chart's data"
        except Lost:
            message = "the process that draws this chart was ended, or ended itself"
            help = (
                f"perhaps memory ran out: close other programs and build again; else look in "
                f"{job.kind.shown} for what ends the program"
            )
        return Rendered("", "", findings=(_at(job, DRAWING_FAILED, message, help),))

    def _here(self, id: str) -> Rendered:
        """Draw a chart, and keep it: what was drawn is there even if nobody waits for it."""
        job = self._jobs[id]
        rendered = render(job.kind, job.request, self._house.style, self._studio)
        _store(job, rendered, self._cache)
        return rendered


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
