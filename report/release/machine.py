"""What a release is made with: the program, Python, the platform and every library."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from .. import __version__, doctor, libraries
from ..resources import Project
from ..storage import sha256

_PACKAGE = Path(__file__).resolve().parent.parent


class Machine(BaseModel):
    """All that the bytes of a PDF depend on besides its sources; nothing tells whose machine."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    program: str
    """The version of Colophon."""
    code: str
    """The SHA-256 of its Python files."""
    python: str
    """The version of Python."""
    platform: str
    """The operating system, the processor and the C library."""
    libraries: dict[str, str]
    """The versions of libraries by name: Python packages, and what the system has."""

    @property
    def requirements(self) -> bytes:
        """The Python packages as `pip install --requirement` reads them."""
        packages = (f"{n}=={v}\n" for n, v in self.libraries.items() if n == n.lower())
        return "".join(packages).encode("ascii")

    def differences(self, other: Machine) -> dict[str, tuple[str, str]]:
        """Return what is another version on the other machine: (here, there), "" for not there."""
        here, there = dict(self._rows()), dict(other._rows())
        names = sorted({*here, *there}, key=lambda name: (name.casefold(), name))
        pairs = {name: (here.get(name, ""), there.get(name, "")) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "Colophon", f"{self.program} ({self.code[:12]})"
        yield "Python", self.python
        yield "the platform", self.platform
        yield from self.libraries.items()


def this_machine(project: Project) -> Machine:
    """Return what a PDF would be made with here and now."""
    system = {**libraries.versions(), "Zlib": zlib.ZLIB_RUNTIME_VERSION}
    words = (platform.system(), platform.machine(), *platform.libc_ver())
    return Machine(
        program=__version__,
        code=_code(),
        python=platform.python_version(),
        platform=" ".join(filter(None, words)),
        libraries={**doctor.packages(project), **system},
    )


def _code() -> str:
    """Return the digest of the program's own Python files, whatever folder they are in."""
    hasher = hashlib.sha256()
    files = (path.relative_to(_PACKAGE) for path in _PACKAGE.rglob("*.py"))
    for path in sorted(each for each in files if each.parts[0] != "bundled"):
        hasher.update(f"{path.as_posix()} {sha256(_PACKAGE / path)}\n".encode())
    return hasher.hexdigest()
