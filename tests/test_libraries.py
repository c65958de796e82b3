"""What is asked of the loader before WeasyPrint is imported."""

import ast
import importlib.util
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from report import libraries
from report.diagnostics import Diagnostic


def test_the_names_are_those_that_weasyprint_loads() -> None:
    spec = importlib.util.find_spec("weasyprint")
    assert spec and spec.origin
    tree = ast.parse((Path(spec.origin).parent / "text" / "ffi.py").read_text("utf-8"))
    loaded = [
        {each.value for each in node.args if isinstance(each, ast.Constant)}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_dlopen"
    ]
    for library in libraries.LIBRARIES:
        assert any({library.soname, library.stem} <= names for names in loaded), library.name
    # The one left is optional and for colour fonts, of which Colophon has none.
    ours = {library.soname for library in libraries.LIBRARIES}
    assert [names for names in loaded if not names & ours and "harfbuzz-vector" not in names] == []


def test_require_passes_here() -> None:
    libraries.require()


def test_require_names_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = [replace(each, soname="libno.so.9", stem="no") for each in libraries.LIBRARIES[1:3]]
    monkeypatch.setattr(libraries, "LIBRARIES", absent)
    monkeypatch.setattr(libraries, "manager", lambda: libraries.MANAGERS[1])
    monkeypatch.setattr(libraries, "is_root", lambda: True)
    with pytest.raises(Diagnostic) as caught:
        libraries.require()
    (finding,) = caught.value.findings
    assert str(finding) == (
        "S101: error: Pango (which sets the type), PangoFT2 (which hands the fonts to Pango)"
        " are missing\n    help: On Fedora: dnf install pango"
    )


def test_homebrew_is_added_once_and_only_on_a_mac(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "HOMEBREW", tmp_path)
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    libraries.look_in_homebrew()
    if sys.platform != "darwin":
        assert "DYLD_FALLBACK_LIBRARY_PATH" not in os.environ
    monkeypatch.setattr(sys, "platform", "darwin")
    libraries.look_in_homebrew()
    libraries.look_in_homebrew()
    folders = os.environ["DYLD_FALLBACK_LIBRARY_PATH"].split(":")
    assert folders == [str(tmp_path), "/usr/local/lib", "/usr/lib"]


def test_set_up_and_doctor_need_nothing_that_is_not_in_python() -> None:
    """On a fresh machine they run before any package is installed."""
    code = "import sys; sys.path.insert(0, '.'); import report.libraries, report.doctor"
    root = Path(libraries.__file__).parent.parent
    subprocess.run([sys.executable, "-S", "-c", code], cwd=root, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are looked for by other names")
def test_weasyprint_is_imported_without_asking_compilers() -> None:
    code = (
        "import subprocess\n"
        "def asked(*words, **more): raise SystemExit(f'started {words[0]}')\n"
        "subprocess.Popen.__init__ = asked\n"
        "import report.engine.making\n"
        "from weasyprint.text.ffi import fontconfig, gobject, harfbuzz, pango, pangoft2\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
