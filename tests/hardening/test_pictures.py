"""Photographs: bombs, cut and changed bytes, profiles and words inside them that do harm."""

from __future__ import annotations

import importlib.util
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from report.diagnostics import Diagnostic
from report.photos.opening import decode, inspect
from report.resources import Project

from . import oracle
from .campaign import BUILD, Case, table, with_blocks
from .conftest import Trial
from .images import chunk, encoded, exif, png, resized, scene, segments, sound

HAS_HEIC = importlib.util.find_spec("pillow_heif") is not None
ICC = Path(__file__).resolve().parent.parent.parent / "assets" / "icc"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
NOISE = Image.effect_noise((640, 480), 90).convert("RGB")


def profiled(data: bytes, mode: str = "RGB") -> bytes:
    return encoded(scene().convert(mode), "JPEG", icc_profile=data)


def profile(name: str) -> bytes:
    return (ICC / name).read_bytes()


def turned(kind: int, count: int, value: int) -> tuple[int, bytes]:
    """Return EXIF data that says how the camera was held."""
    return exif(struct.pack("<HHII", 0x0112, kind, count, value))


def filled() -> bytes:
    return sound("JPEG")[:2] + b"\xff" * 2_000_000 + sound("JPEG")[2:]


Make = Callable[[], bytes]
# What is in the file, and the errors that may come of it; `-` where it may be printed as well.
JPEGS: dict[str, tuple[Make, str]] = {
    "nothing": (lambda: b"", "P301"),
    "two bytes": (lambda: sound("JPEG")[:2], "P301"),
    "a head alone": (lambda: sound("JPEG")[:20], "P303"),
    "half": (lambda: sound("JPEG")[: len(sound("JPEG")) // 2], "P303"),
    "without its end": (lambda: sound("JPEG")[:-2], "P303 -"),
    "more after its end": (lambda: sound("JPEG") + b"x" * 10_000, ""),
    "twice": (lambda: sound("JPEG") * 2, ""),
    "as high as can be": (lambda: resized(65_500, 65_500), "P304"),
    "one line": (lambda: resized(65_500, 1), "P303 P310 -"),
    "no height": (lambda: resized(320, 0), "P303"),
    "two megabytes of filling": (filled, "-"),
    "EXIF that is junk": (lambda: segments((1, b"Exif\0\0II*\0\xff\xff\xff\xff")), ""),
    "EXIF in a circle": (lambda: segments(exif(struct.pack("<HHII", 0x8769, 4, 1, 8))), ""),
    "an orientation of 99": (lambda: segments(turned(3, 1, 99)), ""),
    "an orientation in words": (lambda: segments(turned(2, 4, 0x636261)), ""),
    "thousands of orientations": (lambda: segments(turned(3, 65_535, 8)), ""),
    "a field of gigabytes": (
        lambda: segments(exif(struct.pack("<HHII", 0x010E, 12, 2**31, 8))),
        "",
    ),
    "a profile that is junk": (lambda: profiled(b"junk" * 100), "-"),
    "half a profile": (lambda: profiled(profile("sRGB2014.icc")[:500]), "-"),
    "inks in a profile of light": (lambda: profiled(profile("ISOcoated_v2_300_bas.icc")), "-"),
    "light in a profile of inks": (lambda: profiled(profile("sRGB2014.icc"), "CMYK"), "-"),
    "colours in a profile of grey": (lambda: profiled(profile("sRGB2014.icc"), "L"), "-"),
    "a profile in five parts, of which two": (
        lambda: segments((2, b"ICC_PROFILE\0\5\1xxx"), (2, b"ICC_PROFILE\0\1\5xxx")),
        "-",
    ),
    "IPTC without end": (
        lambda: segments((13, b"Photoshop 3.0\0008BIM\4\4\0\0\x80\0\0\0\x1c\2\x78\xff\xff")),
        "",
    ),
    "XMP in XMP": (lambda: segments((1, XMP + b"<a>" * 20_000)), ""),
    "XMP that reads a file": (lambda: segments((1, XMP + XXE.encode())), ""),
    "XMP that reads a file, in UTF-16": (lambda: segments((1, XMP + XXE.encode("utf-16"))), ""),
    "XMP in two hundred parts": (lambda: segments(*[(1, XMP + b"a" * 65_000)] * 200), "-"),
    "several pictures, of which none": (lambda: segments((2, b"MPF\0II*\0\x08\0\0\0\xff")), "-"),
    "Adobe's mark in bits": (lambda: segments((14, b"Adobe" + b"\xff" * 20)), "-"),
    "grain": (lambda: encoded(NOISE, "JPEG", quality=95), ""),
    "one pixel": (lambda: encoded(Image.new("RGB", (1, 1)), "JPEG"), "P310"),
    "a PNG": (lambda: sound("PNG"), ""),
    "a GIF": (lambda: encoded(scene(), "GIF"), "P301"),
    "a bitmap": (lambda: encoded(scene(), "BMP"), "P301"),
    "a page description": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "P301"),
    "a PDF": (lambda: b"%PDF-1.7", "P301"),
    "a web page": (lambda: b"<html><img src=x></html>", "P301"),
    "a drawing": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "P301"),
}
PNGS: dict[str, tuple[Make, str]] = {
    "no pixels": (lambda: png(0, 0), "P303"),
    "no height": (lambda: png(9, 0), "P303"),
    "more pixels than atoms": (lambda: png(2**31 - 1, 2**31 - 1, rows=1), "P303 P304"),
    "fewer rows than it says": (lambda: png(320, 240, rows=3), "P303 P310"),
    "three bits of no colours": (lambda: png(320, 240, kind=(3, 7)), "P303"),
    "a palette that is not there": (lambda: png(320, 240, kind=(8, 3)), "P303"),
    "rows without end": (lambda: png(320, 240, rows=400_000), "-"),
    "words that unpack to 50 MB": (
        lambda: png(320, 240, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
        "P303 -",
    ),
    "a profile that unpacks to 50 MB": (
        lambda: png(320, 240, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
        "P303 -",
    ),
    "a clear colour of one byte": (lambda: png(320, 240, chunk(b"tRNS", b"x")), "P303 -"),
    "a colour space of no number": (lambda: png(320, 240, chunk(b"cICP", b"\xff" * 4)), ""),
    "a gamma of nothing": (lambda: png(320, 240, chunk(b"gAMA", bytes(4))), ""),
    "a resolution of nothing": (lambda: png(320, 240, chunk(b"pHYs", bytes(9))), ""),
    "two thousand million frames": (
        lambda: png(320, 240, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
        "-",
    ),
}
TIFFS: dict[str, tuple[Make, str]] = {
    "a head alone": (lambda: sound("TIFF")[:8], "P303"),
    "half": (lambda: sound("TIFF")[: len(sound("TIFF")) // 2], "P303 P312"),
    "a directory of itself": (lambda: b"II*\0\x08\0\0\0\0\0\x08\0\0\0" + bytes(9), "P303 P312"),
    "a directory far out": (lambda: b"MM\0*\xff\xff\xff\xf0" + bytes(20), "P303 P312"),
    "fractions": (lambda: encoded(Image.new("F", (320, 240), 0.5), "TIFF"), "P312"),
    "whole numbers": (lambda: encoded(Image.new("I", (320, 240), 70_000), "TIFF"), "P312 -"),
}


def _photo(name: str, data: Make, codes: str) -> Case:
    ledger = f"photos:\n  {name}: {{credit: C, licence: CC0-1.0, alt: A scene}}\n"
    files = {f"photos/{name}": data, "photos/credits.yaml": ledger}
    edition = with_blocks("text: Words", f"photo: {{file: {name}}}")
    expected = f"{codes} P310 -" if codes in ("", "-") else codes
    return Case(name, expected, "edition.yaml", edition, files, BUILD)


def _cases() -> Iterator[Case]:
    for suffix, cases in {"jpg": JPEGS, "png": PNGS, "tif": TIFFS}.items():
        for name, (data, codes) in cases.items():
            yield _photo(f"{name.replace(' ', '-').replace(',', '')}.{suffix}", data, codes)


@table([*_cases()], quick=6)
def test_a_photograph_is_printed_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", *(["HEIF"] if HAS_HEIC else []))
SUFFIXES = {"JPEG": ".jpg", "HEIF": ".heic", "TIFF": ".tif"}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_any_bytes_are_pixels_or_findings(kind: str, data: st.DataObject) -> None:
    whole = bytearray(sound(kind))
    ends = st.sampled_from([60, 600, len(whole)])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(data.draw(ends), len(whole)) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(whole), len(whole), len(whole) // 2, 40]))
    name = f"a{SUFFIXES.get(kind, f'.{kind.lower()}')}"
    try:
        facts = inspect(bytes(whole[:cut]), name)
        pixels = decode(bytes(whole[:cut]), name, facts, (300, 200))
    except Diagnostic as diagnostic:
        assert diagnostic.findings
        assert not any(oracle.JARGON.search(each.message) for each in diagnostic.findings)
    else:
        assert pixels.image.mode in ("L", "RGB", "CMYK", "LAB")


def _given() -> dict[str, tuple[bytes, str]]:
    """Return files of odd names, each with its ending when it is taken in; "" for refused."""
    said = (
        struct.pack("<HHII", 0x010E, 2, 40, 26)
        + bytes(4)
        + b'\x1b[2J: "{{ facts.x }}" # <b>\n- a\0'
        + bytes(9)
    )
    return {
        "Words, that steer: {a}.jpg": (segments(exif(said)), "jpg"),
        "con.jpg": (sound("JPEG"), "jpg"),
        "..jpg": (sound("PNG"), "png"),
        "x" * 200 + ".JPG": (encoded(NOISE, "JPEG"), "jpg"),
        "cut.jpg": (sound("JPEG")[:300], ""),
        "bomb.png": (png(60_000, 60_000, rows=1), ""),
        "credits.yaml": (b"photos: {}", ""),
    }


def test_photos_of_any_name_and_words_are_taken_in_or_refused(
    tmp_path: Path, new_project: Any
) -> None:
    project: Project = new_project()
    folder = tmp_path / "downloads"
    folder.mkdir()
    files = _given()
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    given = [folder / name for name in files]

    found = oracle.run(project.root, "photos", "import", *map(str, given))

    oracle.look(found, project.root, given, writes=True)
    assert found.code == 1
    there = {path.suffix for path in (project.editions / "small" / "photos").iterdir()}
    assert there == {".jpg", ".png", ".yaml"}
    again = oracle.run(project.root, "check", "small", "--as-of", "2026-11-22")
    oracle.look(again, project.root)
    assert again.code == 0, again.words
