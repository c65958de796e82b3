"""What the commands say: progress and tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from .called import with_name
from .diagnostics import Finding, Severity, as_data

if TYPE_CHECKING:
    from rich.console import Console

    from .build import Step
    from .jobs import Job, Outcome

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_BETWEEN = 2
"""The blanks between the columns of a table."""
_out: Console | None = None


def _terminal() -> Console | None:
    """Return the terminal that is printed to; None for a file, a pipe, or what shows no colours.

    rich is for terminals: it takes as long to import as seeing that nothing has changed.
    """
    global _out
    if _out is None:
        asked_for = any(os.environ.get(name) for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))
        if not asked_for and not sys.stdout.isatty():
            return None
        from rich.console import Console

        _out = Console(highlight=False, soft_wrap=True)
    return _out if _out.is_terminal else None


@contextmanager
def as_on_a_terminal(paper: TextIO, width: int) -> Iterator[None]:
    """Write to `paper`, while open, what a terminal of `width` columns would show in the end.

    Colours are escape sequences; what passes by, such as progress, is left out.
    """
    from rich.console import Console

    global _out
    before = _out
    _out = Console(
        file=paper,
        width=width,
        height=100,  # without it, rich takes a dumb terminal to have 80 columns
        force_terminal=True,
        color_system="standard",
        highlight=False,
        soft_wrap=True,
        _environ={"TERM": "dumb"},
    )
    try:
        with redirect_stdout(paper), redirect_stderr(paper):
            yield
    finally:
        _out = before


# Would steer the terminal, or turn the order of what is read: words of a hostile file, and names.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return words from anywhere as they are safe to print: a � for what cannot be seen."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def on_one_line(text: str) -> str:
    """Return words as they are safe to print on one line."""
    return printable(" ".join(text.splitlines()))


def say(text: str = "") -> None:
    """Print a line."""
    _say((printable(text), ""))


def _say(*parts: tuple[str, str]) -> None:
    """Print a line of words with their styles; elsewhere than on a terminal, the words."""
    terminal = _terminal()
    if terminal is None:
        print("".join(words for words, _ in parts))
        return
    from rich.text import Text

    terminal.print(Text.assemble(*parts))


def say_markdown(text: str) -> None:
    """Print Markdown: set on a terminal, as it is elsewhere."""
    terminal = _terminal()
    if terminal is None:
        say(text)
        return
    from rich.markdown import Markdown  # takes as long to import as all else here

    terminal.print(Markdown(text))


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; elsewhere than on a terminal its cells are separated by tabs.

    On a terminal too narrow for it, each row is some lines that begin with what it is called.
    """
    terminal = _terminal()
    if terminal is None:
        for row in rows:
            # rich would turn the tabs into spaces
            print("\t".join(on_one_line(cell).replace("\t", " ") for cell in row))
        return
    rows = [[on_one_line(cell) for cell in row] for row in rows]
    widths = _widths([heads, *rows], terminal.width)
    if widths is None:
        _say_records(terminal, heads, rows)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _BETWEEN, 0, 0))
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, width=width)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    terminal.print(table)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return how wide the columns of a table are; None where they do not fit.

    What a row is called is typed again in commands: it is in one piece, and so is each word.
    """
    from rich.cells import cell_len

    columns = list(zip(*rows, strict=True))
    wanted = [max(map(cell_len, each)) for each in columns]
    words = ([word for cell in each for word in cell.split()] for each in columns)
    least = [max(map(cell_len, each), default=0) for each in words]
    least[0] = wanted[0]
    spare = room - sum(least) - _BETWEEN * len(columns)
    if spare < 0:
        return None
    widths = list(least)
    # Who needs little gets it first: many short columns stay in one line.
    for index in sorted(range(len(columns)), key=lambda each: wanted[each] - least[each]):
        widths[index] += min(spare, wanted[index] - least[index])
        spare -= widths[index] - least[index]
    return widths


def _say_records(terminal: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as what it is called and, below it, what the other columns say."""
    from rich.text import Text

    for row in rows:
        terminal.print(Text(row[0], "bold"))
        said = [f"{head.lower()} {cell}" for head, cell in zip(heads, row, strict=True) if cell]
        for line in Text("; ".join(said[1:])).wrap(terminal, terminal.width - 4):
            line.rstrip()
            terminal.print(Text("    ").append(line))


