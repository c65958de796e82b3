"""Stopped at any moment: a kill or a full stop of the machine's power costs the work, never a file.

The moments are drawn by chance, with a seed, over the whole time that a command takes. After each,
what is there is whole, old or new; and the next run ends as if nothing had happened.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.tools.forge import Forge
from tests.tools.hardening import litter, photo, write_project

from ..conftest import ROOT

EVERY = 4
"""After so many kills a run may end, which has to mend what they left."""
MARKS = pytest.mark.slow
Check = Callable[[Path], None]


@dataclass(frozen=True)
class Trial:
    """A command that is killed again and again.

    `begin` brings a project to where the command has everything to do; `whole` asserts that
    nothing is there by halves, and `done` that all is as it should be.
    """

    command: tuple[str, ...]
    kills: int
    begin: Check
    whole: Check
    done: Check


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    """What starts the commands."""
    with Forge(tmp_path_factory.mktemp("forge") / "said.txt") as made:
        yield made


def try_it(trial: Trial, project: Path, forge: Forge, seed: int) -> None:
    """Kill the command at the trial's number of moments, and look each time what is there."""
    chance = random.Random(seed)
    trial.begin(project)
    shutil.rmtree(project / "build" / "cache", ignore_errors=True)
    ended = forge.run(project, *trial.command)
    assert ended.code == 0, ended.said
    trial.done(project)
    longest = ended.seconds
    for number in range(1, trial.kills + 1):
        trial.begin(project)
        if chance.random() < 0.4:
            shutil.rmtree(project / "build" / "cache", ignore_errors=True)
        killed = forge.run(project, *trial.command, after=chance.uniform(0, longest))
        assert killed.code in (0, -signal.SIGKILL), killed.said
        trial.whole(project)
        if number % EVERY and number != trial.kills:
            continue
        ended = forge.run(project, *trial.command)
        assert ended.code == 0 and "Traceback" not in ended.said, ended.said
        trial.done(project)
        assert litter(project) == []


def published(project: Path, target: str) -> dict[str, bytes]:
    folder = project / "build" / "small"
    return {path.name: path.read_bytes() for path in folder.glob(f"small-{target}*.pdf")}


@MARKS
@pytest.mark.parametrize(("target", "kills"), [("screen", 70), ("press", 50)])
def test_a_build_that_is_killed_leaves_the_old_file_or_the_new_one(
    target: str, kills: int, tmp_path: Path, forge: Forge
) -> None:
    command = ("build", "--target", target, "--as-of", "2026-11-22")
    made = []
    for words in ("Old words.", "New words, and more of them."):
        twin = write_project(tmp_path / f"twin-{len(made)}", words)
        assert forge.run(twin, *command).code == 0
        made.append(published(twin, target))
    old, new = made
    assert old and old != new
    project = write_project(tmp_path / "project", "New words, and more of them.")

    def begin(project: Path) -> None:
        for name, data in old.items():
            path = project / "build" / "small" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def whole(project: Path) -> None:
        found = published(project, target)
        assert found.keys() == old.keys()
        for name, data in found.items():
            assert data in (old[name], new[name]), f"{name} is neither the old nor the new one"

    def done(project: Path) -> None:
        assert published(project, target) == new

    try_it(Trial(command, kills, begin, whole, done), project, forge, seed=1)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder but for those that are being written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".colophon-" not in str(path.relative_to(folder))
    }


@MARKS
def test_a_hand_over_that_is_killed_is_there_whole_or_not_at_all(
    tmp_path: Path, forge: Forge
) -> None:
    command = ("handover", "--as-of", "2026-11-22")
    twin = write_project(tmp_path / "twin", "Words.")
    assert forge.run(twin, *command).code == 0
    expected = tree(twin / "handover")

    def begin(project: Path) -> None:
        shutil.rmtree(project / "handover", ignore_errors=True)

    def whole(project: Path) -> None:
        found = tree(project / "handover")
        assert all(expected[name] == data for name, data in found.items())
        # The folder is there with all that is in it, or is not; and so is the ZIP file.
        assert len(found) in (0, 1, len(expected) - 1, len(expected))

    def done(project: Path) -> None:
        assert tree(project / "handover") == expected

    project = write_project(tmp_path / "project", "Words.")
    try_it(Trial(command, 26, begin, whole, done), project, forge, seed=2)


@MARKS
def test_photos_whose_taking_in_is_killed_have_entries_only_when_they_are_there(
    tmp_path: Path, forge: Forge
) -> None:
    given = [tmp_path / f"given-{number}.jpg" for number in range(6)]
    for number, path in enumerate(given):
        path.write_bytes(photo(10 + number, 1500))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in given}
    project = write_project(tmp_path / "project", "Words.")
    folder = project / "editions" / "small" / "photos"
    ledger = (folder / "credits.yaml").read_bytes()

    def entries() -> Mapping[str, Mapping[str, str]]:
        found = yaml.safe_load((folder / "credits.yaml").read_text())["photos"]
        assert found.pop("a.jpg")["credit"] == "Me"
        return dict(found)

    def begin(project: Path) -> None:
        for path in folder.glob("given-*"):
            path.unlink()
        (folder / "credits.yaml").write_bytes(ledger)

    def whole(project: Path) -> None:
        for path in folder.glob("given-*"):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == digests[path.name]
        for name, entry in entries().items():
            assert (folder / name).is_file() and entry["sha256"] == digests[name]

    def done(project: Path) -> None:
        whole(project)
        assert entries().keys() == digests.keys()

    command = ("photos", "import", *map(str, given))
    try_it(Trial(command, 29, begin, whole, done), project, forge, seed=3)


