"""Transparency groups and soft masks (ISO 32000-1 §11.4.7 and §11.6.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream


def every_resources(pdf: Pdf) -> Iterator[Object]:
    """Yield the resource dictionaries that the pages reach, each once, those of pages first."""
    waiting: list[Any] = [page.obj.get(Name.Resources) for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop(0)
        if resources is None or resources.objgen in seen:
            continue
        if resources.is_indirect:
            seen.add(resources.objgen)
        yield resources
        for thing in _with_resources(resources):
            if not thing.is_indirect or thing.objgen not in seen:
                seen.add(thing.objgen)
                waiting.append(thing.get(Name.Resources))


def _with_resources(resources: Object) -> Iterator[Any]:
    for kind in (Name.XObject, Name.Pattern, Name.Font):
        for _, thing in entries(resources, kind):
            if Name.Resources in thing:
                yield thing
    for mask in _masks(resources):
        yield mask.G


def entries(resources: Object, kind: Name) -> Iterator[tuple[str, Any]]:
    """Yield name and thing of one kind of resources, by name."""
    things: Any = resources.get(kind)
    if isinstance(things, Dictionary):
        yield from sorted(things.items())


def _masks(resources: Object) -> Iterator[Any]:
    for _, state in entries(resources, Name.ExtGState):
        mask = state.get(Name.SMask)
        if isinstance(mask, Dictionary) and isinstance(mask.get(Name.G), Stream):
            yield mask


def soft_masks(pdf: Pdf) -> Iterator[Any]:
    """Yield the soft-mask dictionaries of the file."""
    for resources in every_resources(pdf):
        yield from _masks(resources)


def mix_in(group: Any, space: Name) -> None:
    """Let a transparency group mix its colours in `space`."""
    if isinstance(group, Dictionary) and group.get(Name.S) == Name.Transparency:
        group.CS = space


def mix_page_in(page: Page, space: Name) -> None:
    """Let the page mix its colours in `space`: its own group says in which (§11.4.7)."""
    if not isinstance(page.obj.get(Name.Group), Dictionary):
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency)
    mix_in(page.obj.Group, space)
