"""Themes: colours, type and the places of pictures, read from templates/themes/*/theme.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from .content import problems
from .content.lengths import LengthField, bounded
from .content.node import Line, Node, nearest
from .diagnostics import Finding, Mark
from .formats import Format, Setting, Trait
from .units import Length, mm

# What style sheets are written with: nothing in it can end a string or a rule of CSS.
Role = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$", max_length=60)]
Family = Annotated[str, Field(pattern=r"^[\w][\w .&+-]*$", max_length=100)]
Srgb = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
# The layout engine knows whole hundreds and no others (CSS Fonts 3 §3.2).
Weight = Annotated[int, Field(ge=100, le=900, multiple_of=100)]
Percent = Annotated[float, Field(ge=0, le=100)]


class Colour(Setting):
    """A colour of the theme, on the screen and in ink."""

    srgb: Srgb
    cmyk: tuple[Percent, Percent, Percent, Percent]
    """Cyan, magenta, yellow and black in percent: the exact build on paper."""
    spot: Annotated[Line, Field(max_length=100)] = ""
    """The name of a spot ink, such as `PANTONE 3015 C`; `cmyk` is then what replaces it."""


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

    @property
    def css(self) -> str:
        """The style as the value of CSS's `font`."""
        slope = "italic " if self.italic else ""
        return f'{slope}{self.weight} {self.size:g}pt/{self.leading:g}pt "{self.family}"'

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


class SlotRule(Setting):
    """How large a picture stands in a place of the page."""

    columns: Annotated[int, Field(ge=1)] | Literal["text"] | None = None
    """The width in columns of the grid, or `text` for a column of text; left out: the type area's,
    or the page's with `bleed`."""
    bleed: tuple[Literal["left", "right", "top", "bottom"], ...] = ()
    """The sides on which the picture runs across the page's edge."""
    pages: Literal[1, 2] = 1
    """How many facing pages it runs across; across two, both its sides are outer ones."""
    lines: int | None = Field(None, ge=1, le=200)
    """The height in lines of the baseline grid."""
    share: float | None = Field(None, gt=0, le=1)
    """The height as a share of the page's, rounded so that the edge lies on the grid."""
    trim: Annotated[LengthField, bounded(Length(0), mm(50), "what is taken off")] = Length(0)
    """What is taken off the height, so that edges meet the letters and not the line."""


ChartSize = Annotated[LengthField, bounded(Length(1), Length(72), "type in charts")]


class ChartType(Setting):
    """Type in charts, which stands on the page's own sizes."""

    family: str
    label: ChartSize = Length(8)
    """The size of labels."""
    small: ChartSize = Length(7)
    """The size of notes."""
    figure_weight: Weight = 300
    """The weight of large figures; one that the family has among the fonts."""
    series: tuple[str, ...] = ("accent", "ink", "quiet")
    """The colours of series, by role, in order."""


class Adjustment(Setting):
    """What a theme has otherwise in formats of one trait."""

    type: Mapping[Role, TypeField] = Field(default_factory=dict)
    """Styles of type, by what they are for."""
    slots: Mapping[Role, SlotRule] = Field(default_factory=dict)
    """Slots, each in full."""


class Theme(Setting):
    """Colours, type and slots. Its styles are the .css files of the same folder."""

    label: str
    colours: Mapping[Role, Colour]
    fonts: tuple[FontFace, ...] = Field(min_length=1)
    type: Mapping[Role, TypeField]
    """Sizes and faces by what they are for. Style sheets use them as `font: var(--type-small)`
    and move what they set onto the grid by `top: var(--shift-small)`."""
    slots: Mapping[Role, SlotRule]
    charts: ChartType
    adjust: Mapping[Trait, Adjustment] = Field(default_factory=dict)
    """Other sizes and slots for formats with a trait, such as `small`; the later one counts."""
    ground: str = "paper"
    """The role of the page's ground."""
    spine: str = "ink"
    """The role of the spine of a bound book, between back cover and cover."""

    def srgb(self, role: str) -> str:
        """Return the sRGB value of a role; KeyError for one that the theme does not have."""
        return self.colours[role].srgb

    def on(self, page: Format) -> Theme:
        """Return the theme as it is for a format, adjusted to each of its traits in order."""
        type, slots = dict(self.type), dict(self.slots)
        for trait in page.traits:
            if trait in self.adjust:
                type |= self.adjust[trait].type
                slots |= self.adjust[trait].slots
        return self.model_copy(update={"type": type, "slots": slots})


