"""The hand-over on disk: a folder and its zip, written whole or not at all.

What has gone to the print shop under a revision stays what it is: what prints otherwise gets
another revision, so that nobody prints from the wrong one. Folder and zip both are the record.
"""

from __future__ import annotations

import datetime
import errno
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..diagnostics import Code, Finding, Mark, Severity
from ..papers.values import Binding, PreflightReport
from ..storage import Content, leave_to_write, sha256, write_atomically, write_folder
from .letter import README, WHAT, readme
from .naming import Naming
from .record import (
    FIRST_DAY,
    SUMS,
    Record,
    checksums,
    digests,
    files_in,
    folder_record,
    packed_record,
    write_zip,
)

REVISION_TAKEN = Code(
    "X401",
    "revision-taken",
    Severity.ERROR,
    """A hand-over with this revision is there already, and prints something else.

    The print shop knows a job by its revision. Two sets of files with one number are how the
    wrong one gets printed, so a revision that has been handed over is never written again with
    other files. What counts is what is printed and billed: `press.pdf`, `cover.pdf` and
    `credits.csv`, in the folder or in its `.zip`. Proof and preflight report may come out
    differently, as where a line has moved or a finding was accepted; those that were handed over
    stay. Raise the number in the edition:

    ```yaml
    print: {printer: fogra39-coated, revision: 3}
    ```

    Where that revision has never left the house, delete both its folder and its `.zip`.
    """,
)
NOT_HANDED_OVER = Code(
    "X403",
    "hand-over-not-written",
    Severity.ERROR,
    """The files for the print shop are ready and cannot be put in their place.

    The disk is full, or the folder may not be written to. What was handed over before is as it
    was, and there is no half of a folder: mend what the message names, and hand over again.
    """,
)
RESTORED = Code(
    "X404",
    "hand-over-restored",
    Severity.WARNING,
    """Files of a hand-over had been changed or were missing, and have been written anew.

    The folder and its zip are what the print shop has, and have to stay so: its files were
    brought back to those that `SHA256SUMS` names, and one that was deleted was made again from
    the other. Make changes in the edition and hand over the next revision; keep notes of your
    own elsewhere.
    """,
)
PRESS = ("press.pdf", "cover.pdf", "credits.csv")
"""The parts by which a hand-over is told from another."""
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Handover:
    """What came of a hand-over: `written` anew, the `same` as there is, or `refused`.

    `files` are the names in the folder, in order.
    """

    folder: Path
    archive: Path
    state: Literal["written", "same", "refused"]
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """What is handed over: the report on it, how it is bound, and each part by its name and
    extension, such as `press.pdf` (see `letter.WHAT`)."""

    report: PreflightReport
    binding: Binding
    parts: Mapping[str, Content]


def hand_over(place: Path, naming: Naming, delivery: Delivery, mark: Mark, shop: Path) -> Handover:
    """Put a delivery into its folder below `place`, and into a zip beside it; made in `shop`.

    The same revision is written once. What is there and prints the same stays as it was handed
    over, and is mended where it was damaged (X404); what prints something else is refused (X401,
    at `mark`, where the edition gives the revision). What the disk refuses is X403.
    """
    files = contents(naming, delivery)
    folder = place / naming.folder
    archive = place / f"{naming.folder}.zip"
    refused = Handover(folder, archive, "refused", tuple(files))
    try:
        records = _records(folder, archive, files, shop)
        taken = _elsewhere(place, naming) or _taken(records, naming, delivery)
        if taken is not None:
            return _with(refused, _revision_taken(place, taken, naming, mark))
        kept = _kept(records, files)
        anew = _mend(folder, kept)
        if not _is_packed(records, archive, kept):
            packed = shop / "packed.zip"
            write_zip(packed, naming.folder, kept, delivery.report.date or FIRST_DAY)
            write_atomically(archive, packed)
            anew = (*anew, archive.name)
    except OSError as error:
        return _with(refused, _not_written(folder, error))
    names = (*(name for name in files if name in kept), *sorted(kept.keys() - files.keys()))
    made = Handover(folder, archive, "same" if records else "written", names)
    return _with(made, _restored(folder, anew)) if records and anew else made


