"""Show the pages of an edition in the browser, made anew whenever a file is saved."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from .. import program
from ._common import (
    Setting,
    as_of_option,
    edition_argument,
    format_option,
    language_option,
    slug_of,
    variant_option,
)

SECTION = "make"
EXAMPLE = "preview life-science"

_FONTS = "FONTCONFIG_FILE"


@contextmanager
def _environment(fonts: str | None) -> Iterator[None]:
    """Have programs started inside see the machine's fonts, which the engine hides from itself: a
    browser without any does not live long."""
    hidden = os.environ.pop(_FONTS, None)
    if fonts is not None:
        os.environ[_FONTS] = fonts
    try:
        yield
    finally:
        if hidden is not None:
            os.environ[_FONTS] = hidden


def _launch(page: Path | None, fonts: str | None) -> None:
    """Have a file shown by the browser that people use; where there is none, they have the
    address."""
    if page is None:
        return
    import webbrowser

    address = page.as_uri()
    with _environment(fonts):
        if click.launch(address):
            webbrowser.open(address)


@click.command()
@edition_argument
@click.option("--target", default="screen", show_default=True, help="What the PDF is for.")
@variant_option
@language_option
@format_option
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port. Default: a free one.")
@click.option(
    "--editor",
    default="",
    help="Where lines are opened: vscode, vscodium, cursor, zed, jetbrains, textmate, or an "
    "address with {path}, {line} and {column} in it.",
)
@as_of_option
@click.pass_obj
def preview(
    setting: Setting,
    edition: str | None,
    target: str,
    variant: str,
    language: str,
    format_: str,
    no_open: bool,
    port: int | None,
    editor: str,
    as_of: datetime.date,
) -> None:
    """Show the pages in the browser, and again whenever a file is saved.

    Nobody but you can see them: they are served on this machine alone, at an address with a secret
    in it. Ctrl-C ends the preview.
    """
    fonts = os.environ.get(_FONTS)
    from .. import console
    from ..preview.doorway import doorway
    from ..preview.editors import address_of
    from ..preview.hub import Hub
    from ..preview.keys import Key, keep, kept
    from ..preview.server import Opening, application, serve
    from ..preview.view import View
    from ..processes import collect_when_idle, end_at_once

    try:
        address = address_of(editor)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--editor") from error
    project, slug = setting.project, slug_of(setting, edition)
    key = kept(project)

    def ready(taken: int) -> None:
        keep(project, Key(key.token, taken))
        url = f"http://127.0.0.1:{taken}/{key.token}/"
        console.say(f"{slug}: {url}")
        console.say("  Ctrl-C ends the preview.")
        if not no_open:
            _launch(doors.enter_context(doorway(project, url, taken)), fonts)

    doors = ExitStack()
    hub = Hub(project, slug, as_of, collect_when_idle)
    app = application(hub, Opening(View(target, format_, language, variant), address), key.token)
    try:
        with doors:
            serve(app, (port,) if port else (key.port, 0), ready)
    except KeyboardInterrupt as stopped:
        console.say("The preview has ended.")
        # A layout that is under way is for nobody.
        end_at_once(program.TERMINATED if isinstance(stopped, program.Terminated) else 0)
