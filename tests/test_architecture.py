"""What may import what: docs/architecture.md gives the order, and the code is held to it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT

REPORT = ROOT / "report"
FILES = sorted(REPORT.rglob("*.py"))
# Only these packages may know the library; everything else goes through them.
DOORS = {
    "weasyprint": {"engine"},
    "pydyf": {"engine"},
    "pikepdf": {"pdf", "finish"},
    "PIL": {
        "jpegs",
        *("photos", "pictures", "engine", "finish", "reference", "pdf", "ink", "artwork"),
        "guide",  # what its plates show, and photographs that are its props
        "differences",  # pictures of pages side by side
    },
    "pypdfium2": {"reference", "pdf"},
    "matplotlib": {"charts"},
    "brotli": {"font_bounds"},  # comes with fontTools[woff], which WeasyPrint asks for
    "fontTools": {"font_bounds", "fonts", "finish", "letter_widths", "styles"},
    "coloraide": {"preflight"},
    "rapidfuzz": {"differences"},
    "distributed": {"many"},
    "yaml": {"content", "fix"},
    "pydantic_core": {"content"},
    "openpyxl": {"content"},
    "lxml": {"photos", "translate"},
    "tinycss2": {"engine", "mirrored"},
    "segno": {"qr_codes"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "babel": {"content", "settings", "directions", "translate"},
    "jinja2": {"templates"},
    "markdown_it": {"typography", "left_over", "lost_words", "spacing"},
    "mdit_py_plugins": {"typography"},
    "page": {"validators"},
    "click": {"cli", "commands", "program", "misuse", "reference", "guide"},
    "rich": {"console"},
    # processes: prctl(2), which Python does not have; pdf: integers that PDFium writes to
    "ctypes": {"processes", "libraries", "pdf"},
    "subprocess": {"doctor", "libraries", "differences", "many"},  # differences: git
}
# Colophon reaches no other machine, and unpacks nothing that could run.
NEVER = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "pickle"}
# Whatever an edition names is read and listed by resources.py. These look at something else.
FILE_DOORS = {
    "resources.py": "the door",
    "storage.py": "what Colophon itself wrote: the cache",
    "unfinished.py": "what Colophon itself wrote: the parts of files",
    "charts/keys.py": "its own code",
    "engine/made_by.py": "its own code",
    "photos/prepare.py": "its own code",
    "finishers.py": "its own code",
    "preflight/codebook.py": "its own code",
    "preflight/registry.py": "its own code",
    "doctor.py": "the lock file and the bundled assets, where nothing else may work",
    "starter.py": "the bundled starter",
    "translate/xliff_reader.py": "its own grammar",
    "next_edition.py": "the folder of the edition that it copies",
    "preview/server.py": "its own pages",
    "preview/doorway.py": "pages of its own, left behind",
    "preview/watching.py": "which files a folder brings along that was not there before",
    "inventory.py": "the PDFs in build/",
    "cli.py": "its own code",
    "many/parcels.py": "the folders that it sends to the workers of a cluster",
    "many/cluster.py": "the PDFs that it has just built",
    "up_to_date.py": "its own code and libraries, and whether what was read is as it was",
    "handover/folder.py": "what it has handed over",
    "release/archive.py": "the archives that it has unpacked",
    "release/machine.py": "its own code",
    "release/shelf.py": "what it has released",
    "commands/clean.py": "what it is about to remove",
    "reference/__init__.py": "the pages of docs/",
    "guide/__init__.py": "the pictures of docs/",
    "guide/playing.py": "the pages of docs/, and the throwaway project",
    "guide/plates.py": "the PDFs of the throwaway project",
    "guide/props.py": "bundled files that are its props",
    "guide/scenes.py": "the throwaway project",
    "guide/slips.py": "the throwaway project",
    "guide/stage.py": "the throwaway project",
    "reference/gallery_pictures.py": "the PDFs that it has just built",
    "reference/pictures.py": "the PDF that it has just built",
    "ink/images.py": "its own code",
    "finish/fonts.py": "a stream inside a PDF",
    "finish/gradients.py": "a stream inside a PDF",
    "finish/press_marks.py": "a stream inside a PDF",
    "finish/shared_paths.py": "a stream inside a PDF",
    "finish/marks.py": "a stream inside a PDF",
    "finish/tree.py": "a stream inside a PDF",
    "finish/press_sheet.py": "a stream inside a PDF",
    "finish/ink_images.py": "a stream inside a PDF",
    "finish/ink_spaces.py": "a stream inside a PDF",
    "pdf/content.py": "a stream inside a PDF",
    "pdf/fonts.py": "a stream inside a PDF",
    "pdf/objects.py": "a stream inside a PDF",
    "pdf/page_pictures.py": "a stream inside a PDF",
}
READING = {"read_text", "read_bytes", "glob", "rglob", "iterdir", "scandir", "listdir"}


def order() -> list[str]:
    """Return the modules in the order in which the table of docs/architecture.md has them."""
    text = (ROOT / "docs" / "architecture.md").read_text()
    table = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return [name.strip("/") for row in table for name in re.findall(r"`([\w/]+)`", row)]


def module_of(path: Path) -> str:
    return path.relative_to(REPORT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the dotted names that a file imports when it runs, with their lines."""
    tree = ast.parse(path.read_text())
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    package = ("report", *path.relative_to(REPORT).parts[:-1])
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = [*base, *(node.module.split(".") if node.module else ())]
            if module == ["report"]:
                yield from ((f"report.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield ".".join(module), node.lineno


def test_every_module_has_its_place_in_the_order() -> None:
    names = order()

    assert len(names) == len(set(names))
    assert set(names) == {module_of(path) for path in FILES} - {"__init__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_imports_lead_only_upward(path: Path) -> None:
    names = order()
    own = module_of(path)
    if own == "__init__":
        return
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] != "report" or parts[1] in (own, "__version__"):
            continue
        assert names.index(parts[1]) < names.index(own), f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_libraries_are_reached_through_their_own_door(path: Path) -> None:
    for name, line in imports(path):
        library = name.split(".")[0]
        if library in DOORS:
            assert module_of(path) in DOORS[library], f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_nothing_reaches_another_machine(path: Path) -> None:
    for name, line in imports(path):
        assert name not in NEVER and name.split(".")[0] not in NEVER, f"{path}:{line}"


def readings(path: Path) -> Iterator[str]:
    """Yield the calls of a file that read or list files otherwise than through a project."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in READING:
            owner = ast.unparse(node.func.value)
            if not owner.endswith("project"):
                yield f"{path}:{node.lineno} {owner}.{node.func.attr}"
        elif isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"{path}:{node.lineno} open"


def test_files_are_read_through_their_own_door() -> None:
    found = {path.relative_to(REPORT).as_posix(): [*readings(path)] for path in FILES}

    assert {name: calls for name, calls in found.items() if calls and name not in FILE_DOORS} == {}
    assert [name for name in FILE_DOORS if not found.get(name)] == [], "no longer needed"


@pytest.mark.parametrize(
    "path",
    sorted([*(REPORT / "preflight" / "rules").glob("*.py"), *(ROOT / "figures").glob("*.py")]),
    ids=lambda path: path.stem,
)
def test_rules_and_chart_kinds_receive_values(path: Path) -> None:
    """They import what hands them their values, and nothing of the engine."""
    allowed = {"diagnostics", "units", "preflight", "charts", "content"}
    for name, line in _imports_of_plug_in(path):
        parts = name.split(".")
        if parts[0] == "report":
            assert parts[1] in allowed, f"{path}:{line} imports {name}"
        assert parts[0] not in ("weasyprint", "pikepdf", "yaml"), f"{path}:{line} imports {name}"


def _imports_of_plug_in(path: Path) -> Iterator[tuple[str, int]]:
    if path.is_relative_to(REPORT):
        yield from imports(path)
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module), node.lineno
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


def test_there_is_something_to_judge() -> None:
    assert len(FILES) > 80
    assert any(name == "report.diagnostics" for name, _ in imports(REPORT / "build.py"))
    assert list((REPORT / "preflight" / "rules").glob("*.py"))


def test_setting_up_needs_nothing_but_the_standard_library() -> None:
    """scripts/setup.py and report/libraries.py run before anything is installed."""
    for path in (REPORT / "libraries.py", ROOT / "scripts" / "setup.py"):
        names = {name.split(".")[0] for name, _ in _imports_of_plug_in_or_module(path)}
        assert names - {"report"} <= set(sys.stdlib_module_names), path


def _imports_of_plug_in_or_module(path: Path) -> Iterator[tuple[str, int]]:
    return imports(path) if path.is_relative_to(REPORT) else _imports_of_plug_in(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_files_stay_small_and_finished(path: Path) -> None:
    text = path.read_text()

    assert text.count("\n") <= 400, "split it where it tells two stories"
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)
    for forbidden in ("datetime.now(", "uuid4(", "uuid1("):
        assert forbidden not in text, f"{path} would not give the same bytes again"
