"""From the colours of the screen to inks: every colour of a laid-out PDF, in place.

The engine lays out in sRGB. What it wrote is rewritten: content streams, forms, patterns, gradients
and pictures, each once. Masks come first and become greys, since a mask is not printed but says how
much of something else is. Every transparency group mixes in DeviceCMYK afterwards, as the plates do
(ISO 15930-7 §6.13).

Blend modes other than Normal are left as they are: `multiply` of inks is what it says; others may
look different on paper than on the screen.
"""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Name, Pdf

from ..diagnostics import Area, Diagnostic
from ..ink.images import PressImages
from ..ink.policy import Inks
from .facts import Printing
from .ink_groups import mix_page_in, soft_masks
from .ink_images import Pictures
from .ink_recolouring import Recolouring
from .ink_shared import Shared
from .ink_turns import GreyTurn, InkTurn, Policy
from .stream_store import Keep, in_memory


def to_inks(pdf: Pdf, printing: Printing, keep: Keep = in_memory) -> None:
    """Turn all colours of the pages into inks by the policy of `ink.policy`; `keep` is given what
    pictures become.

    Theme colours become their builds or spot colours, neutrals black alone, all else what the
    profile of the press gives; black text that is small enough overprints.

    Raises:
        Diagnostic: X320, a colour, gradient or picture that cannot be turned into inks.
    """
    policy = Inks.of_printing(printing)
    pictures = PressImages(policy, printing.cache)
    recolour(pdf, policy, pictures, printing.printer.type.overprint_below.pt, keep)


def recolour(
    pdf: Pdf, policy: Policy, pictures: Pictures, overprint_below: float, keep: Keep = in_memory
) -> None:
    """Turn all colours by any policy; black text smaller than this, in points, overprints."""
    shared = Shared(pdf, keep)
    masks = Recolouring(shared, GreyTurn(), pictures, 0, copies=True)
    for mask in list(soft_masks(pdf)):
        masks.mask(mask)
    inks = Recolouring(shared, InkTurn(policy), pictures, overprint_below)
    for number, page in enumerate(pdf.pages, 1):
        try:
            transparent = inks.page(page)
        except Diagnostic as stop:
            raise Diagnostic(replace(one, area=Area(number)) for one in stop.findings) from None
        if transparent:
            mix_page_in(page, Name.DeviceCMYK)
    masks.settle()
    inks.settle()
