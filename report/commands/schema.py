"""Write the schemas for editors."""

from __future__ import annotations

import click

from ._common import (
    Setting,
    shown,
)

SECTION = "keep"
EXAMPLE = "schema"


@click.command()
@click.pass_obj
def schema(setting: Setting) -> None:
    """Write the JSON Schemas that editors complete and check YAML with."""
    from .. import console
    from ..starter import write_schemas

    for path, changed in write_schemas(setting.project).items():
        console.say(f"{'Written' if changed else 'Unchanged'}: {shown(path, setting.here)}")
