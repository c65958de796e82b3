"""Who lays out: our own code, the libraries of Python and those of the system."""

from __future__ import annotations

import sys
import zlib
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from ..libraries import versions
from ..storage import digest

_LIBRARIES = (
    *("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools"),
    "pillow",
)
_CODE = Path(__file__).parent


@once
def made_by() -> str:
    """Return the digest of all that has a say in what a document comes to: our code, the libraries
    of Python and those of the system."""
    code = [*sorted(_CODE.glob("*.*")), *(_CODE.parent / name for name in ("fonts.py", "units.py"))]
    return digest(
        *(part for path in code for part in (path.name, path.read_bytes())),
        *(f"{name} {version(name)}" for name in _LIBRARIES),
        *(f"{name} {number}" for name, number in versions().items()),
        sys.version,
        zlib.ZLIB_RUNTIME_VERSION,
    )
