"""The files of a project as they were in a git revision, without touching those of today."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from ..diagnostics import Code, Diagnostic, Finding
from ..resources import Project
from ..storage import workshop
from .codes import GIT_FAILED, NO_GIT, NO_REPOSITORY, NO_REVISION, NOT_THERE_THEN

_FOLDERS = ("assets", "editions", "figures", "templates")
_OF_EDITIONS = ("assets/icons", "assets/logos", "assets/photos", "assets/signatures", "editions")
"""What is taken of Colophon's own repository, whose other folders belong to the program: it reads
old editions with the templates that it knows."""
# Nothing is fetched, asked for or locked.
_SETTING = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SECONDS = 300


@contextmanager
def project_at(project: Project, slug: str, revision: str) -> Iterator[Project]:
    """Have the project as it was in a revision, in a folder of its own that is removed at the end.

    Raises Diagnostic: there is no git (V301), no repository (V302), no such revision (V303), the
    edition is not in it (V304), or git cannot give its files (V305).
    """
    git = _Git(project.root)
    commit = git.commit(revision)
    folders = _OF_EDITIONS if project.root == project.bundled else _FOLDERS
    there = git.lines("ls-tree", "--name-only", commit, "--", *folders)
    if not git.lines("ls-tree", "--name-only", commit, "--", f"editions/{slug}/edition.yaml"):
        message = f"there is no edition “{slug}” in {revision}"
        help = f"git ls-tree --name-only {revision} editions/ lists those that there were"
        raise Diagnostic([NOT_THERE_THEN.finding(None, message, help=help)])
    with workshop(project.build) as shop:
        packed = shop / "files.tar"
        with packed.open("wb") as stream:
            git.run(GIT_FAILED, "archive", "--format=tar", commit, "--", *there, to=stream)
        root = shop / "project"
        _unpack(packed, root)
        packed.unlink()
        yield Project(root.resolve(), project.bundled)


class _Git:
    """Asks git about the repository that a folder is in."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("git")
        if program is None:
            help = "install git, or compare with another edition or with a PDF"
            raise Diagnostic([NO_GIT.finding(None, "there is no program `git` here", help=help)])
        self._command = [program, "-C", str(folder)]
        self.run(NO_REPOSITORY, "rev-parse", "--git-dir")

    def commit(self, revision: str) -> str:
        """Return the number of the commit that a revision is."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        done = self._done(*asked)
        if done.returncode == 0:
            return done.stdout.decode().strip()
        raise Diagnostic([self._unknown(revision)])

    def _unknown(self, revision: str) -> Finding:
        message = f"“{revision}” is no variant, no language, and no revision in git"
        help = "git log --oneline lists the revisions, git tag those with a name"
        if "@" in revision.replace("@{", ""):
            help = "a variant or a language stands before the revision: my-brochure@sv@v1"
        if self.lines("rev-parse", "--is-shallow-repository") == ["true"]:
            help = "this copy of the repository has few revisions: git fetch --unshallow gets more"
        return NO_REVISION.finding(None, message, help=help)

    def lines(self, *arguments: str) -> list[str]:
        """Return what git says, a line each."""
        return self.run(GIT_FAILED, *arguments).decode(errors="replace").splitlines()

    def run(self, code: Code, *arguments: str, to: IO[bytes] | None = None) -> bytes:
        """Return what git says, or write it `to` a file; Diagnostic of `code` where it fails."""
        done = self._done(*arguments, to=to)
        if done.returncode == 0:
            return done.stdout or b""
        said = done.stderr.decode(errors="replace").strip().splitlines()
        why = said[0].removeprefix("fatal: ") if said else f"it ended with {done.returncode}"
        if code is NO_REPOSITORY:
            message = f"the project is in no git repository: {why}"
            help = "compare with another edition or with a PDF, such as one in releases/"
        else:
            message, help = f"git {arguments[0]} failed: {why}", "git fsck says what is damaged"
        raise Diagnostic([code.finding(None, message, help=help)])

    def _done(
        self, *arguments: str, to: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = [*self._command, *arguments]
        out = subprocess.PIPE if to is None else to
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.PIPE,
                env={**os.environ, **_SETTING},
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            message = f"git {arguments[0]} did not end within {_SECONDS} seconds"
            raise Diagnostic([GIT_FAILED.finding(None, message)]) from error


def _unpack(packed: Path, root: Path) -> None:
    """Write the files of an archive below `root`, links last: nothing is written through one."""
    links = []
    root.mkdir()
    with tarfile.open(packed) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            if ".." in parts or member.name.startswith("/"):
                continue
            path = root.joinpath(*parts)
            if member.isfile() and (stream := archive.extractfile(member)) is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    shutil.copyfileobj(stream, file)
            elif member.issym():
                links.append((path, member.linkname))
    for path, target in links:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
