"""Say what this machine lacks."""

from __future__ import annotations

import sys

import click

from ._common import (
    Setting,
)

SECTION = "look"
EXAMPLE = "doctor"


@click.command()
@click.pass_obj
def doctor(setting: Setting) -> None:
    """Say what this machine lacks, and how to get it."""
    from .. import console
    from ..doctor import examine

    checks = examine(setting.project)
    signs = {"ok": "ok", "warn": "note", "fail": "MISSING"}
    for each in checks:
        console.say(f"{signs[each.state]:8} {each.name}: {each.message}")
        if each.help and each.state != "ok":
            for line in each.help.splitlines():
                console.say(f"{'':8}   {line}")
    sys.exit(1 if any(each.state == "fail" for each in checks) else 0)
