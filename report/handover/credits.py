"""The list of picture credits as a table for Excel and the like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..photos.credits import PhotoPlace, credits_for
from ..photos.entry import Entry

COLUMNS = (
    *("pages", "file", "title", "credit line", "author", "licence", "licence expires"),
    *("allowed uses", "source", "stands in for", "used in", "sha256"),
)
_LAST = 10**9
# What makes a spreadsheet take a text for a formula, at its beginning or after what other
# countries' spreadsheets part columns with; full-width forms count as well (OWASP, CSV injection).
_FORMULA = re.compile(r"(\A\s*|[;\t\r\n]\s*)([=+\-@＝＋－＠])")


@dataclass(frozen=True)
class _Row:
    entry: Entry
    title: str
    places: tuple[str, ...]
    used_in: tuple[str, ...]
    digest: str
    stands_in_for: str


def credits_csv(places: Iterable[PhotoPlace], folios: Mapping[str, str]) -> bytes:
    """Return one row for each photograph that is printed, in the order of its first page.

    `folios` give the page on which each id stands. Comma-separated by RFC 4180 in UTF-8, with the
    mark at the beginning without which Excel takes å for Ã¥; every cell is quoted, and what a
    spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = sorted(_rows(places), key=lambda row: _pages(row, folios)[:1] or [_LAST])
    for row in rows:
        writer.writerow([safe(cell) for cell in _cells(row, folios)])
    return stream.getvalue().encode("utf-8-sig", "replace")


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs; see `credits_csv`."""
    return _FORMULA.sub(r"\1'\2", cell.replace("\0", ""))


def _rows(places: Iterable[PhotoPlace]) -> Iterator[_Row]:
    by_file: dict[str, list[PhotoPlace]] = {}
    for place in places:
        by_file.setdefault(str(place.photo.path), []).append(place)
    for same in by_file.values():
        line = credits_for(same).printed[0]
        awaited = [place.photo.awaited.file for place in same if place.photo.awaited]
        photo = same[0].photo
        yield _Row(
            entry=photo.printed,
            title=line.words,
            places=line.places,
            used_in=tuple(dict.fromkeys(place.at for place in same)),
            digest=photo.facts.digest,
            stands_in_for=", ".join(dict.fromkeys(awaited)),
        )


def _pages(row: _Row, folios: Mapping[str, str]) -> list[int]:
    found = {folios[place] for place in row.places if folios.get(place, "").isdecimal()}
    return sorted(int(folio) for folio in found)


def _cells(row: _Row, folios: Mapping[str, str]) -> tuple[str, ...]:
    entry = row.entry
    return (
        ", ".join(map(str, _pages(row, folios))),
        entry.file,
        row.title,
        entry.credit,
        entry.author,
        entry.licence,
        entry.licence_expires.isoformat() if entry.licence_expires else "",
        ", ".join(entry.allowed_uses),
        entry.source,
        row.stands_in_for,
        ", ".join(row.used_in),
        row.digest,
    )
