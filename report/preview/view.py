"""A view of an edition: which of its forms is shown, and which others there are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from ..desk import Desk
from ..diagnostics import Diagnostic
from ..jobs import Job
from ..resources import Project
from ..settings import names_of, read_format, read_language, read_target
from ..translate.shelf import tags_of


@dataclass(frozen=True)
class View:
    """What is shown of an edition; empty is what the edition itself says."""

    target: str = "screen"
    format: str = ""
    language: str = ""
    variant: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str], otherwise: View) -> View:
        """Return the view that a query asks for, by the names of the fields."""
        return cls(**{name: query.get(name, given) for name, given in asdict(otherwise).items()})

    def job(self, slug: str, as_of: datetime.date) -> Job:
        """Return what would be built for this view."""
        return Job(
            slug,
            as_of,
            self.target or "screen",
            self.format,
            variant=self.variant,
            language=self.language,
        )


@dataclass(frozen=True)
class Choice:
    """Something that can be shown: its name, and what people call it."""

    name: str
    label: str


@dataclass(frozen=True)
class Choices:
    """All that an edition can be shown as, the edition's own first where there is one."""

    formats: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    targets: tuple[Choice, ...]

    def data(self) -> dict[str, list[dict[str, str]]]:
        """Return the choices as plain data."""
        return {
            each.name: [asdict(choice) for choice in getattr(self, each.name)]
            for each in fields(self)
        }


def choices(project: Project, desk: Desk) -> Choices:
    """Return what the edition on the desk can be shown as.

    What cannot be read is called by its name: choosing it says what is wrong with it.
    """
    manuscript = desk.manuscript
    own = manuscript.own_language
    others = (each for each in tags_of(project, manuscript.folders) if each != own)

    def named(names: Iterable[str], read: Callable[[Project, str], Any]) -> tuple[Choice, ...]:
        return tuple(Choice(name, _label(project, name, read)) for name in names)

    return Choices(
        named(names_of(project, "format"), read_format),
        named((own, *others), read_language),
        named(names_of(project, "target"), read_target),
    )


def _label(project: Project, name: str, read: Callable[[Project, str], Any]) -> str:
    try:
        return str(read(project, name).label)
    except Diagnostic:
        return name
