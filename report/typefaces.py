"""Type: font files, styles, and what stands for them in other scripts than the Latin one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from .formats import Setting

# What style sheets are written with: nothing in it can end a string or a rule of CSS.
Role = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$", max_length=60)]
Family = Annotated[str, Field(pattern=r"^[\w][\w .&+-]*$", max_length=100)]
# The layout engine knows whole hundreds and no others (CSS Fonts 3 §3.2).
Weight = Annotated[int, Field(ge=100, le=900, multiple_of=100)]


class FontFace(Setting):
    """One font file and the family, weight and style under which styles ask for it."""

    family: Family
    file: str
    """The file, below assets/fonts/."""
    weight: Weight = 400
    style: Literal["normal", "italic"] = "normal"


_TYPE = re.compile(
    r"(?P<italic>italic )?(?P<weight>[1-9]00) (?P<size>\d+(\.\d+)?)/(?P<leading>\d+(\.\d+)?)"
    r" (?P<family>\S.*)"
)


_SMALLEST, _LARGEST = 1, 600


@dataclass(frozen=True)
class TypeStyle:
    """A size of type on its leading, both in points, in one face of the theme."""

    family: str
    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    others: tuple[str, ...] = ()
    """The families that are asked for what the family lacks."""

    @property
    def css(self) -> str:
        """The style as the value of CSS's `font`."""
        slope = "italic " if self.italic else ""
        families = ", ".join(f'"{each}"' for each in (self.family, *self.others))
        return f"{slope}{self.weight} {self.size:g}pt/{self.leading:g}pt {families}"

    @classmethod
    def parse(cls, value: Any) -> TypeStyle:
        """Return the style written as `300 29/32 Source Serif 4 Display`; ValueError otherwise."""
        if isinstance(value, TypeStyle):
            return value
        match = _TYPE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise ValueError(
                f"“{value}” is no style of type\n"
                "write weight (400, 600, …), size/leading in points and family: "
                "400 9/14 Source Sans 3"
            )
        size, leading = float(match["size"]), float(match["leading"])
        if not (_SMALLEST <= size <= _LARGEST and _SMALLEST <= leading <= _LARGEST):
            raise ValueError(
                f"“{value}” is no size that can be set\n"
                f"write size and leading between {_SMALLEST} and {_LARGEST} points"
            )
        return cls(match["family"], size, leading, int(match["weight"]), bool(match["italic"]))


TypeField = Annotated[
    TypeStyle,
    PlainValidator(TypeStyle.parse),
    WithJsonSchema({"type": "string", "pattern": rf"^{_TYPE.pattern}$".replace("?P", "?")}),
]
"""A style of type as one line."""


class ScriptFonts(Setting):
    """What a theme's type becomes in another script, such as `Arab`.

    Such fonts have no slope, and few weights: styles from 600 on are bold, all others regular.
    """

    fonts: tuple[FontFace, ...] = Field(min_length=1)
    families: Mapping[Family, Family]
    """By each family of the theme's the one that stands for it; for Latin letters and whatever
    else that lacks, the theme's own comes after it."""
    size: float = Field(100, ge=50, le=150)
    """The size in per cent of the theme's; of small type no less than 8 points remain."""
    figures: tuple[Role, ...] = ()
    """What the type is for that is all figures: there the theme's own family comes first, as large
    and as light as it is."""
    leading: float = Field(1, ge=1, le=3)
    """The least leading of what is no text on the grid, in sizes: letters may need more room above
    and below than Latin ones."""

    def style(self, role: str, style: TypeStyle, grid: float) -> TypeStyle:
        """Return what a style of type becomes; what is set line by line on `grid` stays there."""
        if role in self.figures:
            return replace(style, italic=False, others=(self.families[style.family],))
        size = round(max(style.size * self.size / 100, min(style.size, _SMALL)), 2)
        least = style.leading if style.leading == grid else ceil(size * self.leading)
        return replace(
            style,
            family=self.families[style.family],
            size=size,
            leading=max(style.leading, least),
            weight=self.weight(style.weight),
            italic=False,
            others=(style.family,),
        )

    def weight(self, weight: int) -> int:
        """Return the weight of these fonts that stands for one of the theme's."""
        return _BOLD if weight >= _HEAVY else _REGULAR


_REGULAR, _HEAVY, _BOLD = 400, 600, 700
# Smaller type than this is not printed in more than one ink (see X107).
_SMALL = 8.0
