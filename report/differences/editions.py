"""How two editions differ, as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..content.fact_names import facts_in_tables, facts_in_words
from ..content.load import Manuscript
from ..diagnostics import Finding, Mark
from ..photos.ledger import Ledgers
from .blocks import edition_differing, sections_differing
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
            change = replace(change, note=_printed(change.at, new if change.new else old))
        yield change
    if old.ledgers and new.ledgers:
        photos = photos_of(before.edition, old.ledgers), photos_of(after.edition, new.ledgers)
        yield from photos_differing(*photos)
    yield from sections_differing(before, after)


def _printed(fact: str, text: Text) -> str:
    """Return where a fact is printed, in words."""
    places = [
        block.id
        for _, block in text.manuscript.edition.blocks()
        if fact in facts_in_words(block) | facts_in_tables(block)
    ]
    places += [
        page.id
        for page in text.manuscript.edition.pages()
        if fact in facts_in_words(page.model_copy(update={"blocks": ()}))
    ]
    return f"printed in {', '.join(places)}" if places else "printed nowhere"


def _marked(change: Change, old: str, new: str) -> Change:
    return change.marked(_of(change.old_mark, old), _of(change.new_mark, new))


def placed(findings: Iterable[Finding], revision: str) -> tuple[Finding, ...]:
    """Return findings whose places are in the files of a revision, "" for today's."""
    return tuple(replace(each, mark=_of(each.mark, revision)) for each in findings)


def _of(mark: Mark | None, revision: str) -> Mark | None:
    """Return a place in the files of a revision, as git writes it."""
    return replace(mark, file=f"{revision}:{mark.file}") if mark and revision else mark
