"""The documentation says what is there, and its examples can be used as they stand."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from report.charts import kind_named, kinds, read_spec
from report.cli import commands
from report.content.block import blocks
from report.content.descriptions import description
from report.content.edition import page_types
from report.content.extends import resolve
from report.content.load import load
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.photos.entry import Ledger
from report.preflight.registry import all_codes
from report.reference import CONTACT_SHEET, examples, left_over, outdated, write_docs
from report.reference.examples import example_edition
from report.reference.fields import fields_table
from report.resources import Project
from report.settings import Format, read_format

from .tools.fragments import write_edition

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PROJECT = Project.at(ROOT)
GUIDE = sorted(DOCS.glob("guide/*.md"))
PAGES = sorted([ROOT / "README.md", *DOCS.glob("*.md"), *GUIDE])
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_generated_pages_are_current() -> None:
    assert outdated(PROJECT, commands) == [], "run: python build_pdf.py docs"


def test_outdated_sees_a_changed_a_missing_and_a_left_over_file(tmp_path: Path) -> None:
    names = outdated(Project(tmp_path, PROJECT.bundled), commands)
    assert {"blocks.md", "charts.md", "commands.md", "rules.md"} <= set(names)
    assert "images/blocks/photo.png" in names
    left_over = tmp_path / "docs/images/blocks/gone.png"
    left_over.parent.mkdir(parents=True)
    left_over.write_bytes(b"")
    assert "images/blocks/gone.png" in outdated(Project(tmp_path, PROJECT.bundled), commands)


def test_writing_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.reference.pictures.example_pictures", lambda project: {})
    mine = tmp_path / "docs/images/blocks/mine.png"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    project = Project(tmp_path, PROJECT.bundled)

    written = write_docs(project, commands)

    assert {path.name for path in written} == {"blocks.md", "charts.md", "commands.md", "rules.md"}
    assert mine.read_bytes() == b"mine"
    assert left_over(project) == ["images/blocks/mine.png"]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## {name}\n" in text_of("commands.md")
    assert re.search(rf"build_pdf\.py {name}\b", (ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("name", [*blocks(), *page_types()])
def test_every_block_and_page_type_is_documented(name: str) -> None:
    text = text_of("blocks.md")
    assert f"\n### {name}\n" in text
    model = {**blocks(), **page_types()}[name]
    for key, info in model.model_fields.items():
        assert description(model, key), f"{name}.{key} has no description"
        assert f"| `{info.alias or key}` |" in text


@pytest.mark.parametrize("name", kinds(PROJECT))
def test_every_kind_of_chart_is_documented(name: str) -> None:
    text = text_of("charts.md")
    assert f"\n## {name}\n" in text
    spec = kinds(PROJECT)[name].spec
    for key in spec.model_fields:
        assert description(spec, key), f"the option {key} of {name} has no description"


def test_every_finding_is_documented() -> None:
    text = text_of("rules.md")
    missing = [code for code in all_codes(PROJECT) if f"\n## {code}" not in text]
    assert missing == []


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [path.name for path in DOCS.glob("*.md") if f"docs/{path.name}" not in readme] == []


def test_every_step_of_the_guide_is_linked_from_its_first_page() -> None:
    first = text_of("author-guide.md")
    assert [page.name for page in GUIDE if f"guide/{page.name}" not in first] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", page.read_text("utf-8"), flags=re.DOTALL)
    prose = re.sub(r"`[^`\n]+`|^ {4}.*$", "", re.sub(_FENCE, "", text), flags=re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"https?://|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in headings(path.read_text("utf-8")), f"{page.name} links to {target}"


def headings(text: str) -> set[str]:
    """Return the addresses of headings as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", re.sub(_FENCE, "", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


def test_pictures_are_small_and_sharp_enough() -> None:
    for each in examples(PROJECT):
        with Image.open(DOCS / each.picture) as picture:
            assert picture.format == "PNG"
            assert picture.width > 200 and picture.height > 60, each.picture
    assert (DOCS / CONTACT_SHEET).stat().st_size < 700_000


def snippets() -> list[Any]:
    found = []
    # What these say is done by tests of their own, in tests/guide/ and tests/e2e/.
    for page in [each for each in PAGES if each not in [*GUIDE, DOCS / "adding-a-block.md"]]:
        text = page.read_text("utf-8")
        for match in _FENCE.finditer(text):
            if match[1] in ("yaml", "yml"):
                line = text.count("\n", 0, match.start()) + 2
                found.append(pytest.param(page, match[2], id=f"{page.name}:{line}"))
    return found


