"""A kind of chart of the project's own, begun from a starter that draws."""

from __future__ import annotations

import os
import re
from pathlib import Path

from .charts import kinds
from .content.node import slug
from .diagnostics import Code, Diagnostic, Mark, Severity
from .resources import Project
from .storage import is_device, one_at_a_time, write_atomically

TAKEN = Code(
    "S308",
    "chart-kind-taken",
    Severity.ERROR,
    """There is already a kind of chart of this name, or a file.

    `new chart` never writes over a file: editions may use it. A file of the name of a bundled kind
    would replace that kind in every edition of the project.

    Give the new one a name of its own, such as what it shows: `new chart ranking`.
    """,
)
BAD_NAME = Code(
    "S309",
    "chart-kind-name",
    Severity.ERROR,
    """The name of a kind of chart becomes the name of a Python file, and a word in editions:
    `kind: ranking`.

    It begins with a small letter and has small letters, digits and underscores: `trade_balance`,
    not `Trade balance`; and it is none that Windows keeps for devices, such as `con`.
    """,
)
_MODEL = "_starter"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")


def new_chart(project: Project, name: str) -> Path:
    """Write figures/`name`.py, a kind of chart that draws and says what to change; return it.

    Raises:
        Diagnostic: the name is none (S309) or taken (S308).
        OSError: the project's folder may not be written to.
    """
    with one_at_a_time(project.root):
        path = _path(project, name)
        source = project.read(project.find(f"{_MODEL}.py", ["figures"])).decode()
        text = source.replace('NAME = "starter"', f'NAME = "{name}"')
        text = text.replace("kind: starter", f"kind: {name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
    return path


def _path(project: Project, name: str) -> Path:
    """Return where a new kind goes; Diagnostic S308 or S309 where it cannot."""
    if not _NAME.match(name) or is_device(name):
        message = f"“{name}” cannot be the name of a kind of chart"
        better = slug(name).replace("-", "_")
        better = f"{better}_1" if is_device(better) else better.lstrip("_0123456789")
        help = f"call it “{better}”" if better else "use small letters, digits and underscores"
        raise Diagnostic([BAD_NAME.finding(None, message, help=help)])
    path = project.place(project.root / "figures" / f"{name}.py")
    if name in kinds(project) or os.path.lexists(path):
        message = f"there is already a kind of chart or a file called “{name}”"
        mark = Mark(project.shown(path))
        raise Diagnostic([TAKEN.finding(mark, message, help="choose another name")])
    return path