def say_findings(findings: Iterable[Finding], *, waived: bool = False) -> None:
    """Print findings one below the other; waived ones only when asked for."""
    for finding in findings:
        if finding.waived and not waived:
            continue
        place = f"{finding.mark}: " if finding.mark else ""
        word = "waived" if finding.waived else finding.severity.word
        style = "dim" if finding.waived else _STYLES[finding.severity]
        where = f"{on_one_line(place)}{finding.code.id}: "
        _say((where, ""), (f"{word}: ", style), (on_one_line(finding.message), ""))
        if finding.help:
            _say((f"    help: {printable(with_name(finding.help))}", "dim"))


def count(findings: Iterable[Finding]) -> str:
    """Return the numbers of findings in words: "1 error, 2 warnings, 2 waived"."""
    found = list(findings)
    parts = []
    for severity in sorted(Severity, reverse=True):
        number = sum(1 for each in found if each.severity is severity and not each.waived)
        if number:
            parts.append(f"{number} {severity.word}{'s' if number > 1 else ''}")
    waived = sum(1 for each in found if each.waived)
    if waived:
        parts.append(f"{waived} waived")
    return ", ".join(parts) or "nothing found"


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as plain data, with the keys in a fixed order."""
    return [as_data(finding) for finding in findings]


def built_as_json(outcome: Outcome, shown: Callable[[Path], str]) -> dict[str, Any]:
    """Return what a build came to as plain data; `shown` makes a path as people read it."""
    return {
        "file": shown(outcome.path) if outcome.written else None,
        "others": [shown(path) for path in outcome.others],
        "pages": outcome.pages,
        "bytes": outcome.size,
        "unchanged": outcome.unchanged,
        "findings": as_json(outcome.findings),
    }


def say_json(data: Any) -> None:
    """Print data as JSON; what cannot be seen is escaped."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    print(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Step]:
    """Show the stages of a build while open; on a terminal in one line that changes."""
    if quiet:
        yield lambda name: None
    elif terminal := _terminal():
        with terminal.status(f"{what} …") as status:
            yield lambda name: status.update(f"{what}: {name[:1].lower()}{name[1:]} …")
    else:
        yield lambda name: say(f"{what}: {name[:1].lower()}{name[1:]}")


def size_in_words(size: int) -> str:
    """Return a file's size as people say it: "812 kB", "3.1 MB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1e3))} kB"


def _pages(outcome: Outcome) -> str:
    count = outcome.pages + outcome.blanks
    words = f"{count} page{'s' * (count != 1)}"
    return f"{words}, {outcome.blanks} of them blank" if outcome.blanks else words


def _choices(job: Job) -> str:
    """Return the options that a job was given, as they are typed again."""
    given = {name: getattr(job, name) for name in ("variant", "language", "format", "printer")}
    return "".join(f" --{name} {value}" for name, value in given.items() if value)


def summary(
    outcome: Outcome, title: str, shown: Callable[[Path], str], program: str = "colophon"
) -> list[str]:
    """Return what was built, how large, where, and what was found, a line each.

    `shown` makes a path as people read it, `program` is how they call the program. Where there
    are pages with errors, a proof shows them.
    """
    if outcome.written:
        unchanged = ", nothing has changed" if outcome.unchanged else ""
        return [
            f"{title}: {_pages(outcome)}, {size_in_words(outcome.size)}{unchanged}",
            *(f"  {shown(path)}" for path in (outcome.path, *outcome.others)),
            f"  {count(outcome.findings)}",
        ]
    lines = [f"{title}: not built ({count(outcome.findings)})"]
    if outcome.path.exists():
        import datetime

        changed = datetime.datetime.fromtimestamp(outcome.path.stat().st_mtime)
        lines.append(f"  the file of {changed:%Y-%m-%d %H:%M} is kept: {shown(outcome.path)}")
    if outcome.pages and any(each.blocks and each.area for each in outcome.findings):
        again = f"build {outcome.job.slug} --target proof{_choices(outcome.job)}"
        lines.append(f"  to see where on the pages: {program} {again}")
    return lines
