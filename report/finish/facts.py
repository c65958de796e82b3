"""What `finish` must know about a document that its pages do not say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ..diagnostics import Finding
from ..ink.values import Ink
from ..printers import Printer
from ..storage import Cache
from ..units import Length
from .panels import Folding

Parts: TypeAlias = dict[str, Path]
"""The files of one target by what is added to the name: "" for the PDF itself, "cover", …"""


@dataclass(frozen=True)
class Attachment:
    """A file to embed, such as the data behind a chart.

    `element_id` is the id of the HTML figure it belongs to; "" attaches it to the document.
    """

    name: str
    data: bytes
    mime: str
    description: str
    element_id: str = ""


@dataclass(frozen=True)
class Printing:
    """How the pages are printed: the preset and its ICC profile, the sRGB profile that the pages
    are painted in, and the exact builds of the theme's colours by "#rrggbb" in lower case.

    `cache` keeps converted pictures. `blanks` go before the last page; with `own_cover` the first
    and the last page become a file of their own, around a spine of this width and colour, and the
    inside begins with one blank page more (see `press_pages`). With a `folding` the pages are
    panels of sheets, and have neither.
    """

    printer: Printer
    profile: bytes
    srgb: bytes
    builds: Mapping[str, Ink]
    cache: Cache
    blanks: int = 0
    own_cover: bool = False
    spine: Length = field(default_factory=lambda: Length(0))
    spine_colour: Ink = field(default_factory=Ink)
    marks: bool = False
    folding: Folding | None = None


@dataclass(frozen=True)
class Imposition:
    """How pages are set side by side on sheets for folding (see `finish/booklet.py`)."""

    sheet_width: Length
    sheet_height: Length
    edge: Length
    """What the printer cannot print at the edges of a sheet."""
    leaf: Length
    """The thickness of a leaf, by which inner leaves creep outward."""
    right_to_left: bool = False


@dataclass(frozen=True)
class DocumentFacts:
    """The document's own facts, as they go into the file.

    `language` is a BCP 47 tag, `identifier` 64 hexadecimal digits that change with the inputs,
    `labels` one page label a page (none: no labels). `screen_images` maps the SHA-256 of an
    embedded JPEG, in hexadecimal, to the smaller JPEG that takes its place. `remarks` are the
    findings that a proof shows where they concern; `safe` is the safety margin that it draws.
    `right_to_left` is true for what is read, and bound, from the right.
    `font` is the TrueType file in which words beside the pages are set (see `lettering`). `sources`
    is the SHA-256 of the archive that a released file was made of, in hexadecimal digits.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: datetime.date
    identifier: str
    labels: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    screen_images: Mapping[str, bytes] = field(default_factory=dict)
    printing: Printing | None = None
    imposition: Imposition | None = None
    remarks: tuple[Finding, ...] = ()
    safe: Length = field(default_factory=lambda: Length(0))
    right_to_left: bool = False
    font: bytes = b""
    sources: str = ""
