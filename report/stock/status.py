"""The photos of a project: whose they are, until when, where they are used, and what is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

from ..diagnostics import Diagnostic, Finding, Mark
from ..photos.entry import Entry
from ..photos.gaps import gaps_of
from ..photos.ledger import LEDGER_FILE, Ledgers, Photo, Shelf, filled_from
from ..preflight.days import NOTICE
from ..resources import Project
from .uses import Usage, Use, usage_of

Key = tuple[Path, str]
"""A photo by its folder and name."""


@dataclass(frozen=True)
class Row:
    """A photo as `photos status` shows it.

    `state` is "" for one that is as it should be, or says in words what is special about it:
    expired, awaited, unused, a stand-in. `missing` is what nobody has said yet.
    """

    file: str
    folder: str
    who: str
    licence: str
    until: datetime.date | None
    uses: tuple[Use, ...]
    state: tuple[str, ...]
    missing: tuple[str, ...]
    rank: int = 0

    @property
    def ppi(self) -> float | None:
        """The lowest resolution at which it is printed; None where it is not, or not known."""
        known = [use.ppi for use in self.uses if use.ppi is not None]
        return min(known, default=None)


@dataclass(frozen=True)
class Status:
    """All photos, the ones that need somebody first; `findings` say which editions have errors."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Used:
    """Where photos are used: as themselves, or by others that stand in for them."""

    places: dict[Key, list[Use]] = field(default_factory=dict)
    stand_ins: dict[Key, str] = field(default_factory=dict)
    awaited: dict[Key, str] = field(default_factory=dict)


def status(project: Project, slugs: Sequence[str], as_of: datetime.date) -> Status:
    """Return the photos of some editions and those that editions share.

    Bundled photos are listed where they are used. Raises Diagnostic where a ledger cannot be
    read.
    """
    usages = [usage_of(project, slug, as_of, sizes=True) for slug in slugs]
    used = _Used()
    for usage in usages:
        for use in usage.uses:
            _look_up(usage, use, used)
    shelves: dict[Path, tuple[Ledgers, Shelf]] = {}
    for usage in usages:
        for shelf in usage.ledgers.shelves:
            shelves.setdefault(shelf.folder, (usage.ledgers, shelf))
    rows = [
        row
        for ledgers, shelf in shelves.values()
        for row in _rows(ledgers, shelf, used, as_of)
        if row.uses or shelf.folder.is_relative_to(project.root)
    ]
    rows.sort(key=lambda row: (row.rank, row.folder, row.file))
    return Status(tuple(rows), tuple(f for usage in usages for f in usage.findings))


def _look_up(usage: Usage, use: Use, used: _Used) -> None:
    mark = use.photo.mark_of("file")
    try:
        photo = usage.ledgers.resolve(use.photo.file, mark)
    except Diagnostic:
        key = _awaiting(usage.ledgers, use.photo.file)
        if key is not None:
            used.places.setdefault(key, []).append(use)
        return
    printed = (photo.path.parent, normalize("NFC", photo.path.name))
    used.places.setdefault(printed, []).append(use)
    if photo.awaited is not None:
        _stand_in(usage.ledgers, photo, use, used)


def _stand_in(ledgers: Ledgers, photo: Photo, use: Use, used: _Used) -> None:
    key = _awaiting(ledgers, photo.name)
    if key is not None:
        # The resolution is that of the stand-in, and says nothing about this one.
        used.places.setdefault(key, []).append(replace(use, ppi=None))
        used.awaited[key] = photo.printed.file
    used.stand_ins[photo.path.parent, normalize("NFC", photo.path.name)] = photo.name


def _awaiting(ledgers: Ledgers, name: str) -> Key | None:
    """Return the entry of that name whose file is not there; None without any."""
    wanted = normalize("NFC", name)
    for shelf in ledgers.shelves:
        if any(normalize("NFC", each) == wanted for each in shelf.ledger.photos):
            return shelf.folder, wanted
    return None


def _rows(ledgers: Ledgers, shelf: Shelf, used: _Used, as_of: datetime.date) -> Iterator[Row]:
    entries = {normalize("NFC", name): entry for name, entry in shelf.ledger.photos.items()}
    files = {normalize("NFC", path.name): path for path in ledgers.files_on(shelf)}
    for name in sorted({*entries, *files} - {LEDGER_FILE}):
        yield _row((shelf, name), (entries.get(name), files.get(name)), ledgers, used, as_of)


def _row(
    place: tuple[Shelf, str],
    found: tuple[Entry | None, Path | None],
    ledgers: Ledgers,
    used: _Used,
    as_of: datetime.date,
) -> Row:
    (shelf, name), (entry, path) = place, found
    key = shelf.folder, name
    missing = [] if entry else ["entry in the ledger"]
    state = []
    full = entry or Entry()
    if path is None:
        missing.append("file")
    else:
        try:
            full = filled_from(full, ledgers.inspected(path, name, Mark(shelf.shown)))
        except Diagnostic as diagnostic:
            state.append(diagnostic.findings[0].message)
    uses = tuple(used.places.get(key, ()))
    # An alt text can be written by those who see the picture, and in the edition as well.
    has_alt = path is None or (uses and all(use.photo.alt.strip() for use in uses))
    shown = tuple(dict.fromkeys(use.portrayed for use in uses if use.portrayed))
    gaps = [gap.words for gap in gaps_of(full, shown) if not (has_alt and gap.what == "alt")]
    missing += gaps if entry else []
    state += _state(key, full, used, as_of)
    rank = _rank(state, missing, bool(uses))
    holder = full.author or full.credit
    until = full.licence_expires
    folder = shelf.shown.removesuffix(f"/{LEDGER_FILE}")
    return Row(name, folder, holder, full.licence, until, uses, tuple(state), tuple(missing), rank)


def _state(key: Key, entry: Entry, used: _Used, as_of: datetime.date) -> Iterator[str]:
    last = entry.licence_expires
    if entry.expired(as_of):
        yield "expired"
    elif last is not None and last <= as_of + NOTICE:
        yield f"ends in {(last - as_of).days} days"
    if entry.consent.given == "no":
        yield "consent refused"
    if key in used.stand_ins:
        yield f"stand-in for {used.stand_ins[key]}"
    if key in used.awaited:
        yield f"{used.awaited[key]} stands in for it"
    if key not in used.places:
        yield "unused"


def _rank(state: Sequence[str], missing: Sequence[str], used: bool) -> int:
    """Return how soon somebody should look at a photo: 0 first."""
    if not used:
        return 4 if not missing else 3
    if "expired" in state or "consent refused" in state:
        return 0
    if missing or state:
        return 1
    return 2


def as_data(row: Row) -> Mapping[str, object]:
    """Return a row as plain data for programs, with the keys in a fixed order."""
    return {
        "file": row.file,
        "folder": row.folder,
        "who": row.who,
        "licence": row.licence or None,
        "until": row.until.isoformat() if row.until else None,
        "ppi": row.ppi and round(row.ppi),
        "uses": [
            {
                "edition": use.edition,
                "section": use.section,
                "at": use.at,
                "ppi": use.ppi and round(use.ppi),
            }
            for use in row.uses
        ],
        "state": list(row.state),
        "missing": list(row.missing),
    }