def checked_for(place: Path, naming: Naming) -> datetime.date | None:
    """Return the day for which this revision was checked when it was handed over; None before.

    Its report keeps that day: handing over again on another day, with nothing else changed, is
    the same hand-over and no new one.
    """
    record = place / naming.folder / (naming.of("preflight") + ".json")
    try:
        return datetime.date.fromisoformat(json.loads(record.read_bytes())["checked_for"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def contents(naming: Naming, delivery: Delivery) -> dict[str, Content]:
    """Return the files by name, in order: the parts, README.txt, and the checksums of them all."""
    rank = {part: number for number, part in enumerate(WHAT)}
    parts = sorted(delivery.parts, key=lambda part: (rank.get(part, len(rank)), part))
    names = {part: _name(naming, part) for part in parts}
    files = {names[part]: delivery.parts[part] for part in parts}
    listed = [(names[part], part) for part in parts]
    files[README] = readme(delivery.report, delivery.binding, listed)
    files[SUMS] = checksums(files)
    return files


def _name(naming: Naming, part: str) -> str:
    """Return the name of the file of a part such as `press.pdf`."""
    stem, _, extension = part.partition(".")
    return f"{naming.of(stem)}.{extension}"


def _records(folder: Path, archive: Path, asked: Iterable[str], shop: Path) -> tuple[Record, ...]:
    """Return what has been handed over under this name: the folder, the zip, both or neither."""
    found = []
    if folder.is_dir():
        found.append(folder_record(folder, asked))
    if archive.is_file():
        found.append(packed_record(archive, folder.name, asked, shop))
    return tuple(found)


def _is_packed(records: Sequence[Record], archive: Path, files: Mapping[str, Content]) -> bool:
    """Return True when the zip holds these files and no others."""
    packed = [record.digests for record in records if record.name == archive.name]
    return packed == [digests(files)]


_Taken = tuple[str, str]
"""The name of a folder or zip that is another hand-over, and in words what is with it."""


def _elsewhere(place: Path, naming: Naming) -> _Taken | None:
    """Return the hand-over of this revision that has another name, such as one of another day."""
    if not place.is_dir():
        return None
    for path in sorted(place.iterdir()):
        name = path.name if path.is_dir() else path.name.removesuffix(".zip")
        is_one = path.is_dir() or path.suffix == ".zip"
        if is_one and name != naming.folder and naming.is_same_revision(name):
            return path.name, "is there"
    return None


def _taken(records: Sequence[Record], naming: Naming, delivery: Delivery) -> _Taken | None:
    """Return which record prints something else. A damaged one is left to what the other says."""
    made = {_name(naming, part): delivery.parts.get(part) for part in PRESS}
    parts = {name: None if data is None else sha256(data) for name, data in made.items()}
    telling = any(record.sums for record in records)
    for record in records:
        others = record.others(parts)
        if others and record.sums:
            return record.name, f"is there and differs in {' and '.join(others)}"
        if others and not telling:
            return record.name, f"is there without a {SUMS} that can be read"
    return None


def _kept(records: Sequence[Record], files: Mapping[str, Content]) -> dict[str, Content]:
    """Return what folder and zip are to hold: what was sent, or the most of it that is left."""
    # The zip is what was sent: it comes last and counts first.
    sound = [record for record in records if record.sound]
    if sound:
        last = sound[-1]
        return {SUMS: last.files[SUMS], **last.verified}
    kept = {name: data for name, data in files.items() if name != SUMS}
    for record in records:
        kept |= record.verified
    return {**kept, SUMS: checksums(kept)}


def _mend(folder: Path, files: Mapping[str, Content]) -> tuple[str, ...]:
    """Write what is missing or changed in the folder, or all of it; return the names, sorted."""
    if not folder.exists():
        write_folder(folder, files)
        return (f"the folder {folder.name}",)
    wanted, here = digests(files), digests(files_in(folder, files))
    changed = tuple(name for name in sorted(files) if here.get(name) != wanted[name])
    for name in changed:
        write_atomically(folder / name, files[name])
    return changed


def _with(made: Handover, finding: Finding) -> Handover:
    return Handover(made.folder, made.archive, made.state, made.files, (*made.findings, finding))


def _revision_taken(place: Path, taken: _Taken, naming: Naming, mark: Mark) -> Finding:
    name, words = taken
    path = place / name
    record = path / SUMS if (path / SUMS).is_file() else path
    written = datetime.datetime.fromtimestamp(record.stat().st_mtime, datetime.UTC)
    message = (
        f"revision {naming.revision} has been handed over with other files of "
        f"{written.date().isoformat()}: {name} {words}"
    )
    try:
        following = str(int(naming.revision) + 1)
    except ValueError:
        following = "the next number"
    folder = name.removesuffix(".zip")
    help = (
        f"write `revision: {following}` in the edition; or, where it never left the house, delete "
        f"both {folder} and {folder}.zip"
    )
    return REVISION_TAKEN.finding(mark, message, help=help)


def _not_written(folder: Path, error: OSError) -> Finding:
    message = f"the hand-over cannot be written: {error.strerror or error}"
    help = "free some space" if error.errno in _FULL else leave_to_write(folder)
    return NOT_HANDED_OVER.finding(Mark(folder.name), message, help=f"{help}, and hand over again")


def _restored(folder: Path, names: Sequence[str]) -> Finding:
    message = f"written anew, because they had been changed or were missing: {', '.join(names)}"
    help = "make changes in the edition, and hand over the next revision"
    return RESTORED.finding(Mark(folder.name), message, help=help)
