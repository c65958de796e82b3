"""What may be typed: names, days, options that contradict each other, places that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import SMALL, NewProject
from . import oracle

ODD = ("", " ", "../x", "/etc/passwd", "x" * 5000, "\x1b[2J", "\u202ex", "-x", "a\nb", "{}", "%s")
OPTIONS = {
    "--format": ("check", "build"),
    "--target": ("check", "build"),
    "--printer": ("build", "handover"),
    "--language": ("check", "build"),
    "--variant": ("check", "build"),
    "--as-of": ("check", "build"),
}
DAYS = (
    *("2026-02-30", "0000-01-01", "9999-12-31", "99999-01-01", "2026-1-1", "1e9", "today"),
    *("2026-11-22T00:00", "-2026-11-22", "٢٠٢٦-١١-٢٢", "22.11.2026", "2026-11-22 ", "2026-11"),
)
WORDS = [
    [], ["--help"], ["--version"], ["nothing"], ["--nothing"], ["build", "small", "small"],
    ["build", "--", "--help"], ["check", "--json", "--json"], ["build", "--output"],
    ["build", "--target", "press", "--output", "x.txt"], ["build", "--format=", "--printer="],
    ["check", "--fix", "--json", "--missing"], ["check", "nowhere"], ["show"], ["show", "nowhere"],
    ["explain"], ["explain", "X"], ["explain", "\x1b"], ["explain", "C104" * 900],
    ["new"], ["new", ""], ["new", "theme"], ["new", "x", "y", "z"], ["new", "x", "--extend"],
    ["new", "x", "--from", "nowhere"], ["new", "x", "--date", "2026-02-30"],
    ["photos"], ["photos", "import"], ["photos", "import", "nowhere.jpg"],
    ["photos", "import", "."], ["photos", "import", "/dev/null"], ["photos", "import", "/etc"],
    ["printer"], ["printer", "add"], ["printer", "add", "."], ["printer", "add", "/dev/null"],
    ["preflight"], ["preflight", "."], ["preflight", "/dev/null"], ["preflight", "nowhere.pdf"],
    ["preflight", "/dev/null", "--printer", "../x"], ["translate"], ["translate", "extract"],
    ["translate", "extract", "small"], ["translate", "import", "nowhere.xlf"],
    ["translate", "import", "."], ["translate", "export", "nowhere", "sv"], ["list", "x"],
    ["clean", "x"], ["handover", "nowhere"], ["release"], ["releases", "x"], ["rebuild"],
    ["diff"], ["diff", "a", "b"], ["diff", "/dev/null", "/dev/null", "--pdf", "x.pdf"],
    ["schema", "x"], ["doctor", "--nothing"], ["--project", "nowhere", "check"],
    ["--project", "", "check"], ["--project", "/dev/null", "check"],
]  # fmt: skip


def _some(rows: list[tuple[str, str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("command", "option", "value"),
        [
            pytest.param(*each, marks=() if at % 20 == 0 else pytest.mark.slow)
            for at, each in enumerate(rows)
        ],
    )


@_some(
    [
        (command, option, value)
        for option, commands in OPTIONS.items()
        for command in commands
        for value in (DAYS if option == "--as-of" else ODD)
    ]
)
def test_a_value_of_an_option_is_taken_or_refused_in_words(
    command: str, option: str, value: str, new_project: NewProject
) -> None:
    project = new_project(SMALL).root
    made = oracle.run(project, command, "small", f"{option}={value}")
    oracle.look(made, project, writes=command == "handover")
    assert made.words.strip(), "nothing was said"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(each, id=f"{at}", marks=() if at % 12 == 3 else pytest.mark.slow)
        for at, each in enumerate(WORDS)
    ],
)
def test_what_is_typed_is_done_or_refused_in_words(
    words: list[str], new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project(SMALL).root
    monkeypatch.chdir(project)
    made = oracle.run(project, *words)
    named = [Path(each) for each in words if each.startswith("/")]
    oracle.look(made, project, named, writes=True)
    assert made.code == 0 or made.words.strip(), "nothing was said"
