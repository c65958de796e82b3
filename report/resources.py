"""The one door to files: the project's own first, then what is bundled with Colophon.

Whatever YAML, Markdown, SVG or a path says, nothing outside those two folders is read:
a name is resolved, symbolic links included, and refused when it leads out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import bidirectional, category, normalize

from .diagnostics import Code, Diagnostic, Finding, Mark, Severity

MISSING_FILE = Code(
    "F101",
    "missing-file",
    Severity.ERROR,
    """A file that the edition names is not there.

    Names are case-sensitive, and are looked for in the edition's own folder first, then in
    the project's `assets/`, then among the files that come with Colophon.
    """,
)
OUTSIDE = Code(
    "F102",
    "outside-project",
    Severity.ERROR,
    """A name leads out of the project.

    Colophon reads only the project folder and its own bundled files, so that an edition can
    be handed on, archived and rebuilt. Copy the file into the edition's folder.
    """,
)
TOO_LARGE = Code(
    "F103",
    "file-too-large",
    Severity.ERROR,
    """A file is larger than Colophon reads.

    A text file of many megabytes, or a picture of hundreds, is nearly always the wrong file.
    """,
)
UNREADABLE = Code(
    "F104",
    "unreadable-file",
    Severity.ERROR,
    """A file cannot be read: a folder, a broken link, or no permission.

    Or it changed between two looks at it: it was deleted, was being copied, or saved by another
    program. Put it back, or wait until it is whole, and try again.
    """,
)
NOT_UTF8 = Code(
    "C108",
    "not-utf8",
    Severity.ERROR,
    """A text file is not in UTF-8, so that letters such as å or é would be lost.

    Save it again as UTF-8: in most editors under “Save with encoding”.
    """,
)
UNSEEN = Code(
    "F107",
    "unseen-in-name",
    Severity.ERROR,
    """The name of a file or folder holds something that cannot be seen: a line break, a tab, a
    control character, a mark that turns the direction of what follows, or bytes that are no text.

    Such names come from downloads, from old archives, and from scripts. They show as something else
    in every list and letter, and cannot be typed. Rename the file or folder, and write the new name
    into the edition.
    """,
)

BUNDLED = "(bundled) "
"""What the names of Colophon's own files begin with where they are shown."""
MAX_BYTES = 200 * 1024 * 1024
# A drive of Windows, or a scheme (RFC 3986 §3.1). Macs write “/” in a name as “:”.
_ADDRESS = re.compile(r"[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:/")
_PACKAGE = Path(__file__).resolve().parent


def bundled_root() -> Path:
    """Return the folder that holds Colophon's own templates, figures and assets.

    In a wheel they travel inside the package; in a checkout they stand beside it.
    """
    inside = _PACKAGE / "bundled"
    return inside if inside.is_dir() else _PACKAGE.parent


def in_checkout() -> bool:
    """True where Colophon runs from its repository, and not as an installed package."""
    return bundled_root() == _PACKAGE.parent


