"""docs/adding-a-block.md is done as it stands: a model, a template, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from report.guide.script import Fragment, parts_of
from report.reference.pictures import framed, page_images, small_png

from ..conftest import HEAD, ROOT

PICTURE = ROOT / "docs/images/steps.png"
PAGE = "adding-a-block.md"
FRAGMENTS = [
    part
    for part in parts_of(PAGE, (ROOT / "docs" / PAGE).read_text("utf-8"))
    if isinstance(part, Fragment)
]
MODEL, TEMPLATE = "report/content/blocks/steps.py", "templates/blocks/steps.html"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what runs, with the block's model and template, and an edition that uses it."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "build_pdf.py", root)
    for folder in ("report", "templates", "figures", "assets"):
        left_out = shutil.ignore_patterns("__pycache__", "*.jpg")  # they are large, and not needed
        shutil.copytree(ROOT / folder, root / folder, ignore=left_out)
    for fragment in FRAGMENTS:
        if fragment.name in (MODEL, TEMPLATE):
            (root / fragment.name).write_text(fragment.text, "utf-8")
    edition = root / "editions/how/edition.yaml"
    edition.parent.mkdir(parents=True)
    (usage,) = (each for each in FRAGMENTS if each.language == "yaml" and not each.name)
    edition.write_text(HEAD + usage.text, "utf-8")
    return root


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "build_pdf.py"), *words]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=300)


def test_the_page_has_a_model_a_template_and_what_makes_it_nice() -> None:
    names = [each.name for each in FRAGMENTS if each.name]

    assert names == [MODEL, TEMPLATE, "templates/blocks/steps.css", *names[3:]]
    assert names[3:] == ["templates/blocks/steps.example.yaml"]


def test_model_and_template_are_all_that_a_block_needs(checkout: Path) -> None:
    built = run(checkout, "build", "how", "--as-of", "2026-11-22")

    assert built.returncode == 0, built.stdout + built.stderr
    with pikepdf.open(checkout / "build/how/how-screen.pdf") as pdf:
        types = [
            str(each.S)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]
        assert types.count("/LI") == 3
        assert len(pdf.pages) == 1
    assert "steps" in run(checkout, "list").stdout


def test_slips_in_the_new_block_are_findings_with_their_place(checkout: Path) -> None:
    edition = checkout / "editions/how/edition.yaml"
    text = edition.read_text("utf-8")
    edition.write_text(text.replace("why:", "wy:"), "utf-8")
    try:
        said = run(checkout, "check", "how").stdout
    finally:
        edition.write_text(text, "utf-8")

    line = text[: text.index("why:")].count("\n") + 1
    assert re.search(rf"edition\.yaml:{line}:17: C104: error: there is no key “wy”", said), said
    assert "did you mean “why”?" in said


def test_with_its_style_and_example_the_reference_can_show_it(checkout: Path) -> None:
    for fragment in FRAGMENTS:
        if fragment.name:
            (checkout / fragment.name).write_text(fragment.text, "utf-8")

    built = run(checkout, "build", "how", "--as-of", "2026-11-22", "--json")
    written = run(checkout, "schema")

    # A block alone leaves its page empty, and is meant to.
    assert {each["code"] for each in json.loads(built.stdout)["findings"]} <= {"T204"}
    assert written.returncode == 0, written.stdout
    pages = page_images((checkout / "build/how/how-screen.pdf").read_bytes(), 110)
    shown = pages[0].crop((0, 0, pages[0].width, pages[0].height // 3))
    if os.environ.get("COLOPHON_GOLDEN") == "write":
        PICTURE.write_bytes(small_png(framed(shown)))
    with Image.open(PICTURE) as picture:
        assert picture.size == (shown.width + 2, shown.height + 2)
    assert '"steps"' in (checkout / "schema/edition.schema.json").read_text("utf-8")
