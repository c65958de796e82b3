"""Walking content streams: text with its marks and place."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from report import memory
from report.pdf.content import Run, joined, page_mcids, page_runs

CMAP = b"3 beginbfchar <01> <0061> <02> <0062> <03> <0063> endbfchar"


@pytest.fixture
def pdf():
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 100))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, ToUnicode=document.make_stream(CMAP))
        fonts = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
        form = document.make_stream(
            b"BT /F 10 Tf (\\003) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Matrix=Array([1, 0, 0, 1, 5, 5]),
            Resources=fonts,
        )
        document.pages[0].obj.Resources = Dictionary(
            Font=fonts.Font,
            XObject=Dictionary(X=form),
            Properties=Dictionary(P=Dictionary(MCID=7)),
        )
        yield document


def runs(pdf: pikepdf.Pdf, content: bytes) -> list[Run]:
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    return list(page_runs(pdf.pages[0], 0))


def test_text_has_its_mark_place_and_size(pdf):
    content = b"""2 0 0 2 10 20 cm /P <</MCID 4>> BDC
    BT /F 5 Tf 1 0 0 1 3 4 Tm [(\\001) -200 (\\002)] TJ 0 -6 Td (\\003) Tj ET EMC"""
    one, two = runs(pdf, content)
    assert (one.text, one.mcid, one.artifact) == ("ab", 4, "")
    assert (one.x, one.y, one.size) == (16, 28, 10)
    assert (two.text, two.x, two.y) == ("c", 16, 16)
    assert page_mcids(pdf.pages[0]) == (4,)


PARTS = st.one_of(
    st.binary(max_size=4).map(lambda codes: b"<%s>" % codes.hex().encode()),
    st.sampled_from([b"-20", b"3.5", b" ", b"<01 02>", b"<1>", b"\n", b"<0103>"]),
)
LINES = st.one_of(
    st.lists(PARTS, max_size=6).map(lambda parts: b"[%s] TJ" % b" ".join(parts)),
    st.sampled_from([b"<0102> Tj", b"/P <</MCID 3>> BDC", b"EMC", b"0 -6 Td", b"[<01>", b"TJ"]),
)


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=8))
def test_lines_read_as_one_string_say_the_same(pdf, lines):
    content = b"\n".join([b"BT", b"/F 5 Tf", *lines, b"ET"])
    # A literal string anywhere, and every array is read as it is.
    assert runs(pdf, content) == runs(pdf, b"/Q (x) DP\n" + content)


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
def test_an_array_without_end_takes_no_time(pdf):
    assert runs(pdf, b"BT /F 5 Tf [" + b"1" * 200_000) == []
    assert runs(pdf, b"BT /F 5 Tf [" + b"<0101> " * 50_000) == []


def test_marks_nest_and_states_are_restored(pdf):
    content = b"""/Artifact <</Type /Pagination>> BDC BT /F 5 Tf (\\001) Tj ET EMC
    q /F 9 Tf Q BT (\\002) Tj ET /Artifact BMC BT (\\003) Tj ET EMC
    /P /P BDC /Span <</ActualText (x)>> BDC BT (\\001) Tj (\\002) Tj ET EMC BT (\\001) Tj ET EMC"""
    seen = [(run.text, run.mcid, run.artifact) for run in runs(pdf, content)]
    assert seen == [
        ("a", None, "Pagination"),
        ("b", None, ""),
        ("c", None, "Artifact"),
        ("x", 7, ""),
        ("", 7, ""),
        ("a", 7, ""),
    ]


def test_text_in_forms_is_found_in_its_place(pdf):
    (run,) = runs(pdf, b"/Fig <</MCID 1>> BDC 1 0 0 1 10 0 cm /X Do EMC")
    assert (run.text, run.mcid, run.in_form) == ("c", 1, True)
    assert (run.x, run.y) == (15, 5)


def test_a_form_that_draws_itself_comes_to_an_end(pdf):
    form = pdf.pages[0].obj.Resources.XObject.X
    form.Resources.XObject = Dictionary(X=form)
    form.write(b"/X Do BT /F 10 Tf (\\003) Tj ET")
    assert 1 < len(runs(pdf, b"/X Do")) < 50


def test_odd_streams_are_walked_to_their_end(pdf):
    assert [
        run.text for run in runs(pdf, b"Q EMC BT /None 5 Tf (\\001) Tj /F 5 Tf (\\002) Tj ET")
    ] == ["b"]


def run(text: str, y: float = 0, mcid: int = 0, page: int = 0) -> Run:
    return Run(tuple(text), page, mcid, "", 0, y, 10)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([run("one"), run("two", -12, 1)], "one two"),
        ([run("bro\u00ad"), run("ken", -12, 1)], "broken"),
        ([run("x"), run("2", 4, 1)], "x2"),
        ([run("one"), None, run("two", 0, 1)], "one two"),
        ([run("one"), run("two", 0, 1, page=1)], "one two"),
        ([run("سا"[::-1]), run("نم"[::-1])], "نمسا"),
        ([], ""),
    ],
)
def test_runs_are_joined_as_they_are_read(pieces, text):
    assert joined(pieces) == text


def plain_page(pdf: pikepdf.Pdf, cmap: bytes, content: bytes) -> list[Run]:
    """Return the runs of a page that has a font and nothing else."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, ToUnicode=pdf.make_stream(cmap))
    page = pdf.add_blank_page(page_size=(200, 100))
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(content)
    return list(page_runs(page, len(pdf.pages) - 1))


def test_a_page_that_is_remembered_is_read_by_the_fonts_of_its_own_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_keeps", True)
    content = b"/P <</MCID 4>> BDC BT /F 5 Tf 3 4 Td <0102> Tj ET EMC"
    with pikepdf.new() as one, pikepdf.new() as two:
        (first,) = plain_page(one, CMAP, content)
        (again,) = plain_page(one, CMAP, content)
        (other,) = plain_page(two, CMAP.replace(b"0061", b"0078"), content)
    assert (first.text, first.mcid, first.x, first.page) == ("ab", 4, 3, 0)
    assert again == replace(first, page=1)
    assert other == replace(first, glyphs=("x", "b"))


@pytest.mark.parametrize("keeps", [True, False])
def test_text_in_a_font_that_is_not_there_is_no_run(
    monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    monkeypatch.setattr(memory, "_keeps", keeps)
    with pikepdf.new() as pdf:
        content = b"BT /G 5 Tf <01> Tj /F 5 Tf <02> Tj ET"
        assert [run.text for run in plain_page(pdf, CMAP, content)] == ["b"]
