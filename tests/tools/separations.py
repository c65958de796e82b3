"""Pages written by hand for what they print, and Ghostscript as the outside judge of inks."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

SIDE = 100


def page(content: str, box: float = SIDE, **entries: Any) -> bytes:
    """A file of one square page, by default of 100 points, with `content`.

    `resources` are given as what makes them in the new file: a function of the `Pdf`. Any other
    entry goes into the page.
    """
    return pages([(content, entries)], box)


def pages(parts: list[tuple[str, dict[str, Any]]], box: float = SIDE) -> bytes:
    """A file of several such pages."""
    with pikepdf.new() as pdf:
        for content, entries in parts:
            pdf.add_blank_page(page_size=(box, box))
            made = pdf.pages[-1].obj
            made.Contents = pdf.make_stream(content.encode("latin-1"))
            resources = entries.pop("resources", None)
            made.Resources = resources(pdf) if resources else Dictionary()
            for key, value in entries.items():
                made[f"/{key}"] = value
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def stream(pdf: pikepdf.Pdf, data: bytes | str, **entries: Any) -> pikepdf.Stream:
    """A stream with these entries in its dictionary."""
    made = pdf.make_stream(data.encode("latin-1") if isinstance(data, str) else data)
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def picture(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], **entries: Any) -> pikepdf.Stream:
    """An image XObject, of 8 bits unless told otherwise."""
    given = {"BitsPerComponent": 8, **entries}
    kind = {"Type": Name.XObject, "Subtype": Name.Image}
    return stream(pdf, data, Width=size[0], Height=size[1], **kind, **given)


def form(pdf: pikepdf.Pdf, content: str, **entries: Any) -> pikepdf.Stream:
    """A form XObject as large as the page."""
    kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, SIDE, SIDE])}
    return stream(pdf, content, **{**kind, **entries})


def spot(name: str, *cmyk: float) -> Array:
    """A Separation colour space."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        N=1,
        C0=Array([0, 0, 0, 0]),
        C1=Array([*cmyk]),
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def ghostscript(pdf: bytes, ppi: int = 72) -> list[npt.NDArray[np.uint8]]:
    """The pages as Ghostscript prints them: height × width × cyan, magenta, yellow, black."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.pdf"), Path(folder, "page%04d.tif")
        source.write_bytes(pdf)
        quiet = ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE"]
        device = ["-sDEVICE=tiff32nc", f"-r{ppi}", f"-sOutputFile={target}"]
        subprocess.run(["gs", *quiet, *device, str(source)], check=True, capture_output=True)
        made = sorted(Path(folder).glob("*.tif"))
        return [np.asarray(Image.open(io.BytesIO(each.read_bytes()))) for each in made]
