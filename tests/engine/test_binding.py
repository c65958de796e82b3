"""Fragments of sections, and the PDF that they are bound to."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Diagnostic, Finding, Mark
from report.engine.binding import bind
from report.engine.font_files import FontFiles
from report.engine.font_programs import program
from report.engine.fragment import DrawnBookmark, FontProgram, Fragment, Piece
from report.engine.outline import Entry, entries
from report.engine.pieces import renumbered
from report.engine.render import Engine
from report.storage import Cache

from .pages import FONTS, PICTURES, STYLE

BODIES = (
    '<h1 id="one">First words</h1><p><a href="#two">there</a> <a href="#no">nowhere</a></p>',
    '<h2 id="two">Zweite Wörter</h2><img alt="A" src="pictures/dark.jpg"><a href="#one">x</a>',
    '<h2 id="two">Third</h2><img alt="B" src="pictures/dark.jpg"><a href="https://e.org/">e</a>'
    '<img alt="C" src="pictures/halves.jpg">',
)
MARKS = tuple(Mark("edition.yaml", line, 3) for line in (10, 20, 30))


def serve(path: str) -> tuple[bytes, str]:
    if path in PICTURES:
        return PICTURES[path], "image/jpeg"
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


@pytest.fixture(scope="module")
def fragments() -> tuple[Fragment, ...]:
    return tuple(drawn(BODIES, range(3)))


def drawn(bodies: Sequence[str], order: Sequence[int], fonts: FontFiles | None = None) -> list[Any]:
    """Return the bodies drawn by one engine, in an order of its own."""
    engine = Engine(serve, {"style.css": STYLE + "img { width: 9mm }"}, fonts or FILES)
    made = {
        at: engine.draw(engine.render(f'<html lang="en"><title>t</title><body>{bodies[at]}'))
        for at in order
    }
    return [made[at] for at in range(len(bodies))]


FILES = FontFiles()


def bound(
    fragments: Sequence[Fragment], fonts: FontFiles = FILES
) -> tuple[bytes, tuple[Finding, ...]]:
    out = io.BytesIO()
    findings = bind(zip(fragments, MARKS, strict=False), fonts, out)
    return out.getvalue(), findings


def test_the_order_of_drawing_changes_nothing(fragments: Sequence[Fragment]) -> None:
    for order in ((2, 0, 1), (1, 2, 0)):
        fonts = FontFiles()
        other = drawn(BODIES, order, fonts)
        assert [each.dumps() for each in other] == [each.dumps() for each in fragments]
        assert bound(other, fonts) == bound(fragments)


def test_a_fragment_is_read_as_it_was_written(fragments: Sequence[Fragment]) -> None:
    again = [Fragment.loads(each.dumps()) for each in fragments]

    assert again == list(fragments)
    assert bound(again) == bound(fragments)


def test_what_is_damaged_is_no_fragment(fragments: Sequence[Fragment]) -> None:
    data = fragments[1].dumps()
    chance = random.Random(7)
    cuts = [data[: chance.randrange(len(data))] for _ in range(40)]
    for broken in (*cuts, data + b"x", b"", b"0" * 40, data[:12] + b"[]" + data[14:]):
        with pytest.raises(ValueError):
            Fragment.loads(broken)


def test_nothing_stands_twice(fragments: Sequence[Fragment]) -> None:
    with pikepdf.open(io.BytesIO(bound(fragments)[0])) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        pictures = [each for each in streams if each.get("/Subtype") == "/Image"]
        fonts = {font.objgen for page in pdf.pages for font in page.Resources.Font.values()}
        profiles = [each for each in streams if "/N" in each]
        assert len(pdf.pages) == 3
        assert (len(pictures), len(fonts), len(profiles)) == (2, 1, 1)
        assert pdf.check_pdf_syntax() == []


def test_a_font_has_the_glyphs_of_all_sections(fragments: Sequence[Fragment]) -> None:
    with pikepdf.open(io.BytesIO(bound(fragments)[0])) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        told = font.ToUnicode.read_bytes()
    for letter in "FZöTh":
        assert b"<%04x>\n" % ord(letter) in told


def test_links_lead_to_where_ids_stand_first(fragments: Sequence[Fragment]) -> None:
    with pikepdf.open(io.BytesIO(bound(fragments)[0])) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        assert list(places) == ["one", "two"]
        assert places["two"][0] == pdf.pages[1].obj
        links = [list(page.Annots) for page in pdf.pages]
        assert [len(each) for each in links] == [1, 1, 1]
        assert str(links[0][0].Dest) == "two"
        assert str(links[2][0].A.URI) == "https://e.org/"
        assert len({int(each[0].StructParent) for each in links}) == 3


def test_a_link_that_leads_nowhere_is_found_once_at_its_section(
    fragments: Sequence[Fragment],
) -> None:
    (finding,) = bound([fragments[0], fragments[2]])[1]

    assert (finding.code.id, finding.mark) == ("E101", MARKS[0])
    assert finding.message == "the layout engine says: No anchor #no for internal URI reference"
    assert len(bound(fragments)[1]) == 1


def test_what_the_engine_said_while_drawing_is_found_at_the_section() -> None:
    fragments = drawn(['<img src="pictures/dark.jpg">', "<p>x</p>"], (0, 1))

    (finding,) = bound([Fragment.loads(each.dumps()) for each in fragments])[1]

    assert "no required alt" in finding.message
    assert finding.mark == MARKS[0]


@pytest.mark.parametrize(
    "body", ['<input style="appearance: auto">', '<a rel="attachment" href="pictures/dark.jpg">x']
)
def test_what_pages_cannot_hold_is_found(body: str) -> None:
    with pytest.raises(Diagnostic, match="E104"):
        drawn([body], (0,))


def test_fonts_come_from_the_cache_in_the_next_process(
    fragments: Sequence[Fragment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    first = bound(drawn(BODIES, range(3), FontFiles(cache)), FontFiles(cache))
    monkeypatch.setattr("report.engine.font_programs.program", None)

    assert bound(fragments, FontFiles(cache)) == first == bound(fragments)


def test_no_type_of_c_is_parsed_for_the_number_of_glyphs(
    fragments: Sequence[Fragment], monkeypatch: pytest.MonkeyPatch
) -> None:
    use = fragments[0].fonts[0]
    data = FILES._data(use.file)
    program(use, data)
    parsed = []
    monkeypatch.setattr("cffi.cparser.Parser._parse", lambda parser, text: parsed.append(text))

    for number in (3, 4, 5):
        program(replace(use, texts=dict(list(use.texts.items())[:number])), data)

    assert not parsed


def test_what_another_program_made_of_a_font_is_not_used(
    fragments: Sequence[Fragment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    bound(drawn(BODIES, range(3), FontFiles(cache)), FontFiles(cache))
    before = set(tmp_path.rglob("*.fontprogram"))
    monkeypatch.setattr("report.engine.font_files.made_by", lambda: "another")

    bound(fragments, FontFiles(cache))

    assert len(set(tmp_path.rglob("*.fontprogram")) - before) == len(before) > 0


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_font_that_is_lost_meanwhile_is_kept_anew(damage: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    fonts = FontFiles(cache)
    fragments = drawn(BODIES, range(3), fonts)
    for path in [*tmp_path.rglob("*.font")]:
        path.unlink() if damage == "gone" else path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LookupError):
        bound(fragments, fonts)

    again = drawn(BODIES, range(3), fonts)

    assert bound(again, fonts) == bound(fragments, fonts)


def test_without_its_file_a_font_is_gone(fragments: Sequence[Fragment]) -> None:
    with pytest.raises(LookupError):
        bound(fragments, FontFiles())


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=12))
def test_the_outline_has_each_bookmark_below_the_last_higher_one(
    given: list[tuple[int, bool]],
) -> None:
    bookmarks = [
        DrawnBookmark(level, str(at), 0, 0, shut) for at, (level, shut) in enumerate(given)
    ]

    found = list(walked(entries((1, each) for each in bookmarks), None))

    assert [entry.bookmark for entry, _ in found] == bookmarks
    for entry, above in found:
        at = bookmarks.index(entry.bookmark)
        higher = [each for each in bookmarks[:at] if each.level < entry.bookmark.level]
        assert above == (higher[-1] if higher else None)


def walked(
    lines: Sequence[Entry], above: DrawnBookmark | None
) -> Iterator[tuple[Entry, DrawnBookmark | None]]:
    for entry in lines:
        yield entry, above
        yield from walked(entry.below, entry.bookmark)


@given(st.text(max_size=20), st.integers(1, 9999))
def test_only_references_are_renumbered(words: str, number: int) -> None:
    text = (b"(%s)" % words.encode()).replace(b"\\", b"")
    inner = text[1:-1].replace(b"(", b"\\(").replace(b")", b"\\)") + b" 7 0 R"
    head = b"<</A (%s)/B %d 0 R/C [%d 0 R 12 0.5]>>" % (inner, number, number)

    assert renumbered(head, lambda each: b"%d 0 R" % (each + 1)) == (
        b"<</A (%s)/B %d 0 R/C [%d 0 R 12 0.5]>>" % (inner, number + 1, number + 1)
    )


def test_a_font_program_is_read_as_it_was_written() -> None:
    program = FontProgram((Piece(b"<<>>", b"data"), Piece(b"[]")), 2, ("said",))

    assert FontProgram.loads(program.dumps()) == program
