"""What this machine lacks for building brochures, in plain words, and how to get it here.

Standard library only, and nothing is imported that could fail: `doctor` has to work where
nothing else does.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from . import libraries
from .resources import Project

DISTRIBUTION = "colophon-pdf"
ROOM = 200_000_000  # bytes: a cold cache of photos at press resolution, and the PDFs
LANGUAGES = ("de_DE", "en_GB", "en_US", "es", "fr", "sv")
WSL = """\
Colophon runs on Windows in WSL, Microsoft's Linux for Windows 10 and 11:
1. Open PowerShell as administrator, run: wsl --install -d Ubuntu
2. Restart, open “Ubuntu” from the Start menu, and choose a user name and a password.
3. There, run: sudo apt update && sudo apt install make python3
4. Copy the project's folder into that Linux home folder (in Explorer: \\\\wsl$\\Ubuntu\\home).
5. In that folder, run: make brochure"""

_ASSET = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)( ;)?", re.MULTILINE)
_NOT_A_LETTER = re.compile(r"[-_.]+")  # names of packages are written alike (PEP 503)
_NAME = re.compile(r"([A-Za-z0-9._-]+)\s*(?:==\s*([^\s;,]+))?")


class State(StrEnum):
    """How a check came out; with a `FAIL`, nothing can be built."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """One thing examined: what was found in plain words, and how to mend it on this platform."""

    name: str
    state: State
    message: str
    help: str = ""


def examine(project: Project) -> tuple[Check, ...]:
    """Return what was examined on this machine for `project`, in the order to mend it."""
    libraries.look_in_homebrew()
    return (
        _system(),
        _python(),
        *_libraries(),
        *_packages(project),
        _engine(),
        _hyphenation(),
        *_assets(project),
        _build_folder(project),
        *_judges(project),
    )


def _system() -> Check:
    name = f"{platform.system()} {platform.machine()}"
    if sys.platform == "win32":
        return Check("System", State.FAIL, "Windows itself lacks the libraries that set type", WSL)
    return Check("System", State.OK, name)


def _python() -> Check:
    version = platform.python_version()
    if sys.version_info >= (3, 11):  # noqa: UP036 - a wheel may be unpacked for any Python
        return Check("Python", State.OK, version)
    return Check("Python", State.FAIL, f"this is {version}; Colophon needs 3.11 or newer")


def _libraries() -> Iterator[Check]:
    """Check each system library; the help of each is the one command that brings them all."""
    missing = [each for each in libraries.LIBRARIES if not each.is_there()]
    for library in libraries.LIBRARIES:
        if library not in missing:
            yield Check(library.name, State.OK, "found")
        elif library.required:
            message = f"{library.name}, {library.purpose}, is missing"
            yield Check(library.name, State.FAIL, message, _advice(missing))
        else:
            message = f"{library.name}, {library.purpose}, is missing; another way is taken"
            yield Check(library.name, State.WARN, message, _advice([library]))


def _advice(missing: list[libraries.Library]) -> str:
    return WSL if sys.platform == "win32" else libraries.advice(missing)


def _packages(project: Project) -> Iterator[Check]:
    """Check the Python packages: all there, and in the versions that were tested."""
    wanted = _wanted(project)
    again = "Run: make brochure" if _is_checkout(project) else f"Run: pipx reinstall {DISTRIBUTION}"
    missing = sorted(name for name, pin in wanted.items() if not pin.installed)
    if missing:
        number = f"{len(missing)} of {len(wanted)} are missing: {', '.join(missing)}"
        yield Check("Python packages", State.FAIL, number, again)
    else:
        yield Check("Python packages", State.OK, f"all {len(wanted)} are there")
    for name, pin in sorted(wanted.items()):
        if pin.installed and pin.versions and pin.installed not in pin.versions:
            message = f"{name} is {pin.installed}, tested is {' or '.join(sorted(pin.versions))}"
            # Another WeasyPrint has other insides, which report/engine reaches into.
            state = State.FAIL if name == "weasyprint" else State.WARN
            yield Check("Python packages", state, message, again)


@dataclass(frozen=True)
class _Pin:
    installed: str
    versions: frozenset[str]


def _wanted(project: Project) -> Mapping[str, _Pin]:
    """Return the packages wanted: those of the lock in a checkout, of the wheel's metadata else."""
    lock = project.bundled / "requirements.lock"
    found: dict[str, _Pin] = {}
    if lock.is_file():
        for name, version, condition in _PIN.findall(lock.read_text("utf-8")):
            installed = _installed(name)
            # What has a condition (another Python, another system) may rightly be absent.
            if installed or not condition:
                known = found[name].versions if name in found else frozenset()
                found[name] = _Pin(installed, known | {version})
        return found
    try:
        required = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        required = []
    for line in required:
        if match := _NAME.match(line):
            installed = _installed(match[1])
            # The same here: an extra that nobody asked for is not missing.
            if installed or ";" not in line:
                found[match[1]] = _Pin(installed, frozenset([match[2]] if match[2] else []))
    return found


