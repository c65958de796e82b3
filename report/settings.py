"""Formats, themes, targets and languages: data files of the project, read into frozen values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Literal, TypeVar

from pydantic import ConfigDict, Field

from .content import problems
from .content.edition import Edition
from .content.lengths import LengthField
from .content.node import GivenLine, Line, Node, nearest, read_model
from .content.yaml import read_yaml
from .diagnostics import Diagnostic, Finding, Mark, Severity
from .finishers import finishers
from .resources import Project
from .units import Length, PageBoxes, Size, mm

AnySetting = TypeVar("AnySetting", bound=Node)


class Setting(Node):
    """A part of a data file of the project."""

    model_config = ConfigDict(**Node.model_config, arbitrary_types_allowed=True)


class Margins(Setting):
    """The white around the type area; the bottom margin is what its lines leave."""

    top: LengthField
    inner: LengthField
    outer: LengthField


class Format(Setting):
    """A trim size with its margins and grid."""

    label: str
    """The name as people say it, such as `A4 portrait`."""
    width: LengthField
    height: LengthField
    margins: Margins
    lines: int = Field(ge=10, le=200)
    """Lines of the baseline grid in the type area."""
    baseline: LengthField = Length(14)
    bleed: LengthField
    safe: LengthField
    columns: int = Field(12, ge=1, le=24)
    gutter: LengthField

    @property
    def trim(self) -> Size:
        """The trimmed page."""
        return Size(self.width, self.height)

    @property
    def boxes(self) -> PageBoxes:
        """Trim, bleed and safe area."""
        return PageBoxes.of(self.trim, self.bleed, self.safe)

    @property
    def measure(self) -> Length:
        """The width of the type area."""
        return self.width - self.margins.inner - self.margins.outer

    @property
    def bottom(self) -> Length:
        """The bottom margin."""
        return self.height - self.margins.top - self.baseline * self.lines

    def span(self, columns: int) -> Length:
        """Return the width of `columns` columns with the gutters between them."""
        column = (self.measure - self.gutter * (self.columns - 1)) / self.columns
        return column * columns + self.gutter * (columns - 1)


Srgb = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class Colour(Setting):
    """A colour of the theme, on the screen and in ink."""

    srgb: Srgb
    cmyk: tuple[Percent, Percent, Percent, Percent]
    """Cyan, magenta, yellow and black in percent: the exact build on paper."""
    spot: Line = ""
    """The name of a spot ink, such as `PANTONE 3015 C`; `cmyk` is then what replaces it."""


class FontFace(Setting):
    """One font file and the family, weight and style under which styles ask for it."""

    family: str
    file: str
    """The file, below assets/fonts/."""
    weight: int = Field(400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class SlotRule(Setting):
    """How large a picture stands in a place of the page."""

    columns: int | None = Field(None, ge=1)
    """The width in columns of the grid; left out: the type area's, or the page's with `bleed`."""
    bleed: tuple[Literal["left", "right", "top", "bottom"], ...] = ()
    """The sides on which the picture runs across the page's edge."""
    lines: int | None = Field(None, ge=1, le=200)
    """The height in lines of the baseline grid."""
    share: float | None = Field(None, gt=0, le=1)
    """The height as a share of the page's, rounded so that the edge lies on the grid."""
    trim: LengthField = Length(0)
    """What is taken off the height, so that edges meet the letters and not the line."""


class ChartType(Setting):
    """Type in charts, which stands on the page's own sizes."""

    family: str
    label: LengthField = Length(8)
    """The size of labels."""
    small: LengthField = Length(7)
    """The size of notes."""
    series: tuple[str, ...] = ("blue", "ink", "quiet")
    """The colours of series, by role, in order."""


class Theme(Setting):
    """Colours, type and slots. Its styles are the .css files of the same folder."""

    label: str
    colours: Mapping[str, Colour]
    fonts: tuple[FontFace, ...] = Field(min_length=1)
    slots: Mapping[str, SlotRule]
    charts: ChartType
    ground: str = "paper"
    """The role of the page's ground."""
    spine: str = "ink"
    """The role of the spine of a bound book, between back cover and cover."""

    def srgb(self, role: str) -> str:
        """Return the sRGB value of a role; KeyError for one that the theme does not have."""
        return self.colours[role].srgb


COLOURS = ("ink", "blue", "yellow", "ice", "text", "quiet", "rule", "pale", "paper")
"""The roles that style sheets and charts ask every theme for."""
SLOTS = (
    *("cover", "back_cover", "contents", "opener.page", "opener.top"),
    *("photo.column", "photo.page", "photo.bleed", "panel.column", "panel.page"),
    *("chart.column", "chart.page"),
)
"""The slots that templates ask every theme for."""


