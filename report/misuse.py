"""What is said where the program was called in a way that it does not know."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click
from click.core import ParameterSource

_NO_FILE = re.compile(r"(File|Path|Directory) '(.*)' does not exist\.")
_NO_DATE = re.compile(r"'([^']*)' does not match the format '%Y-%m-%d'\.")
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def explained(error: click.ClickException, program: str) -> tuple[str, str]:
    """Return what is wrong with a command in plain words, and what helps ("" for nothing).

    `program` is how a person calls it. What the commands themselves have raised is left as it is.
    """
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        return f"There is no option “{error.option_name}”.", _for_option(error) or _usage(
            error, program
        )
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else "a word"
        if isinstance(error.param, click.Option):
            name = error.param.opts[0]
        return f"Something is missing here: {name}.", _usage(error, program)
    if isinstance(error, click.BadOptionUsage):
        return f"“{error.option_name}” needs a value after it.", _usage(error, program)
    if found := _NO_FILE.search(message):
        what = "folder" if found[1] == "Directory" else "file"
        return f"There is no {what} “{found[2]}”.", "look where it lies, and give its whole path"
    if found := _NO_DATE.search(message):
        return f"“{found[1]}” is no date here.", "write year, month and day: 2026-11-22"
    if found := _TOO_MANY.search(message):
        help = (
            "words that belong together stand in quotation marks; an edition is called by the "
            "name of its folder, such as the-garden"
        )
        return f"There is a word too many: {found[1]}.", _for_list(error, found[1]) or help
    return message, ""


def _for_list(error: click.ClickException, more: str) -> str:
    """Return how several values are given, where one word more follows an option that takes one."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return ""
    options = {each.name or "": each.opts[0] for each in context.command.params}
    for name, option in options.items():
        typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if typed and f"{option}s" in options.values():
            given = f"{context.params[name]},{more.replace(' ', ',')}"
            return f"several are given in one: {option}s {given}"
    return ""


def _for_option(error: click.NoSuchOption) -> str:
    """Return what helps who has typed an option that there is not."""
    from .content.edition import Edition

    near = get_close_matches(error.option_name, error.possibilities or [], 1, 0.75)
    if near:
        return f"did you mean “{near[0]}”?"
    key = error.option_name.lstrip("-").replace("-", "_")
    return f"“{key}” is a line of edition.yaml" if key in Edition.model_fields else ""


def _usage(error: click.UsageError, program: str) -> str:
    """Return an example of the command that was meant, as its list of commands has it."""
    context = error.ctx
    while context is not None and context.parent is not None and context.parent.parent is not None:
        context = context.parent
    if context is None or context.parent is None:
        return f"“{program}” alone lists the commands"
    examples = getattr(context.parent.command, "examples", {})
    example = examples.get(context.info_name, f"{context.info_name} --help")
    return f"for example: {program} {example}"
