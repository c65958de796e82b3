"""Printer presets: what a print shop asks of a file, as a data file each.

A preset may say `like:` and the name of another, and then gives only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from .content.lengths import LengthField, bounded
from .content.like import Kind, read_like
from .content.node import GivenLine, read_model
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .resources import MISSING_FILE, Project
from .settings import FOLDERS, Setting, Theme, names_of
from .units import Length, mm

MISSING_PROFILE = Code(
    "X201",
    "missing-profile",
    Severity.ERROR,
    """The colour profile that the printer's preset names is not there.

    It says which inks give which colour on which paper, so nothing can be turned into inks without
    it. Four profiles come with Colophon; others may not be handed on by us, or belong to one print
    shop alone.

    Get the file from the address that the help line names, or ask the print shop for “the ICC
    profile and the printing condition”, and bring it into the project: `printer add FILE.icc`. Or
    put it into `assets/icc/` under the name that the preset has.
    """,
)
UNUSABLE_PROFILE = Code(
    "X202",
    "unusable-profile",
    Severity.ERROR,
    """A file is no colour profile of a press, or is damaged.

    Profiles of cameras and screens describe red, green and blue light. What is needed is the
    profile of a press with cyan, magenta, yellow and black inks; its class is “output”.

    Ask the print shop for the ICC profile of its press, and whether your copy of it is whole: half
    a download is the commonest damage.
    """,
)
PROFILE_OVER_LIMIT = Code(
    "X203",
    "profile-over-limit",
    Severity.NOTE,
    """The colour profile asks for more ink in the darkest colours than the printer's preset allows.

    Nothing is wrong with the file: Colophon thins cyan, magenta and yellow there, and no place on
    the page has more ink than the limit. But shadows are a little lighter than the profile's maker
    meant them to be.

    Where dark pictures matter, ask the print shop for a profile made for its limit, such as “ISO
    Coated v2 300 %” instead of “ISO Coated v2”, or whether it takes more ink than `ink_limit:`
    says.
    """,
)
CONDITION_DIFFERS = Code(
    "X210",
    "condition-differs",
    Severity.ERROR,
    """A printer preset names one printing condition, and its colour profile is made for another.

    The PDF says for which condition it was made, and carries the profile. Where the two contradict
    each other, one shop prints by the name and the next by the profile: colours come out wrong, and
    nobody has made a mistake that can be seen.

    Ask the print shop which condition it prints, and write the profile and the condition that
    belong together into the preset, such as `condition: FOGRA39` for “ISO Coated v2”. A condition
    that is the shop's own, and in no registry, has `registry: ""`.
    """,
)
SINGLE_LEAF = 2
"""The pages of one leaf, which nothing is bound to."""
_BOUND = {
    "saddle-stitched": "saddle-stitched",
    "perfect": "perfect bound",
    "wire": "wire bound",
    "none": "not bound, single leaves",
    None: "binding to be agreed",
}
_KIND = Kind("printer", FOLDERS["printer"], "smith-coated", frozenset({"profile"}))
_NAMES = ("slug", "format", "printer", "revision", "part", "date", "language", "pages")


def _up_to(most: Length, what: str) -> AfterValidator:
    """Return the check that a length is none below nothing, and can be meant as what it is."""
    return bounded(Length(0), most, what, "no print shop asks for so much")


def _pattern(text: str) -> str:
    """Return a pattern of file names; ValueError where it holds what no file name can."""
    for name in re.findall(r"\{(.*?)\}", text):
        if name not in _NAMES:
            known = ", ".join(f"{{{each}}}" for each in _NAMES)
            raise ValueError(f"“{{{name}}}” stands for nothing here\nthere are {known}")
    if "{part}" not in text:
        raise ValueError(
            "several files would have the same name: the pattern lacks “{part}”\n"
            f"write it in, such as {text.strip() or '{slug}'}-{{part}}"
        )
    plain = re.sub(r"\{.*?\}", "", text)
    found = re.search(r"[^\w .,+()-]", plain)
    if found or text.startswith(".") or not text.strip():
        what = f"“{found[0]}”" if found else "a dot in front"
        raise ValueError(f"{what} cannot stand in the name of a file everywhere")
    return text


Edge = Annotated[LengthField, _up_to(mm(50), "the edge of a page")]
TypeSize = Annotated[LengthField, _up_to(Length(72), "the smallest type")]
Line = Annotated[LengthField, _up_to(Length(12), "the thinnest line")]
Thickness = Annotated[LengthField, _up_to(mm(20), "the thickness of paper")]
FilePattern = Annotated[str, AfterValidator(_pattern), Field(max_length=200)]


class Profile(Setting):
    """The printing condition, as the file names it (ISO 15930-7 §6.2.2, ISO 32000-1 §14.11.5)."""

    file: GivenLine
    """The ICC profile of the press, in `assets/icc/`."""
    condition: GivenLine
    """The identifier of the printing condition in the registry, such as `FOGRA39`."""
    registry: str = "http://www.color.org"
    """Who registered it."""
    info: str = ""
    """The condition in words, such as `Coated paper, offset (ISO 12647-2)`."""
    get_from: str = ""
    """Where to get the file, where it is not among the bundled ones."""


class Resolutions(Setting):
    """The effective resolutions, in pixels per inch, below which a placed picture is a finding."""

    warn_below: int = Field(225, ge=1, le=2400)
    error_below: int = Field(150, ge=1, le=2400)

    @model_validator(mode="after")
    def _warns_first(self) -> Self:
        if self.error_below > self.warn_below:
            raise ValueError(
                f"`error_below` ({self.error_below}) is above `warn_below` ({self.warn_below}), "
                "which would never warn\n"
                "give both, the lower number for the error"
            )
        return self


class PressType(Setting):
    """The smallest type that prints well."""

    smallest: TypeSize = Length(5)
    """One ink on paper."""
    smallest_multi_ink: TypeSize = Length(8)
    """White type on a ground, and type of more than one ink."""
    overprint_below: TypeSize = Length(12)
    """Black type smaller than this prints over its ground and does not knock it out."""


class Cover(Setting):
    """How the cover is delivered."""

    own_file: bool = False
    """True for bound books: back cover, spine and front cover as one wide page of its own file."""
    leaf: Thickness = Length(0)
    """The thickness of one leaf of the inside, that is of two pages."""
    board: Thickness = Length(0)
    """The thickness of both cover boards together."""


class Printer(Setting):
    """What one kind of printing asks of a file."""

    like: str = ""
    """The name of another preset, from which everything is taken that this one does not say; a
    `profile:` is taken or given as a whole."""
    label: GivenLine
    """The preset as people say it, such as `Coated paper, sheet-fed offset`."""
    profile: Profile
    bleed: Edge
    """How far bleeding pictures run beyond the trim."""
    safe: Edge
    """How far words keep away from the trim."""
    marks: Literal["none", "crop"] = "none"
    """Marks outside the bleed; print shops that impose ask for none."""
    ink_limit: int = Field(300, ge=100, le=400)
    """The highest total area coverage, in percent."""
    images: Resolutions
    type: PressType
    thinnest_line: Line = Length(0.25)
    """The thinnest line of one ink."""
    page_multiple: int = Field(4, ge=1, le=64)
    """The number of pages is a multiple of this; blanks go before the back cover. A single leaf of
    one page or two, and a leaflet that is folded, have none."""
    binding: Literal["saddle-stitched", "perfect", "wire", "none"] | None = None
    """What holds the pages together, as the report and the letter to the print shop say it:
    staples in the fold, glue at the spine, a wire comb, or nothing. Without it they say that the
    binding is to be agreed."""
    cover: Cover
    file_name: FilePattern = "{slug}-{format}-{printer}-r{revision}-{part}"
    """How the files of a hand-over are named; `{slug}`, `{format}`, `{printer}`, `{revision}`,
    `{part}`, `{date}`, `{language}` and `{pages}` stand for what they say."""

    @property
    def bound(self) -> str:
        """The binding in words, such as `saddle-stitched`."""
        return _BOUND[self.binding]

    @model_validator(mode="after")
    def _sheets_of_four(self) -> Self:
        if self.binding == "saddle-stitched" and self.page_multiple % 4:
            raise ValueError(
                f"saddle-stitched sheets are four pages each, and `page_multiple` is "
                f"{self.page_multiple}\ngive another `binding`, or a multiple of 4"
            )
        return self

    def binds(self, pages: int) -> bool:
        """True where so many pages have to come as a multiple, because they are bound."""
        return self.page_multiple > 1 and pages > SINGLE_LEAF


def read_printer(project: Project, name: str, mark: Mark | None = None) -> Printer:
    """Return the preset called `name`.

    Raises Diagnostic: there is none, or none that it is like (C110), they are like each other in a
    circle (X207), or with all that is wrong in the files.
    """
    return read_model(Printer, read_like(project, _KIND, name, mark))


def press_profile(project: Project, printer: Printer) -> bytes:
    """Return the ICC profile of a preset.

    Raises Diagnostic: it is not there (X201), or is no profile of a press (X202).
    """
    from .ink.profile import Unusable, read_press

    name, mark = printer.profile.file, printer.profile.mark_of("file")
    try:
        path = project.find(name, ["assets/icc"], mark)
    except Diagnostic as diagnostic:
        instead = _with_profile(project, printer.profile.condition)
        found = [_missing(each, printer, instead) for each in diagnostic.findings]
        raise Diagnostic(found) from diagnostic
    data = project.read(path, mark)
    try:
        read_press(data)
    except Unusable as error:
        message = f"the profile “{name}” {error}"
        help = f"get it anew from {printer.profile.get_from or 'the print shop'}"
        raise Diagnostic([UNUSABLE_PROFILE.finding(mark, message, help=help)]) from error
    return data


def remarks(printer: Printer, theme: Theme, profile: bytes, srgb: bytes) -> tuple[Finding, ...]:
    """Return what is to be said of a theme's inks and of a profile on this printer's press."""
    from .ink.builds import faults
    from .ink.conversion import Press

    return (
        *faults(theme, printer.ink_limit),
        *_over_limit(printer, Press(profile, srgb).most_ink),
        *_other_condition(printer, profile),
    )


def spine(printer: Printer, inside_pages: int) -> Length:
    """Return the width of the spine of a bound book: its leaves and the two boards of its cover."""
    return printer.cover.leaf * (-(-inside_pages // 2)) + printer.cover.board


def _over_limit(printer: Printer, most: float) -> Iterator[Finding]:
    percent = round(most * 100)
    if percent > printer.ink_limit:
        message = (
            f"the profile asks for up to {percent} % of ink, and the printer takes "
            f"{printer.ink_limit} %: the darkest colours are thinned"
        )
        yield PROFILE_OVER_LIMIT.finding(printer.mark_of("ink_limit"), message)


def _other_condition(printer: Printer, data: bytes) -> Iterator[Finding]:
    """Yield X210 where a profile says that it is made for another condition than the preset's."""
    from .ink.conditions import condition_of, same_condition
    from .ink.profile import read_profile

    named = printer.profile.condition
    told = condition_of(read_profile(data))
    if printer.profile.registry and told and not same_condition(told.name, named):
        message = (
            f"the profile “{printer.profile.file}” says {told.name}, and the preset {named}: "
            "one of them is wrong"
        )
        help = f"write `condition: {told.name}`, or name the profile of {named} as `file`"
        yield CONDITION_DIFFERS.finding(printer.profile.mark_of("condition"), message, help=help)


def _missing(finding: Finding, printer: Printer, instead: str) -> Finding:
    """Return the finding about a profile that is not there, with where to get it.

    `instead` is a preset of the same condition that has its profile, or nothing.
    """
    if finding.code is not MISSING_FILE:
        return finding
    message = f"the colour profile “{printer.profile.file}” is not there"
    source = printer.profile.get_from
    bring = "and bring it into the project: printer add FILE.icc"
    help = f"get it from {source}, {bring}" if source else finding.help
    if instead:
        help = f"“{instead}” has a profile of {printer.profile.condition}: use that, or {help}"
    return replace(finding, code=MISSING_PROFILE, message=message, help=help)


def _with_profile(project: Project, condition: str) -> str:
    """Return the preset of a condition whose profile is there; "" where there is none."""
    from .ink.conditions import same_condition

    here = project.names(["assets/icc"])
    for name in names_of(project, "printer"):
        with suppress(Diagnostic):
            profile = read_printer(project, name).profile
            if profile.file in here and same_condition(profile.condition, condition):
                return name
    return ""
