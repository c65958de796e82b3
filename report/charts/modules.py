"""Loads the Python files of `figures/` from the bytes that the cache is keyed by.

They form one package per state of the folder, so that a kind can import what helpers share
(`from ._pen import Pen`), a changed file is never mistaken for an old one in a warm process,
and no bytecode is left beside the sources.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from types import CodeType, ModuleType

from ..storage import digest

_PREFIX = "colophon_figures_"
_PACKAGES: dict[str, Mapping[str, tuple[str, bytes]]] = {}


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds and loads the modules of every registered package, from memory."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        package, _, stem = fullname.partition(".")
        if package not in _PACKAGES or (stem and stem not in _PACKAGES[package]):
            return None
        origin = _PACKAGES[package][stem][0] if stem else "figures"
        return importlib.util.spec_from_loader(
            fullname, self, origin=origin, is_package=self.is_package(fullname)
        )

    def is_package(self, fullname: str) -> bool:
        return "." not in fullname

    def get_source(self, fullname: str) -> str | None:
        return None

    def get_code(self, fullname: str) -> CodeType:
        package, _, stem = fullname.partition(".")
        shown, source = _PACKAGES[package][stem] if stem else ("figures", b"")
        return compile(source, shown, "exec", dont_inherit=True)


_LOADER = _Loader()


def register(sources: Mapping[str, tuple[str, bytes]]) -> str:
    """Return the name of the package made of `sources`: stem → (name to show, bytes)."""
    parts: list[bytes | str] = []
    for stem, (shown, source) in sorted(sources.items()):
        parts += [stem, shown, source]
    package = _PREFIX + digest(*parts)[:16]
    _PACKAGES[package] = dict(sources)
    if _LOADER not in sys.meta_path:
        sys.meta_path.insert(0, _LOADER)
    return package


def load(package: str, stem: str) -> ModuleType:
    """Return the module `stem` of a registered package; raises whatever its code raises."""
    return importlib.import_module(f"{package}.{stem}")
