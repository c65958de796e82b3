"""Putting functions of our own in place of private ones of WeasyPrint, if these are as expected.

Every module that does so says why. WeasyPrint finds its functions in their modules, so this is not
for two threads at once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from types import ModuleType
from typing import Any

import weasyprint

from ..diagnostics import Code, Diagnostic, Severity
from ..storage import sha256

_WRITTEN_FOR = "70.0"
# How the SHA-256 begins of the files that ours replace, repeat or count on functions of: what a
# function does with its parameters, its signature does not tell. When another version is taken,
# read what has changed in these.
_RELIED_ON = {
    "__init__.py": "7cd0f4ae8569eac9",
    "css/__init__.py": "77ad7287f90d7cfa",
    "css/computed_values.py": "0dec45caf60428b1",
    "css/properties.py": "872a2e5602b5f52d",
    "css/units.py": "7f2c5900d751be49",
    "document.py": "f08f91af64563f5f",
    "formatting_structure/boxes.py": "8ffd28ab74a149f0",
    "formatting_structure/build.py": "335ad8b541295d6b",
    "images.py": "a1637ab32a69f6f9",
    "layout/__init__.py": "f226ba97ad21e447",
    "layout/absolute.py": "240e268cec1e66dd",
    "layout/block.py": "9457dca0528c378f",
    "layout/column.py": "83ae1a3e83596293",
    "layout/inline.py": "0e7c1569330f5473",
    "layout/page.py": "d99c5aceb36d4586",
    "layout/percent.py": "bac190e240dce17b",
    "layout/preferred.py": "a7973703cd8ac5fa",
    "layout/replaced.py": "efe7e86803c80150",
    "matrix.py": "bf504fb729fff92f",
    "pdf/__init__.py": "426e0855db047312",
    "pdf/fonts.py": "9ad9a202a416b845",
    "pdf/stream.py": "4faf9169d1970d46",
    "pdf/tags.py": "fae488b773686ea7",
    "stacking.py": "e9ce9e67f071b5c6",
    "svg/__init__.py": "eb1ee636d1f85e53",
    "svg/path.py": "5139ec67a99ab9fb",
    "text/ffi.py": "530e83118f7841d2",
    "text/fonts.py": "59d74d0c161349b8",
    "text/line_break.py": "1f5a855ad992e0be",
    "urls.py": "e9bcafd1a4edee60",
}

ENGINE_CHANGED = Code(
    "E110",
    "engine-changed",
    Severity.ERROR,
    """WeasyPrint is not the one that Colophon's changes to it were written for.

The accessible structure of the PDF (headings, lists, tables, languages), the words on its pages
and the speed of the layout depend on functions inside WeasyPrint. Another version may have changed
them, and so may whoever packaged it. Building on could produce a PDF that looks right and that a
screen reader cannot use, or one that lacks words.

Install the dependencies that Colophon pins: `make brochure` does it, and so does
`pip install --force-reinstall "weasyprint==70.0"`.
""",
)


def check_engine() -> None:
    """Raise Diagnostic (E110) where WeasyPrint is not, file by file, the one that is known."""
    if weasyprint.__version__ != _WRITTEN_FOR:
        raise _another(f"Colophon was written for WeasyPrint {_WRITTEN_FOR}")
    for name in _changed_files(Path(weasyprint.__file__).parent):
        raise _another(f"its {name} is not the one that Colophon was written for")


@once
def _changed_files(folder: Path) -> tuple[str, ...]:
    """Return the files of the WeasyPrint in `folder` that are not those that are known."""
    return tuple(name for name, known in _RELIED_ON.items() if not _is(folder / name, known))


def _is(path: Path, known: str) -> bool:
    try:
        return sha256(path).startswith(known)
    except OSError:
        return False


def _another(what: str) -> Diagnostic:
    message = f"this is WeasyPrint {weasyprint.__version__}, and {what}"
    help = f'install the pinned one: pip install --force-reinstall "weasyprint=={_WRITTEN_FOR}"'
    return Diagnostic([ENGINE_CHANGED.finding(None, message, help=help)])


@dataclass(frozen=True)
class Private:
    """A private function of WeasyPrint: the modules or classes in which it is found, and the
    parameters it is known by."""

    name: str
    parameters: tuple[str, ...]
    modules: tuple[ModuleType | type, ...]

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself; Diagnostic (E110) where WeasyPrint is not the one that is known, or
        somebody else has put another in its place."""
        check_engine()
        found: Callable[..., Any] | None = getattr(self.modules[0], self.name, None)
        if found is None or tuple(inspect.signature(found).parameters) != self.parameters:
            raise _another(f"its `{self.name}` is not the one that Colophon was written for")
        return found

    @contextmanager
    def replaced(self, replacement: Callable[..., Any]) -> Iterator[None]:
        """While open, WeasyPrint calls `replacement` in place of the function."""
        before = [(module, getattr(module, self.name)) for module in self.modules]
        try:
            for module in self.modules:
                setattr(module, self.name, replacement)
            yield
        finally:
            for module, function in before:
                setattr(module, self.name, function)
