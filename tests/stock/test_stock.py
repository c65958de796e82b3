"""Photos at a glance, and the list of what is still to be got."""

from __future__ import annotations

import datetime
import json
import shutil

import pytest
from click.testing import CliRunner

from report import cli
from report.diagnostics import Diagnostic
from report.resources import Project
from report.stock.chase import chase_list, in_words
from report.stock.status import Row, status

from ..conftest import DAY, HEAD, ROOT, NewProject, copy_of_sample
from ..photos.pictures import encoded, quarters

JPEG = encoded(quarters(900, 600), "JPEG")
FULL = 'credit: "Photo: Anna Berg", author: Anna Berg, licence: CC0-1.0, alt: Quarters'
EDITION = f"""{HEAD}\
facts:
  trees: {{value: 450, label: old trees}}
  seeds: {{value: 12, label: seeds, source: Survey}}
sections:
  - section:
      id: first
      title: First
      blocks:
        - text: "{{{{ facts.trees }}}} and {{{{ facts.seeds }}}}"
        - photo: {{file: good.jpg, width: column}}
        - photo: {{file: bare.jpg, width: column}}
        - photo: {{file: awaited.jpg, width: column}}
  - section:
      id: second
      title: Second
      blocks:
        - photo: {{file: good.jpg, width: page}}
        - photo: {{file: old.jpg, width: page}}
        - photo: {{file: people.jpg, width: page, alt: Two people}}
"""
LEDGER = f"""\
photos:
  good.jpg: {{{FULL}}}
  bare.jpg: {{author: Zoe}}
  old.jpg: {{{FULL}, licence_expires: 2026-11-21}}
  soon.jpg: {{{FULL}, licence_expires: 2026-11-30}}
  people.jpg:
    credit: c
    author: Anna Berg
    licence: CC0-1.0
    consent: {{people: [Ali Demir, Mia]}}
  awaited.jpg: {{credit: c, author: Ada, source: Agency, licence: CC0-1.0, stand_in: soon.jpg,
    awaited: The quay.}}
"""
NAMES = ("good", "bare", "old", "soon", "people", "unlisted")


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """A project whose photos have all sorts of faults."""
    files: dict[str, str | bytes] = {f"photos/{name}.jpg": JPEG for name in NAMES}
    return new_project(EDITION, {**files, "photos/credits.yaml": LEDGER})


def rows(project: Project) -> dict[str, Row]:
    """Return the rows of the project's own photos by file, in their order."""
    found = status(project, ("small",), DAY)
    assert found.findings == ()
    return {row.file: row for row in found.rows}


def test_the_ones_that_need_somebody_come_first(project: Project) -> None:
    assert list(rows(project)) == [
        "old.jpg",
        "awaited.jpg",
        "bare.jpg",
        "people.jpg",
        "soon.jpg",
        "good.jpg",
        "unlisted.jpg",
    ]


def test_state_and_what_is_missing(project: Project) -> None:
    said = {file: (row.state, row.missing) for file, row in rows(project).items()}
    assert said == {
        "old.jpg": (("expired",), ()),
        "awaited.jpg": (("soon.jpg stands in for it",), ("file",)),
        "bare.jpg": ((), ("credit line", "licence", "alt text")),
        "people.jpg": ((), ("consent of Ali Demir and Mia",)),
        "soon.jpg": (("ends in 8 days", "stand-in for awaited.jpg"), ()),
        "good.jpg": ((), ()),
        "unlisted.jpg": (("unused",), ("entry in the ledger",)),
    }


def test_where_and_at_what_resolution(project: Project) -> None:
    found = rows(project)
    good = found["good.jpg"]
    assert [(use.edition, use.section) for use in good.uses] == [
        ("small", "first"),
        ("small", "second"),
    ]
    column, page = (use.ppi for use in good.uses)
    assert column and page and column > page == good.ppi
    assert found["awaited.jpg"].ppi is None
    assert found["unlisted.jpg"].ppi is None and found["unlisted.jpg"].uses == ()
    assert (good.who, good.licence, good.folder) == (
        "Anna Berg",
        "CC0-1.0",
        "editions/small/photos",
    )


def test_an_edition_with_errors_is_counted_as_far_as_it_goes(
    project: Project,
) -> None:
    path = project.editions / "small" / "edition.yaml"
    path.write_text(path.read_text().replace("title: Second", "titel: Second"))
    found = status(project, ("small",), DAY)
    assert found.findings
    path.write_text("title: [")
    assert all("unused" in row.state for row in status(project, ("small",), DAY).rows)


def test_a_picture_that_cannot_be_opened_says_so(project: Project) -> None:
    (project.editions / "small" / "photos" / "good.jpg").write_bytes(b"text")
    found = {row.file: row for row in status(project, ("small",), DAY).rows}
    assert "it is text" in found["good.jpg"].state[0]


