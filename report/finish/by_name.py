"""The way of finishing that a target names, as a function."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from ..finishers import finishers
from ..storage import Content
from .facts import DocumentFacts, Parts

Finish: TypeAlias = Callable[[Content, DocumentFacts, Path], Parts]


def finisher(name: str) -> Finish:
    """Return the function that makes finished PDFs of the laid-out one; KeyError for no such.

    They are put into the folder that it is given.
    """
    if name not in finishers():
        raise KeyError(name)
    module = import_module(f"{__package__}.{name}")
    finish: Finish = getattr(module, f"finish_{name}")
    return finish
