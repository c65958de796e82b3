"""What the pages of the guide can ask for, and what is said where something in them is untrue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.cli import commands
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic, Mark
from report.guide.playing import Play
from report.guide.script import Command, Fragment, Scene, Session, answers, parts_of
from report.guide.slips import Slip, panels, play
from report.guide.stage import Stage
from report.resources import Project

from ..conftest import ROOT

PAGE = """\
# A page

```console
$ python build_pdf.py list     # what there is
the-garden
$ python build_pdf.py doctor
```

<!-- terminal
exit: 1
-->
![A terminal](../images/guide/list.svg)

A file `data/a.csv`:

```csv
A,B
```

<!-- change
was: one
now: two
-->
"""


def test_a_page_is_read_into_its_parts_with_their_lines() -> None:
    session, scene, fragment, change = parts_of("guide/page.md", PAGE)

    assert isinstance(session, Session) and session.line == 3
    assert session.commands == (
        Command("python build_pdf.py list", ("the-garden",)),
        Command("python build_pdf.py doctor", ()),
    )
    assert isinstance(scene, Scene) and scene.spec.data == {"exit": 1}
    assert (scene.kind, scene.picture) == ("terminal", "images/guide/list.svg")
    assert scene.spec.place(("exit",)).mark == Mark("docs/guide/page.md", 10, 7)
    assert isinstance(fragment, Fragment) and fragment.name == "data/a.csv"
    assert isinstance(change, Scene) and change.picture == ""


@pytest.mark.parametrize(
    ("expected", "said", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["…", "c"], ["a", "b", "c"], True),
        (["a.c"], ["abc"], False),
        (["…"], [], True),
    ],
)
def test_an_answer_may_leave_lines_out(expected: list[str], said: list[str], same: bool) -> None:
    assert answers(expected, said) is same


def slip(text: str) -> Slip:
    return read_model(Slip, read_yaml(text.encode(), "docs/guide/page.md"))


KICKER = 'was: "kicker: First"\nnow: "kiker: First"\n'


def test_a_slip_is_made_and_mended_and_leaves_no_trace(stage: Stage) -> None:
    edition = stage.root / "editions/the-garden/edition.yaml"
    before = edition.read_bytes()

    wrong, said, right = panels(play(slip(f"{KICKER}finding: C104\n"), stage))

    assert edition.read_bytes() == before
    marked = [row for row in wrong.rows if row.ground]
    assert [row.number for row in marked] == [44] and marked[0].under == 6
    assert "kiker" in "".join(run.text for run in marked[0].runs)
    assert any("C104" in run.text for row in said.rows for run in row.runs)
    assert "kicker" in "".join(run.text for row in right.rows if row.ground for run in row.runs)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{KICKER}finding: C101\n", "it does not give C101, but: editions/the-garden"),
        ("was: nowhere\nnow: x\nfinding: C104\n", "“nowhere” does not stand in edition.yaml"),
        (f'{KICKER}mended: "kiker: One"\nfinding: C104\n', "mended, it still gives C104"),
    ],
)
def test_a_slip_that_is_not_true_is_told_with_its_line(
    text: str, message: str, stage: Stage
) -> None:
    with pytest.raises(Diagnostic) as caught:
        play(slip(text), stage)

    (finding,) = caught.value.findings
    assert finding.code.id == "S502" and message in finding.message
    assert finding.mark and finding.mark.file == "docs/guide/page.md"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("```console\n$ rm -rf colophon\n```\n", "“rm -rf colophon” is no command"),
        ("```console\n$ python build_pdf.py chekc\n```\n", "ends with 2, and says"),
        ("```console\n$ python build_pdf.py explain\nnothing\n```\n", "says something else"),
        ("<!-- pages\nfile: a.pdf\n-->\n![A page](../images/guide/a.png)\n", "No such file"),
        ("<!-- song -->\n![A song](../images/guide/a.svg)\n", "no picture is called song"),
        ("<!-- lines\ntext: a\nnotes: {b: c}\n-->\n![x](../images/guide/a.svg)\n", "“b”"),
    ],
)
def test_a_page_that_is_not_true_is_told(page: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "docs/guide").mkdir(parents=True)
    (tmp_path / "docs/guide/1.md").write_text(page, "utf-8")

    with pytest.raises(Diagnostic) as caught:
        Play(Project(tmp_path, ROOT), commands).pictures()

    (finding,) = caught.value.findings
    assert finding.code.id == "S502" and message in finding.message
    assert finding.mark and finding.mark.file == "docs/guide/1.md"


def test_a_page_gives_the_same_pictures_each_time(tmp_path: Path) -> None:
    (tmp_path / "docs/guide").mkdir(parents=True)
    shutil.copy(ROOT / "docs/guide/13-help.md", tmp_path / "docs/guide")
    shutil.copy(ROOT / "docs/guide/glossary.md", tmp_path / "docs/guide")
    project = Project(tmp_path, ROOT)

    first, second = (Play(project, commands).pictures() for _ in range(2))

    assert first == second and len(first) == 2
