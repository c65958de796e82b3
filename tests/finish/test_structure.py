"""Each defect that the engine leaves in the structure, and that it is mended."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from report.diagnostics import Diagnostic
from report.engine.section_tree import SECTIONS as TREES
from report.pdf.structure import LinkedAnnotation, read_structure
from report.pdf.tree_checks import tree_faults
from report.validators import validate
from tests.tools.reading import html_text, tree_text
from tests.tools.small_pdfs import (
    DOT,
    PROSE,
    SECTIONS,
    finished,
    laid_out,
    outline,
    published,
    structure,
)

TITLE = "<h1>Title</h1>"


def tree(html: str, css: str = "") -> list[object]:
    return outline(read_structure(published(TITLE + html, css)).root)[2:]


def texts(*types: str) -> list[str]:
    return [element.text for element in structure().of_type(*types)]


def test_the_document_is_its_sections_in_order():
    assert [kid.type for kid in structure().root.elements] == ["Sect"] * 4
    assert texts("H1", "H2", "H3") == [
        "The cover",
        "Contents",
        "First section",
        "Andra avsnittet",
        "Kontakt",
        "Panel",
    ]


def test_the_tree_holds_the_text_of_the_html_in_its_order():
    assert tree_text(structure()) == html_text(SECTIONS)


def test_that_comparison_misses_nothing():
    text = html_text(SECTIONS)
    assert len(text) > 1000 and "hiddenornament" not in text and "thefirstnote" in text
    assert html_text(reversed(SECTIONS)) != text
    assert html_text([*SECTIONS, "<p>one more word</p>"]) == text + "onemoreword"


def test_a_paragraph_split_over_columns_and_pages_is_one_and_its_words_are_whole():
    first = next(p for p in structure().of_type("P") if "comprehensive" in p.text)
    assert len(first.pages) > 1
    expected = (PROSE + "More words" + PROSE + PROSE * 2).split()
    assert first.text_without("Reference", "Note").split() == expected


def test_hyphens_of_the_engine_are_soft_and_those_of_the_author_are_not():
    hyphens = [e for e in structure().root.walk() if e.actual == "\u00ad"]
    assert len(hyphens) > 5
    kept = tree(
        f"<div class=columns><p>{'long-distance e-post ' * 30}</p></div>", "p {hyphens: none}"
    )
    assert str(kept).count("long-distance") + str(kept).count("long- distance") == 30
    assert "\u00ad" not in str(kept)


def test_a_section_split_over_pages_is_one():
    assert len(structure().root.elements[3].pages) > 1


def test_a_list_split_over_pages_is_one_and_its_repeated_head_an_artifact():
    css = ".list { display: table } .repeated { display: table-header-group } li { height: 30mm }"
    items = "".join(f"<li>Person {number}</li>" for number in range(5))
    head = '<div class="repeated"><h3>People</h3></div>'
    html = f'{TITLE}<div class="list">{head}<div class="rest"><ul>{items}</ul></div></div>'

    made = read_structure(published(html, css))

    assert [each.text for each in made.of_type("H2", "H3")] == ["People"]
    (people,) = made.of_type("L")
    assert len(people.pages) > 1 and len(people.elements) == 5
    repeated = [run for run in made.outside if run.text == "People"]
    assert len(repeated) == len(people.pages) - 1
    assert {run.artifact for run in repeated} == {"Pagination"}


def test_a_table_split_over_pages_is_one_and_its_repeated_head_an_artifact():
    (table,) = structure().of_type("Table")
    assert len(table.pages) > 1
    assert [kid.type for kid in table.elements] == ["Caption", "THead", "TBody"]
    assert [len(kid.elements) for kid in table.elements[1:]] == [1, 20]
    repeated = [run for run in structure().outside if run.text == "Year"]
    assert len(repeated) == len(table.pages) - 1
    assert {run.artifact for run in repeated} == {"Pagination"}


def test_head_cells_have_scope_and_spans_and_empty_cells_stay():
    heads = structure().of_type("TH")
    assert [cell.scope for cell in heads] == ["Column"] * 2 + ["Row"] * 20
    assert [cell.spans for cell in heads[:2]] == [(1, 1), (2, 1)]
    assert [cell.text for cell in structure().of_type("TD")][:4] == ["0", "", "1", ""]


def test_row_spans_are_kept():
    pdf = published(f"{TITLE}<table><tr><th rowspan=2 scope=row>a</th><td>1<tr><td>2</table>")
    assert [cell.spans for cell in read_structure(pdf).of_type("TH")] == [(1, 2)]


def test_heads_without_scope_head_what_they_stand_before():
    pdf = published(
        f"{TITLE}<table><thead><tr><td></td><th>a</th><tbody><tr><th>b</th><td>1</table>"
        "<table><tr><th>c</th><th>d</th><tr><td>1</td><td>2</table>"
    )
    scopes = [(cell.text, cell.scope) for cell in read_structure(pdf).of_type("TH")]
    assert scopes == [("a", "Column"), ("b", "Row"), ("c", "Column"), ("d", "Column")]


def test_running_heads_and_folios_are_pagination_artifacts():
    folios = [run for run in structure().outside if run.text.isdigit()]
    assert len(folios) == len(structure().sizes)
    assert {run.artifact for run in folios} == {"Pagination"}
    heads = [run.text for run in structure().outside if not run.text.isdigit()]
    assert {"First section", "Andra avsnittet"} <= set(heads)


def test_decoration_is_an_artifact():
    (figure,) = structure().of_type("Figure")
    assert figure.alt == "A dot"
    assert "hidden ornament" not in structure().root.text
    assert [r.artifact for r in structure().outside if r.text == "hidden ornament"] == ["Layout"]
    assert tree(f'<p>a</p><img role=presentation alt=x src="{DOT}">') == [["P", "a"]]


def test_lists_have_labels_bodies_and_numbering_and_nest_in_their_item():
    assert tree("<ul><li>One<ul><li>In</li></ul>more</li><li><p>Two</p></li></ul>") == [
        [
            "L",
            ["LI", ["Lbl", "•"], ["LBody", ["L", ["LI", ["Lbl", "◦"], ["LBody", "In"]]]]],
            ["LI", ["Lbl", "•"], ["LBody", ["P", "Two"]]],
        ]
    ]
    assert [each.numbering for each in structure().of_type("L")] == [
        "Disc",
        "Circle",
        "None",
        "Decimal",
    ]
    bare = read_structure(published(f"{TITLE}<ul style='list-style: none'><li>One</ul>"))
    assert outline(bare.of_type("L")[0]) == ["L", ["LI", ["LBody", "One"]]]
    assert bare.of_type("L")[0].numbering == "None"
    roman = published(f"{TITLE}<ol><li>One</ol>", "li { list-style-type: upper-roman }")
    assert read_structure(roman).of_type("L")[0].numbering == "UpperRoman"


def test_text_around_a_nested_list_keeps_its_order():
    (item, _) = read_structure(
        published(f"{TITLE}<ul><li><p>a</p><ul><li>b</li></ul><p>c</p></li></ul>")
    ).of_type("LI")
    assert item.text == "• a ◦ b c"


def test_a_definition_list_pairs_terms_and_what_they_mean():
    assert tree(
        "<dl><dt>A</dt><dd>1</dd><div><dt>B</dt><dt>C</dt><dd>2</dd><dd>3</dd></div></dl>"
    ) == [
        [
            "L",
            ["LI", ["Lbl", "A"], ["LBody", "1"]],
            ["LI", ["Lbl", "B"], ["Lbl", "C"], ["LBody", ["P", "2"], ["P", "3"]]],
        ]
    ]


def test_the_contents_are_toc_and_toci():
    nested = tree(
        "<nav class=contents><ol><li><a href='#a'>A</a> <span>1</span>"
        "<ol><li><p><a href='#b'>B</a></p></li></ol></li></ol></nav><h2 id=a>A</h2><h3 id=b>B</h3>"
    )
    reference = ["Reference", ["Link", "A"], ["Span", "1"]]
    inner = ["TOC", ["TOCI", ["Lbl", "1."], ["Reference", ["Link", "B"]]]]
    assert nested[0] == ["Sect", ["TOC", ["TOCI", ["Lbl", "1."], reference, inner]]]
    assert texts("TOCI") == ["1. First section3", "2. Second section6"]


def test_a_footnote_follows_the_block_that_refers_to_it():
    (note,) = structure().of_type("Note")
    assert (note.text, note.id) == ("1. The first note.", "note-00001")
    block = next(p for p in structure().of_type("P") if note in p.elements)
    assert block.elements[-1] is note
    assert [e.text for e in block.walk() if e.type == "Reference"] == ["1"]
    call = "<span class=footnote>{}</span>"
    kinds = [kid[0] for kid in tree(f"<h2>Head{call.format('x')}</h2><p>b{call.format('y')}</p>")]
    assert kinds == ["H2", "Note", "P"]


def test_the_trees_of_parents_and_identifiers_are_complete():
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        tree = pdf.Root.StructTreeRoot
        keys = [int(key) for key in tree.ParentTree.Nums[::2]]
        links = sum(len(page.obj.get("/Annots", [])) for page in pdf.pages)
        assert keys == list(range(len(pdf.pages) + links))
        assert int(tree.ParentTreeNextKey) == len(keys)
        name, note = tree.IDTree.Names
        assert (str(note.S), str(note.ID)) == ("/Note", str(name))


def test_languages_are_marked_where_they_change():
    swedish = structure().root.elements[3]
    assert (structure().root.lang, swedish.lang) == ("en", "sv")
    assert structure().of_type("P")[-1].lang == "ar"
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        marked = [str(thing.Lang) for thing in pdf.objects if "/Lang" in _keys(thing)]
    assert sorted(marked) == ["ar", "en", "sv"]


def _keys(thing: pikepdf.Object) -> list[str]:
    return list(thing.keys()) if isinstance(thing, pikepdf.Dictionary) else []


def test_abbreviations_are_expanded():
    (who,) = [e for e in structure().root.walk() if e.expansion]
    assert (who.text, who.expansion) == ("WHO", "World Health Organization")


def test_links_are_one_element_and_say_their_text():
    links = structure().of_type("Link")
    assert [link.text for link in links] == [
        "First section",
        "Second section",
        "a link whose words go over more than one line of text",
        "a@b",
    ]
    for link in links:
        found = [kid for kid in link.kids if isinstance(kid, LinkedAnnotation)]
        assert {annotation.contents for annotation in found} == {link.text}
    assert len([kid for kid in links[2].kids if isinstance(kid, LinkedAnnotation)]) > 1


def test_a_link_says_its_title_or_its_picture():
    pdf = published(
        f"{TITLE}<p><a href='https://a.org' title='The title'>x</a> "
        f"<a href='https://b.org'><img alt='The picture' src=\"{DOT}\"></a></p>"
    )
    contents = [
        kid.contents
        for link in read_structure(pdf).of_type("Link")
        for kid in link.kids
        if isinstance(kid, LinkedAnnotation)
    ]
    assert set(contents) == {"The title", "The picture"}
    assert tree_faults(read_structure(pdf)) == ()


def test_a_figure_is_a_box_with_picture_and_caption_in_points_from_below():
    (figure,) = structure().of_type("Figure")
    group = next(e for e in structure().root.walk() if figure in e.elements)
    assert [group.type, *(kid.type for kid in group.elements)] == ["Div", "Figure", "Caption"]
    left, bottom, right, top = figure.bbox
    assert (right - left, top - bottom) == pytest.approx((30, 30), abs=0.01)
    width, height = structure().sizes[figure.pages[0]]
    assert 34 < left < 200 and right < width and bottom > 34 and top < height - 34


def test_a_picture_over_the_edge_has_its_box_cut_to_the_page():
    css = "img { position: absolute; left: -20mm; top: -20mm; width: 140mm }"
    (figure,) = read_structure(published(f'{TITLE}<img alt=x src="{DOT}">', css)).of_type("Figure")
    assert figure.bbox == pytest.approx((0, 0, 100 / 25.4 * 72, 90 / 25.4 * 72), abs=0.01)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>bare <em>words</em></div>", ["P", ["Span", "words"]]),
        ("<section>bare<p>p</p></section>", ["Sect", ["P", "bare"], ["P", "p"]]),
        ("<article><p>p</p></article>", ["Art", ["P", "p"]]),
        ("<main><p>p</p></main>", ["Part", ["P", "p"]]),
        ("<aside><p>p</p></aside>", ["Sect", ["P", "p"]]),
        ("<blockquote>q</blockquote>", ["BlockQuote", ["P", "q"]]),
        ("<div><p></p><i></i></div><p>p</p>", ["P", "p"]),
        (
            "<div style='display:table'><div style='display:table-cell'><p>p</p></div></div>",
            ["P", "p"],
        ),
        ("<div><div><p>p</p><p>q</p></div></div>", ["Div", ["P", "p"], ["P", "q"]]),
    ],
)
def test_html_elements_become_standard_types(html, expected):
    assert tree(html) == [expected]


def test_nothing_of_the_engines_tree_is_left():
    for data, noted in ((laid_out(), True), (finished(), False)):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert ("/" + TREES in pdf.Root) is noted
            assert ("/StructTreeRoot" in pdf.Root) is not noted
            kinds = {str(t.S) for t in pdf.objects if {"/S", "/P"} <= set(_keys(t))}
        assert "/NonStruct" not in kinds


def test_what_css_has_moved_stands_where_the_html_has_it():
    """ISO 14289-1 §7.2: the order of the structure is the order of reading."""
    assert tree("<div><p style='order: 2'>one</p><p>two</p></div>", "div { display: flex }") == [
        ["Div", ["P", "one"], ["P", "two"]]
    ]


def test_small_capitals_read_as_they_are_written():
    """One glyph draws "T" and "t"; the fonts would give "UniTed STaTes"."""
    style = "font-variant-caps: all-small-caps"
    html = f"<p><span style='{style}'>The United States collaborate internationally</span> so</p>"
    css = "p { hyphens: auto; width: 40mm }"
    words = "The United States collaborate internationally"
    pdf = published(TITLE + html, css)
    capitals = read_structure(pdf).of_type("P")[0].elements[0]
    assert (capitals.type, capitals.text) == ("Span", words)
    assert read_structure(pdf).of_type("P")[0].text == f"{words} so"
    with pypdfium2.PdfDocument(pdf) as document:
        assert "United States" in document[0].get_textpage().get_text_range()
    assert validate(pdf) == ()


def test_underlines_leave_no_mark_in_another_and_none_open():
    with pikepdf.open(io.BytesIO(published(f"{TITLE}<p><u>{PROSE * 2}</u></p>"))) as pdf:
        depth = 0
        for step in pikepdf.parse_content_stream(pdf.pages[0], "BDC BMC EMC"):
            depth += -1 if str(step.operator) == "EMC" else 1
            assert 0 <= depth <= 1
        assert depth == 0


def test_text_in_a_transparency_group_is_refused_by_name():
    with pytest.raises(Diagnostic) as caught:
        published(f"{TITLE}<p style='opacity: .5'>faded words</p>")
    (finding,) = caught.value.findings
    assert finding.code.id == "A110"
    assert "faded words" in finding.message and "opacity" in finding.help


def test_a_file_belongs_to_its_figure_or_to_the_document():
    (figure,) = structure().of_type("Figure")
    assert figure.files == ("dots.csv",)
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        assert Name.AF not in pdf.Root
