"""Formats, themes, targets and languages: data files of the project, read into frozen values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from .content import problems
from .content.edition import Edition
from .content.lengths import LengthField, bounded
from .content.like import Kind, read_like
from .content.node import Node, read_model
from .content.yaml import read_yaml
from .diagnostics import Diagnostic, Finding, Mark, Severity
from .finishers import finishers
from .formats import Format as Format
from .formats import Setting as Setting
from .formats import misfits as format_misfits
from .languages import BuiltInWords as BuiltInWords
from .languages import Language as Language
from .resources import Project
from .themes import COLOURS as COLOURS
from .themes import SLOTS as SLOTS
from .themes import Colour as Colour
from .themes import FontFace as FontFace
from .themes import SlotRule as SlotRule
from .themes import Theme as Theme
from .themes import faults, misfits
from .themes import no_such as no_such
from .units import mm

AnySetting = TypeVar("AnySetting", bound=Node)


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
    edge: Annotated[LengthField, bounded(mm(0), mm(50), "the edge of a sheet")] = mm(4)
    """What an office printer cannot print along the edges of a sheet."""
    leaf: Annotated[LengthField, bounded(mm(0), mm(5), "a sheet of paper")] = mm(0.1)
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
    translations: Literal["required", "marked"] = "required"
    """Whether every text of another language must be translated, or what is not is marked on the
    page and a warning."""

    @property
    def profile(self) -> Mapping[str, Severity]:
        """The severities as values."""
        return {code: Severity.named(word) for code, word in self.severity.items()}


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
    theme = theme.on(page)
    findings += misfits(theme, page, name)
    findings += _lacking_fonts(theme, language, edition)
    if findings:
        raise Diagnostic(findings)
    theme = theme.written_in(language.script, page)
    return Design(page, theme, language, name, edition.theme, edition.language)


def _lacking_fonts(theme: Theme, language: Language, edition: Edition) -> Iterator[Finding]:
    """Yield C110 where a theme has no fonts for the script of a language."""
    if language.script == "Latn" or language.script in theme.scripts:
        return
    message = f"the theme “{edition.theme}” has no fonts for {language.label} ({language.script})"
    help = "copy `scripts:` from the theme nordic into its theme.yaml, or take another theme"
    yield problems.UNKNOWN_CHOICE.finding(edition.mark_of("theme"), message, help=help)


def names_of(project: Project, what: str) -> tuple[str, ...]:
    """Return the names of the formats, themes, targets, languages or printers, sorted."""
    folder = FOLDERS[what]
    if what != "theme":
        return tuple(project.listing(folder, ".yaml"))
    return project.folders_with("theme.yaml", folder)


def read_format(project: Project, name: str, mark: Mark | None = None) -> Format:
    """Return the format called `name`.

    Raises Diagnostic: there is none, or none that it is like (C110), they are like each other in a
    circle (X207), or its parts do not fit into the page (C106).
    """
    kind = Kind("format", FOLDERS["format"], "smith-a4", frozenset({"fold"}))
    page = read_model(Format, read_like(project, kind, name, mark))
    findings = [*format_misfits(page)]
    if findings:
        raise Diagnostic(findings)
    return page


def read_target(project: Project, name: str, mark: Mark | None = None) -> Target:
    """Return the target called `name`.

    Raises Diagnostic: there is none, or no such finish (C110), or it lacks what that needs (C105).
    """
    target = _read(project, "target", name, Target, mark)
    findings = [*_target_faults(project, target)]
    if findings:
        raise Diagnostic(findings)
    return target


# What a way to finish a PDF cannot do without, with an example.
_NEEDS = {"press": ("printer", "fogra39-coated"), "booklet": ("sheets", "{paper: same}")}
# The PDF that keeps its tags, without which the stage `pdf` has nothing to check.
_TAGGED = "screen"


def _target_faults(project: Project, target: Target) -> Iterator[Finding]:
    """Yield what a target names and there is not, and what does not go with how it is finished."""
    place = target.mark_of("finish")
    if target.finish not in finishers():
        yield no_such("way to finish a PDF", target.finish, place, finishers())
        return
    if "pdf" in target.checks and target.finish != _TAGGED:
        message = f"a PDF that is finished as `{target.finish}` has no tags that `pdf` could check"
        help = "take `pdf` out of `checks`"
        yield problems.WRONG_VALUE.finding(target.mark_of("checks"), message, help=help)
    finishes = {target.finish: place}
    if target.judged_as:
        other, there = target.judged_as, target.mark_of("judged_as")
        finishes[_read(project, "target", other, Target, there).finish] = there
    for finish, named in finishes.items():
        field, example = _NEEDS.get(finish, ("finish", ""))
        if not getattr(target, field):
            message = f"what is finished as `{finish}` needs `{field}:`, which the target lacks"
            yield problems.MISSING_KEY.finding(named, message, help=f"write {field}: {example}")


def read_theme(project: Project, name: str, mark: Mark | None = None) -> Theme:
    """Return the theme called `name`.

    Raises Diagnostic: there is none, or it names a colour or a font of charts that it does not
    have (C110); a colour, a style of type or a slot that templates ask for is missing (C105).
    """
    theme = _read(project, "theme", name, Theme, mark)
    findings = [*faults(theme)]
    if findings:
        raise Diagnostic(findings)
    return theme


def read_language(project: Project, tag: str, mark: Mark | None = None) -> Language:
    """Return the language of a tag: `en-US` by its own file, else by that of `en`.

    Raises Diagnostic C110 when there is no such file, or no way of writing numbers and dates; C104
    to C106 where the file lacks a word, or has one that nobody asks for.
    """
    names = names_of(project, "language")
    name = _file_of(tag, names)
    kind = Kind("language", FOLDERS["language"], "en-AU")
    language = read_model(Language, read_like(project, kind, name, mark))
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f"nobody has recorded how “{tag}” writes numbers and dates"
        help = f"write “{tag.split('-')[0]}” alone, or with a country that speaks it"
        raise Diagnostic([problems.UNKNOWN_CHOICE.finding(mark, message, help=help)]) from error
    return language


def _file_of(tag: str, names: Collection[str]) -> str:
    """Return the name of the file of a language tag, with ever less behind it (RFC 4647 §3.4).

    `zh-CN` says nothing of its script, but CLDR knows that it is that of `zh-Hans`.
    """
    parts = tag.split("-")
    for count in range(len(parts), 0, -1):
        name = "-".join(parts[:count])
        if name in names:
            return name
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        script = Locale.parse(tag, sep="-").script
    except (UnknownLocaleError, ValueError):
        return parts[0]
    likely = get_global("likely_subtags").get(tag, "__").split("_")[1]
    name = f"{parts[0]}-{script or likely}"
    return name if name in names else parts[0]


def _read(
    project: Project, what: str, name: str, model: type[AnySetting], mark: Mark | None
) -> AnySetting:
    names = names_of(project, what)
    if name not in names:
        raise Diagnostic([no_such(what, name, mark, names)])
    file = f"{name}/theme.yaml" if what == "theme" else f"{name}.yaml"
    path = project.find(file, [FOLDERS[what]], mark)
    return read_model(model, read_yaml(project.read(path), project.shown(path)))