COLOURS = ("ink", "accent", "mark", "tint", "text", "quiet", "rule", "pale", "paper")
"""The roles that style sheets and charts ask every theme for."""
TYPES = (
    *("body", "crosshead", "label", "small", "caption", "credit", "source", "unit", "footnote"),
    *("cover", "headline", "standfirst", "kicker", "title", "quote", "quote.column"),
    *("figure", "figure.chart", "date", "entry", "entry.dense", "number", "number.dense"),
    *("folio", "running"),
)
"""The styles of type that style sheets ask every theme for."""
SLOTS = (
    *("cover", "back_cover", "contents", "opener.page", "opener.top"),
    *("photo.column", "photo.page", "photo.bleed", "panel.column", "panel.page"),
    *("chart.column", "chart.page"),
)
"""The slots that templates ask every theme for."""


def faults(theme: Theme) -> Iterator[Finding]:
    """Yield what a theme names and does not have, and what it lacks."""
    yield from _unknown_colours(theme)
    yield from _unknown_fonts(theme)
    yield from _unknown_adjustments(theme)
    yield from _missing(theme)


def no_such(what: str, name: str, mark: Mark | None, known: Sequence[str]) -> Finding:
    """Return the finding that there is no thing of this name, with the nearest that there is."""
    help = nearest(name, list(known))
    return problems.UNKNOWN_CHOICE.finding(mark, f"there is no {what} “{name}”", help=help)


def misfits(theme: Theme, page: Format, name: str) -> Iterator[Finding]:
    """Yield a finding for each slot that the grid of the format `name` has no room for."""
    for slot, rule in theme.slots.items():
        if isinstance(rule.columns, int) and rule.columns > page.columns:
            message = f"the slot “{slot}” is {rule.columns} columns wide; {name} has {page.columns}"
            help = f"write {page.columns} or less, or leave `columns` out for the full width"
            mark = rule.mark_of("columns")
            yield problems.WRONG_VALUE.finding(mark, message, help=help)
        if rule.trim >= page.baseline:
            message = f"of the slot “{slot}” a whole line of {name} is taken off, or more"
            help = f"write less than {page.baseline.pt:.4g}pt, or fewer `lines`"
            yield problems.WRONG_VALUE.finding(rule.mark_of("trim"), message, help=help)


def _unknown_colours(theme: Theme) -> Iterator[Finding]:
    colours = tuple(theme.colours)
    for field in ("ground", "spine"):
        if getattr(theme, field) not in colours:
            yield no_such("colour", getattr(theme, field), theme.mark_of(field), colours)
    for index, role in enumerate(theme.charts.series):
        if role not in colours:
            document, path = theme.charts.origin
            mark = document.place((*path, "series", index)).mark
            yield no_such("colour", role, mark, colours)


def _unknown_fonts(theme: Theme) -> Iterator[Finding]:
    families = tuple(dict.fromkeys(face.family for face in theme.fonts))
    if theme.charts.family not in families:
        yield no_such("font", theme.charts.family, theme.charts.mark_of("family"), families)
    owners: tuple[Theme | Adjustment, ...] = (theme, *theme.adjust.values())
    for owner in owners:
        for role, style in owner.type.items():
            if style.family not in families:
                yield no_such("font", style.family, _mark(owner, "type", role), families)


def _unknown_adjustments(theme: Theme) -> Iterator[Finding]:
    for each in theme.adjust.values():
        for role in each.type:
            if role not in theme.type:
                mark = _mark(each, "type", role)
                yield no_such("style of type", role, mark, tuple(theme.type))
        for slot in each.slots:
            if slot not in theme.slots:
                yield no_such("slot", slot, _mark(each, "slots", slot), tuple(theme.slots))


def _missing(theme: Theme) -> Iterator[Finding]:
    """Yield a finding for what a theme lacks; at a misspelt one if any."""
    asked = (
        ("colours", "colour", COLOURS),
        ("type", "style of type", TYPES),
        ("slots", "slot", SLOTS),
    )
    for field, what, wanted in asked:
        given: Mapping[str, object] = getattr(theme, field)
        others = [name for name in given if name not in wanted]
        for name in wanted:
            if name in given:
                continue
            near = get_close_matches(name, others, 1)
            mark = _mark(theme, field, near[0]) if near else theme.mark_of(field)
            help = f"did you mean it by “{near[0]}”?" if near else "copy it from another theme"
            yield problems.MISSING_KEY.finding(mark, f"the {what} “{name}” is missing", help=help)


def _mark(owner: Node, field: str, key: str) -> Mark:
    """Return where a key stands in a mapping of a theme."""
    document, path = owner.origin
    return document.key((*path, field, key))
