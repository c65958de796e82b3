"""What a cached chart is known by: everything that its picture depends on, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from ..content.tables import Table
from ..resources import Project
from ..storage import digest
from .registry import Kind, kinds
from .values import ChartRequest, ChartStyle

_HERE = Path(__file__).parent
# Charts write numbers and dates as tables do, by functions of `content`.
_DRAWN_BY = ("charts/*.py", "content/*.py", "diagnostics.py", "units.py")
_LIBRARIES = ("matplotlib", "numpy", "babel")


@dataclass(frozen=True)
class House:
    """What all charts of an edition share. `sheet` is the Matplotlib style sheet, and `key` the
    digest of it all: theme, fonts, code, libraries."""

    kinds: Mapping[str, Kind]
    style: ChartStyle
    sheet: Path
    key: str

    @classmethod
    def of(cls, project: Project, style: ChartStyle) -> House:
        """Return what the charts of a project share.

        Raises Diagnostic when the drawing code cannot be loaded at all (D202), or a font or the
        style sheet cannot be read (F101 to F104).
        """
        sheet = project.find("house.mplstyle", ("figures",))
        theme = {name: value for name, value in asdict(style).items() if name != "fonts"}
        key = digest(
            json.dumps(theme, sort_keys=True),
            *(part for path in style.fonts for part in (path.name, project.read(path))),
            project.read(sheet),
            _own_code(),
        )
        return cls(kinds(project), style, sheet, key)


def code_files() -> tuple[Path, ...]:
    """Return the files of this program that have a say in what a chart looks like or says."""
    return tuple(path for pattern in _DRAWN_BY for path in sorted(_HERE.parent.glob(pattern)))


@once
def _own_code() -> str:
    """Return the digest of the code of this program and the versions of the libraries that draw
    charts."""
    libraries = (f"{library} {version(library)}" for library in _LIBRARIES)
    return digest(*(path.read_bytes() for path in code_files()), *libraries)


def request_key(request: ChartRequest, kind: Kind, common: str) -> str:
    """Return the digest of one chart, wherever in the edition and its files it stands."""
    size = request.size
    return digest(
        common,
        kind.name,
        kind.code,
        request.spec.model_dump_json(),
        f"{size.width.pt!r} {size.height.pt!r}",
        _canonical(request.table),
    )


def marked_key(request: ChartRequest, key: str) -> str:
    """Return the digest of a chart whose findings name places: it lasts as long as they do."""
    table = request.table
    marks = [table.mark, *(column.mark for column in table.columns)]
    marks += [cell.mark for row in table.rows for cell in row]
    options = sorted((name, str(mark)) for name, mark in request.option_marks.items())
    # As one text: a part by itself takes longer than all of its bytes.
    return digest(key, request.id, str(request.mark), repr(options), "\n".join(map(str, marks)))


def _canonical(table: Table) -> str:
    columns = [(column.header, column.unit, column.kind) for column in table.columns]
    rows = [
        [(type(cell.value).__name__, str(cell.value), cell.text) for cell in row]
        for row in table.rows
    ]
    return json.dumps([columns, rows])