def test_status_as_a_table_and_as_json(project: Project) -> None:
    options = ("--project", str(project.root), "photos", "status", "--as-of", "2026-11-22")
    said = CliRunner().invoke(cli.commands, options)
    assert said.exit_code == 0
    assert "old.jpg\tAnna Berg\tCC0-1.0\t2026-11-21\tsecond" in said.output
    assert "7 photos, 4 with something missing, 1 unused" in said.output
    photos = json.loads(CliRunner().invoke(cli.commands, (*options, "--json")).stdout)["photos"]
    assert photos[0]["file"] == "old.jpg" and photos[0]["until"] == "2026-11-21"
    assert photos[-2]["uses"][0] == {
        "edition": "small",
        "section": "first",
        "at": photos[-2]["uses"][0]["at"],
        "ppi": photos[-2]["uses"][0]["ppi"],
    }


def test_the_chase_list_is_sorted_by_who_is_to_be_asked(project: Project) -> None:
    found = chase_list(project, "small", DAY)
    assert [(item.who, item.what, item.about) for item in found.items] == [
        ("Ada, Agency", "file", "awaited.jpg"),
        ("Ali Demir", "consent", "people.jpg"),
        ("Anna Berg", "licence", "old.jpg"),
        ("Anna Berg", "licence", "soon.jpg"),
        ("Mia", "consent", "people.jpg"),
        ("Zoe", "credit", "bare.jpg"),
        ("Zoe", "licence", "bare.jpg"),
        ("", "alt", "bare.jpg"),
        ("", "source", "trees"),
    ]
    assert all(item.mark.file and item.mark.line for item in found.items)


def test_the_chase_list_can_be_pasted_into_a_mail(project: Project) -> None:
    said = in_words(chase_list(project, "small", DAY))
    assert said.startswith("Still to be got for “A small edition” (small), as of 2026-11-22\n")
    assert "\nAda, Agency\n- the picture awaited.jpg: The quay (soon.jpg is printed" in said
    assert "it ended on 2026-11-21" in said and "it ends on 2026-11-30" in said
    assert (
        "\nTo be written or found out by ourselves\n- an alt text for bare.jpg [in first]" in said
    )
    assert max(map(len, said.splitlines())) <= 80


def test_awaited_without_a_stand_in_and_unknown_photos_are_chased_too(project: Project) -> None:
    ledger = project.editions / "small" / "photos" / "credits.yaml"
    ledger.write_text(ledger.read_text().replace("stand_in: soon.jpg,", ""))
    edition = project.editions / "small" / "edition.yaml"
    edition.write_text(edition.read_text().replace("file: old.jpg", "file: nowhere.jpg"))
    about = {(item.what, item.about) for item in chase_list(project, "small", DAY).items}
    assert {("file", "awaited.jpg"), ("file", "nowhere.jpg")} <= about


def test_a_photo_without_an_entry_is_asked_about(project: Project) -> None:
    edition = project.editions / "small" / "edition.yaml"
    edition.write_text(edition.read_text().replace("file: old.jpg", "file: unlisted.jpg"))
    items = chase_list(project, "small", DAY).items
    assert [item.what for item in items if item.about == "unlisted.jpg"] == ["entry"]


def test_an_edition_that_cannot_be_read_is_an_error(project: Project) -> None:
    (project.editions / "small" / "edition.yaml").write_text("title: [")
    with pytest.raises(Diagnostic):
        chase_list(project, "small", DAY)


def test_nothing_missing(new_project: NewProject) -> None:
    found = chase_list(new_project(), "small", DAY)
    assert in_words(found) == "Nothing is missing for “A small edition” (small)."


def test_the_sample_edition_waits_for_two_pictures(tmp_path) -> None:
    project = Project.at(copy_of_sample(tmp_path / "project"))
    found = chase_list(project, "life-science", datetime.date(2026, 11, 22))
    assert [item.who for item in found.items] == [
        "Melker Dahlstrand, imagebank.sweden.se",
        "Naina Helén Jåma, imagebank.sweden.se",
    ]
    assert {item.what for item in found.items} == {"file"}
    assert (ROOT / "editions" / "life-science").is_dir()


def test_check_missing_prints_the_list(project: Project) -> None:
    options = ("--project", str(project.root), "check", "--missing", "--as-of", "2026-11-22")
    said = CliRunner().invoke(cli.commands, options)
    assert said.exit_code == 0
    assert said.stdout == in_words(chase_list(project, "small", DAY)) + "\n"
    items = json.loads(CliRunner().invoke(cli.commands, (*options, "--json")).stdout)["missing"]
    assert items[0]["who"] == "Ada, Agency" and items[-1]["who"] is None


def test_check_missing_without_an_edition_is_about_all(project: Project) -> None:
    shutil.copytree(project.editions / "small", project.editions / "another")
    (project.editions / "odd").mkdir()
    (project.editions / "odd" / "edition.yaml").write_text("title: [")
    options = ("--project", str(project.root), "check", "--missing", "--as-of", "2026-11-22")

    said = CliRunner().invoke(cli.commands, options)

    for slug in ("another", "small"):
        assert in_words(chase_list(project, slug, DAY)) in said.stdout
    assert isinstance(said.exception, Diagnostic)  # of the odd one, and the others are told
    shutil.rmtree(project.editions / "odd")
    found = json.loads(CliRunner().invoke(cli.commands, (*options, "--json")).stdout)["editions"]
    assert [each["edition"] for each in found] == ["another", "small"]
    assert all(each["missing"] for each in found)
