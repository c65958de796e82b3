"""Binding: the fragments of all sections become one PDF, in which nothing stands twice.

The order of the sections decides every byte; in which order, or process, they were drawn is
nowhere to be seen. One fragment is held at a time: what all have in common (fonts, links, the
outline) is written last. The structure stays in the trees of the sections, which `finish` joins.

Objects, cross-reference table and trailer: ISO 32000-1 §7.3 to §7.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import pydyf  # type: ignore[import-untyped]

from ..diagnostics import Finding, Mark
from .font_files import FontFiles
from .fragment import DrawnLink, DrawnPage, FontUse, Fragment, Piece
from .objects import ObjectWriter
from .outline import entries, write_outline
from .photographs import Photographs, unveiled
from .pieces import reference, references, renumbered
from .section_tree import SECTIONS
from .warned import said


def bind(
    sections: Iterable[tuple[Fragment, Mark | None]],
    fonts: FontFiles,
    target: BinaryIO,
    photographs: Photographs | None = None,
) -> tuple[Finding, ...]:
    """Write one PDF of all fragments in order; return what is wrong with them, at their marks.

    `photographs` take the places of their stand-ins.

    The MediaBox takes in the bleed; `finish` makes the structure, crops and gives the file an
    identifier of its own. `fonts` has the files of their fonts.

    Raises:
        OSError: the target refuses to be written to.
        LookupError: the file of a font is gone.
    """
    binder = _Binder(fonts, target, photographs)
    for fragment, mark in sections:
        binder.add(fragment, mark)
    return binder.close()


@dataclass(frozen=True)
class _Page:
    """A page that has its place: its number, that of its links, and the mark of its section.

    `first_link` is the number of the first of its links in the file.
    """

    number: int
    annotations: int
    drawn: DrawnPage
    first_link: int
    mark: Mark | None


@dataclass(frozen=True)
class _Font:
    """A font of the file: its number, its first use, and the glyphs of all uses so far.

    What one section has first is what counts for all, as in one document.
    """

    number: int
    first: FontUse
    widths: dict[int, float]
    texts: dict[int, str]


class _Binder:
    """A PDF in the making: what has been written, and what is left for the end."""

    def __init__(self, fonts: FontFiles, target: BinaryIO, photographs: Photographs | None) -> None:
        self._files, self._photographs = fonts, photographs
        self._writer = ObjectWriter(target)
        self._catalog, self._tree = self._writer.number(), self._writer.number()
        self._shared: dict[str, int] = {}
        self._fonts: dict[tuple[str, ...], _Font] = {}
        self._pages: list[_Page] = []
        self._sections: list[bytes] = []
        self._links = self._elements = 0
        self._intent: Any = None
        self._producer = ""
        self._findings: list[Finding] = []

    def add(self, fragment: Fragment, mark: Mark | None) -> None:
        """Write all that is of one section alone."""
        writer = self._writer
        self._findings += (said(text, mark) for text in fragment.warnings)
        fonts = {use.facts["hash"]: reference(self._font(use)) for use in fragment.fonts}
        font_list = writer.add(pydyf.Dictionary(fonts).data)
        numbers = self._write(fragment.pieces, {fragment.font_list: font_list})
        if not self._pages:
            self._producer = fragment.producer
            self._intent = _intent(fragment.intent[0], numbers[fragment.intent[1]])
        tree = writer.add(b"<</Length %d>>" % len(fragment.tree), fragment.tree)
        starts = (tree, len(self._pages), self._links, self._elements)
        self._sections.append(b"<</Tree %d 0 R/Page %d/Link %d/Element %d>>" % starts)
        self._elements += fragment.elements
        for page in fragment.pages:
            self._add_page(page, numbers, mark)

    def _write(self, pieces: Sequence[Piece], there: Mapping[int, int]) -> list[int]:
        """Write pieces that are not `there` already, in this file; return the numbers of all, from
        the index 1."""
        writer, numbers, fresh = self._writer, [0], []
        for at, piece in enumerate(pieces, 1):
            known = self._shared.get(piece.digest) if piece.digest else there.get(at)
            known = known or self._photograph(piece)
            numbers.append(known or writer.number())
            if known is None:
                fresh.append(at)
            if piece.digest:
                self._shared[piece.digest] = numbers[at]
        for at in fresh:
            writer.write(numbers[at], _renumbered(pieces[at - 1], numbers), pieces[at - 1].data)
        return numbers

    def _photograph(self, piece: Piece) -> int | None:
        """Return the number of the photograph that a piece stands for, written at once so that
        none is held; None for all other pieces."""
        shown = self._photographs and unveiled(piece, self._photographs)
        if not shown:
            return None
        if shown.digest not in self._shared:
            self._shared[shown.digest] = self._writer.number()
            self._writer.write(self._shared[shown.digest], shown.head, shown.data)
        return self._shared[shown.digest]

    def _add_page(self, page: DrawnPage, numbers: Sequence[int], mark: Mark | None) -> None:
        writer = self._writer
        entries = {
            "Type": "/Page",
            "Parent": reference(self._tree),
            "MediaBox": pydyf.Array(page.media),
            "BleedBox": pydyf.Array(page.bleed),
            "TrimBox": pydyf.Array(page.trim),
            "Contents": reference(numbers[page.contents]),
            "Resources": reference(numbers[page.resources]),
            "Tabs": "/S",
        }
        annotations = writer.number() if page.links else 0
        if annotations:
            entries["Annots"] = reference(annotations)
        number = writer.add(pydyf.Dictionary(entries).data)
        self._pages.append(_Page(number, annotations, page, self._links, mark))
        self._links += len(page.links)

    def _font(self, use: FontUse) -> int:
        """Return the number of a font, whose glyphs are noted."""
        axes, missing = sorted(use.facts["variations"].items()), sorted(use.missing.items())
        key = (use.name, use.file, str(use.facts["index"]), str(axes), str(missing))
        if key not in self._fonts:
            self._fonts[key] = _Font(self._writer.number(), use, {}, {})
        font = self._fonts[key]
        for glyph, width in use.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, text in use.texts.items():
            font.texts.setdefault(glyph, text)
        return font.number

    def close(self) -> tuple[Finding, ...]:
        """Write what is of all sections; return what was found."""
        writer = self._writer
        for font in self._fonts.values():
            use = replace(font.first, widths=font.widths, texts=font.texts)
            program = self._files.program(use)
            numbers = self._write(program.pieces, {program.root: font.number})
            writer.write(font.number, _renumbered(program.pieces[program.root - 1], numbers))
            self._findings += (said(text, None) for text in program.warnings)
        catalog = {
            "Type": "/Catalog",
            "Pages": reference(self._tree),
            "OutputIntents": pydyf.Array([self._intent]),
            SECTIONS: pydyf.Array(self._sections),
        }
        if destinations := self._write_links():
            catalog["Names"] = pydyf.Dictionary({"Dests": destinations})
        bookmarks = [(page.number, each) for page in self._pages for each in page.drawn.bookmarks]
        if bookmarks:
            catalog["Outlines"] = reference(write_outline(writer, entries(bookmarks)))
        kids = {"Count": len(self._pages), "Kids": references(page.number for page in self._pages)}
        writer.write(self._tree, pydyf.Dictionary({"Type": "/Pages", **kids}).data)
        writer.write(self._catalog, pydyf.Dictionary(catalog).data)
        info = writer.add(pydyf.Dictionary({"Producer": pydyf.String(self._producer)}).data)
        writer.close(self._catalog, info)
        return tuple(self._findings)

    def _write_links(self) -> Any:
        """Write the links of all pages; return the tree of the places that they lead to."""
        places: dict[str, Any] = {}
        for page in self._pages:
            for name, x, y in page.drawn.anchors:
                places.setdefault(name, _place(page.number, x, y))
        lost: set[tuple[str, Mark | None]] = set()
        for page in self._pages:
            annotations = []
            for number, link in enumerate(page.drawn.links, page.first_link):
                if not link.internal or link.target in places:
                    annotations.append(self._writer.add(_annotation(link, number)))
                elif (link.target, page.mark) not in lost:
                    lost.add((link.target, page.mark))
                    text = f"No anchor #{link.target} for internal URI reference"
                    self._findings.append(said(text, page.mark))
            if page.annotations:
                self._writer.write(page.annotations, references(annotations))
        names = [part for name in sorted(places) for part in (pydyf.String(name), places[name])]
        return pydyf.Dictionary({"Names": pydyf.Array(names)}) if names else None


def _renumbered(piece: Piece, numbers: Sequence[int]) -> bytes:
    return renumbered(piece.head, lambda number: reference(numbers[number]))


def _intent(name: str, profile: int) -> Any:
    """Return what colours are meant for, as PDF/A asks for it (ISO 19005-3 §6.2.3)."""
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String(name),
            "Info": pydyf.String(name),
            "DestOutputProfile": reference(profile),
        }
    )


def _place(page: int, x: float, y: float) -> Any:
    return pydyf.Array([reference(page), "/XYZ", x, y, 0])


def _annotation(link: DrawnLink, number: int) -> bytes:
    """Return a link, printed where it stands as PDF/A asks for (ISO 19005-3 §6.3.2).

    Its `number` is that by which `finish` finds it.
    """
    target = pydyf.String(link.target)
    entries = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": pydyf.Array(link.rect),
        "BS": pydyf.Dictionary({"W": 0}),
        "Contents": target,
        "F": 4,
        "StructParent": number,
    }
    if link.internal:
        entries["Dest"] = target
    else:
        entries["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/URI", "URI": target})
    return bytes(pydyf.Dictionary(entries).data)
