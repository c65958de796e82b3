"""Themes: colours, type and the places of pictures, read from templates/themes/*/theme.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import Field

from .content import problems
from .content.lengths import LengthField, bounded
from .content.node import Line, Node, nearest
from .diagnostics import Finding, Mark
from .formats import Format, Setting, Trait
from .languages import Script
from .typefaces import Family as Family
from .typefaces import FontFace as FontFace
from .typefaces import Role, ScriptFonts, TypeField, Weight
from .typefaces import TypeStyle as TypeStyle
from .units import Length, mm

Srgb = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class Colour(Setting):
    """A colour of the theme, on the screen and in ink."""

    srgb: Srgb
    cmyk: tuple[Percent, Percent, Percent, Percent]
    """Cyan, magenta, yellow and black in percent: the exact build on paper."""
    spot: Annotated[Line, Field(max_length=100)] = ""
    """The name of a spot ink, such as `PANTONE 3015 C`; `cmyk` is then what replaces it."""


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
    others: tuple[str, ...] = ()
    """The families that are asked for what the family lacks."""
    label: ChartSize = Length(8)
    """The size of labels."""
    small: ChartSize = Length(7)
    """The size of notes."""
    figure_weight: Weight = 300
    """The weight of large figures; one that the family has among the fonts."""
    strong_weight: Weight = 600
    """The weight of labels that stand out; one that the family has among the fonts."""
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
    scripts: Mapping[Script, ScriptFonts] = Field(default_factory=dict)
    """What the type becomes in other scripts than the Latin one, such as `Arab`."""
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

    def written_in(self, script: Script, page: Format) -> Theme:
        """Return the theme as it is for a script on the grid of a format.

        Raises KeyError for one that it has no fonts for.
        """
        if script == "Latn":
            return self
        other = self.scripts[script]
        grid = page.baseline.pt
        type = {role: other.style(role, style, grid) for role, style in self.type.items()}
        own = self.charts.family
        charts = {
            "family": other.families[own],
            "others": (own,),
            "figure_weight": other.weight(self.charts.figure_weight),
            "strong_weight": other.weight(self.charts.strong_weight),
        }
        return self.model_copy(
            update={
                "type": type,
                "fonts": (*other.fonts, *self.fonts),
                "charts": self.charts.model_copy(update=charts),
            }
        )


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
    yield from _faults_of_scripts(theme)
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


def _faults_of_scripts(theme: Theme) -> Iterator[Finding]:
    """Yield families for which a script has no other one, or one without a font."""
    owners: tuple[Theme | Adjustment, ...] = (theme, *theme.adjust.values())
    asked = {style.family for owner in owners for style in owner.type.values()}
    used = (asked | {theme.charts.family}) & {face.family for face in theme.fonts}
    for script, other in theme.scripts.items():
        there = tuple(dict.fromkeys(face.family for face in other.fonts))
        for family, stands in other.families.items():
            if stands not in there:
                yield no_such("font", stands, _mark(other, "families", family), there)
        for family in sorted(used - {*other.families}):
            message = f"nothing stands for “{family}” in the script {script}"
            help = f"write below `families:` which of {', '.join(there)} does"
            yield problems.MISSING_KEY.finding(other.mark_of("families"), message, help=help)


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
