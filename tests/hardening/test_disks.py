"""Disks that are full, or read-only, and files that go or change while a command runs.

Each gives a finding in plain words, or a right result; what was there before is as it was.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from report import storage
from report.build import CANNOT_WRITE, build, output_path
from report.desk import Job
from report.resources import Project
from tests.tools import small_disk
from tests.tools.hardening import litter, photo, write_project

from ..conftest import DAY, ROOT, run_colophon
from . import oracle
from .oracle import snapshot

mounting = pytest.mark.skipif(bool(small_disk.why_not()), reason=small_disk.why_not())
JOB = Job("small", DAY)
DAYS = ("--as-of", "2026-11-22")
GIVEN, OUTPUT = "GIVEN", "OUTPUT"
"""Stand for a photograph that is taken in, and for where the PDF is written."""
PROFILE = str(ROOT / "assets/icc/PSO_Uncoated_ISO12647_eci.icc")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an edition that was built with other words."""
    root = write_project(tmp_path_factory.mktemp("base") / "project", "Old words.")
    assert run_colophon("build", *DAYS, folder=root).returncode == 0
    shutil.rmtree(root / "build" / "cache")
    return write_project(root, "New words.")


@pytest.fixture
def project(base: Path, tmp_path: Path) -> Path:
    """A project of the test's own with an edition that was built with other words."""
    return Path(shutil.copytree(base, tmp_path / "project"))


@pytest.fixture(scope="module")
def undisturbed(
    base: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Mapping[str, str]]:
    """Return a function that says which files there are after a command on a disk with room."""

    @cache
    def files(command: str) -> Mapping[str, str]:
        project = Path(shutil.copytree(base, tmp_path_factory.mktemp("undisturbed") / "project"))
        ended = run_colophon(*_prepared(project, command), folder=project)
        assert ended.returncode == 0, ended.stdout
        return _digests(project)

    return files


def _prepared(project: Path, command: str) -> list[str]:
    """Return the words of a command for which all is made ready beside a project."""
    given = project.parent / "given.jpg"
    given.write_bytes(photo(9, 2500))
    if command == "check --fix":
        path = project / "editions" / "small" / "edition.yaml"
        path.write_text(path.read_text().replace("      id: first\n", ""))
    places = {GIVEN: str(given), OUTPUT: str(project.parent / "output.pdf")}
    words = [places.get(each, each) for each in command.split()]
    return [*words, *DAYS] if words[0] in ("build", "handover") else words


# Kilobytes that are left: none, and where each of the stages comes to its end.
FULL = [
    (0, "build"), (60, "build"), (200, "build"), (380, "build"),
    (0, "build --target press"), (400, "build --target press"), (1000, "build --target press"),
    (2000, "build --target press"),
    (0, "handover"), (1200, "handover"), (2500, "handover"), (4000, "handover"),
    (0, f"photos import {GIVEN}"), (100, f"photos import {GIVEN}"),
    (0, f"printer add {PROFILE} --name smith"),
    (0, "new Health"), (40, "new Health"), (0, "new theme garden"), (0, "check --fix"),
]  # fmt: skip


@mounting
@pytest.mark.slow
@pytest.mark.parametrize(("free", "command"), FULL)
def test_a_full_disk_costs_the_work_and_no_file(
    free: int,
    command: str,
    project: Path,
    undisturbed: Callable[[str], Mapping[str, str]],
) -> None:
    words = _prepared(project, command)
    before = _digests(project)

    first, second = small_disk.on_full_disk(project, free, words)

    assert "Traceback" not in first.said and "[Errno" not in first.said
    if first.code or not free:
        assert first.code == 1, first.said
        assert "No space left on device" in first.said and "help: free some space" in first.said
        assert {name: first.files.get(name) for name in before} == before
    else:
        assert first.files == undisturbed(command), "what has room is as on any other disk"
    assert not [name for name in first.files if ".colophon-" in name]
    assert second.code == 0, second.said
    assert second.files == undisturbed(command) != before


def _digests(project: Path) -> Mapping[str, str]:
    found = snapshot(project)
    build = {f"build/{name}": each for name, each in snapshot(project / "build").items()}
    files = {**found, **build}
    return {
        name: each
        for name, each in files.items()
        if each != "not a file" and "cache" not in name.split("/")
    }


@mounting
@pytest.mark.slow
@pytest.mark.parametrize("command", ["clean", "clean --all"])
def test_a_full_disk_can_be_cleaned(command: str, project: Path) -> None:
    for folder in ("cache/ab", "small"):
        (project / "build" / folder).mkdir(parents=True, exist_ok=True)
        (project / "build" / folder / "file").write_bytes(bytes(5000))

    first, _ = small_disk.on_full_disk(project, 0, command.split())

    assert first.code == 0 and "Removed: build" in first.said
    assert not [name for name in first.files if ".colophon-" in name]
    assert ("build/small/file" in first.files) == (command == "clean")


