"""Putting functions of our own in place of private ones of WeasyPrint, if these are as expected.

Every module that does so says why. WeasyPrint finds its functions in their modules, so this is not
for two threads at once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import weasyprint

from ..diagnostics import Code, Diagnostic, Severity

_WRITTEN_FOR = "70."

ENGINE_CHANGED = Code(
    "E110",
    "engine-changed",
    Severity.ERROR,
    """WeasyPrint is not the version that Colophon's changes to it were written for.

The accessible structure of the PDF (headings, lists, tables, languages) and the speed of the layout
depend on functions inside WeasyPrint, which other versions may have changed. Building on could
produce a PDF that looks right and that a screen reader cannot use.

Install the dependencies that Colophon pins: `make brochure` does it, and so does
`pip install "weasyprint==70.0"`.
""",
)


@dataclass(frozen=True)
class Private:
    """A private function of WeasyPrint: the modules or classes in which it is found, and the
    parameters it is known by."""

    name: str
    parameters: tuple[str, ...]
    modules: tuple[ModuleType | type, ...]

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself; Diagnostic (E110) where it is not the one that is known."""
        found: Callable[..., Any] | None = getattr(self.modules[0], self.name, None)
        if (
            found is None
            or not weasyprint.__version__.startswith(_WRITTEN_FOR)
            or tuple(inspect.signature(found).parameters) != self.parameters
        ):
            message = (
                f"WeasyPrint {weasyprint.__version__} has another `{self.name}` than the one that "
                f"Colophon knows, which was written for {_WRITTEN_FOR}0"
            )
            help = 'install the pinned version: pip install "weasyprint==70.0"'
            raise Diagnostic([ENGINE_CHANGED.finding(None, message, help=help)])
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
