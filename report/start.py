"""Where the program begins, before anything is imported that takes time."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command that was typed; see `program`."""
    try:
        from .processes import collect_seldom

        collect_seldom()
        from . import cli

        cli.main()
    except KeyboardInterrupt:
        # Stopped while `program`, which knows how to say so, was not there yet.
        sys.stderr.write("\nStopped.\n")
    sys.exit(130)
