"""The cases of the campaign: a door, what is pushed through it, and what has to come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from ..conftest import HEAD, SMALL

Content = str | bytes | Callable[[], bytes]
"""What is in a file; large things are made when they are needed."""
Files = Mapping[str, Content]
DAY = ("--as-of", "2026-11-22")
CHECK = ("check", "small", *DAY)
BUILD = ("build", "small", *DAY)
PRESS = (*BUILD, "--target", "press")
HANDOVER = ("handover", "small", *DAY)


@dataclass(frozen=True)
class Case:
    """What is pushed through a door, and what has to come of it.

    `codes` are the errors that may be found, of which one at least is, unless `-` is among them;
    none for what comes out right. `place` is in the place of an error.
    """

    name: str
    codes: str = ""
    place: str = ""
    edition: str = SMALL
    files: Files = field(default_factory=dict)
    command: tuple[str, ...] = CHECK


def table(cases: Sequence[Case], quick: int = 4) -> pytest.MarkDecorator:
    """Return the decorator that runs a test with each case; `quick` of them in `make test`, too."""
    step = max(1, len(cases) // quick)
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(each, id=each.name, marks=() if at % step == 0 else pytest.mark.slow)
            for at, each in enumerate(cases)
        ],
    )


def with_blocks(*blocks: str, head: str = "") -> str:
    """Return an edition of one section with these blocks, each in YAML on lines of its own."""
    text = f"{HEAD}{head}sections:\n  - section:\n      id: first\n      title: First\n"
    lines = [line for block in blocks for line in f"- {block}".splitlines()]
    indented = (f"{' ' * (8 if line.startswith('- ') else 10)}{line}\n" for line in lines)
    return text + "      blocks:\n" + "".join(indented)


def changed(text: str, old: str, new: str) -> str:
    """Return the text with one part of it changed, which has to be there."""
    assert old in text, old
    return text.replace(old, new, 1)
