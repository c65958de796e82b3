"""Explain findings."""

from __future__ import annotations

import click

from ._common import (
    Setting,
    unknown,
)

SECTION = "look"
EXAMPLE = "explain R204"


@click.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(setting: Setting, code: str | None) -> None:
    """Explain a finding by its code; without one, list the codes."""
    from difflib import get_close_matches

    from .. import console
    from ..preflight.codebook import all_codes, explain

    codes = all_codes(setting.project)
    if code is None:
        rows = [(each.id, each.severity.word, each.name) for each in codes.values()]
        console.say_table(("CODE", "SEVERITY", "NAME"), rows)
    elif code.upper() in codes:
        console.say_markdown(explain(codes[code.upper()]))
    else:
        near = get_close_matches(code.upper(), codes, 3)
        help = f"did you mean {' or '.join(near)}?" if near else "explain alone lists them all"
        raise click.UsageError(unknown("code", code, help))
