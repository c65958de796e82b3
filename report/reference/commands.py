"""The reference of commands, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import click

PROGRAM = "python build_pdf.py"
HEAD = f"""# Commands

<!-- Written by `{PROGRAM} docs`; changes belong into report/commands/. -->

In a clone of Colophon the program is called `{PROGRAM}`; where it was installed with pipx, it
is called `colophon`. Everything after the name is the same.

A command exits with 0 when all is well, with 1 when it found errors, and with 2 when it was called
in a way that it does not know.
"""


class Program(Protocol):
    """The group of all commands, with an example of each."""

    @property
    def commands(self) -> Mapping[str, click.Command]:
        """The commands by name."""

    @property
    def params(self) -> list[click.Parameter]:
        """The options of the program itself."""

    @property
    def examples(self) -> Mapping[str, str]:
        """An example of each command by its name, in the order in which they are listed."""


def commands_page(program: Program) -> str:
    """Return the page about all commands, in Markdown."""
    parts = [HEAD, "## Options of the program itself\n", _options(program.params)]
    for name in program.examples:
        parts += _command(name, program.commands[name], program.examples[name])
    return "\n".join(parts)


def _command(name: str, command: click.Command, example: str) -> Iterator[str]:
    with click.Context(command, info_name=f"{PROGRAM} {name}") as context:
        usage = " ".join([PROGRAM, name, *command.collect_usage_pieces(context)])
    yield f"## {name}\n"
    yield f"{(command.help or '').strip()}\n"
    yield f"```console\n$ {PROGRAM} {example}\n```\n"
    yield f"Usage: `{usage}`\n"
    options = _options(command.params)
    if options:
        yield options
    if isinstance(command, click.Group):
        for inner, each in command.commands.items():
            yield from _subcommand(f"{name} {inner}", each)


def _subcommand(name: str, command: click.Command) -> Iterator[str]:
    """Yield the section of a command of a group, which the example of the group may not show."""
    with click.Context(command, info_name=f"{PROGRAM} {name}") as context:
        usage = " ".join([PROGRAM, name, *command.collect_usage_pieces(context)])
    yield f"### {name}\n"
    yield f"{(command.help or '').strip()}\n"
    yield f"Usage: `{usage}`\n"
    options = _options(command.params)
    if options:
        yield options


def _options(parameters: list[click.Parameter]) -> str:
    rows = [
        f"| {_names(each)} | {_meaning(each)} |"
        for each in parameters
        if isinstance(each, click.Option) and not each.hidden
    ]
    if not rows:
        return ""
    return "\n".join(["| Option | What it does |", "| --- | --- |", *rows]) + "\n"


def _names(option: click.Option) -> str:
    names = ", ".join(f"`{each}`" for each in option.opts)
    if option.is_flag or option.count:
        return names
    kind = {"date": "DATE", "datetime": "DATE"}.get(option.type.name, option.type.name.upper())
    return f"{names} {kind}"


def _meaning(option: click.Option) -> str:
    words = (option.help or "").strip()
    shown = option.show_default and option.default not in (None, "")
    return f"{words} Default: `{option.default}`." if shown else words
