"""The set-up: what it installs, what it asks, what it leaves alone."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import click
import pytest

from report import libraries

ROOT = Path(__file__).resolve().parents[2]
APT = libraries.MANAGERS[0]


class Commands:
    """Stands for `subprocess.run`: keeps what was run, and answers as told."""

    def __init__(self) -> None:
        self.run: list[list[str]] = []
        self.failing: tuple[str, ...] = ()

    def __call__(self, command: Sequence[object], **_: object) -> SimpleNamespace:
        words = [str(word) for word in command]
        self.run.append(words)
        failed = any(each in " ".join(words) for each in self.failing)
        return SimpleNamespace(returncode=int(failed))

    def with_word(self, word: str) -> list[list[str]]:
        return [command for command in self.run if word in command]


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def setup(tmp_path: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return scripts/setup.py as a module whose .venv and locks stand in a folder of the test."""
    spec = importlib.util.spec_from_file_location("setup_script", ROOT / "scripts" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(module)
    places = {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv/bin/python",
        "STAMP": tmp_path / ".venv/colophon.stamp",
        "RUNTIME": tmp_path / "requirements.lock",
        "DEV": tmp_path / "requirements-dev.lock",
    }
    for name, path in places.items():
        monkeypatch.setattr(module, name, path)
    module.RUNTIME.write_text("a==1\n")
    module.DEV.write_text("a==1\nb==2\n")
    module.PYTHON.parent.mkdir(parents=True)
    module.PYTHON.touch()
    monkeypatch.setattr(module.subprocess, "run", commands)
    monkeypatch.setattr(libraries, "manager", lambda: APT)
    return module


def thing(name: str, *, required: bool = True) -> libraries.Program:
    return libraries.Program(f"colophon-test-{name}", {"apt": name}, required)


def someone(
    monkeypatch: pytest.MonkeyPatch, *, root: bool, terminal: bool, answer: str = ""
) -> None:
    monkeypatch.setattr(libraries, "is_root", lambda: root)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: terminal))
    monkeypatch.setattr(shutil, "which", lambda name: None if "test" in name else f"/bin/{name}")
    monkeypatch.setattr("builtins.input", lambda _: answer)


def test_root_is_not_asked(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=True, terminal=False)
    setup.install_system_packages([thing("pango"), thing("qpdf")])
    assert commands.run == [[*APT.refresh], [*APT.install, "pango", "qpdf"]]


def test_at_a_terminal_sudo_is_used_after_a_yes(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=False, terminal=True, answer="y")
    setup.install_system_packages([thing("pango")])
    assert commands.run == [["sudo", *APT.refresh], ["sudo", *APT.install, "pango"]]


@pytest.mark.parametrize("answer", ["", "n", "no", "what?"])
def test_at_a_terminal_anything_but_a_yes_changes_nothing(
    answer: str, setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=False, terminal=True, answer=answer)
    with pytest.raises(SystemExit, match="Nothing was changed"):
        setup.install_system_packages([thing("pango")])
    assert commands.run == []


def test_without_a_terminal_it_says_what_to_run_and_stops(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=False, terminal=False)
    with pytest.raises(SystemExit, match="sudo apt install pango\nThen run the same"):
        setup.install_system_packages([thing("pango")])
    assert commands.run == []


def test_a_failed_installation_stops_with_the_command(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=True, terminal=False)
    commands.failing = ("install",)
    with pytest.raises(SystemExit, match="did not work"):
        setup.install_system_packages([thing("pango")])


def test_lists_that_cannot_be_refreshed_are_no_hindrance(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=True, terminal=False)
    commands.failing = ("update",)
    setup.install_system_packages([thing("pango")])
    assert [*APT.install, "pango"] in commands.run


def test_what_is_there_is_left_alone(setup: ModuleType, commands: Commands) -> None:
    setup.install_system_packages([libraries.Program("sh", {"apt": "dash"})])
    assert commands.run == []


