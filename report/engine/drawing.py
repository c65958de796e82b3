"""Drawing the pages of one document, by WeasyPrint, as a fragment.

WeasyPrint's own `generate_pdf` writes a whole file: with fonts that hold the glyphs of its pages,
with links that lead nowhere outside them, and a structure tree in objects of which a page has a
hundred. Here its page streams and pictures are taken as they are; the rest is left as values to
`binding`. `weasyprint.pdf.generate_pdf` of version 70 is the pattern, step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint
from tinycss2.color5 import D50, D65  # type: ignore[import-untyped]
from weasyprint import pdf as weasyprint_pdf
from weasyprint.css import ColorProfile
from weasyprint.matrix import Matrix

from ..diagnostics import Code, Diagnostic, Severity
from ..resources import bundled_root
from .drawn_pages import PageContent, paint
from .font_files import FontFiles
from .font_programs import DocumentFonts, font_uses
from .fragment import DrawnBookmark, DrawnLink, DrawnPage, Fragment
from .pieces import pieces
from .stripes import countable_stripes
from .svg_paths import remembered_paths
from .tagging import section_tree
from .vector_pictures import remembered_pictures

_PX = 0.75  # points
_PROFILE = "sRGB-v2-magic.icc"  # a quarter of WeasyPrint's own; 1 of 255 from it at most
_FINEST = 3  # decimals of a px: a fortieth of a dot of a plate of 2,400 dpi
_WIDEST_BLEED = 10  # points; as WeasyPrint has it, and `finish` does with it as it likes

NOT_DRAWN = Code(
    "E104",
    "not-drawn",
    Severity.ERROR,
    """A template asks for something that no page of Colophon can hold.

Fields of forms (`appearance: auto` on an `input`) and files attached to a link
(`rel="attachment"`) would have to be the same in print, on the screen and in the structure that
is read aloud, and they are not.

