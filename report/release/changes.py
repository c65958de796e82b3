"""What differs from the release before, as far as the two manifests say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .archive import REQUIREMENTS
from .machine import Machine
from .manifest import Change, Manifest, Pdf
from .order import ORDER

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
