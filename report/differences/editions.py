"""How two editions differ, as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..content.block import PhotoUse
from ..content.edition import Edition, blocks_of
from ..content.fact_names import facts_in_tables, facts_in_words
from ..content.load import Manuscript
from ..content.node import Identified, walk
from ..diagnostics import Finding, Mark
from ..photos.ledger import Ledgers
from .blocks import edition_differing, sections_differing
from .designs import designs_differing
from .photos import photos_differing, photos_of
from .values import Change, Side, in_groups


@dataclass(frozen=True)
class Text:
    """An edition as it is compared. `revision` is where its files come from, "" for the folder."""

    side: Side
    manuscript: Manuscript
    ledgers: Ledgers | None
    revision: str = ""


def editions_differing(old: Text, new: Text) -> tuple[Change, ...]:
    """Return all that differs between two editions, by group."""
    found = in_groups([*_all(old, new)])
    return tuple(_marked(each, old.revision, new.revision) for each in found)


def _all(old: Text, new: Text) -> Iterator[Change]:
    before, after = old.manuscript, new.manuscript
    for change in edition_differing(before.edition, after.edition):
        if change.section == "facts":
            printing = _printing(change.at, (after if change.new else before).edition)
            note = f"printed in {', '.join(printing)}" if printing else "printed nowhere"
            change = replace(change, note=note, places=printing)
        yield change
    if old.ledgers and new.ledgers:
        photos = photos_of(before.edition, old.ledgers), photos_of(after.edition, new.ledgers)
        for change in photos_differing(*photos):
            shown = _showing(change.at, (after if change.new else before).edition)
            yield replace(change, places=shown)
    yield from sections_differing(before, after)
    yield from designs_differing(before, after)


def _parts(edition: Edition) -> Iterator[Identified]:
    """Yield the sections without their blocks, and the blocks."""
    for page in edition.pages():
        yield page.model_copy(update={"blocks": ()})
        yield from blocks_of(page)


def _printing(fact: str, edition: Edition) -> tuple[str, ...]:
    """Return the ids of the sections and blocks that print a fact."""
    parts = _parts(edition)
    return tuple(e.id for e in parts if fact in facts_in_words(e) | facts_in_tables(e))


def _showing(photo: str, edition: Edition) -> tuple[str, ...]:
    """Return the ids of the sections and blocks that show a photo."""
    return tuple(
        each.id
        for each in _parts(edition)
        if any(isinstance(node, PhotoUse) and node.file == photo for node in walk(each))
    )


def _marked(change: Change, old: str, new: str) -> Change:
    return change.marked(_of(change.old_mark, old), _of(change.new_mark, new))


def placed(findings: Iterable[Finding], revision: str) -> tuple[Finding, ...]:
    """Return findings whose places are in the files of a revision, "" for today's."""
    if not revision:
        return tuple(findings)
    return tuple(replace(e, mark=_of(e.mark, revision) or Mark(revision)) for e in findings)


def _of(mark: Mark | None, revision: str) -> Mark | None:
    """Return a place in the files of a revision, as git writes it."""
    return replace(mark, file=f"{revision}:{mark.file}") if mark and revision else mark