@dataclass(frozen=True)
class Project:
    """A project folder (`editions/`, and its own `templates/`, `figures/`, `assets/` if any)."""

    root: Path
    bundled: Path

    @classmethod
    def at(cls, folder: Path) -> Project:
        """Return the project whose root is `folder`."""
        return cls(folder.resolve(), bundled_root().resolve())

    @classmethod
    def around(cls, start: Path) -> Project:
        """Return the nearest project at or above `start`: the first folder with `editions/`.

        Where there is none, `start` itself is the (still empty) project.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "editions").is_dir():
                return cls.at(folder)
        return cls.at(start)

    @property
    def editions(self) -> Path:
        """The folder with one folder per brochure."""
        return self.root / "editions"

    @property
    def build(self) -> Path:
        """The folder for output and cache; nothing in it is precious."""
        return self.root / "build"

    def shown(self, path: Path) -> str:
        """Return `path` as people read it in a finding: relative to the project, with slashes."""
        for root, prefix in ((self.root, ""), (self.bundled, BUNDLED)):
            if path.is_relative_to(root):
                return prefix + path.relative_to(root).as_posix()
        return path.as_posix()

    def find(self, name: str, folders: Iterable[str], mark: Mark | None = None) -> Path:
        """Return the first file called `name` in `folders`, project before bundled.

        `folders` are relative to a root ("editions/life-science/photos", "assets/photos").
        Raises Diagnostic (F101 missing, F102 outside) naming the places looked in.
        """
        candidates = tuple(folders)
        if not _is_plain(name):
            raise Diagnostic([_outside(name, mark)])
        check_seen(name, mark)
        for root in self._roots():
            for folder in candidates:
                path = self._spelt(root / folder / name)
                if path is None:
                    continue
                if not self.holds(path):
                    raise Diagnostic([_outside(name, mark)])
                return path
        places = " or ".join(f"{folder}/" for folder in candidates)
        help = f"looked in {places}"
        near = self._near(name, candidates)
        if near:
            help = f"did you mean “{near}”? ({help})"
        raise Diagnostic([MISSING_FILE.finding(mark, f"there is no file “{name}”", help=help)])

    def holds(self, path: Path) -> bool:
        """True when `path`, every symbolic link followed, is inside the project or the bundle."""
        # By strings: this is asked of every file, several times, and paths are slow to compare.
        real = os.path.realpath(path)
        if os.path.islink(real):  # links that lead in a circle
            return False
        return any(real == root or real.startswith(os.path.join(root, "")) for root in self._names)

    def read(self, path: Path, mark: Mark | None = None, limit: int = MAX_BYTES) -> bytes:
        """Return the bytes of a file of the project; Diagnostic F102, F103 or F104 otherwise."""
        if not self.holds(path):
            raise Diagnostic([_outside(path.name, mark)])
        place = mark or Mark(self.shown(path))
        try:
            if not os.path.lexists(path):
                message = f"“{path.name}” is not there"
                help = "it was deleted, moved or renamed: put it back, or take out what names it"
                raise Diagnostic([UNREADABLE.finding(place, message, help=help)])
            if not path.is_file():
                raise OSError("not a regular file")
            size = path.stat().st_size
            if size > limit:
                message = f"“{path.name}” has {size:,} bytes; the limit is {limit:,}"
                raise Diagnostic([TOO_LARGE.finding(mark, message)])
            return path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"“{path.name}” cannot be read: {reason}"
            raise Diagnostic([UNREADABLE.finding(place, message)]) from error

    def read_large(self, path: Path, mark: Mark | None = None) -> bytes:
        """Return the bytes of a photograph, as `read`: nobody keeps them for who asks next."""
        return self.read(path, mark)

    def noted(self, path: Path, stamp: tuple[int, ...], digest: str) -> None:
        """Say that a file is used that has not to be read: at this stamp (see `watching`) it has
        bytes of this SHA-256."""

    def read_text(self, path: Path, mark: Mark | None = None) -> str:
        """Return the text of a UTF-8 file; Diagnostic C108 at its line, or as `read` raises."""
        return decode(self.read(path, mark), self.shown(path))

    def kind(self, path: Path) -> str:
        """Return what is at `path`: a "file", something "other", or ""."""
        return kind_at(path)

    def place(self, path: Path) -> Path:
        """Return a path of the project that may be written; Diagnostic F102 if it leads out."""
        try:
            inside = path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # links that lead in a circle
            inside = False
        if not inside:
            message = f"“{self.shown(path)}” is a link that leads out of the project"
            help = "replace the link by a folder, and try again"
            raise Diagnostic([OUTSIDE.finding(Mark(self.shown(path)), message, help=help)])
        return path

    def names(self, folders: Iterable[str]) -> tuple[str, ...]:
        """Return the names of what may be read in `folders`, sorted; hidden files left out."""
        found = {
            path.name
            for folder in folders
            for root in self._roots()
            for path in self._inside(root / folder)
            if not path.name.startswith(".") and self.holds(path)
        }
        return tuple(sorted(found))

    def folders_with(self, file: str, folder: str, *, own: bool = False) -> tuple[str, ...]:
        """Return the names of the folders in `folder` that hold `file`, sorted; no hidden ones.

        With `own`, those of the project itself and not the bundled ones. A link that leads out
        of the project counts by its name alone: reading it says what is wrong with it.
        """
        found = {
            path.name
            for root in ((self.root,) if own else self._roots())
            for path in self._inside(root / folder)
            if not path.name.startswith(".") and (not self.holds(path) or self.kind(path / file))
        }
        return tuple(sorted(found))

    def listing(self, folder: str, suffix: str, *, own: bool = False) -> dict[str, Path]:
        """Return the files of `folder` by stem, sorted; the project's own replace bundled ones.

        With `own`, those of the project itself alone: editions are nobody else's.
        """
        found: dict[str, Path] = {}
        for root in (self.root,) if own else reversed(self._roots()):
            for path in self._inside(root / folder):
                hidden = path.name.startswith(("_", ".")) or not path.name.endswith(suffix)
                if not hidden and self.holds(path):
                    found[path.name.removesuffix(suffix)] = path
        return dict(sorted(found.items()))

    def _roots(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.root, self.bundled)))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(map(str, self._roots()))

    def _inside(self, folder: Path) -> list[Path]:
        """Return what is in a folder, sorted: the one place that lists, and nothing outside.

        Raises Diagnostic F104 for one that is there and cannot be read: all that is in it would
        seem to be missing, or what is bundled would take its place.
        """
        try:
            return sorted(folder.iterdir()) if self.holds(folder) else []
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror or error}"
            raise Diagnostic([UNREADABLE.finding(Mark(self.shown(folder)), message)]) from error

    def _spelt(self, path: Path) -> Path | None:
        """Return the path as the disk spells its last part; None where there is nothing.

        A Mac writes “ü” as a u and two dots (NFD), where keyboards and editors write one
        character (NFC): to people both are the same name.
        """
        if self.kind(path):
            return path
        if path.name.isascii():
            return None
        name = normalize("NFC", path.name)
        here = self._inside(path.parent)
        return next((each for each in here if normalize("NFC", each.name) == name), None)

    def _near(self, name: str, folders: tuple[str, ...]) -> str:
        from difflib import get_close_matches

        names = self.names(folders)
        same = [each for each in names if each.casefold() == name.casefold()]
        return (same or get_close_matches(name, names, 1) or [""])[0]


def kind_at(path: str | Path) -> str:
    """Return "file" for a file or a link to one, "other" for all else that is there, else ""."""
    if os.path.isfile(path):
        return "file"
    return "other" if os.path.lexists(path) else ""


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file, its byte order mark dropped; Diagnostic C108 otherwise."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        mark = Mark(file, before.count(b"\n") + 1, column)
        message = f"byte {data[error.start]:#04x} is not UTF-8 text"
        help = "save the file again with the encoding UTF-8"
        raise Diagnostic([NOT_UTF8.finding(mark, message, help=help)]) from error


def _is_plain(name: str) -> bool:
    """True for a relative name without "..", a drive or a scheme."""
    parts = name.replace("\\", "/").split("/")
    return (
        bool(name.strip())
        and not name.startswith(("/", "\\", "~"))
        and not _ADDRESS.match(name)
        and ".." not in parts
    )


def check_seen(name: str, mark: Mark | None = None) -> None:
    """Raise Diagnostic F107 where a name holds something that cannot be seen."""
    if seen(name) != name:
        message = f"the name “{seen(name)}” holds what cannot be seen"
        help = "rename it, in letters, digits, hyphens and spaces"
        raise Diagnostic([UNSEEN.finding(mark, message, help=help)])


def seen(text: str) -> str:
    """Return `text` with what nobody can see in it written out: a line break becomes “\\n”."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(repr(each)[1:-1] if _is_unseen(each) else each for each in text)