class Images(Setting):
    """How photographs travel in a target's PDF."""

    ppi: int = Field(150, ge=36, le=1200)
    """Pixels per inch at the printed size."""
    warn_below: int
    """Below this effective resolution a picture is a finding."""
    error_below: int
    """Below this one it is an error."""


class Sheets(Setting):
    """Sheets of paper that carry two pages on each side."""

    paper: Literal["same", "double"] = "same"
    """`same`: on the paper of the format, turned, with smaller pages; `double`: pages as they are,
    on paper twice as large."""
    edge: LengthField = mm(4)
    """What an office printer cannot print along the edges of a sheet."""
    leaf: LengthField = mm(0.1)
    """The thickness of a sheet, by which the inner ones stand out when they are folded."""


class Target(Setting):
    """What the PDF is for. Targets differ in how the laid-out pages are finished."""

    label: str
    use: Literal["screen", "press"]
    """The use that a photo's licence must allow."""
    finish: str
    """How the PDF is made, such as `screen`: a module of report/finish/."""
    images: Images
    severity: Mapping[str, Literal["error", "warning", "note"]] = Field(default_factory=dict)
    """Severities by code, where they differ from the code's own."""
    checks: tuple[Literal["content", "pictures", "pages", "pdf", "press"], ...]
    """What is checked before the file is published: the stages of rules (see docs/rules.md)."""
    printer: str = ""
    """The printer preset of an edition that names none, for what goes to the press."""
    judged_as: str = ""
    """The target whose findings this one shows, and does not suffer from, such as `press`."""
    sheets: Sheets | None = None
    """How pages are set side by side on sheets, for what is folded."""

    @property
    def profile(self) -> Mapping[str, Severity]:
        """The severities as values."""
        return {code: Severity.named(word) for code, word in self.severity.items()}


class BuiltInWords(Setting):
    """The words that templates print, in one language."""

    contents: GivenLine
    """The headline of the contents page."""
    photo_credits: GivenLine
    """The headline of the list of photo credits."""
    pictures_to_come: GivenLine
    """The headline above the pictures that stand-ins are printed for."""
    pictures_to_come_note: GivenLine
    """What is said about them."""
    source: GivenLine
    """What stands before a source, such as `Source:`."""
    page: GivenLine
    """What a page reference says to those who listen, before its number."""
    more_than: GivenLine
    """What stands before a figure that is a lower bound."""
    as_of: GivenLine
    """What stands before the year or day of a fact."""
    chart_data: GivenLine
    """What the file with a chart's data is called."""


class Language(Setting):
    """How a language writes: quotation marks, spaces that do not break, and built-in words."""

    label: str
    direction: Literal["ltr", "rtl"] = "ltr"
    quotes: tuple[str, str, str, str]
    """Opening and closing double marks, opening and closing single marks."""
    short_words: tuple[str, ...] = ()
    """Words that do not end a line: they keep to the next one."""
    units: tuple[str, ...] = ()
    """Units that keep to the number before them."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations that keep to the word after them, such as `p.`."""
    words: BuiltInWords
    """Built-in words of the templates."""


FOLDERS = {
    "format": "templates/formats",
    "theme": "templates/themes",
    "target": "templates/targets",
    "language": "templates/languages",
    "printer": "templates/printers",
}


@dataclass(frozen=True)
class Design:
    """How an edition is set: its format, theme and language."""

    format: Format
    theme: Theme
    language: Language
    format_name: str
    theme_name: str
    tag: str
    """The language tag."""


def read_design(project: Project, edition: Edition, format: str = "") -> Design:
    """Return the design of an edition, in another `format` than its own where one is given.

    Raises Diagnostic with all that the edition names and the project does not have.
    """
    name = format or edition.format
    findings: list[Finding] = []

    def read(reader: Callable[[], AnySetting]) -> AnySetting | None:
        try:
            return reader()
        except Diagnostic as diagnostic:
            findings.extend(diagnostic.findings)
            return None

    page = read(lambda: read_format(project, name, None if format else edition.mark_of("format")))
    theme = read(lambda: read_theme(project, edition.theme, edition.mark_of("theme")))
    language = read(lambda: read_language(project, edition.language, edition.mark_of("language")))
    if page is None or theme is None or language is None:
        raise Diagnostic(findings)
    too_wide = [*_too_wide(theme, page, name)]
    if too_wide:
        raise Diagnostic(too_wide)
    return Design(page, theme, language, name, edition.theme, edition.language)


