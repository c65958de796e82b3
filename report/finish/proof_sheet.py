"""The sheet of a proof: a page with its bleed on a pale ground, lines over it, words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from ..units import Length, mm
from .lettering import Lettering

Rgb = tuple[float, float, float]
Box = tuple[float, float, float, float]

MARGIN = mm(10)
"""How far the sheet reaches beyond the bleed."""
FONT = Name("/ColophonLetters")
WHITE: Rgb = (1, 1, 1)
_GROUND: Rgb = (0.93, 0.93, 0.93)
_WORDS: Rgb = (0.25, 0.25, 0.25)
_TRIM: Rgb = (0.83, 0.07, 0.49)
_SAFE: Rgb = (0.0, 0.5, 0.7)
_FOLD: Rgb = (0.35, 0.25, 0.65)
_LINES = Name("/ColophonLines")
_LINE = 0.5
_TRIM_DASH, _SAFE_DASH, _FOLD_DASH = 4.0, 1.5, 8.0
_EDGE: Rgb = (0.55, 0.55, 0.55)
_TITLE, _SLUG, _MARK, _SAID = 13.0, 7.0, 6.0, 5.5
_LEGEND_AT, _SAID_AT, _SAID_STEP, _SAID_LINES = 9.5, 17.0, 6.5, 2
_COLUMN = 180.0
"""The least width of a column of what was found, in points."""
_PLATE = 1.5
_GAP = 12.0
_DOT = "  ·  "


@dataclass(frozen=True)
class ProofSheet:
    """The measures of a page, in points; the trimmed page's lower left corner is at 0 0, and the
    sheet is folded so far from its left edge."""

    width: float
    height: float
    bleed: float
    safe: float
    folds: tuple[float, ...] = ()

    @property
    def outer(self) -> Box:
        """The sheet's edges: left, bottom, right, top."""
        return self.out(self.bleed + MARGIN.pt)

    def out(self, by: float) -> Box:
        """Return the edges of the trimmed page, moved outward."""
        return -by, -by, self.width + by, self.height + by

    @property
    def safe_areas(self) -> tuple[Box, ...]:
        """The edges of what keeps the safety margin: of the page, or of each panel."""
        ends = (0.0, *self.folds, self.width)
        low, high = self.safe, self.height - self.safe
        return tuple((a + self.safe, low, b - self.safe, high) for a, b in pairwise(ends))


@dataclass(frozen=True)
class Slug:
    """The words beside a page: what it is, above; what was found on it, below, as a sum and as
    lines in colours, at most `lines_below` of them."""

    about: tuple[str, ...]
    found: str = ""
    lines: tuple[tuple[Rgb, str], ...] = ()


@dataclass(frozen=True)
class Stage:
    """What the sheets of one file share: its letters, and the layer that shows the lines."""

    letters: Lettering
    layer: Object
    forms: dict[ProofSheet, Object] = field(default_factory=dict)


def numbers(*values: float) -> str:
    """Return numbers as a content stream has them."""
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def fill(colour: Rgb) -> str:
    """Return the operator that fills in a colour."""
    return f"{numbers(*colour)} rg"


def stroke(colour: Rgb) -> str:
    """Return the operator that draws lines in a colour."""
    return f"{numbers(*colour)} RG"


def rectangle(box: Box) -> str:
    """Return the path of a box given by its edges."""
    left, bottom, right, top = box
    return f"{numbers(left, bottom, right - left, top - bottom)} re"


def line_of_text(letters: Lettering, text: str, size: float, x: float, y: float) -> str:
    """Return the text from `x` to the right, in the colour that is set."""
    return f"BT {FONT} {numbers(size)} Tf {numbers(x, y)} Td {letters.shown(text)} ET"


def words_of(slug: Slug) -> str:
    """Return all letters that a sheet with this slug needs."""
    lines = "".join(text for _, text in slug.lines)
    return "".join(
        (*slug.about, slug.found, lines, _DOT, "Proof…TrimFoldBleedSafe area0123456789. mm")
    )


def lines_below(sheet: ProofSheet) -> int:
    """Return how many lines of what was found have room below a page."""
    return _SAID_LINES * _columns(sheet)


def _columns(sheet: ProofSheet) -> int:
    return max(1, int((sheet.width + sheet.bleed) / _COLUMN))


