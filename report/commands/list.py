"""List what there is."""

from __future__ import annotations

import click

from .. import program
from ._common import (
    Setting,
    json_option,
)

SECTION = "look"
EXAMPLE = "list"


@click.command("list")
@json_option
@click.pass_obj
def list_(setting: Setting, as_json: bool) -> None:
    """List the editions, and what they can be made of."""
    from .. import console
    from ..charts import broken_kinds
    from ..inventory import editions, kinds_of_things

    rows = editions(setting.project)
    things = kinds_of_things(setting.project)
    broken = broken_kinds(setting.project)
    findings = [each for found in broken.values() for each in found]
    if as_json:
        kinds = {name.replace(" ", "_"): names for name, names in things.items()}
        said = {"editions": [vars(row) for row in rows], **kinds}
        console.say_json({**said, "findings": console.as_json(findings)})
        return
    things["chart kinds"] = tuple(
        f"{each} (broken)" if each in broken else each for each in things["chart kinds"]
    )
    if not rows:
        console.say(f"There are no editions yet. Start one: {program.name()} new 'My brochure'")
    else:
        heads = ("EDITION", "TITLE", "FORMAT", "LANGUAGE", "DATE", "LAST BUILT")
        console.say_table(heads, [tuple(str(v) for v in vars(row).values()) for row in rows])
    console.say()
    console.say_table(
        ("FOR EDITIONS", ""), [(name, ", ".join(names)) for name, names in things.items()]
    )
    console.say_findings(findings)
