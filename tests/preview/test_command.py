"""The command: how it opens the browser, and comes to its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import IncompleteRead
from pathlib import Path
from urllib.request import urlopen

import pytest

from report.resources import Project
from tests.conftest import ROOT, SMALL, NewProject

# Drawing code that never comes to its end, so that the pages are still being made.
ENDLESS = """\
import pathlib, time
pathlib.Path("begun").touch()
time.sleep(600)
"""
CHART = """\
        - chart:
            kind: endless
            title: Never drawn
            data: {columns: [Origin, n], rows: [[Academia, 1]]}
"""
SECONDS = 60


@contextmanager
def previewed(project: Project, *options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a project, with some environment variables."""
    command = [sys.executable, str(ROOT / "build_pdf.py"), "preview", *options]
    process = subprocess.Popen(
        command,
        cwd=project.root,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS)


@pytest.mark.parametrize(("kind", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_it_ends_at_once_while_pages_are_made(
    new_project: NewProject, kind: signal.Signals, code: int
) -> None:
    project = new_project(SMALL + CHART, {"/figures/endless.py": ENDLESS})
    with previewed(project, "--no-open") as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        threading.Thread(target=_watch, args=(address,), daemon=True).start()
        _wait_for(project.root / "begun")

        process.send_signal(kind)
        said, _ = process.communicate(timeout=SECONDS)

        assert process.returncode == code
        assert "The preview has ended." in said


# What a browser is started with, and the file that it is to show, are kept.
BROWSER = """\
#!/bin/sh
cp -p "$1" shown.html
echo "$@" > arguments.part
mv arguments.part arguments
"""


@pytest.mark.skipif(sys.platform != "linux", reason="browsers are opened in another way")
def test_the_secret_stands_in_no_command_line(new_project: NewProject, tmp_path: Path) -> None:
    project, programs = new_project(), tmp_path / "bin"
    programs.mkdir()
    (programs / "xdg-open").write_text(BROWSER)
    (programs / "xdg-open").chmod(0o700)
    with previewed(project, PATH=f"{programs}:{os.environ['PATH']}") as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        _wait_for(project.root / "arguments")

        token = address.split("/")[-2]
        shown = project.root / "shown.html"
        assert token not in (project.root / "arguments").read_text()
        assert f'content="0; url={address}"' in shown.read_text()
        assert shown.stat().st_mode & 0o777 == 0o600

        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
        assert [*project.build.glob("*.html")] == []


def _watch(address: str) -> None:
    with suppress(IncompleteRead), urlopen(f"{address}events") as events:
        events.read()


def _wait_for(path: Path) -> None:
    end = time.monotonic() + SECONDS
    while not path.exists():
        assert time.monotonic() < end, "the pages have not been begun"
        time.sleep(0.05)
