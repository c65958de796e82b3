"""The notes that the engine leaves beside its structure elements, and the guard of the patch."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Sequence

import pikepdf
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.pdf import tags

from report.diagnostics import Diagnostic
from report.engine.element_note import ElementNote
from report.engine.tagging import section_tree
from report.finish.tree import read_noted_tree
from tests.tools.small_pdfs import DOT, PROSE, lay_out

words = st.text(max_size=8)


def notes(sections: Sequence[str], css: str = "") -> list[tuple[str, ElementNote]]:
    with pikepdf.open(io.BytesIO(lay_out(sections, css))) as document:
        return [(node.type, node.note) for node in read_noted_tree(document).root.walk()]


@given(
    st.builds(
        ElementNote,
        tag=words,
        number=st.integers(-1, 9999),
        lang=words,
        classes=st.lists(words).map(tuple),
        title=words,
        hidden=st.booleans(),
        soft=st.lists(st.integers(0, 99)).map(tuple),
    )
)
def test_a_note_is_read_as_it_was_written(note):
    assert (
        ElementNote.of(json.loads(json.dumps(note.plain()))) == ElementNote.of(note.plain()) == note
    )


def test_elements_say_what_they_were():
    html = "<section id=s lang=sv class='a b'><h1>T</h1><nav role=doc-toc><p>x</p></nav></section>"
    found = {note.tag: note for _, note in notes([html])}
    assert found["section"].id == "s" and found["section"].classes == ("a", "b")
    assert {found[tag].lang for tag in ("section", "h1", "p")} == {"sv"}
    assert found["nav"].role == "doc-toc"
    assert found["p"].parent == found["nav"].number > found["section"].number


def test_fragments_of_an_element_have_its_number_and_others_have_their_own():
    found = notes([f"<h1>A</h1><p>{PROSE * 15}</p>", "<h2>B</h2><p>other</p>"])
    numbers = [note.number for kind, note in found if kind == "P"]
    assert len(numbers) >= 3 and len(set(numbers)) == 2
    headings = [note.number for kind, note in found if kind in ("H1", "H2")]
    assert len({*headings, *numbers}) == 4


def test_places_are_told_apart():
    html = "<h2>Head</h2><p>a<span class=footnote>note</span></p>"
    places = {(note.tag, note.place) for _, note in notes([html])}
    assert {("p", "flow"), ("span", "footnote"), ("span::footnote-call", "flow")} <= places
    with pikepdf.open(io.BytesIO(lay_out([html]))) as document:
        noted = read_noted_tree(document)
    assert noted.margins and not noted.margins & set(noted.root.contents())


def test_only_hyphens_of_the_engine_are_soft():
    html = f"<h1>A</h1><div class=columns><p>{PROSE * 3}</p></div>"
    assert any(note.soft for _, note in notes([html]))
    typed = "<h1>A</h1><div class=columns><p>" + "long-distance " * 20
    assert not any(note.soft for _, note in notes([typed], ".columns {hyphens: manual}"))
    plain = ".columns { hyphenate-character: '-' }"
    assert not any(note.soft for _, note in notes([html], plain))


def test_decoration_is_no_error_and_a_missing_description_is(caplog):
    caplog.set_level(logging.ERROR, "weasyprint")
    logging.getLogger("weasyprint").propagate = True
    lay_out([f'<h1>A</h1><img alt=\'\' src="{DOT}"><div aria-hidden=true><img src="{DOT}"></div>'])
    assert not caplog.records
    lay_out([f'<h1>A</h1><img src="{DOT}">'])
    assert "no required alt" in caplog.text


def test_weasyprint_is_left_as_it_was():
    before = tags._build_box_tree
    with pytest.raises(AttributeError):
        section_tree([None], [{}])
    assert tags._build_box_tree is before


def test_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(Diagnostic, match=r"E110.*71\.0"):
        section_tree([], [])


def test_another_signature_is_refused(monkeypatch):
    monkeypatch.setattr(tags, "_build_box_tree", lambda box, parent: ())
    with pytest.raises(Diagnostic, match="E110"):
        section_tree([], [])
    monkeypatch.delattr(tags, "_build_box_tree")
    with pytest.raises(Diagnostic, match="E110"):
        section_tree([], [])
