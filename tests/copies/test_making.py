"""Personalised copies: what differs, what is left out, and where the values do not get to."""

from __future__ import annotations

import errno
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from report.build import build
from report.content.row_files import ROW_LEFT_OUT, Row
from report.copies.example import Example
from report.copies.making import Copies, build_copies
from report.desk import Job
from report.layout import Laid
from report.resources import Project

from ..conftest import DAY, HEAD, NewProject, run_colophon

EDITION = f"""{HEAD}\
row: {{name: Anna Berg, greeting: Dear Anna, code: abc}}
sections:
  - section:
      id: welcome
      title: For {{{{ row.name }}}}
      blocks:
        - text:
            id: words
            body: "{{{{ row.greeting }}}}, *welcome* to page {{{{ page.last }}}}."
        - qr_code: {{id: own, address: "https://example.org/?c={{{{ row.code }}}}", title: Yours}}
  - section:
      id: last
      title: The same for all
      blocks:
        - text: {{id: end, body: Words that are printed.}}
"""
PO = """\
msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "edition.title"
msgid "A small edition"
msgstr "En liten utgåva"

msgctxt "welcome/title"
msgid "For {{ row.name }}"
msgstr "Till {{ row.name }}"

msgctxt "words/body"
msgid "{{ row.greeting }}, *welcome* to page {{ page.last }}."
msgstr "{{ row.greeting }}, *välkommen* till sidan {{ page.last }}."

msgctxt "own/title"
msgid "Yours"
msgstr "Din"

msgctxt "last/title"
msgid "The same for all"
msgstr "Lika för alla"

msgctxt "end/body"
msgid "Words that are printed."
msgstr "Ord på papper."
"""


def job(language: str = "") -> Job:
    return Job("small", DAY, language=language)


def project_with(new_project: NewProject, edition: str = EDITION) -> Project:
    return new_project(edition, {"languages/sv.po": PO})


def copies(project: Project, rows: str, named: str = "") -> Copies:
    file = project.root.parent / "guests.csv"
    file.write_text(rows)
    return build_copies(project, job(), file, named)


def words(path: Path, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        text: str = document[page].get_textpage().get_text_bounded()
        return " ".join(text.split())
    finally:
        document.close()


def test_each_row_has_its_copy_with_its_own_words_and_code(new_project: NewProject) -> None:
    project = project_with(new_project)

    made = copies(
        project,
        'Name,Greeting,Code,Language\n*Åsa* {{ x }},Hej,1&2/3,sv\nJean / Paul,"Salut, toi",z,\n',
        "name",
    )

    assert made.complete, made.findings
    assert [each.path.name for each in made.copies] == ["åsa-x.pdf", "jean-paul.pdf"]
    swedish, english = (each.path for each in made.copies)
    assert "Till *Åsa* {{ x }}" in words(swedish) and "Hej, välkommen" in words(swedish)
    assert "For Jean / Paul" in words(english)
    assert "Salut, toi, welcome to page 2" in words(english)
    assert words(english, 1) == words(build(project, job()).path, 1)
    document = pypdfium2.PdfDocument(swedish)
    picture = document[0].render(scale=3).to_pil()
    document.close()
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [
        "https://example.org/?c=1%262%2F3"
    ]


def test_an_edition_without_rows_prints_its_examples(new_project: NewProject) -> None:
    outcome = build(project_with(new_project), job())

    assert outcome.written
    assert "For Anna Berg" in words(outcome.path) and "?c=abc" in words(outcome.path)


def test_a_copy_is_the_same_whatever_copies_are_made_beside_it(new_project: NewProject) -> None:
    project = project_with(new_project)
    head = "Name,Greeting,Code,File\n"

    first = copies(project, f"{head}Long {'name ' * 60},a,b,one\nBo,Hej,c,two\n")
    together = first.copies[1].path.read_bytes()
    alone = copies(project, f"{head}Bo,Hej,c,two\n").copies[0].path.read_bytes()

    assert first.complete
    assert together == alone


def test_faulty_rows_are_findings_and_the_rest_is_built(new_project: NewProject) -> None:
    project = project_with(new_project)

    made = copies(
        project,
        f"Name,Greeting,Code,Language\nAnna,,c,\nBo,Hej,c,fr\nEva,Hej,{'c' * 300},\nIda,Hej,c,\n",
    )

    assert [each.path.name for each in made.copies] == ["0004.pdf"]
    assert made.copies[0].written and not made.complete
    faults = [each for each in made.findings if each.code is ROW_LEFT_OUT]
    file = project.root.parent / "guests.csv"
    assert [str(each.mark) for each in faults] == [f"{file}:2:6", f"{file}:3:10", f"{file}:4:1"]
    assert "there are: en-US, sv" in faults[1].help


@pytest.mark.parametrize(
    ("named", "names"),
    [
        ("", ["0001", "0002", "0003", "0004", "0005"]),
        ("name", ["etc-passwd", "con-", "con--2", "zoë-ström", "0005"]),
    ],
)
def test_names_of_files_are_safe_and_each_is_another(
    new_project: NewProject, named: str, names: list[str]
) -> None:
    project = project_with(new_project)
    rows = "".join(f"{name},a,b\n" for name in ("../../etc/passwd", "CON", "con", "Zoë Ström", "!"))

    made = copies(project, f"Name,Greeting,Code\n{rows}", named)

    assert [each.path.stem for each in made.copies] == names
    folder = project.build / "small" / "small-screen"
    assert {each.path.parent for each in made.copies} == {folder} == {made.folder}
    assert {path.stem for path in folder.iterdir()} == set(names)


def test_copies_of_an_earlier_build_stay_and_are_mentioned(new_project: NewProject) -> None:
    project = project_with(new_project)
    copies(project, "Name,Greeting,Code\nAnna,a,b\nBo,a,b\n", "name")

    made = copies(project, "Name,Greeting,Code\nAnna,a,b\n", "name")

    assert [each.code.id for each in made.findings if each.code.id == "D122"] == ["D122"]
    assert (made.folder / "bo.pdf").exists()


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("row.name", "row.nmae", "C109", "did you mean “name”?"),
        ("code: abc", "kode: abc", "C109", "did you mean “kode”?"),
        ("code: abc", "code: ''", "C106", "code"),
        ("?c={{ row.code }}", "?c={{ facts.x }}", "C106", "no web address"),
        ("https://example.org/?c={{ row.code }}", "{{ row.code }}", "C106", "address"),
    ],
)
def test_names_that_lead_nowhere_are_findings(
    new_project: NewProject, old: str, new: str, code: str, said: str
) -> None:
    project = project_with(new_project, EDITION.replace(old, new))

    outcome = build(project, job())

    assert not outcome.written
    assert code in [each.code.id for each in outcome.findings]
    assert any(said in f"{each.message} {each.help}" for each in outcome.findings)


