"""What a file has beside its pages: scripts, actions, forms, files, layers, annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .objects import entries, entry, identity, items, name, number, numbers
from .painting import Library, UserSpace
from .painting.graphics import upright
from .printed import Annotation

_MOST = 20_000
_MOST_STEPS = 50
# Turning to a page, and opening one of the web: the annotation itself is what a finding names.
_HARMLESS = ("GoTo", "URI", "")
_HIDDEN, _PRINTS = 0x02, 0x04


def note_extras(root: Any, library: Library) -> None:
    """Count what the catalogue of a file has that one for press should not have."""
    _note_action(entry(root, "OpenAction"), library)
    note_events(root, library)
    _note_names(entry(root, "Names"), root, library)
    form = entry(root, "AcroForm")
    for at, field in enumerate(items(entry(form, "Fields"))[:_MOST]):
        library.note("form fields", identity(field) or at)
    if entry(form, "XFA") is not None:
        library.note("XFA forms", "XFA")
    for at, group in enumerate(items(entry(entry(root, "OCProperties"), "OCGs"))[:_MOST]):
        library.note("optional content groups", identity(group) or at)
    for bookmark in _bookmarks(entry(root, "Outlines")):
        _note_action(entry(bookmark, "A"), library)


def _note_names(names: Any, root: Any, library: Library) -> None:
    for at, script in enumerate(_leaves(entry(names, "JavaScript"))):
        library.note("scripts", identity(script) or ("named", at))
    files = (*_leaves(entry(names, "EmbeddedFiles")), *items(entry(root, "AF"))[:_MOST])
    for at, file in enumerate(files):
        library.note("embedded files", identity(file) or at)


def note_events(thing: Any, library: Library) -> None:
    """Count the actions that something happening to a page, field or file sets off (§12.6.3)."""
    for _, action in entries(entry(thing, "AA")):
        _note_action(action, library)


def _note_action(action: Any, library: Library) -> None:
    """Count an action and those that follow it (§12.6.2); a mere destination is none."""
    waiting = [action]
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        action = waiting.pop()
        kind = name(entry(action, "S"))
        key = identity(action) or (kind, len(library.seen.get("actions", ())))
        if kind == "JavaScript":
            library.note("scripts", key)
        elif kind not in _HARMLESS:
            library.note("actions", key)
        following = entry(action, "Next")
        waiting.extend(items(following)[:_MOST_STEPS] or ([following] if following else []))


def _leaves(tree: Any) -> Iterator[Any]:
    """Yield the values of a name tree (§7.9.6), however its nodes are knotted."""
    waiting, met = [tree], set()
    for _ in range(_MOST):
        if not waiting:
            return
        node = waiting.pop()
        key = identity(node)
        if key is not None and key in met:
            continue
        met.add(key)
        yield from items(entry(node, "Names"))[1 : 2 * _MOST : 2]
        waiting.extend(items(entry(node, "Kids"))[:_MOST])


def _bookmarks(outlines: Any) -> Iterator[Any]:
    """Yield the items of an outline (§12.3.3), each once."""
    waiting, met = [entry(outlines, "First")], set()
    for _ in range(_MOST):
        if not waiting:
            return
        item = waiting.pop()
        key = identity(item)
        if item is None or key in met:
            continue
        met.add(key)
        yield item
        waiting += [entry(item, "Next"), entry(item, "First")]


def annotations_of(
    page: Any, space: UserSpace, library: Library
) -> tuple[tuple[Any, Annotation], ...]:
    """Return the annotations of a page, each with its dictionary, and count their scripts."""
    found = []
    for thing in items(entry(page, "Annots"))[:_MOST]:
        _note_action(entry(thing, "A"), library)
        note_events(thing, library)
        edges = numbers(entry(thing, "Rect"), 4)
        flags = int(number(entry(thing, "F")) or 0)
        annotation = Annotation(
            kind=name(entry(thing, "Subtype")) or "unknown",
            page=space.number,
            rect=space.rect(upright(edges) if edges else (0.0, 0.0, 0.0, 0.0)),
            prints=bool(flags & _PRINTS) and not flags & _HIDDEN,
        )
        found.append((thing, annotation))
    return tuple(found)
