"""The one place where Matplotlib is started: isolated from the user's settings and fonts."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Finding, Mark, in_order
from ..faults import said
from ..storage import write_atomically
from ..units import Size
from .codes import DRAWING_FAILED, DRAWING_WARNING, MISSING_GLYPH
from .patience import TooLong, in_time
from .registry import Kind, place_in
from .values import ChartRequest, ChartStyle, Colour

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pydantic import BaseModel

    from ..content.tables import Table

FONT_LIST = "3.11.0"
"""The version of Matplotlib's list of fonts; a Matplotlib with another makes its own."""
_GLYPH = re.compile(r"Glyph (\d+) .*missing from (?:current font|font\(s\)) ?(.*?)\.?\Z")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")
_WEIGHT = re.compile(r"findfont: Failed to find font weight \w+ for (.+), now using")
_POINT = r"(-?[\d.]+) (-?[\d.]+) "
_RECTANGLE = re.compile(rf'd="M {_POINT}\nL {_POINT}(\n(?:L {_POINT}\n){{2,3}}z)')


@dataclass(frozen=True)
class Rendered:
    """What is drawn, and kept by the cache; svg "" when the drawing failed."""

    svg: str
    alt: str
    colours: tuple[Colour, ...] = ()
    type_sizes: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Studio:
    """Where charts are drawn: the house's style sheet, and a folder for Matplotlib's own files."""

    sheet: Path
    folder: Path


def render(kind: Kind, request: ChartRequest, style: ChartStyle, studio: Studio) -> Rendered:
    """Draw one chart. Whatever its code raises, and every warning, becomes a finding."""
    noticed: list[str] = []
    try:
        with _listening(noticed), _matplotlib(style, studio), in_time():
            drawn = _draw(kind, request, style)
    except Diagnostic as diagnostic:
        drawn = Rendered("", "", findings=diagnostic.findings)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # sys.exit() in drawing code must not end the program
        place = place_in(error, Mark(kind.shown, 1, 1))
        what = str(error) if isinstance(error, TooLong) else said(error)
        message = f"the {kind.name} chart could not be drawn: {what} ({place})"
        help = "mend the drawing code; if it came with Colophon, report it with the data"
        if isinstance(error, TooLong):
            help = "look there for a loop that never ends, and draw less where it only takes long"
        drawn = Rendered(
            "", "", findings=(DRAWING_FAILED.finding(request.mark, message, help=help),)
        )
    telling = [text for text in noticed if not _is_substitute(text, style)]
    findings = [*drawn.findings, *map(_from_warning, telling)]
    return replace(drawn, findings=in_order(_placed(finding, request) for finding in findings))


def described(kind: Kind, table: Table, spec: BaseModel, style: ChartStyle) -> str:
    """Return a chart's data in words; "" where the kind's code fails, which drawing reports."""
    try:
        with in_time():
            return str(kind.describe(table, spec, style))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""


def _draw(kind: Kind, request: ChartRequest, style: ChartStyle) -> Rendered:
    from matplotlib.figure import Figure

    alt = kind.describe(request.table, request.spec, style)
    size = request.size
    figure = Figure(figsize=(size.width.inches, size.height.inches), dpi=72)
    figure.patch.set_visible(False)
    drawing = kind.draw(figure, request.table, request.spec, style)
    return Rendered(
        svg=_svg(figure),
        alt=str(alt).strip(),
        colours=tuple(drawing.colours),
        type_sizes=tuple(drawing.type_sizes),
        findings=tuple(drawing.findings),
    )


def _svg(figure: Figure) -> str:
    stream = io.BytesIO()
    blank = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(stream, format="svg", metadata=blank)
    # PDFium paints rectangles on whole pixels: an I or a dash looks bold, and the gaps between
    # squares uneven. With one side written as a curve they are painted like any other shape.
    text = _RECTANGLE.sub(_with_curve, stream.getvalue().decode())
    # The document type names a file on the network, which nothing of ours may ever ask for.
    return _DOCTYPE.sub("", text, count=1)


