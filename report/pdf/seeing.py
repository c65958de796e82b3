"""A PDF as a reader sees it: the words of its pages with their places, and its pages as pixels."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from ..diagnostics import Diagnostic, Mark
from ..storage import Content, whole
from .opening import NOT_READABLE, opened

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""Rows from the top, columns, and red, green, blue."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of what is shown of a page."""
_FAULTS = (pypdfium2.PdfiumError, OverflowError, MemoryError, RecursionError)
_MOST_PIXELS = 12_000_000
_MOST_LETTERS = 200_000
_FINE = 100
"""Parts of a point in which PDFium is asked where things are, since it answers in whole numbers."""
# What PDFium, which counts in single precision, may be wrong by, in points.
_HAIR = 0.05
# What PDFium gives for a hyphen at the end of a line, and what such a hyphen should be.
_HYPHENS = ("\x02", "\u00ad")
_LARGEST = 20_000.0
_WITHOUT_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_UNSPACED = re.compile(f"[{_WITHOUT_BLANKS}]")
_BLANK = re.compile(f"(?<=[{_WITHOUT_BLANKS}]) (?=[{_WITHOUT_BLANKS}])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and the box of each of its parts: it may be broken at the end of a line."""

    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it is shown, turned and cropped; sizes in points. `unread` says why it has no
    words, "" where it could be read."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    unread: str = ""


class Viewer:
    """Shows the pages of an open file."""

    def __init__(self, document: Any, count: int) -> None:
        self._document = document
        self.pages: tuple[SeenPage, ...] = tuple(map(self._page, range(1, count + 1)))

    def _page(self, number: int) -> SeenPage:
        try:
            page = self._document[number - 1]
            width, height = (max(1.0, min(each, _LARGEST)) for each in page.get_size())
            words = tuple(_words(page, width, height))
            return SeenPage(number, width, height, words)
        except _FAULTS as error:
            return SeenPage(number, 595.0, 842.0, unread=f"it cannot be shown: {error}")

    def picture(self, number: int, ppi: float) -> Pixels:
        """Return a page with so many pixels to the inch, or fewer where it is very large; what
        cannot be shown is white."""
        seen = self.pages[number - 1]
        most = math.sqrt(_MOST_PIXELS / (seen.width * seen.height))
        scale = min(ppi / 72, most)
        try:
            bitmap = self._document[number - 1].render(scale=scale, rev_byteorder=True)
            return np.array(bitmap.to_numpy()[..., :3])
        except _FAULTS:
            shape = (math.ceil(seen.height * scale), math.ceil(seen.width * scale), 3)
            return np.full(shape, 255, np.uint8)


def in_a_row(words: Iterable[str]) -> str:
    """Return words as a text, without blanks in scripts that have none."""
    return _BLANK.sub("", " ".join(words))


@contextmanager
def seeing(data: Content, name: str) -> Iterator[Viewer]:
    """Have a PDF shown as long as this is open; `name` is what findings call it.

    Raises Diagnostic: F301 for what is no PDF, F302 with a password, F305 without pages.
    """
    with opened(data, name) as (_, pages):
        count = len(pages)
    try:
        document = pypdfium2.PdfDocument(whole(data))
    except _FAULTS as error:
        finding = NOT_READABLE.finding(Mark(name), f"the PDF cannot be shown: {error}")
        raise Diagnostic([finding]) from error
    try:
        yield Viewer(document, min(count, len(document)))
    finally:
        document.close()


def _words(page: Any, width: float, height: float) -> Iterator[Word]:
    """Yield the words of a page, in the order in which its content has them."""
    letters: list[str] = []
    boxes: list[Box] = []
    broken = False
    for letter, box in _letters(page.get_textpage()):
        if letter in _HYPHENS:
            broken = bool(letters)
        elif letter.isspace() or letter == "\0":
            if letters and not (broken and letter in "\r\n"):
                yield _word(letters, boxes)
                letters, boxes, broken = [], [], False
        else:
            if letters and (_UNSPACED.match(letter) or _UNSPACED.match(letters[-1])):
                yield _word(letters, boxes)
                letters, boxes = [], []
            broken = False
            letters.append(letter)
            boxes.append(_box(page, box, (width, height)))
    if letters:
        yield _word(letters, boxes)


def _letters(text: Any) -> Iterator[tuple[str, Box]]:
    """Yield the letters of a page, each with its place there: left, bottom, right, top.

    Of letters that are told by an ActualText (ISO 32000-1 §14.9.4), as where they are tracked,
    PDFium knows but the place of all, and gives each of them the same share of it.
    """
    indexes = range(min(text.count_chars(), _MOST_LETTERS))
    for _, group in groupby(indexes, lambda index: _address(text, index)):
        run = [*group]
        boxes = [text.get_charbox(index, loose=True) for index in run]
        letters = [chr(pdfium.FPDFText_GetUnicode(text, index)) for index in run]
        if _are_shares(boxes):
            boxes = _set_out(boxes, [_advance(text, index) for index in run])
        yield from zip(letters, boxes, strict=True)


def _address(text: Any, index: int) -> int | None:
    """Return which object of the page has a letter; None for blanks that PDFium puts in."""
    return ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value


def _are_shares(boxes: Sequence[Box]) -> bool:
    """True for boxes that lie side by side on one line and are equally wide."""
    share = (boxes[-1][2] - boxes[0][0]) / len(boxes)
    return len(boxes) > 1 and all(
        box[1] == boxes[0][1] and abs(box[0] - boxes[0][0] - share * at) < _HAIR
        for at, box in enumerate(boxes)
    )


def _advance(text: Any, index: int) -> float:
    """Return how wide a letter is in its font, in sizes of type; 0 where that is not known.

    PDFium gives a whole size for letters that a font has not: no other is as wide, nearly.
    """
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
    letter = pdfium.FPDFText_GetUnicode(text, index)
    letter = ord(" ") if chr(letter).isspace() else letter
    found = ctypes.c_float()
    done = font and pdfium.FPDFFont_GetGlyphWidth(font, letter, 1, found)
    return found.value if done and found.value < 1 else 0.0


def _set_out(boxes: Sequence[Box], advances: Sequence[float]) -> list[Box]:
    """Return boxes of the same place as a whole, each with a share by the width of its letter."""
    known = [each for each in advances if each > 0]
    if not known:
        return [*boxes]
    usual = sum(known) / len(known)
    widths = [each if each > 0 else usual for each in advances]
    left, bottom, right, top = boxes[0][0], boxes[0][1], boxes[-1][2], boxes[0][3]
    scale = (right - left) / sum(widths)
    ends = [left, *(left + scale * width for width in accumulate(widths))]
    return [(one, bottom, other, top) for one, other in pairwise(ends)]


def _box(page: Any, box: Box, size: tuple[float, float]) -> Box:
    left, bottom, right, top = box
    one, other = _shown(page, left, top, size), _shown(page, right, bottom, size)
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _shown(page: Any, x: float, y: float, size: tuple[float, float]) -> tuple[float, float]:
    """Return a place on the page as it is shown, turned and cropped."""
    wide, high = (int(each * _FINE) for each in size)
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _word(letters: list[str], boxes: list[Box]) -> Word:
    return Word("".join(letters), tuple(joined(boxes, _on_a_line)))


def _on_a_line(held: Box, box: Box) -> bool:
    return box[1] < held[3] and box[3] > held[1] and abs(box[0] - held[2]) < 50


def joined(boxes: Iterable[Box], belong: Callable[[Box, Box], bool]) -> Iterator[Box]:
    """Yield boxes with those as one that follow each other and belong to what was joined so far."""
    held: Box | None = None
    for box in boxes:
        if held and belong(held, box):
            left, top = min(held[0], box[0]), min(held[1], box[1])
            held = (left, top, max(held[2], box[2]), max(held[3], box[3]))
            continue
        if held:
            yield held
        held = box
    if held:
        yield held
