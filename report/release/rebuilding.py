"""Making a release again from its archive, and saying whether it is the same to the byte."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..build import Step
from ..diagnostics import Diagnostic, Finding, Mark, in_order
from ..resources import BUNDLED, Project
from ..storage import sha256, workshop, write_folder
from .archive import ARCHIVE, REQUIREMENTS, contents, order_in, unpack
from .codes import (
    DIFFERS,
    NO_MANIFEST,
    OTHER_ARCHIVE,
    OTHER_LIBRARIES,
    OTHER_PROGRAM,
    TOO_OLD,
    UNKNOWN_RELEASE,
    not_written,
)
from .machine import Machine, this_machine
from .making import Built, build_all
from .manifest import MANIFEST, Manifest
from .order import ORDER
from .shelf import Released, faults_of, read_manifest

_MOST_NAMED = 8


@dataclass(frozen=True)
class Rebuilt:
    """What came of building again: which files are the released ones, and which are not.

    Without a manifest there is nothing to compare with, and both are empty.
    """

    findings: tuple[Finding, ...]
    identical: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """All files that were built."""

    @property
    def done(self) -> bool:
        """True where all files were built, and none is another than the released one."""
        return bool(self.names) and not any(each.blocks for each in self.findings)


def rebuild(
    project: Project,
    given: Path,
    as_of: datetime.date,
    into: Path | None = None,
    step: Step = lambda name: None,
) -> Rebuilt:
    """Build a release again, from its folder or its archive; put the files `into` a new folder.

    The work is done in the build/ of `project`, of which nothing is read. It is judged as of the
    day of the release, or `as_of` where no manifest tells that. Errors are findings; nothing is
    raised that a user can cause.
    """
    try:
        archive, manifest = _found(given)
        with _shop_in(project) as shop:
            step("Unpacking")
            (shop / "sources").mkdir()
            unpacked = unpack(archive, shop / "sources")
            order = order_in(unpacked, archive)
            here = this_machine(project)
            noticed = [*_noticed(archive, manifest), *_other_machine(here, order.made_with)]
            day = manifest.approved.day if manifest else as_of
            built = build_all(archive, unpacked, shop, day, step)
            rebuilt = _compared(built, manifest, noticed, here)
            if into is not None and rebuilt.names:
                write_folder(into, dict(built.paths))
            return rebuilt
    except Diagnostic as diagnostic:
        return Rebuilt(in_order(diagnostic.findings))
    except OSError as error:
        if error.errno is None:  # Pillow's, about a picture
            raise
        return Rebuilt((not_written(into or project.build, str(into or "build/"), error),))


@contextmanager
def _shop_in(project: Project) -> Iterator[Path]:
    """Make a folder to work in; nothing is left where there is no project either."""
    with workshop(project.build) as shop:
        yield shop
    with suppress(OSError):  # there is something in it, which stays
        project.build.rmdir()


def _found(given: Path) -> tuple[Path, Manifest | None]:
    """Return the archive that a person means, and the manifest beside it if there is one.

    Raises Diagnostic: there is no archive (V216), the manifest is damaged (V203), or the files
    are not those that it names (V203, V212).
    """
    folder = given if given.is_dir() else given.parent
    archive = given / ARCHIVE if given.is_dir() else given
    if not archive.is_file():
        help = "name the folder of a release, such as releases/life-science/1, or its sources.zip"
        message = f"there is no archive of sources “{archive}”"
        raise Diagnostic([UNKNOWN_RELEASE.finding(None, message, help=help)])
    if not (folder / MANIFEST).is_file():
        return archive, None
    manifest = read_manifest(folder, str(folder / MANIFEST))
    if given.is_dir():
        release = Released(manifest.version, folder, manifest)
        faults = tuple(faults_of(release, str(folder)))
        if faults:
            raise Diagnostic(faults)
    if sha256(archive) != manifest.archive.sha256:
        message = f"the manifest is about another {ARCHIVE}"
        help = "put manifest and archive of one release beside each other"
        raise Diagnostic([OTHER_ARCHIVE.finding(Mark(archive.name), message, help=help)])
    return archive, manifest


def _noticed(archive: Path, manifest: Manifest | None) -> Iterator[Finding]:
    """Yield what keeps the comparison from telling much."""
    if manifest is None:
        message = f"there is no {MANIFEST} beside it: what is built is compared with nothing"
        help = "put the manifest of the release beside the archive"
        yield NO_MANIFEST.finding(Mark(archive.name), message, help=help)
    elif contents(archive) != manifest.inputs:
        message = "the manifest lists other files than are in the archive"
        help = "get both again from where the release is kept"
        yield OTHER_ARCHIVE.finding(Mark(archive.name), message, help=help)


def _other_machine(here: Machine, made_with: Machine) -> Iterator[Finding]:
    """Yield V217 and V214 where program or machine differ from those of the release."""
    if made_with.code != here.code:
        message = f"made with {_program(made_with)}, and built again with {_program(here)}"
        help = "for the identical files, rebuild it with that version"
        yield OTHER_PROGRAM.finding(Mark(ORDER), message, help=help)
    others = made_with.differences(here)
    others.pop("Colophon", None)
    if not others:
        return
    rows = [f"{name} {was or 'none'}, here {now or 'none'}" for name, (was, now) in others.items()]
    more = f"; and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    message = f"this machine differs: {'; '.join(rows[:_MOST_NAMED])}{more}"
    help = f"{REQUIREMENTS} in the archive has the versions for `pip install --requirement`"
    yield OTHER_LIBRARIES.finding(Mark(ORDER), message, help=help)


def _program(machine: Machine) -> str:
    """Return a version of Colophon as people tell it from others."""
    return f"Colophon {machine.program} ({machine.code[:12]})"


def _not_built(built: Built, here: Machine) -> Iterator[Finding]:
    """Yield what kept files from being built; V218 for what only another version can."""
    found = {
        each: None
        for name, findings in built.findings.items()
        if name not in built.paths
        for each in findings
        if each.blocks
    }
    other = built.order.made_with
    # Nobody can mend what is Colophon's own, and was right for the version that it came with.
    theirs = [each for each in found if each.mark and each.mark.file.startswith(BUNDLED)]
    theirs = theirs if other.code != here.code else []
    if theirs:
        first = theirs[0]
        message = f"{_program(here)} cannot build it: {first.mark}: {first.message}"
        message += f"; and {len(theirs) - 1} more" if theirs[1:] else ""
        help = f"nothing is wrong with the archive: rebuild it with {_program(other)}"
        yield TOO_OLD.finding(Mark(ORDER), message, help=help)
    yield from (each for each in found if each not in theirs)


def _compared(
    built: Built, manifest: Manifest | None, noticed: list[Finding], here: Machine
) -> Rebuilt:
    """Return which files are those of the manifest."""
    findings = [*noticed, *_not_built(built, here)]
    made = {each.name: each.sha256 for each in built.pdfs}
    names = tuple(made)
    if manifest is None:
        return Rebuilt(in_order(findings), names=names)
    wanted = {each.name: each.sha256 for each in manifest.files}
    different = tuple(sorted(n for n in {*made, *wanted} if made.get(n) != wanted.get(n)))
    for name in different:
        message = f"“{name}” was built again and is not the file that was released"
        if name not in made:
            message = f"“{name}” was released and cannot be built"
        elif name not in wanted:
            message = f"“{name}” was built and is not in the manifest"
        findings.append(DIFFERS.finding(Mark(name), message))
    identical = tuple(name for name in names if name not in different)
    return Rebuilt(in_order(findings), identical, different, names)
