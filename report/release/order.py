"""What a release is made of: its files, each an edition in a language, a format and for a target.

The order goes into the archive as `release.json`, so that the archive alone is enough to make the
files again.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ..content.edition import Edition
from ..content.extends import resolve
from ..content.node import read_model
from ..diagnostics import Diagnostic, Mark
from ..jobs import Job
from ..plans import release_faults, variants_of
from ..resources import Project
from ..translate.shelf import tags_of
from . import record
from .codes import BAD_ARCHIVE
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
    own = edition.language
    there = (own, *tags_of(project, resolved.folders))
    findings = release_faults(project, slug, edition, there)
    if findings:
        raise Diagnostic(findings)
    tags = there if release.languages is None else release.languages
    languages = ["" if tag == own else tag for tag in tags]
    kinds = ["", *(variants_of(project, slug) if release.variants is None else release.variants)]
    formats = ["" if name == edition.format else name for name in release.formats or ("",)]
    items = tuple(
        Item(variant=variant, language=language, format=format, target=target)
        for variant in dict.fromkeys(kinds)
        for language in dict.fromkeys(languages)
        for format in dict.fromkeys(formats)
        for target in dict.fromkeys(release.targets)
    )
    return edition, items
