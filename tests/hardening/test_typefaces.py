"""Font files that are none, are cut off, unpack to more than any machine has, or contradict
themselves with right checksums."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import brotli
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from report.font_bounds import Unusable
from report.fonts import characters_of
from tests.tools.hardening import litter

from ..conftest import NewProject, run_colophon
from . import typefaces
from .campaign import PRESS, SMALL, Case, table
from .conftest import Trial
from .oracle import JARGON

FILE = "/assets/fonts/source-serif-4/SourceSerif4-Regular.ttf"
"""In the place of the face that prose is set in."""
Make = Callable[[], bytes]


def _zeros(size: int) -> bytes:
    """Return so many zeros as Brotli packs them."""
    packer = brotli.Compressor(quality=1)
    block = bytes(1 << 20)
    parts = [packer.process(block) for _ in range(size >> 20)]
    return b"".join((*parts, packer.finish()))


def _woff2(packed: bytes, tables: int = 1, said: int = 1 << 20, total: int = 0) -> bytes:
    """Return a WOFF2 file of one table that says how large it is (WOFF2 §4)."""
    size = bytes(0x80 | (said >> shift & 0x7F) for shift in (28, 21, 14, 7)) + bytes([said & 0x7F])
    entries = (b"\x00" + size) * tables
    length = 48 + len(entries) + len(packed)
    head = struct.pack(
        ">4sIIHHIIHHIIIII",
        *(b"wOF2", 0x10000, length, tables, 0, total, len(packed), 1, 0, 0, 0, 0, 0, 0),
    )
    return head + entries + packed


def _woff(size: int) -> bytes:
    """Return a WOFF file whose table unpacks to so many zeros (WOFF 1.0 §4)."""
    packed = zlib.compress(bytes(size), 9)
    at = 44 + 20
    total = at + len(packed)
    head = struct.pack(
        ">4sIIHHIHHIIIII", b"wOFF", 0x10000, total, 1, 0, 12 + 16 + size, 1, 0, 0, 0, 0, 0, 0
    )
    return head + struct.pack(">4sIIII", b"cmap", at, len(packed), size, 0) + packed


NO_FONT: dict[str, Make] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\0",
    "its head alone": lambda: typefaces.plain()[:12],
    "half of it": lambda: typefaces.plain()[: len(typefaces.plain()) // 2],
    "all but its end": lambda: typefaces.plain()[:-5],
    "any bytes": lambda: bytes(range(256)) * 40,
    "zeros": lambda: bytes(100_000),
    "a pointer": lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
    "a web page": lambda: b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
    "an archive": lambda: b"PK\x03\x04" + bytes(200),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(200),
    "a font of PostScript": lambda: b"%!PS-AdobeFont-1.0: Odd\n" + b"/x " * 3000,
    "a collection": lambda: b"ttcf" + struct.pack(">III", 0x10000, 1, 16) + typefaces.plain(),
    "a collection of millions": lambda: b"ttcf" + struct.pack(">II", 0x10000, 0xFFFFFFFF),
    "no tables": lambda: typefaces.directory({}),
    "65,535 tables": lambda: b"\0\1\0\0" + struct.pack(">HHHH", 65535, 0, 0, 0) + bytes(900),
    "a wrong checksum": lambda: typefaces.plain()[:-400] + b"x" + typefaces.plain()[-399:],
    "tables beyond its end": lambda: (
        b"\0\1\0\0" + struct.pack(">HHHH4sIII", 1, 0, 0, 0, b"cmap", 0, 0xFFFFFFF0, 0xFFFFFFFF)
    ),
    "a WOFF2 of garbage": lambda: b"wOF2" + bytes(range(256)) * 4,
    "a WOFF2 of nothing": lambda: _woff2(b"", 0),
    "half a WOFF2": lambda: typefaces.plain("woff2")[:-900],
    "a WOFF2 of other bytes": lambda: _woff2(b"x" * 900),
    "a WOFF2 of 65,535 tables": lambda: _woff2(b"", 65535),
    "a WOFF2 of a gigabyte": lambda: _woff2(_zeros(1 << 30), 1, 1 << 30, 1 << 30),
    "a WOFF2 that says little": lambda: _woff2(_zeros(1 << 30), 1, 12, 12),
    "a WOFF of too much": lambda: _woff(300 << 20),
    "a WOFF of garbage": lambda: b"wOFF" + bytes(range(256)) * 4,
}
REQUIRED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
GARBAGE: dict[str, Make] = {
    f"{tag} {what}": partial(typefaces.with_raw_tables, {tag: data})
    for tag in (*REQUIRED, "OS/2")
    for what, data in {"empty": b"", "of any bytes": bytes(range(256)), "left out": None}.items()
}
NEVER = {"loca empty", "OS/2 empty", "OS/2 left out"}


def _head(at: int, kind: str, *values: int) -> Make:
    size = struct.calcsize(">" + kind)

    def change(data: bytes) -> bytes:
        return data[:at] + struct.pack(">" + kind, *values) + data[at + size :]

    return partial(typefaces.raw, "head", change)


def _table(tag: str, at: int, kind: str, *values: int) -> Make:
    size = struct.calcsize(">" + kind)

    def change(data: bytes) -> bytes:
        return data[:at] + struct.pack(">" + kind, *values) + data[at + size :]

    return partial(typefaces.raw, tag, change)


def _axes(font: TTFont) -> None:
    font["fvar"] = typefaces.table_of(
        "fvar", struct.pack(">IHHHHHH", 0x10000, 16, 2, 65535, 20, 65535, 4)
    )


CONTRADICTIONS: dict[str, Make] = {
    "an em of nothing": _table("head", 18, "H", 0),
    "an em of one": _table("head", 18, "H", 1),
    "an em of 65,535": _table("head", 18, "H", 65535),
    "a magic number that is none": _table("head", 12, "I", 0),
    "boxes turned around": _table("head", 36, "hhhh", 32767, 32767, -32768, -32768),
    "offsets of another length": _table("head", 50, "h", 0),
    "offsets of no length": _table("head", 50, "h", 7),
    "no glyphs": _table("maxp", 4, "H", 0),
    "65,535 glyphs": _table("maxp", 4, "H", 65535),
    "parts in parts": _table("maxp", 30, "H", 65535),
    "no widths": _table("hhea", 34, "H", 0),
    "65,535 widths": _table("hhea", 34, "H", 65535),
    "lines of no height": _table("hhea", 4, "hhh", 0, 0, 0),
    "lines turned around": _table("hhea", 4, "hhh", -32768, 32767, -32768),
    "lines of any height": _table("hhea", 4, "hhh", 32767, -32768, 32767),
    "code points by the thousand million": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments((0, 0xFFFFFFFF, 1))}
    ),
    "the same code points again and again": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments(*((0, 0x10FFFF, 1),) * 2000)}
    ),
    "millions of groups": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments(*((n, n, 1) for n in range(300_000)))}
    ),
    "the same segments again and again": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments_of_old(8000)}
    ),
    "groups turned around": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments((90, 30, 1))}
    ),
    "code points that are none": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments((0xD800, 0xDFFF, 1), (0x110000, 0x110010, 1))}
    ),
    "glyphs that are not there": lambda: typefaces.with_raw_tables(
        {"cmap": typefaces.segments((32, 126, 60_000))}
    ),
    "no code points": lambda: typefaces.with_raw_tables({"cmap": typefaces.segments()}),
    "maps by the thousand": lambda: typefaces.raw(
        "cmap", lambda data: data[:2] + b"\xff\xff" + data[4:12] * 65535 + data[4:]
    ),
    "a glyph made of itself": lambda: typefaces.changed(typefaces.drawing_itself),
    "outlines of any bytes": lambda: typefaces.raw("glyf", lambda data: b"\x7f" * len(data)),
    "outlines of thousands of parts": lambda: typefaces.raw(
        "glyf", lambda data: b"\xff\xff" * (len(data) // 2)
    ),
    "offsets of outlines beyond": lambda: typefaces.raw("loca", lambda data: b"\xff" * len(data)),
    "offsets of outlines backwards": lambda: typefaces.raw("loca", lambda data: data[::-1]),
    "names that steer": lambda: typefaces.changed(
        lambda font: [font["name"].setName("\x1b[2J(/\\)<<", n, 3, 1, 0x409) for n in range(1, 7)]
    ),
    "no names": lambda: typefaces.changed(lambda font: font["name"].names.clear()),
    "a name of a megabyte": lambda: typefaces.changed(
        lambda font: font["name"].setName("x" * 30_000, 6, 3, 1, 0x409)
    ),
    "any bytes to join letters by": lambda: typefaces.with_raw_tables({"GSUB": b"\0\1" * 900}),
    "any bytes to set letters by": lambda: typefaces.with_raw_tables({"GPOS": b"\0\1" * 900}),
    "any bytes of classes": lambda: typefaces.with_raw_tables({"GDEF": b"\xff" * 900}),
    "any bytes of colour": lambda: typefaces.with_raw_tables(
        {"COLR": bytes(range(256)), "CPAL": bytes(range(256))}
    ),
    "any bytes of drawings": lambda: typefaces.with_raw_tables({"SVG ": bytes(range(256))}),
    "any bytes of kerning": lambda: typefaces.with_raw_tables({"kern": bytes(range(256))}),
    "outlines of the other kind": lambda: typefaces.with_raw_tables(
        {"glyf": None, "CFF ": bytes(range(256))}
    ),
    "programs of any bytes": lambda: typefaces.with_raw_tables(
        {"fpgm": bytes(range(256)), "prep": b"\xb0" * 900, "cvt ": b"\0" * 9}
    ),
    "axes without end": lambda: typefaces.changed(_axes),
}
SOUND: dict[str, Make] = {
    "a font": typefaces.plain,
    "a WOFF": partial(typefaces.plain, "woff"),
    "a WOFF2": partial(typefaces.plain, "woff2"),
}


def _cases() -> Iterator[Case]:
    for name, make in NO_FONT.items():
        yield Case(name, "F201", "theme.yaml", SMALL, {FILE: make})
    for name, make in {**GARBAGE, **CONTRADICTIONS}.items():
        yield Case(name, "F201 T201 -", "", SMALL, {FILE: make})
    for name, make in SOUND.items():
        yield Case(name, "", "", SMALL, {FILE: make})


@table([*_cases()], quick=8)
def test_a_font_is_read_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*GARBAGE, *CONTRADICTIONS])
def test_pages_are_set_in_any_font_that_is_taken(name: str, new_project: NewProject) -> None:
    # Behind Pango are libraries of C: what they do with a font, they may do to the process.
    data = {**GARBAGE, **CONTRADICTIONS}[name]()
    try:
        characters_of(data)
    except Unusable:
        return  # and told, as the cases above show
    project = new_project(SMALL, {FILE: data}).root

    ended = run_colophon(*PRESS, folder=project)

    said = ended.stdout + ended.stderr
    assert ended.returncode in (0, 1), said
    assert not JARGON.search(said), said
    assert litter(project) == []


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_any_bytes_in_a_font_are_a_font_or_a_finding(data: st.DataObject) -> None:
    tag = data.draw(st.sampled_from(REQUIRED))
    places = data.draw(st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=4))))

    def change(table: bytes) -> bytes:
        for at, put in places:
            at %= len(table)
            table = table[:at] + put + table[at + len(put) :]
        return table

    _read(typefaces.raw(tag, change))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_bytes_in_a_web_font_are_a_font_or_a_finding(data: st.DataObject) -> None:
    whole = bytearray(typefaces.plain(data.draw(st.sampled_from(["woff", "woff2"]))))
    # Most of what stands before the tables: what is packed is garbage at the first change.
    for at in data.draw(st.lists(st.integers(0, 400), min_size=1, max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    _read(bytes(whole[: data.draw(st.integers(200, len(whole)))]))


def _read(font: bytes) -> None:
    try:
        assert characters_of(font)
    except Unusable as error:
        assert str(error) and not JARGON.search(str(error))
