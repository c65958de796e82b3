"""Next year's edition: what it begins with, and what people are reminded of."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from report.content.load import load
from report.content.rewrite import rewritten
from report.desk import options_reader
from report.diagnostics import Diagnostic
from report.next_edition import next_edition, reminders
from report.resources import Project, bundled_root

DAY = datetime.date(2027, 5, 1)
OLD = """\
# A comment that stays
title: >-
  The old
  title
language: en-US
date: 2026-05-01 # of May
print: {revision: 3}
facts:
  hubs: {value: 3, label: hubs, as_of: 2025}
  roads: {value: 7, label: roads, as_of: 2027}
  start: {value: 2026-09-01, label: the start}
waivers:
  - {code: R204, reason: Agreed with the photographer}
sections:
  - section:
      title: In 2026 and 1910
      opener: {photo: {file: a.jpg}}
      blocks:
        - people:
            id: delegation
            people: [{name: A}, {name: B}]
        - contacts: {id: office, people: [{name: D, email: d@example.org}]}
        - foreword: {name: Eva Lind, role: Minister, body: Welcome.}
        - agenda:
            id: days
            time_zone: Central European Time (UTC+1)
            days:
              - {date: 2026-11-22, entries: [{title: Arrival}]}
              - {date: 2027-11-22, entries: [{title: Return}]}
"""
LEDGER = """\
photos:
  a.jpg: {credit: C, licence: LicenseRef-a, licence_expires: 2027-12-31, awaited: Trees}
  b.jpg: {credit: C, licence: LicenseRef-a, licence_expires: 2027-12-31}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "editions" / "old"
    (folder / "photos").mkdir(parents=True)
    (folder / "edition.yaml").write_text(OLD)
    (folder / "photos" / "credits.yaml").write_text(LEDGER)
    (folder / "photos" / "a.jpg").write_bytes(b"a picture")
    return Project(tmp_path, bundled_root())


def begun(project: Project, *, extend: bool) -> Path:
    return next_edition(project, "old", "The new one", DAY, extend=extend)


def test_a_copy_has_its_own_title_date_and_revision_and_all_else(project: Project) -> None:
    folder = begun(project, extend=False)
    assert folder == project.editions / "the-new-one"
    text = (folder / "edition.yaml").read_text()
    expected = OLD.replace("The old\n  title", "The new one")
    expected = expected.replace("2026-05-01 #", "2027-05-01 #").replace(
        "revision: 3", "revision: 1"
    )
    assert text == expected
    assert (folder / "photos" / "a.jpg").read_bytes() == b"a picture"
    assert (folder / "photos" / "credits.yaml").read_text() == LEDGER


def test_one_that_extends_says_its_title_and_date(project: Project) -> None:
    folder = begun(project, extend=True)
    assert [path.name for path in folder.iterdir()] == ["edition.yaml"]
    edition = load(project, "the-new-one", options_reader(project)).edition
    assert (edition.title, edition.date, edition.print.revision) == ("The new one", DAY, 1)
    assert [page.heading for page in edition.pages()] == ["In 2026 and 1910"]


def test_nothing_is_written_over(project: Project) -> None:
    begun(project, extend=False)
    with pytest.raises(Diagnostic, match="S301"):
        begun(project, extend=True)


@pytest.mark.parametrize("extend", [False, True])
def test_reminders_name_what_grows_old(project: Project, extend: bool) -> None:
    folder = begun(project, extend=extend)
    found = [(each.mark.line, each.words) for each in reminders(project, folder.name, "old", DAY)]
    words = "\n".join(each for _, each in found)
    for expected in (
        "“hubs” is as of 2025",
        "“start” says no date",
        "“days” has days that are over: 2026-11-22",
        "“delegation” names 2 people",
        "“office” names 1 person",
        "Eva Lind speaks in the foreword",
        "the title speaks of 2026",
        "R204 is accepted",
        "the licence of a.jpg expires on 2027-12-31",
        "a.jpg was awaited",
    ):
        assert expected in words
    for unexpected in ("roads", "2027-11-22", "1910", "b.jpg"):
        assert unexpected not in words
    assert "the fact “start” is a day that is over" in words
    assert all(line > 0 for line, _ in found)


def test_only_the_values_meant_are_written_anew() -> None:
    text = "a: 'x' # why\r\nb: |\r\n  words\r\n  more\r\nc: {d: 1}\r\n"
    changed = rewritten(text.encode(), "f.yaml", {("b",): "new", ("c", "d"): 2, ("c", "e"): 3})
    assert changed.decode() == "a: 'x' # why\r\nb: |-\r\n  new\r\nc: {d: 2}\r\n"


def test_a_value_that_others_share_is_not_written_anew() -> None:
    text = "a: &x old\nb: *x\n"
    with pytest.raises(Diagnostic, match="C127"):
        rewritten(text.encode(), "f.yaml", {("a",): "new"})


@pytest.mark.parametrize("slug", ["a: b", "1.20", "null", "#x", "[x]"])
def test_any_name_can_be_extended(project: Project, slug: str) -> None:
    (project.editions / "old").rename(project.editions / slug)
    folder = next_edition(project, slug, "The new one", DAY, extend=True)
    assert load(project, folder.name, options_reader(project)).edition.title == "The new one"


def test_a_copy_of_what_extends_gets_a_title_and_date_of_its_own(project: Project) -> None:
    middle = project.editions / "middle"
    middle.mkdir()
    (middle / "edition.yaml").write_text("# A comment\nextends: old\n")
    folder = next_edition(project, "middle", "The new one", DAY, extend=False)
    edition = load(project, folder.name, options_reader(project)).edition
    assert (edition.title, edition.date) == ("The new one", DAY)


def test_a_leap_day_is_a_date_like_any_other(project: Project) -> None:
    day = datetime.date(2028, 2, 29)
    assert any("licence" in each.words for each in reminders(project, "old", "old", day))


def test_reminders_name_the_old_title_and_its_year_in_the_year_before(project: Project) -> None:
    text = OLD.replace("The old\n  title", "Days\n  2026").replace("In 2026 and", "Days / 2026,")
    path = project.editions / "old" / "edition.yaml"
    path.write_text(text.replace("body: Welcome.", "body: Welcome in 2026."))
    date = datetime.date(2026, 11, 24)

    folder = next_edition(project, "old", "Days 2030", date, extend=False)

    words = [each.words for each in reminders(project, folder.name, "old", date)]
    assert "the title has the old title, “Days 2026”" in words
    assert "the body speaks of 2026" in words
    assert not any("2030" in each for each in words)
