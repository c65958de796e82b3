"""Pages in, a proof out: a small file to read on a screen and to mark up, not to print from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf, String

from ..diagnostics import Finding
from ..storage import Content, reading, workshop
from ..units import Length
from .facts import DocumentFacts, Parts
from .folding import fold
from .images import swap_images
from .lettering import embed_letters
from .metadata import write_info
from .panels import Folding, Side
from .proof_notes import Pen, annotate, lines_of, notes_in_margin
from .proof_places import placed, summary
from .proof_sheet import ProofSheet, Slug, Stage, add_layer, lines_below, set_on_sheet, words_of
from .spoken import tell_words
from .tree import SECTIONS_NAME
from .writing import write

_CLAIMS = (Name.OutputIntents, SECTIONS_NAME)
_ID_DIGITS = 8


def finish_proof(pdf: Content, facts: DocumentFacts, folder: Path) -> Parts:
    """Return the pages with bleed, lines, slug and “Proof”, and with `facts.remarks` as
    annotations: one file in `folder`.

    The same pages and facts give the same bytes. Links and outline stay, except on sheets that are
    folded, which are shown as they are printed; of accessibility and archiving nothing is claimed,
    and what belongs to it is left out.

    Raises:
        ValueError: `facts.font` is no TrueType font.
    """
    with workshop(folder) as store, _opened(pdf, facts, store) as document:
        tell_words(document)
        _drop_claims(document)
        swap_images(document, facts.screen_images)
        _mark_up(document, facts)
        write_info(document, facts)
        document.Root.Lang = String(facts.language)
        # No direction: its notes are in English, and PDFium reads all lines in that of the file.
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if Name.Outlines in document.Root:
            document.Root.PageMode = Name.UseOutlines
        return {"": write(document, folder / "proof.pdf")}


@contextmanager
def _opened(pdf: Content, facts: DocumentFacts, store: Path) -> Iterator[Pdf]:
    folding = _folding(facts)
    shown = fold(pdf, folding, store / "sheets.pdf") if folding else pdf
    with reading(shown) as stream, pikepdf.open(stream) as document:
        yield document


def _folding(facts: DocumentFacts) -> Folding | None:
    return facts.printing.folding if facts.printing else None


def _drop_claims(pdf: Pdf) -> None:
    """Leave out the tags, which only the screen's PDF needs, and the claim of PDF/A."""
    for name in _CLAIMS:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        if Name.StructParents in page.obj:
            del page.obj.StructParents
        page.obj.Tabs = Name.R
        for annotation in page.obj.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                del annotation.StructParent


def _mark_up(pdf: Pdf, facts: DocumentFacts) -> None:
    folding, count = _folding(facts), len(pdf.pages)
    sides = folding.sides if folding else [None] * count
    sheets = [_sheet(page, facts, side) for page, side in zip(pdf.pages, sides, strict=True)]
    found = facts.remarks
    if folding:
        found = _on_sheets(found, folding, Length(sheets[0].height))
    remarks = placed(found, sheets, [notes_in_margin(sheet) for sheet in sheets])
    places = [side.words if side else f"page {n} of {count}" for n, side in enumerate(sides, 1)]
    slugs = [
        Slug(_about(facts, place), summary(here), lines_of(here, lines_below(sheet)))
        for place, sheet, here in zip(places, sheets, remarks, strict=True)
    ]
    letters = embed_letters(pdf, facts.font, "".join(map(words_of, slugs)))
    if not letters.knows(facts.title):
        # It is in a script that this font does not have: the title stands on the pages, too.
        slugs = [replace(slug, about=slug.about[1:]) for slug in slugs]
    stage = Stage(letters, add_layer(pdf))
    pen = Pen(pdf, letters, facts.date)
    for page, sheet, slug, here in zip(pdf.pages, sheets, slugs, remarks, strict=True):
        set_on_sheet(pdf, page, sheet, slug, stage)
        annotate(pen, page, sheet, here)


def _on_sheets(remarks: Sequence[Finding], folding: Folding, height: Length) -> tuple[Finding, ...]:
    """Return the findings about pages where these stand as panels, which are so high."""
    return tuple(
        replace(each, area=each.area and folding.placed(each.area, height)) for each in remarks
    )


def _about(facts: DocumentFacts, place: str) -> tuple[str, ...]:
    """Return what stands above a page; the identifier tells two proofs of one day apart."""
    return (
        facts.title,
        facts.date.isoformat(),
        place,
        "not for print",
        facts.identifier[:_ID_DIGITS],
    )


def _sheet(page: Page, facts: DocumentFacts, side: Side | None) -> ProofSheet:
    """Return the measures of a page whose bleed is what the printer asks, or all there is."""
    left, bottom, right, top = (float(side) for side in page.trimbox)
    if (round(left, 4), round(bottom, 4)) != (0, 0):
        raise ValueError("the trimmed page does not begin at 0 0")
    bleed = -float(page.mediabox[0])
    if facts.printing is not None:
        bleed = min(bleed, facts.printing.printer.bleed.pt)
    folds = tuple(each.pt for each in side.folds) if side else ()
    return ProofSheet(right, top, max(bleed, 0.0), facts.safe.pt, folds)
