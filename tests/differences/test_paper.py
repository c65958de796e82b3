"""What differs as a PDF: for everybody to read, and the same from the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from report.differences.comparing import How, comparing
from report.differences.naming import EditionName
from report.differences.paper import differences_paper
from report.pdf.structure import Structure, read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.validators import validate

from ..conftest import SMALL, NewProject, run_colophon
from .pdfs import page, pdf

LINES = [f"line number {word} of the text" for word in ("one", "two", "three", "four")]
OLD = pdf(page(LINES), page(["second page of them all"]), page(["the third"]), page(["gone now"]))
NEW = pdf(
    page([*LINES[:1], "line number II of the text", *LINES[2:]]),
    page(["second page of them all"]),
    page(["the third"], paint="1 0 0 rg 100 20 60 40 re f"),
    page(["put in at the end", "and quite another text"]),
    page(["last of all"]),
)


def paper(project: Project, folder: Path, old: bytes = OLD, new: bytes = NEW) -> bytes:
    names = folder / "old.pdf", folder / "new.pdf"
    for path, data in zip(names, (old, new), strict=True):
        path.write_bytes(data)
    with comparing(project, *names, How(pages=True)) as result:
        return differences_paper(project, result)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("paper")
    return paper(Project.at(folder), folder)


@pytest.fixture(scope="module")
def structure(made: bytes) -> Structure:
    return read_structure(made)


def words_of(made: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made)
    texts = [each.get_textpage().get_text_bounded() for each in document]
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


def test_it_is_archivable_and_accessible(made: bytes, structure: Structure) -> None:
    assert validate(made) == ()
    assert tree_faults(structure) == ()


def test_it_begins_with_the_list_and_goes_on_with_pages_side_by_side(made: bytes) -> None:
    first, *spreads = words_of(made)

    assert "What differs" in first or "WHAT DIFFERS" in first
    assert "Left out, since they are the same: 2." in first
    assert [text.split(" Old:")[0].split(" There")[0] for text in spreads] == [
        "Page 1",
        "Page 3",
        "Page 4 of the old one is gone",
        "Page 4 is new",
        "Page 5 is new",
    ]
    document = pypdfium2.PdfDocument(made)
    assert [each.get_width() > each.get_height() for each in document] == [False] + [True] * 5


def test_each_picture_says_which_page_it_is(structure: Structure) -> None:
    alts = [each.alt for each in structure.of_type("Figure")]

    assert alts[:2] == [
        "Page 1 of the old one, with 1 place marked",
        "Page 1 of the new one, with 1 place marked",
    ]
    assert len(alts) == 7


def test_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (paper(Project.at(tmp_path), tmp_path) for _ in range(2))

    assert one == other


def test_where_nothing_differs_it_says_so(tmp_path: Path) -> None:
    text = words_of(paper(Project.at(tmp_path), tmp_path, OLD, OLD))

    assert len(text) == 1
    assert "No differences" in text[0]
    assert "Left out, since they are the same: 1–4." in text[0]


def test_pages_that_lie_on_their_side_and_very_many_words(tmp_path: Path) -> None:
    old = pdf(*(page([f"{'word ' * 12}{at}"]) for at in range(3)))
    new = pdf(*(page([f"other{line} {at}" for line in range(11)]) for at in range(3)))

    made = paper(Project.at(tmp_path), tmp_path, old, new)

    assert len(words_of(made)) == 4
    assert validate(made) == ()


def test_editions_page_by_page(new_project: NewProject) -> None:
    project = new_project(SMALL)
    other = project.editions / "other"
    other.mkdir()
    more = "  - section: {id: second, title: Second, blocks: [{text: More words altogether.}]}\n"
    (other / "edition.yaml").write_text(SMALL.replace("that are", "which are") + more)

    with comparing(project, EditionName("small"), EditionName("other"), How(pages=True)) as result:
        assert result.compared is not None
        first, second = result.compared.sheets
        assert [(sheet.old, sheet.new) for sheet in (first, second)] == [(1, 1), (None, 2)]
        assert [*first.parts[0]] == [*first.parts[1]] == ["text-words-which-are-printed"]
        assert "second" in second.parts[1]
        made = differences_paper(project, result)

    assert validate(made) == ()
    text = " ".join(words_of(made))
    assert "[that] which" in text
    assert "second" in text


def test_an_edition_beside_a_pdf(new_project: NewProject) -> None:
    project = new_project(SMALL)
    paths = project.root / "a.pdf", EditionName("small")
    with comparing(project, EditionName("small"), EditionName("small"), How(pages=True)) as result:
        assert result.compared is not None and result.compared.changes == ()
    paths[0].write_bytes(pdf(page(["Somebody First Words that are printed."])))

    with comparing(project, *paths) as result:
        assert result.compared is not None
        assert [(sheet.old, sheet.new) for sheet in result.compared.sheets] == [(1, 1)]


def test_the_program_writes_it_where_it_may(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project(SMALL)
    for name, data in (("a.pdf", OLD), ("b.pdf", NEW)):
        (project.root / name).write_bytes(data)

    for place, why in (("a.pdf", "is one of the files"), ("none/c.pdf", "there is no folder")):
        done = run_colophon("diff", "a.pdf", "b.pdf", "--pdf", place, folder=project.root)
        assert done.returncode == 2
        assert why in done.stderr
    assert (project.root / "a.pdf").read_bytes() == OLD
    done = run_colophon("diff", "a.pdf", "b.pdf", "--pdf", "c.pdf", folder=project.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "c.pdf").read_bytes().startswith(b"%PDF-")
