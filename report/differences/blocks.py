"""How the sections and blocks of two editions differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from ..content.block import Block, Page
from ..content.edition import Edition
from ..content.load import Manuscript
from ..content.node import Identified, slug
from ..content.tables import Table
from ..translate.holders import data_name
from ..translate.tables import is_list
from .cells import cells_differing
from .nodes import Marks, Spot, differing, is_given, mark_of, shown, whole, words_of
from .pairing import Known, Pair, moved, paired
from .values import Change, Group

EDITION = "edition"
"""What stands for the section of what belongs to none."""


@dataclass(frozen=True)
class _Placed:
    """A block with the section that it is in."""

    block: Block
    section: str


def sections_of(old: Edition, new: Edition) -> dict[str, str]:
    """Return what the sections of the old edition that are still there are called in the new."""
    pairs = paired(_pages(old), _pages(new))
    return {one.part.id: other.part.id for one, other in pairs if one and other}


def parts_of(old: Edition, new: Edition) -> dict[str, str]:
    """Return what the sections and blocks of the old edition are called in the new."""
    pairs = paired(_blocks(old), _blocks(new))
    blocks = {one.part.block.id: other.part.block.id for one, other in pairs if one and other}
    return sections_of(old, new) | blocks


def sections_differing(old: Manuscript, new: Manuscript) -> Iterator[Change]:
    """Yield how the sections of two editions differ, then how their blocks do."""
    sections = paired(_pages(old.edition), _pages(new.edition))
    yield from _moved_pages(sections)
    for one, other in sections:
        if one and other:
            spot = Spot(other.part.id, other.part.id)
            yield from differing(one.part, other.part, spot)
        elif other:
            yield from _only_here(other.part, "added")
        elif one:
            yield from _only_here(one.part, "removed")
    yield from _blocks_differing(old, new, sections_of(old.edition, new.edition))


def _only_here(page: Page, kind: Any) -> Iterator[Change]:
    bare = page.model_copy(update={"blocks": ()}) if hasattr(page, "blocks") else page
    what = f"{page.kind} (section)".replace("section (section)", "section").replace("_", " ")
    yield from whole(bare, kind, Spot(page.id, page.id), what)


def _pages(edition: Edition) -> list[Known[Page]]:
    return [
        Known(page, page.id, is_given(page), _words(page), page.kind) for page in edition.pages()
    ]


def _words(node: Identified) -> str:
    return f"{words_of(node)} {data_name(node)}".strip()  # type: ignore[arg-type]


def _moved_pages(sections: Sequence[Pair[Page]]) -> Iterator[Change]:
    both = [(one.part, other.part) for one, other in sections if one and other]
    old = sorted((one for one, _ in both), key=lambda page: page.origin[1])
    order = [old.index(one) for one, _ in both]
    for at in sorted(moved(order, [page.id for _, page in both])):
        one, other = both[at]
        before = f"after {old[order[at] - 1].id}" if order[at] else "first"
        now = f"after {both[at - 1][1].id}" if at else "first"
        marks = mark_of(one), mark_of(other)
        spot = Spot(other.id, other.id)
        yield spot.change(Group.WORDS, "section", (before, now), marks, "moved")


def _blocks(edition: Edition) -> list[Known[_Placed]]:
    return [
        Known(_Placed(block, page.id), block.id, is_given(block), _words(block), block.kind)
        for page, block in edition.blocks()
    ]


def _blocks_differing(
    old: Manuscript, new: Manuscript, same: Mapping[str, str]
) -> Iterator[Change]:
    pairs = paired(_blocks(old.edition), _blocks(new.edition))
    gone = _moved_blocks(pairs, same)
    neighbours = [_neighbours(each.edition) for each in (old, new)]
    for one, other in pairs:
        if one and other:
            before, after = one.part.block, other.part.block
            spot = Spot(other.part.section, after.id)
            if after.id in gone:
                places = neighbours[0][before.id], neighbours[1][after.id]
                marks = mark_of(before), mark_of(after)
                yield spot.change(Group.WORDS, _kind(after), places, marks, "moved")
            yield from differing(before, after, spot)
            yield from _data_differing(old, new, (before, after), spot)
        elif other:
            spot = Spot(other.part.section, other.part.block.id)
            yield from whole(other.part.block, "added", spot, _kind(other.part.block))
        elif one:
            spot = Spot(one.part.section, one.part.block.id)
            yield from whole(one.part.block, "removed", spot, _kind(one.part.block))


def _kind(block: Block) -> str:
    return block.kind.replace("_", " ")


def _moved_blocks(pairs: Sequence[Pair[_Placed]], same: Mapping[str, str]) -> set[str]:
    """Return the new ids of the blocks that stand in another section, or in another order there."""
    sections: dict[str, list[tuple[Any, str]]] = {}
    gone = set()
    for one, other in pairs:
        if one and other:
            if same.get(one.part.section) != other.part.section:
                gone.add(other.part.block.id)
                continue
            place = one.part.block.origin[1]
            sections.setdefault(other.part.section, []).append((place, other.part.block.id))
    for found in sections.values():
        ranks = {place: rank for rank, (place, _) in enumerate(sorted(found))}
        names = [name for _, name in found]
        gone |= {names[at] for at in moved([ranks[place] for place, _ in found], names)}
    return gone


def _neighbours(edition: Edition) -> dict[str, str]:
    """Return where each block stands, in words."""
    places: dict[str, str] = {}
    section = before = ""
    for page, block in edition.blocks():
        before = before if page.id == section else ""
        section = page.id
        places[block.id] = f"in {section}, " + (f"after {before}" if before else "first")
        before = block.id
    return places


def _data_differing(
    old: Manuscript, new: Manuscript, blocks: tuple[Block, Block], spot: Spot
) -> Iterator[Change]:
    """Yield how the tables of two blocks differ, and what is asked of their charts."""
    before, after = blocks
    names = _file_of(before), _file_of(after)
    marks = mark_of(before), mark_of(after)
    if names[0] != names[1]:
        yield spot.change(Group.TABLES, "data", names, marks)
    tables = _table(old, before), _table(new, after)
    if tables[0] and tables[1] and not is_list(after):
        translated = old.edition.language != new.edition.language
        yield from cells_differing(tables[0], tables[1], spot, translated=translated)
    options = old.specs.get(before.id), new.specs.get(after.id)
    if options[0] is not None and options[1] is not None:
        yield from _options_differing(options[0], options[1], spot.inside("options"), marks)


def _table(manuscript: Manuscript, block: Block) -> Table | None:
    return manuscript.tables.get(block.id)


def _file_of(block: Block) -> str:
    """Return the file of a block's table; "" for one that stands in the edition itself."""
    name = data_name(block)
    return "" if name == f"{block.id}/data" else name


