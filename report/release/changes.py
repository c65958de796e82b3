"""What differs from the release before: in the brochure, its files, its sources, its makers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic
from ..differences.editions import editions_differing
from ..differences.naming import EditionName, text_at
from ..differences.telling import what_of
from ..differences.values import Change as Difference
from ..resources import Project
from .archive import REQUIREMENTS
from .machine import Machine
from .manifest import Change, Manifest, Pdf
from .order import ORDER, Order

_GENERATED = (ORDER, REQUIREMENTS)
_SHOWN = 12


def changes(
    before: Manifest, inputs: Mapping[str, str], made_with: Machine, files: tuple[Pdf, ...]
) -> tuple[Change, ...]:
    """Return what is new, gone or other: sources, PDFs and what they are made with."""
    return (
        *_files(before.files, files),
        *_sources(before.inputs, inputs),
        *(
            Change(what="library", name=name, before=old, after=new)
            for name, (old, new) in before.made_with.differences(made_with).items()
        ),
    )


def _sources(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted({*before, *after} - {*_GENERATED}):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield Change(what="source", name=name, before=old[:_SHOWN], after=new[:_SHOWN])


def _files(before: tuple[Pdf, ...], after: tuple[Pdf, ...]) -> Iterator[Change]:
    """Yield which PDFs there are no more or anew, and those whose number of pages is another."""
    old, new = ({each.name: each for each in files} for files in (before, after))
    for name in sorted({*old, *new}):
        was, now = (_pages(each.get(name)) for each in (old, new))
        if was != now:
            yield Change(what="file", name=name, before=was, after=now)


def _pages(pdf: Pdf | None) -> str:
    return f"{pdf.pages} page{'s' * (pdf.pages != 1)}" if pdf else ""


def content_changes(before: Project, old: Order, after: Project, new: Order) -> tuple[Change, ...]:
    """Return what differs in what two releases of an edition say and show, as `diff` tells it.

    Variants and languages that both have are compared, each for what the edition itself does not
    say already. What cannot be compared is told in the place of differences.
    """
    told: dict[Difference, None] = {}
    found: list[Change] = []
    kinds = list(dict.fromkeys((each.variant, each.language) for each in new.items))
    there = {(each.variant, each.language) for each in old.items}
    for variant, language in (kind for kind in kinds if kind in there):
        name = EditionName(new.edition, variant, language)
        which = "".join(f" ({each})" for each in (variant, language) if each)
        try:
            with text_at(before, name) as (_, one), text_at(after, name) as (_, other):
                differing = [each.marked(None, None) for each in editions_differing(one, other)]
        except Diagnostic as diagnostic:
            words = f"cannot be compared: {diagnostic.findings[0].message}"
            found.append(Change(what="content", name=f"{new.edition}{which}", after=words))
            continue
        found += [_told(each, which) for each in differing if each not in told]
        told |= dict.fromkeys(differing)
    return tuple(found)


def _told(change: Difference, which: str) -> Change:
    section = "" if change.section == change.group.key else change.section
    place = " › ".join(dict.fromkeys(filter(None, (section, change.at))))
    name = ": ".join(filter(None, (change.group.value, place, what_of(change)))) + which
    moved = " moved" if change.kind == "moved" else ""
    return Change(what="content", name=f"{name}{moved}", before=change.old, after=change.new)
