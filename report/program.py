"""How the program is started and how it ends: always in plain words, with an exit code.

0: done; 1: errors were found; 2: bad usage; 128 and more: stopped by a signal.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn

import click

from .called import name
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order
from .misuse import explained
from .processes import collect_no_more
from .resources import seen
from .storage import leave_to_write

__all__ = ["DISK_FULL", "NO_LEAVE", "TERMINATED", "Terminated", "ended", "name", "run"]

NO_LEAVE = Code(
    "F106",
    "no-permission",
    Severity.ERROR,
    """A file or folder belongs to somebody else, or lies on a disk that is read-only.

    Nothing was changed. Most often the project was made with `sudo`, or copied by another user.
    Make its folder yours, or copy the project to a folder of your own:

        sudo chown -R "$USER" my-project
    """,
)
DISK_FULL = Code(
    "F108",
    "disk-full",
    Severity.ERROR,
    """There is no room left on the disk for a file, or this user has used up what is granted.

    The file that the message names is as it was before, and no half of it was left. Free some
    space, and try again: `clean` removes the pictures that can be made again.
    """,
)
_NO_LEAVE = (errno.EACCES, errno.EPERM, errno.EROFS)
_STOPPED, TERMINATED = 130, 143
"""The exit codes after an interrupt and a polite kill: 128 and the number of the signal."""


class Terminated(KeyboardInterrupt):
    """A polite kill (SIGTERM): it unwinds like an interrupt, so that no part stays behind."""


def run(commands: click.Group) -> NoReturn:
    """Run the command that was typed. What a person can cause never ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without “quotes” gets question marks and still all findings.
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _terminate)
    with _heard():
        if not _is_somewhere():
            click.echo("The folder you are in has been removed: go to another one.", err=True)
            sys.exit(1)
        code = ended(commands, sys.argv[1:])
        collect_no_more()
        sys.exit(code)


@contextmanager
def _heard() -> Iterator[None]:
    """While open, a signal to stop is heard wherever it comes.

    Python drops an exception in what tidies up behind other code, with a traceback: weak
    references, finalizers, callbacks. A signal dropped there is sent again, a moment later.
    """

    def again(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            before(lost)
            return
        kind = signal.SIGTERM if issubclass(lost.exc_type, Terminated) else signal.SIGINT
        Timer(0.01, os.kill, (os.getpid(), kind)).start()

    before, sys.unraisablehook = sys.unraisablehook, again
    try:
        yield
    finally:
        sys.unraisablehook = before


def ended(
    commands: click.Group, arguments: list[str], defaults: Mapping[str, Any] | None = None
) -> int:
    """Run a command and return its exit code, when all that there is to say has been said.

    With `--json`, programs get JSON whatever happens: why there is no result, and the findings.
    `defaults` are values of options that are not given, by command (click's `default_map`).
    """
    as_json = "--json" in arguments
    try:
        code = commands.main(
            arguments, prog_name=name(), standalone_mode=False, default_map=defaults
        )
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Diagnostic as diagnostic:
        _say_findings(in_order(diagnostic.findings), as_json)
        return 1
    except click.ClickException as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            click.echo(error.format_message())
            return error.exit_code
        message, help = (
            "\n".join(map(seen, each.split("\n"))) for each in explained(error, name())
        )
        if as_json:
            _say_json(message, ())
        else:
            click.echo(f"Error: {message}" + (f"\n    help: {help}" if help else ""), err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as error:
        click.echo("\nStopped.", err=True)
        return TERMINATED if isinstance(error.__cause__ or error, Terminated) else _STOPPED
    except OSError as error:
        return _refused(error, as_json)
    return int(code or 0)


def _refused(error: OSError, as_json: bool) -> int:
    """Say what the system has refused; return the exit code."""
    if error.errno in _NO_LEAVE and error.filename:
        _say_findings((_no_leave(error),), as_json)
        return 1
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        _say_findings((_full(error),), as_json)
        return 1
    said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    if as_json:
        _say_json(said, ())
    click.echo(said, err=True)
    return 1


def _is_somewhere() -> bool:
    try:
        return bool(os.getcwd())
    except FileNotFoundError:
        return False


def _no_leave(error: OSError) -> Finding:
    path = Path(os.fsdecode(error.filename))
    message = f"this cannot be written or read by you: {error.strerror}"
    return NO_LEAVE.finding(Mark(str(path)), message, help=leave_to_write(path))


def _full(error: OSError) -> Finding:
    mark = Mark(os.fsdecode(error.filename)) if error.filename else None
    message = f"this cannot be written: {error.strerror}"
    return DISK_FULL.finding(mark, message, help="free some space, and try again")


def _terminate(*_: object) -> NoReturn:
    raise Terminated


def _say_findings(findings: tuple[Finding, ...], as_json: bool) -> None:
    from . import console

    if as_json:
        _say_json(console.count(findings), findings)
    else:
        console.say_findings(findings)


def _say_json(error: str, findings: tuple[Finding, ...]) -> None:
    from . import console

    console.say_json({"error": error, "findings": console.as_json(findings)})
