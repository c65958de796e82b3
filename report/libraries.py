"""The system libraries and programs that Colophon leans on, and where each platform has them.

Standard library only: the set-up and the doctor use this before any package is installed.
WeasyPrint loads these libraries by name when it is imported (weasyprint/text/ffi.py), so
what is asked here is what it will ask.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Code, Diagnostic, Severity

MISSING_LIBRARY = Code(
    "S101",
    "missing-library",
    Severity.ERROR,
    """A system library that WeasyPrint calls is not on this machine.

    WeasyPrint, which lays out the pages, leaves setting type to Pango, HarfBuzz and Fontconfig,
    which come with the operating system and not with Python. The help names the command that
    brings them; `colophon doctor` examines everything else, too.
    """,
)
HOMEBREW = Path("/opt/homebrew/lib")


@dataclass(frozen=True)
class Manager:
    """A package manager: its programs' arguments, and what a person types instead."""

    name: str
    platform: str
    typed: str
    refresh: tuple[str, ...]
    install: tuple[str, ...]
    needs_root: bool = True

    def advice(self, packages: Iterable[str]) -> str:
        """Return the sentence that tells a person how to install `packages`."""
        sudo = "sudo " if self.needs_root and not is_root() else ""
        return f"On {self.platform}: {sudo}{self.typed} {' '.join(packages)}"


MANAGERS = (
    Manager(
        "apt",
        "Debian or Ubuntu",
        "apt install",
        ("apt-get", "--quiet", "update"),
        ("apt-get", "--quiet", "install", "--yes", "--no-install-recommends"),
    ),
    Manager("dnf", "Fedora", "dnf install", (), ("dnf", "--assumeyes", "install")),
    Manager("zypper", "openSUSE", "zypper install", (), ("zypper", "--non-interactive", "install")),
    Manager("pacman", "Arch", "pacman -S", (), ("pacman", "-Sy", "--noconfirm", "--needed")),
    Manager("brew", "macOS", "brew install", (), ("brew", "install"), needs_root=False),
)


def _packages(*names: str) -> Mapping[str, str]:
    return {manager.name: name for manager, name in zip(MANAGERS, names, strict=True)}


@dataclass(frozen=True)
class Library:
    """A shared library: what it is for, its names for the loader, and the packages with it."""

    name: str
    purpose: str
    soname: str
    stem: str
    packages: Mapping[str, str]
    required: bool = True

    def is_there(self) -> bool:
        """True when the loader finds it, asked by the names that WeasyPrint asks by."""
        path = ctypes.util.find_library(self.stem) if sys.platform == "darwin" else self.soname
        try:
            return path is not None and bool(ctypes.CDLL(path))
        except OSError:
            return False


@dataclass(frozen=True)
class Program:
    """A program that the tests call, so that the PDF is judged by others than ourselves."""

    name: str
    packages: Mapping[str, str]
    required: bool = True

    def is_there(self) -> bool:
        """True when it is on the PATH."""
        return shutil.which(self.name) is not None


LIBRARIES = (
    Library(
        "GLib",
        "which Pango stands on",
        "libgobject-2.0.so.0",
        "gobject-2.0",
        # Its own name in apt changed in Debian 13 and Ubuntu 24.04; Pango brings the right one.
        _packages("libpango-1.0-0", "glib2", "libgobject-2_0-0", "glib2", "glib"),
    ),
    Library(
        "Pango",
        "which sets the type",
        "libpango-1.0.so.0",
        "pango-1.0",
        _packages("libpango-1.0-0", "pango", "libpango-1_0-0", "pango", "pango"),
    ),
    Library(
        "PangoFT2",
        "which hands the fonts to Pango",
        "libpangoft2-1.0.so.0",
        "pangoft2-1.0",
        _packages("libpangoft2-1.0-0", "pango", "libpango-1_0-0", "pango", "pango"),
    ),
    Library(
        "HarfBuzz",
        "which shapes the letters",
        "libharfbuzz.so.0",
        "harfbuzz",
        _packages("libharfbuzz0b", "harfbuzz", "libharfbuzz0", "harfbuzz", "harfbuzz"),
    ),
    Library(
        "HarfBuzz-Subset",
        "which keeps the embedded fonts small",
        "libharfbuzz-subset.so.0",
        "harfbuzz-subset",
        _packages("libharfbuzz-subset0", "harfbuzz", "libharfbuzz-subset0", "harfbuzz", "harfbuzz"),
        required=False,  # Ubuntu 22.04 has no package of it; fontTools does the work there.
    ),
    Library(
        "Fontconfig",
        "which finds the fonts",
        "libfontconfig.so.1",
        "fontconfig",
        _packages("libfontconfig1", "fontconfig", "libfontconfig1", "fontconfig", "fontconfig"),
    ),
)

