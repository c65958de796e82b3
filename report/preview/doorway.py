"""The file that sends a browser to the preview.

Every user of a machine can read with what words a program was started (ps(1)), and a browser is
started with an address: so it is given that of a file, which only one user can read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..diagnostics import Diagnostic
from ..resources import Project
from .keys import write_for_us

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>Colophon</title>
<p><a href="{address}">The pages are shown here.</a>
"""
_NAME = "preview-{}.html"
_READ = 60.0
"""Seconds after which a browser has read such a page, or never will."""


@contextmanager
def doorway(project: Project, address: str, port: int) -> Iterator[Path | None]:
    """Have a page that leads to `address`, a plain URL, while open; None where it cannot be
    written. Pages that previews have left behind which were killed are removed."""
    path = project.build / _NAME.format(port)
    _sweep(project)
    try:
        write_for_us(project.place(path), _PAGE.format(address=address).encode())
    except (OSError, Diagnostic):
        yield None
        return
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _sweep(project: Project) -> None:
    with suppress(OSError, Diagnostic):
        for path in project.place(project.build).glob(_NAME.format("[0-9]*")):
            if path.stat().st_mtime < time.time() - _READ:
                path.unlink()