def add_layer(pdf: Pdf) -> Object:
    """Return a layer that can be hidden where it is in the way (ISO 32000-1 §8.11)."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Trim and safe area")))
    shown = Dictionary(Name=String("Layers"), Order=Array([layer]), ON=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    return layer


def set_on_sheet(pdf: Pdf, page: Page, sheet: ProofSheet, slug: Slug, stage: Stage) -> None:
    """Put the page on its sheet. What it paints outside the bleed is cut off."""
    if sheet not in stage.forms:
        stage.forms[sheet] = _lines(pdf, sheet, stage.layer)
    page.add_resource(stage.forms[sheet], Name.XObject, _LINES)
    page.add_resource(stage.letters.font, Name.Font, FONT)
    bleed = rectangle(sheet.out(sheet.bleed))
    ground = f"{fill(_GROUND)} {rectangle(sheet.outer)} f {fill(WHITE)} {bleed} f"
    under = f"q {ground} {bleed} W n\n"
    words = [*_above(sheet, slug, stage.letters), *_below(sheet, slug, stage.letters)]
    over = "\n".join(["\nQ q", f"{_LINES} Do", *words, *_mark(sheet, stage.letters), "Q\n"])
    page.contents_add(pdf.make_stream(under.encode("ascii")), prepend=True)
    page.contents_add(pdf.make_stream(over.encode("ascii")))
    page.obj.MediaBox = page.obj.CropBox = Array([round(side, 4) for side in sheet.outer])
    page.obj.BleedBox = Array([round(side, 4) for side in sheet.out(sheet.bleed)])


def _lines(pdf: Pdf, sheet: ProofSheet, layer: Object) -> Object:
    """Return the hairlines of trim and safe area, as a form on their layer."""
    drawn = [f"{_LINE} w", *_dashed(rectangle(sheet.out(0)), _TRIM, _TRIM_DASH)]
    for x in sheet.folds:
        line = f"{numbers(x, -sheet.bleed)} m {numbers(x, sheet.height + sheet.bleed)} l"
        drawn += _dashed(line, _FOLD, _FOLD_DASH)
    for box in sheet.safe_areas if sheet.safe else ():
        drawn += _dashed(rectangle(box), _SAFE, _SAFE_DASH)
    return pdf.make_stream(
        "\n".join(drawn).encode("ascii"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([round(side, 4) for side in sheet.outer]),
        OC=layer,
    )


def _dashed(path: str, colour: Rgb, dash: float) -> list[str]:
    """Draw a path in dashes with white between them, to be seen on any ground."""
    # Some viewers start an array of one number anew at each multiple of it.
    pattern = f"[{numbers(dash, dash)}]"
    return [
        f"{stroke(each)} {pattern} {numbers(phase)} d {path} S"
        for each, phase in ((WHITE, dash), (colour, 0))
    ]


def _above(sheet: ProofSheet, slug: Slug, letters: Lettering) -> list[str]:
    y = sheet.height + sheet.bleed + MARGIN.pt * 0.4
    start = letters.width("Proof", _TITLE)
    room = sheet.width - start
    about = letters.fitted("".join(f"{_DOT}{each}" for each in slug.about), _SLUG, room)
    return [
        f"{fill(_TRIM)} {line_of_text(letters, 'Proof', _TITLE, 0, y)}",
        f"{fill(_WORDS)} {line_of_text(letters, about, _SLUG, start, y)}",
    ]


def _below(sheet: ProofSheet, slug: Slug, letters: Lettering) -> list[str]:
    """Draw what the lines mean, and at the right what was found."""
    y = -sheet.bleed - _LEGEND_AT
    drawn = _found_below(sheet, slug.lines, letters)
    x = 0.0
    for colour, dash, text in _meanings(sheet):
        if dash:
            line = f"{numbers(x, y + 2)} m {numbers(x + 16, y + 2)} l S"
            drawn.append(f"q {_LINE} w {stroke(colour)} [{numbers(dash, dash)}] 0 d {line} Q")
        else:
            drawn.append(_edge((x, y - 0.5, x + 16, y + 5)))
        x += 20
        drawn.append(f"{fill(_WORDS)} {line_of_text(letters, text, _SLUG, x, y)}")
        x += letters.width(text, _SLUG) + _GAP
    right = sheet.width + sheet.bleed
    found = letters.fitted(slug.found, _SLUG, right - x)
    if found:
        at = right - letters.width(found, _SLUG)
        drawn.append(line_of_text(letters, found, _SLUG, at, y))
    return drawn


def _found_below(
    sheet: ProofSheet, lines: Sequence[tuple[Rgb, str]], letters: Lettering
) -> list[str]:
    """Set what was found in columns, each line cut to its column."""
    columns = _columns(sheet)
    step = (sheet.width + sheet.bleed + _GAP) / columns
    drawn = []
    for at, (colour, text) in enumerate(lines):
        column, row = divmod(at, _SAID_LINES)
        y = -sheet.bleed - _SAID_AT - row * _SAID_STEP
        known = "".join(each for each in text if letters.knows(each))
        fitted = letters.fitted(" ".join(known.split()), _SAID, step - _GAP)
        drawn.append(f"{fill(colour)} {line_of_text(letters, fitted, _SAID, column * step, y)}")
    return drawn


def _edge(box: Box) -> str:
    """Draw a sample of the edge of the bleed: where white ends and the pale ground begins."""
    left, bottom, right, top = box
    middle = (left + right) / 2
    return (
        f"q {fill(WHITE)} {rectangle((left, bottom, middle, top))} f {_LINE} w {stroke(_EDGE)} "
        f"{numbers(middle, bottom)} m {numbers(middle, top)} l S {rectangle(box)} S Q"
    )


def _meanings(sheet: ProofSheet) -> list[tuple[Rgb, float, str]]:
    meanings = [(_TRIM, _TRIM_DASH, "Trim")]
    if sheet.folds:
        meanings.append((_FOLD, _FOLD_DASH, "Fold"))
    if sheet.safe:
        meanings.append((_SAFE, _SAFE_DASH, f"Safe area {Length(sheet.safe)}"))
    if sheet.bleed:
        meanings.append((_WORDS, 0, f"Bleed {Length(sheet.bleed)}"))
    return meanings


def _mark(sheet: ProofSheet, letters: Lettering) -> list[str]:
    """Draw “Proof” upright in the safety margin at the right, where no words stand: whoever cuts
    the sheet off still has it. A white plate keeps it legible on any ground."""
    x = sheet.width - max(sheet.safe - _MARK * 0.66, 2.0) / 2
    length = letters.width("Proof", _MARK)
    y = (sheet.height - length) / 2
    text = f"{FONT} {_MARK} Tf 0 1 -1 0 {numbers(x, y)} Tm {letters.shown('Proof')}"
    plate = (x - _MARK * 0.66 - _PLATE, y - _PLATE, x + _PLATE, y + length + _PLATE)
    return [f"{fill(WHITE)} {rectangle(plate)} f", f"{fill(_TRIM)} BT {text} ET"]
