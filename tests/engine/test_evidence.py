"""What is read off laid-out pages: words, places, and what lies behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.engine.evidence import page_evidence
from report.engine.render import Boxed, Engine
from report.units import mm, pt
from tests.engine.pages import FONTS, LONG, MARKS, SIGHT, STYLE, read, run


def test_a_run_knows_its_words_type_and_block() -> None:
    pages = read('<div id="text"><h3 style="font-size: 14pt">Words</h3></div>')
    found = run(pages, "Words")
    assert (found.at, found.mark) == ("text", MARKS["text"])
    assert (found.tag, found.place) == ("h3", "flow")
    assert (found.size, found.weight, found.families) == (14.0, 700, ("Serif4",))
    assert (found.colour, found.grounds) == ("#16202b", ("#ffffff",))
    assert found.rect.x.mm == pytest.approx(10)
    assert 10 < found.rect.y.mm < 13
    assert found.rect.height.pt == pytest.approx(14 * 0.93)


def test_pages_are_numbered_and_measured() -> None:
    (page,) = read("<p>Words</p>")
    assert (page.number, page.section, page.mark) == (3, "hubs", MARKS["hubs"])
    assert page.is_last
    assert (page.trim.width.mm, page.trim.height.mm) == pytest.approx((100, 150))
    assert (page.bleed.x.mm, page.bleed.right.mm) == pytest.approx((-5, 105))
    assert (page.type_area.y.mm, page.type_area.bottom.mm) == pytest.approx((10, 140))
    assert page.filled < 0.05


def test_only_the_last_page_is_the_last() -> None:
    pages = read('<p>One</p><p style="break-before: page">Two</p>')
    assert [(page.number, page.is_last) for page in pages] == [(3, False), (4, True)]


# Grounds


def test_the_ground_of_the_page_and_of_a_panel() -> None:
    css = "@page { background: #0b2a4a } .panel { background: #eef3f6 }"
    pages = read('<p>outside</p><div class="panel"><p>inside</p></div>', css)
    assert run(pages, "outside").grounds == ("#0b2a4a",)
    assert run(pages, "inside").grounds == ("#eef3f6",)


def test_what_is_painted_before_lies_behind() -> None:
    css = """
    .below { position: absolute; top: 0; left: 0; right: 0; height: 50pt; background: #0b2a4a }
    .words { position: absolute; top: 10pt }
    """
    pages = read('<div class="below"></div><p class="words">over it</p>', css)
    assert run(pages, "over it").grounds == ("#0b2a4a",)


def test_what_is_painted_later_does_not() -> None:
    css = ".above { position: absolute; top: 0; left: 0; right: 0; height: 1pt; background: red }"
    assert run(read('<div class="above"></div><p>Words</p>', css), "Words").grounds == ("#ffffff",)


def test_z_index_decides() -> None:
    css = """
    .low { position: absolute; z-index: -1; top: 0; left: 0; right: 0; height: 50pt;
           background: #0b2a4a }
    """
    assert run(read('<p>Words</p><div class="low"></div>', css), "Words").grounds == ("#0b2a4a",)


def test_a_ground_that_ends_under_a_word() -> None:
    css = """
    .half { position: absolute; top: 0; left: 0; width: 30pt; height: 50pt; background: #fecc02 }
    p { position: relative }
    """
    pages = read('<div class="half"></div><p>Words on two grounds</p>', css)
    assert run(pages, "Words").grounds == ("#ffffff", "#fecc02")


def test_transparent_grounds_and_words_are_mixed() -> None:
    css = ".veil { background: rgba(0, 0, 0, 0.5) } .pale { color: rgba(0, 0, 0, 0.5) }"
    pages = read('<div class="veil"><p>veiled</p></div><p class="pale">pale</p>', css)
    assert run(pages, "veiled").grounds == ("#808080",)
    assert run(pages, "pale").colour == "#808080"


def test_both_ends_of_a_gradient() -> None:
    css = "p { background: linear-gradient(to right, #0b2a4a, #d6e1e9) }"
    assert run(read("<p>Words</p>", css), "Words").grounds == ("#0b2a4a", "#d6e1e9")


def test_the_head_of_a_table_and_a_marker() -> None:
    css = "thead { background: #0b2a4a } ul { background: #eef3f6; list-style-position: inside }"
    pages = read(
        "<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>"
        "<ul><li>Item</li></ul>",
        css,
    )
    assert run(pages, "Head").grounds == ("#0b2a4a",)
    assert run(pages, "Cell").grounds == ("#ffffff",)
    assert run(pages, "Item").grounds == ("#eef3f6",)


OVER = "img { position: absolute; top: 0; left: 0; width: 60mm; height: 60mm } p { position: %s }"


def test_a_photograph_behind_words() -> None:
    pages = read('<img src="pictures/dark.jpg" alt="x"><p>Words</p>', OVER % "relative")
    grounds = run(pages, "Words").grounds
    assert all(abs(int(each[5:], 16) - 60) < 4 for each in grounds)
    assert all(int(each[1:3], 16) < 16 for each in grounds)


def test_only_the_part_of_a_photograph_under_the_words_counts() -> None:
    body = '<img src="pictures/halves.jpg" alt="x"><p>Words</p>'
    assert set(run(read(body, OVER % "relative"), "Words").grounds) == {"#000000"}
    moved = OVER % "relative; left: 35mm"
    assert set(run(read(body, moved), "Words").grounds) == {"#ffffff"}
    between = OVER % "relative; left: 25mm"
    assert {"#000000", "#ffffff"} <= set(run(read(body, between), "Words").grounds)


def test_the_crop_of_a_photograph_counts() -> None:
    css = OVER % "relative" + "img { width: 25mm; object-fit: cover; object-position: 100% 0 }"
    body = '<img src="pictures/halves.jpg" alt="x"><p>Words</p>'
    assert set(run(read(body, css), "Words").grounds) == {"#ffffff"}


def test_a_picture_above_words_is_not_behind_them() -> None:
    body = '<p>Words</p><img src="pictures/dark.jpg" alt="x">'
    assert run(read(body, OVER % "static"), "Words").grounds == ("#ffffff",)


# Lines


def test_lines_of_columns() -> None:
    css = ".columns { columns: 2; column-gap: 5mm }"
    (page,) = read(f'<h2>Title</h2><div class="columns" id="text"><p>{LONG * 3}</p></div>', css)
    regions = [line.region for line in page.lines]
    assert regions[0] == 0 and sorted(set(regions[1:])) == [1, 2]
    assert page.lines[0].is_heading and not page.lines[1].is_heading
    body = page.lines[1:]
    assert len({line.paragraph for line in body}) == 1
    assert [line.starts for line in body] == [True] + [False] * (len(body) - 1)
    assert [line.ends for line in body] == [False] * (len(body) - 1) + [True]
    assert all(line.rect.right <= line.room.right + pt(1) for line in body)
    assert [line.number for line in body] == sorted(line.number for line in body)


def test_a_paragraph_over_two_pages_is_one() -> None:
    first, second = read(f'<div style="height: 115mm"></div><p>{LONG * 6}</p>')
    assert first.lines[-1].paragraph == second.lines[0].paragraph
    assert not first.lines[-1].ends and not second.lines[0].starts
    assert second.lines[-1].ends


def test_hyphenated_lines() -> None:
    css = "p { width: 30mm; hyphens: auto } .plain { hyphens: manual }"
    words = "internationalization of collaborations "
    (page,) = read(f'<p>{words * 3}</p><p class="plain">{words * 3}</p>', css)
    assert any(line.hyphenated for line in page.lines)
    last = page.lines[-1].paragraph
    assert not any(line.hyphenated for line in page.lines if line.paragraph == last)


def test_a_word_wider_than_its_column() -> None:
    css = ".columns { columns: 2; column-gap: 5mm }"
    (page,) = read(f'<div class="columns"><p>{"W" * 30}</p><p>short</p></div>', css)
    wide, short = page.lines[0], page.lines[-1]
    assert wide.rect.right - wide.room.right > mm(10)
    assert short.rect.right < short.room.right


def test_the_room_of_a_table_is_that_of_its_column_however_wide_it_grows() -> None:
    css = ".columns { columns: 2; column-gap: 5mm } table { width: 100%; border-spacing: 0 }"
    cells = "".join(f"<td>{'W' * 9}</td>" for _ in range(4))
    body = f'<div class="columns"><div><table><tr>{cells}</tr></table></div><p>short</p></div>'
    (page,) = read(body, css)
    over = [line.rect.right - line.room.right for line in page.lines if line.tag == "td"]
    assert over[0] < pt(0.1) and over[-1] > mm(10)


def test_text_may_reach_into_the_padding_of_what_it_fills() -> None:
    css = "div { width: 40mm; padding-right: 8mm } .half { width: 10mm }"
    (page,) = read('<div><p>Words</p></div><div class="half"><p>W</p></div>', css)
    assert page.lines[0].room.right.mm == pytest.approx(50)
    assert page.lines[1].room.right.mm == pytest.approx(20)


def test_running_heads_are_runs_and_no_lines() -> None:
    css = '@page { @bottom-left { content: "Running head"; color: #51657a } }'
    (page,) = read("<p>Words</p>", css)
    found = run([page], "Running head")
    assert (found.place, found.at, found.mark) == ("margin", "hubs", MARKS["hubs"])
    assert [line.text for line in page.lines] == ["Words"]
    assert page.filled < 0.05


def test_placed_words_are_no_flow() -> None:
    (page,) = read('<p style="position: absolute; bottom: 0">Foot</p><p>Words</p>')
    assert [line.place for line in page.lines] == ["placed", "flow"]


def test_words_at_the_foot_fill_a_page() -> None:
    css = "section { position: relative; height: 130mm } p { position: absolute; bottom: 0 }"
    (page,) = read("<p>Foot</p>", css)
    assert page.filled > 0.95


# Words that get lost


def test_a_positioned_box_that_the_page_cuts_off() -> None:
    css = "p { position: absolute; top: 110mm; font: 20pt/28pt Serif4 }"
    lines = "One<br>two<br>three<br>four<br>five"
    (page,) = read(f'<p id="text">{lines}</p>', css)
    (lost,) = page.lost
    assert (lost.text, lost.at, lost.mark) == ("One two three four five", "text", MARKS["text"])


def test_hidden_words_are_lost() -> None:
    (page,) = read('<p>Seen</p><p style="display: none">Hidden</p>')
    assert [lost.text for lost in page.lost] == ["Hidden"]


def test_words_that_are_set_otherwise_are_not_lost() -> None:
    css = """
    p { text-transform: uppercase; hyphens: auto; width: 20mm }
    p::before { content: "before" }
    p::first-line { font-variant-caps: all-small-caps }
    .note { float: footnote }
    li { list-style: decimal }
    thead { display: table-header-group }
    """
    body = (
        "<p>Straße of internationalization, <b>bold</b> and <i>slanted</i> words</p>"
        '<p>Words<span class="note">A footnote</span></p><ul><li>Item <b>one</b> of two</li></ul>'
        "<table><thead><tr><th>Head</th></tr></thead><tbody>"
        + "<tr><td>Cell</td></tr>" * 40
        + "</tbody></table>"
    )
    pages = read(body, css)
    assert len(pages) > 1
    assert [lost for page in pages for lost in page.lost] == []


def test_a_head_that_is_repeated_is_no_line_of_the_text() -> None:
    html = (
        "<table><thead><tr><th>Head</th></tr></thead><tbody>"
        + "<tr><td>Cell</td></tr>" * 60
        + "</tbody></table>"
    )
    pages = read(html)

    assert len(pages) > 1
    heads = [line for page in pages for line in page.lines if line.text == "Head"]
    assert [(line.starts, line.ends) for line in heads] == [(True, True)]
    assert sum(run.text == "Head" for page in pages for run in page.runs) == len(pages)


# Boxes and pictures


def test_a_box_of_fixed_height_and_what_it_holds() -> None:
    css = ".box { height: 28pt; width: 30mm }"
    fits, over = read(f'<div class="box" id="text">Words</div><div class="box">{LONG}</div>', css)[
        0
    ].fixed
    assert (fits.at, fits.mark) == ("text", MARKS["text"])
    assert fits.content_bottom < fits.rect.bottom
    assert over.content_bottom - over.rect.bottom > pt(14)


def test_what_is_placed_does_not_overfill_a_box() -> None:
    css = ".box { height: 28pt; position: relative } .out { position: absolute; top: 40pt }"
    (page,) = read('<div class="box">Words<p class="out">Caption</p></div>', css)
    (box,) = page.fixed
    assert box.content_bottom < box.rect.bottom


def test_what_a_clipping_box_leaves_to_be_seen() -> None:
    css = ".box { height: 20pt; width: 30mm; overflow: hidden }"
    pages = read(f'<div class="box">{LONG}</div><p>free</p>', css)
    clipped = [each for each in pages[0].runs if each.visible]
    assert clipped and run(pages, "free").visible is None
    assert not all(each.visible.contains(each.rect) for each in clipped if each.visible)


def test_pictures_and_their_places() -> None:
    css = "img { margin-left: -15mm; width: 60mm; height: 40mm }"
    (page,) = read(
        '<p>Words</p><figure id="photo"><img src="pictures/dark.jpg" alt="x"></figure>', css
    )
    (picture,) = page.pictures
    assert (picture.src, picture.at, picture.mark) == ("pictures/dark.jpg", "photo", MARKS["photo"])
    assert (picture.rect.x.mm, picture.rect.width.mm) == pytest.approx((-5, 60))
    assert picture.number > page.lines[0].number


def test_elastic_pages_are_open() -> None:
    (page,) = read('<p data-fill="x">Words</p>')
    assert page.is_open


def written(engine: Engine, rendered: Boxed, folder: Path) -> bytes:
    engine.write([rendered], folder / "it.pdf")
    return (folder / "it.pdf").read_bytes()


def test_reading_leaves_the_pages_as_they_are(tmp_path: Path) -> None:
    engine = Engine(
        lambda path: ((FONTS / path[6:]).read_bytes(), "font/ttf"), {"style.css": STYLE}
    )
    rendered = engine.render('<html lang="en"><title>t</title><p id="hubs">Words</p></html>')
    before = written(engine, rendered, tmp_path)
    page_evidence(rendered, SIGHT, lambda _: None)
    after = written(engine, rendered, tmp_path)
    assert before == after
