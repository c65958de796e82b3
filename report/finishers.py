"""The ways in which a target's PDF can be finished: each is a module of report/finish/.

A target names one as data, so what is imported must be one of these and nothing else. They are
told from their sources, because `check` reads targets and needs none of what finishing imports.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .finish.facts import DocumentFacts, Parts
    from .storage import Content

    Finish: TypeAlias = Callable[[Content, DocumentFacts, Path], Parts]

_FOLDER = Path(__file__).resolve().parent / "finish"


@cache
def finishers() -> tuple[str, ...]:
    """Return the names a target's `finish` can have, sorted: of modules `x` with `finish_x`."""
    return tuple(
        path.stem
        for path in sorted(_FOLDER.glob("*.py"))
        if f"\ndef finish_{path.stem}(" in path.read_text("utf-8")
    )


def finisher(name: str) -> Finish:
    """Return the function that makes finished PDFs of the laid-out one; KeyError for no such.

    They are put into the folder that it is given.
    """
    if name not in finishers():
        raise KeyError(name)
    module = import_module(f"{__package__}.finish.{name}")
    finish: Finish = getattr(module, f"finish_{name}")
    return finish
