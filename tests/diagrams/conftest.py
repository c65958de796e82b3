"""Diagrams of small editions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from report.compose import compose
from report.composed import Composed, LayoutFacts
from report.desk import Job, open_desk

from ..conftest import DAY, HEAD, NewProject

ComposeBlock = Callable[..., Composed]


@pytest.fixture
def compose_block(new_project: NewProject) -> ComposeBlock:
    """Return a function that composes an edition with one block, for a target and in a format."""

    def composed(block: str, target: str = "screen", format: str = "") -> Composed:
        lines = "".join(f"        {line}\n" for line in block.splitlines())
        text = f"{HEAD}sections:\n  - section:\n      id: s\n      title: S\n      blocks:\n{lines}"
        desk = open_desk(new_project(text), Job("small", DAY, target, format=format))
        return compose(desk.manuscript, desk.means, LayoutFacts())

    return composed
