"""Marks around a page for those who cut and fold it, only where a printer asks for them.

They are drawn in the colour of registration, which is on every plate (ISO 32000-1 §8.6.6.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from ..units import mm
from .ink_shared import under
from .lettering import Lettering, embed_letters
from .press_sheet import Sheet, numbers

GAP, LENGTH = mm(1), mm(5)
ROOM = mm(7)
"""What a sheet has around its bleed when there are marks."""
_LINE = 0.25
_FOLD_DASH = 2
_SIZE = 6.0
_INDENT = mm(3).pt
_DOT = "  ·  "
_ALL, _FONT = Name("/PressAll"), Name("/PressLetters")


@dataclass(frozen=True)
class Marks:
    """What the marks of one file share: the colour of registration and, where there is a font,
    letters. Without `crop`, where to cut is not shown, nor words; only where to fold."""

    everywhere: Object
    letters: Lettering | None
    crop: bool = True


def make_marks(
    pdf: Pdf, font: bytes, slugs: Sequence[Sequence[str]], *, crop: bool = True
) -> Marks:
    """Return the marks of a file with these words beside its pages; none without a font.

    Raises:
        ValueError: `font` is no TrueType font.
    """
    everywhere = pdf.make_indirect(_registration())
    letters = _DOT + "…" + "".join(part for slug in slugs for part in slug)
    worded = font and crop
    return Marks(everywhere, embed_letters(pdf, font, letters) if worded else None, crop)


def _registration() -> Array:
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([1, 1, 1, 1]),
        N=1,
    )
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def add_marks(
    page: Page, sheet: Sheet, marks: Marks, slug: Sequence[str], folds: Sequence[float] = ()
) -> None:
    """Draw crop marks, and fold marks so many points from the left trim; below, the slug."""
    under(page.obj.Resources, Name.ColorSpace)[_ALL] = marks.everywhere
    cuts = _crop(sheet) if marks.crop else ()
    lines = "".join(f"{numbers(*line[:2])} m {numbers(*line[2:])} l S\n" for line in cuts)
    if folds:
        lines += f"[{_FOLD_DASH}] 0 d\n"
        for x in (sheet.origin + fold for fold in folds):
            lines += "".join(
                f"{numbers(x, low)} m {numbers(x, high)} l S\n"
                for low, high in _ends(sheet.media[3])
            )
    drawn = f"q {_ALL} CS 1 SCN {_LINE} w\n{lines}Q\n"
    if marks.letters is not None:
        under(page.obj.Resources, Name.Font)[_FONT] = marks.letters.font
        drawn += _words(sheet, marks.letters, slug, min(folds, default=sheet.width))
    content = page.obj.Contents
    content.write(content.read_bytes() + drawn.encode("ascii"))


def _crop(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    left, bottom, right, top = sheet.inset(sheet.origin)
    for y in (bottom, top):
        for begin, end in _ends(sheet.media[2]):
            yield begin, y, end, y
    for x in (left, right):
        for begin, end in _ends(sheet.media[3]):
            yield x, begin, x, end


def _ends(whole: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where marks lie along a side of the sheet: near its beginning, and near its end."""
    begin, end = ROOM.pt - GAP.pt - LENGTH.pt, ROOM.pt - GAP.pt
    return (begin, end), (whole - end, whole - begin)


def _words(sheet: Sheet, letters: Lettering, slug: Sequence[str], width: float) -> str:
    """Set the slug below the bleed, in black alone: in four inks it would be blurred."""
    known = [part for part in slug if letters.knows(part)]
    text = letters.fitted(_DOT.join(known), _SIZE, width - 2 * _INDENT)
    place = numbers(sheet.origin + _INDENT, ROOM.pt - GAP.pt - _SIZE)
    return f"q 0 0 0 1 k BT {_FONT} {numbers(_SIZE)} Tf {place} Td {letters.shown(text)} ET Q\n"
