"""What programs that are not ours say of a PDF, and what a file for the press may not hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

_COLOURED = re.compile(rb"(?:^|\s)(?:rg|RG|g|G)(?=\s|$)")


def said_by(*command: str | Path) -> str:
    """Return what a program says; it must end well and have nothing to complain about."""
    result = subprocess.run([str(each) for each in command], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    # Debian's mutool is built without colour management and says so each time.
    complaints = result.stderr.replace("warning: ICC support is not available\n", "")
    assert complaints == ""
    return result.stdout


def words(path: Path) -> list[str]:
    """Return the words of a PDF in the order in which Poppler reads them."""
    return said_by("pdftotext", path, "-").split()


def foreign_colours(path: Path) -> set[str]:
    """Return what in a file is in colours that no press has."""
    with pikepdf.open(path) as pdf:
        found = set().union(*map(_foreign_names, pdf.objects))
        return found | {"operators" for content in _contents(pdf) if _COLOURED.search(content)}


def most_ink(path: Path, plates: Path) -> float:
    """Return the highest total area coverage of any page within its bleed, in percent, by
    Ghostscript.

    Its separated pages go to `plates`, whose name has a %d for their numbers.
    """
    # Marks beside the bleed are on all plates, and no place of paper that anybody keeps.
    inside = ("-dUseBleedBox", "-sDEVICE=tiff32nc", "-r72")
    said_by("gs", "-q", "-dNOPAUSE", *inside, "-o", plates, path)
    made = plates.parent.glob(re.sub("%[0-9]*d", "*", plates.name))
    return max(_most_ink(each) for each in made)


def _foreign_names(thing: object) -> set[str]:
    """Return the colour spaces of an object that no press has."""
    unwanted = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased"}
    if isinstance(thing, Array):
        return {str(each) for each in thing if isinstance(each, Name)} & unwanted
    if isinstance(thing, (Dictionary, Stream)):
        return {str(each) for each in thing.values() if isinstance(each, Name)} & unwanted
    return set()


def _contents(pdf: pikepdf.Pdf) -> list[bytes]:
    """Return the content of every page, form and pattern, operators and operands apart."""
    pages = [pikepdf.unparse_content_stream(pikepdf.parse_content_stream(p)) for p in pdf.pages]
    forms = [
        pikepdf.unparse_content_stream(pikepdf.parse_content_stream(thing))
        for thing in pdf.objects
        if isinstance(thing, Stream)
        and (thing.get(Name.Subtype) == Name.Form or Name.PatternType in thing)
    ]
    return [*pages, *forms]


def _most_ink(path: Path) -> float:
    with Image.open(path) as image:
        inks = numpy.asarray(image, dtype=numpy.uint16)
    return float(inks.sum(axis=2).max()) * 100 / 255
