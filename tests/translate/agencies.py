"""What goes out to an agency, what one does with it, and what comes back."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from report.desk import options_reader
from report.resources import Project
from report.translate.agency import export, import_
from report.translate.xliff_reader import grammar

from .conftest import at_work

X = "{urn:oasis:names:tc:xliff:document:2.0}"


def sent(project: Project, *, open_only: bool = False) -> Any:
    """Return what is sent to an agency, as XML."""
    data = export(at_work(project), "sv", open_only=open_only)
    assert data is not None and grammar().validate(etree.fromstring(data))
    return etree.fromstring(data)


def fill(root: Any, change: Callable[[str], str] = str.swapcase, state: str = "translated") -> None:
    """Translate what has no target yet, as a program does: its words, and no marks.

    Credit lines stay as they are, which they may.
    """
    for segment in root.iter(f"{X}segment"):
        credit = segment.getparent().get("name", "").endswith(".credit")
        if credit or segment.find(f"{X}target") is not None:
            continue
        target = copy.deepcopy(segment.find(f"{X}source"))
        target.tag = f"{X}target"
        for each in target.iter():
            # The text of a placeholder's tail is words; placeholders themselves are empty.
            each.text = change(each.text) if each.text else each.text
            if each is not target:
                each.tail = change(each.tail) if each.tail else each.tail
        target.tail = None
        segment.append(target)
        if state:
            segment.set("state", state)


def back(project: Project, root: Any) -> Any:
    """Import what came back."""
    path = project.root / "back.xlf"
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    return import_(project, path, options_reader(project))
