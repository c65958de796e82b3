"""Formats, themes, targets and languages: data files of the project, read into frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from .content import problems
from .content.edition import Edition
from .content.node import Node, nearest, read_model
from .content.yaml import read_yaml
from .diagnostics import Diagnostic, Finding, Mark, Severity
from .resources import Project
from .units import Length, PageBoxes, Size

AnySetting = TypeVar("AnySetting", bound=Node)


def _length(value: Any) -> Any:
    return Length.parse(value) if isinstance(value, str) else value


LengthField = Annotated[Length, BeforeValidator(_length)]


class _Setting(Node):
    model_config = ConfigDict(**Node.model_config, arbitrary_types_allowed=True)


class Margins(_Setting):
    """The white around the type area; the bottom margin is what its lines leave."""

    top: LengthField
    inner: LengthField
    outer: LengthField


class Format(_Setting):
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


class Colour(_Setting):
    """A colour of the theme, on the screen and in ink."""

    srgb: Srgb
    cmyk: tuple[Percent, Percent, Percent, Percent]
    """Cyan, magenta, yellow and black in percent: the exact build on paper."""


class FontFace(_Setting):
    """One font file and the family, weight and style under which styles ask for it."""

    family: str
    file: str
    """The file, below assets/fonts/."""
    weight: int = Field(400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class SlotRule(_Setting):
    """How large a picture stands in a place of the page."""

    columns: int | None = None
    """The width in columns of the grid; left out: the type area's, or the page's with `bleed`."""
    bleed: tuple[Literal["left", "right", "top", "bottom"], ...] = ()
    """The sides on which the picture runs across the page's edge."""
    lines: int | None = None
    """The height in lines of the baseline grid."""
    share: float | None = Field(None, gt=0, le=1)
    """The height as a share of the page's, rounded so that the edge lies on the grid."""
    trim: LengthField = Length(0)
    """What is taken off the height, so that edges meet the letters and not the line."""


class ChartType(_Setting):
    """Type in charts, which stands on the page's own sizes."""

    family: str
    label: LengthField = Length(8)
    """The size of labels."""
    small: LengthField = Length(7)
    """The size of notes."""
    series: tuple[str, ...] = ("blue", "ink", "quiet")
    """The colours of series, by role, in order."""


class Theme(_Setting):
    """Colours, type and slots. Its styles are the .css files of the same folder."""

    label: str
    colours: Mapping[str, Colour]
    fonts: tuple[FontFace, ...] = Field(min_length=1)
    slots: Mapping[str, SlotRule]
    charts: ChartType
    ground: str = "paper"
    """The role of the page's ground."""

    def srgb(self, role: str) -> str:
        """Return the sRGB value of a role; white for `paper` where the theme names none."""
        return self.colours[role].srgb if role in self.colours else "#FFFFFF"


class Images(_Setting):
    """How photographs travel in a target's PDF."""

    ppi: int = 150
    """Pixels per inch at the printed size."""
    warn_below: int
    """Below this effective resolution a picture is a finding."""
    error_below: int
    """Below this one it is an error."""


class Target(_Setting):
    """What the PDF is for. Targets differ in how the laid-out pages are finished."""

    label: str
    use: Literal["screen", "press"]
    """The use that a photo's licence must allow."""
    finish: str
    """The module of report/finish/ that makes the PDF."""
    images: Images
    severity: Mapping[str, Literal["error", "warning", "note"]] = Field(default_factory=dict)
    """Severities by code, where they differ from the code's own."""

    @property
    def profile(self) -> Mapping[str, Severity]:
        """The severities as values."""
        return {code: Severity.named(word) for code, word in self.severity.items()}


class Language(_Setting):
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
    words: Mapping[str, str]
    """Built-in words of the templates, by name."""


FOLDERS = {
    "format": "templates/formats",
    "theme": "templates/themes",
    "target": "templates/targets",
    "language": "templates/languages",
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
    return Design(page, theme, language, name, edition.theme, edition.language)


def names_of(project: Project, what: str) -> tuple[str, ...]:
    """Return the names of the formats, themes, targets or languages there are, sorted."""
    folder = FOLDERS[what]
    if what != "theme":
        return tuple(project.listing(folder, ".yaml"))
    return project.folders_with("theme.yaml", folder)


def read_format(project: Project, name: str, mark: Mark | None = None) -> Format:
    """Return the format called `name`; Diagnostic C110 when there is none."""
    return _read(project, "format", name, Format, mark)


def read_target(project: Project, name: str, mark: Mark | None = None) -> Target:
    """Return the target called `name`; Diagnostic C110 when there is none."""
    return _read(project, "target", name, Target, mark)


def read_theme(project: Project, name: str, mark: Mark | None = None) -> Theme:
    """Return the theme called `name`; Diagnostic C110 when there is none."""
    return _read(project, "theme", name, Theme, mark)


def read_language(project: Project, tag: str, mark: Mark | None = None) -> Language:
    """Return the language of a tag: `en-US` by its own file, else by that of `en`."""
    names = names_of(project, "language")
    name = tag if tag in names else tag.split("-")[0]
    return _read(project, "language", name, Language, mark)


def _read(
    project: Project, what: str, name: str, model: type[AnySetting], mark: Mark | None
) -> AnySetting:
    names = names_of(project, what)
    if name not in names:
        message = f"there is no {what} “{name}”"
        help = nearest(name, list(names))
        raise Diagnostic([problems.UNKNOWN_CHOICE.finding(mark, message, help=help)])
    file = f"{name}/theme.yaml" if what == "theme" else f"{name}.yaml"
    path = project.find(file, [FOLDERS[what]], mark)
    return read_model(model, read_yaml(project.read(path), project.shown(path)))
