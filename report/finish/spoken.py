"""The words of pages that have no structure: files for the press, proofs, booklets."""

from __future__ import annotations

from collections import defaultdict

from pikepdf import Pdf

from .fonts import plain_unicode
from .marks import PageMarks, marked_ids, rewrite_marks
from .tree import SECTIONS_NAME, read_noted_tree


def tell_words(pdf: Pdf) -> None:
    """Have text read as it was written where the fonts' glyphs say otherwise: small capitals and
    spaced letters (ActualText, ISO 32000-1 §14.9.4), hyphens and spaces.

    The words come from the engine's structure tree, which those files drop afterwards.
    """
    plain_unicode(pdf)
    if SECTIONS_NAME not in pdf.Root:
        return
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for content in read_noted_tree(pdf).root.contents():
        if content.said:
            # Programs join a word that ends a line only across the hyphen of the keyboard.
            words = f"{content.said[:-1]}-" if content.soft else content.said
            said[content.page][content.mcid] = words
    for number, texts in sorted(said.items()):
        page = pdf.pages[number]
        kept = {mcid: (mcid, "Span") for mcid in marked_ids(page)}
        rewrite_marks(pdf, page, PageMarks(kept=kept, said=texts))
