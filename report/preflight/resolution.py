"""Pictures with too few pixels for their size on paper: what X103 and X104 have in common."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..diagnostics import Code, Finding
from .painted import Help, on_paper, together, told

if TYPE_CHECKING:
    from ..pdf.printed import Painted, Picture
    from .evidence import Evidence

FEWEST_PIXELS = 16
HELP = Help(
    "use a larger original, print it smaller, or crop less of it away",
    "place a larger original, or print the picture smaller",
)


@dataclass(frozen=True)
class Asked:
    """The pixels per inch of paper that pictures should have, and those below which another rule
    reports them; each for pictures with shades and for those without grey.

    `said_below` is the limit below which a photo of ours has been reported already, and `words`
    are how the limit is called: "are wanted".
    """

    enough: tuple[int, int]
    said_below: int
    words: str
    least: tuple[int, int] = (0, 0)


def coarse_pictures(code: Code, evidence: Evidence, asked: Asked) -> Iterator[Finding]:
    """Yield a finding for each block of ours, and each page of another's PDF, with pictures that
    are too coarse.

    What has less than 16 pixels in one direction is a colour or a gradient and no picture
    (GWG 2022).
    """
    said = {each.at for each in evidence.photos if (each.ppi or math.inf) < asked.said_below}
    for _, things in on_paper(evidence):
        coarse = [each for each in things if _is_coarse(each.picture, asked)]
        if evidence.is_ours and said:
            coarse = [each for each in coarse if _id_of(evidence, each) not in said]
        coarse.sort(key=lambda each: _ppi(each.picture))
        groups = together(evidence, coarse, lambda thing: is_bitonal(thing.picture))
        yield from told(code, evidence, groups, HELP, partial(_fault, asked))


def _fault(asked: Asked, thing: Painted) -> str:
    enough = asked.enough[is_bitonal(thing.picture)]
    return f"a picture has {_ppi(thing.picture)} pixels per inch; {enough} {asked.words}"


def is_bitonal(picture: Picture | None) -> bool:
    """True for a picture of one colour and no shades of it."""
    return picture is not None and (picture.is_mask or picture.bits == 1)


def _is_coarse(picture: Picture | None, asked: Asked) -> bool:
    if picture is None or min(picture.width, picture.height) < FEWEST_PIXELS:
        return False
    kind = is_bitonal(picture)
    return asked.least[kind] <= _ppi(picture) < asked.enough[kind]


def _ppi(picture: Picture | None) -> int:
    return round(min(picture.ppi)) if picture else 0


def _id_of(evidence: Evidence, thing: Painted) -> str:
    """Return the id of what a thing of ours belongs to."""
    return evidence.place(evidence.shown(thing.page, thing.rect))[1]
