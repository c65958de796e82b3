"""Steps from dark to light for the parts of a whole, which differ in grey as well as in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._pen import contrast, tint

if TYPE_CHECKING:
    from report.charts import ChartStyle

_LIGHTEST = 3.05  # contrast with the ground; WCAG 2.2 §1.4.11 asks for 3


def shades(style: ChartStyle, count: int) -> list[str]:
    """Return `count` colours, dark to light, in even steps of contrast with the ground.

    They run from the darker of ink and accent through the other to the palest that may stand
    for something. Hue is not needed to tell them apart, so that they survive grey printing and
    every kind of colour blindness.
    """
    light, dark = sorted((style.ink, style.accent), key=lambda each: contrast(each, style.ground))
    if count == 1:
        return [style.accent]
    most, least = contrast(dark, style.ground), contrast(light, style.ground)
    found = []
    for step in range(count):
        ratio = most * (_LIGHTEST / most) ** (step / (count - 1))
        if step == 0:
            found.append(dark)
        elif ratio < least:
            found.append(tint(light, style.ground, ratio))
        else:
            found.append(_between(dark, light, style.ground, ratio))
    return found


def _between(dark: str, light: str, ground: str, ratio: float) -> str:
    """Return the faintest mix of `dark` into `light` with at least `ratio` to the ground."""
    for part in range(100):
        mixed = tuple(
            round(
                int(dark[at : at + 2], 16) * part / 99
                + int(light[at : at + 2], 16) * (1 - part / 99)
            )
            for at in (1, 3, 5)
        )
        colour = "#" + "".join(f"{channel:02X}" for channel in mixed)
        if contrast(colour, ground) >= ratio:
            return colour
    return dark
