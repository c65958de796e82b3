"""The programs that Colophon is compared with: the command of each, or why there is none.

They are for measuring alone and no part of Colophon. Typst comes from PyPI, Paged.js and
Vivliostyle from npm, all into a folder of build/; Chromium is the system's, and no browser is
downloaded. Licences: Typst Apache-2.0, Paged.js MIT, Vivliostyle AGPL-3.0: run here, never shipped.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TYPST = "typst==0.15.2"
PACKAGES = ("pagedjs-cli@0.4.3", "@vivliostyle/cli@11.3.3")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Program:
    """A program: `command` makes a PDF (the second file) of a source (the first)."""

    name: str
    source: str
    command: Callable[[Path, Path], list[str]]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The programs that are there, and for each that is not the reason."""

    programs: tuple[Program, ...]
    missing: Mapping[str, str]


def found(folder: Path) -> Found:
    """Return the programs; npm packages are installed into `folder` where they are not."""
    programs = [Program("bare WeasyPrint", "numbered.html", _weasyprint)]
    missing: dict[str, str] = {}
    why = _installed_typst(folder / "python")
    if why:
        missing["Typst"] = why
    else:
        programs.insert(0, Program("Typst", "brochure.typ", _typst))
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        why = f"no browser: none of {', '.join(_BROWSERS)} is installed"
        return Found(tuple(programs), missing | dict.fromkeys(_OF_BROWSERS, why))
    programs.append(Program("Chromium print", "brochure.html", _chromium(browser)))
    why = _installed(folder)
    if why:
        missing |= dict.fromkeys(_OF_BROWSERS[1:], why)
    else:
        environment = {"PUPPETEER_EXECUTABLE_PATH": browser}
        programs.append(Program("Paged.js", "numbered.html", _pagedjs(folder), environment))
        programs.append(Program("Vivliostyle", "numbered.html", _vivliostyle(folder, browser)))
    return Found(tuple(programs), missing)


_OF_BROWSERS = ("Chromium print", "Paged.js", "Vivliostyle")


def _weasyprint(source: Path, target: Path) -> list[str]:
    return [sys.executable, "-m", "weasyprint", "-q", str(source), str(target)]


def _typst(source: Path, target: Path) -> list[str]:
    return [sys.executable, str(HERE / "typst_once.py"), str(source), str(target)]


def _chromium(browser: str) -> Callable[[Path, Path], list[str]]:
    def command(source: Path, target: Path) -> list[str]:
        profile = target.with_suffix(".profile")
        return [
            *(browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", *_sandbox()),
            *(f"--user-data-dir={profile}", f"--print-to-pdf={target}", source.as_uri()),
        ]

    return command


def _pagedjs(folder: Path) -> Callable[[Path, Path], list[str]]:
    program = str(folder / "node_modules" / ".bin" / "pagedjs-cli")
    sandbox = ["--browserArgs", ",".join(_sandbox())] if _sandbox() else []

    def command(source: Path, target: Path) -> list[str]:
        return [program, *sandbox, "-t", "900000", str(source), "-o", str(target)]

    return command


def _vivliostyle(folder: Path, browser: str) -> Callable[[Path, Path], list[str]]:
    program = str(folder / "node_modules" / ".bin" / "vivliostyle")

    def command(source: Path, target: Path) -> list[str]:
        asked = ["--executable-browser", browser, "-t", "900"]
        return [program, "build", *asked, str(source), "-o", str(target)]

    return command


def _sandbox() -> list[str]:
    """Return what a browser asks for where everything runs as root, as in containers."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def _installed_typst(folder: Path) -> str:
    """Install Typst where it is not, and let Python find it; return why that cannot be, or ""."""
    if importlib.util.find_spec("typst"):
        return ""
    if not folder.exists():
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--target",
            str(folder),
            TYPST,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"pip cannot install it: {done.stderr.strip()[-300:]}"
    sys.path.append(str(folder))
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (os.environ.get("PYTHONPATH"), str(folder)))
    )
    return ""


def _installed(folder: Path) -> str:
    """Install the npm packages where they are not; return why that cannot be, or ""."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    if all((folder / "node_modules" / ".bin" / name).exists() for name in _COMMANDS):
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n')
    environment = {**os.environ, **dict.fromkeys(_NO_BROWSERS, "1")}
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--silent", *PACKAGES],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return f"npm cannot install it: {done.stderr.strip()[-300:]}" if done.returncode else ""


_COMMANDS = ("pagedjs-cli", "vivliostyle")
_NO_BROWSERS = (
    "PUPPETEER_SKIP_DOWNLOAD",
    "PUPPETEER_SKIP_CHROMIUM_DOWNLOAD",
    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
)
