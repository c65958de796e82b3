"""Projects to try things on: a small one for each test, and the sample edition, built once."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from report.resources import Project

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2026, 11, 22)
HEAD = """\
title: A small edition
language: en-US
date: 2026-11-22
publisher: Somebody
"""
SMALL = f"""{HEAD}\
sections:
  - section:
      id: first
      title: First
      blocks:
        - text: Words that are printed.
"""
NewProject = Callable[..., Project]

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every program
# that they start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pointed(text: str) -> tuple[str, str]:
    """Return `text` without its “¶”, and the line and column where that stood."""
    before, after = text.split("¶")
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.fixture
def new_project(tmp_path: Path) -> NewProject:
    """Return a function that writes a project: `new_project(edition_text, {"data/x.csv": …})`.

    The edition is called `small`; the other files stand beside it, or, when their name begins
    with a slash, below the project's folder.
    """

    def write(edition: str = SMALL, files: Mapping[str, str | bytes] | None = None) -> Project:
        root = tmp_path / "project"
        folder = root / "editions" / "small"
        texts: dict[str, str | bytes] = {"edition.yaml": edition, **(files or {})}
        for name, content in texts.items():
            path = root / name[1:] if name.startswith("/") else folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Project.at(root)

    return write


def run_colophon(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in `folder` as a person does; return what it said and its exit code."""
    command = [sys.executable, str(ROOT / "build_pdf.py"), *arguments]
    variables = {**os.environ, "PYTHONPATH": "", **(environment or {})}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, timeout=300
    )


@dataclass(frozen=True)
class Built:
    """A finished PDF and what the build said about it."""

    pdf: Path
    report: Mapping[str, Any]
    project: Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep the other test processes out while open."""
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all test processes of this run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def copy_of_sample(root: Path, slug: str = "life-science") -> Path:
    """Write a project with the sample edition, or another of ours, and nothing else to `root`;
    return it."""
    shutil.copytree(ROOT / "editions" / slug, root / "editions" / slug, dirs_exist_ok=True)
    return root


def built_sample(factory: pytest.TempPathFactory, format: str, language: str = "") -> Built:
    """Return the sample edition in a format and language, built once for all tests."""
    root = shared_folder(factory) / "-".join(filter(None, ("sample", format, language)))
    said = root / "report.json"
    with locked(root.with_suffix(".lock")):
        if not said.exists():
            copy_of_sample(root)
            options: tuple[str, ...] = ("--json", "--as-of", "2026-11-22", "--format", format)
            options += ("--language", language) if language else ()
            result = run_colophon("build", "life-science", *options, folder=root)
            assert result.returncode in (0, 1), result.stderr
            said.write_text(result.stdout)
    report = json.loads(said.read_text())
    assert report["file"], f"the sample edition has errors: {report['findings']}"
    return Built(root / report["file"], report, root)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample edition in A4, built once for all tests."""
    return built_sample(tmp_path_factory, "a4")


@pytest.fixture(scope="session")
def sample_letter(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample edition in US Letter, built once for all tests."""
    return built_sample(tmp_path_factory, "us-letter")
