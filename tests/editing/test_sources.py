"""What can be edited of an edition, and where it stands."""

from __future__ import annotations

from report.editing.matching import named_facts, source_at
from report.editing.sources import sources
from report.resources import Project

from .conftest import by_words, desk

YAML = "editions/small/edition.yaml"


def test_texts_are_those_of_the_files_and_not_those_of_the_page(project: Project) -> None:
    found = by_words(project)

    words = found["There"]
    assert words.text.startswith('There are {{ facts.trees }} trees,\nand "quotation')
    assert words.said.startswith("There are more than 12 trees")
    assert (words.at, words.section, words.form, words.field) == ("words", "first", "prose", "body")
    assert str(words.mark) == words.id == f"{YAML}:14:19"
    assert not words.fixed


def test_there_are_texts_of_every_kind_of_file(project: Project) -> None:
    found = by_words(project)

    assert str(found["Small"].mark) == "editions/small/photos/credits.yaml:5:10"
    assert str(found["Large"].mark) == "editions/small/data/shares.csv:3:1"
    assert found["12"].fact == "trees" and found["12"].said == "12+"
    assert found["7"].at == "shares"


def test_each_text_is_there_once_and_its_file_says_it(project: Project) -> None:
    found = sources(desk(project))

    assert len({each.id for each in found}) == len(found)
    for each in found:
        lines = (project.root / each.mark.file).read_text().split("\n")
        rest = lines[each.mark.line - 1][each.mark.column - 1 :]
        assert rest.startswith((each.text.split("\n")[0], "|"))


def test_in_another_language_the_words_are_those_of_its_file(project: Project) -> None:
    found = by_words(project, "sv")

    title, words = found["En"], found["There"]
    assert title.entry is not None and title.entry.mark.file == "editions/small/languages/sv.po"
    assert (title.text, title.section) == ("En första titel", "first")
    # What nobody has translated is empty, and has its own place all the same.
    assert (words.text, words.entry is not None) == ("", True)
    assert words.said.startswith("There are ")
    assert found["12"].entry is None


def test_what_is_in_a_workbook_or_comes_with_colophon_is_fixed(project: Project) -> None:
    folder = project.editions / "small" / "photos"
    for path in folder.iterdir():
        path.unlink()

    credit = by_words(project)["Photograph:"]

    assert credit.mark.file.startswith("(bundled) ")
    assert credit.fixed == "it comes with Colophon, and is not yours to change"


def test_words_of_the_page_lead_to_their_text(project: Project) -> None:
    found = sources(desk(project))

    def text(words: str, at: str) -> str:
        source = source_at(found, words, at, "first")
        return source.text.split("\n")[0] if source else ""

    assert text("There are more than 12 trees, and “quo\u00adta\u00adtion marks”.", "words") == (
        "There are {{ facts.trees }} trees,"
    )
    assert text("12+", "figures") == "12"
    assert text("Small ones", "shares") == "Small ones"
    assert text("FLOWERS", "flowers") == "Flowers"
    assert text("of no text at all", "words") == ""
    assert text("—", "words") == ""


def test_facts_that_a_text_names_can_be_changed_with_it(project: Project) -> None:
    found = sources(desk(project))
    words = next(each for each in found if each.at == "words")

    assert [each.text for each in named_facts(words, found)] == ["12", "trees", "Counted"]
