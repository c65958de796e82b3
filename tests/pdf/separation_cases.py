"""One small page for each way in which a PDF can say a colour; Ghostscript prints them too."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from ..tools.separations import SIDE, form, picture, spot, stream

CMYK = Name.DeviceCMYK
Resources = Callable[[pikepdf.Pdf], Dictionary]
PICTURE = f"{SIDE} 0 0 {SIDE} 0 0 cm /I Do"
ONE = ".1 .2 .3 .4 k "
OVER = Dictionary(op=True, OP=True, OPM=1)


def from_to(start: list[float], end: list[float]) -> Dictionary:
    domain = Array([0, 1])
    return Dictionary(FunctionType=2, Domain=domain, N=1, C0=Array(start), C1=Array(end))


LINE = from_to([0, 0.1, 0.2, 0.3], [1, 0.5, 0.4, 0.3])


def states(**given: Dictionary) -> Resources:
    return lambda pdf: Dictionary(ExtGState=Dictionary(**given))


def spaces(**given: Any) -> Resources:
    return lambda pdf: Dictionary(ColorSpace=Dictionary(**given))


def images(data: bytes, size: tuple[int, int], **entries: Any) -> Resources:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        given = {key: value(pdf) if callable(value) else value for key, value in entries.items()}
        return Dictionary(XObject=Dictionary(I=picture(pdf, data, size, **given)))

    return make


def jpeg(mode: str, colour: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (16, 16), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


def gradients(kind: int, data: bytes = b"", **entries: Any) -> Resources:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        given = {key: value(pdf) if callable(value) else value for key, value in entries.items()}
        whole = {"ShadingType": kind, "ColorSpace": CMYK, **given}
        made = pdf.make_indirect(stream(pdf, data, **whole)) if data else Dictionary(**whole)
        return Dictionary(Shading=Dictionary(S=made))

    return make


def mesh(kind: int, data: bytes, components: int = 4, **entries: Any) -> Resources:
    decode = Array([0, SIDE, 0, SIDE, *[0, 1] * components])
    bits = {"BitsPerCoordinate": 16, "BitsPerComponent": 8}
    bits |= {} if kind == 5 else {"BitsPerFlag": 8}
    return gradients(kind, data, Decode=decode, **bits, **entries)


def vertex(x: int, y: int, *colour: int) -> bytes:
    return struct.pack(">HH", x, y) + bytes(colour)


END = 65535
CORNERS = (
    vertex(0, 0, 255, 0, 0, 0),
    vertex(END, 0, 0, 255, 0, 0),
    vertex(0, END, 0, 0, 255, 128),
    vertex(END, END, 0, 0, 0, 255),
)
THIRD, TWO = END // 3, END * 2 // 3
EDGE = ((0, 0), (0, THIRD), (0, TWO), (0, END), (THIRD, END), (TWO, END), (END, END), (END, TWO))
PATCH = b"\0" + b"".join(
    vertex(*at) for at in (*EDGE, (END, THIRD), (END, 0), (TWO, 0), (THIRD, 0))
)


def samples(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return stream(
        pdf,
        bytes([0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 128]),
        FunctionType=0,
        Domain=Array([0, 1, 0, 1]),
        Range=Array([0, 1] * 4),
        Size=Array([2, 2]),
        BitsPerSample=8,
    )


def stitched() -> Dictionary:
    parts = Array([from_to([0, 0, 0, 0], [1, 0, 0, 0]), from_to([0, 1, 0, 0], [1, 0, 0, 0.5])])
    domain, bounds, encode = Array([0, 1]), Array([0.3]), Array([0, 1, 1, 0])
    return Dictionary(FunctionType=3, Domain=domain, Bounds=bounds, Encode=encode, Functions=parts)


def tiles(paint: int, content: str) -> Resources:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        cell = stream(
            pdf,
            content,
            PatternType=1,
            PaintType=paint,
            TilingType=1,
            BBox=Array([0, 0, 10, 10]),
            XStep=20,
            YStep=20,
            Resources=Dictionary(),
        )
        under = Array([Name.Pattern, CMYK])
        patterns = Dictionary(P=pdf.make_indirect(cell))
        return Dictionary(ColorSpace=Dictionary(U=under), Pattern=patterns)

    return make


def forms(state: Dictionary | None = None, **contents: tuple[str, dict[str, Any]]) -> Resources:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        made = {
            name: pdf.make_indirect(form(pdf, content, **entries))
            for name, (content, entries) in contents.items()
        }
        given = Dictionary(XObject=Dictionary(**made))
        if state is not None:
            given.ExtGState = Dictionary(A=state)
        return given

    return make


def masked(content: str, space: Name) -> Resources:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        group = pdf.make_indirect(form(pdf, content, Group=transparency(space)))
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        return Dictionary(ExtGState=Dictionary(M=Dictionary(SMask=mask)))

    return make


def transparency(space: Name = CMYK) -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=space)


def axial(pdf: pikepdf.Pdf) -> Dictionary:
    ends, extend = Array([0, 0, SIDE, 0]), Array([True, True])
    made = Dictionary(ShadingType=2, ColorSpace=CMYK, Coords=ends, Extend=extend, Function=LINE)
    return Dictionary(Pattern=Dictionary(P=Dictionary(PatternType=2, Shading=made)))


def drawn_font(pdf: pikepdf.Pdf) -> Dictionary:
    glyphs = {"a": f"1 0 d0 {ONE} 0 0 1 1 re f", "b": "1 0 0 0 1 1 d1 0 0 1 1 re f"}
    procs = {name: pdf.make_indirect(stream(pdf, text)) for name, text in glyphs.items()}
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1, 1]),
        FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        FirstChar=97,
        LastChar=98,
        Widths=Array([1, 1]),
        Encoding=Dictionary(Differences=Array([97, Name.a, Name.b])),
        CharProcs=Dictionary(**procs),
        Resources=Dictionary(),
    )
    return Dictionary(Font=Dictionary(F=made))


def lettered(pdf: pikepdf.Pdf) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
    return Dictionary(Font=Dictionary(F=font), ExtGState=Dictionary(O=OVER))


def icc(count: int) -> Resources:
    return lambda pdf: Dictionary(
        ColorSpace=Dictionary(N=Array([Name.ICCBased, stream(pdf, "", N=count)]))
    )


def two_inks(pdf: pikepdf.Pdf) -> Dictionary:
    limits, tint = Array([0, 1] * 4), "{0 3 1 roll 0 exch}"
    change = stream(pdf, tint, FunctionType=4, Domain=Array([0, 1] * 2), Range=limits)
    names = Array([Name.Magenta, Name.Black])
    return Dictionary(ColorSpace=Dictionary(N=Array([Name.DeviceN, names, CMYK, change])))


GROUND, OBJECT = ".5 .5 .2 0 k 0 0 100 100 re f ", "10 10 80 80 re f "
FOUR = bytes([10, 60, 120, 200])
HALVES = ".5 0 0 0 k 0 0 50 100 re f 0 0 0 .3 k 50 0 50 100 re f"
PALETTE = Array([Name.Indexed, CMYK, 1, pikepdf.String(bytes(4) + FOUR)])
FLIPPED = Array([1, 0] * 4)
LETTERS = (
    f"{GROUND} /O gs 0 0 0 1 k BT /F 90 Tf 10 20 Td (I) Tj 30 0 Td 0 .9 0 1 k (I) Tj "
    "30 0 Td 1 Tr 3 w 0 0 0 1 K (I) Tj ET"
)

Case = tuple[str, dict[str, Any]]
CASES: dict[str, Case] = {
    "CMYK": (ONE + OBJECT, {}),
    "grey": (".25 g " + OBJECT, {}),
    "black is the first colour": (OBJECT, {}),
    "strokes": (".1 .2 .3 .4 K 20 w 20 20 m 80 80 l S", {}),
    "a state saved and restored": (f"{ONE} q .9 g Q {OBJECT} Q Q q", {}),
    "black overprints": (f"{GROUND} /O gs 0 0 0 1 k {OBJECT}", {"resources": states(O=OVER)}),
    "overprint mode 0": (
        f"{GROUND} /O gs 0 0 0 1 k {OBJECT}",
        {"resources": states(O=Dictionary(op=True, OPM=0))},
    ),
    "two inks overprint": (
        f"{GROUND} /O gs .8 0 0 .3 k {OBJECT}",
        {"resources": states(O=OVER)},
    ),
    "grey does not overprint": (f"{GROUND} /O gs .5 g {OBJECT}", {"resources": states(O=OVER)}),
    "a filling overprints, its line does not": (
        f"{GROUND} /O gs 0 0 0 1 k 0 .6 0 0 K 8 w 20 20 60 60 re b",
        {"resources": states(O=Dictionary(op=True, OP=False, OPM=1))},
    ),
    "a line overprints, its filling does not": (
        f"{GROUND} /O gs 0 .6 0 0 k 0 0 0 1 K 8 w 20 20 60 60 re B*",
        {"resources": states(O=Dictionary(op=False, OP=True, OPM=1))},
    ),
    "overprint ends with the state": (
        f"{GROUND} q /O gs 0 0 0 1 k 10 10 30 80 re f Q 0 0 0 1 k 60 10 30 80 re f",
        {"resources": states(O=OVER)},
    ),
    "letters overprint": (LETTERS, {"resources": lettered}),
    "multiply": (
        f"{GROUND} /M gs .8 0 0 .3 k {OBJECT}",
        {"resources": states(M=Dictionary(BM=Name.Multiply)), "Group": transparency()},
    ),
    "opacity": (
        f"{GROUND} /M gs .8 0 .6 .3 k {OBJECT}",
        {"resources": states(M=Dictionary(ca=0.5)), "Group": transparency()},
    ),
    "ICC with four components": ("/N cs .5 .1 .2 .3 scn " + OBJECT, {"resources": icc(4)}),
    "DeviceN": ("/N cs .5 .25 scn " + OBJECT, {"resources": two_inks}),
    "all inks": ("/S cs .5 scn " + OBJECT, {"resources": spaces(S=spot("All", 1, 1, 1, 1))}),
    "no ink": ("/S cs .5 scn " + OBJECT, {"resources": spaces(S=spot("None", 1, 1, 1, 1))}),
    "raw picture": (PICTURE, {"resources": images(FOUR * 16, (4, 4), ColorSpace=CMYK)}),
    "raw picture, flipped": (
        PICTURE,
        {"resources": images(FOUR * 16, (4, 4), ColorSpace=CMYK, Decode=FLIPPED)},
    ),
    "JPEG": (
        PICTURE,
        {
            "resources": images(
                jpeg("CMYK", tuple(FOUR)), (16, 16), ColorSpace=CMYK, Filter=Name.DCTDecode
            )
        },
    ),
    "JPEG, flipped": (
        PICTURE,
        {
            "resources": images(
                jpeg("CMYK", tuple(FOUR)),
                (16, 16),
                ColorSpace=CMYK,
                Filter=Name.DCTDecode,
                Decode=FLIPPED,
            )
        },
    ),
    "grey JPEG": (
        PICTURE,
        {
            "resources": images(
                jpeg("L", 77), (16, 16), ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode
            )
        },
    ),
    "one bit": (
        PICTURE,
        {
            "resources": images(
                b"\xf0\x0f" * 2, (8, 4), BitsPerComponent=1, ColorSpace=Name.DeviceGray
            )
        },
    ),
    "four bits": (
        PICTURE,
        {"resources": images(b"\x5a\xf0" * 4, (2, 2), BitsPerComponent=4, ColorSpace=CMYK)},
    ),
    "sixteen bits": (
        PICTURE,
        {
            "resources": images(
                bytes([200, 0, 100, 0, 50, 0, 25, 0] * 4),
                (2, 2),
                BitsPerComponent=16,
                ColorSpace=CMYK,
            )
        },
    ),
    "palette": (PICTURE, {"resources": images(b"\1\0" * 8, (4, 4), ColorSpace=PALETTE)}),
    "stencil": (
        ONE + PICTURE,
        {"resources": images(b"\xf0" * 4, (8, 4), BitsPerComponent=1, ImageMask=True)},
    ),
    "hidden colours": (
        PICTURE,
        {
            "resources": images(
                (FOUR + bytes([10] * 4)) * 2, (2, 2), ColorSpace=CMYK, Mask=Array([0, 20] * 4)
            )
        },
    ),
    "soft edges": (
        PICTURE,
        {
            "resources": images(
                FOUR * 4,
                (2, 2),
                ColorSpace=CMYK,
                SMask=lambda pdf: pdf.make_indirect(
                    picture(pdf, b"\xff\x80" * 2, (2, 2), ColorSpace=Name.DeviceGray)
                ),
            ),
            "Group": transparency(),
        },
    ),
    "picture in the content": (
        f"q {SIDE} 0 0 {SIDE} 0 0 cm BI /W 2 /H 2 /CS /CMYK /BPC 8 /F /AHx ID "
        + FOUR.hex() * 4
        + "> EI Q",
        {},
    ),
    "axial gradient": (
        "/S sh",
        {"resources": gradients(2, Coords=Array([0, 0, SIDE, 0]), Function=LINE)},
    ),
    "gradient of stops": (
        "/S sh",
        {"resources": gradients(2, Coords=Array([0, 0, SIDE, 0]), Function=stitched())},
    ),
    "radial gradient": (
        "/S sh",
        {
            "resources": gradients(
                3,
                Coords=Array([50, 50, 0, 50, 50, 60]),
                Extend=Array([True, True]),
                Function=LINE,
            )
        },
    ),
    "gradient of two functions' inputs": (
        "/S sh",
        {
            "resources": gradients(
                1,
                Matrix=Array([SIDE, 0, 0, SIDE, 0, 0]),
                Function=lambda pdf: pdf.make_indirect(samples(pdf)),
            )
        },
    ),
    "triangles": ("/S sh", {"resources": mesh(4, b"".join(b"\0" + each for each in CORNERS[:3]))}),
    "lattice": ("/S sh", {"resources": mesh(5, b"".join(CORNERS), VerticesPerRow=2)}),
    "patch": (
        "/S sh",
        {"resources": mesh(6, PATCH + b"".join(each[4:] for each in CORNERS))},
    ),
    "patch by a function": (
        "/S sh",
        {"resources": mesh(6, PATCH + bytes([0, 80, 160, 255]), 1, Function=LINE)},
    ),
    "gradient as a pattern": (f"/Pattern cs /P scn {OBJECT}", {"resources": axial}),
    "tiles": (
        "/Pattern cs /P scn 0 0 100 100 re f",
        {"resources": tiles(1, ONE + "0 0 10 10 re f")},
    ),
    "tiles without a colour": (
        "/U cs .1 .2 .3 .4 /P scn 0 0 100 100 re f",
        {"resources": tiles(2, "0 0 10 10 re f")},
    ),
    "tiles in the first colour": (
        ".5 g /Pattern cs /P scn 0 0 100 100 re f",
        {"resources": tiles(1, "0 0 10 10 re f")},
    ),
    "forms take the colour they find": (
        "/F Do q .5 0 0 0 k .5 0 0 .5 50 50 cm /G Do Q /G Do",
        {"resources": forms(F=(ONE + "0 0 20 20 re f", {}), G=("40 40 20 20 re f", {}))},
    ),
    "forms take the overprint they find": (
        f"{GROUND} /A gs 0 0 0 1 k /F Do",
        {"resources": forms(OVER, F=("40 40 20 20 re f", {}))},
    ),
    "group": (
        f"{GROUND} /A gs /F Do",
        {
            "resources": forms(Dictionary(ca=0.5), F=(ONE + OBJECT, {"Group": transparency()})),
            "Group": transparency(),
        },
    ),
    "mask of inks": (
        "/M gs .8 .6 .4 .2 k 0 0 100 100 re f",
        {"resources": masked(HALVES, CMYK), "Group": transparency()},
    ),
    "drawn letters": (
        "BT /F 40 Tf .5 0 0 0 k 10 30 Td (ab) Tj ET",
        {"resources": drawn_font},
    ),
}
