"""The desk: all that is read before the first page is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache as once
from functools import cached_property, partial
from math import ceil
from typing import TypeVar

from pydantic import BaseModel

from .artwork.shelf import Artworks
from .charts import ChartStyle, House, Kind, kind_among, kinds, read_spec
from .composed import Means
from .content.artwork import Artwork
from .content.block import PhotoUse
from .content.blocks.chart import Chart
from .content.edition import Edition, Waiver
from .content.load import Manuscript, read_all
from .content.node import walk
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .finish.imposition import NOT_A_BOOKLET
from .finish.press_pages import BLEED_MISSING
from .fonts import Fonts, read_fonts
from .jobs import Job
from .photos.ledger import Ledgers
from .photos.prepare import Settings
from .pictures import Pictures, chart_style
from .placeholders import starter_words
from .preflight import gather
from .printers import Printer, press_profile, read_printer
from .proofreading import faults_in_words
from .resources import BUNDLED, Project
from .settings import Design, Target, read_design, read_target
from .storage import Cache
from .translate.apply import in_language
from .translate.tags import check_tag

NOT_FOR_A_PRESS = Code(
    "X211",
    "not-for-a-press",
    Severity.ERROR,
    """`--printer` or `--marks` is asked of a target that goes to no press.

    A printer preset says which inks, which bleed and which margins a print shop asks for, and crop
    marks are for its guillotine. A PDF for the screen and a booklet for the office printer have
    none of these: the file would be the same as without, and somebody would take it for one that
    the print shop can use.

    Leave the option out, or build what goes to the press: `build --target press`.
    """,
)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Preset:
    """A printer preset by its name, with the bytes of its ICC profile."""

    name: str
    printer: Printer
    profile: bytes


@dataclass(frozen=True)
class Desk:
    """All that is read before the first page is composed.

    `preset` is whose press a printed target goes to; None for what is not printed.
    """

    project: Project
    job: Job
    manuscript: Manuscript
    target: Target
    means: Means
    pictures: Pictures
    fonts: Fonts
    cache: Cache
    preset: Preset | None = None

    @property
    def case(self) -> gather.Case:
        """What the rules are asked about."""
        return gather.Case(
            self.manuscript,
            self.means,
            self.target,
            self.job.as_of,
            self.pictures,
            self.fonts,
            self.preset.printer if self.preset else None,
            starter_words(self.project),
        )

    @property
    def design(self) -> Design:
        """Format, theme and language."""
        return self.means.design

    @property
    def edition(self) -> Edition:
        """The edition as it was written."""
        return self.manuscript.edition

    @property
    def leftward(self) -> bool:
        """True for a language that is written, and a brochure that is bound, from the right."""
        return self.design.language.direction == "rtl"

    @property
    def judged(self) -> Desk:
        """The desk whose findings count: that of another target, where this one only shows them."""
        if not self.target.judged_as:
            return self
        place = self.target.mark_of("judged_as")
        name = self.target.judged_as
        target = read_target(self.project, name, place)
        return replace(self, job=replace(self.job, target=name), target=target)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers of the edition that are meant for the target."""
        waivers = self.edition.waivers
        return tuple(each for each in waivers if each.target in ("", self.job.target))


class _Attempts:
    """Tries everything, so that a person sees the errors of all files at once."""

    def __init__(self) -> None:
        self.errors: list[Finding] = []

    def __call__(self, read: Callable[[], Result]) -> Result | None:
        try:
            return read()
        except Diagnostic as diagnostic:
            self.errors.extend(diagnostic.findings)
            return None


