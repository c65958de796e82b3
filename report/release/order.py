"""What a release is made of: its files, each an edition in a language, a format and for a target.

The order goes into the archive as `release.json`, so that the archive alone is enough to make the
files again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ..content.edition import Edition
from ..content.extends import VARIANTS, resolve
from ..content.node import nearest, read_model
from ..content.problems import UNKNOWN_CHOICE
from ..desk import Job
from ..diagnostics import Diagnostic, Finding, Mark
from ..resources import Project
from ..settings import read_format, read_target
from ..translate.shelf import none_yet, tags_of
from . import record
from .codes import BAD_ARCHIVE, NOT_RELEASED
from .machine import Machine

ORDER = "release.json"
"""The name of the order in an archive."""


class Item(BaseModel):
    """One thing to build; empty for the edition's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    variant: str = ""
    """A variant of the edition."""
    language: str = ""
    """Another language than the edition's own."""
    format: str = ""
    """Another format than the edition's own."""
    target: str
    """What the file is for."""

    def job(self, slug: str, as_of: datetime.date, sources: str = "") -> Job:
        """Return what is built of an edition, from the archive `sources`."""
        return Job(
            slug,
            as_of,
            self.target,
            self.format,
            variant=self.variant,
            language=self.language,
            sources=sources,
        )


class Order(BaseModel):
    """What is built, and with what."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    edition: str
    """The edition: the name of its folder."""
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=1_000)]
    """What is built of it, in order."""
    made_with: Machine
    """The program and the libraries that it is built with."""

    def data(self) -> bytes:
        """Return the order as it goes into an archive."""
        return record.written(self)

    @classmethod
    def read(cls, data: bytes, mark: Mark) -> Order:
        """Return the order of an archive; Diagnostic V211 where it is none."""
        help = "get the archive again from where the release is kept"
        return record.read(cls, data, mark, (BAD_ARCHIVE, ORDER, help))


def items_of(project: Project, slug: str) -> tuple[Edition, tuple[Item, ...]]:
    """Return an edition and what a release of it is made of, languages first.

    Raises Diagnostic with all that its `release` names and there is not.
    """
    resolved = resolve(project, slug)
    edition = read_model(Edition, resolved.document)
    release = edition.release
    there = tags_of(project, resolved.folders)
    variants = tuple(project.listing(f"editions/{slug}/{VARIANTS}", ".yaml"))
    findings = [*_unknown_languages(edition, there, slug), *_unknown_variants(edition, variants)]
    findings += [*_unknown_settings(project, edition)]
    if findings:
        raise Diagnostic(findings)
    own = edition.language
    tags = (own, *there) if release.languages is None else release.languages
    languages = ["" if tag == own else tag for tag in tags]
    kinds = ["", *(variants if release.variants is None else release.variants)]
    formats = ["" if name == edition.format else name for name in release.formats or ("",)]
    items = tuple(
        Item(variant=variant, language=language, format=format, target=target)
        for variant in dict.fromkeys(kinds)
        for language in dict.fromkeys(languages)
        for format in dict.fromkeys(formats)
        for target in dict.fromkeys(release.targets)
    )
    return edition, items


def _unknown_languages(edition: Edition, there: tuple[str, ...], slug: str) -> Iterator[Finding]:
    mark = edition.release.mark_of("languages")
    for tag in edition.release.languages or ():
        if tag not in (edition.language, *there):
            finding = none_yet(tag, there, slug, edition.language)
            yield finding.code.finding(mark, finding.message, help=finding.help)


def _unknown_variants(edition: Edition, there: tuple[str, ...]) -> Iterator[Finding]:
    for name in edition.release.variants or ():
        if name not in there:
            help = nearest(name, list(there)) or "a variant is a file in the folder variants/"
            mark = edition.release.mark_of("variants")
            yield UNKNOWN_CHOICE.finding(mark, f"there is no variant “{name}”", help=help)


def _unknown_settings(project: Project, edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with formats and targets, and targets that are for looking at only."""
    release = edition.release
    for name in release.formats or ():
        try:
            read_format(project, name, release.mark_of("formats"))
        except Diagnostic as diagnostic:
            yield from diagnostic.findings
    for name in release.targets:
        mark = release.mark_of("targets")
        try:
            target = read_target(project, name, mark)
        except Diagnostic as diagnostic:
            yield from diagnostic.findings
            continue
        if target.judged_as:
            message = f"“{name}” is for looking at, and not for release"
            help = f"take it out; build --target {name} makes one"
            yield NOT_RELEASED.finding(mark, message, help=help)
