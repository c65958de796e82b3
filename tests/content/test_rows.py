"""Agendas and lists of people from files: every row a value that knows its cells."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook

from report.compose import compose
from report.composed import LayoutFacts
from report.content.blocks.agenda import Agenda
from report.content.blocks.people import People
from report.content.load import load
from report.desk import Job, open_desk, options_reader
from report.diagnostics import Diagnostic, Finding
from report.resources import Project

from ..conftest import DAY, HEAD, NewProject

AGENDA = f"""{HEAD}sections:
  - section:
      title: One
      blocks:
        - agenda: {{id: block, time_zone: Central European Time, data: data/rows.csv}}
"""
PEOPLE = AGENDA.replace(
    "agenda: {id: block, time_zone: Central European Time,", "people: {id: block,"
)
CSV = """date,start,end,title,text,venue
2026-11-23,9:00,10.30,First,,Room 1
,11:00,,Second,*as it is* {{ facts.x }},
2026-11-24,,,,Day of travel,
"""


def block(project: Project) -> object:
    manuscript = load(project, "small", options_reader(project))
    return next(each for _, each in manuscript.edition.blocks())


def findings(project: Project) -> list[Finding]:
    with pytest.raises(Diagnostic) as caught:
        load(project, "small", options_reader(project))
    return list(caught.value.findings)


def html(project: Project, target: str = "screen") -> str:
    desk = open_desk(project, Job("small", DAY, target))
    return compose(desk.manuscript, desk.means, LayoutFacts()).sections[0].html


def test_rows_of_one_date_are_a_day(new_project: NewProject) -> None:
    agenda = block(new_project(AGENDA, {"data/rows.csv": CSV}))

    assert isinstance(agenda, Agenda)
    first, second = agenda.days
    assert (first.date, second.date) == (datetime.date(2026, 11, 23), datetime.date(2026, 11, 24))
    assert [(e.start, e.end, e.title, e.venue) for e in first.entries] == [
        ("09:00", "10:30", "First", "Room 1"),
        ("11:00", "", "Second", ""),
    ]
    assert second.entries == () and second.note == "Day of travel"


def test_words_of_a_file_are_printed_as_they_are(new_project: NewProject) -> None:
    made = html(new_project(AGENDA, {"data/rows.csv": CSV}))

    assert "*as it is* {{ facts.x }}" in made


def test_a_workbook_gives_times_and_dates_of_its_own(new_project: NewProject) -> None:
    book = Workbook()
    sheet = book.create_sheet("Programme")
    sheet.append(["Title", "Date", "Start"])
    sheet.append(["First", datetime.date(2026, 11, 23), datetime.time(9, 5)])
    stream = io.BytesIO()
    book.save(stream)
    text = AGENDA.replace("data/rows.csv", "{file: data/rows.xlsx, sheet: Programme, range: A1:C2}")

    agenda = block(new_project(text, {"data/rows.xlsx": stream.getvalue()}))

    assert isinstance(agenda, Agenda)
    assert [(day.date.day, day.entries[0].start) for day in agenda.days] == [(23, "09:05")]


@pytest.mark.parametrize(
    ("csv", "code", "place", "words"),
    [
        ("date,titel\n2026-11-23,A\n", "D119", "1:", "did you mean “title”?"),
        ("title\nA\n", "D119", "1:", "“date” is missing"),
        ("date,title\n,A\n2026-11-23,B\n", "C106", "2:", "the date is missing"),
        ("date,start,title\n2026-11-23,9 am,A\n", "C106", "2:", "09:00 or 17:30"),
        ("date,end,title\n2026-11-23,10:00,A\n", "C106", "2:", "say when it begins"),
    ],
)
def test_slips_are_findings_in_the_file(
    csv: str, code: str, place: str, words: str, new_project: NewProject
) -> None:
    found = findings(new_project(AGENDA, {"data/rows.csv": csv}))

    match = [each for each in found if words in f"{each.message} {each.help}"]
    assert match and match[0].code.id == code, found
    assert str(match[0].mark).startswith(f"editions/small/data/rows.csv:{place}")


def test_all_slips_are_found_at_once(new_project: NewProject) -> None:
    csv = "date,start,title\n2026-11-23,x,A\n2026-11-23,y,B\n"

    assert len(findings(new_project(AGENDA, {"data/rows.csv": csv}))) == 2


def test_people_of_a_file_have_portraits_and_are_kept_back_together(
    new_project: NewProject,
) -> None:
    csv = (
        "name,title,photo,phone\n"
        "Ann Other,Head,portrait-drawn-1.jpg,+46 70 1\n"
        "Ben *Long* Other,,,+46 70 2\n"
    )
    text = PEOPLE.replace("{id: block,", "{id: block, press_only: [phone],")
    project = new_project(text, {"data/rows.csv": csv})

    people = block(project)
    assert isinstance(people, People)
    assert [each.name for each in people.people] == ["Ann Other", "Ben *Long* Other"]
    assert people.people[0].photo and people.people[0].photo.file == "portrait-drawn-1.jpg"
    screen, press = html(project), html(project, "press")
    assert "Ben *Long* Other" in screen and "+46 70" not in screen.replace("\u00a0", " ")
    assert press.replace("\u00a0", " ").count("+46 70") == 2


def test_a_photo_that_is_not_there_is_named_at_its_cell(new_project: NewProject) -> None:
    csv = "name,photo\nAnn,none.jpg\n"
    with pytest.raises(Diagnostic) as caught:
        open_desk(new_project(PEOPLE, {"data/rows.csv": csv}), Job("small", DAY))

    (finding,) = caught.value.findings
    assert finding.code.id == "R101" and str(finding.mark) == "editions/small/data/rows.csv:2:5"


def test_a_list_has_one_source(new_project: NewProject) -> None:
    for text in (PEOPLE, AGENDA):
        (found,) = findings(new_project(text.replace("data: data/rows.csv", "title: T")))
        assert "keep one of the two" in found.help


def test_one_bad_date_is_no_fault_of_the_others(new_project: NewProject) -> None:
    rows = CSV.replace("2026-11-24", "08/03/2027")

    (found,) = findings(new_project(AGENDA, {"data/rows.csv": rows}))

    assert found.mark is not None and found.mark.line == 4
    assert found.message == "“08/03/2027” is not a date" and "2027-03-07" in found.help


def test_what_is_out_of_order_is_noticed_at_its_cell(new_project: NewProject) -> None:
    rows = CSV.replace("2026-11-24", "2026-11-22").replace(",11:00,,", ",1:00,0:30,")
    rows += ",10:00,11:00,A,,\n,10:00,10:00,B,,\n,9:00,,C,,\n"
    project = new_project(AGENDA, {"data/rows.csv": rows})

    found = load(project, "small", options_reader(project)).findings

    assert {(f.code.id, f.severity.word, f.at) for f in found} == {("C124", "warning", "block")}
    assert [(f.message, str(f.mark).partition("rows.csv:")[2]) for f in found] == [
        ("2026-11-22 stands below 2026-11-23", "5:2"),
        ("“Second” ends at 00:30, and begins at 01:00", "3:7"),
        ("“Second”, at 01:00, stands below what begins at 09:00", "3:2"),
        ("“C”, at 09:00, stands below what begins at 10:00", "7:2"),
    ]


def test_what_is_out_of_order_is_noticed_in_the_edition(new_project: NewProject) -> None:
    days = """days:
              - date: 2026-11-24
              - date: 2026-11-23
                entries:
                  - {title: Lunch, start: 12:00, end: 1:30}
                  - {title: Talk, start: 9:00}
"""
    edition = AGENDA.replace(
        "{id: block, time_zone: Central European Time, data: data/rows.csv}", ""
    )
    project = new_project(f"{edition.rstrip()}\n            time_zone: UTC\n            {days}")

    found = load(project, "small", options_reader(project)).findings

    assert [(f.message, f.mark and f.mark.line) for f in found] == [
        ("2026-11-23 stands below 2026-11-24", 13),
        ("“Lunch” ends at 01:30, and begins at 12:00", 15),
        ("“Talk”, at 09:00, stands below what begins at 12:00", 16),
    ]
