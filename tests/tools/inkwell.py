"""Small pages to turn into inks by a plain arithmetic policy, and what is looked at afterwards."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from report.finish.ink_spaces import Rgb
from report.finish.inks import recolour
from report.ink.values import Cmyk, Ink

BLUE, RED, INK = (0.0, 0.4, 0.6), (1.0, 0.0, 0.0), (0.1, 0.1, 0.2)
BUILDS: Mapping[Rgb, Ink] = {
    BLUE: Ink((1.0, 0.5, 0.0, 0.1)),
    RED: Ink((0.0, 1.0, 1.0, 0.0), spot="HKS 14 K"),
    INK: Ink((0.0, 0.0, 0.0, 1.0)),
}
PAGE = (200, 100)
OVERPRINT_BELOW = 12.0


class Plain:
    """Complements, with half of what they share as black; builds and neutrals as they should be."""

    limit = 4.0

    def of(self, rgb: Rgb) -> Ink:
        for known, ink in BUILDS.items():
            if max(abs(a - b) for a, b in zip(rgb, known, strict=True)) < 0.002:
                return ink
        if max(rgb) - min(rgb) < 0.002:
            return Ink((0.0, 0.0, 0.0, 1 - rgb[0]))
        return Ink(self.by_profile(rgb))

    def by_profile(self, rgb: Rgb) -> Cmyk:
        black = (1 - max(rgb)) / 2
        cyan, magenta, yellow = (1 - value - black for value in rgb)
        return cyan, magenta, yellow, black

    def jpeg(self, data: bytes) -> tuple[bytes, bool]:
        out = io.BytesIO()
        with Image.open(io.BytesIO(data)) as image:
            inks = self.grey_pixels(image.tobytes()) if image.mode == "L" else b""
            made = Image.frombytes("CMYK", image.size, inks) if inks else image.convert("CMYK")
        made.save(out, "JPEG", quality=95, subsampling=0)
        return out.getvalue(), True

    def grey_pixels(self, samples: bytes) -> bytes:
        return bytes(part for value in samples for part in (0, 0, 0, 255 - value // 2))

    def pixels(self, rgb: bytes) -> bytes:
        return Image.frombytes("RGB", (len(rgb) // 3, 1), rgb).convert("CMYK").tobytes()


def page_of(content: str, **resources: Any) -> Pdf:
    """A file of one page with this content; resources by kind, each a dictionary by name."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    add_page(pdf, page, content, resources)
    return pdf


def add_page(pdf: Pdf, page: pikepdf.Page, content: str, resources: Mapping[str, Any]) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Contents = pdf.make_stream(content.encode())
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    for kind, things in resources.items():
        named = Dictionary({f"/{name}": thing for name, thing in things.items()})
        page.obj.Resources[f"/{kind}"] = named


def form(pdf: Pdf, content: str, *, group: Any = None, **entries: Any) -> Stream:
    """A Form XObject as large as the page; with `group`, a transparency group in that space."""
    made = Stream(pdf, content.encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, *PAGE])
    if group is not None:
        made.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=group)
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def in_inks(pdf: Pdf) -> Pdf:
    """The file after recolouring by the plain policy."""
    recolour(pdf, Plain(), Plain(), OVERPRINT_BELOW)
    return pdf


def content(thing: Any) -> list[str]:
    """The instructions of a page or stream, as text."""
    steps = pikepdf.parse_content_stream(thing)
    return [pikepdf.unparse_content_stream([step]).decode("latin-1") for step in steps]


def turned(text: str, **resources: Any) -> list[str]:
    """The instructions of a page in inks, after what every page begins with."""
    pdf = in_inks(page_of(text, **resources))
    steps = content(pdf.pages[0])
    assert steps[:2] == ["0 0 0 1 k", "0 0 0 1 K"]
    return steps[2:]


def switched(steps: list[str]) -> list[bool]:
    """For each text that is shown, whether it overprints."""
    state, stack, found = False, [], []
    for step in steps:
        if step == "q":
            stack.append(state)
        elif step == "Q":
            state = stack.pop()
        elif step in ("/InkOverprint gs", "/InkKnockOut gs"):
            state = step == "/InkOverprint gs"
        elif step.endswith(("Tj", "TJ", "'", '"')):
            found.append(state)
    return found


def left_in_rgb(pdf: Pdf) -> list[str]:
    """What of the file, once it is written, still speaks of other colours than inks and greys."""
    found = []
    with pikepdf.open(io.BytesIO(saved(pdf))) as written:
        for thing in written.objects:
            for place, value in _inside(thing):
                if isinstance(value, Name) and str(value) in _FOREIGN:
                    found.append(f"{place} {value}")
            if isinstance(thing, Stream) and _is_content(thing):
                found.extend(step for step in content(thing) if _FOREIGN_STEP.search(step))
        for page in written.pages:
            found.extend(step for step in content(page) if _FOREIGN_STEP.search(step))
    return found


_FOREIGN = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased"}
_FOREIGN_STEP = re.compile(r"\b(rg|RG)$|/(srgb|lab-d50|lab-d65|DeviceRGB|RGB)\b")


def _inside(thing: Any, place: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield a thing and all direct parts of it, except output intents."""
    yield place, thing
    if depth and getattr(thing, "is_indirect", False):
        return
    if isinstance(thing, Array):
        for number, part in enumerate(thing):
            yield from _inside(part, f"{place}/{number}", depth + 1)
    elif isinstance(thing, Dictionary | Stream):
        for key, part in thing.items():
            if key not in ("/Parent", "/OutputIntents"):
                yield from _inside(part, place + key, depth + 1)


def _is_content(stream: Stream) -> bool:
    kinds = (stream.get(Name.Subtype), stream.get(Name.PatternType))
    return kinds[0] == Name.Form or kinds[1] == 1


def saved(pdf: Pdf) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def plates(pdf: Pdf | bytes, folder: Path, dpi: int = 72) -> NDArray[numpy.float64]:
    """The first page as Ghostscript separates it: rows, columns, and four inks from 0 to 1."""
    source, target = folder / "plates.pdf", folder / "plates.tif"
    source.write_bytes(pdf if isinstance(pdf, bytes) else saved(pdf))
    options = ["-dNOPAUSE", "-dBATCH", "-dLastPage=1", f"-r{dpi}", "-dOverprint=/simulate"]
    command = ["gs", "-q", *options, "-sDEVICE=tiff32nc", f"-sOutputFile={target}", str(source)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout + run.stderr == ""
    with Image.open(target) as picture:
        return numpy.asarray(picture.convert("CMYK"), dtype=float) / 255


def differs(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of two pictures of one size, from 0 to 255."""
    return max(high for _, high in ImageChops.difference(one, other).getextrema())
