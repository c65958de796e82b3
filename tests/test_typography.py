from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from report.content.names import Name, names_in, substitute
from report.content.node import Words
from report.content.yaml import Place
from report.diagnostics import Mark
from report.lead_ins import lead_in
from report.resources import Project
from report.settings import read_language
from report.typography import Typesetter

from .conftest import ROOT

ENGLISH = read_language(Project.at(ROOT), "en")
ODD = "<b>*x*</b> [y](#z) {{ a }} `c` 1. 2"
PLACE = Place(Mark("a.yaml", 4, 9), 0, 1)


def typesetter() -> Typesetter:
    values = {
        "facts.hubs": "more than 450",
        "page.data": "[7](#data)",
        "facts.odd": Words(ODD, plain=True),
    }
    return Typesetter(ENGLISH, lambda name: values[name.shown])


def words(text: str) -> Words:
    """Return `text` as words of an edition."""
    return Words(text, PLACE)


def line(text: str) -> str:
    return str(typesetter().line(words(text)))


def prose(text: str) -> str:
    return str(typesetter().prose(words(text)))


def words_of(html: str) -> str:
    """Return what is read, without the mark-up."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('He said "yes".', "He said “yes”."),
        ("\"A 'quoted' word\"", "“A ‘quoted’ word”"),
        ("patients' and it's", "patients’ and it’s"),
        ("1910--1920", "1910–1920"),
        ("words -- more", "words – more"),
        ("words --- more", "words — more"),
        ("and so on...", "and so on…"),
        ("(c) 2026", "© 2026"),
        ("5 km", "5\u00a0km"),
        ("150 million samples", "150\u00a0million samples"),
        ("see p. 7", "see p.\u00a07"),
        ("Dr. Berg", "Dr.\u00a0Berg"),
        ("a sample", "a\u00a0sample"),
        ("vitamin a", "vitamin a"),
        ("5 kmh", "5 kmh"),
        ("plan B is", "plan B is"),
    ],
)
def test_words_are_set_as_a_typesetter_sets_them(typed: str, set_: str) -> None:
    assert line(typed) == set_
    assert typesetter().plain(words(typed)) == set_


def test_the_last_two_words_of_a_paragraph_stay_together_unless_they_are_long() -> None:
    assert prose("It is of use in\nboth.") == "<p>It is of use in\u00a0both.</p>"
    assert prose("It is of use in both.") == "<p>It is of use in\u00a0both.</p>"
    assert "\u00a0" not in prose("It needs internationalization considerations.")
    assert "\u00a0" not in line("It is of use in both.")


@pytest.mark.parametrize(
    ("html", "count", "lead"),
    [
        ("<p>Two countries work.</p>", 2, "Two countries"),
        ("<p>Two countries work.</p>", 0, ""),
        ("<p>Two <em>countries</em> work.</p>", 2, "Two"),
        ("<p>Two</p>", 3, "Two"),
        ("<h3>Two countries</h3>", 2, ""),
    ],
)
def test_the_first_words_are_marked_as_a_lead_in(html: str, count: int, lead: str) -> None:
    made = lead_in(Markup(html), count)

    assert made.replace('<span class="lead-in">', "").replace(f"{lead}</span>", lead) == html
    assert (f'<span class="lead-in">{lead}</span>' in made) == bool(lead)


def test_code_is_left_as_typed() -> None:
    assert prose('`"a" -- b`') == "<p><code>&quot;a&quot; -- b</code></p>"


def test_markdown_becomes_html_with_crossheads_below_the_section_title() -> None:
    html = prose("# One\n\nSome *words* and **more**.\n\n- a\n- b\n\n#### Two\n\n---\n")

    assert "<h3>One</h3>" in html and "<h4>Two</h4>" in html
    assert "<em>words</em>" in html and "<strong>more</strong>" in html
    assert html.count("<li>") == 2
    assert "<hr" not in html and "<h1" not in html and "<h2" not in html


def test_tables_are_set() -> None:
    html = prose("| a | b |\n|---|--:|\n| 1 | 2 |\n")

    assert html.count("<th>a") == 1 and html.count("<td") == 2


def test_footnotes_stand_where_they_are_called() -> None:
    made = typesetter()
    html = str(made.prose(words('One[^a] and two^[inline *note*].\n\n[^a]: The "first" note.\n')))

    assert '<p>One<span class="footnote">The “first” note.</span> and two' in html.replace(
        "\u00a0", " "
    )
    assert '<span class="footnote">inline <em>note</em></span>.' in html
    assert html.count("first") == 1


def test_headlines_break_at_slashes_between_spaces() -> None:
    made = typesetter()

    assert str(made.headline(words("New tools / and/or old"))) == "New tools<br>and/or old"
    assert made.plain(words("New tools / and/or old")) == "New tools and/or old"


def test_a_part_in_another_language_is_marked() -> None:
    assert (
        line("[Karolinska Institutet]{lang=sv}") == '<span lang="sv">Karolinska Institutet</span>'
    )
    assert "<" not in line("[x]{onclick=alert(1) style=color:red}")
    assert line('[x]{lang=sv onclick="alert(1)"}') == '<span lang="sv">x</span>'


def test_names_are_replaced_and_are_no_expressions() -> None:
    assert line("{{ facts.hubs }} hubs") == "more than 450 hubs"
    assert line("page {{page.data}}") == 'page <a href="#data">7</a>'
    assert [name.shown for name in names_in("{{ a.b }} {{c}} { {d} }")] == ["a.b", "c"]
    assert substitute("{{ a }}{{ b }}", lambda name: name.shown * 2) == "aabb"
    assert list(names_in("x {{ 1 + 1 }}")) == [Name(("1 + 1",), 2)]


def test_links_inside_the_edition_are_collected_with_their_places() -> None:
    made = typesetter()
    made.line(words("see [the hubs](#hubs)"))

    assert made.link_targets == [("hubs", Mark("a.yaml", 4, 24))]
    assert made.findings == []


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b=c", "http://example.org", "mailto:a@b.org", "tel:+4681234"]
)
def test_addresses_of_the_web_mail_and_telephone_are_links(href: str) -> None:
    made = typesetter()

    assert f'<a href="{href}">x</a>' in str(made.line(words(f"[x]({href})")))
    assert made.findings == []


HOSTILE_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>",
    "file:///etc/hostname",
    "vbscript:x",
    "../secret.txt",
    "//example.org",
    "&#106;avascript:alert(1)",
]


@pytest.mark.parametrize("href", HOSTILE_LINKS)
@pytest.mark.parametrize(
    "form", ["[x]({})", "[x](<{}>)", "[x][r]\n\n[r]: {}", "text[^n]\n\n[^n]: [x]({})"]
)
def test_other_addresses_are_reported_and_are_no_links(href: str, form: str) -> None:
    made = typesetter()
    text = form.format(href)

    html = str(made.prose(words(text)))

    assert "href" not in html
    if "<a>" in html:
        assert [each.code.id for each in made.findings] == ["C111"]
        assert made.findings[0].mark and made.findings[0].mark.file == "a.yaml"


def test_an_automatic_link_to_a_script_is_no_link() -> None:
    made = typesetter()

    assert "href" not in str(made.line(words("<javascript:alert(1)>")))
    assert len(made.findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>y</a>",
        "<!-- --><style>@import 'x'</style>",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "```\n<script>\n```",
        "{{ facts.odd }}",
    ],
)
def test_markup_in_text_is_printed_and_never_obeyed(text: str) -> None:
    allowed = {"p", "em", "code", "pre"}

    for html in (line(text), prose(text)):
        assert set(re.findall(r"<\s*/?\s*([a-zA-Z!]+)", html)) <= allowed


def test_pictures_in_prose_are_reported_and_not_printed() -> None:
    made = typesetter()
    html = str(made.line(words("a ![alt](https://example.org/x.png) b")))

    assert "<img" not in html and "example" not in html
    (finding,) = made.findings
    assert finding.mark == Mark("a.yaml", 4, 11) and "`photo` block" in finding.help


TAGS = {"p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "h3", "h4", "blockquote", "br"}
SAFE = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60
).filter(lambda text: "{{" not in text)


@given(SAFE)
def test_any_text_is_set_without_tags_of_its_own(text: str) -> None:
    for html in (line(text), prose(text)):
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", html))
        assert tags <= TAGS


ANY = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "P", "S")), max_size=60)


@given(ANY)
def test_what_is_not_of_the_edition_is_printed_as_it_is(text: str) -> None:
    """Credits, captions inside files and cells of CSV files; only spaces stop breaking."""
    for shown in (words_of(str(typesetter().line(text))), typesetter().plain(text)):
        assert shown.replace("\u00a0", " ") == text.replace("\u00a0", " ")


@given(ANY)
def test_values_of_names_are_never_taken_for_markdown(text: str) -> None:
    """All their letters are printed; only marks are set better."""
    made = Typesetter(ENGLISH, lambda name: Words(text, plain=True))
    letters = re.findall(r"[^\W_]+", re.sub(r"\((c|r|tm)\)", "", text, flags=re.IGNORECASE))

    for html in (
        made.line(words("{{ x }}")),
        made.prose(words("- {{ x }}\n")),
        made.plain(words("{{ x }}")),
    ):
        assert (
            re.findall(r"[^\W_]+", words_of(html) if isinstance(html, Markup) else html) == letters
        )
    assert made.findings == []


def test_a_value_is_plain_wherever_it_stands() -> None:
    made = Typesetter(
        ENGLISH,
        lambda name: Words({"b": 'a*b*c "d"', "h": "a.example.org"}[name.shown], plain=True),
    )

    html = str(made.prose(words("*{{ b }}* `{{ b }}` [{{ b }}](https://{{ h }}/{{ b }})")))

    assert "<em>a*b*c “d”</em> <code>a*b*c “d”</code>" in html
    assert 'href="https://a.example.org/a%2Ab%2Ac%20%E2%80%9Cd%E2%80%9D"' in html
    assert made.findings == []


def test_words_marked_as_plain_are_no_markdown_and_have_no_names() -> None:
    text = Words('*x* {{ facts.hubs }} "y" [z](#z)', PLACE, plain=True)

    assert words_of(typesetter().line(text)) == "*x* {{ facts.hubs }} “y” [z](#z)"
    assert typesetter().plain(text) == "*x* {{ facts.hubs }} “y” [z](#z)"


NESTED = "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(60))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (NESTED, 53),
        (">" * 120 + " deep", 4),
        ("Words.\n\n[note]: lost", 6),
        ("Words.\n\n[^note]: lost words", 6),
        ("| a |\n|---|\n| b | c |", 6),
        ("[x]{.big}", 4),
        ("word[^n]\n\n[^n]: x\n\n    ```\n    code\n    ```\n", 9),
    ],
)
def test_words_that_markdown_swallows_are_a_finding(text: str, line: int) -> None:
    made = typesetter()
    made.prose(Words(text, Place(Mark("a.yaml", 3, 9), 4, 1)))

    assert {each.code.id for each in made.findings} == {"C115"}
    assert made.findings[0].mark and made.findings[0].mark.line == line


def test_a_list_of_twenty_levels_is_printed_in_full() -> None:
    made = typesetter()
    html = str(made.prose(words(NESTED[: NESTED.index("- item40")])))

    assert html.count("<li>") == 40 and made.findings == []


MARKDOWN = """\
# A heading {{ facts.hubs }}

