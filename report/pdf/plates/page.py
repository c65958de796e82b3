"""A page, taken apart into its separations.

For every three inks the page is written anew in DeviceRGB, in which PDFium composes channel by
channel and manages no colour: red is bright where the first ink is absent, green the second, blue
the third. Blending is the same as in the inks themselves, since blend modes work on the complements
of inks (ISO 32000-1 §11.3.4); the four modes that mix channels (Hue, Saturation, Color, Luminosity)
are the exception and only approximate. Annotations are not drawn, all optional content is.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from ...storage import Content, reading
from ..declared import boxes_of, origin_of
from ..objects import FAULTS, limits
from ..printed import PROCESS
from .colours import Separations, spots
from .images import Decoded
from .objects import Objects, transparency
from .values import MOST_PIXELS, Bytes, Channels, Plates, RgbToInks, Unplatable, Work, plain_inks

_LARGEST = 14_400 * 100.0
_MOST_NODES = 200_000
_PER_RENDERING = 3


def plates(data: Content, page: int, ppi: float, of_rgb: RgbToInks = plain_inks) -> Plates:
    """Return the separations of a page, numbered from 1, within its BleedBox.

    `of_rgb` converts what the page holds in RGB, Lab and the like, as a print shop would. Without
    it, greys go to black alone, which is less ink than any press profile gives. Pages too large
    for so many pixels get fewer. Unplatable where the page cannot be taken apart.
    """
    with opened(data) as document:
        if not 1 <= page <= len(document.pages):
            raise Unplatable("a page that the file does not have")
        return separate(document, page, ppi, of_rgb)


@contextmanager
def opened(data: Content) -> Iterator[Pdf]:
    """Open a file for `separate`; Unplatable where it is none, or locked."""
    with limits(), reading(data) as stream:
        try:
            document = pikepdf.open(stream)
        except (*FAULTS, MemoryError) as error:
            raise Unplatable("a file that cannot be opened") from error
        with document:
            yield document


def separate(
    document: Pdf, number: int, ppi: float, of_rgb: RgbToInks = plain_inks, work: Work | None = None
) -> Plates:
    """Return the separations of one page of an open file, whose pages share `work`; see
    `plates`."""
    try:
        return _separated(document, (number, ppi), of_rgb, work or Work())
    except (pypdfium2.PdfiumError, OverflowError, RecursionError, MemoryError) as error:
        raise Unplatable("content that nothing can render") from error
    except FAULTS as error:
        raise Unplatable("content that is damaged") from error


def _separated(document: Pdf, place: tuple[int, float], of_rgb: RgbToInks, work: Work) -> Plates:
    number, ppi = place
    work.start_page()
    page = document.pages[number - 1].obj
    box, trim, unit = boxes(page)
    width, height = (box[2] - box[0]) * unit / 72, (box[3] - box[1]) * unit / 72
    ppi = min(ppi, math.sqrt(MOST_PIXELS / (width * height)))
    scale = ppi * unit / 72
    resources = _inherited(page, "/Resources", Dictionary())
    names = (*PROCESS, *_spots(resources, work))
    images = Decoded(2 * max(1, round(width * ppi)), work)
    rows, columns = math.ceil((box[3] - box[1]) * scale), math.ceil((box[2] - box[0]) * scale)
    work.render(rows * columns * len(names))
    ink = np.zeros((rows, columns, len(names)), np.uint8)
    for first in range(0, len(names), _PER_RENDERING):
        channels = Channels(tuple(range(len(names)))[first : first + _PER_RENDERING])
        with Pdf.new() as target:
            objects = Objects(
                (document, target),
                Separations(names, of_rgb),
                channels,
                images,
                width * height * 5184,
            )
            if _write(page, resources, objects, (target, box)):
                bright = _rendered(target, scale)[:rows, :columns, : len(channels.plates)]
                part = ink[: len(bright), : bright.shape[1], first : first + _PER_RENDERING]
                np.subtract(255, bright, out=part)
    left, top = (box[0] - trim[0]) * unit, (trim[3] - box[3]) * unit
    return Plates(names, ink, ppi, left, top)


def _write(
    page: Any, resources: Any, objects: Objects, place: tuple[Pdf, tuple[float, ...]]
) -> bool:
    """Put the page into a new file; False where it leaves no ink on the plates at hand."""
    target, box = place
    state = objects.fresh_state()
    content, used, _ = objects.written(page, resources, state, True, 0)
    if not objects.has_ink:
        return False
    target.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
    made = target.pages[0].obj
    made["/MediaBox"] = Array([*box])
    made["/Contents"] = target.make_stream(content)
    made["/Resources"] = used
    if isinstance(page.get("/Group"), Dictionary):
        made["/Group"] = transparency(page["/Group"])
    return True


def _rendered(target: Pdf, scale: float) -> Bytes:
    """Return height × width × red, green, blue."""
    out = io.BytesIO()
    target.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        bitmap = document[0].render(
            scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True
        )
        result: Bytes = np.array(bitmap.to_numpy()[..., :3])
    finally:
        document.close()
    return result


def boxes(page: Any) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Return the box whose ink counts, the trim, and the size of a unit in points.

    The ink of a page lies within its BleedBox; a page without one is printed as large as its
    trim, by whatever box that is. Unplatable where the box has no area.
    """
    known = boxes_of(page)
    trim = origin_of(known)
    bleed = known.get("BleedBox", trim)
    unit = float(page.get("/UserUnit", 1))
    sides = (bleed[2] - bleed[0], bleed[3] - bleed[1])
    if min(sides) <= 0 or not 0 < unit * max(sides) < _LARGEST:
        raise Unplatable("a page without a usable size")
    return bleed, trim, unit


def _inherited(page: Any, key: str, default: Any) -> Any:
    node = page
    for _ in range(64):  # a tree of pages that loops ends here
        if key in node:
            return node[key]
        node = node.get("/Parent")
        if not isinstance(node, Dictionary):
            break
    return default


def _spots(resources: Any, work: Work) -> tuple[str, ...]:
    """Return the spot inks that resources name, which pages often share."""
    if not resources.is_indirect:
        return spots(_things(resources))
    if resources.objgen not in work.spots:
        work.spots[resources.objgen] = spots(_things(resources))
    return work.spots[resources.objgen]


def _things(root: Object) -> Iterator[Any]:
    """Yield the arrays that can be reached from an object, a page's parents and fonts left out."""
    seen: set[tuple[int, int]] = set()
    waiting, count = [root], 0
    while waiting and count < _MOST_NODES:
        thing: Any = waiting.pop()
        count += 1
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, Array):
            yield thing
            waiting.extend(part for part in thing if isinstance(part, Array | Dictionary | Stream))
        elif isinstance(thing, Dictionary | Stream):
            waiting.extend(
                value
                for key, value in thing.items()
                if key not in ("/Parent", "/P", "/FontDescriptor", "/Widths", "/W", "/Metadata")
                and isinstance(value, Array | Dictionary | Stream)
            )