def test_an_edition_that_says_nothing_of_rows_has_no_copies(new_project: NewProject) -> None:
    project = new_project()

    for named in ("", "name"):
        made = copies(project, "Name\nAnna\n", named)

        assert not made.copies and [each.code.id for each in made.findings] == ["D120"]


@pytest.mark.parametrize(
    ("rows", "found"), [("Anna,\nBo,en-US\n", ["D123"]), ("Anna,\n", [])], ids=["many", "one"]
)
def test_copies_that_differ_by_language_alone_are_warned_of(
    new_project: NewProject, rows: str, found: list[str]
) -> None:
    made = copies(new_project(), f"Name,Language\n{rows}", "name")

    assert made.complete
    assert [each.code.id for each in made.findings if each.code.id == "D123"] == found


def test_values_get_into_the_copies_and_nowhere_else(new_project: NewProject) -> None:
    project = project_with(new_project)
    canary = "Xanthippe"
    build(project, job())
    # Much in the cache is compressed: whatever is new in it could be about a row.
    cached = {path for path in (project.build / "cache").rglob("*") if path.is_file()}
    # One whose words are too many for the page it is on, so that there is much to say of it.
    rows = (
        f"Name,Greeting,Code\n{canary},{canary},{canary}\n{canary * 40},{canary},b\n,{canary},c\n"
    )
    file = project.root.parent / "guests.csv"
    file.write_text(rows)

    run = run_colophon(
        "build", "small", "--rows", str(file), "--named", "name", folder=project.root
    )

    folder = project.build / "small" / "small-screen"
    assert (folder / "xanthippe.pdf").exists(), run.stdout + run.stderr
    assert canary in words(folder / "xanthippe.pdf")
    assert canary.casefold() not in (run.stdout + run.stderr).casefold()
    assert "D121" in run.stdout + run.stderr
    assert {path for path in (project.build / "cache").rglob("*") if path.is_file()} == cached
    elsewhere = [path for path in project.root.rglob("*") if path.is_file()]
    elsewhere = [path for path in elsewhere if path.parent != folder]
    assert elsewhere
    for path in elsewhere:
        data = path.read_bytes()
        assert canary.encode() not in data and canary.encode("utf-16-be") not in data, path
        assert canary.casefold() not in path.as_posix().casefold()


def test_a_row_whose_pages_cannot_be_made_leaves_the_other_rows_alone(
    new_project: NewProject,
) -> None:
    seats = '{"Anna": "one", "Dear Anna": "one", "Bo": "two"}[block.body|prose|striptags|trim]'
    template = f'<div id="{{{{ block.id }}}}">{{{{ {seats}.upper() }}}}</div>'
    project = new_project(
        EDITION.replace("{{ row.greeting }}, *welcome* to page {{ page.last }}.", "{{ row.name }}")
        .replace("Anna Berg", "Anna")
        .replace("Words that are printed.", "Dear Anna")
    )
    (project.root / "templates/blocks").mkdir(parents=True)
    (project.root / "templates/blocks/text.html").write_text(template)

    made = copies(project, "Name,Greeting,Code\nAnna,a,b\n\n\nXanthippe,a,b\nBo,a,b\n")

    assert made.rows == 3 and [each.number for each in made.written] == [1, 3]
    assert [each.path.name for each in made.written] == ["0001.pdf", "0003.pdf"]
    (fault,) = (each for each in made.findings if each.code.id == "S201")
    assert fault.message.startswith("row 2: ")
    assert str(fault.mark) == f"{project.root.parent / 'guests.csv'}:5:1"  # lines, not rows
    assert "templates/blocks/text.html:1:" in fault.help
    assert "Xanthippe" not in str(made.findings)


def test_copies_that_are_written_are_told_of_when_the_disk_is_full_later(
    new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_for = Example._laid_for

    def full(self: Example, row: Row) -> Laid:
        if row.number == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return laid_for(self, row)

    monkeypatch.setattr(Example, "_laid_for", full)

    made = copies(project_with(new_project), "Name,Greeting,Code\nAnna,a,b\nBo,a,b\nCy,a,b\n")

    assert made.rows == 3 and [each.number for each in made.written] == [1]
    assert [each.code.id for each in made.findings if each.blocks] == ["F105"]
