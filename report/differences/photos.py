"""How the photos that two editions print differ: their pictures, credits and licences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..content.block import PhotoUse
from ..content.edition import Edition
from ..content.node import walk
from ..diagnostics import Diagnostic
from ..photos.entry import Entry
from ..photos.ledger import Ledgers
from .nodes import Spot, mark_of, shown
from .values import Change, Group

_LICENCES = (
    *("licence", "licence_expires", "allowed_uses", "territory"),
    *("consent", "source", "evidence"),
)
_WORDS = ("title", "alt", "caption", "awaited")
_UNSEEN = ("sha256", "stand_in")


@dataclass(frozen=True)
class Shown:
    """A photo that an edition prints: what its ledger says, and the digest of its file."""

    entry: Entry
    digest: str = ""
    stand_in: str = ""


def photos_of(edition: Edition, ledgers: Ledgers) -> dict[str, Shown]:
    """Return the photos that an edition prints, by their files' names, in order."""
    found: dict[str, Shown] = {}
    for use in walk(edition):
        if isinstance(use, PhotoUse) and use.file not in found:
            try:
                photo = ledgers.resolve(use.file, use.mark_of("file"))
            except Diagnostic:
                entry = ledgers.entry_of(use.file) or Entry().named(use.file)
                found[use.file] = Shown(entry)
                continue
            stand_in = photo.printed.file if photo.awaited else ""
            found[use.file] = Shown(photo.entry, photo.facts.digest, stand_in)
    return found


def photos_differing(old: dict[str, Shown], new: dict[str, Shown]) -> Iterator[Change]:
    """Yield which photos are new and which are gone, and what is said of the others."""
    for file in dict.fromkeys((*new, *old)):
        spot = Spot("photos", file)
        before, after = old.get(file), new.get(file)
        if before and after:
            yield from _differing(before, after, spot)
        elif after:
            yield _one_sided(after, "", _rights(after.entry), spot)
        elif before:
            yield _one_sided(before, _rights(before.entry), "", spot)


def _one_sided(photo: Shown, old: str, new: str, spot: Spot) -> Change:
    mark = mark_of(photo.entry)
    marks = (None, mark) if new else (mark, None)
    return spot.change(Group.PHOTOS, "photo", (old, new), marks)


def _rights(entry: Entry) -> str:
    """Return whose a photo is, and until when it may be printed."""
    until = f"until {entry.licence_expires}" if entry.licence_expires else ""
    parts = (entry.credit or "no credit", entry.licence or "no licence", until)
    return ", ".join(filter(None, parts))


def _differing(old: Shown, new: Shown, spot: Spot) -> Iterator[Change]:
    marks = mark_of(old.entry), mark_of(new.entry)
    if old.digest and new.digest and old.digest != new.digest:
        sides = f"SHA-256 {old.digest[:8]}", f"SHA-256 {new.digest[:8]}"
        note = "the same name, and another picture"
        yield replace(spot.change(Group.PHOTOS, "picture", sides, marks), note=note)
    if old.stand_in != new.stand_in:
        sides = old.stand_in, new.stand_in
        yield spot.change(Group.PHOTOS, "printed instead", sides, marks)
    for name in type(new.entry).model_fields:
        sides = shown(getattr(old.entry, name)), shown(getattr(new.entry, name))
        if sides[0] != sides[1] and name not in _UNSEEN:
            marks = mark_of(old.entry, name), mark_of(new.entry, name)
            yield spot.change(_group(name), name.replace("_", " "), sides, marks)


def _group(field: str) -> Group:
    if field in _LICENCES:
        return Group.LICENCES
    if field in _WORDS:
        return Group.WORDS
    return Group.DESIGN if field == "focus" else Group.PHOTOS
