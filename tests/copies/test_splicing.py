"""A copy of which only some sections are made anew is the one that is made anew as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from report.copies import example
from report.copies.example import Example
from report.copies.making import build_copies
from report.desk import Job
from report.pdf.structure import Element, read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.validators import validate

from ..conftest import DAY, HEAD, NewProject

EDITION = f"""{HEAD}\
row: {{name: Anna Berg, code: abc}}
facts:
  trees: {{value: 12, label: trees, source: A count, as_of: 2025}}
sections:
  - cover:
      id: cover
      photo: {{file: blue-flowers.jpg}}
      headline: For / {{{{ row.name }}}}
  - contents:
      id: contents
      title: In this edition
  - section:
      id: words
      title: Words with a [link](#yours)
      blocks:
        - text: {{id: text, body: "Much to read.[^1]\\n\\n[^1]: A note."}}
        - table:
            id: table
            title: A table
            source: Ours
            as_of: 2025
            data: {{columns: [Year, Number], rows: [[2025, 1], [2026, 2]]}}
  - section:
      id: yours
      title: Yours
      blocks:
        - text:
            id: long
            body: |
              {{{{ row.name }}}}, this is for you.

              ## A crosshead

              - One
              - [Two](https://example.org)
        - qr_code: {{id: own, address: "https://example.org/?c={{{{ row.code }}}}", title: Yours}}
        - table:
            id: own-table
            title: Seats
            data: {{columns: [What, Whose], rows: [[A seat, "{{{{ row.name }}}}"]]}}
  - back_cover:
      id: back
"""
ROWS = "Name,Code\nÅsa Žižek,x1\nBo,y2\n"


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Whether each copy was spliced, in order."""
    found: list[bool] = []
    splice = Example._spliced

    def told(*arguments: object) -> object:
        made = splice(*arguments)  # type: ignore[arg-type]
        found.append(made is not None)
        return made

    monkeypatch.setattr(Example, "_spliced", told)
    yield found


def copies(project: Project, rows: str = ROWS, edition: str = "small") -> list[Path]:
    file = project.root.parent / "guests.csv"
    file.write_text(rows)
    made = build_copies(project, Job(edition, DAY), file)
    assert made.complete, [(each.code.id, each.message) for each in made.findings]
    return [each.path for each in made.copies]


def shape(element: Element) -> object:
    """Return an element with all that it holds, without the numbers of objects."""
    kids = tuple(
        shape(kid) if isinstance(kid, Element) else re.sub(r"number=\d+", "", repr(kid))
        for kid in element.kids
    )
    said = (element.type, element.alt, element.actual, element.expansion, element.lang)
    return said, kids


def told(path: Path) -> dict[str, object]:
    """Return what a file says by its structure, its outline and its names."""
    structure = read_structure(path)
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            titles = [str(each.title) for each in outline.root]
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = list(pdf.Root.Names.Dests.Names)
        places = {
            str(name): (pages[place[0].objgen], [str(each) for each in list(place)[1:]])
            for name, place in zip(names[::2], names[1::2], strict=True)
        }
        links = [
            (number, str(each.get("/Dest", "")), str(each.get("/A", {}).get("/URI", "")))
            for number, page in enumerate(pdf.pages)
            for each in page.obj.get("/Annots", [])
        ]
    return {
        "structure": shape(structure.root),
        "outside": structure.outside,
        "titles": titles,
        "places": places,
        "links": links,
    }


def same_pictures(one: Path, other: Path) -> bool:
    documents = [pypdfium2.PdfDocument(path) for path in (one, other)]
    try:
        pages = [[page.render(scale=1).to_pil() for page in each] for each in documents]
        return len(pages[0]) == len(pages[1]) and not any(
            ImageChops.difference(a, b).getbbox() for a, b in zip(*pages, strict=True)
        )
    finally:
        for each in documents:
            each.close()


def test_a_spliced_copy_is_the_one_made_as_a_whole(
    new_project: NewProject, ways: list[bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = new_project(EDITION)
    spliced = [path.rename(tmp_path / path.name) for path in copies(project)]
    assert ways == [True, True]
    monkeypatch.setattr(Example, "_spliced", lambda *arguments: None)

    whole = copies(project)

    for one, other in zip(spliced, whole, strict=True):
        assert told(one) == told(other)
        assert same_pictures(one, other)
        assert not validate(one) and not tree_faults(read_structure(one))
    assert "For Åsa Žižek" in str(told(spliced[0])["titles"])


def test_nothing_of_the_example_and_of_other_rows_is_left_in_a_copy(
    new_project: NewProject, ways: list[bool]
) -> None:
    paths = copies(new_project(EDITION))

    assert ways == [True, True]
    with pikepdf.open(paths[1]) as pdf:
        said = b"".join(
            each.read_bytes() if each.get("/Filter") != "/DCTDecode" else b""
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream)
        )
        said += b"".join(each.unparse(resolved=True) for each in pdf.objects if each is not None)
    for words in ("Anna", "Žižek", "Berg", "c=abc", "c=x1"):
        assert words.encode() not in said and words.encode("utf-16-be") not in said, words
    assert b"c=y2" in said


def test_the_same_row_gives_the_same_bytes(new_project: NewProject) -> None:
    project = new_project(EDITION)
    together = copies(project)[1].read_bytes()

    assert copies(project, "Name,Code\nBo,y2\n")[0].read_bytes() == together


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("this is for you.", "see page {{ page.words }}."),  # it leads to another section
        ("this is for you.", "this is a note.[^1]\n\n              [^1]: Of yours."),
        ("id: yours\n", "id: yours\n      pages: 1\n"),
    ],
)
def test_what_cannot_be_spliced_is_made_as_a_whole(
    new_project: NewProject, ways: list[bool], old: str, new: str
) -> None:
    (path,) = copies(new_project(EDITION.replace(old, new)), "Name,Code\nBo,y2\n")

    assert not validate(path)
    assert ways in ([False], [True]) and (ways == [False] or "note" in new)


def test_a_row_that_needs_another_page_is_made_as_a_whole(
    new_project: NewProject, ways: list[bool]
) -> None:
    edition = EDITION.replace("code: abc", "code: abc, more: Hej")
    edition = edition.replace("this is for you.", "{{ row.more }}. " * 20)

    (path,) = copies(new_project(edition), f"Name,Code,More\nBo,y2,{'Long words ' * 40}\n")

    assert ways == [False]
    assert not validate(path)


def test_what_fails_while_splicing_in_an_unforeseen_way_is_made_as_a_whole_and_said(
    new_project: NewProject, monkeypatch: pytest.MonkeyPatch, ways: list[bool]
) -> None:
    def failing(*arguments: object) -> Path:
        raise AttributeError("Bo")

    monkeypatch.setattr(example, "spliced", failing)
    project = new_project(EDITION)
    file = project.root / "guests.csv"
    file.write_text("Name,Code\nBo,y2\nAda,z3\n")

    made = build_copies(project, Job("small", DAY), file)

    assert made.complete and not any(validate(each.path) for each in made.copies)
    assert ways == [False], "what is broken is not tried again"
    (said,) = [each for each in made.findings if each.code.id == "E108"]
    assert "AttributeError in test_splicing.py, line " in said.message
    assert "Bo" not in str(said), "what a row says stays in its file"


def test_what_is_wrong_on_the_pages_of_a_spliced_copy_keeps_it_from_being_written(
    new_project: NewProject, ways: list[bool]
) -> None:
    project = new_project(EDITION)
    file = project.root / "guests.csv"
    file.write_text("Name,Code\n王小明,a1\nBo,b2\n")

    made = build_copies(project, Job("small", DAY), file)

    # No font of the theme has these letters.
    assert ways == [True, True]
    assert [each.number for each in made.written] == [2]
    rows = [each for each in made.findings if each.message.startswith("row 1: ")]
    assert rows and any(each.blocks for each in rows)
    assert not any(each.message.startswith("row 2: ") for each in made.findings)
    assert "王" not in str(made.findings)
