"""Finished files as their bytes, where a test looks at them alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from report.finish.facts import DocumentFacts, Parts
from report.finish.writing import write

Finish = Callable[[bytes, DocumentFacts, Path], Parts]


def files_of(finish: Finish, pdf: bytes, facts: DocumentFacts) -> dict[str, bytes]:
    """What a finisher makes of laid-out pages, by part."""
    with TemporaryDirectory() as folder:
        parts = finish(pdf, facts, Path(folder))
        return {part: path.read_bytes() for part, path in parts.items()}


def written(pdf: pikepdf.Pdf) -> bytes:
    """A file as finishers write it."""
    with TemporaryDirectory() as folder:
        return write(pdf, Path(folder) / "it.pdf").read_bytes()
