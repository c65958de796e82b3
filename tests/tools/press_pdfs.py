"""A PDF that a print shop would accept, made by hand, in which each test spoils one thing."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report.preflight.press import Preflight, preflight
from report.printers import Printer, read_printer
from report.resources import Project
from tests.tools.bare_pdfs import image, saved

ROOT = Path(__file__).parents[2]
BLEED = 3 * 72 / 25.4
TRIM = (BLEED, BLEED, BLEED + 300, BLEED + 200)
MEDIA = (0, 0, 2 * BLEED + 300, 2 * BLEED + 200)
LETTERS = "Words on paper"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"/></rdf:RDF>
</x:xmpmeta><?xpacket end="r"?>"""
OVER = "/Over gs"
"""Overprint in mode 1, as black text has it."""
GROUND = f"0.6 0 0 0 k 40 40 {MEDIA[2] - 80:.3f} 60 re f"
PAGE = f"0.1 0 0 0 k 0 0 {MEDIA[2]:.3f} 30 re f 0 0 0 1 k"
Change = Callable[[Pdf], object]


@cache
def coated() -> Printer:
    """Return the preset that the file is made for."""
    return read_printer(Project.at(ROOT), "fogra39-coated")


@cache
def _font() -> tuple[bytes, dict[str, int], list[int]]:
    """Return a small font, the glyphs of its letters, and the widths of its glyphs."""
    font = TTFont(ROOT / "assets" / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf")
    subsetter = subset.Subsetter()
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    order, cmap = font.getGlyphOrder(), font.getBestCmap()
    widths = [font["hmtx"][name][0] for name in order]
    return out.getvalue(), {each: order.index(cmap[ord(each)]) for each in LETTERS}, widths


def words(size: float, x: float, y: float, colour: str = "0 0 0 1 k", before: str = OVER) -> str:
    """Return what sets some words; black ones are printed over their ground."""
    glyphs = _font()[1]
    shown = "".join(f"{glyphs[each]:04x}" for each in LETTERS)
    return f"q {before} {colour} BT /F {size} Tf {x} {y} Td <{shown}> Tj ET Q"


def add_font(pdf: Pdf) -> Any:
    """Return an embedded font."""
    data, glyphs, widths = _font()
    sheet = "\n".join(f"<{glyph:04x}> <{ord(each):04x}>" for each, glyph in glyphs.items())
    count = len(glyphs)
    cmap = f"begincmap {count} beginbfchar\n{sheet}\nendbfchar endcmap"
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+SourceSans3"),
        Flags=4,
        FontBBox=Array([-100, -300, 1000, 1000]),
        ItalicAngle=0,
        Ascent=700,
        Descent=-200,
        CapHeight=660,
        StemV=80,
        FontFile2=pdf.make_stream(data),
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+SourceSans3"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array(widths)]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+SourceSans3"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(below)]),
        ToUnicode=pdf.make_stream(cmap.encode()),
    )


def picture(pdf: Pdf, pixels: int, space: Any = Name.DeviceCMYK, **entries: Any) -> Any:
    """Return a square picture, pale and plain."""
    components = {"/DeviceCMYK": 4, "/DeviceRGB": 3, "/DeviceGray": 1}.get(str(space), 1)
    bits = int(entries.get("BitsPerComponent", 8))
    row = (pixels * components * bits + 7) // 8
    return image(pdf, pixels, pixels, space, bytes([40]) * row * pixels, **entries)


@cache
def clean() -> bytes:
    """Return the file: four pages with text, a line, a picture, and a ground that bleeds."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(add_font(pdf))
    shown = picture(pdf, 300)  # one inch wide
    states = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1), Knock=Dictionary(op=False))
    resources = pdf.make_indirect(
        Dictionary(Font=Dictionary(F=font), ExtGState=states, XObject=Dictionary(Picture=shown))
    )
    content = "\n".join(
        [
            PAGE,
            GROUND,
            words(10, 50, 50),
            words(14, 50, 120, "1 0.5 0 0 k", "/Knock gs"),
            "0 0 0 1 K 0.5 w 50 110 m 200 110 l S",
            "q 72 0 0 72 200 120 cm /Picture Do Q",
        ]
    )
    for _ in range(4):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(MEDIA),
            BleedBox=Array(MEDIA),
            TrimBox=Array(TRIM),
            Resources=resources,
            Contents=pdf.make_stream(content.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    _claim(pdf)
    return saved(pdf, force_version="1.6")


def _claim(pdf: Pdf) -> None:
    profile = (ROOT / "assets" / "icc" / "ISOcoated_v2_300_bas.icc").read_bytes()
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=b"FOGRA39",
        RegistryName=b"http://www.color.org",
        DestOutputProfile=pdf.make_indirect(Stream(pdf, profile, Dictionary(N=4))),
    )
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Metadata = Stream(pdf, XMP.encode(), Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    pdf.docinfo = pdf.make_indirect(Dictionary(Title=b"A clean file", Trapped=Name("/False")))


def spoilt(*changes: Change) -> bytes:
    """Return the file after some changes."""
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        for change in changes:
            change(pdf)
        return saved(pdf, force_version="1.6")


def drawing(content: str, number: int = 2) -> Change:
    """Return what draws something more on a page."""

    def change(pdf: Pdf) -> None:
        pdf.pages[number - 1].contents_add(f"q {content} Q".encode())

    return change


def with_resource(kind: str, name: str, make: Callable[[Pdf], Any]) -> Change:
    """Return what adds a resource to all pages."""

    def change(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = make(pdf)

    return change


def inspected(data: bytes, printer: Printer | None = None) -> Preflight:
    """Return what is found in a file by the preset it is made for, or by another."""
    return preflight("it.pdf", data, printer or coated())
