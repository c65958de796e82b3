"""A session: what is shown after a change, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report.preview.session import Session, Snapshot
from report.preview.telling import told
from report.preview.view import View, choices
from report.resources import Project
from tests.conftest import DAY, HEAD, NewProject

TWO = f"""{HEAD}\
sections:
  - section:
      id: first
      title: First
      blocks:
        - text: Words that are printed.
  - section:
      id: second
      title: Second
      blocks:
        - text: Other words.
"""


def session_of(project: Project, view: View | None = None) -> Session:
    return Session(project, (view or View()).job("small", DAY))


def edition(project: Project) -> Path:
    return project.editions / "small" / "edition.yaml"


def checked(session: Session) -> Snapshot:
    """Return what is shown once there has been time for all."""
    shown = session.update()
    return session.check() or shown


def rewrite(project: Project, old: str, new: str) -> None:
    path = edition(project)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_only_the_page_that_says_something_else_has_changed(new_project: NewProject) -> None:
    project = new_project(TWO)
    session = session_of(project)
    before = session.update()
    rewrite(project, "Other words.", "Quite other words.")
    after = session.update()

    assert [page.number for page in before.pages] == [1, 2]
    assert before.changed == ()
    assert after.pages[0] == before.pages[0]
    assert after.pages[1].key != before.pages[1].key
    [changed] = after.changed
    assert changed.page == 2 and changed.part is not None
    part = after.pages[1].parts[changed.part]
    assert part.words.split() == ["Quite", "other", "words."]


def test_what_a_page_says_itself_leads_to_its_line(new_project: NewProject) -> None:
    project = new_project(
        TWO.replace("title: Second", "standfirst: What it says.\n      title: Second")
    )
    lines = edition(project).read_text().splitlines()

    places = {
        " ".join(part.words.split()): part.mark
        for page in checked(session_of(project)).pages
        for part in page.parts
    }

    for words, line in {
        "Second": "      title: Second",
        "What it says.": "      standfirst: What it says.",
    }.items():
        mark = places[words]
        assert mark is not None and lines[mark.line - 1] == line


def test_what_moves_in_the_file_leads_to_its_new_line(new_project: NewProject) -> None:
    project = new_project(TWO)
    session = session_of(project)
    before = session.update()
    rewrite(project, "sections:\n", "# A remark\nsections:\n")
    after = session.update()

    assert [page.key for page in after.pages] == [page.key for page in before.pages]
    assert after.changed == ()
    old, new = before.pages[1].parts[0].mark, after.pages[1].parts[0].mark
    assert old and new and new.line == old.line + 1


def test_of_a_broken_edition_the_last_good_pages_stay(new_project: NewProject) -> None:
    project = new_project(TWO)
    session = session_of(project)
    good = session.update()
    rewrite(project, "title: Second", "titel: Second")
    broken = session.update()
    rewrite(project, "titel: Second", "title: Second")
    mended = session.update()

    assert broken.broken and broken.pages == good.pages
    assert {each.code.id for each in broken.findings} >= {"C104"}
    assert session.picture(good.pages[0].key) is not None
    assert not mended.broken and mended.pages == good.pages


def test_an_edition_that_is_broken_from_the_start_has_findings_and_no_pages(
    new_project: NewProject,
) -> None:
    project = new_project("title: [")
    session = session_of(project)
    broken = session.update()
    edition(project).write_text(TWO)

    assert broken.broken and not broken.pages and broken.findings
    assert len(session.update().pages) == 2


LOGO = """\
        - logos: {title: Thanks, items: [{name: Somebody, logo: a.svg}]}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 50"><path d="M0 0H9V9z"/></svg>'


def test_a_logo_may_go_with_its_file(new_project: NewProject) -> None:
    project = new_project(TWO + LOGO, {"logos/a.svg": SVG.format(100)})
    session = session_of(project)
    checked(session)
    rewrite(project, LOGO, "")
    (edition(project).parent / "logos/a.svg").unlink()
    shown = session.update()

    assert not shown.broken, [str(each) for each in shown.findings]
    built = checked(session_of(project))
    assert [each.key for each in shown.pages] == [each.key for each in built.pages]


@pytest.mark.parametrize("file", ["editions/small/logos/a.svg", "assets/logos/a.svg"])
def test_a_logo_that_is_drawn_anew_is_seen_at_once(new_project: NewProject, file: str) -> None:
    project = new_project(TWO + LOGO, {"/assets/logos/a.svg": SVG.format(100)})
    session = session_of(project)
    before = checked(session)
    path = project.root / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(SVG.format(30))
    after = session.update()

    assert [page.key == old.key for page, old in zip(after.pages, before.pages, strict=True)] == [
        True,
        False,
    ]
    built = checked(session_of(project))
    assert [each.key for each in after.pages] == [each.key for each in built.pages]


