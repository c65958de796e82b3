"""The program: the commands of report/commands/, listed by section with an example each."""

from __future__ import annotations

from functools import cache as once
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import click

from . import __version__, program
from .commands._common import Setting
from .resources import Project

SECTIONS = {
    "make": "To make brochures",
    "look": "To look at them, and at what is wrong",
    "press": "To work with print shops",
    "keep": "To keep house",
}
_FOLDER = Path(__file__).parent / "commands"


class Commands(click.Group):
    """The list of commands shows an example of each, and slips of the keyboard get a hint.

    The one that is typed is imported alone: all of them take longer than seeing that nothing is to
    be done.
    """

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        return self._taken_in(name) if name in _names() else None

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(self.modules)

    @cached_property
    def modules(self) -> dict[str, ModuleType]:
        """Every command of the folder by its name, by section and then by name."""
        found = {name: _module(name) for name in _names() if self._taken_in(name)}
        return {
            name: module
            for section in SECTIONS
            for name, module in found.items()
            if section == module.SECTION
        }

    def _taken_in(self, name: str) -> click.Command:
        if name not in self.commands:
            module = _module(name)
            self.add_command(getattr(module, name, None) or getattr(module, f"{name}_"), name)
        return self.commands[name]

    @property
    def examples(self) -> dict[str, str]:
        """An example of each command by its name, in the order in which they are listed."""
        return {name: module.EXAMPLE for name, module in self.modules.items()}

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, a section after the other."""
        for section, head in SECTIONS.items():
            with formatter.section(head):
                for name, module in self.modules.items():
                    command = self.commands[name]
                    if section == module.SECTION and not command.hidden:
                        example = f"  {context.command_path} {module.EXAMPLE}"
                        formatter.write_dl(
                            [(f"{name:9}", command.get_short_help_str(200)), ("", example)]
                        )

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; bad usage names the nearest one."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(self.modules), 1)
            listed = f" {context.command_path} alone lists them all."
            hint = f" Did you mean “{near[0]}”?" if near else listed
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", context) from None


@once
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.py") if path.stem[0] != "_"))


def _module(name: str) -> ModuleType:
    return import_module(f".commands.{name}", __package__)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder, with editions/ in it. Default: here, or the nearest above.",
)
@click.version_option(__version__, prog_name="Colophon")
@click.pass_context
def commands(context: click.Context, folder: Path | None) -> None:
    """Colophon turns YAML, data and photographs into a designed brochure."""
    here = Path.cwd()
    context.obj = Setting(Project.at(folder) if folder else Project.around(here), here)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> NoReturn:
    """Run the command that was typed; see `program`."""
    program.run(commands)
