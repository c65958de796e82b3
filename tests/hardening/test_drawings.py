"""Logos and signatures: SVG and PNG that would run, hang, grow, or be drawn as something else."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from report.artwork.png import clean_png
from report.artwork.svg import clean_svg
from report.diagnostics import Diagnostic

from .campaign import BUILD, Case, table, with_blocks
from .conftest import Attack, Trial
from .drawings import SPACES, drawings

N = 100_000
EDITION = with_blocks("text: Words", "logos: {items: [{name: Somebody, logo: a.svg}]}")
LOGO = "logos/a.svg"


def drawing(inside: str, size: str = 'viewBox="0 0 40 20"', head: str = "") -> str:
    return f"{head}<svg {SPACES} {size}>\n{inside}\n</svg>"


# What would be read in as many ways as it can be cut, or again and again.
LONG = {
    "points": "<polyline points='{d}x'/>",
    "a transform": "<g transform='matrix({d}x)'/>",
    "a transform without end": "<g transform='rotate({d}'/>",
    "an outline": "<path d='M{d}x'/>",
    "an arc": "<path d='M0 0A{d}'/>",
    "an arc of ones": "<path d='M0 0A{ones}x'/>",
    "a length": "<rect width='{d}x'/>",
    "dashes": "<g stroke-dasharray='{dots}x'/>",
    "dots": "<polyline points='{dots}x'/>",
    "gaps in points": "<polyline points='1{gap}x'/>",
    "gaps in an outline": "<path d='x{gap}x'/>",
    "gaps in a colour": "<g fill='red{gap}x'/>",
    "a colour without end": "<g fill='rgb({gap}'/>",
    "an address without end": "<g fill='url({gap}'/>",
    "addresses in addresses": "<g fill='{urls}'/>",
    "a profile's colour": "<g fill='a{gap}b icc-color('/>",
    "styles": "<g style='{pairs}'/>",
    "comments in comments": "<g style='{comments}'/>",
    "rules without end": "<style>{braces}</style>",
    "selectors": "<style>{commas}</style>",
    "selectors of a rule": "<style>{commas}a{{fill:red}}</style>",
    "classes": "<style>{classes}{{fill:red}}</style><g class='{commas}'/>",
    "a name": "<g id='{d}'/><use href='#{d}'/>",
}
FILLING = {
    "d": "1" * N,
    "ones": "1 " * N,
    "dots": "1.1.1" * N,
    "gap": " " * N,
    "urls": "url(" * N,
    "pairs": "a:b;" * N,
    "comments": "/*" * N,
    "braces": "{" * N,
    "commas": "a," * N,
    "classes": ".a" * N,
}
# Nothing is found where it means nothing: words of a style that are no rule are passed over.
HARMLESS = {"styles", "comments in comments", "rules without end", "selectors", "a name"}


def _long() -> Iterator[Case]:
    for name, inside in LONG.items():
        codes = "P401 P402 P403" + " -" * (name in HARMLESS or "style>" in inside)
        filled = partial(lambda inside: drawing(inside.format(**FILLING)), inside)
        yield Case(f"long {name}", codes, "a.svg", EDITION, {LOGO: filled})
    for name, size in {"a view": "viewBox='{d}x'", "a width": "width='{d}x' height='1'"}.items():
        filled = partial(lambda size: drawing("", size.format(**FILLING)), size)
        yield Case(f"long {name}", "P403", "a.svg", EDITION, {LOGO: filled})


ODD = {
    "a skew of ninety degrees": ("<g transform='skewX(90)'/>", "P403"),
    "transforms in transforms": ("<g transform='scale(1000)'>" * 5 + "</g>" * 5, "P403"),
    "a transform of two": ("<g transform='rotate(1 2)'/>", "P403"),
    "a flat gradient": ("<linearGradient gradientTransform='scale(0)' id='a'/>", "P403"),
    "a gradient that repeats": ("<linearGradient spreadMethod='repeat' id='a'/>", "P402"),
    "dashes finer than any eye": ("<g stroke-dasharray='0.0001'/>", "P402"),
    "dashes below nothing": ("<g stroke-dasharray='-1 2'/>", "P403"),
    "half a point": ("<polygon points='1 2 3'/>", "P403"),
    "a radius below nothing": ("<circle r='-1'/>", "P403"),
    "an arc that is a line": ("<path d='M0 0A1e5 1e-7 0 0 1 5 5'/>", "P403"),
    "a mitre below one": ("<g stroke-miterlimit='0.5'/>", "P403"),
    "thousands of faults": ("<g fill='x'/>" * 19_000, "P403"),
    "thousands of uses": ("<g id='a'/>" + "<use href='#a'/>" * 19_000, "P401"),
    "an opacity in per cent": ("<rect width='9' height='9' opacity='50%'/>", ""),
    "an opacity of ten": ("<rect width='9' height='9' fill-opacity='10'/>", ""),
    "no points": ("<polygon points='' fill='red'/><rect width='9' height='9'/>", ""),
    "dashes of nothing": ("<path d='M0 0h9' stroke='red' stroke-dasharray='0 0'/>", ""),
    "nothing at all": ("", ""),
}
HEADS = {
    "base64": '<?xml version="1.0" encoding="base64"?>',
    "UTF-7": '<?xml version="1.0" encoding="utf-7"?>',
    "undefined": '<?xml version="1.0" encoding="undefined"?>',
    "another name": '<?xml version="1.0" encoding="idna"?>',
}


def _odd() -> Iterator[Case]:
    for name, (inside, codes) in ODD.items():
        files = {LOGO: drawing(inside)}
        yield Case(name, codes, "a.svg" if codes else "", EDITION, files, BUILD)
    for name, head in HEADS.items():
        yield Case(f"in {name}", "P403", "a.svg", EDITION, {LOGO: drawing("", head=head)})


def _pixels(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = {b"IHDR": header, b"IDAT": zlib.compress(b"\0" * 1000), b"IEND": b""}
    made = b"\x89PNG\r\n\x1a\n"
    for name, body in parts.items():
        made += struct.pack(">I", len(body)) + name + body
        made += struct.pack(">I", zlib.crc32(name + body))
    return made


def _png(image: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)  # type: ignore[arg-type]
    return stream.getvalue()


FULL = Image.new("RGB", (300, 200), "navy")
PNGS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: _pixels(60_000, 60_000), "P304 P403"),
    "a bomb of one line": (lambda: _pixels(2_000_000_000, 1), "P303 P304 P403"),
    "no width": (lambda: _pixels(0, 10), "P303 P403"),
    "cut off": (lambda: _png(FULL)[:-60], "P303"),
    "a head alone": (lambda: _png(FULL)[:8], "P303"),
    "a profile that is none": (lambda: _png(FULL, icc_profile=b"x" * 900), "-"),
    "one pixel": (lambda: _png(Image.new("RGB", (1, 1), "red")), ""),
    "a hair": (lambda: _png(Image.new("RGB", (20_000, 1), "red")), "P303 P403 -"),
    "all white": (lambda: _png(Image.new("RGB", (9, 9), "white")), "P403"),
    "all clear": (lambda: _png(Image.new("RGBA", (9, 9), (0, 0, 0, 0))), "P403"),
    "one bit": (lambda: _png(Image.new("1", (90, 90), 0)), ""),
    "sixteen bits": (lambda: _png(Image.new("I;16", (90, 90), 9000)), ""),
    "a palette": (lambda: _png(FULL.convert("P"), transparency=0), "P403 -"),
    "a JPEG": (lambda: _jpeg(), "P404"),
}


def _jpeg() -> bytes:
    stream = io.BytesIO()
    FULL.save(stream, "JPEG")
    return stream.getvalue()


def _pngs() -> Iterator[Case]:
    edition = with_blocks("text: Words", "logos: {items: [{name: Somebody, logo: a.png}]}")
    for name, (make, codes) in PNGS.items():
        yield Case(f"PNG: {name}", codes, "", edition, {"logos/a.png": make}, BUILD)


@table([*_long(), *_odd(), *_pngs()], quick=10)
def test_a_logo_is_drawn_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


@pytest.mark.slow
@given(drawing=drawings())
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_clean_can_be_laid_out(drawing: str, attack: Attack) -> None:
    try:
        clean_svg(drawing.encode(), "a.svg")
    except Diagnostic:
        return
    found = attack(EDITION, {LOGO: drawing}, *BUILD)
    # The engine itself may give up, and says at which logo.
    assert found.codes <= {"P402"}, found.words
    assert all("edition.yaml" in each for each in found.places)


@given(drawing=drawings())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_cleaning_twice_changes_nothing(drawing: str) -> None:
    try:
        once = clean_svg(drawing.encode(), "a.svg")
    except Diagnostic:
        return
    assert clean_svg(once.data, "a.svg").data == once.data


def test_no_pixels_are_made_of_nothing() -> None:
    with pytest.raises(Diagnostic):
        clean_png(b"", "a.png", b"")
