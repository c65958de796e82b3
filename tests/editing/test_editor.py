"""Texts changed where they stand, refused, undone and redone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report.diagnostics import Diagnostic
from report.editing.editor import Editor
from report.editing.sources import Source
from report.resources import Project

from .conftest import EDITION, FILES, PO, by_words, job


def edition(project: Project) -> Path:
    return project.editions / "small" / "edition.yaml"


def codes(refused: pytest.ExceptionInfo[Diagnostic]) -> list[str]:
    return [each.code.id for each in refused.value.findings]


@pytest.mark.parametrize(
    ("first", "new", "before", "after"),
    [
        ("Opening", "Another: title", "title: Opening title ", 'title: "Another: title" '),
        ("There", "New\n\nwords", EDITION[EDITION.index("There") : EDITION.index("One\n") + 3], ""),
        ("12", "13", "value: 12", "value: 13"),
        ("Most", "It's", "'Most of all'", "'It''s'"),
    ],
)
def test_the_file_says_the_new_words_and_nothing_else_is_changed(
    project: Project, first: str, new: str, before: str, after: str
) -> None:
    source = by_words(project)[first]

    Editor(project).change(job(), source, new)

    after = after or "New\n\n              words"
    assert edition(project).read_text() == EDITION.replace(before, after)
    assert by_words(project)[new.split()[0]].text == new


def test_a_cell_and_a_credit_are_changed_in_their_files(project: Project) -> None:
    editor = Editor(project)
    found = by_words(project)

    editor.change(job(), found["Large"], "Large, and many")
    editor.change(job(), found["Flowers"], "Blue flowers")

    home = project.editions / "small"
    data = (home / "data/shares.csv").read_text()
    assert data == 'Who,Number\nSmall ones,5\n"Large, and many",7\n'
    assert "    caption: Blue flowers\n" in (home / "photos/credits.yaml").read_text()


def test_a_translation_is_changed_in_its_file_and_one_that_is_missing_is_added(
    project: Project,
) -> None:
    editor = Editor(project)
    path = project.editions / "small" / "languages" / "sv.po"

    editor.change(job("sv"), by_words(project, "sv")["En"], "Titeln")
    assert path.read_text() == PO.replace("En första titel", "Titeln")

    editor.change(job("sv"), by_words(project, "sv")["Most"], "Flest")
    assert path.read_text().startswith(PO.replace("En första titel", "Titeln"))
    assert by_words(project, "sv")["Flest"].text == "Flest"
    assert edition(project).read_text() == EDITION


@pytest.mark.parametrize(
    ("first", "new", "code"),
    [
        ("There", "About {{ facts.tree }}", "C109"),
        ("There", "Words [link](ftp://x)", "C111"),
        ("A", " ", "C106"),
        ("Opening", "Bell \x07", "C111"),
    ],
)
def test_what_would_be_an_error_is_refused_with_the_finding(
    project: Project, first: str, new: str, code: str
) -> None:
    editor = Editor(project)

    with pytest.raises(Diagnostic) as refused:
        editor.change(job(), by_words(project)[first], new)

    assert codes(refused) == [code]
    assert edition(project).read_text() == EDITION
    assert not editor.can_undo


def test_a_translation_may_not_be_emptied_nor_lose_its_marks_and_others_may_wait(
    project: Project,
) -> None:
    editor, screen = Editor(project), replace(job("sv"), target="screen")
    path = project.editions / "small" / "languages" / "sv.po"
    found = by_words(project, "sv")

    for words, code in (("", "L102"), ("{{ facts.trees }}", "L108")):
        with pytest.raises(Diagnostic) as refused:
            editor.change(screen, found["En"], words)
        assert codes(refused) == [code]
    assert path.read_text() == PO

    editor.change(screen, found["Most"], "Flest")
    assert "Flest" in path.read_text()


def test_an_error_that_was_there_before_keeps_nobody_from_mending_another(
    project: Project,
) -> None:
    source = by_words(project)["Opening"]
    broken = EDITION.replace('and "quotation', '{{ facts.no }} "quotation')
    edition(project).write_text(broken)

    Editor(project).change(job(), source, "A title")

    assert "title: A title " in edition(project).read_text()


def test_changes_are_undone_and_redone_byte_for_byte(project: Project) -> None:
    editor = Editor(project)
    editor.change(job(), by_words(project)["Opening"], "Second")
    editor.change(job(), by_words(project)["Second"], "Third")
    last = edition(project).read_bytes()

    assert editor.undo() and editor.undo() and not editor.can_undo
    assert edition(project).read_text() == EDITION
    assert editor.undo() is None

    assert editor.redo() and editor.redo() and not editor.can_redo
    assert edition(project).read_bytes() == last

    editor.undo()
    editor.change(job(), by_words(project)["Second"], "Fourth")
    assert editor.redo() is None


def test_what_others_have_changed_is_neither_changed_nor_undone(project: Project) -> None:
    editor = Editor(project)
    shown = by_words(project)
    editor.change(job(), shown["Opening"], "Mine")
    path = edition(project)
    theirs = path.read_text().replace("Mine", "Theirs")
    path.write_text(theirs)

    with pytest.raises(Diagnostic) as refused:
        editor.undo()
    assert codes(refused) == ["F109"]
    with pytest.raises(Diagnostic) as refused:
        editor.change(job(), shown["Opening"], "Mine again")
    assert codes(refused) == ["F109"]
    assert path.read_text() == theirs
    assert editor.can_undo


def test_what_was_shown_is_compared_and_not_what_was_read_since(project: Project) -> None:
    for language, first in (("", "Opening"), ("", "Large"), ("sv", "En")):
        source = replace(by_words(project, language)[first], text="Other words")

        with pytest.raises(Diagnostic) as refused:
            Editor(project).change(job(language), source, "Mine")

        assert codes(refused) == ["F109"]


@pytest.mark.parametrize("file", ["data/shares.csv", "languages/sv.po"])
def test_other_files_are_looked_at_as_well(project: Project, file: str) -> None:
    language = "sv" if file.endswith(".po") else ""
    source: Source = by_words(project, language)["En" if language else "Large"]
    path = project.editions / "small" / file
    path.write_text(str(FILES[file]).replace(source.text, "Other words"))

    with pytest.raises(Diagnostic) as refused:
        Editor(project).change(job(language), source, "Mine")

    assert codes(refused) == ["F109"]


def test_the_same_words_are_no_change(project: Project) -> None:
    editor = Editor(project)
    source = by_words(project)["There"]

    change = editor.change(job(), source, source.text)

    assert change.before == change.after
    assert not editor.can_undo


def test_what_cannot_be_saved_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("report.editing.editor.rewrite", full)

    with pytest.raises(Diagnostic) as refused:
        Editor(project).change(job(), by_words(project)["Opening"], "B")

    assert codes(refused) == ["F110"]
    assert "No space left" in refused.value.findings[0].message


@pytest.mark.parametrize(
    ("file", "first"),
    [("edition.yaml", "Opening"), ("data/shares.csv", "Large"), ("languages/sv.po", "En")],
)
def test_a_file_that_is_shared_by_a_link_stays_shared(
    project: Project, file: str, first: str
) -> None:
    language = "sv" if file.endswith(".po") else ""
    link, shared = project.editions / "small" / file, project.root / "assets" / "shared"
    shared.parent.mkdir()
    link.rename(shared)
    link.symlink_to(shared)
    shared.chmod(0o660)
    editor = Editor(project)

    editor.change(job(language), by_words(project, language)[first], "Words")
    assert link.is_symlink() and b"Words" in shared.read_bytes()
    editor.undo()
    assert link.is_symlink() and b"Words" not in shared.read_bytes()
    assert shared.stat().st_mode & 0o777 == 0o660