@pytest.mark.parametrize(("page", "snippet"), snippets())
def test_every_yaml_example_can_be_used(page: Path, snippet: str, tmp_path: Path) -> None:
    document = read_yaml(snippet.encode(), page.name)
    if "photos" in document.data:
        read_model(Ledger, document)
    elif "baseline" in document.data or "margins" in document.data:
        read_model(Format, document)
    elif "like" in document.data:
        path = tmp_path / "templates" / "formats" / "own.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(snippet)
        read_format(Project.at(tmp_path), "own")
    elif "changes" in document.data:
        assert changed(tmp_path, snippet) <= {"V102"}  # the ids are those of some other edition
    else:
        edition = write_edition(tmp_path, page.read_text("utf-8"), snippet)
        load(edition, "docs", options_reader(edition))


def test_an_example_that_cannot_be_used_is_noticed(tmp_path: Path) -> None:
    edition = write_edition(tmp_path, text_of("blocks.md"), "blocks:\n  - text: {boody: x}\n")
    with pytest.raises(Diagnostic, match="C104"):
        load(edition, "docs", options_reader(edition))


def changed(folder: Path, snippet: str) -> set[str]:
    """Return the codes of what is wrong with changes to a small edition."""
    write_edition(folder, text_of("blocks.md"), "blocks:\n  - text: Words\n")
    above = folder / "editions" / "above" / "edition.yaml"
    above.parent.mkdir()
    above.write_text(f"extends: docs\n{snippet}")
    try:
        found = resolve(Project(folder, PROJECT.bundled), "above").findings
    except Diagnostic as diagnostic:
        found = diagnostic.findings
    return {each.code.id for each in found}


def test_an_example_of_changes_that_says_none_is_noticed(tmp_path: Path) -> None:
    assert changed(tmp_path, "changes:\n  - alter: one\n") == {"V101"}


def options_reader(project: Project) -> Any:
    def read(block: Any) -> Any:
        kind = kind_named(project, block.chart, block.mark_of("kind"))
        return read_spec(kind, block.options, lambda path: block.mark)

    return read


def test_examples_are_one_edition_without_errors(tmp_path: Path) -> None:
    folder = tmp_path / "editions/docs"
    (folder / "data").mkdir(parents=True)
    (folder / "edition.yaml").write_text(example_edition(examples(PROJECT)), "utf-8")
    for path in PROJECT.listing("figures/data", ".csv").values():
        (folder / "data" / path.name).write_bytes(path.read_bytes())
    project = Project(tmp_path, PROJECT.bundled)
    manuscript = load(project, "docs", options_reader(project))
    kinds_shown = {page.kind for page in manuscript.edition.pages()}
    kinds_shown |= {block.kind for _, block in manuscript.edition.blocks()}
    assert kinds_shown == {*blocks(), *page_types()}


@pytest.mark.slow
def test_examples_keep_the_rules_and_their_pictures_are_the_same_each_time(tmp_path: Path) -> None:
    from report.build import build
    from report.desk import Job
    from report.reference.pictures import example_pictures, throwaway

    found = examples(PROJECT)
    project = throwaway(PROJECT, tmp_path, found)
    outcome = build(project, Job("examples", datetime.date(2026, 1, 1)))
    # A block alone leaves its page empty, and is meant to.
    others = [each for each in outcome.findings if each.code.id != "T204"]
    assert others == [] and outcome.written
    assert example_pictures(PROJECT) == example_pictures(PROJECT)


def test_a_contact_sheet_shows_pages_in_rows_of_spreads() -> None:
    from report.reference.pictures import SHEET_PAGES, SHEET_WIDTH, spread_sheet

    colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff"]
    sheet = spread_sheet([Image.new("RGB", (210, 297), each) for each in colours])
    width = SHEET_WIDTH // SHEET_PAGES
    assert sheet.width == SHEET_WIDTH
    first_row = [sheet.getpixel((width * index + width // 2, 200)) for index in range(4)]
    assert first_row == [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]
    assert sheet.getpixel((width // 2, sheet.height - 200)) == (255, 0, 255)


def test_a_table_of_keys_names_value_default_and_meaning() -> None:
    rows = fields_table(blocks()["photo"]).splitlines()
    assert "| `caption` | words |  | What the picture shows" in "\n".join(rows)
    assert any(row.startswith("| `file` | text | required |") for row in rows)
    assert any(row.startswith("| `width` | `column`, `page`, `bleed` | `column` |") for row in rows)
