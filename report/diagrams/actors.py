"""A diagram of actors as a template prints it: every part with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..composed import Picture
from ..content.blocks.actors import Actor, Actors, Link
from ..content.joined import found
from ..diagnostics import Finding
from ..languages import told
from ..letter_widths import Setting
from ..units import Length
from .actors_list import ListedLink, is_listed, listed_links
from .codes import BEHIND, NO_ROOM, TOO_HIGH
from .drawing import drawn
from .geometry import Box, mirrored
from .lines import STROKE, link_lines
from .rows import DENSE, ROOMY, Whites
from .setting import AIR, Bench, Placed, caption, captions, css_place
from .sketch import Words
from .tiers import Laid, LinkLabel, Measures, Wish, laid

_ROOMS = (400.0, 84.0, 60.0)
# The part of its first box that the name of a tier may cover, so that lines get by.
_NAME_SHARE = 0.62
# The engine may round a letter's width up.
_SLACK = 0.2


@dataclass(frozen=True)
class ActorView:
    """An actor as it is printed: its box, or in a list the links that lead from it."""

    actor: Actor
    style: str = ""
    links: tuple[ListedLink, ...] = ()


@dataclass(frozen=True)
class TierView:
    """A tier as it is printed."""

    name: Placed
    actors: tuple[ActorView, ...]


@dataclass(frozen=True)
class LinkView:
    """A link as it is printed: its lines, and its label."""

    picture: Picture
    style: str
    label: Placed | None


@dataclass(frozen=True)
class ActorsView:
    """A diagram of actors as a template prints it, and what was noticed.

    One that is `listed` has no boxes and lines: its links stand below the actors.
    """

    style: str
    tiers: tuple[TierView, ...]
    links: tuple[LinkView, ...]
    findings: tuple[Finding, ...] = ()
    listed: bool = False


def actors_view(block: Actors, width: Length, bench: Bench) -> ActorsView:
    """Return a block as it is printed `width` wide."""
    return _Actors(block, width, bench).view()


class _Actors:
    """Holds what belongs to one diagram while it is set."""

    def __init__(self, block: Actors, width: Length, bench: Bench) -> None:
        self.block, self.bench, self.width = block, bench, width.pt
        self.actors = block.actors()
        ties = [(each, self._index(each.start), self._indices(each)) for each in block.links]
        # Without ends is what leads to those that only another use prints.
        self.links = [
            (each, start, ends) for each, start, ends in ties if start is not None and ends
        ]
        self.labels = [captions(("", each.label), bench, _ROOMS) for each, _, _ in self.links]
        self.leftward = bench.design.language.direction == "rtl"

    def _index(self, name: str) -> int | None:
        return found(name, self.actors)

    def _indices(self, link: Link) -> tuple[int, ...]:
        ends = [self._index(name) for name in link.ends]
        return tuple(dict.fromkeys(each for each in ends if each is not None))

    def view(self) -> ActorsView:
        if is_listed(self.width, self.links):
            return ActorsView(self.bench.faces.css, tuple(self._listed()), (), listed=True)
        made = self._made(ROOMY)
        if made.height > self.bench.room(self.block.title).pt:
            made = self._made(DENSE)
        whites = made.wish.whites
        tiers: list[TierView] = []
        boxes = iter(made.boxes)
        for tier, box in zip(self.block.tiers, made.name_boxes, strict=True):
            views = tuple(ActorView(each, self._place(next(boxes))) for each in tier.actors)
            tiers.append(TierView(Placed(tier.name, self._place(box)), views))
        labels = {label.link: label for label in made.labels()}
        return ActorsView(
            f"height: {Length(made.height).css}; --diagram-pad: {Length(whites.pad).css}; "
            f"{self.bench.faces.css}",
            tuple(tiers),
            tuple(self._link(made, at, labels.get(at)) for at in range(len(self.links))),
            tuple(self._findings(made)),
        )

    def _listed(self) -> Iterator[TierView]:
        at = 0
        for tier in self.block.tiers:
            views = []
            for actor in tier.actors:
                links = listed_links(at, self.actors, self.links, self.bench, self.block.id)
                views.append(ActorView(actor, links=links))
                at += 1
            yield TierView(Placed(tier.name, ""), tuple(views))

    def _made(self, whites: Whites) -> Laid:
        wish = Wish(
            self.width,
            tuple(len(tier.actors) for tier in self.block.tiers),
            tuple(
                max(whites.narrowest, *(self._need(each, whites.pad) for each in tier.actors))
                for tier in self.block.tiers
            ),
            tuple((start, ends) for _, start, ends in self.links),
            tuple(
                tuple(_size(each.words, AIR) for each in ways) if link.label else ()
                for (link, _, _), ways in zip(self.links, self.labels, strict=True)
            ),
            tuple((each.arrow == "both", each.arrow != "none") for each, _, _ in self.links),
            whites,
        )

        def box_height(at: int, width: float) -> float:
            texts = (self.actors[at].name, self.actors[at].note)
            room = width - 2 * whites.pad - _SLACK
            return caption(texts, self.bench, room).height + 2 * whites.pad

        return laid(wish, Measures(box_height, self._name_size))

    def _need(self, actor: Actor, pad: float) -> float:
        """Return the least width of an actor's box: that of its longest word."""
        faces, widths = self.bench.faces, self.bench.widths
        name, note = (self.bench.typesetter.plain(each) for each in (actor.name, actor.note))
        words = max(widths.widest(name, faces.name), widths.widest(note, faces.words))
        return words + 2 * pad + _SLACK

    def _name_size(self, tier: int, box: float) -> Words:
        name = self.block.tiers[tier].name
        return _size(caption((name, ""), self.bench, box * _NAME_SHARE).name)

    def _place(self, box: Box) -> str:
        return css_place(mirrored(box, self.width) if self.leftward else box)

    def _link(self, made: Laid, at: int, label: LinkLabel | None) -> LinkView:
        link, start, ends = self.links[at]
        lines = link_lines(made, at)
        if self.leftward:
            lines = lines.mirrored(self.width)
        colour = self.bench.design.theme.srgb("quiet")
        drawing = drawn(lines.lines, colour, STROKE, lines.heads)
        words = self.bench.design.language.words
        names = [self.bench.typesetter.plain(self.actors[each].name) for each in (start, *ends)]
        comma = self.bench.design.language.joins.comma
        pattern = words.from_to if link.arrow == "to" else words.between
        alt = told(pattern, start=names[0], end=comma.join(names[1:]))
        picture = self.bench.requests.drawing(drawing.svg, alt, self.block.id, drawing.size)
        placed = Placed(link.label, self._place(label.box)) if label else None
        return LinkView(picture, css_place(drawing.box), placed)

    def _findings(self, made: Laid) -> Iterator[Finding]:
        block = self.block
        for actor in self.actors:
            if self._need(actor, made.wish.whites.pad) > self.width:
                message = f"a word of “{actor.name}” is wider than its box"
                help = "shorten it, or put a soft hyphen where it may break"
                mark = actor.mark_of("name")
                yield NO_ROOM.finding(mark, message, help=help, at=block.id)
        for at in made.faults():
            link = self.links[at][0]
            name = f"the label “{link.label}”" if link.label else f"the link from “{link.start}”"
            message = f"{name} lies on the line of another link"
            help = "shorten the label, or tell several links as one: `to: [One, Another]`"
            yield BEHIND.finding(link.mark, message, help=help, at=block.id)
        message = self.bench.too_high(Length(made.height), block.title)
        if message:
            help = "make two diagrams of it, or set it as wide as the page"
            yield TOO_HIGH.finding(block.mark, message, help=help, at=block.id)


def _size(setting: Setting, air: float = 0.0) -> Words:
    return Words(setting.width + 2 * air, setting.height)