def _with_curve(match: re.Match[str]) -> str:
    x, y, to_x, to_y = (float(each) for each in match.groups()[:4])
    middle = f"{round((x + to_x) / 2, 6):g} {round((y + to_y) / 2, 6):g}"
    return match[0].replace("\nL ", f"\nQ {middle} ", 1)


def blank(size: Size) -> str:
    """Return an empty SVG of exactly `size`."""
    width, height = f"{size.width.pt:.6f}", f"{size.height.pt:.6f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"/>\n'
    )


@contextmanager
def _matplotlib(style: ChartStyle, studio: Studio) -> Iterator[None]:
    """Matplotlib with its own defaults, the house's sheet, and the theme's fonts only."""
    # What it says while it starts is about a person's own settings, which do not matter here.
    settings = _environment(MPLCONFIGDIR=str(studio.folder), MPL_IGNORE_SYSTEM_FONTS="1")
    if "matplotlib" not in sys.modules:
        _lay_out_no_fonts(studio.folder)
    with _listening([]), settings:
        import matplotlib

        _write_no_help()
        from matplotlib.font_manager import fontManager
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        sheet = matplotlib.rc_params_from_file(studio.sheet, use_default_template=False)
        matplotlib.rcParams.update(sheet)
        matplotlib.rcParams.update(
            {
                "font.family": list(style.families),
                "font.size": style.label_size,
                "text.color": style.text,
                "text.parse_math": False,  # a label may hold two dollar signs
                "text.usetex": False,
                "svg.fonttype": "path",
                "svg.hashsalt": "colophon",
                "savefig.bbox": None,
            }
        )
        before = fontManager.ttflist
        fontManager.ttflist = []
        try:
            for path in style.fonts:
                fontManager.addfont(path)
            yield
        finally:
            fontManager.ttflist = before


def _lay_out_no_fonts(folder: Path) -> None:
    """Have Matplotlib find an empty list of fonts where it keeps the one it makes: reading all its
    own takes half of the time that it needs to start, and the theme's are all that is used."""
    known: dict[str, object] = {
        "_version": FONT_LIST,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": [],
        "__class__": "FontManager",
    }
    with suppress(OSError):  # then it makes its own
        write_atomically(
            folder / f"fontlist-v{FONT_LIST}.json", json.dumps(known).encode(), durable=False
        )


def _write_no_help() -> None:
    """Have Matplotlib describe none of its classes while it starts, which takes a quarter of the
    time that it needs for that: nobody reads their docstrings here."""
    from matplotlib import artist

    artist.kwdoc = lambda artist: ""
    artist.Artist._update_set_signature_and_docstring = classmethod(lambda cls: None)  # type: ignore


@contextmanager
def _environment(**settings: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _listening(noticed: list[str]) -> Iterator[None]:
    """Collect what Matplotlib and NumPy warn of, by either of their two ways.

    Who listens inside hears it alone.
    """

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            noticed.append(record.getMessage())

    logger = logging.getLogger("matplotlib")
    handler = Handler(logging.WARNING)
    before, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            yield
    finally:
        logger.handlers, logger.propagate = before, propagate
        noticed.extend(str(each.message) for each in caught)


def _is_substitute(text: str, style: ChartStyle) -> bool:
    """True for the notice that a fallback family lacks a weight, and a near one is used."""
    match = _WEIGHT.match(text)
    return match is not None and match[1] in style.families[1:]


def _from_warning(text: str) -> Finding:
    match = _GLYPH.search(" ".join(text.split()))
    if match:
        character = chr(int(match[1]))
        message = f"no font of the chart has “{character}” (U+{ord(character):04X})"
        help = f"looked in {match[2]}; add a font to the theme" if match[2] else ""
        return MISSING_GLYPH.finding(None, message, help=help)
    return DRAWING_WARNING.finding(None, " ".join(text.split())[:300])


def _placed(finding: Finding, request: ChartRequest) -> Finding:
    """Return the finding at its place: its own, that of the option it names, or the block's."""
    mark = finding.mark or request.option_marks.get(finding.at) or request.mark
    return replace(finding, mark=mark, at=request.id)