def open_desk(
    project: Project, job: Job, *, final: bool = False, before: Desk | None = None
) -> Desk:
    """Return everything read and checked; Diagnostic with the errors of all files at once.

    What is `final` leaves the house: nothing in it may be marked as not yet translated. `before` is
    the desk of the same job, where since then only files of editions have changed: nothing else is
    read again.
    """
    attempt, fixed = _Attempts(), _Fixed(project, job, before)
    read = attempt(lambda: read_all(project, job.slug, fixed.options_reader(), job.variant))
    manuscript, noticed = read or (None, ())
    folders = manuscript.folders if manuscript else (project.editions / job.slug,)
    artworks = Artworks(project, folders)
    ledgers = attempt(partial(Ledgers.load, project, *folders, before=fixed.ledgers))
    target = attempt(fixed.target)
    attempt.errors += [each for each in noticed if each.severity is Severity.ERROR]
    design = preset = None
    if manuscript is not None:
        job = _by_its_own(job, manuscript.edition)
        marked = not final and target is not None and target.translations == "marked"
        told = attempt(partial(_told, job, manuscript, ledgers, marked=marked))
        manuscript, ledgers = told or (manuscript, ledgers)
        edition = manuscript.edition
        design = attempt(partial(fixed.design, edition))
        if target is not None:
            attempt.errors += _not_for_a_press(job, target)
            preset = attempt(lambda: _preset(project, job, edition, target))
        if preset is not None and design is not None:
            attempt.errors += _bleed_missing(preset.printer, design)
        if target is not None and design is not None:
            attempt.errors += _not_a_booklet(job, target, design, edition)
        if ledgers is not None:
            for use in (node for node in walk(edition) if isinstance(node, PhotoUse)):
                attempt(partial(ledgers.resolve, use.file, use.mark_of("file")))
        for drawing in (node for node in walk(edition) if isinstance(node, Artwork)):
            attempt(partial(artworks.open, drawing))
    if attempt.errors and manuscript is not None and design is not None:
        # There will be no composing, which would find them.
        attempt.errors += faults_in_words(manuscript.edition, design.language)
    fonts = attempt(partial(fixed.fonts, design)) if design else None
    style = attempt(partial(fixed.style, design)) if design else None
    if attempt.errors or not (manuscript and ledgers and target and design and fonts and style):
        raise Diagnostic(attempt.errors)
    # A proof shows what the press prints.
    judged_as, place = target.judged_as, target.mark_of("judged_as")
    judge = read_target(project, judged_as, place) if judged_as else target
    manuscript = manuscript.printed_for(judge.use)
    means = Means(design, fixed.kinds, style, ledgers, artworks)
    cache = Cache(project.build / "cache")
    settings = Settings(
        screen_ppi=target.images.ppi,
        for_press=preset is not None,
        # What is only shown of a press file has smaller copies in their place.
        for_screen=preset is None or judge is not target,
    )
    pictures = Pictures(project, style, cache, settings, house=fixed.house(style))
    return Desk(project, job, manuscript, target, means, pictures, fonts, cache, preset)


@dataclass(frozen=True)
class _Fixed:
    """What stays as it is while words are written: read, or taken from the desk `before`."""

    project: Project
    job: Job
    before: Desk | None

    @property
    def ledgers(self) -> Ledgers | None:
        return self.before.means.ledgers if self.before else None

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        return self.before.means.kinds if self.before else kinds(self.project)

    def options_reader(self) -> Callable[[Chart], BaseModel]:
        return options_reader(self.project, lambda: self.kinds)

    def target(self) -> Target:
        return self.before.target if self.before else read_target(self.project, self.job.target)

    def design(self, edition: Edition) -> Design:
        known = self.before.design if self.before else None
        wanted = (self.job.format or edition.format, edition.theme, edition.language)
        if known and wanted == (known.format_name, known.theme_name, known.tag):
            return known
        return read_design(self.project, edition, self.job.format)

    def fonts(self, design: Design) -> Fonts:
        if self.before and self.before.design is design:
            return self.before.fonts
        return read_fonts(self.project, design.theme)

    def style(self, design: Design) -> ChartStyle:
        if self.before and self.before.design is design:
            return self.before.means.chart_style
        return chart_style(self.project, design)

    def house(self, style: ChartStyle) -> House | None:
        before = self.before
        return before.pictures.house if before and before.means.chart_style is style else None