def names_of(project: Project, what: str) -> tuple[str, ...]:
    """Return the names of the formats, themes, targets, languages or printers, sorted."""
    folder = FOLDERS[what]
    if what != "theme":
        return tuple(project.listing(folder, ".yaml"))
    return project.folders_with("theme.yaml", folder)


def read_format(project: Project, name: str, mark: Mark | None = None) -> Format:
    """Return the format called `name`; Diagnostic C110 when there is none."""
    return _read(project, "format", name, Format, mark)


def read_target(project: Project, name: str, mark: Mark | None = None) -> Target:
    """Return the target called `name`; Diagnostic C110 when there is none, or no such finish."""
    target = _read(project, "target", name, Target, mark)
    if target.finish not in finishers():
        place = target.mark_of("finish")
        raise Diagnostic([no_such("way to finish a PDF", target.finish, place, finishers())])
    return target


def read_theme(project: Project, name: str, mark: Mark | None = None) -> Theme:
    """Return the theme called `name`.

    Raises Diagnostic: there is none, or it names a colour or a font of charts that it does not
    have (C110); a colour or a slot that templates ask for is missing (C105).
    """
    theme = _read(project, "theme", name, Theme, mark)
    findings = [*_unknown_in(theme), *_missing_in(theme)]
    if findings:
        raise Diagnostic(findings)
    return theme


def read_language(project: Project, tag: str, mark: Mark | None = None) -> Language:
    """Return the language of a tag: `en-US` by its own file, else by that of `en`.

    Raises Diagnostic C110 when there is no such file, or no way of writing numbers and dates.
    """
    names = names_of(project, "language")
    name = tag if tag in names else tag.split("-")[0]
    language = _read(project, "language", name, Language, mark)
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f"nobody has recorded how “{tag}” writes numbers and dates"
        help = f"write “{tag.split('-')[0]}” alone, or with a country that speaks it"
        raise Diagnostic([problems.UNKNOWN_CHOICE.finding(mark, message, help=help)]) from error
    return language


def _read(
    project: Project, what: str, name: str, model: type[AnySetting], mark: Mark | None
) -> AnySetting:
    names = names_of(project, what)
    if name not in names:
        raise Diagnostic([no_such(what, name, mark, names)])
    file = f"{name}/theme.yaml" if what == "theme" else f"{name}.yaml"
    path = project.find(file, [FOLDERS[what]], mark)
    return read_model(model, read_yaml(project.read(path), project.shown(path)))


def no_such(what: str, name: str, mark: Mark | None, known: Sequence[str]) -> Finding:
    """Return the finding that there is no thing of this name, with the nearest that there is."""
    help = nearest(name, list(known))
    return problems.UNKNOWN_CHOICE.finding(mark, f"there is no {what} “{name}”", help=help)


def _unknown_in(theme: Theme) -> Iterator[Finding]:
    """Yield a finding for each colour and font that a theme names and does not have."""
    colours, families = tuple(theme.colours), tuple(dict.fromkeys(f.family for f in theme.fonts))
    for field in ("ground", "spine"):
        if getattr(theme, field) not in colours:
            yield no_such("colour", getattr(theme, field), theme.mark_of(field), colours)
    for index, role in enumerate(theme.charts.series):
        if role not in colours:
            document, path = theme.charts.origin
            mark = document.place((*path, "series", index)).mark
            yield no_such("colour", role, mark, colours)
    if theme.charts.family not in families:
        yield no_such("font", theme.charts.family, theme.charts.mark_of("family"), families)


def _missing_in(theme: Theme) -> Iterator[Finding]:
    """Yield a finding for each colour and slot that a theme lacks; at a misspelt one if any."""
    for field, what, wanted in (("colours", "colour", COLOURS), ("slots", "slot", SLOTS)):
        given: Mapping[str, Node] = getattr(theme, field)
        others = [name for name in given if name not in wanted]
        for name in wanted:
            if name in given:
                continue
            near = get_close_matches(name, others, 1)
            document, path = theme.origin
            mark = document.key((*path, field, near[0])) if near else theme.mark_of(field)
            help = f"did you mean it by “{near[0]}”?" if near else "copy it from another theme"
            yield problems.MISSING_KEY.finding(mark, f"the {what} “{name}” is missing", help=help)


def _too_wide(theme: Theme, page: Format, name: str) -> Iterator[Finding]:
    """Yield a finding for each slot with more columns than the format's grid."""
    for slot, rule in theme.slots.items():
        if (rule.columns or 0) > page.columns:
            message = f"the slot “{slot}” is {rule.columns} columns wide; {name} has {page.columns}"
            help = f"write {page.columns} or less, or leave `columns` out for the full width"
            mark = rule.mark_of("columns")
            yield problems.WRONG_VALUE.finding(mark, message, help=help)