@MARKS
def test_a_preset_whose_making_is_killed_is_there_with_its_profile_or_not_at_all(
    tmp_path: Path, forge: Forge
) -> None:
    profile = tmp_path / "smith.icc"
    shutil.copy(ROOT / "assets/icc/PSO_Uncoated_ISO12647_eci.icc", profile)
    project = write_project(tmp_path / "project", "Words.")
    preset = project / "templates" / "printers" / "smith.yaml"
    copy = project / "assets" / "icc" / "smith.icc"

    def begin(project: Path) -> None:
        for folder in ("templates", "assets"):
            shutil.rmtree(project / folder, ignore_errors=True)

    def whole(project: Path) -> None:
        if preset.exists():
            assert yaml.safe_load(preset.read_text())["profile"]["file"] == "smith.icc"
            assert copy.exists()
        if copy.exists():
            assert copy.read_bytes() == profile.read_bytes()

    def done(project: Path) -> None:
        assert preset.exists()
        whole(project)

    command = ("printer", "add", str(profile), "--name", "smith")
    try_it(Trial(command, 15, begin, whole, done), project, forge, seed=4)


@MARKS
@pytest.mark.parametrize("command", [("new", "Health 2027"), ("new", "theme", "garden")])
def test_what_is_begun_anew_appears_whole_or_not_at_all(
    command: tuple[str, ...], tmp_path: Path, forge: Forge
) -> None:
    project = write_project(tmp_path / "project", "Words.")
    made = project / ("editions/health-2027" if len(command) == 2 else "templates/themes/garden")
    expected: dict[str, bytes] = {}

    def begin(project: Path) -> None:
        shutil.rmtree(made, ignore_errors=True)

    def whole(project: Path) -> None:
        assert not made.exists() or tree(made) == expected
        begin(project)  # which is refused while there is one of that name

    def done(project: Path) -> None:
        if not expected:
            expected.update(tree(made))
        assert tree(made) == expected

    try_it(Trial((*command,), 5, begin, whole, done), project, forge, seed=5)


@MARKS
@pytest.mark.parametrize(
    ("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_who_stops_a_command_is_told_so_and_nothing_is_left(
    by: signal.Signals, code: int, tmp_path: Path, forge: Forge
) -> None:
    chance = random.Random(6)
    project = write_project(tmp_path / "project", "Words.")
    commands = [("build",), ("build", "--target", "press"), ("handover",)]
    longest = [forge.run(project, *each).seconds for each in commands]
    for number in range(24):
        shutil.rmtree(project / "build", ignore_errors=True)
        which = number % len(commands)
        stopped = forge.run(
            project, *commands[which], after=chance.uniform(0, longest[which]), by=by
        )

        # Before the program has begun, the system ends it.
        assert stopped.code in (0, code, -by), stopped.said
        assert "Traceback" not in stopped.said and "Exception" not in stopped.said, stopped.said
        assert (stopped.code == code) == ("Stopped." in stopped.said), stopped.said
        assert litter(project) == []


@MARKS
def test_who_stops_the_program_while_it_starts_sees_no_traceback(tmp_path: Path) -> None:
    project = write_project(tmp_path, "Words.")
    chance = random.Random(7)
    # What Python itself does before it comes to the program is not ours.
    program = (
        "import sys; print('begun', flush=True); sys.argv = sys.argv[1:]; "
        "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-c", program, str(ROOT / "build_pdf.py"), "check"]
    for _ in range(16):
        running = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.03 + chance.uniform(0, 0.9))
        running.send_signal(signal.SIGINT)
        said = "".join(running.communicate(timeout=120))

        assert running.returncode in (0, 130), said
        assert "Traceback" not in said and "Exception ignored" not in said, said


@MARKS
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")
def test_processes_that_draw_charts_end_with_the_build_that_is_killed(tmp_path: Path) -> None:
    project = write_project(tmp_path, "Words.")
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "build_pdf.py"), "build"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    drawing: list[int] = []
    while not drawing and running.poll() is None:
        drawing = _children(running.pid)
    running.kill()
    running.wait()

    assert drawing, "no charts were drawn side by side"
    deadline = time.monotonic() + 20
    while any(map(_lives, drawing)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [each for each in drawing if _lives(each)]


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(each) for each in text.split()]


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_signal_that_python_drops_is_heard_a_moment_later(tmp_path: Path) -> None:
    script = """
import os, signal, sys, time
import click
from report import program

class Tidy:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

@click.group()
def commands(): ...

@commands.command()
def wait():
    del_me = Tidy()
    del del_me
    time.sleep(20)

program.run(commands)
"""
    (tmp_path / "script.py").write_text(script)
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "script.py", "wait"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 130 and time.monotonic() - begun < 19
    assert ended.stderr.strip() == "Stopped."