Print a line to write on, or an address and its QR code; for a file, link to where it lies.
""",
)


def draw(document: Any, fonts: FontFiles, warnings: Iterable[str] = ()) -> Fragment:
    """Return the pages of a document laid out by WeasyPrint, drawn. `fonts` gets their files.

    The same document gives the same fragment. `warnings` is read when all is drawn.

    Raises:
        Diagnostic: E104, for what pages cannot hold; E110, when WeasyPrint is another version.
    """
    if document.metadata.attachments:
        raise Diagnostic([NOT_DRAWN.finding(None, "a template attaches a file to the PDF")])
    with countable_stripes(), remembered_paths(), remembered_pictures():
        return _drawn(document, fonts, warnings)


def _drawn(document: Any, fonts: FontFiles, warnings: Iterable[str]) -> Fragment:
    canvas = _Canvas(document)
    pages, contents = [], []
    count = 0
    for page in document.pages:
        tags: dict[Any, Any] = {}
        links = tuple(_links(page, count))
        count += len(links)
        pages.append(canvas.page(page, links, tags))
        contents.append(tags)
    font_list = canvas.close()
    tree = section_tree(document.pages, contents)
    return Fragment(
        tuple(pages),
        tuple(pieces(canvas.pdf.objects[1:])),
        font_uses(canvas.fonts.values(), fonts),
        font_list,
        tree.dumps(),
        tree.count,
        canvas.intent,
        f"WeasyPrint {weasyprint.__version__}",
        tuple(warnings),
    )


class _Canvas:
    """A PDF to draw pages into, and what they share."""

    def __init__(self, document: Any) -> None:
        self.pdf = pydyf.PDF()
        self.pdf.objects.clear()
        self.pdf.add_object(pydyf.Object())  # numbers begin at 1
        self.fonts = DocumentFonts()
        self._document = document
        self._images: dict[str, Any] = {}
        self.intent, spaces = self._profiles()
        self._resources = pydyf.Dictionary(
            {
                "ExtGState": pydyf.Dictionary(),
                "XObject": pydyf.Dictionary(),
                "Pattern": pydyf.Dictionary(),
                "Shading": pydyf.Dictionary(),
                "ColorSpace": spaces,
            }
        )
        self.pdf.add_object(self._resources)

    def _profiles(self) -> tuple[tuple[str, int], bytes]:
        """Add the colour spaces; return the one of the file, by name and number, and all."""
        profiles = self._document.color_profiles
        with (bundled_root() / "assets" / "icc" / _PROFILE).open("rb") as file:
            # Each time anew: LittleCMS writes a profile with other bytes the second time.
            parts = (["r"], ["g"], ["b"])
            profiles["srgb"] = ColorProfile(file, _PROFILE, "relative-colorimetric", parts)
        spaces = pydyf.Dictionary({"lab-d50": _lab(D50), "lab-d65": _lab(D65)})
        for key, profile in profiles.items():
            data = pydyf.Dictionary({"N": len(profile.components)})
            stream = pydyf.Stream([profile.content], data, compress=True)
            self.pdf.add_object(stream)
            profile.pdf_reference = stream.reference
            spaces[key] = pydyf.Array(("/ICCBased", stream.reference))
        self.pdf.add_object(spaces)
        first = next(iter(profiles.values()))
        intended = profiles.get(self._document.output_intent, first)
        return (intended.name, int(intended.pdf_reference.split()[0])), spaces.reference

    def page(self, page: Any, links: tuple[DrawnLink, ...], tags: dict[Any, Any]) -> DrawnPage:
        """Draw a page; `tags` gets its marked content."""
        bleed = {side: each * _PX for side, each in page.bleed.items()}
        width, height = page.width * _PX, page.height * _PX
        media = (-bleed["left"], -bleed["top"], width + bleed["right"], height + bleed["bottom"])
        left, top, right, bottom = (
            min(_WIDEST_BLEED, bleed[side]) for side in ("left", "top", "right", "bottom")
        )
        document = self._document
        x, y, far_x, far_y = (each / _PX for each in media)
        stream = PageContent(
            self.fonts,
            (x, y, far_x - x, far_y - y),
            self._resources,
            self._images,
            tags,
            document.color_profiles,
            document.output_intent,
            compress=True,
        )
        self.pdf.add_object(stream)
        paint(page, stream, self.fonts, _PX)
        return DrawnPage(
            media,
            (-left, -top, width + right, height + bottom),
            (0, 0, width, height),
            stream.number,
            self._resources.number,
            links,
            tuple(_anchors(page)),
            tuple(_bookmarks(page)),
        )

    def close(self) -> int:
        """Add what the pages refer to; return the number of the dictionary of fonts, left blank."""
        font_list = pydyf.Dictionary()
        self.pdf.add_object(font_list)
        self._resources["Font"] = font_list.reference
        profiles = self._document.color_profiles
        weasyprint_pdf._use_references(self.pdf, self._resources, self._images, profiles)
        return int(font_list.number)


def _lab(white: Any) -> Any:
    values = {"WhitePoint": pydyf.Array(white), "Range": pydyf.Array((-125, 125, -125, 125))}
    return pydyf.Array(("/Lab", pydyf.Dictionary(values)))


def _matrix(page: Any) -> Any:
    """Return what turns CSS px from the top left into points from the lower left."""
    return Matrix(_PX, 0, 0, -_PX, 0, page.height * _PX)


def _links(page: Any, before: int) -> Iterator[DrawnLink]:
    """Yield the links of a page, and tell their boxes their numbers; `before` are those so far."""
    if any(page.forms.values()):
        raise Diagnostic([NOT_DRAWN.finding(None, "a template has a field of a form")])
    matrix = _matrix(page)
    for number, (kind, target, area, box) in enumerate(page.links, before):
        if kind == "attachment":
            raise Diagnostic([NOT_DRAWN.finding(None, f"a link attaches a file: {target}")])
        # Not blank: for WeasyPrint, a box without entries in it has no link.
        box.link_annotation = pydyf.Dictionary({"Subtype": "/Link"})
        box.link_annotation.number = number
        rect = (*matrix.transform_point(*area[:2]), *matrix.transform_point(*area[2:]))
        yield DrawnLink(rect, target, kind == "internal")


def _anchors(page: Any) -> Iterator[tuple[str, float, float]]:
    matrix = _matrix(page)
    for name, (x, y, _, _) in page.anchors.items():
        yield (name, *matrix.transform_point(x, y))


def _bookmarks(page: Any) -> Iterator[DrawnBookmark]:
    matrix = _matrix(page)
    for level, label, place, state in page.bookmarks:
        x, y = matrix.transform_point(*place)
        yield DrawnBookmark(level, label, x, y, state == "closed")
