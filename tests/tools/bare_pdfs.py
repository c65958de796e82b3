"""PDFs written by hand, operator by operator, to know exactly what is in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from report.pdf.printed import Painted, PrintedFile, PrintedPage
from report.pdf.reading import read_printed

Build = Callable[[Pdf], dict[str, Any]]
PAGE = (0, 0, 200, 100)
TRIM = (10, 10, 190, 90)
"""The trim of the page: 180 by 80 points, 10 points from each edge."""


def bare(
    *contents: bytes | str,
    resources: Build | None = None,
    change: Callable[[Pdf], object] | None = None,
    trim: tuple[float, ...] | None = TRIM,
    **entries: Any,
) -> bytes:
    """A PDF with one page for each content; `resources` makes the resources of all of them."""
    pdf = pikepdf.new()
    shared = Dictionary(**(resources(pdf) if resources else {}))
    for content in contents:
        data = content.encode("latin-1") if isinstance(content, str) else content
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(PAGE),
            Resources=shared,
            Contents=pdf.make_stream(data),
            **entries,
        )
        if trim:
            page.TrimBox = Array(trim)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    if change:
        change(pdf)
    return saved(pdf)


def saved(pdf: Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id="encryption" not in options, **options)
    return out.getvalue()


def form(pdf: Pdf, content: str, box: tuple[float, ...] = (0, 0, 200, 100), **entries: Any) -> Any:
    """A Form XObject."""
    return pdf.make_indirect(
        pikepdf.Stream(
            pdf,
            content.encode("latin-1"),
            Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), **entries),
        )
    )


def image(pdf: Pdf, width: int, height: int, space: Any, data: bytes = b"", **entries: Any) -> Any:
    """An image of eight bits a component."""
    values = {"Width": width, "Height": height, "BitsPerComponent": 8, "ColorSpace": space}
    known = {key: value for key, value in (values | entries).items() if value is not None}
    dictionary = Dictionary(Type=Name.XObject, Subtype=Name.Image, **known)
    return pdf.make_indirect(pikepdf.Stream(pdf, data, dictionary))


def helvetica(pdf: Pdf) -> dict[str, Any]:
    """Resources with a font that is not in the file, /F."""
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    return {"Font": Dictionary(F=pdf.make_indirect(font))}


def read(data: bytes) -> PrintedFile:
    return read_printed(data, "it.pdf")[0]


def page_of(content: str | bytes, resources: Build | None = None, **options: Any) -> PrintedPage:
    """The page of a PDF with this content."""
    return read(bare(content, resources=resources, **options)).pages[0]


def painted(content: str, resources: Build | None = None, **options: Any) -> tuple[Painted, ...]:
    """What a page with this content paints; all of it was read."""
    page = page_of(content, resources, **options)
    assert page.unread == ""
    return page.painted


def rect(thing: Painted) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in points of the trim."""
    box = thing.rect
    return tuple(round(side.pt, 3) for side in (box.x, box.y, box.right, box.bottom))  # type: ignore[return-value]
