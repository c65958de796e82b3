"""Pages in, sheets out that are printed on both sides, folded and stapled: for office printers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from ..storage import Content, reading
from ..units import Length, Size, mm
from .facts import DocumentFacts, Imposition, Parts
from .gradients import plain_gradients
from .images import swap_images
from .imposition import Half, Position, position, signature
from .lettering import embed_letters
from .metadata import write_info
from .page_forms import page_form, take_producer
from .panels import BLANK
from .press_sheet import Box
from .spoken import tell_words
from .writing import write
from .xmp import properties, write_xmp

_HAIRLINE = 0.25
_FOLD_MARK = mm(3).pt
_MARK_GAP = 1.5
_GREY = 0.5
_HOW = "print both sides, flip on the short edge"
_HOW_SIZE, _HOW_GREY = 5.0, 0.4
_FONT = "/SheetLetters"


def finish_booklet(pdf: Content, facts: DocumentFacts, folder: Path) -> Parts:
    """Return the sheets, side by side, to be printed on both sides and turned at the short edge:
    one file in `folder`.

    The same pages and facts give the same bytes. What only a screen needs (links, outline, tags,
    attachments) is left out.

    Raises:
        ValueError: the facts do not say how the pages are set on sheets.
        Diagnostic: X311, the sheets have no room for the pages.
    """
    if facts.imposition is None:
        raise ValueError("the target of a booklet says nothing of sheets")
    with reading(pdf) as stream, pikepdf.open(stream) as pages, pikepdf.new() as sheets:
        tell_words(pages)
        plain_gradients(pages)
        swap_images(pages, facts.screen_images)
        take_producer(sheets, pages)
        forms = [page_form(sheets, page, _trim(page)) for page in pages.pages]
        for side in signature(len(forms), facts.imposition.right_to_left):
            _add_side(sheets, side, forms, facts.imposition)
        _say_how(sheets.pages[0], _room(forms, facts.imposition), sheets, facts)
        _describe(sheets, facts)
        return {"": write(sheets, folder / "booklet.pdf")}


def _trim(page: Page) -> Box:
    left, bottom, right, top = (round(float(side), 4) for side in page.trimbox)
    return left, bottom, right, top


def _add_side(
    sheets: Pdf, side: tuple[Half, Half], forms: Sequence[Object], paper: Imposition
) -> None:
    """Add one side of a sheet with its pages, and the fold marked in the white above and below."""
    width, height = paper.sheet_width.pt, paper.sheet_height.pt
    drawn: list[str] = []
    shown = Dictionary()
    white = height / 2
    for half in side:
        if half.page == BLANK:
            continue
        form = forms[half.page - 1]
        place = position(half, _size(form), paper)
        name = f"/P{half.page}"
        shown[name] = form
        drawn.append(_placed(name, form, place))
        white = min(white, place.y)
    drawn.append(_fold_marks(width / 2, height, white, paper.edge.pt))
    page = sheets.add_blank_page(page_size=(round(width, 4), round(height, 4)))
    page.obj.Contents = sheets.make_stream("".join(drawn).encode("ascii"))
    page.obj.Resources = Dictionary(XObject=shown)
    page.obj.TrimBox = Array(list(page.obj.MediaBox))


def _size(form: Object) -> Size:
    left, bottom, right, top = (float(side) for side in form.BBox)
    return Size(Length(right - left), Length(top - bottom))


def _placed(name: str, form: Object, place: Position) -> str:
    left, bottom = (float(side) * place.scale for side in list(form.BBox)[:2])
    clip = " ".join(f"{side:.4f}" for side in place.clip)
    move = f"{place.scale:.6f} 0 0 {place.scale:.6f} {place.x - left:.4f} {place.y - bottom:.4f}"
    return f"q {clip} re W n {move} cm {name} Do Q\n"


def _fold_marks(x: float, height: float, white: float, edge: float) -> str:
    """Draw where to fold in the white below and above the pages: from where the printer begins to
    print, or where there is no room for that, up to the pages. Nothing on these."""
    low = max(0.0, min(edge, white - _MARK_GAP - _FOLD_MARK))
    high = min(low + _FOLD_MARK, white - _MARK_GAP)
    if high <= low:
        return ""
    lines = ((low, high), (height - high, height - low))
    drawn = "".join(f"{x:.4f} {start:.4f} m {x:.4f} {end:.4f} l S\n" for start, end in lines)
    return f"q {_GREY} G {_HAIRLINE} w\n{drawn}Q\n"


def _room(forms: Sequence[Object], paper: Imposition) -> tuple[float, float]:
    """Return how much of the white below the pages, and left of them, a printer prints."""
    places = [position(Half(1, 0, right=False), _size(form), paper) for form in forms]
    edge = paper.edge.pt
    return min(each.y for each in places) - edge, min(each.x for each in places) - edge


def _say_how(page: Page, room: tuple[float, float], sheets: Pdf, facts: DocumentFacts) -> None:
    """Say on the first side how to print, below the pages or upright beside them; nothing where
    there is no room, or no font."""
    below, beside = room
    if not facts.font or facts.imposition is None or max(below, beside) < _HOW_SIZE:
        return
    letters = embed_letters(sheets, facts.font, _HOW)
    start, rise = facts.imposition.edge.pt, _HOW_SIZE * 0.25
    place = f"1 0 0 1 {start:.4f} {start + rise:.4f}"
    if below < _HOW_SIZE:
        place = f"0 1 -1 0 {start + _HOW_SIZE - rise:.4f} {start:.4f}"
    page.obj.Resources.Font = Dictionary({_FONT: letters.font})
    drawn = f"q {_HOW_GREY} g BT {_FONT} {_HOW_SIZE} Tf {place} Tm {letters.shown(_HOW)} ET Q\n"
    page.contents_add(sheets.make_stream(drawn.encode("ascii")))


def _describe(sheets: Pdf, facts: DocumentFacts) -> None:
    """Say what the file is, and how it is printed (ISO 32000-1 §12.2).

    A sheet lies on its side, so its back is upright when it is turned at the short edge.
    """
    write_xmp(sheets, properties(facts, write_info(sheets, facts)))
    sheets.Root.Version = Name("/1.7")
    sheets.Root.Lang = String(facts.language)
    sheets.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        Duplex=Name.DuplexFlipShortEdge,
        PickTrayByPDFSize=True,
        PrintScaling=Name("/None"),
    )
