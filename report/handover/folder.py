"""The hand-over on disk: a folder and its zip, written whole or not at all.

What has gone to the print shop under a revision stays what it is: other files get another
revision, so that nobody prints from the wrong one.
"""

from __future__ import annotations

import datetime
import errno
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..diagnostics import Code, Finding, Mark, Severity
from ..papers.values import PreflightReport
from ..storage import leave_to_write, write_atomically, write_folder
from .letter import README, WHAT, Binding, readme
from .naming import Naming

REVISION_TAKEN = Code(
    "X401",
    "revision-taken",
    Severity.ERROR,
    """A hand-over with this revision is there already, and its files are others.

    The print shop knows a job by its revision. Two sets of files with one number are how the
    wrong one gets printed, so a revision that has been handed over is never written again with
    other files. Raise the number in the edition:

    ```yaml
    print: {printer: fogra39-coated, revision: 3}
    ```

    Where the folder of that revision has never left the house, delete it and its `.zip`.
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
    brought back to those that `SHA256SUMS` names. Make changes in the edition and hand over the
    next revision; keep notes of your own elsewhere.
    """,
)
SUMS = "SHA256SUMS"
_EPOCH = datetime.date(1980, 1, 1)  # the first day that a zip file can name (APPNOTE 4.4.6)
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
    parts: Mapping[str, bytes]


def hand_over(place: Path, naming: Naming, delivery: Delivery, mark: Mark) -> Handover:
    """Put a delivery into its folder below `place`, and into a zip beside it.

    The same revision with the same files is written once; with other files it is refused (X401,
    at `mark`, where the edition gives the revision). What the disk refuses is X403.
    """
    files = contents(naming, delivery)
    folder = place / naming.folder
    archive = place / f"{naming.folder}.zip"
    refused = Handover(folder, archive, "refused", tuple(files))
    try:
        taken = _taken(place, naming, files[SUMS])
        if taken is not None:
            return _with(refused, _revision_taken(taken, naming, mark))
        new = not folder.exists()
        mended: tuple[str, ...] = ()
        if new:
            write_folder(folder, files)
        else:
            mended = _mend(folder, files)
        packed = zipped(naming.folder, files, delivery.report.date or _EPOCH)
        if not archive.is_file() or archive.read_bytes() != packed:
            write_atomically(archive, packed)
    except OSError as error:
        return _with(refused, _not_written(folder, error))
    made = Handover(folder, archive, "written" if new else "same", tuple(files))
    return _with(made, _restored(folder, mended)) if mended else made


def contents(naming: Naming, delivery: Delivery) -> dict[str, bytes]:
    """Return the files by name, in order: the parts, README.txt, and the checksums of them all."""
    rank = {part: number for number, part in enumerate(WHAT)}
    parts = sorted(delivery.parts, key=lambda part: (rank.get(part, len(rank)), part))
    names = {part: naming.of(part.partition(".")[0]) + _suffix(part) for part in parts}
    files = {names[part]: delivery.parts[part] for part in parts}
    listed = [(names[part], part) for part in parts]
    files[README] = readme(delivery.report, delivery.binding, listed)
    files[SUMS] = checksums(files)
    return files


def _suffix(part: str) -> str:
    return part[part.index(".") :]


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return SHA-256 digests as `sha256sum -c` reads them (coreutils, “cksum output modes”)."""
    rows = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(rows).encode("ascii")


def zipped(folder: str, files: Mapping[str, bytes], date: datetime.date) -> bytes:
    """Return a zip file with `files` in a `folder`; the same files give the same bytes.

    Nothing is compressed: PDFs are so already, and another version of zlib would give other bytes.
    """
    day = max(date, _EPOCH)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return stream.getvalue()


def _taken(place: Path, naming: Naming, sums: bytes) -> Path | None:
    """Return the folder of this revision that holds other files, if there is one."""
    if not place.is_dir():
        return None
    names = sorted(path.name for path in place.iterdir() if path.is_dir())
    for name in names:
        if name == naming.folder or naming.is_same_revision(name):
            record = place / name / SUMS
            if name != naming.folder or not record.is_file() or record.read_bytes() != sums:
                return place / name
    return None


def _mend(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write what is missing or changed in the folder; return the names, sorted."""
    changed = [
        name
        for name in sorted(files)
        if not (folder / name).is_file() or (folder / name).read_bytes() != files[name]
    ]
    for name in changed:
        write_atomically(folder / name, files[name])
    return tuple(changed)


def _with(made: Handover, finding: Finding) -> Handover:
    return Handover(made.folder, made.archive, made.state, made.files, (*made.findings, finding))


def _revision_taken(folder: Path, naming: Naming, mark: Mark) -> Finding:
    record = folder / SUMS
    day = ""
    if record.is_file():
        written = datetime.datetime.fromtimestamp(record.stat().st_mtime, datetime.UTC)
        day = f" of {written.date().isoformat()}"
    message = f"revision {naming.revision} has been handed over with other files{day}"
    try:
        following = str(int(naming.revision) + 1)
    except ValueError:
        following = "the next number"
    help = f"write `revision: {following}` in the edition, or delete {folder.name} and its .zip"
    return REVISION_TAKEN.finding(mark, message, help=help)


def _not_written(folder: Path, error: OSError) -> Finding:
    message = f"the hand-over cannot be written: {error.strerror or error}"
    help = "free some space" if error.errno in _FULL else leave_to_write(folder)
    return NOT_HANDED_OVER.finding(Mark(folder.name), message, help=f"{help}, and hand over again")


def _restored(folder: Path, names: Sequence[str]) -> Finding:
    message = f"written anew, because they had been changed or were missing: {', '.join(names)}"
    help = "make changes in the edition, and hand over the next revision"
    return RESTORED.finding(Mark(folder.name), message, help=help)
