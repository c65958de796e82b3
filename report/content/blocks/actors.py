"""A diagram of actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ...diagnostics import Finding
from .. import problems
from ..block import Block, Width
from ..joined import Named, found, misnamed
from ..node import GivenLine, GivenName, Line
from ..uses import Selective

MOST_ACTORS = 80


class Actor(Named):
    """One actor: a ministry, an agency, a company."""

    name: GivenName
    """What it is called. Lines lead to it by this name, or by its `id`."""
    note: Line = ""
    """What it does, in a few words."""
    highlight: bool = False
    """True for the one that the diagram is about."""


class ActorTier(Selective):
    """Actors of one kind or rank."""

    name: GivenLine
    """What they are called, such as `Ministries`."""
    actors: tuple[Actor, ...] = Field(min_length=1, max_length=MOST_ACTORS)
    """The actors, in order."""

    def first_words(self) -> str:
        return self.name


class Link(Selective):
    """What ties an actor to one or several others."""

    start: str = Field(alias="from")
    """The name of the actor that it leads from."""
    end: str | Annotated[tuple[str, ...], Field(min_length=1)] = Field(alias="to")
    """The name of the actor that it leads to, or a list of names."""
    label: Line = ""
    """What it is, such as `funds`."""
    arrow: Literal["to", "both", "none"] = "to"
    """Where the line has arrowheads: at the end, at both ends, or nowhere."""

    @property
    def ends(self) -> tuple[str, ...]:
        """The names of all actors that it leads to."""
        return (self.end,) if isinstance(self.end, str) else self.end


class Actors(Block):
    """Who has to do with whom: actors in tiers, and what ties them to each other."""

    kind: ClassVar[str] = "actors"

    title: Line = ""
    """The headline."""
    tiers: tuple[ActorTier, ...] = Field(min_length=1, max_length=12)
    """The tiers, from the top."""
    links: tuple[Link, ...] = Field((), max_length=120)
    """The ties between actors."""
    note: Line = ""
    """What stands below the diagram, such as a source."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    def actors(self) -> tuple[Actor, ...]:
        """Return the actors of all tiers, in order."""
        return tuple(actor for tier in self.tiers for actor in tier.actors)

    def faults(self) -> Iterator[Finding]:
        """Yield a finding for each link that leads to nobody or to itself."""
        actors = self.actors()
        if len(actors) > MOST_ACTORS:
            message = f"there are {len(actors)} actors; a diagram holds up to {MOST_ACTORS}"
            help = "make two diagrams of it"
            yield problems.WRONG_VALUE.finding(self.mark_of("tiers"), message, help=help)
        for link in self.links:
            yield from misnamed(link.start, link.mark_of("from"), actors, "actor")
            for name in link.ends:
                yield from misnamed(name, link.mark_of("to"), actors, "actor")
            start = found(link.start, actors)
            if start is not None and start in [found(name, actors) for name in link.ends]:
                message = f"this link leads from “{link.start}” to itself"
                yield problems.WRONG_VALUE.finding(link.mark_of("to"), message)
