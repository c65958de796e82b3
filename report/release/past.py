"""The sources of a release, to be read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..resources import Project
from ..storage import workshop
from .archive import ARCHIVE, project_in, unpack
from .shelf import Shelf


def versions(project: Project, slug: str) -> tuple[str, ...]:
    """Return the numbers of an edition's releases, as they are typed."""
    return tuple(str(each.version) for each in Shelf(project, slug).all())


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
