"""Lines that are remembered are the lines that WeasyPrint would break again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import split_first_line

from report.diagnostics import Diagnostic
from report.engine import first_lines
from report.engine.first_lines import FirstLines, remembered_lines
from report.engine.patches import Private
from report.engine.render import Engine
from tests.engine.pages import FONTS, STYLE

# Each of them breaks or draws the same words in another way than no style does.
STYLES = (
    "hyphens: auto",
    "hyphens: auto; hyphenate-character: '='",
    "hyphens: auto; hyphenate-limit-zone: 30%",
    "hyphens: auto; hyphenate-limit-chars: 16 7 7",
    "text-align: justify",
    "word-spacing: 3px",
    "letter-spacing: 1px",
    "white-space: pre-wrap",
    "white-space: nowrap",
    "overflow-wrap: anywhere",
    "word-break: break-all",
    "text-decoration: underline",
    "font-size: 13pt",
    "font-family: Sans3",
    "font-feature-settings: 'smcp'",
    "font-variant-numeric: oldstyle-nums",
    "font-variant-caps: small-caps",
    "font-variant-ligatures: none",
    "font-kerning: none",
    "direction: rtl",
)
SANS = "@font-face { font-family: Sans3; src: url(fonts/source-sans-3/SourceSans3-Regular.ttf) }"
WORDS = (
    "Biotechnological collaboration strengthens, in 1984, interdisciplinary responsibilities. ",
    "AVATAR a ffi b c\u00adontr\u00adaption To Wa. ",
    "Notwithstandinginternationalisationofinfrastructures. ",
)


def serve(path: str) -> tuple[bytes, str]:
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def pages(tmp_path, body: str) -> bytes:
    engine = Engine(serve, {"style.css": STYLE + SANS + "section { columns: 2 }"})
    rendered = engine.render(f'<html lang="en"><body><section>{body}</section></body></html>')
    engine.write([rendered], tmp_path / "pages.pdf")
    return (tmp_path / "pages.pdf").read_bytes()


def same(folder, body: str, patch: pytest.MonkeyPatch) -> None:
    remembered = pages(folder, body)
    patch.setattr(first_lines, "_remembering", lambda split: split)
    assert pages(folder, body) == remembered


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_not_taken_for_another(tmp_path, monkeypatch, style):
    words = "".join(WORDS)
    same(tmp_path, f'<p>{words}</p><p style="{style}">{words}</p><p>{words}</p>', monkeypatch)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(STYLES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_pages_are_the_same_bytes(tmp_path_factory, blocks):
    body = "".join(f'<p style="{style}">{"".join(words)}</p>' for style, words in blocks)
    with pytest.MonkeyPatch.context() as patch:
        same(tmp_path_factory.mktemp("pages"), body, patch)


def test_a_line_is_broken_once(monkeypatch):
    asked, answered = [], []

    def split(text, *rest):
        answered.append(text)
        return split_first_line(text, *rest)

    def remembering(original, known=first_lines._remembering):
        inner = known(split)

        def outer(*arguments, **named):
            asked.append(arguments[0])
            return inner(*arguments, **named)

        return outer

    monkeypatch.setattr(first_lines, "_remembering", remembering)
    engine = Engine(serve, {"style.css": STYLE + "section { columns: 2 }"})
    html = f"<html><body><section>{'<p>Many words in this column here.</p>' * 9}</section>"
    engine.render(html)
    assert 0 < len(answered) < len(asked) / 5
    answered.clear()
    engine.render(html)
    assert answered == []  # a document that is laid out again has its lines already


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", "30%", "7px", "0.3px"]),
    st.one_of(
        st.floats(1, 400),
        # Widths that lines of whole units just fill, or fill but for the zone.
        st.integers(10_000, 400_000).map(lambda units: units / 1024),
        st.integers(10_000, 400_000).map(lambda units: units / 1024 / 0.7),
    ),
    st.lists(st.sampled_from([0, 1e-13, -1e-13, 1e-9, -1e-9, 1e-5, 1e-3]), min_size=1, max_size=5),
)
def test_columns_of_nearly_the_same_width_break_as_they_would(zone, width, off):
    engine = Engine(serve, {"style.css": STYLE + f"p {{ hyphenate-limit-zone: {zone or 0} }}"})
    words = "".join(WORDS)
    box = engine.render(f"<html lang=en><body><p style='hyphens: auto'>{words}</p>").boxes[0]
    style = next(each.style for each in box.descendants() if each.element_tag == "p")
    context = SimpleNamespace(dictionaries={})
    remembering = first_lines._remembering(split_first_line)
    for each in (width, *(width + more for more in off)):
        (known, *told), (layout, *fresh) = (
            split(words, style, context, each, 0) for split in (remembering, split_first_line)
        )
        assert told == fresh
        assert (known.text, known.max_width) == (layout.text, layout.max_width)


def test_columns_of_one_width_share_their_lines():
    style = {"font_size": 13.3, "letter_spacing": "normal", "hyphenate_limit_zone": ZERO_PIXELS}
    room = first_lines._room
    assert room(222.3, style) == room(222.3 + 3e-14, style) == room(222.3 - 1e-7, style)
    assert room(222.3, style) != room(222.4, style)
    style |= {"letter_spacing": 0.1}
    assert room(222.3, style) == 222.3


def test_boxes_of_the_same_words_do_not_share_their_layout():
    engine = Engine(serve, {"style.css": STYLE})
    page = (
        engine.render("<html><body><p>Same words</p><p>Same words</p></body></html>")
        .document.pages[0]
        ._page_box
    )
    one, other = [box.pango_layout for box in page.descendants() if hasattr(box, "pango_layout")]
    assert one is not other
    assert vars(one) == vars(other)


def test_a_length_that_has_to_be_calculated_is_not_remembered(monkeypatch):
    known = []
    monkeypatch.setattr(FirstLines, "put", lambda self, key, line: known.append(key))
    engine = Engine(serve, {"style.css": STYLE + "p { hyphenate-limit-zone: calc(5% + 1px) }"})
    engine.render("<html lang=en><body><p>Some words</p></body></html>")
    assert known == []


def test_lines_set_without_a_font_are_forgotten_when_it_comes():
    engine = Engine(serve, {"style.css": STYLE})
    html = "<html><head>{}</head><body><p style='font-family: Late, Serif4'>Words</p></body>"
    source = "fonts/source-sans-3/SourceSans3-Regular.ttf"
    face = f"<style>@font-face {{ font-family: Late; src: url({source}) }}</style>"
    before = engine.render(html.format("")).boxes[0]
    after = engine.render(html.format(face)).boxes[0]
    alone = Engine(serve, {"style.css": STYLE}).render(html.format(face)).boxes[0]

    def width(page):
        return next(box.width for box in page.descendants() if hasattr(box, "pango_layout"))

    assert width(after) == width(alone) != width(before)


@given(st.lists(st.integers(0, 30)), st.integers(2, 20))
def test_memory_is_bounded(asked, entries):
    known = FirstLines(most=entries * (first_lines._ENTRY + 1))
    for number in asked:
        found = known.get(("a", number))
        assert found in (None, number)
        known.put(("a", number), number)
        assert known.get(("a", number)) == number
        assert len(known) <= entries + 2


def test_weasyprint_is_left_as_it_was():
    with pytest.raises(RuntimeError), remembered_lines():
        assert inline.split_first_line is preferred.split_first_line is not split_first_line
        raise RuntimeError
    assert inline.split_first_line is preferred.split_first_line is split_first_line


def test_another_signature_is_refused(monkeypatch):
    monkeypatch.setattr(inline, "split_first_line", lambda text, style: ())
    with pytest.raises(Diagnostic, match="E110"), remembered_lines():
        pass


def test_a_function_that_is_gone_is_refused():
    with pytest.raises(Diagnostic, match=r"E110.*`gone`"):
        _ = Private("gone", (), (inline,)).function