def packages(project: Project) -> dict[str, str]:
    """Return the version of each Python package that Colophon stands on, by name, sorted.

    Those that its own packages stand on are among them; what is not installed is left out.
    """
    found: dict[str, str] = {}
    waiting = [*_wanted(project)]
    while waiting:
        name = _NOT_A_LETTER.sub("-", waiting.pop()).lower()
        if name in found or not (version := _installed(name)):
            continue
        found[name] = version
        lines = importlib.metadata.requires(name) or []
        waiting += [m[1] for line in lines if "extra ==" not in line and (m := _NAME.match(line))]
    return dict(sorted(found.items()))


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _engine() -> Check:
    """Start WeasyPrint in a process of its own: whatever it does there, this one goes on."""
    name = "WeasyPrint"
    code = "import weasyprint as w; from weasyprint.text.ffi import pango"
    code += "; print(w.__version__, pango.pango_version())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        own, number = run.stdout.split()[-2:]
        # One number of five or six digits: 15012 is 1.50.12.
        pango = f"{int(number) // 10000}.{int(number) // 100 % 100}.{int(number) % 100}"
        return Check(name, State.OK, f"{own} starts, with Pango {pango}")
    last = (run.stderr.strip().splitlines() or ["it ended without a word"])[-1]
    help = "Mend first what is missing above, then run doctor again."
    return Check(
        name, State.FAIL, f"the engine that lays out the pages does not start: {last}", help
    )


def _hyphenation() -> Check:
    """Check the dictionaries that break words; they are part of the package Pyphen."""
    name = "Hyphenation"
    try:
        files = importlib.metadata.files("pyphen") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    there = {path.stem.removeprefix("hyph_") for path in files if path.suffix == ".dic"}
    missing = [language for language in LANGUAGES if language not in there]
    if missing:
        message = f"no dictionary for {', '.join(missing)}: words are not broken at line ends"
        return Check(name, State.WARN, message, "They are part of the Python package “pyphen”.")
    return Check(name, State.OK, f"{len(there)} dictionaries")


def _assets(project: Project) -> Iterator[Check]:
    """Check that the bundled fonts and colour profiles are there, bit for bit."""
    folder = project.bundled / "assets"
    listed = asset_hashes(folder)
    again = "Get these files again from where you got Colophon."
    for name, prefix in (("Fonts", "fonts/"), ("Colour profiles", "icc/")):
        files = {file: digest for file, digest in listed.items() if file.startswith(prefix)}
        broken = [file for file, digest in files.items() if _digest(folder / file) != digest]
        if not files:
            yield Check(name, State.FAIL, f"their list, {folder / 'README.md'}, is missing", again)
        elif broken:
            yield Check(name, State.FAIL, f"missing or damaged: {', '.join(broken)}", again)
        else:
            yield Check(name, State.OK, f"all {len(files)} are there, unchanged")


def asset_hashes(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each file that the README.md of the assets `folder` lists."""
    readme = folder / "README.md"
    return dict(_ASSET.findall(readme.read_text("utf-8"))) if readme.is_file() else {}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _build_folder(project: Project) -> Check:
    """Check that PDFs can be written, and that there is room for them."""
    folder = next(each for each in (project.build, *project.build.parents) if each.is_dir())
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        message = f"{folder} cannot be written to: {error.strerror}"
        owner = f"Make it yours: sudo chown -R {os.environ.get('USER', '$USER')} {folder}"
        return Check("Output folder", State.FAIL, message, owner)
    if free < ROOM:
        message = f"{free // 1_000_000} MB are free; a build may need {ROOM // 1_000_000} MB"
        return Check("Output folder", State.WARN, message, "Make room on that disk.")
    return Check("Output folder", State.OK, f"{folder} can be written to")


def _judges(project: Project) -> Iterator[Check]:
    """In a checkout, check the programs by which the tests have PDFs judged."""
    missing = [each for each in libraries.JUDGES if not each.is_there()]
    if not _is_checkout(project):
        return
    if missing:
        names = ", ".join(each.name for each in missing)
        message = f"{names}: not there, and needed for `make test` only"
        yield Check("Test programs", State.WARN, message, libraries.advice(missing))
    else:
        yield Check("Test programs", State.OK, "all are there")


def _is_checkout(project: Project) -> bool:
    return (project.bundled / "requirements.lock").is_file()
