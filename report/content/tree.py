"""A YAML file as a tree whose values carry their places, so that they can be put elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Mark
from .yaml import Document, Path, Place


@dataclass(eq=False)
class Branch:
    """A value: a plain one, a list of branches, or branches by key. Two are never equal."""

    value: Any
    place: Place
    key: Mark | None = None
    """Where the key stands that it is the value of."""
    ambiguous: str | None = None
    commented: str | None = None

    def at(self, path: Path) -> Branch:
        """Return what stands at `path` below; KeyError, IndexError or TypeError if nothing does."""
        branch = self
        for step in path:
            branch = branch.value[step]
        return branch

    def inside(self) -> Iterator[tuple[str | int, Branch]]:
        """Yield the steps to what stands directly below, and what stands there."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        elif isinstance(self.value, list):
            yield from enumerate(self.value)

    def plain(self) -> Any:
        """Return the value as plain data."""
        if isinstance(self.value, dict):
            return {key: branch.plain() for key, branch in self.value.items()}
        if isinstance(self.value, list):
            return [branch.plain() for branch in self.value]
        return self.value


def tree_of(document: Document, path: Path = ()) -> Branch:
    """Return the value at `path` of a document, and all that is in it."""
    data = document.data
    for step in path:
        data = data[step]
    return _grown(document, path, data)


def _grown(document: Document, path: Path, data: Any) -> Branch:
    value = data
    if isinstance(data, dict):
        value = {key: _grown(document, (*path, key), inner) for key, inner in data.items()}
    elif isinstance(data, list):
        value = [_grown(document, (*path, index), inner) for index, inner in enumerate(data)]
    return Branch(
        value,
        document.place(path),
        document.keys.get(path),
        document.ambiguous.get(path),
        document.commented.get(path),
    )


def document_of(tree: Branch, file: str) -> Document:
    """Return a tree as the document `file`; its places lead to the files it was put together of."""
    document = Document(file, tree.plain(), {}, {})
    _record(document, tree, ())
    return document


def _record(document: Document, branch: Branch, path: Path) -> None:
    document.places[path] = branch.place
    if branch.key is not None:
        document.keys[path] = branch.key
    if branch.ambiguous is not None:
        document.ambiguous[path] = branch.ambiguous
    if branch.commented is not None:
        document.commented[path] = branch.commented
    for step, inner in branch.inside():
        _record(document, inner, (*path, step))
