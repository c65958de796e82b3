"""Gradients of drawings as plain gradients.

The layout engine writes them as tiles, one unit high and wide, that hold a gradient and are
enlarged. Poppler, which many viewers are made of, leaves out what is filled with such a tile, and
a tile begins anew where the engine took a shape to be smaller than it is. A shading pattern looks
the same and has neither fault (ISO 32000-1 §8.7.4.2).
"""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Dictionary, Name, Object, Pdf, Stream

_ONE_FORM = re.compile(rb"\s*(/\S+)\s+gs\s+(/\S+)\s+Do\s*")
_ONE_SHADING = re.compile(rb"\s*(/\S+)\s+sh\s*")


def plain_gradients(pdf: Pdf) -> None:
    """Put shading patterns in place of the tiles that hold nothing but an opaque gradient."""
    plain: dict[tuple[int, int], Object] = {}
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.PatternType) == 1:
            shading = _only_shading(thing)
            if shading is not None:
                new = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
                if Name.Matrix in thing:
                    new.Matrix = thing.Matrix
                plain[thing.objgen] = pdf.make_indirect(new)
    if not plain:
        return
    for thing in pdf.objects:
        for holder in _resources(thing):
            patterns = holder.get(Name.Pattern)
            if not isinstance(patterns, Dictionary):
                continue
            for key, pattern in list(patterns.items()):
                if pattern.objgen in plain:
                    patterns[key] = plain[pattern.objgen]


def _only_shading(tile: Any) -> Object | None:
    """Return the gradient that is all that a tile paints, if that is so."""
    drawn = _ONE_FORM.fullmatch(tile.read_bytes())
    if drawn is None:
        return None
    state, name = (each.decode("latin-1") for each in drawn.groups())
    graphics = tile.Resources.ExtGState[state]
    if set(graphics.keys()) - {"/Type", "/ca", "/CA"} or graphics.get(Name.ca, 1) != 1:
        return None
    form = tile.Resources.XObject[name]
    painted = _ONE_SHADING.fullmatch(form.read_bytes())
    if painted is None or Name.Matrix in form:
        return None
    shading: Object = form.Resources.Shading[painted[1].decode("latin-1")]
    return shading if list(shading.get(Name.Extend, ())) == [True, True] else None


def _resources(thing: Object) -> list[Any]:
    """Return a thing, which may be resources itself, and the resources that it has."""
    if not isinstance(thing, (Dictionary, Stream)):
        return []
    own = thing.get(Name.Resources)
    return [thing, own] if isinstance(own, Dictionary) else [thing]