READ_ONLY = [
    (".", "check", 0, ""),
    (".", "list", 0, ""),
    (".", "photos status", 0, ""),
    (".", "build", 1, "F105"),
    (".", f"build --output {OUTPUT}", 0, ""),
    (".", "handover", 1, "X403"),
    (".", f"photos import {GIVEN}", 1, "F106"),
    (".", f"printer add {PROFILE} --name smith", 1, "F106"),
    (".", "new Health", 1, "F106"),
    (".", "new theme garden", 1, "F106"),
    (".", "clean --all", 1, "F106"),
    (".", "clean", 1, "F106"),
    ("build", "build", 1, "F105"),
    ("build", "build --target press", 1, "F105"),
    ("build", "handover", 0, ""),
    ("build/cache", "build", 0, ""),
    ("build/cache", "build --target press", 0, ""),
    ("build/small", "build", 1, "F105"),
    ("build/small/small-screen.pdf", "build", 1, "F105"),
    ("editions", "build", 0, ""),
    ("editions", "check --fix", 1, "F106"),
    ("editions", "new Health", 1, "F106"),
    ("editions/small/photos", f"photos import {GIVEN}", 1, "F106"),
]


@mounting
@pytest.mark.slow
@pytest.mark.parametrize(("folder", "command", "code", "finding"), READ_ONLY)
def test_what_can_only_be_read_is_said_to_be_so_and_the_rest_is_done(
    folder: str, command: str, code: int, finding: str, project: Path, tmp_path: Path
) -> None:
    (project / "build" / "cache").mkdir()
    words = _prepared(project, command)
    before = snapshot(project)

    run = small_disk.read_only(project, folder, words)

    assert run.code == code, run.said
    assert "Traceback" not in run.said and "[Errno" not in run.said
    assert f"{finding}: error: " in run.said if finding else code == 0
    assert litter(project) == []
    assert (tmp_path / "output.pdf").exists() == (OUTPUT in command)
    if code:
        assert _lasting(snapshot(project)) == _lasting(before)


