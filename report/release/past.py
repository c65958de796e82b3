"""The sources of a release, to be read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..resources import Project
from ..storage import sha256, workshop
from .archive import ARCHIVE, project_in, unpack
from .order import Item
from .shelf import Shelf


def versions(project: Project, slug: str) -> tuple[str, ...]:
    """Return the numbers of an edition's releases, as they are typed."""
    return tuple(str(each.version) for each in Shelf(project, slug).all())


def released_pdf(project: Project, slug: str, version: str, made_as: Item) -> Path | None:
    """Return the PDF of a release that was made so; None where there is none, or another by now."""
    found = (each for each in Shelf(project, slug).all() if str(each.version) == version)
    release = next(found, None)
    if release is None or release.manifest is None:
        return None
    for pdf in release.manifest.files:
        path = release.folder / pdf.name
        if pdf.made_as == made_as and path.is_file() and sha256(path) == pdf.sha256:
            return path
    return None


@contextmanager
def released_project(project: Project, slug: str, version: str) -> Iterator[Project]:
    """Have the project as it was for a release, in a folder of its own that is removed at the end.

    Raises Diagnostic V211 where its archive is not as it was written; OSError where it is gone, or
    the disk refuses the files.
    """
    archive = Shelf(project, slug).folder / version / ARCHIVE
    with workshop(project.build) as shop:
        into = shop / "release"
        into.mkdir()
        yield project_in(unpack(archive, into))
