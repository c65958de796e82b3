"""A real scheduler and real workers on this machine build what this machine would have built."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from report.jobs import Job
from report.many.parcels import packed
from report.resources import Project

from ..conftest import DAY, ROOT, SMALL, NewProject, run_colophon
from ..tools.optional import library

library("distributed")
NAMES = ("four", "one", "three", "two")
BUILD = ("build", "--all", "--keep-going", "--as-of", "2026-11-22")


@dataclass
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    address: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self, number: int) -> subprocess.Popen[bytes]:
        """Start a worker, with a folder of its own."""
        place = self.folder / f"worker-{number}"
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        return self.start("dask_worker", self.address, *options, "--local-directory", str(place))

    def start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{what}", *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def kept(self, number: int) -> set[str]:
        """Return the names of the files that a worker keeps."""
        return {
            path.name
            for path in (self.folder / f"worker-{number}").rglob("colophon/files/*")
            if not path.name.startswith(".")
        }


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    made = Cluster(tmp_path, "")
    place = tmp_path / "scheduler.json"
    made.start(
        "dask_scheduler",
        *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
        *("--scheduler-file", str(place)),
    )
    try:
        until = time.monotonic() + 60
        while not place.exists() or not made.address:
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.05)
            if place.exists() and (text := place.read_text()).strip().endswith("}"):
                made.address = json.loads(text)["address"]
        yield made
    finally:
        for process in made.processes:
            process.kill()
            process.wait()


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """A project with five editions, each of which prints its name."""
    texts = {name: SMALL.replace("that are printed", f"of {name}") for name in NAMES}
    shared = {"/templates/blocks/own.css": ".own { color: black }\n"}
    return new_project(
        SMALL,
        {**shared, **{f"/editions/{name}/edition.yaml": text for name, text in texts.items()}},
    )


def pdfs(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.build.rglob("*.pdf"))}


def test_workers_build_the_same_bytes_though_one_is_killed(
    cluster: Cluster, project: Project
) -> None:
    first, _ = cluster.worker(1), cluster.worker(2)
    command = [sys.executable, str(ROOT / "build_pdf.py"), *BUILD]
    process = subprocess.Popen(
        [*command, "--scheduler", cluster.address],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until = time.monotonic() + 120
    while not [*(cluster.folder / "worker-1").rglob("colophon/build-*")]:
        assert time.monotonic() < until and process.poll() is None, process.communicate()[0]
        time.sleep(0.02)

    first.send_signal(signal.SIGKILL)
    said, _ = process.communicate(timeout=300)

    assert process.returncode == 0, said
    assert "5 of 5 PDFs are there" in said
    there = pdfs(project)
    assert len(there) == 5
    sent = {sha for name in NAMES for sha in packed(project, Job(name, DAY)).files.values()}
    assert sent <= cluster.kept(2)
    again = run_colophon(*BUILD, folder=project.root)
    assert "5 of them unchanged" in again.stdout, "manifests came with the files"
    run_colophon(*BUILD, "--force", folder=project.root)
    assert pdfs(project) == there


def test_findings_come_back_with_their_places(cluster: Cluster, project: Project) -> None:
    cluster.worker(1)
    edition = project.editions / "one" / "edition.yaml"
    edition.write_text(SMALL.replace("text: Words", "txt: Words"))

    result = run_colophon("build", "one", "--scheduler", cluster.address, folder=project.root)

    alone = run_colophon("build", "one", folder=project.root)
    assert result.returncode == alone.returncode == 1, result.stdout + result.stderr
    (line,) = (each for each in alone.stdout.splitlines() if each.startswith("editions/one/"))
    assert line in result.stdout


def test_no_scheduler_is_a_finding(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from report.diagnostics import Diagnostic
    from report.many import cluster

    monkeypatch.setattr(cluster, "_SECONDS", 0.5)

    with pytest.raises(Diagnostic) as caught:
        cluster.cluster_runner("tcp://127.0.0.1:9")

    assert [each.code.id for each in caught.value.findings] == ["E106"]
