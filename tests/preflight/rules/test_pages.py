"""A202 and T201 to T207: what stands on the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.preflight.evidence import FixedBox, LostText, PlacedPicture
from report.units import mm, pt
from tests.preflight.builders import (
    TRIM,
    ask_all,
    evidence,
    line,
    mark,
    messages,
    only,
    page,
    rect,
    run,
)

# Contrast


@pytest.mark.parametrize(
    ("size", "weight", "fits"),
    [(10, 400, False), (17.9, 400, False), (18, 400, True), (14, 700, True), (14, 600, False)],
)
def test_large_type_needs_less_contrast(size: float, weight: int, fits: bool) -> None:
    given = evidence(pages=(page(runs=(run(colour="#949494", size=size, weight=weight),)),))
    found = ask_all(given)
    assert [each.code.id for each in found] == ([] if fits else ["A202"])


def test_of_words_that_run_off_the_paper_contrast_is_not_asked() -> None:
    beyond = run(colour="#ffffff", rect=rect(500, 100, 120, 10))
    only(evidence(pages=(page(runs=(beyond,)),)), "T202")


def test_contrast_names_colours_page_and_block() -> None:
    given = evidence(pages=(page(4, runs=(run("Pale words", colour="#b9c6d1"),)),))
    (found,) = only(given, "A202")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "“Pale words” in #b9c6d1 on #ffffff (page 4, 10 pt)" in found.message


def test_the_worst_ground_counts() -> None:
    grounds = ("#0b2a4a", "#006aa7", "#d6e1e9")
    given = evidence(pages=(page(runs=(run(colour="#ffffff", grounds=grounds),)),))
    (found,) = only(given, "A202")
    assert "on #d6e1e9" in found.message


def test_contrast_of_a_block_is_reported_once() -> None:
    runs = tuple(
        run(f"word {n}", colour="#dddddd", rect=rect(60, 100 + 20 * n, 200, 10), line=n)
        for n in range(3)
    )
    assert len(only(evidence(pages=(page(runs=runs),)), "A202")) == 1


# Glyphs


def test_missing_glyph() -> None:
    given = evidence(pages=(page(runs=(run("See 東京", missing="東京"),)),))
    (found,) = only(given, "T201")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "no font has “東京” (U+6771 CJK UNIFIED IDEOGRAPH-6771; U+4EAC " in found.message
    assert "Source Serif 4" in found.help


def test_missing_glyph_is_shown_among_whole_words() -> None:
    def shown(text: str) -> str:
        (found,) = only(evidence(pages=(page(runs=(run(text, missing="東"),)),)), "T201")
        return found.message.rpartition("“")[2].rstrip("”")

    assert shown("Quality of life 東 belongs to it, because") == "of life 東 belongs to it,"
    assert shown("Quality 東 is") == "Quality 東 is"
    assert shown("a" * 40 + "東" + "b" * 40) == "a" * 15 + "東" + "b" * 15


def test_missing_glyph_is_reported_once_a_block() -> None:
    runs = (run("東", missing="東"), run("東", missing="東", rect=rect(60, 130, 20, 10)))
    assert len(only(evidence(pages=(page(runs=runs),)), "T201")) == 1


def test_missing_glyphs_of_a_title_are_not_reported_for_each_margin_that_repeats_it() -> None:
    margin = run("東", missing="東", place="margin", at="other", rect=rect(60, 800, 20, 10))
    pages = (page(1, runs=(margin,)), page(2, runs=(run("東", missing="東"), margin)))
    (found,) = only(evidence(pages=pages), "T201")
    assert found.at == "hubs-text" and "page 2" in found.message
    (found,) = only(evidence(pages=pages[:1]), "T201")
    assert found.at == "other"


# Cut off


def test_text_over_the_edge_of_the_paper() -> None:
    given = evidence(pages=(page(runs=(run(rect=rect(500, 100, 100, 10)),)),))
    (found,) = only(given, "T202")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "edge of the paper" in found.message


def test_text_clipped_by_its_box() -> None:
    given = evidence(pages=(page(runs=(run(visible=rect(60, 100, 150, 10)),)),))
    (found,) = only(given, "T202")
    assert "clipped" in found.message


def test_a_table_wider_than_its_column_is_one_finding() -> None:
    cells = [line("Cell", 100, rect=rect(60, 100, 230 + n, 10), tag="td") for n in (5, 30, 20)]
    (found,) = only(evidence(pages=(page(lines=tuple(cells)),)), "T202")
    assert "the table is 10.58 mm wider than its column" in found.message
    assert "`width: page`" in found.help


def test_text_wider_than_its_column() -> None:
    wide = line("Donaudampfschifffahrt", 100, rect=rect(60, 100, 233, 10))
    (found,) = only(evidence(pages=(page(lines=(wide,)),)), "T202")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "1.06 mm wider" in found.message


def test_text_from_the_right_is_measured_on_the_left() -> None:
    wide = line("מילים", 100, rect=rect(50, 100, 230, 10), rtl=True)
    only(evidence(pages=(page(lines=(wide,)),)), "T202")
    hanging = line("words", 100, rect=rect(50, 100, 230, 10))
    assert ask_all(evidence(pages=(page(lines=(hanging,)),))) == []


def test_text_too_long_for_a_fixed_box() -> None:
    box = FixedBox(rect(60, 100, 200, 56), pt(170), "contents", mark(12), "li", "A long title")
    (found,) = only(evidence(pages=(page(fixed=(box,)),)), "T202")
    assert (found.mark, found.at) == (mark(12), "contents")
    assert "A long title" in found.message
    assert "is 1 line, 4.94 mm, too long for its box" in found.message
    fits = FixedBox(rect(60, 100, 200, 56), pt(156.5), "contents", mark(12))
    assert ask_all(evidence(pages=(page(fixed=(fits,)),))) == []


def test_a_picture_reaches_the_bleed_or_stays_inside() -> None:
    bleeding = PlacedPicture("a", TRIM.inset(mm(-5)), "harbour", mark(40))
    inside = PlacedPicture("b", TRIM.inset(mm(20)), "harbour", mark(40))
    assert ask_all(evidence(pages=(page(pictures=(bleeding, inside)),))) == []
    short = PlacedPicture("c", TRIM.inset(mm(-3)), "harbour", mark(40))
    found = only(evidence(pages=(page(pictures=(short,)),)), "T202")
    assert {each.mark for each in found} == {mark(40)}
    for side in ("left", "right", "top", "bottom"):
        assert f"{side} edge and ends 2 mm before" in messages(found)


# Headings

HEADING = line("From a finding to a treatment", 700, tag="h3", paragraph=7)


@pytest.mark.parametrize(("below", "fits"), [(0, False), (1, False), (2, True)])
def test_heading_at_the_foot_of_a_column(below: int, fits: bool) -> None:
    body = [line(f"line {n}", 714 + 14 * n, starts=n == 0) for n in range(below)]
    beyond = [line(f"next {n}", 900 + 14 * n, region=2, starts=n == 0) for n in range(3)]
    given = evidence(pages=(page(lines=(HEADING, *body, *beyond)),))
    if fits:
        assert ask_all(given) == []
    else:
        (found,) = only(given, "T203")
        assert (found.mark, found.at) == (mark(30), "hubs-text")
        assert "From a finding to a treatment" in found.message


def test_heading_at_the_foot_of_a_page() -> None:
    alone = line("A heading", 700, tag="h2", region=0)
    following = page(2)
    found = only(evidence(pages=(page(lines=(alone,), is_last=False), following)), "T203")
    assert len(found) == 1


def test_heading_above_columns_or_a_picture() -> None:
    above = line("A heading", 100, tag="h2", region=0)
    columns = [
        line(f"line {n}", 200 + n, region=1 + n % 2, starts=False, ends=False) for n in range(4)
    ]
    assert ask_all(evidence(pages=(page(lines=(above, *columns), is_last=False), page(2)))) == []
    plot = PlacedPicture("p", rect(60, 120, 200, 100), "sizes", mark(50), number=101)
    given = evidence(pages=(page(lines=(above,), pictures=(plot,), is_last=False), page(2)))
    assert ask_all(given) == []


@pytest.mark.parametrize(("at", "fits"), [("hubs-text", True), ("another", False)])
def test_heading_above_what_has_places_of_its_own(at: str, fits: bool) -> None:
    above = line("A diagram", 100, tag="h3", region=0)
    placed = [line(f"box {n}", 130 + 30 * n, place="placed", at=at) for n in range(2)]
    given = evidence(pages=(page(lines=(above, *placed), is_last=False), page(2)))
    assert len([each for each in ask_all(given) if each.code.id == "T203"]) == (not fits)


@pytest.mark.parametrize(("at", "fits"), [("another", True), ("hubs-text", False)])
def test_heading_of_a_block_that_says_little(at: str, fits: bool) -> None:
    lines = (line("A panel", 700, tag="h3", region=0), line("Few words.", 714, region=0))
    after = page(2, lines=(line("Other words.", 60, region=0, at=at),))
    given = evidence(pages=(page(lines=lines, is_last=False), after))
    assert ("T203" not in {each.code.id for each in ask_all(given)}) == fits


def test_title_on_a_full_page_picture() -> None:
    title = line("New tools", 100, tag="h2", region=0)
    picture = PlacedPicture("p", TRIM.inset(mm(-5)), "opener", mark(50))
    opener = page(lines=(title,), pictures=(picture,), is_last=False)
    assert ask_all(evidence(pages=(opener, page(2)))) == []


def test_heading_at_the_end_of_everything() -> None:
    assert ask_all(evidence(pages=(page(lines=(HEADING, line("one line", 714))),))) == []


# Empty pages


def test_almost_empty_last_page() -> None:
    given = evidence(pages=(page(6, filled=0.3),))
    (found,) = only(given, "T204")
    assert (found.mark, found.at) == (mark(20), "hubs")
    assert "30% of it is filled" in found.message


def test_an_almost_empty_page_before_the_last() -> None:
    given = evidence(pages=(page(6, filled=0.3, is_last=False), page(7)))
    (found,) = only(given, "T204")
    assert "leaves a page (page 6) almost empty" in found.message
    assert "next page" in found.help


def test_a_page_with_nothing_but_its_foot() -> None:
    foot = line("A disclaimer", 700)
    (found,) = only(evidence(pages=(page(6, lines=(foot,), is_open=True),)), "T204")
    assert "stands at its foot" in found.message


@pytest.mark.parametrize(
    "changes",
    [{"filled": 0.34}, {"filled": 0.1, "is_open": True}, {"lines": (), "is_open": True}],
)
def test_pages_that_are_full_enough(changes: dict[str, object]) -> None:
    assert ask_all(evidence(pages=(page(**changes),))) == []


# Widows and ladders


def test_widow() -> None:
    first = line("the end of a paragraph", 100, region=2, starts=False, paragraph=3)
    found = only(evidence(pages=(page(lines=(first, line("More", 114, region=2))),)), "T205")
    assert [(each.mark, each.at) for each in found] == [(mark(30), "hubs-text")]


def test_two_last_lines_are_no_widow() -> None:
    lines = (line("the end of a", 100, starts=False, ends=False), line("word", 114, starts=False))
    assert ask_all(evidence(pages=(page(lines=lines),))) == []


@pytest.mark.parametrize(("hyphens", "fits"), [(2, True), (3, False), (5, False)])
def test_ladder_of_hyphens(hyphens: int, fits: bool) -> None:
    lines = [
        line(f"hyphen-{n}-", 100 + 14 * n, hyphenated=n < hyphens, starts=n == 0, ends=n == 6)
        for n in range(7)
    ]
    given = evidence(pages=(page(lines=tuple(lines)),))
    if fits:
        assert ask_all(given) == []
    else:
        (found,) = only(given, "T206")
        assert (found.mark, found.severity.word) == (mark(30), "note")


def test_hyphens_of_two_paragraphs_are_no_ladder() -> None:
    lines = [line(f"h{n}-", 100 + 14 * n, hyphenated=True, paragraph=n // 2) for n in range(4)]
    assert ask_all(evidence(pages=(page(lines=tuple(lines)),))) == []


# Text on text


def test_overprinted_text() -> None:
    title = run("A headline", rect=rect(60, 100, 300, 38), line=1, at="cover")
    lead = run("A standfirst", rect=rect(60, 120, 200, 14), line=2, at="cover", mark=mark(9))
    (found,) = only(evidence(pages=(page(runs=(title, lead)),)), "T207")
    assert (found.mark, found.at) == (mark(9), "cover")
    assert "“A headline” and “A standfirst”" in found.message


def test_lines_that_touch_and_runs_of_one_line_are_no_overprint() -> None:
    runs = (
        run("above", rect=rect(60, 100, 100, 20), line=1),
        run("below", rect=rect(60, 115, 100, 20), line=2),
        run("beside", rect=rect(158, 100, 100, 20), line=1),
        run("far", rect=rect(300, 100, 100, 20), line=3),
    )
    assert ask_all(evidence(pages=(page(runs=runs),))) == []


def test_a_line_between_two_lines_of_another_text() -> None:
    """Half a line off, the letters hardly touch: no overprint by their height."""
    text = [line("A label", y, paragraph=1, box=3) for y in (100, 114)]
    other = line("Another", 107, paragraph=2, at="notes", mark=mark(9))
    (found,) = only(evidence(pages=(page(lines=(*text, other)),)), "T207")
    assert (found.mark, found.at) == (mark(9), "notes")
    beside = line("Another", 107, paragraph=2, rect=rect(262, 107, 20, 10))
    assert ask_all(evidence(pages=(page(lines=(*text, beside)),))) == []


# Words and pictures


def test_words_hidden_by_a_picture() -> None:
    given = evidence(pages=(page(runs=(run("Below it", covered=True), run("and more"))),))
    (found,) = only(given, "T213")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "“Below it”: 1 line is hidden" in found.message


def test_words_that_run_into_a_picture() -> None:
    photo = PlacedPicture("pictures/x.jpg", rect(50, 110, 400, 300), "cover", mark(40), "placed")
    lines = tuple(line("Words", y, box=2, place="placed") for y in (90, 104, 118))
    (found,) = only(evidence(pages=(page(lines=lines, pictures=(photo,)),)), "T213")
    assert (found.mark, found.at) == (mark(30), "hubs-text")
    assert "“Words Words”: 2 lines are running into a picture (page 1)" in found.message
    drawing = replace(photo, src="pictures/x.svg")
    assert ask_all(evidence(pages=(page(lines=lines, pictures=(drawing,)),))) == []


def test_words_that_are_set_on_a_picture() -> None:
    photo = PlacedPicture("pictures/x.jpg", rect(40, 60, 500, 700), "cover", mark(40), "placed")
    lines = (line("A title", 100, box=2), line("on its picture", 114, box=2))
    assert ask_all(evidence(pages=(page(lines=lines, pictures=(photo,)),))) == []


# Text that is not there


def test_lost_text() -> None:
    lost = LostText("A headline of five lines " * 4, "cover", mark(5), words=12, lines=3)
    (found,) = only(evidence(pages=(page(lost=(lost,)),)), "T208")
    assert (found.mark, found.at) == (mark(5), "cover")
    assert "“A headline of five lines A headline of five lines A headline…”" in found.message
    assert "no room for 3 lines, about 12 words" in found.message


def test_t209_words_too_near_to_the_edge() -> None:
    close = line("Photograph: somebody", TRIM.height.pt - 18, at="credit", mark=mark(50))
    found = only(evidence(pages=(page(lines=(close,)),)), "T209")
    assert [(each.mark, each.at) for each in found] == [(mark(50), "credit")]


def test_t209_a_running_head_too_near_to_the_edge() -> None:
    head = run("A long title", rect=rect(60, TRIM.height.pt - 18, 200, 10), place="margin")
    (found,) = only(evidence(pages=(page(runs=(head,)),)), "T209")
    assert found.mark == mark(30) and "“A long title”" in found.message
