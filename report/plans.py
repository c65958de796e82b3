"""What an edition says is to be made of it, and there is not: for the press, or in a release."""

from __future__ import annotations

from collections.abc import Iterator

from .content.edition import Edition
from .content.extends import VARIANTS
from .content.load import Manuscript
from .content.node import nearest
from .content.problems import UNKNOWN_CHOICE
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .printers import press_profile, read_printer
from .resources import Project
from .settings import Target, read_format, read_target
from .translate.shelf import none_yet, tags_of

NOT_RELEASED = Code(
    "V202",
    "not-for-release",
    Severity.ERROR,
    """The edition asks for a release of a target that is for looking at only.

    A proof shows findings on its pages and is made anew as often as one likes. Take it out of
    `release: {targets: …}`, and build it with `build --target proof`.
    """,
)


def plan_faults(manuscript: Manuscript) -> tuple[Finding, ...]:
    """Return what is wrong with all that an edition names for press and release."""
    project, edition = manuscript.project, manuscript.edition
    languages = (manuscript.own_language, *tags_of(project, manuscript.folders))
    return (
        *release_faults(project, manuscript.slug, edition, languages),
        *press_faults(project, edition),
    )


def release_faults(
    project: Project, slug: str, edition: Edition, languages: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return a finding for each language, variant, format and target that `release` names and
    there is not, and for targets that are for looking at only.

    `languages` are those that there are, the one that the edition is written in first.
    """
    return (
        *_unknown_languages(edition, languages, slug),
        *_unknown_variants(edition, variants_of(project, slug)),
        *_unknown_formats(project, edition),
        *_unknown_targets(project, edition),
    )


def variants_of(project: Project, slug: str) -> tuple[str, ...]:
    """Return the names of the variants of an edition, sorted."""
    return tuple(project.listing(f"editions/{slug}/{VARIANTS}", ".yaml"))


def press_faults(project: Project, edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with the printer presets of an edition, and with their profiles."""
    order = edition.print
    names: dict[str, Mark] = {}
    if order.printer:
        names[order.printer] = order.mark_of("printer")
    else:
        targets = (target for _, target in _targets(project, edition))
        names = {each.printer: each.mark_of("printer") for each in targets if each.printer}
    for name, mark in names.items():
        try:
            press_profile(project, read_printer(project, name, mark))
        except Diagnostic as diagnostic:
            yield from diagnostic.findings


def _unknown_languages(
    edition: Edition, languages: tuple[str, ...], slug: str
) -> Iterator[Finding]:
    mark = edition.release.mark_of("languages")
    own, *translations = languages
    for tag in edition.release.languages or ():
        if tag not in languages:
            finding = none_yet(tag, translations, slug, own)
            yield finding.code.finding(mark, finding.message, help=finding.help)


def _unknown_variants(edition: Edition, there: tuple[str, ...]) -> Iterator[Finding]:
    for name in edition.release.variants or ():
        if name not in there:
            help = nearest(name, list(there)) or "a variant is a file in the folder variants/"
            mark = edition.release.mark_of("variants")
            yield UNKNOWN_CHOICE.finding(mark, f"there is no variant “{name}”", help=help)


def _unknown_formats(project: Project, edition: Edition) -> Iterator[Finding]:
    for name in edition.release.formats or ():
        try:
            read_format(project, name, edition.release.mark_of("formats"))
        except Diagnostic as diagnostic:
            yield from diagnostic.findings


def _unknown_targets(project: Project, edition: Edition) -> Iterator[Finding]:
    mark = edition.release.mark_of("targets")
    for name in edition.release.targets:
        try:
            target = read_target(project, name, mark)
        except Diagnostic as diagnostic:
            yield from diagnostic.findings
            continue
        if target.judged_as:
            message = f"“{name}” is for looking at, and not for release"
            help = f"take it out; build --target {name} makes one"
            yield NOT_RELEASED.finding(mark, message, help=help)


def _targets(project: Project, edition: Edition) -> Iterator[tuple[str, Target]]:
    """Yield the targets of a release that there are."""
    for name in edition.release.targets:
        try:
            yield name, read_target(project, name, edition.release.mark_of("targets"))
        except Diagnostic:
            continue  # which `release_faults` tells
