"""A release: every file of an edition, built of one archive, and put into a folder for good."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..build import Step
from ..content.edition import Edition
from ..diagnostics import Diagnostic, Finding, Severity, in_order
from ..resources import Project
from ..storage import Content, one_at_a_time, sha256, size_of, workshop
from .archive import ARCHIVE, contents, order_in, pack, project_in, unpack
from .changes import changes, content_changes
from .codes import NOT_TRANSLATED, OPEN_FINDINGS, not_written
from .inputs import Inputs, gather
from .letter import README, readme
from .machine import this_machine
from .making import Built, build_all
from .manifest import MANIFEST, Accepted, Approval, Change, File, Manifest, Previous, told
from .order import Item, Order, items_of
from .shelf import FOLDER, Released, Shelf

_MOST_NAMED = 4


@dataclass(frozen=True)
class Release:
    """What came of a release: `written` anew, the `same` as the last one, or `refused`."""

    state: Literal["written", "same", "refused"]
    findings: tuple[Finding, ...]
    folder: Path | None = None
    manifest: Manifest | None = None


def release(
    project: Project, slug: str, approval: Approval, step: Step = lambda name: None
) -> Release:
    """Build all files of an edition that its `release` asks for, and put them into releases/.

    They are built of the archive that is written with them and of nothing else. What nobody has
    waived refuses them all. Errors are findings; nothing is raised that a user can cause.
    """
    try:
        step("Reading")
        shelf = Shelf(project, slug)
        edition, items = items_of(project, slug)
        with workshop(project.build) as shop:
            inputs = gather(project, (each.job(slug, approval.day) for each in items))
            if any(each.blocks for each in inputs.findings):
                undone = _not_translated(inputs, items, edition)
                return Release("refused", (*at_their_worst(inputs.findings), *undone))
            order = Order(edition=slug, items=items, made_with=this_machine(project))
            archive = shop / ARCHIVE
            pack(archive, order, inputs.files, edition.date)
            known = _same(shelf, archive)
            if known is not None:
                return known
            (shop / "sources").mkdir()
            unpacked = unpack(archive, shop / "sources")
            built = build_all(archive, unpacked, shop, approval.day, step)
            found = at_their_worst(
                each for findings in built.findings.values() for each in findings
            )
            still_open = tuple(_still_open(built, edition))
            if still_open:
                return Release("refused", (*found, *still_open))
            step("Writing")
            with one_at_a_time(project.root):
                # Another release may have been written meanwhile.
                return _same(shelf, archive) or _put(shelf, edition, approval, archive, built)
    except Diagnostic as diagnostic:
        return Release("refused", in_order(diagnostic.findings))
    except OSError as error:
        if error.errno is None:  # Pillow's, about a picture
            raise
        place = project.root / FOLDER / slug
        return Release("refused", (not_written(place, project.shown(place), error),))


def at_their_worst(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in order, once each: what is a warning for one target and an error for
    another is told as the error."""
    worst: dict[tuple[Hashable, ...], Finding] = {}
    for each in findings:
        key = (each.code.id, each.mark, each.at, each.area, each.message, each.waived)
        if key not in worst or each.severity > worst[key].severity:
            worst[key] = each
    return in_order(worst.values())


def _same(shelf: Shelf, archive: Path) -> Release | None:
    """Return the last release where it was made of this very archive; None where it was not.

    Raises Diagnostic V203 where the releases there are were changed.
    """
    releases = shelf.all()
    if not releases:
        return None
    faults = shelf.faults()
    if faults:
        raise Diagnostic(faults)
    last = releases[-1]
    assert last.manifest is not None, "a release without a manifest is a fault"
    if last.manifest.archive.sha256 != sha256(archive):
        return None
    return Release("same", (), last.folder, last.manifest)


