"""The pages of sections as they are drawn, each section written once as long as it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Mark
from ..pdf.page_pictures import Leaf, leaves
from .pages import Part, ShownPage, parts_of

if TYPE_CHECKING:
    from ..engine.rendered import Rendered
    from ..layout import Laid


@dataclass(frozen=True)
class Picture:
    """Where the picture of a page comes from: a page, counted from 0, of a PDF."""

    pdf: bytes
    index: int


@dataclass(frozen=True)
class _Written:
    """The PDF of a section, its pages, and what stands on each of them."""

    pdf: bytes
    leaves: tuple[Leaf, ...]
    parts: tuple[tuple[Part, ...], ...]


class Sheets:
    """The sections of an edition as PDFs; those of the pages before are kept once more."""

    def __init__(self) -> None:
        self._written: dict[str, _Written] = {}
        self._pictures: dict[str, Picture] = {}
        self._before: dict[str, Picture] = {}

    def picture(self, key: str) -> Picture | None:
        """Return where a page is drawn from; None where it is not shown any more."""
        return self._pictures.get(key) or self._before.get(key)

    def pages(self, laid: Laid, marks: Mapping[str, Mark]) -> tuple[ShownPage, ...]:
        """Return the pages of a layout, those of changed sections written anew; `marks` are the
        places of ids as they are now."""
        self._written = {each.key: self._one(laid, each, marks) for each in laid.rendered}
        self._before, self._pictures = self._pictures, {}
        return tuple(self._shown(laid, marks))

    def _shown(self, laid: Laid, marks: Mapping[str, Mark]) -> Iterator[ShownPage]:
        number = 0
        for each in laid.sections:
            for rendered in filter(None, (each.blank_before, each.rendered)):
                written = self._written[rendered.key]
                pairs = zip(written.leaves, written.parts, strict=True)
                for index, (leaf, parts) in enumerate(pairs):
                    number += 1
                    self._pictures[leaf.key] = Picture(written.pdf, index)
                    placed = tuple(replace(part, mark=marks.get(part.at)) for part in parts)
                    id = each.section.id
                    yield ShownPage(number, id, leaf.key, leaf.paper, leaf.trim, placed)

    def _one(self, laid: Laid, rendered: Rendered, marks: Mapping[str, Mark]) -> _Written:
        known = self._written.get(rendered.key)
        if known is not None:
            return known
        seen = laid.engine.evidence(rendered, marks)
        pdf = laid.engine.pdf((rendered,))
        return _Written(pdf, leaves(pdf), tuple(map(parts_of, seen)))