def test_a_fault_that_nobody_foresaw_is_a_finding(
    new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(new_project(TWO))
    good = session.update()

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("report.preview.session.laid_out", fail)
    broken = session.update()

    assert [each.code.id for each in broken.findings] == ["S601"]
    assert broken.pages == good.pages


def test_a_check_that_is_stopped_says_nothing_and_is_made_later(new_project: NewProject) -> None:
    project = new_project(TWO)
    session = session_of(project)
    session.update()
    # The next layout begins where that one ended, and the check of it from nothing.
    rewrite(project, "Other words.", "Quite other words.")
    shown = session.update()

    assert session.check(lambda: True) is None
    assert session.shown == shown and not shown.checked
    settled = session.check(lambda: False)
    assert settled is not None and settled.checked
    assert settled == replace(checked(session_of(project)), took=settled.took)


def test_other_styles_are_seen_when_it_begins_afresh(new_project: NewProject) -> None:
    project = new_project(TWO)
    session = session_of(project)
    before = session.update()
    sheet = project.root / "templates" / "blocks" / "loud.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p { color: #aa0000 }")
    after = session.update(afresh=True)

    assert before.pages[0].key != after.pages[0].key


def test_what_is_told_leads_from_words_and_findings_to_lines(new_project: NewProject) -> None:
    project = new_project(TWO.replace("are printed.", "are printed \U00013000."))
    session = session_of(project)
    data = told(project, checked(session), session.desk)

    page = data["pages"][0]
    part = next(each for each in page["parts"] if "printed" in each["words"])
    assert (part["file"], part["line"]) == ("editions/small/edition.yaml", 10)
    x, y, width, height = part["areas"][0]
    assert 0 < x < x + width < 1 and 0 < y < y + height < 1
    finding = next(each for each in data["findings"] if each["line"] == 10)
    assert finding["page"] == 1


def test_choices_are_the_projects_own_and_the_bundled_ones(new_project: NewProject) -> None:
    project = new_project(
        TWO,
        {
            "/templates/formats/tall.yaml": "like: a5\nlabel: Tall\n",
            "languages/sv.po": 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n',
        },
    )
    session = session_of(project)
    session.update()
    desk = session.desk
    assert desk is not None
    found = choices(project, desk)

    assert ("tall", "Tall") in [(each.name, each.label) for each in found.formats]
    assert [each.name for each in found.languages] == ["en-US", "sv"]
    assert {"screen", "press", "proof"} <= {each.name for each in found.targets}


def test_each_view_is_that_of_its_own_format(new_project: NewProject) -> None:
    project = new_project(TWO)
    widths = [
        session_of(project, View(format=name)).update().pages[0].trim.width.mm
        for name in ("a4", "a5")
    ]

    assert [round(each) for each in widths] == [210, 148]


GROWING = f"""{HEAD}\
sections:
  - contents: {{}}
  - section:
      id: first
      title: First
      blocks:
        - text: |
            Here it grows.
        - photo: {{file: snow-forest-from-above.jpg, caption: A forest., lines: fill}}
        - text: |
            And here it ends, on page {{{{ page.second }}}}.
  - section:
      id: second
      title: Second
      blocks:
        - text: Other words.
"""


@pytest.mark.parametrize("times", [1, 60, 400])
def test_what_is_quick_comes_to_what_a_build_comes_to(new_project: NewProject, times: int) -> None:
    project = new_project(GROWING)
    session = session_of(project)
    checked(session)
    rewrite(project, "Here it grows.", "Here it has grown by some words. " * times)
    quick = session.update()
    settled = session.check()

    built = checked(session_of(project))
    assert settled is not None and settled.checked and not quick.checked
    assert not built.broken and [each.key for each in settled.pages] == [
        each.key for each in built.pages
    ]
    assert settled.findings == built.findings
    assert session.check() is None


def test_it_tells_how_many_sections_are_laid_out(new_project: NewProject) -> None:
    heard: list[tuple[int, int]] = []
    session = Session(
        new_project(TWO), View().job("small", DAY), lambda done, of: heard.append((done, of))
    )
    session.update()

    assert heard[:2] == [(1, 2), (2, 2)] and set(heard) == {(1, 2), (2, 2)}


def test_what_the_next_change_needs_is_there_before_it(new_project: NewProject) -> None:
    project = new_project()
    checked(session_of(project))

    again = session_of(project)  # of which all pages are in the cache
    checked(again)
    assert again._press is not None and again._press.engine._maker is None
    again.get_ready()
    assert again._press.engine._maker is not None
