"""What was found, as annotations of a proof: a numbered frame at its place, or a note beside it.

Every annotation has an appearance of its own, so that all viewers show the same (ISO 32000-1
§12.5.5), and says everything as text, which they list, search and show when it is clicked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from ..diagnostics import Severity
from .lettering import Lettering
from .proof_places import Remark
from .proof_sheet import (
    FONT,
    MARGIN,
    WHITE,
    Box,
    ProofSheet,
    Rgb,
    fill,
    line_of_text,
    numbers,
    rectangle,
    stroke,
)

_COLOURS: Mapping[Severity, Rgb] = {
    Severity.ERROR: (0.70, 0.13, 0.10),
    Severity.WARNING: (0.66, 0.33, 0.0),
    Severity.NOTE: (0.15, 0.36, 0.62),
}
_ACCEPTED: Rgb = (0.4, 0.4, 0.4)
_DASHES: Mapping[Severity, tuple[float, ...]] = {Severity.WARNING: (4, 2), Severity.NOTE: (1, 2)}
_HEAVY, _LIGHT, _LIGHTEST = 1.2, 0.8, 0.5
_LONGEST = 200
_TAG, _TAG_TEXT, _TAG_PADDING, _BASELINE = 9.0, 6.5, 2.5, 2.2
_NOTE, _NOTE_STEP = 14.0, 18.0
_SMALL = 40.0
_PRINTED = 4
_FIXED_SIZE = 8 | 16
"""NoZoom and NoRotate, as all viewers treat notes (ISO 32000-1 §12.5.6.4)."""


@dataclass(frozen=True)
class Pen:
    """What annotations are made with."""

    pdf: Pdf
    letters: Lettering
    date: datetime.date


def notes_in_margin(sheet: ProofSheet) -> int:
    """Return how many notes have room in one margin of the sheet."""
    _, bottom, _, top = sheet.outer
    return max(1, int((top - bottom - 2 * MARGIN.pt) / _NOTE_STEP))


def lines_of(remarks: Sequence[Remark], room: int) -> tuple[tuple[Rgb, str], ...]:
    """Return the remarks in a line each, with its number and colour; where there is no room for
    all, the gravest, and how many more there are."""
    shown = list(remarks)
    if len(shown) > room:
        shown = sorted(shown, key=lambda each: (bool(each.gravest.waived), -each.gravest.severity))
        shown = sorted(shown[: room - 1], key=lambda each: each.number)
    lines = [(_colour(each), _line(each)) for each in shown]
    missing = len(remarks) - len(shown)
    return (*lines, *([(_ACCEPTED, f"and {missing} more in the notes")] if missing else ()))


def _line(remark: Remark) -> str:
    gravest = remark.gravest
    more = f" (+{len(remark.findings) - 1})" if len(remark.findings) > 1 else ""
    message = " ".join(gravest.message[:_LONGEST].split())
    return f"{remark.number}  {gravest.code.id}{more}  {message}"


def annotate(pen: Pen, page: Page, sheet: ProofSheet, remarks: Sequence[Remark]) -> None:
    """Add the remarks to the page's annotations: frames, and notes at the left; at the right
    those about the whole edition."""
    added: list[Object] = []
    taken: list[Box] = []
    small = [each.box for each in remarks if each.box and _is_small(each.box)]
    stacked = {True: 0, False: 0}
    for remark in remarks:
        if remark.box is None:
            place = _place_of_note(sheet, remark.everywhere, stacked[remark.everywhere])
            stacked[remark.everywhere] += 1
            added.append(_note(pen, remark, place))
        else:
            width = _tag_width(pen.letters, remark)
            place = _place_of_tag(remark.box, sheet, width, (taken, small))
            added.append(_frame(pen, remark, remark.box, place))
        taken.append(place)
    for annotation in added:
        annotation.P = page.obj
    page.obj.Annots = Array([*page.obj.get(Name.Annots, Array()), *added])


def _place_of_note(sheet: ProofSheet, everywhere: bool, number: int) -> Box:
    left, _, right, top = sheet.outer
    aside = (MARGIN.pt - _NOTE) / 2
    x = right - aside - _NOTE if everywhere else left + aside
    y = top - MARGIN.pt - number * _NOTE_STEP
    return x, y - _NOTE, x + _NOTE, y


def _place_of_tag(
    box: Box, sheet: ProofSheet, width: float, others: tuple[Sequence[Box], Sequence[Box]]
) -> Box:
    """Return where the number goes: beside the frame, clear of the numbers that are there, and of
    small frames where that can be."""
    taken, small = others
    edges = sheet.outer
    places = [
        (x, y, x + width, y + _TAG)
        for x, y in _corners(box, width)
        if edges[0] <= x and edges[1] <= y and x + width <= edges[2] and y + _TAG <= edges[3]
    ]
    unlike = [each for each in small if each != box]
    free = [place for place in places if not any(_overlap(place, other) for other in taken)]
    clear = [place for place in free if not any(_overlap(place, other) for other in unlike)]
    inside = (box[0], box[3] - _TAG, box[0] + width, box[3])
    return next(iter((*clear, *free, *places, inside)))


def _is_small(box: Box) -> bool:
    return box[2] - box[0] < _SMALL and box[3] - box[1] < _SMALL


def _corners(box: Box, width: float) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = box
    yield from ((left - width, top - _TAG), (right, top - _TAG))
    yield from ((left - width, bottom), (right, bottom))
    yield from ((left, top), (left, bottom - _TAG))
    for step in range(1, 12):
        yield (left + step * width, top)
        yield (left - width, top - _TAG * (step + 1))


def _overlap(one: Box, other: Box) -> bool:
    apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    return not apart


def _tag_width(letters: Lettering, remark: Remark) -> float:
    return max(_TAG, letters.width(str(remark.number), _TAG_TEXT) + 2 * _TAG_PADDING)


def _frame(pen: Pen, remark: Remark, box: Box, tag: Box) -> Object:
    colour = _colour(remark)
    dash = _DASHES.get(remark.gravest.severity, ())
    weight = _weight(remark)
    inner = _inset(box, weight / 2)
    drawn = [
        f"{weight} w {stroke(WHITE)} {rectangle(inner)} S",
        f"[{numbers(*dash)}] 0 d {stroke(colour)} {rectangle(inner)} S",
        *_tag(pen.letters, remark, tag, colour),
    ]
    around = (min(box[0], tag[0]), min(box[1], tag[1]), max(box[2], tag[2]), max(box[3], tag[3]))
    style = Dictionary(W=weight)
    if dash:
        style = Dictionary(W=weight, S=Name.D, D=Array(list(dash)))
    inner_by = (box[0] - around[0], around[3] - box[3], around[2] - box[2], box[1] - around[1])
    return _annotation(
        pen,
        remark,
        around,
        drawn,
        Dictionary(Subtype=Name.Square, BS=style, RD=_array(inner_by), F=_PRINTED),
    )


def _note(pen: Pen, remark: Remark, box: Box) -> Object:
    drawn = _tag(pen.letters, remark, box, _colour(remark))
    kind = Dictionary(Subtype=Name.Text, Name=Name.Comment, Open=False, F=_PRINTED | _FIXED_SIZE)
    return _annotation(pen, remark, box, drawn, kind)


def _tag(letters: Lettering, remark: Remark, box: Box, colour: Rgb) -> list[str]:
    """Draw the number, white on the colour."""
    text = str(remark.number)
    x = (box[0] + box[2] - letters.width(text, _TAG_TEXT)) / 2
    y = (box[1] + box[3]) / 2 - _BASELINE
    ground = f"{fill(colour)} {rectangle(box)} f"
    return [ground, f"{fill(WHITE)} {line_of_text(letters, text, _TAG_TEXT, x, y)}"]


def _annotation(
    pen: Pen, remark: Remark, box: Box, drawn: Sequence[str], kind: Dictionary
) -> Object:
    """Return the annotation with what all of them have (ISO 32000-1 §12.5.2 and §12.5.6.2)."""
    look = pen.pdf.make_stream(
        "\n".join(drawn).encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=_array(box),
        Resources=Dictionary(Font=Dictionary({str(FONT): pen.letters.font})),
    )
    day = String(f"D:{pen.date:%Y%m%d}000000Z")
    gravest = remark.gravest
    kind.Type = Name.Annot
    kind.Rect = _array(box)
    kind.Contents = String(remark.text)
    kind.T = String("Colophon")
    kind.Subj = String(f"{gravest.severity.word.capitalize()} {gravest.code.id}")
    kind.NM = String(f"colophon-{remark.number}")
    kind.M = kind.CreationDate = day
    kind.C = Array([round(part, 3) for part in _colour(remark)])
    kind.AP = Dictionary(N=look)
    return pen.pdf.make_indirect(kind)


def _colour(remark: Remark) -> Rgb:
    return _ACCEPTED if remark.gravest.waived else _COLOURS[remark.gravest.severity]


def _weight(remark: Remark) -> float:
    """Return how thick a frame is, in points: only errors are heavy."""
    if remark.gravest.waived:
        return _LIGHTEST
    return _HEAVY if remark.gravest.severity is Severity.ERROR else _LIGHT


def _inset(box: Box, by: float) -> Box:
    return box[0] + by, box[1] + by, box[2] - by, box[3] - by


def _array(values: Sequence[float]) -> Array:
    return Array([round(value, 3) for value in values])
