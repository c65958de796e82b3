"""An edition built in another language: its words everywhere, or the reason why not."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from report.build import build, check
from report.compose import compose
from report.composed import LayoutFacts
from report.content.node import Words
from report.desk import Desk, Job, open_desk
from report.diagnostics import Diagnostic, Finding
from report.resources import Project
from report.translate.catalog import Entry
from report.translate.work import update

from ..conftest import DAY, NewProject
from .conftest import EDITION, at_work, catalog_of, fill_in, po_path, swedish


def job(target: str = "screen", language: str = "sv") -> Job:
    return Job("small", DAY, target, language=language)


def told(project: Project, target: str = "screen") -> Desk:
    return open_desk(project, job(target))


def translated(project: Project) -> Project:
    update(at_work(project), "sv")
    fill_in(project)
    return project


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.code.id, f.severity.word) for f in findings if f.code.id.startswith("L")]


def test_every_word_comes_from_the_po_file(small: Project) -> None:
    desk = told(translated(small))

    edition = desk.edition
    assert edition.language == "sv" == desk.design.tag
    assert edition.keywords == ("wåtér", "påpér")
    assert edition.facts["trees"].label == "tréés"
    assert edition.facts["colour"].value == "gréén"
    blocks = {block.id: block for _, block in edition.blocks()}
    assert blocks["hosts"].people[0].title == "Diréctör"  # type: ignore[attr-defined]
    assert blocks["hosts"].people[0].phone == "+46 8 1"  # type: ignore[attr-defined]
    assert blocks["days"].days[0].entries[0].title == "Arrivål"  # type: ignore[attr-defined]
    assert kinds(desk.manuscript.findings) == []


def test_tables_and_what_names_their_parts_are_translated_together(small: Project) -> None:
    manuscript = told(translated(small)).manuscript

    table, spec = manuscript.tables["shares"], manuscript.specs["shares"]
    assert [column.header for column in table.columns] == ["Whö", "Numbér"]
    assert table.rows[0][0].text == "Småll önés" == getattr(spec, "highlight")  # noqa: B009
    assert getattr(spec, "label") == "Whö"  # noqa: B009
    years = manuscript.tables["years"]
    assert [column.heading for column in years.columns] == ["Yéår", "Evént", "Shåré (%)"]
    assert years.columns[2].unit == "%"
    assert [row[1].text for row in years.rows] == ["Råin *féll*", "gréén"]


def test_words_know_their_place_in_the_po_file(small: Project) -> None:
    desk = told(translated(small))

    (body,) = (b.body for _, b in desk.edition.blocks() if b.id == "words")  # type: ignore[attr-defined]
    assert isinstance(body, Words)
    mark = body.place.at(body, body.index("Twö"))
    line = po_path(small).read_text().split("\n")[mark.line - 1]
    assert mark.file == "editions/small/languages/sv.po"
    assert line[mark.column - 1 :].startswith("Twö")


def test_the_words_of_the_ledgers_are_translated(small: Project) -> None:
    desk = told(translated(small))

    alt = next(e for e in catalog_of(small).entries if e.context == "photos.blue-flowers.jpg.alt")
    cover = next(iter(desk.edition.pages()))
    photo = desk.means.ledgers.resolve("blue-flowers.jpg", cover.mark)
    assert photo.printed.alt == alt.words != alt.source
    assert photo.printed.credit == "Foto: Noah Silliman / Unsplash (CC0 1.0)"


def test_a_credit_line_may_stay_as_it_is(small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small, translate=lambda e: "" if e.context.endswith(".credit") else swedish(e))

    desk = told(small)

    cover = next(iter(desk.edition.pages()))
    photo = desk.means.ledgers.resolve("blue-flowers.jpg", cover.mark)
    assert photo.printed.credit == "Photograph: Noah Silliman / Unsplash (CC0 1.0)"
    assert kinds(desk.manuscript.findings) == []


def test_a_credit_line_without_its_author_is_an_error(small: Project) -> None:
    update(at_work(small), "sv")
    credit = "Foto: Unsplash (CC0 1.0)"
    fill_in(small, translate=lambda e: credit if e.context.endswith(".credit") else swedish(e))

    (found,) = [each for each in check(small, job()) if each.code.id.startswith("L")]

    assert (found.code.id, found.severity.word) == ("L116", "error")
    assert "Noah Silliman" in found.message and found.mark
    assert po_path(small).read_text().split("\n")[found.mark.line - 1] == f'msgstr "{credit}"'


def test_a_build_in_another_language_has_its_own_name(small: Project) -> None:
    outcome = build(translated(small), job())

    assert outcome.written, outcome.findings
    assert outcome.path.name == "small@sv-screen.pdf"
    text = _text(outcome.path.read_bytes())
    assert "A first titlé" in text and "A first title" not in text
    with pikepdf.open(outcome.path) as pdf:
        assert str(pdf.Root.Lang) == "sv"


def _text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())  # the last two words of a title stay together


def test_the_edition_s_own_language_needs_no_translation(small: Project) -> None:
    assert open_desk(small, job(language="en-US")).job.language == ""


def test_without_a_po_file_it_is_said_how_to_get_one(small: Project) -> None:
    (found,) = check(small, job())

    assert (found.code.id, found.severity.word) == ("L101", "error")
    assert "translate extract small sv" in found.help


@pytest.mark.parametrize("target", ["screen", "press"])
def test_what_is_missing_or_stale_is_an_error_and_nothing_is_published(
    new_project: NewProject, small: Project, target: str
) -> None:
    translated(small)
    new_project(EDITION.replace("A first title", "Another title"))
    _without(small, "hosts/title")

    outcome = build(small, job(target))

    assert not outcome.written
    assert kinds(outcome.findings) == [("L103", "error"), ("L102", "error")]
    stale, missing = (f for f in outcome.findings if f.code.id.startswith("L"))
    assert stale.at == "first" and missing.at == "hosts"
    lines = po_path(small).read_text().split("\n")
    assert stale.mark and lines[stale.mark.line - 1] == 'msgid "A first title"'
    assert stale.help and stale.help.startswith("translate update small puts")
    assert missing.mark and lines[missing.mark.line - 1] == 'msgid "The hosts"'


def test_a_proof_is_made_and_shows_what_is_open_at_its_place(
    new_project: NewProject, small: Project
) -> None:
    translated(small)
    new_project(EDITION.replace("A first title", "Another title"))
    _without(small, "hosts/title")

    outcome = build(small, job("proof"))

    assert outcome.written
    assert kinds(outcome.findings) == [("L103", "warning"), ("L102", "warning")]
    assert all(f.area and f.area.page == 2 for f in outcome.findings if f.code.id[0] == "L")
    text = _text(outcome.path.read_bytes())
    assert "A first titlé" in text and "The hosts" in text


def test_a_file_that_is_up_to_date_is_not_to_be_updated(
    new_project: NewProject, small: Project
) -> None:
    translated(small)
    new_project(EDITION.replace("A first title", "Another title"))
    update(at_work(small), "sv")

    (found,) = [each for each in check(small, job()) if each.code.id == "L103"]

    assert found.help and "translate update" not in found.help and "`fuzzy`" in found.help


def test_what_a_translator_doubts_is_called_so(small: Project) -> None:
    path = po_path(translated(small))
    title = 'msgctxt "first/title"'
    path.write_text(path.read_text().replace(title, f"#, fuzzy\n{title}"))

    (found,) = [each for each in check(small, job()) if each.code.id.startswith("L")]

    assert (found.code.id, found.severity.word) == ("L103", "error")
    assert "is marked as doubtful" in found.message and found.help and "`fuzzy`" in found.help


def test_what_is_open_is_marked_in_its_own_language(small: Project) -> None:
    translated(small)
    _without(small, "hosts/title", "years/data/Event", "words/body")
    desk = told(small, "proof")

    html = "".join(s.html for s in compose(desk.manuscript, desk.means, LayoutFacts()).sections)

    before = '<span class="unsettled" lang="en-US">'
    assert f"{before}The hosts</span>" in html
    assert f"{before}Rain <em>fell</em></span>" in html
    assert f"<p>{before}There are 12" in html and f"<li>{before}One</span>" in html


def test_what_is_open_is_marked_wherever_it_is_printed(
    new_project: NewProject, small: Project
) -> None:
    """In the contents, in charts, in heads with a unit, and where a text names a fact."""
    text = EDITION.replace("  - section:", "  - contents: {id: contents}\n  - section:")
    new_project(text.replace("- One", "- In {{ facts.colour }} and {{ facts.trees }}"))
    translated(small)
    open_ = ("first/title", "data/shares.csv/Who", "facts.colour.value", "facts.trees.unit")
    _without(small, *open_, "years/data/columns")
    desk = told(small, "proof")

    html = "".join(s.html for s in compose(desk.manuscript, desk.means, LayoutFacts()).sections)

    before = '<span class="unsettled" lang="en-US">'
    assert f'<a href="#first">{before}A\u00a0first title</span></a>' in html
    assert '<img class="unsettled" src="pictures/' in html
    assert f"{before}green</span> " in html and f"{before}12\u00a0km</span>" in html
    assert f"{before}Share</span></th>" in html


def test_a_picture_of_translated_words_is_not_marked(small: Project) -> None:
    desk = told(translated(small), "proof")

    html = "".join(s.html for s in compose(desk.manuscript, desk.means, LayoutFacts()).sections)

    assert "unsettled" not in html


def test_many_open_texts_of_a_section_are_counted(small: Project) -> None:
    update(at_work(small), "sv")

    found = [f for f in check(small, job()) if f.at == "first"]

    assert [f.code.id for f in found] == ["L102"]
    assert "17 texts of “first”" in found[0].message
    marked = [f for f in check(small, job("proof")) if f.code.id == "L102"]
    assert len(marked) > 20


def test_names_may_stay_as_they_are(small: Project) -> None:
    translated(small)
    _without(small, "hosts/anna-berg/name", "hosts/anna-berg/organisation", "edition.publisher")

    assert kinds(check(small, job())) == []


def test_a_country_of_the_same_language_translates_only_what_differs(small: Project) -> None:
    update(at_work(small), "en-GB")
    fill_in(small, "en-GB", lambda e: "The colour" if e.source == "the colour" else "")

    desk = open_desk(small, job(language="en-GB"))

    assert kinds(desk.manuscript.findings) == []
    assert desk.edition.facts["colour"].label == "The colour"
    assert desk.edition.title == "A small edition"


def test_a_broken_translation_is_an_error_at_its_line(small: Project) -> None:
    def broken(entry: Entry) -> str:
        words = swedish(entry)
        return words.replace("{{ facts.trees }}", "{{ facts.träd }}")

    update(at_work(small), "sv")
    fill_in(small, translate=broken)

    found = [f for f in check(small, job()) if f.severity.word == "error"]

    assert {f.code.id for f in found} == {"L108"} and len(found) == 2
    (extra,) = (f for f in found if "not in the text" in f.message)
    assert extra.mark
    line = po_path(small).read_text().split("\n")[extra.mark.line - 1]
    assert line[extra.mark.column - 1 :].startswith("{{ facts.träd }}")


def test_faults_of_a_po_file_come_with_all_others(small: Project) -> None:
    path = po_path(translated(small))
    path.write_text(path.read_text() + 'msgid "x\n')

    with pytest.raises(Diagnostic) as caught:
        open_desk(small, replace(job(), format="none"))

    assert {f.code.id for f in caught.value.findings} == {"L104", "C110"}


def _without(project: Project, *contexts: str) -> None:
    """Take the translations of some texts out again."""
    from report.translate.po_writer import po_text

    catalog = catalog_of(project)
    entries = [replace(e, words="") if e.context in contexts else e for e in catalog.entries]
    text = po_text(replace(catalog, entries=tuple(entries)))
    po_path(project).write_text(text)
