"""The command: how it comes to its end."""

from __future__ import annotations

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
SECONDS = 60


@contextmanager
def previewed(project: Project) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a project until it says its address; its first line has been read."""
    command = [sys.executable, str(ROOT / "build_pdf.py"), "preview", "--no-open"]
    process = subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS)


@pytest.mark.parametrize(("kind", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_it_ends_at_once_while_pages_are_made(
    new_project: NewProject, kind: signal.Signals, code: int
) -> None:
    project = new_project(SMALL, {"/figures/endless.py": ENDLESS})
    with previewed(project) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        threading.Thread(target=_watch, args=(address,), daemon=True).start()
        _wait_for(project.root / "begun")

        process.send_signal(kind)
        said, _ = process.communicate(timeout=SECONDS)

        assert process.returncode == code
        assert "The preview has ended." in said


def _watch(address: str) -> None:
    with suppress(IncompleteRead), urlopen(f"{address}events") as events:
        events.read()


def _wait_for(path: Path) -> None:
    end = time.monotonic() + SECONDS
    while not path.exists():
        assert time.monotonic() < end, "the pages have not been begun"
        time.sleep(0.05)
