"""An edition with all that it extends, as YAML that says where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Finding, Severity
from ..resources import Project
from .edition import Edition
from .extends import resolve
from .ids import give_ids
from .node import read_what_fits
from .spots import Spot, spots_of
from .tree import Branch, tree_of

_INDENT = "  "


@dataclass(frozen=True)
class Shown:
    """An edition as one tree with all its ids, and what has an id in it."""

    tree: Branch
    spots: tuple[Spot, ...]
    findings: tuple[Finding, ...]


def read(project: Project, slug: str, variant: str = "") -> Shown:
    """Return an edition, or a variant of it, with all that it extends.

    Raises Diagnostic with what keeps it from being read.
    """
    resolved = resolve(project, slug, variant)
    edition, errors = read_what_fits(Edition, resolved.document)
    faults = [each for each in resolved.findings if each.severity is Severity.ERROR]
    if edition is None or faults:
        raise Diagnostic([*resolved.findings, *errors])
    edition, more = give_ids(edition)
    tree = tree_of(resolved.document)
    spots = tuple(spots_of(edition, tree).values())
    return Shown(tree, spots, (*resolved.findings, *errors, *more))


def id_rows(shown: Shown) -> Iterator[tuple[str, str, str]]:
    """Yield each id with what it names and where that stands."""
    for spot in shown.spots:
        yield spot.id, spot.kind or "list item", str(spot.element.place.mark)


def as_data(shown: Shown) -> list[dict[str, Any]]:
    """Return every value with its path, such as `sections.0.section.title`, and its place."""
    return [
        {"path": path, "value": _plain(branch.plain()), "from": str(branch.place.mark)}
        for path, branch in _leaves(shown.tree, "")
    ]


def _plain(value: Any) -> Any:
    return (
        value if isinstance(value, (bool, int, float, str, list, dict, type(None))) else str(value)
    )


def _leaves(branch: Branch, path: str) -> Iterator[tuple[str, Branch]]:
    inside = list(branch.inside())
    if not inside:
        yield path, branch
    for step, inner in inside:
        yield from _leaves(inner, f"{path}.{step}" if path else str(step))


def as_yaml(shown: Shown) -> str:
    """Return the tree as YAML; a comment behind each value says which file and line it is from."""
    return "\n".join(_mapping(shown.tree, "")) + "\n"


def _mapping(branch: Branch, indent: str) -> Iterator[str]:
    for key, inner in branch.value.items():
        yield from _entry(f"{indent}{_scalar(key)}:", inner, indent + _INDENT)


def _list(branch: Branch, indent: str) -> Iterator[str]:
    for inner in branch.value:
        if isinstance(inner.value, dict) and inner.value:
            first, *rest = _mapping(inner, indent + _INDENT)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", inner, indent + _INDENT)


def _entry(head: str, branch: Branch, indent: str) -> Iterator[str]:
    value, origin = branch.value, f"# {branch.place.mark}"
    if isinstance(value, dict) and value:
        yield head
        yield from _mapping(branch, indent)
    elif isinstance(value, list) and value:
        yield head
        yield from _list(branch, indent)
    elif isinstance(value, str) and _is_block(value):
        ending = {True: "", False: "-"}[value.endswith("\n")]
        yield f"{head} |{ending}  {origin}"
        yield from (f"{indent}{line}".rstrip() for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {branch.ambiguous or _scalar(value)}  {origin}"


def _is_block(text: str) -> bool:
    """True for text in several lines that a block scalar says as it is."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[0].strip() or lines[0][0] in " \t" or text.endswith("\n\n"):
        return False
    return text.isprintable() or all(line == line.rstrip() and line.isprintable() for line in lines)


def _scalar(value: Any) -> str:
    """Return a plain value in one line, as the reader of this package reads it back."""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    text = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_flow_style=True)
    line = text.removesuffix("...\n").strip()
    if isinstance(value, str) and ("\n" in line or not value.isprintable()):
        line = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_style='"').strip()
    return line