def _is_unseen(letter: str) -> bool:
    # Spaces of all kinds, and the joiners that Persian and emoji are spelt with, may stand in
    # names. What turns the direction (UAX #9 §2) would make one name read as another.
    turning = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return category(letter) in ("Cc", "Cs", "Zl", "Zp") or bidirectional(letter) in turning


def _outside(name: str, mark: Mark | None) -> Finding:
    return OUTSIDE.finding(
        mark,
        f"“{name}” is not a file of this project",
        help="copy the file into the edition's folder and give its name there",
    )


def read_given(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that a person names on the command line, which may be anywhere.

    Raises Diagnostic F101, F103 or F104 where it is not there, too large or cannot be read.
    """
    with given(path, limit):
        return path.read_bytes()


@contextmanager
def given(path: Path, limit: int = MAX_BYTES) -> Iterator[None]:
    """Have a file that a person names read inside; Diagnostic as `read_given` raises."""
    mark = Mark(str(path))
    if not path.is_file():
        folder = path.is_dir()
        message = f"“{path}” is a folder" if folder else f"there is no file “{path}”"
        help = "look for it in the folder for downloads, and give its whole path"
        help = f"name the files in it: {path}/*" if folder else help
        if not folder and any(sign in path.name for sign in "*?["):
            # A shell hands a pattern on as it is when it fits no name.
            message = f"no file there matches “{path}”"
            help = "see what the files in that folder are called, and how their names end"
        raise Diagnostic([MISSING_FILE.finding(None, message, help=help)])
    try:
        size = path.stat().st_size
        if size > limit:
            message = f"“{path.name}” has {size:,} bytes; the limit is {limit:,}"
            raise Diagnostic([TOO_LARGE.finding(mark, message)])
        yield
    except OSError as error:
        message = f"“{path.name}” cannot be read: {error.strerror or error}"
        raise Diagnostic([UNREADABLE.finding(mark, message)]) from error
