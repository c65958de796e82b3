"""Shapes that pages have in common are written once: above all, the letters of charts.

A chart draws each letter as an outline, which every page with a chart would repeat; they were two
thirds of what a chart weighs. As a form of its own (ISO 32000-1 §8.10) a shape has no colour and no
place but those of the page that draws it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import ceil, floor

from pikepdf import Array, Dictionary, Name, Object, Pdf

# The engine writes each operator on a line with its operands. What begins a path is in it, too, so
# that no part of a path is taken for the whole.
_PATH = re.compile(rb"^((?:[-\d. ]+ (?:m|l|c|v|y|re)\n|h\n)+)(f\*?$)?", re.MULTILINE)
_NUMBER = re.compile(rb"-?\d*\.?\d+|-?\d+\.")
_WORTH = 600
"""Bytes that pages must be able to leave out, not packed, for a form to make the file smaller."""


def share_paths(pdf: Pdf) -> None:
    """Let every shape that is filled on several pages be a form that these pages draw.

    It is for pages as the engine writes them, whose content is one stream.
    """
    pages: Counter[bytes] = Counter()
    for page in pdf.pages:
        pages.update(list(dict.fromkeys(_filled(page.obj.Contents.read_bytes()))))
    worth = (path for path, count in pages.items() if (count - 1) * len(path) > _WORTH)
    names = {path: b"/o%d" % number for number, path in enumerate(worth, 1)}
    forms: dict[bytes, Object] = {}
    for page in pdf.pages if names else ():
        content = page.obj.Contents.read_bytes()
        drawn = [path for path in dict.fromkeys(_filled(content)) if path in names]
        if not drawn:
            continue
        page.obj.Contents = pdf.make_stream(_PATH.sub(lambda at: _drawing(at, names), content))
        # Pages of a section have the same resources, of which some need no more than before.
        page.obj.Resources = resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = shown = Dictionary(dict(page.resources.XObject.items()))
        for path in drawn:
            if path not in forms:
                forms[path] = _form(pdf, path)
            shown[names[path].decode()] = forms[path]


def _filled(content: bytes) -> list[bytes]:
    """Return the paths of a page that are filled, each with the operator that fills it."""
    return [path[0] for path in _PATH.finditer(content) if path[2]]


def _drawing(path: re.Match[bytes], names: Mapping[bytes, bytes]) -> bytes:
    name = names.get(path[0])
    return path[0] if name is None else name + b" Do"


def _form(pdf: Pdf, path: bytes) -> Object:
    """Return a form that fills a path. It may not be cut at its edge, so the box is wider."""
    xs: list[float] = []
    ys: list[float] = []
    for line in path.splitlines():
        points = [float(number) for number in _NUMBER.findall(line)]
        if line.endswith(b"re"):
            points[2:] = points[0] + points[2], points[1] + points[3]
        xs += points[::2]
        ys += points[1::2]
    room = max(max(xs) - min(xs), max(ys) - min(ys))
    form = pdf.make_stream(path)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([floor(min(xs) - room), floor(min(ys) - room)])
    form.BBox.extend(Array([ceil(max(xs) + room), ceil(max(ys) + room)]))
    form.Resources = Dictionary()
    return form
