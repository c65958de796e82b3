"""Jobs are built by the workers of a Dask scheduler, and their files brought back.

Each worker keeps the files that it was sent by their digests, and asks for those it has not got:
so each is sent to each worker once. A worker that is lost costs time; Dask has another one do what
it was at, and that one asks for what it needs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from ..diagnostics import Code, Diagnostic, Severity
from ..jobs import Job, Outcome, job_as_data, outcome_from
from ..resources import Project
from ..up_to_date import manifest_of
from .parcels import (
    OTHER_VERSION,
    Built,
    Missing,
    Parcel,
    brought_back,
    keep,
    packed,
    program,
    unpacked,
)
from .running import Runner

NO_CLUSTER = Code(
    "E106",
    "no-cluster",
    Severity.ERROR,
    """`--scheduler` names a Dask scheduler that cannot be reached, or that has no workers.

    This machine and those of the workers need Colophon with `pip install 'colophon-pdf[cluster]'`.
    Start the scheduler and at least one worker, and look whether a firewall is between them. How,
    and what to take care of, is in the page about many editions.
    """,
)
_TRIES = 20
_SECONDS = 20
_AT_ONCE = 32 << 20  # bytes that are sent in one message
_PACKAGE = Path(__file__).resolve().parents[1]
_one_build = Lock()


def cluster_runner(address: str) -> Runner:
    """Return who builds by a scheduler at `address`; Diagnostic E106 where that cannot be."""
    try:
        from distributed import Client
    except ImportError as error:
        help = "install it: pip install 'colophon-pdf[cluster]'"
        message = "the package “distributed”, which talks to a scheduler, is not installed"
        raise Diagnostic([NO_CLUSTER.finding(None, message, help=help)]) from error
    connect: Any = Client
    try:
        client = connect(address, timeout=_SECONDS, set_as_default=False)
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except BaseException:
            client.close()
            raise
    except (OSError, TimeoutError, ValueError) as error:
        message = f"there is no scheduler with workers at {address}"
        help = "start `dask scheduler` and `dask worker`, and give the address that they print"
        raise Diagnostic([NO_CLUSTER.finding(None, message, help=help)]) from error
    # While one is built by a worker, the next one's files can be on their way.
    width = 2 * len(client.scheduler_info(n_workers=-1)["workers"])
    return Runner(lambda jobs: Cluster(client, width), width, _order, shares_cache=False)


class Cluster(ThreadPoolExecutor):
    """Threads that wait for what the workers of a scheduler build."""

    def __init__(self, client: Any, width: int) -> None:
        """Use `client`, which is closed at the end."""
        super().__init__(width)
        self.client = client

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the threads; with `cancel_futures`, what is waited for is given up."""
        if cancel_futures:
            self.client.close()
        super().shutdown(wait, cancel_futures=cancel_futures)
        self.client.close()


def _order(executor: Any, project: Project, job: Job, workers: int) -> Future[Outcome]:
    future: Future[Outcome] = executor.submit(build_there, executor.client, project, job)
    return future


def build_there(client: Any, project: Project, job: Job) -> Outcome:
    """Have a job built by any worker, and return what came of it when its files are in place.

    RuntimeError with the last fault, where no worker keeps what it is sent.
    """
    where: dict[str, Any] = {}
    last: Exception | None = None
    for _ in range(_TRIES):
        parcel = packed(project, job)  # anew: a file may have been saved while it was sent
        places = {sha: project.root / name for name, sha in parcel.files.items()}
        answer = client.submit(build_parcel, parcel, pure=False, **where).result()
        if isinstance(answer, Built):
            return brought_back(project, job, answer)
        try:
            for files in _messages(project, answer.digests, places):
                client.run(take_in, files, workers=[answer.worker])
        except Exception as error:  # a worker, or a file, is gone meanwhile: another one will ask
            where, last = {}, error
        else:
            where = {"workers": [answer.worker], "allow_other_workers": True}
    why = f" ({type(last).__name__}: {last})" if last else ""
    raise RuntimeError(
        f"no worker of the cluster has kept the files that it was sent{why}"
    ) from last


def _messages(
    project: Project, digests: tuple[str, ...], places: dict[str, Path]
) -> Iterator[dict[str, bytes]]:
    """Yield the files that are asked for, as many at a time as make a message."""
    message: dict[str, bytes] = {}
    for sha in digests:
        message[sha] = project.read(places[sha])
        if sum(map(len, message.values())) > _AT_ONCE:
            yield message
            message = {}
    yield message


def _store() -> tuple[str, Path]:
    """Return the address of the worker that this runs on, and where it keeps files."""
    from distributed import get_worker

    worker = get_worker()
    return worker.address, Path(worker.local_directory) / "colophon" / "files"


def take_in(files: dict[str, bytes], dask_worker: Any) -> None:
    """Keep files that a worker has asked for; run on that worker."""
    keep(Path(dask_worker.local_directory) / "colophon" / "files", files)


def build_parcel(parcel: Parcel) -> Built | Missing:
    """Build a parcel on the worker that this runs on, or say which files it has not got."""
    if parcel.program != program():
        raise RuntimeError(OTHER_VERSION)
    address, store = _store()
    missing = tuple(sorted({sha for sha in parcel.files.values() if not (store / sha).is_file()}))
    if missing:
        return Missing(address, missing)
    # One at a time, whatever number of threads the worker was given.
    with _one_build, TemporaryDirectory(prefix="build-", dir=store.parent) as folder:
        project = unpacked(parcel, store, Path(folder) / "project")
        data = _built_in(project, parcel)
        outcome = outcome_from(project, parcel.job, data)
        parts = {
            path.stem.removeprefix(outcome.path.stem).removeprefix("-"): path.read_bytes()
            for path in (outcome.files if outcome.written else ())
        }
        return Built(data, parts, manifest_of(project, parcel.job))


def _built_in(project: Project, parcel: Parcel) -> dict[str, Any]:
    """Build in a process of its own, and return the outcome as data; RuntimeError with its last
    words where it fails."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", f"{_PACKAGE.name}.many.task", str(project.root)],
        input=json.dumps({"job": job_as_data(parcel.job), "program": parcel.program}),
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        why = done.stderr.strip().rpartition("\n")[2] or f"it ended with {done.returncode}"
        raise RuntimeError(why)
    data: dict[str, Any] = json.loads(done.stdout)
    return data