1986. A year, (c) 2026 (TM) AT&amp;T caf&eacute; &#39;x&#39; 1--2 don't
7) seven

See [text][ref] and [ref], <https://räksmörgås.se/å%20b>, <a@b.org>,
[å](https://example.org/ö "title").
Notes[^one] and[^one] ^[inline]. Page {{page.data}}.

[ref]: https://example.org/x "A title"
[^one]: The note.

```python
code & more
```

| a | b |
|--:|---|
| **1**2 | `x` [Karolinska]{lang=sv} |

Line\\
break a_b_c *d*e \\* \\[x] <b>html</b>
"""


def test_what_markdown_prints_in_another_form_is_not_lost() -> None:
    made = typesetter()
    made.prose(words(MARKDOWN))

    assert {each.code.id for each in made.findings} <= {"C128"}


MARKS = st.text("ab1 \n-*_`[]()^:|#>{}.=&;\\<!\"'", max_size=40)


@given(MARKS)
@settings(max_examples=300)
def test_words_are_in_the_html_or_in_a_finding(text: str) -> None:
    made = Typesetter(ENGLISH, lambda name: Words("v", plain=True))
    html = str(made.prose(words(text)))

    printed = re.sub(r"\s+", "", words_of(html)) + "".join(re.findall(r'="([^"]*)"', html))
    for word in re.findall(r"[ab]+", text):
        assert word in printed or "{{" in text or made.findings, (text, html)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Write[^9]", 14),
        ("A[^a] B[^b]\n\n[^a]: a note", 16),
        ("\\[^9]", 0),
        ("`[^9]`", 0),
        ("A[^a]\n\n[^a]: b", 0),
    ],
)
def test_a_number_of_a_note_that_is_not_there_is_an_error(text: str, column: int) -> None:
    made = typesetter()
    made.prose(words(text))

    assert [each.code.id for each in made.findings] == ["C109"] * bool(column)
    assert [each.mark and each.mark.column for each in made.findings] == [column] * bool(column)


def test_an_address_breaks_before_its_marks_and_nowhere_in_a_word() -> None:
    set_ = typesetter().address("https://www.example.org/a?who=comes&from=<where>")

    assert set_.split("<wbr>") == [
        f'<span class="whole">{part}</span>'
        for part in ("www", ".example", ".org", "/a", "?who", "=comes", "&amp;from")
    ] + ['<span class="whole">=&lt;where&gt;</span>']
    long = "a" * 40
    assert typesetter().address(f"name@{long}.example").split("<wbr>")[1] == f"@{long}"


def test_a_licence_in_a_credit_is_carried_over_whole() -> None:
    credit = typesetter().credit
    assert credit("Photo: A & B (CC0 1.0)") == (
        'Photo: A &amp; B <span class="whole">(CC0 1.0)</span>'
    )
    assert credit("A (CC0 1.0), via B") == 'A <span class="whole">(CC0 1.0)</span>, via B'
    for kept in ("Photo: A", "(CC0 1.0)", "[free](https://a.example)", f"A ({'b' * 30})"):
        assert credit(kept) == kept


def test_display_lines_end_with_two_words() -> None:
    display = typesetter().display
    assert display(Words("With a second line", PLACE)) == "With a\u00a0second\u00a0line"
    # Two words are bound already: a third would leave a gap above them.
    assert display(Words("Long enough to sound like a person", PLACE)).endswith(
        "sound like a\u00a0person"
    )
    for kept in ("Two words", "A & <b>", "Ends with internationalisation responsibilities"):
        assert unescape(display(Words(kept, PLACE, plain=True))).replace("\u00a0", " ") == kept


@pytest.mark.parametrize(
    ("text", "shown", "column"),
    [
        ("###A heading", ["###"], 9),
        ("Now <b>write</b> <br>", ["<b>"], 13),
        ('A <span style="x">word</span>', ['<span style="x">'], 11),
        ("an **unclosed word", ["**"], 12),
        ("**bold **word", ["**"], 9),
        ("5 < 6, a<b or b>c, 2 ** 3, #hashtag and #1", [], 0),
        ("a \\*\\*b, \\<b> and `<b> **x`", [], 0),
        ("**strong** and *emphasis*\n\n### A heading", [], 0),
    ],
)
def test_marks_that_are_printed_as_they_stand_are_told(
    text: str, shown: list[str], column: int
) -> None:
    typesetter_ = typesetter()
    typesetter_.prose(words(text))

    assert [each.code.id for each in typesetter_.findings] == ["C128"] * len(shown)
    for finding, sign in zip(typesetter_.findings, shown, strict=True):
        assert f"“{sign}”" in finding.message
        assert finding.mark is not None and finding.mark.column == column