JUDGES = (
    Program(
        "pdftotext",
        _packages("poppler-utils", "poppler-utils", "poppler-tools", "poppler", "poppler"),
    ),
    Program("qpdf", _packages("qpdf", "qpdf", "qpdf", "qpdf", "qpdf")),
    Program("mutool", _packages("mupdf-tools", "mupdf", "mupdf", "mupdf-tools", "mupdf-tools")),
    Program("gs", _packages(*["ghostscript"] * len(MANAGERS))),
    # Ubuntu has it as a snap alone, which is not asked for here.
    Program("chromium", _packages(*["chromium"] * len(MANAGERS)), required=False),
)


def is_root() -> bool:
    """True when this process may install packages without sudo."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def manager() -> Manager | None:
    """Return this machine's package manager; None when it has none of those known here."""
    for each in MANAGERS:
        program = each.install[0]
        # A Linux machine may have Homebrew too, whose libraries the loader does not look for.
        if (each.name == "brew") == (sys.platform == "darwin") and shutil.which(program):
            return each
    return None


def packages(things: Iterable[Library | Program], of: Manager) -> tuple[str, ...]:
    """Return the packages of manager `of` that hold `things`, each once, in order."""
    return tuple(dict.fromkeys(each.packages[of.name] for each in things))


def look_in_homebrew() -> None:
    """Let the loader look where Homebrew keeps libraries; without effect on other systems.

    On Apple's own chips that folder is not among the loader's defaults, and macOS strips the
    variable from what `make` and `/bin/sh` start, so the process that loads them sets it.
    """
    if sys.platform == "darwin" and HOMEBREW.is_dir():
        known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "")
        if str(HOMEBREW) not in known.split(":"):
            folders = [str(HOMEBREW), known or "/usr/local/lib:/usr/lib"]
            os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(folders)


def find_by_soname() -> None:
    """Have libraries that WeasyPrint asks for under several names found by that of Linux alone.

    For each name that the loader does not know, Python asks gcc, ld and ldconfig (ctypes.util):
    two dozen names, fifty processes, and it is their name in Linux that is found in the end.
    """
    if sys.platform != "linux" or ctypes.util.find_library is _not_asked:
        return
    ctypes.util.find_library = _not_asked


_find_library = ctypes.util.find_library


def _not_asked(name: str) -> str | None:
    """Return what `find_library` returns, None for a library of WeasyPrint's."""
    return None if any(each.stem in name for each in LIBRARIES) else _find_library(name)


def require() -> None:
    """Return when all libraries that WeasyPrint cannot do without load; Diagnostic S101 else.

    To be called before WeasyPrint is imported, which otherwise fails on the first one missing.
    """
    look_in_homebrew()
    missing = [each for each in LIBRARIES if each.required and not each.is_there()]
    if missing:
        names = ", ".join(f"{each.name} ({each.purpose})" for each in missing)
        verb = "is" if len(missing) == 1 else "are"
        raise Diagnostic(
            [MISSING_LIBRARY.finding(None, f"{names} {verb} missing", help=advice(missing))]
        )


def advice(missing: Iterable[Library | Program]) -> str:
    """Return how to install what is missing on this platform, one way a line."""
    wanted = tuple(missing)
    here = manager()
    return "\n".join(
        each.advice(packages(wanted, each)) for each in ((here,) if here else MANAGERS)
    )


def versions() -> dict[str, str]:
    """Return the versions of the system libraries that set the type, by name, as each says itself.

    One that is not there, or does not say, is left out.
    """
    look_in_homebrew()
    found = {name: version for name, ask in _ASKED.items() if (version := ask(_loaded(name)))}
    return dict(sorted(found.items()))


def _loaded(name: str) -> ctypes.CDLL | None:
    library = next(each for each in LIBRARIES if each.name == name)
    path = library.soname
    if sys.platform == "darwin":
        path = ctypes.util.find_library(library.stem) or path
    try:
        return ctypes.CDLL(path)
    except OSError:
        return None


def _as_words(function: str) -> Callable[[ctypes.CDLL | None], str]:
    """Return what asks a library for its version by a function that returns words."""

    def ask(library: ctypes.CDLL | None) -> str:
        if library is None or not hasattr(library, function):
            return ""
        asked = getattr(library, function)
        asked.restype = ctypes.c_char_p
        return (asked() or b"").decode("ascii", "replace")

    return ask


def _fontconfig(library: ctypes.CDLL | None) -> str:
    # One number: 21401 is 2.14.1 (fontconfig.h, FC_VERSION).
    if library is None or not (number := int(library.FcGetVersion())):
        return ""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


_ASKED: Mapping[str, Callable[[ctypes.CDLL | None], str]] = {
    "Fontconfig": _fontconfig,
    "HarfBuzz": _as_words("hb_version_string"),
    "Pango": _as_words("pango_version_string"),
}
