"""Data files that are `like:` another one, and say only what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..resources import Project
from . import problems
from .explain import nearest
from .yaml import Document, read_yaml

LOOP = Code(
    "X207",
    "preset-loop",
    Severity.ERROR,
    """Printer presets, or formats, are `like:` each other in a circle, so that none says anything.

    A file of your own that has the name of one of Colophon's takes its place, and cannot be like
    it. Give yours another name, such as that of the print shop.
    """,
)


@dataclass(frozen=True)
class Kind:
    """A kind of data files: its name, its folder, and the keys that are taken or given as a whole.

    `example` is the name of a file of one's own.
    """

    what: str
    folder: str
    example: str
    whole: frozenset[str] = frozenset()


def read_like(project: Project, kind: Kind, name: str, mark: Mark | None = None) -> Document:
    """Return a file's data and places over those of the file that it is like.

    Raises Diagnostic: there is none of this name, or none that it is like (C110), they are like
    each other in a circle (X207), or a file cannot be read.
    """
    return _document(project, kind, name, mark, ())


def _document(
    project: Project, kind: Kind, name: str, mark: Mark | None, seen: tuple[str, ...]
) -> Document:
    names = project.listing(kind.folder, ".yaml")
    if name in seen:
        raise Diagnostic([_loop(project, kind, (*seen, name), mark)])
    if name not in names:
        raise Diagnostic([_no_such(project, kind, name, mark)])
    path = project.find(f"{name}.yaml", [kind.folder], mark)
    own = read_yaml(project.read(path), project.shown(path))
    like = own.data.get("like") if isinstance(own.data, dict) else None
    if not isinstance(like, str) or not like:
        return own
    base = _document(project, kind, like, own.place(("like",)).mark, (*seen, name))
    return _over(own, base, kind.whole)


def _no_such(project: Project, kind: Kind, name: str, mark: Mark | None) -> Finding:
    """Return C110 with the nearest name; a file that ends in another way than .yaml is said."""
    names = project.listing(kind.folder, ".yaml")
    other = f"{name}.yml"
    help = nearest(name, _likeliest(names, name))
    if help.startswith("possible"):
        help += f"; one of your own is a file in {kind.folder}/"
    if name.casefold().endswith((".yaml", ".yml")):
        help = f"a name has no ending: write “{Path(name).stem}”"
    elif other.casefold() in {each.casefold() for each in project.names([kind.folder])}:
        help = f"call the file {name}.yaml, and not .yml"
    elif name.casefold() in names:
        help = f"did you mean “{name.casefold()}”?"
    message = f"there is no {kind.what} “{name}”"
    return problems.UNKNOWN_CHOICE.finding(mark, message, help=help)


def _likeliest(names: Mapping[str, Path], given: str) -> list[str]:
    """Return the names to choose from; of those that begin as given, `…-coated` is usual."""
    longer = [each for each in names if each.startswith(f"{given.casefold()}-")]
    usual = [each for each in longer if each.endswith("-coated")]
    return usual or longer or list(names)


def _loop(project: Project, kind: Kind, seen: tuple[str, ...], mark: Mark | None) -> Finding:
    """Return X207 for names of which the last was there before.

    Where a file takes the place of Colophon's own, the finding is at that file.
    """
    circle = seen[seen.index(seen[-1]) :]
    message = f"“{circle[-1]}” is like itself"
    if len(circle) > 2:
        message += f", by way of {' and '.join(circle[1:-1])}"
    for shadow in circle[:-1]:
        file = f"{kind.folder}/{shadow}.yaml"
        roots = {project.root, project.bundled}
        if len(roots) == 2 and all(project.kind(root / file) == "file" for root in roots):
            help = (
                f"{shadow}.yaml takes the place of Colophon's {kind.what} of that name, and cannot "
                f"be like it: call the file otherwise, such as {kind.example}.yaml"
            )
            place = mark if mark and mark.file == file else Mark(file)
            return LOOP.finding(place, message, help=help)
    help = "give one of them another name, or take its `like:` away"
    return LOOP.finding(mark, message, help=help)


def _over(own: Document, base: Document, whole: frozenset[str]) -> Document:
    """Return one document over another: sections are joined, but for those that are `whole`."""
    if not isinstance(base.data, dict):
        return base  # which is wrong, and reading it as a model says so
    data: dict[str, Any] = dict(base.data)
    for key, value in own.data.items():
        both = isinstance(value, dict) and isinstance(data.get(key), dict)
        data[key] = {**data[key], **value} if both and key not in whole else value
    return replace(
        own,
        data=data,
        places={**base.places, **own.places},
        keys={**base.keys, **own.keys},
        noticed=(*base.noticed, *own.noticed),
    )
