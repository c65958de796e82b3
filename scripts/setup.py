"""Set Colophon up, as far as it is not: system libraries, a virtual environment, its packages.

Run by `make`. Needs nothing but Python; says what it does, and asks before it uses sudo.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report import libraries  # noqa: E402

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "colophon.stamp"
RUNTIME, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"


def main() -> None:
    """Do what is missing; end with a plain sentence and exit code 1 where that cannot be done."""
    parser = argparse.ArgumentParser(prog="scripts/setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="add what working on Colophon takes")
    parser.add_argument("--judges", action="store_true", help="add the programs that check PDFs")
    arguments = parser.parse_args()
    if sys.platform == "win32":
        stop("On Windows, Colophon runs in WSL; docs/quickstart.md has the steps.")
    libraries.look_in_homebrew()
    things = [*libraries.LIBRARIES, *venv_module(), *(libraries.JUDGES if arguments.judges else ())]
    install_system_packages(things)
    make_environment()
    install_python_packages(DEV if arguments.dev else RUNTIME)


def venv_module() -> list[libraries.Program]:
    """Return the part of Python that Debian and Ubuntu keep in a package of its own, if missing."""
    manager = libraries.manager()
    if importlib.util.find_spec("ensurepip") or manager is None or manager.name != "apt":
        return []
    name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return [libraries.Program(name, {"apt": name})]


def install_system_packages(things: Sequence[libraries.Library | libraries.Program]) -> None:
    """Install what is not there of `things`, through the system's package manager."""
    missing = [each for each in things if not each.is_there()]
    # A library that is only wished for is tried once: not every system has a package of it.
    if not missing or (STAMP.is_file() and not any(each.required for each in missing)):
        return
    say(f"Missing on this system: {', '.join(each.name for each in missing)}.")
    manager = libraries.manager()
    if manager is None:
        stop("No package manager known here: install these, then run the same command again.")
    install(manager, missing)


def install(
    manager: libraries.Manager, missing: Sequence[libraries.Library | libraries.Program]
) -> None:
    """Install the packages with `missing`; stop with plain words when that cannot be done."""
    names = packages(manager, missing)
    if not names:
        return
    sudo = permission(manager, names)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if manager.refresh:
        # A list that cannot be refreshed (another vendor's, say) need not keep ours from working.
        subprocess.run([*sudo, *manager.refresh], env=environment, check=False)
        names = packages(manager, missing)
    if subprocess.run([*sudo, *manager.install, *names], env=environment).returncode:
        stop(f"That did not work: the lines above say why.\n{manager.advice(names)}")


def packages(
    manager: libraries.Manager, missing: Sequence[libraries.Library | libraries.Program]
) -> tuple[str, ...]:
    """Return the packages to ask for: those needed, and those wished for where they exist."""
    return libraries.packages(
        (each for each in missing if each.required or is_known(manager, each)), manager
    )


def is_known(manager: libraries.Manager, thing: libraries.Library | libraries.Program) -> bool:
    """True unless apt, which has no part in a whole command with one unknown name, lacks it."""
    if manager.name != "apt":
        return True
    show = ["apt-cache", "show", thing.packages["apt"]]
    return subprocess.run(show, capture_output=True, check=False).returncode == 0


def permission(manager: libraries.Manager, names: Sequence[str]) -> list[str]:
    """Return what stands before the install command: nothing, or sudo once it is allowed."""
    command = " ".join([*manager.install, *names])
    if libraries.is_root() or not manager.needs_root:
        say(f"Installing: {command}")
        return []
    advice = f"{manager.advice(names)}\nThen run the same command again."
    if not sys.stdin.isatty() or shutil.which("sudo") is None:
        stop(f"Someone with administrator rights has to install them.\n{advice}")
    if input(f"May I run: sudo {command} ? [y/N] ").strip().lower() not in {"y", "yes"}:
        stop(f"Nothing was changed.\n{advice}")
    return ["sudo"]


def make_environment() -> None:
    """Make .venv, unless a sound one with no outdated packages is there."""
    if STAMP.is_file() and set(stamps()) <= {digest(RUNTIME), digest(DEV)}:
        works = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
        if works:
            return
    say(f"Making a virtual environment in {VENV.relative_to(ROOT)}/.")
    try:
        # As a process of its own: one that is installed just now must be found afresh.
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    except subprocess.CalledProcessError:
        stop(f"Python could not make {VENV}: the lines above say why.")


def install_python_packages(lock: Path) -> None:
    """Install the packages of `lock`, each compared with its hash; quick when that was done."""
    if digest(lock) in stamps():
        return
    say(f"Installing the Python packages of {lock.name} into {VENV.relative_to(ROOT)}/ …")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode != 0:
        stop("The packages could not be installed: the lines above say why. Is there a network?")
    # The lock for development holds all of the other one, pin for pin.
    done = {digest(RUNTIME), digest(lock)}
    STAMP.write_text("".join(f"{each}\n" for each in sorted(done)), encoding="ascii")


def stamps() -> list[str]:
    """Return the digests of the locks that .venv was filled from."""
    return STAMP.read_text(encoding="ascii").split() if STAMP.is_file() else []


def digest(lock: Path) -> str:
    """Return the SHA-256 of a lock file, in hexadecimal."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def say(line: str) -> None:
    """Print at once, so that it stands before what the programs called print."""
    print(line, flush=True)


def stop(reason: str) -> NoReturn:
    """End the set-up with a plain sentence."""
    sys.exit(reason)


if __name__ == "__main__":
    main()