def _options_differing(
    old: BaseModel, new: BaseModel, spot: Spot, marks: Marks
) -> Iterator[Change]:
    names = sorted({*type(old).model_fields, *type(new).model_fields})
    for name in names:
        sides = shown(getattr(old, name, None)), shown(getattr(new, name, None))
        if sides[0] != sides[1]:
            what = name.replace("_", " ")
            yield spot.change(Group.TABLES, what, sides, marks)


def edition_differing(old: Edition, new: Edition) -> Iterator[Change]:
    """Yield how two editions differ outside of their sections: title, date, facts, waivers."""
    spot = Spot(EDITION, EDITION)
    for change in differing(old, new, spot):
        is_territory = change.what == "territory" and not change.item
        yield replace(change, group=Group.LICENCES) if is_territory else change
    yield from _facts_differing(old, new)
    yield from _waivers_differing(old, new)


def _facts_differing(old: Edition, new: Edition) -> Iterator[Change]:
    for name in dict.fromkeys((*new.facts, *old.facts)):
        spot = Spot("facts", name, group=Group.FACTS)
        before, after = old.facts.get(name), new.facts.get(name)
        if before and after:
            yield from differing(before, after, spot)
        elif after:
            yield spot.change(Group.FACTS, "fact", ("", _in_a_line(after)), (None, mark_of(after)))
        elif before:
            sides = _in_a_line(before), ""
            yield spot.change(Group.FACTS, "fact", sides, (mark_of(before), None))


def _in_a_line(fact: Any) -> str:
    parts = [shown(fact.value), fact.unit, fact.label, fact.source, shown(fact.as_of)]
    return ", ".join(filter(None, parts))


def _waivers_differing(old: Edition, new: Edition) -> Iterator[Change]:
    def listed(edition: Edition) -> dict[str, Any]:
        found = {}
        for waiver in edition.waivers:
            name = " ".join(filter(None, (waiver.code, waiver.at, waiver.target)))
            found[name] = waiver
        return found

    before, after = listed(old), listed(new)
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        reasons = (one.reason if one else "", other.reason if other else "")
        if reasons[0] != reasons[1]:
            marks = mark_of(one) if one else None, mark_of(other) if other else None
            spot = Spot("waivers", slug(name))
            yield spot.change(Group.WAIVERS, name, reasons, marks)