def test_a_package_only_wished_for_is_left_out_where_unknown(
    setup: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone(monkeypatch, root=True, terminal=False)
    commands.failing = ("show rare",)
    setup.install_system_packages([thing("pango"), thing("rare", required=False)])
    assert commands.with_word("install") == [[*APT.install, "pango"]]


def test_once_set_up_nothing_more_is_wished_for(setup: ModuleType, commands: Commands) -> None:
    setup.STAMP.touch()
    setup.install_system_packages([thing("rare", required=False)])
    assert commands.run == []


def test_packages_come_with_hashes_and_as_wheels(setup: ModuleType, commands: Commands) -> None:
    setup.install_python_packages(setup.RUNTIME)
    (pip,) = commands.run
    assert "--require-hashes" in pip
    assert pip[pip.index("--only-binary") + 1] == ":all:"
    assert pip[-1] == str(setup.RUNTIME)


def test_a_second_run_does_nothing(setup: ModuleType, commands: Commands) -> None:
    setup.install_python_packages(setup.DEV)
    commands.run.clear()
    setup.make_environment()
    setup.install_python_packages(setup.DEV)
    setup.install_python_packages(setup.RUNTIME)
    assert commands.with_word("pip") == commands.with_word("venv") == []


def test_development_is_added_to_what_is_there(setup: ModuleType, commands: Commands) -> None:
    setup.install_python_packages(setup.RUNTIME)
    setup.make_environment()
    setup.install_python_packages(setup.DEV)
    assert len(commands.with_word("pip")) == 2
    assert commands.with_word("venv") == []


def test_another_lock_means_a_fresh_environment(setup: ModuleType, commands: Commands) -> None:
    setup.install_python_packages(setup.RUNTIME)
    setup.RUNTIME.write_text("a==2\n")
    setup.make_environment()
    assert [command[-2:] for command in commands.with_word("venv")] == [
        ["--clear", str(setup.VENV)]
    ]


def test_an_installation_that_broke_off_is_not_taken_for_done(
    setup: ModuleType, commands: Commands
) -> None:
    commands.failing = ("pip install",)
    with pytest.raises(SystemExit, match="could not be installed"):
        setup.install_python_packages(setup.RUNTIME)
    assert setup.stamps() == []


def test_without_a_new_enough_python_plain_words_say_so() -> None:
    result = subprocess.run(
        [ROOT / "scripts" / "setup"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "no-such-python"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "Colophon needs Python 3.11 or newer, and found none." in result.stderr


def test_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    # Without what a `make test` around this test hands down, such as MAKELEVEL.
    clean = {"PATH": os.environ["PATH"]}
    result = subprocess.run(["make"], cwd=ROOT, env=clean, capture_output=True, text=True)
    head, *lines = result.stdout.splitlines()
    assert head == "Colophon: make …"
    assert {line.split()[0] for line in lines} == targets - {"setup-dev"}
    assert set(re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)[0].split()) == targets


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with build_pdf.py and the engine, on which no set-up has been run."""
    shutil.copy(ROOT / "build_pdf.py", tmp_path)
    shutil.copytree(ROOT / "report", tmp_path / "report")
    return tmp_path


def build_pdf(checkout: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    # -S: a Python without any installed package, like the system's own on a fresh machine.
    command = [sys.executable, "-S", checkout / "build_pdf.py", *words]
    return subprocess.run(command, capture_output=True, text=True)


def test_before_the_set_up_build_pdf_says_what_to_do(checkout: Path) -> None:
    result = build_pdf(checkout)
    assert result.returncode == 1
    assert (
        result.stderr == "“click” is missing: run `make brochure` once, which sets Colophon up.\n"
    )


def test_where_some_of_the_packages_are_there_the_same_is_said(checkout: Path) -> None:
    """A command imports what it needs: `rich` only when it has something to say."""
    folder = checkout / "some"
    folder.mkdir()
    (folder / "click").symlink_to(Path(click.__file__).parent)
    variables = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-S", checkout / "build_pdf.py", "explain"]
    result = subprocess.run(command, capture_output=True, text=True, env=variables)
    assert result.returncode == 1
    assert result.stderr.endswith("is missing: run `make brochure` once, which sets Colophon up.\n")
    assert "Traceback" not in result.stderr


def test_after_the_set_up_build_pdf_goes_on_with_the_projects_own_python(checkout: Path) -> None:
    own = checkout / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text('#!/bin/sh\nshift\necho "own python: $*"\n')
    own.chmod(0o755)
    assert build_pdf(checkout, "build", "life-science").stdout == "own python: build life-science\n"