def _not_translated(inputs: Inputs, items: tuple[Item, ...], edition: Edition) -> Iterator[Finding]:
    """Yield V205 for languages that are not done, and how the others are released."""
    undone = inputs.untranslated
    tags = dict.fromkeys(item.language or edition.language for item in items)
    others = [tag for tag in tags if tag not in undone]
    for tag, lacking in undone.items():
        number = sum(each.gist.things if each.gist else 1 for each in lacking)
        texts = f"{number} text{'s' if number > 1 else ''}"
        message = f"“{tag}” is not done: {texts} of it missing or stale"
        help = f"have it translated; or release without it: `languages: [{', '.join(others)}]` "
        help += "below `release:` in edition.yaml"
        yield NOT_TRANSLATED.finding(edition.release.mark_of("languages"), message, help=help)


def _still_open(built: Built, edition: Edition) -> Iterator[Finding]:
    """Yield V201 where there are errors or warnings that nobody has waived."""
    open_in = {
        name: [each for each in found if each.severity > Severity.NOTE and not each.waived]
        for name, found in built.findings.items()
    }
    left = at_their_worst(finding for found in open_in.values() for finding in found)
    if left:
        number = f"{len(left)} finding{'s are' if len(left) > 1 else ' is'}"
        files = [name for name, found in open_in.items() if found]
        more = f" and {len(files) - _MOST_NAMED} more files" if len(files) > _MOST_NAMED else ""
        named = ", ".join(files[:_MOST_NAMED])
        message = f"{number} neither mended nor waived, in {named}{more}"
        help = "mend them, or accept each in the edition, under `waivers`, with the reason"
        yield OPEN_FINDINGS.finding(edition.mark_of("waivers"), message, help=help)


def _put(
    shelf: Shelf, edition: Edition, approval: Approval, archive: Path, built: Built
) -> Release:
    """Write the next release; OSError where the disk refuses it."""
    releases = shelf.all()
    manifest = _manifest(releases[-1] if releases else None, edition, approval, archive, built)
    letter = readme(manifest)
    listed = File(name=README, sha256=sha256(letter), bytes=len(letter))
    manifest = manifest.model_copy(update={"letter": listed})
    files: dict[str, Content] = {
        **built.paths,
        ARCHIVE: archive,
        MANIFEST: manifest.data(),
        README: letter,
    }
    folder = shelf.put(manifest.version, files)
    found = in_order(each for findings in built.findings.values() for each in findings)
    return Release("written", found, folder, manifest)


def _manifest(
    last: Released | None, edition: Edition, approval: Approval, archive: Path, built: Built
) -> Manifest:
    """Return what is to be known of a release that follows the `last` one."""
    inputs, made_with = contents(archive), built.order.made_with
    previous = None
    if last is not None:
        previous = Previous(version=last.version, manifest=sha256(last.folder / MANIFEST))
    return Manifest(
        edition=built.order.edition,
        version=last.version + 1 if last else 1,
        title=edition.title,
        publisher=edition.publisher,
        date=edition.date,
        approved=approval,
        previous=previous,
        changes=_changes(last, archive, built, inputs) if last else (),
        archive=File(name=ARCHIVE, sha256=sha256(archive), bytes=size_of(archive)),
        files=built.pdfs,
        inputs=inputs,
        made_with=made_with,
        findings=told(built.findings),
        waivers=_accepted(built),
    )


def _changes(
    last: Released, archive: Path, built: Built, inputs: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return what differs from the last release; its archive is unpacked beside the new one."""
    assert last.manifest is not None, "a release without a manifest is a fault"
    old = last.folder / ARCHIVE
    shop = archive.parent / "before"
    shop.mkdir()
    folder = unpack(old, shop)
    then, order = project_in(folder), order_in(folder, old)
    return (
        *content_changes(then, order, built.project, built.order),
        *changes(last.manifest, inputs, built.order.made_with, built.pdfs),
    )


def _accepted(built: Built) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(
            code=waiver.code,
            at=waiver.at,
            target=waiver.target,
            reason=waiver.reason,
            used=used,
        )
        for waiver, used in built.waivers
    )
