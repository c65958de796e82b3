from __future__ import annotations

import datetime
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from report import console
from report.build import Outcome
from report.desk import Job
from report.diagnostics import Area, Code, Mark, Severity
from report.units import Rect, mm

ERROR = Code("X101", "bad", Severity.ERROR)
WARNING = Code("X102", "odd", Severity.WARNING)
MARK = Mark("a.yaml", 2, 3)


def test_findings_are_printed_one_below_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    waived = replace(WARNING.finding(MARK, "accepted"), waived="for a reason")
    found = [
        ERROR.finding(MARK, "[bold]no[/bold]", help="mend it"),
        WARNING.finding(None, "odd"),
        waived,
    ]

    console.say_findings(found)
    assert capsys.readouterr().out == (
        "a.yaml:2:3: X101: error: [bold]no[/bold]\n    help: mend it\nX102: warning: odd\n"
    )
    console.say_findings(found, waived=True)
    assert "a.yaml:2:3: X102: waived: accepted" in capsys.readouterr().out


def test_long_lines_are_not_broken_where_programs_read(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("word " * 100)
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], "nothing found"),
        ([ERROR], "1 error"),
        ([WARNING, ERROR, WARNING], "1 error, 2 warnings"),
    ],
)
def test_findings_are_counted_in_words(codes: list[Code], words: str) -> None:
    assert console.count(code.finding(None, "x") for code in codes) == words


def test_waived_findings_are_counted_apart() -> None:
    waived = replace(ERROR.finding(None, "x"), waived="for a reason")
    assert console.count([waived, waived]) == "2 waived"


def test_findings_as_json_have_their_keys_in_order() -> None:
    (data,) = console.as_json([ERROR.finding(MARK, "no", help="mend it", at="hubs")])

    assert list(data) == [
        *(
            "code",
            "name",
            "severity",
            "message",
            "file",
            "line",
            "column",
            "at",
            "area",
            "help",
            "waived",
        )
    ]
    assert (data["line"], data["column"], data["at"], data["waived"]) == (2, 3, "hubs", None)


def test_json_keeps_letters_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_json({"title": "Hälsa"})
    said = capsys.readouterr().out

    assert "Hälsa" in said and json.loads(said) == {"title": "Hälsa"}


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (812_400, "812 kB"), (3_140_000, "3.1 MB")]
)
def test_sizes_are_given_as_people_say_them(size: int, words: str) -> None:
    assert console.size_in_words(size) == words


def test_stages_are_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("small") as step:
        step("Laying out")
    with console.progress("small", quiet=True) as step:
        step("Writing")

    assert capsys.readouterr().out == "small: laying out\n"


def test_the_summary_names_the_file_that_was_kept(tmp_path: Path) -> None:
    kept = tmp_path / "a.pdf"
    outcome = Outcome(Job("a", datetime.date(2026, 1, 1)), kept, (ERROR.finding(None, "no"),))

    def shown(path: Path) -> str:
        return path.name

    assert console.summary(outcome, "a", shown) == ["a: not built (1 error)"]
    kept.write_bytes(b"old")
    assert "is kept: a.pdf" in console.summary(outcome, "a", shown)[1]


def test_where_there_are_pages_with_errors_a_proof_is_offered() -> None:
    job = Job("a", datetime.date(2026, 1, 1))
    finding = ERROR.finding(None, "no", area=Area(3))
    outcome = Outcome(job, Path("a.pdf"), (finding,), pages=12)
    elsewhere = replace(outcome, findings=(ERROR.finding(None, "no"),))

    assert console.summary(elsewhere, "a", str) == ["a: not built (1 error)"]
    assert "build a --target proof" in console.summary(outcome, "a", str)[-1]


def test_a_place_on_paper_is_given_in_millimetres() -> None:
    rect = Rect(mm(10), mm(20.5), mm(30), mm(4))
    finding = ERROR.finding(None, "no", area=Area(3, rect))
    (data,) = console.as_json([finding])

    assert data["area"] == {"page": 3, "x": 10, "y": 20.5, "width": 30, "height": 4}


def test_tables_on_a_pipe_have_tabs_between_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_table(("A", "B"), [("1", "[x]")])
    assert capsys.readouterr().out == "1\t[x]\n"


ROWS = [
    ("a-long-name-of-a-photograph.jpg", "Somebody With Names", "LicenseRef-of-somebody-2026"),
    ("b.jpg", "Ada", ""),
]


def shown_at(width: int) -> str:
    paper = io.StringIO()
    with console.as_on_a_terminal(paper, width):
        console.say_table(("PHOTO", "WHO", "LICENCE"), ROWS)
    return re.sub(r"\x1b\[[\d;]*m", "", paper.getvalue())


def test_a_table_on_a_terminal_breaks_its_cells_between_words() -> None:
    lines = shown_at(75).splitlines()

    assert lines[0].split() == ["PHOTO", "WHO", "LICENCE"]
    assert "a-long-name-of-a-photograph.jpg" in lines[1]
    assert all(each in "\n".join(lines) for each in ("Somebody", "LicenseRef-of-somebody-2026"))


def test_a_terminal_too_narrow_for_a_table_gets_a_record_for_each_row() -> None:
    assert shown_at(60) == (
        "a-long-name-of-a-photograph.jpg\\n"
        "    who Somebody With Names; licence\\n    LicenseRef-of-somebody-2026\\n"
        "b.jpg\\n    who Ada\\n"
    ).replace("\\n", "\n")


@pytest.mark.parametrize("width", [20, 75])
def test_no_cell_steers_a_terminal_of_any_width(width: int) -> None:
    paper = io.StringIO()
    with console.as_on_a_terminal(paper, width):
        console.say_table(("A", "B"), [("evil\x1b[2Jname.jpg", "turned\u202eround and\nround")])

    assert "\x1b[2J" not in paper.getvalue() and "\u202e" not in paper.getvalue()
    assert paper.getvalue().count("\N{REPLACEMENT CHARACTER}") == 2


def test_what_is_written_as_on_a_terminal_leaves_the_real_one_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paper = io.StringIO()
    with console.as_on_a_terminal(paper, 60):
        console.say_findings([ERROR.finding(MARK, "no")])
        with console.progress("small") as step:
            step("Reading")
        print("plainly")
    console.say("after")

    assert "\x1b[1;31merror: \x1b[0m" in paper.getvalue() and "plainly" in paper.getvalue()
    assert "reading" not in paper.getvalue().lower()
    assert capsys.readouterr().out == "after\n"
