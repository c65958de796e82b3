"""Which jobs are begun together, and in how many processes each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from report.jobs import Job, Outcome
from report.many import running
from report.many.running import Runner, build_all
from report.resources import Project

from ..conftest import DAY, SMALL, NewProject

Begun = list[list[tuple[str, int]]]
Begin = Callable[..., Begun]


@pytest.fixture
def begun(new_project: NewProject, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Return what is begun at a time: jobs, each with its processes, of which one ends each time.

    `extends` says which editions extend which.
    """

    def begin(
        jobs: Sequence[Job], width: int, *, shares_cache: bool = True, **extends: str
    ) -> Begun:
        files = {f"/editions/{each.slug}/edition.yaml": SMALL for each in jobs}
        for slug, below in extends.items():
            files[f"/editions/{slug}/edition.yaml"] = f'extends: "{below}"  # below\ntitle: Other\n'
        rounds: Begun = [[]]

        def order(executor: Executor, project: Project, job: Job, workers: int) -> Future[Any]:
            rounds[-1].append((job.name, workers))
            return Future()

        def one_ends(busy: dict[Future[Any], Job], return_when: str) -> SimpleNamespace:
            first, job = next(iter(busy.items()))
            first.set_result(Outcome(job, Path("x.pdf"), (), 1, 1, written=job.slug != "bad"))
            rounds.append([])
            return SimpleNamespace(done=[first])

        monkeypatch.setattr(running, "wait", one_ends)
        executor: Any = SimpleNamespace(shutdown=lambda: None)
        runner = Runner(lambda number: executor, width, order, shares_cache)
        build_all(new_project(SMALL, files), jobs, runner, keep_going=True)
        return [each for each in rounds if each]

    return begin


def all_of(*slugs: str, **more: Any) -> list[Job]:
    return [Job(slug, DAY, **more) for slug in slugs]


def test_editions_that_have_nothing_in_common_are_begun_together(begun: Begin) -> None:
    assert begun(all_of("a", "b", "c"), 2) == [[("a", 1), ("b", 1)], [("c", 1)]]


@pytest.mark.parametrize("width, workers", [(1, 1), (2, 1), (5, 2), (8, 4)])
def test_they_share_what_was_asked_for(begun: Begin, width: int, workers: int) -> None:
    first, *_ = begun(all_of("a", "b"), width)
    assert first == [("a", workers), ("b", workers)][:width]


def test_of_those_that_extend_one_the_first_goes_ahead(begun: Begin) -> None:
    jobs = all_of("one", "two", "three", "base")
    said = begun(jobs, 2, one="base", two="one", three="base")
    assert said == [[("one", 2)], [("two", 1), ("three", 1)], [("base", 1)]]


def test_others_do_not_wait_for_it(begun: Begin) -> None:
    said = begun(all_of("one", "base", "other"), 2, one="base")
    assert said == [[("one", 1), ("other", 1)], [("base", 1)]]


def test_of_the_languages_of_an_edition_the_first_goes_ahead(begun: Begin) -> None:
    jobs = [*all_of("bad"), *all_of("bad", language="sv"), *all_of("bad", language="es")]
    assert begun(jobs, 3) == [[("bad", 3)], [("bad@sv", 1), ("bad@es", 1)]]


def test_none_waits_for_another_whose_cache_it_does_not_share(begun: Begin) -> None:
    jobs = [*all_of("one"), *all_of("one", language="sv"), *all_of("two", "base")]
    first, *_ = begun(jobs, 4, shares_cache=False, one="base", two="base")
    assert [name for name, _ in first] == ["one", "one@sv", "two", "base"]


def test_what_extends_itself_or_nothing_that_is_there_is_begun(begun: Begin) -> None:
    said = begun(all_of("a", "b", "c"), 3, a="b", b="a", c="none")
    assert said == [[("a", 1), ("c", 1)], [("b", 1)]]
