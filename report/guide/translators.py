"""Somebody translates a PO file of the guide's edition, all at once."""

from __future__ import annotations

from dataclasses import replace

from ..content.node import Node
from ..diagnostics import Diagnostic
from ..translate.catalog import Entry
from ..translate.po_reader import read_po
from ..translate.po_writer import po_text
from .problems import NOT_TRUE
from .stage import SLUG, Stage
from .swedish import SWEDISH


class Translation(Node):
    """The Swedish translation of an edition, made by somebody who reads the guide."""

    leave_out: tuple[str, ...] = ()
    """Texts that are not translated yet, by the words of the edition."""


def translate(scene: Translation, stage: Stage) -> None:
    """Fill in the Swedish PO file. Diagnostic S502 for a text that has no translation."""
    path = stage.root / "editions" / SLUG / "languages" / "sv.po"
    catalog = read_po(stage.project.read(path), path.name)
    unknown = [e.source for e in catalog.entries if e.source.split("\n")[0] not in SWEDISH]
    if unknown:
        message = f"guide/swedish.py has no translation of “{unknown[0]}”"
        raise Diagnostic([NOT_TRUE.finding(scene.mark, message)])

    def told(entry: Entry) -> Entry:
        known = not entry.obsolete and entry.source not in scene.leave_out
        words = SWEDISH[entry.source.split("\n")[0]] if known else entry.words
        return replace(entry, words=words, flags=entry.sure() if known else entry.flags)

    entries = tuple(map(told, catalog.entries))
    path.write_text(po_text(replace(catalog, entries=entries)), "utf-8")
