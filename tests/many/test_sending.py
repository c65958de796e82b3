"""How jobs are sent to a cluster, where a worker or a file is not as it was; no Dask is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import pytest

from report.diagnostics import Diagnostic
from report.jobs import Job, Outcome, outcome_as_data, output_path
from report.many import cluster
from report.many.parcels import Built, Missing, Parcel, packed
from report.storage import sha256

from ..conftest import DAY, NewProject

JOB = Job("small", DAY)


@dataclass
class Worker:
    """A client and its one worker: `meanwhile` happens as soon as files are on their way."""

    built: Built
    meanwhile: Callable[[], object]
    kept: dict[str, bytes] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)

    def submit(self, function: object, parcel: Parcel, **where: object) -> Mock:
        self.parcels.append(parcel)
        lacking = tuple(sha for sha in parcel.files.values() if sha not in self.kept)
        return Mock(**{"result.return_value": Missing("here", lacking) if lacking else self.built})

    def run(self, function: object, files: dict[str, bytes], workers: list[str]) -> None:
        self.meanwhile()
        self.kept |= {sha: data for sha, data in files.items() if sha256(data) == sha}


@pytest.mark.parametrize("saved", [True, False])
def test_a_file_saved_or_removed_while_it_is_sent_is_sent_as_it_is_now(
    new_project: NewProject, saved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project(files={"photos/a.jpg": b"before", "photos/b.jpg": b"first"})
    monkeypatch.setattr(cluster, "_AT_ONCE", 0)  # each in a message of its own
    photo = project.editions / "small" / "photos" / "b.jpg"
    change = (lambda: photo.write_bytes(b"after")) if saved else (lambda: photo.unlink(True))
    outcome = Outcome(JOB, output_path(project, JOB), ())
    worker = Worker(Built(outcome_as_data(project, outcome), {}, None), change)

    came = cluster.build_there(worker, project, JOB)

    assert came == outcome and 2 <= len(worker.parcels) <= 3
    sent = worker.parcels[-1].files.get("editions/small/photos/b.jpg")
    assert sent == (sha256(b"after") if saved else None)


def test_files_that_never_arrive_are_told_with_the_reason(new_project: NewProject) -> None:
    worker = Worker(Built({}, {}, None), Mock(side_effect=OSError("no space left on device")))

    with pytest.raises(RuntimeError, match="no space left on device") as caught:
        cluster.build_there(worker, new_project(), JOB)

    assert isinstance(caught.value.__cause__, OSError)


def test_a_program_upgraded_under_a_worker_builds_nothing(new_project: NewProject) -> None:
    project = new_project()
    parcel = replace(packed(project, JOB), program="that of before")

    with pytest.raises(RuntimeError, match="another version of Colophon"):
        cluster._built_in(project, parcel)

    assert not project.build.exists()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """What a scheduler with two workers is asked by."""
    client = Mock(**{"scheduler_info.return_value": {"workers": {"one": {}, "two": {}}}})
    distributed: Any = ModuleType("distributed")
    distributed.Client = Mock(return_value=client)
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    return client


@pytest.mark.usefixtures("client")
def test_workers_have_a_cache_each() -> None:
    runner = cluster.cluster_runner("tcp://127.0.0.1:9")
    assert runner.width == 4 and not runner.shares_cache


def test_a_scheduler_without_workers_is_left_alone(client: Mock) -> None:
    client.wait_for_workers.side_effect = TimeoutError()

    with pytest.raises(Diagnostic) as caught:
        cluster.cluster_runner("tcp://127.0.0.1:9")

    assert [each.code.id for each in caught.value.findings] == ["E106"]
    client.close.assert_called_once_with()
