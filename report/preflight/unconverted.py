"""Which pages of a PDF are painted in colours that nobody has turned into inks yet.

What a press would do with them cannot be told: an ink that is not chosen is not measured, and a
rule about inks that finds nothing there has not passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from .painted import touch, visible

if TYPE_CHECKING:
    from ..pdf.printed import Painted, PrintedPage

Colours: TypeAlias = Mapping[str, frozenset[str]]
"""The kinds of things on a page, and the names of their colours that are not inks."""
_ANY = ("text", "fill", "stroke", "image", "shading")
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "X105": _ANY,
    "X106": ("text",),
    "X107": ("text",),
    "X115": ("text",),
    "X116": ("text", "fill", "stroke"),
    "X126": ("text", "fill", "stroke"),
    "X130": _ANY,
}
"""The rules that judge inks, and of which kinds of things."""
_NAMES = {"DeviceRGB": "RGB", "CalRGB": "RGB", "Lab": "Lab"}


def unconverted(page: PrintedPage) -> Colours:
    """Return what a page prints by kind, each with the names of its colours that are not inks:
    "RGB", "Lab"."""
    sheet = visible(page)
    found: dict[str, set[str]] = {}
    for each in page.painted:
        if each.inked and each.opacity > 0 and (sheet is None or touch(each.rect, sheet)):
            names = found.setdefault(each.kind, set())
            if name := _name(each):
                names.add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


def in_words(colours: Iterable[frozenset[str]]) -> str:
    """Return names of colours as people write them: "RGB", "Lab and RGB"; "" for none."""
    return " and ".join(sorted(frozenset[str]().union(*colours)))


def unmeasured(id: str, pages: Iterable[Colours]) -> str:
    """Return why a rule about inks could not judge all pages: "RGB" where it could judge none that
    it asks about, "RGB on 3 pages"; "" where it could, and for all other rules."""
    kinds = _ABOUT.get(id, ())
    concerned = [[page[kind] for kind in kinds if kind in page] for page in pages]
    concerned = [colours for colours in concerned if colours]
    unknown = [colours for colours in concerned if any(colours)]
    if not unknown:
        return ""
    number = len(unknown)
    where = f" on {number} page{'s' * (number > 1)}" if number < len(concerned) else ""
    return in_words(each for colours in unknown for each in colours) + where


def _name(thing: Painted) -> str:
    """Return how the colour of a thing is called where it is no ink; "" where it is."""
    if thing.picture is not None and not thing.picture.is_mask:
        spaces = (thing.picture.space, thing.picture.base)
    elif thing.colour is not None and thing.colour.inks is None:
        spaces = (thing.colour.space, thing.colour.base)
    else:
        return ""
    if spaces[0] in ("Separation", "DeviceN"):
        return ""  # what lies beneath replaces an ink that the press does not have
    return next((_NAMES[space] for space in spaces if space in _NAMES), "")
