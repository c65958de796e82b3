"""WeasyPrint is looked at before anything of it is replaced: its version, and its files."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import weasyprint

from report.diagnostics import Diagnostic
from report.engine.font_programs import program
from report.engine.patches import _RELIED_ON, check_engine
from report.engine.render import Engine
from tests.conftest import ROOT

HTML = "<html><body><p>Some words that stand in columns.</p></body></html>"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the WeasyPrint that is used, in a folder where they may be changed."""
    assert weasyprint.__file__
    folder = tmp_path / "weasyprint"
    shutil.copytree(Path(weasyprint.__file__).parent, folder)
    monkeypatch.setattr(weasyprint, "__file__", str(folder / "__init__.py"))
    return folder


def engine() -> Engine:
    def serve(name: str) -> tuple[bytes, str]:
        raise LookupError(name)

    return Engine(serve, {"a.css": "body { columns: 2 }"})


def test_the_pinned_version_is_known_file_by_file(installed: Path) -> None:
    check_engine()


@pytest.mark.parametrize("version", ["70.1", "70.0.1", "69.0", "700.0"])
def test_another_version_is_refused(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", version)

    with pytest.raises(Diagnostic, match=rf"E110.*{version}.*written for WeasyPrint 70\.0"):
        engine().render(HTML)


def test_the_same_version_with_another_body_is_refused(installed: Path) -> None:
    """What is tried is told from what stays by `None` for a list, which no signature shows."""
    path = installed / "layout" / "column.py"
    code = path.read_text(encoding="utf-8")
    stays = "original_page_is_empty, absolute_boxes, fixed_boxes, None,"
    assert code.count(stays) == 1
    path.write_text(code.replace(stays, stays.replace("None", "[]")), encoding="utf-8")

    with pytest.raises(Diagnostic, match=r"E110.*layout/column\.py"):
        engine().render(HTML)


@pytest.mark.parametrize("name", _RELIED_ON)
def test_no_file_that_is_relied_on_may_be_another(installed: Path, name: str) -> None:
    with (installed / name).open("a") as file:
        file.write("# changed\n")

    with pytest.raises(Diagnostic, match=f"E110.*{name}"):
        check_engine()


def imported() -> Iterator[str]:
    """Yield the files of WeasyPrint that our engine imports something from."""
    assert weasyprint.__file__
    folder = Path(weasyprint.__file__).parent.parent
    for path in (ROOT / "report/engine").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or node.level:
                continue
            if (node.module or "").partition(".")[0] == "weasyprint":
                home = folder / str(node.module).replace(".", "/")
                for name in (each.name for each in node.names):
                    places = (home / f"{name}.py", home / name / "__init__.py")
                    homes = (home.with_suffix(".py"), home / "__init__.py")
                    found = next(each for each in (*places, *homes) if each.is_file())
                    yield found.relative_to(folder / "weasyprint").as_posix()


def test_what_is_imported_is_relied_on() -> None:
    files = set(imported())

    assert {"layout/block.py", "svg/__init__.py", "text/line_break.py"} <= files
    assert files <= set(_RELIED_ON)


def test_a_file_that_is_gone_is_refused_before_fonts_are_written(installed: Path) -> None:
    (installed / "pdf" / "fonts.py").unlink()

    with pytest.raises(Diagnostic, match=r"E110.*pdf/fonts\.py"):
        program(None, b"")  # type: ignore[arg-type]