def _lasting(files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files that somebody has written: not folders, nor the schemas of editors."""
    return {
        name: each
        for name, each in files.items()
        if each != "not a file" and not name.startswith("schema/")
    }


Harm = Callable[[Path], None]


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


HARMS = (gone, emptied, halved, a_folder, a_circle, a_pipe)
FILES = (
    "editions/small/edition.yaml",
    "editions/small/photos/a.jpg",
    "editions/small/photos/credits.yaml",
    "editions/small/data/trees.csv",
)
CHANGES = [
    *((file, harm, "Laying out") for file in FILES for harm in HARMS),
    *((file, gone, stage) for file in FILES for stage in ("Writing", "Checking")),
]
QUICK = CHANGES[::8]


@pytest.mark.parametrize(
    ("file", "harm", "stage"),
    [pytest.param(*each, marks=() if each in QUICK else pytest.mark.slow) for each in CHANGES],
)
def test_a_file_that_goes_or_changes_during_a_build_is_a_finding_or_makes_no_difference(
    file: str, harm: Harm, stage: str, built: bytes, tmp_path: Path
) -> None:
    project = Project.at(write_project(tmp_path / "project", "Words."))
    pdf = output_path(project, JOB)
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"%PDF old")

    def step(name: str) -> None:
        if name == stage:
            harm(project.root / file)

    outcome = build(project, JOB, step)

    assert litter(project.root) == []
    if outcome.written:
        assert pdf.read_bytes() == built
    else:
        assert pdf.read_bytes() == b"%PDF old" and outcome.blocked
        assert stage == "Laying out" and file.endswith(".jpg")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of the project that nobody disturbs."""
    project = Project.at(write_project(tmp_path_factory.mktemp("built"), "Words."))
    outcome = build(project, JOB)
    assert outcome.written
    return outcome.path.read_bytes()


@pytest.mark.parametrize("stage", ["Laying out", "Writing", "Checking"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_build_folder_that_is_removed_during_a_build_is_a_finding_or_makes_no_difference(
    stage: str, whole: bool, built: bytes, tmp_path: Path
) -> None:
    project = Project.at(write_project(tmp_path / "project", "Words."))

    def step(name: str) -> None:
        if name == stage:
            for path in project.build.glob("*" if whole else "cache"):
                shutil.rmtree(path)

    outcome = build(project, JOB, step)

    if outcome.written:
        assert outcome.path.read_bytes() == built
    else:
        assert whole
        (error,) = (each for each in outcome.findings if each.blocks)
        assert error.code is CANNOT_WRITE and error.help.endswith("build again")


@dataclass
class Faulty:
    """A disk that fails once: at the operation of that number, counted from 1."""

    at: int
    count: int = 0

    def __call__(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **options: Any) -> Any:
            if _concerns_us(arguments):
                self.count += 1
                if self.count == self.at:
                    raise OSError(errno.EIO, os.strerror(errno.EIO), str(arguments[0]))
            return real(*arguments, **options)

        return operation


def _concerns_us(arguments: tuple[Any, ...]) -> bool:
    """True for files of projects: Python's own and our code's are there, or nothing runs."""
    named = [str(each) for each in arguments if isinstance(each, (str, Path))]
    return any("project" in each or "assets" in each or "templates" in each for each in named)


READS = ((Path, "read_bytes"), (Path, "open"), (os, "scandir"), (Path, "iterdir"))
WRITES = (
    (os, "mkdir"), (os, "link"), (Path, "replace"), (Path, "rename"), (Path, "write_bytes"),
    (os, "fdopen"), (os, "fsync"), (tempfile, "mkdtemp"), (storage, "_write_part"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("operations", [READS, WRITES], ids=["reads", "writes"])
@pytest.mark.parametrize("command", ["check", "build", "build --target press", "handover"])
def test_a_disk_that_fails_at_any_moment_is_said_in_words(
    command: str, operations: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path / "project", "Words.")
    words = command.split()

    def attempt(at: int) -> tuple[oracle.Attempt, int]:
        shutil.rmtree(project / "build", ignore_errors=True)
        shutil.rmtree(project / "handover", ignore_errors=True)
        faulty = Faulty(at)
        with monkeypatch.context() as patch:
            for owner, name in operations:
                patch.setattr(owner, name, faulty(getattr(owner, name)))
            made = oracle.run(project, *words, *DAYS)
        return made, faulty.count

    made, count = attempt(0)
    assert made.code == 0, made.words
    # All of them would take half an hour.
    for at in range(1, count + 1, max(1, count // 8)):
        made, _ = attempt(at)
        oracle.look(made, project, writes=True)
        told = "Input/output error" in made.words or "E101" in made.codes  # the engine is terse
        assert made.code == 0 or told, (at, made.words)


LINKS = {
    "an edition in the project": ("editions/linked", "../kept/small", 0, ""),
    "an edition outside": ("editions/linked", "../../outside/small", 1, "F102"),
    "an edition in a circle": ("editions/linked", "linked", 1, "F102"),
    "an edition that is not there": ("editions/linked", "nowhere", 2, ""),
    "the folder of photos outside": ("editions/small/photos", "../../../outside/photos", 1, ""),
    "a photo outside": ("editions/small/photos/a.jpg", "../../../../outside/a.jpg", 1, "F102"),
    "a photo in a circle": ("editions/small/photos/a.jpg", "a.jpg", 1, ""),
    "a table outside": ("editions/small/data/trees.csv", "/etc/passwd", 1, "F102"),
    "build/ elsewhere": ("build", "../outside", 0, ""),
    "build/ that is not there": ("build", "../nowhere/else", 0, ""),
    "build/ in a circle": ("build", "build", 1, "F105"),
    "the folder of the PDF elsewhere": ("build/small", "../../outside", 0, ""),
}


@pytest.mark.slow
@pytest.mark.parametrize(("place", "target", "code", "finding"), LINKS.values(), ids=list(LINKS))
def test_links_lead_to_a_right_result_or_are_refused(
    place: str, target: str, code: int, finding: str, tmp_path: Path
) -> None:
    project = write_project(tmp_path / "project", "Words.")
    shutil.copytree(project / "editions" / "small", project / "kept" / "small")
    shutil.copytree(project / "editions" / "small", tmp_path / "outside" / "small")
    shutil.copytree(project / "editions/small/photos", tmp_path / "outside/photos")
    shutil.copy(project / "editions/small/photos/a.jpg", tmp_path / "outside")
    before = snapshot(tmp_path / "outside" / "small")
    path = project / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(target)

    for command in (["build"], ["build", "--target", "press"], ["photos", "status"], ["list"]):
        name = ["linked" if "linked" in place else "small"] if command[0] == "build" else []
        made = oracle.run(project, *command, *name)
        assert made.code in (0, 1, 2) and "[Errno" not in made.words, made.words
        if command == ["build"]:
            assert made.code == code, made.words
            assert finding in made.codes or not finding, made.words
    after = snapshot(tmp_path / "outside" / "small")
    assert {name: after.get(name) for name in before} == before
    assert litter(tmp_path) == []