def _by_its_own(job: Job, edition: Edition) -> Job:
    """Return a job that names no language or format which the edition has anyway: one PDF has one
    name, however it was asked for."""
    language = "" if job.language == edition.language else job.language
    return replace(
        job, language=language, format="" if job.format == edition.format else job.format
    )


def _told(
    job: Job, manuscript: Manuscript, ledgers: Ledgers | None, *, marked: bool
) -> tuple[Manuscript, Ledgers | None]:
    """Return a manuscript and the words of its photos in the language of the job."""
    if not job.language:
        return manuscript, ledgers
    return in_language(manuscript, ledgers, check_tag(job.language), marked=marked)


def _preset(project: Project, job: Job, edition: Edition, target: Target) -> Preset | None:
    """Return the preset of what goes to the press: as typed, the edition's, or the target's."""
    if not target.printer:
        return None
    asked = edition.print
    name = target.printer
    mark: Mark | None = target.mark_of("printer")
    if asked.printer:
        name, mark = asked.printer, asked.mark_of("printer")
    if job.printer:
        name, mark = job.printer, None
    printer = read_printer(project, name, mark)
    return Preset(name, printer, press_profile(project, printer))


def _not_for_a_press(job: Job, target: Target) -> Iterator[Finding]:
    """Yield X211 where a job asks a press for something, and its target goes to none."""
    asked = {"--printer": job.printer, "--marks": job.marks}
    options = " and ".join(option for option, given in asked.items() if given)
    if options and not target.printer:
        message = f"the target “{job.target}” goes to no press, and {options} would do nothing"
        help = f"leave out {options}, or make what goes to the press: --target press"
        yield NOT_FOR_A_PRESS.finding(None, message, help=help)


def _bleed_missing(printer: Printer, design: Design) -> Iterator[Finding]:
    """Yield X302 where a printer asks for more bleed than the format has."""
    asked, page = printer.bleed, design.format
    if asked.pt <= page.bleed.pt + 0.01:
        return
    length = f"{ceil(round(asked.mm * 100, 3)) / 100:g}mm"
    message = f"the printer asks for {length} of bleed, and the format has {page.bleed.mm:.4g}mm"
    file, own = page.mark.file, f"{design.format_name}-bleed"
    if file.startswith(BUNDLED):
        help = (
            f"write two lines into templates/formats/{own}.yaml, `like: {design.format_name}` and "
            f"`bleed: {length}`, and into the edition `format: {own}`"
        )
    else:
        help = f"write `bleed: {length}` into {file}"
    yield BLEED_MISSING.finding(printer.mark_of("bleed"), message, help=help)


def _not_a_booklet(job: Job, target: Target, design: Design, edition: Edition) -> Iterator[Finding]:
    """Yield X313 where the pages of a leaflet are to be bound."""
    if target.sheets is None or design.format.fold is None:
        return
    message = (
        f"“{job.target}” sets pages two by two to be stapled, and “{design.format_name}” is a "
        "leaflet: one sheet that is folded"
    )
    help = (
        "build it with --target press, or to see it folded with --target proof, printed on both "
        "sides; or choose a format that is bound, such as a5"
    )
    mark = None if job.format else edition.mark_of("format")
    yield NOT_A_BOOKLET.finding(mark, message, help=help)


def options_reader(
    project: Project, read_kinds: Callable[[], Mapping[str, Kind]] | None = None
) -> Callable[[Chart], BaseModel]:
    """Return what reads the options of a chart block by the kind of its chart."""
    known = once(read_kinds or (lambda: kinds(project)))

    def read(block: Chart) -> BaseModel:
        kind = kind_among(known(), block.chart, block.mark_of("kind"))
        document, path = block.origin
        return read_spec(
            kind, block.options, lambda inner: document.place((*path, "options", *inner)).mark
        )

    return read
