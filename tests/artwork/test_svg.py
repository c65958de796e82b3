"""SVG by others: what is drawn stays, what could run, load or grow is an error with its line."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from report.artwork.svg import clean_svg
from report.artwork.svg_values import path_data
from report.diagnostics import Diagnostic

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, size: str = 'viewBox="0 0 40 20"') -> bytes:
    return f"<svg {NS} {size}>\n{inside}\n</svg>".encode()


def kept(inside: str) -> etree._Element:
    return etree.fromstring(clean_svg(drawing(inside), "x.svg").data)[0]


def faults(data: bytes) -> list[tuple[str, int]]:
    with pytest.raises(Diagnostic) as caught:
        clean_svg(data, "x.svg")
    assert all(each.mark and each.mark.file == "x.svg" for each in caught.value.findings)
    return [(each.code.id, each.mark.line if each.mark else 0) for each in caught.value.findings]


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of another case": "<g><script href='x.js'/></g>",
    "an event": "<rect width='1' height='1' onload='x()'/>",
    "an event on the root's child": "<g onclick='x()'><path d='M0 0'/></g>",
    "a web page": "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "another file": "<use xlink:href='other.svg#a'/>",
    "another file, plain": "<use href='https://example.org/x.svg#a'/>",
    "a file of the machine": "<use href='file:///etc/passwd#a'/>",
    "a fill from elsewhere": "<rect width='1' height='1' fill='url(http://x/#a)'/>",
    "a style from elsewhere": "<rect style='fill: url(http://x/#a)'/>",
    "a hidden address": r"<rect style='fill: u\72l(http://x/#a)'/>",
    "an import": "<style>@import url(http://x/a.css);</style>",
    "a font": "<style>@font-face { font-family: x; src: url(x.woff) }</style>",
    "a rule that loads": "<style>.a { fill: url(http://x/#y) }</style>",
    "itself": "<g id='a'><use href='#a'/></g>",
    "a circle of three": "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
    "a gradient of itself": "<linearGradient id='a' href='#a'/><rect fill='url(#a)'/>",
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_what_could_run_or_lead_out_is_unsafe(inside: str) -> None:
    assert {code for code, _ in faults(drawing(inside))} == {"P401"}


def test_a_drawing_that_grows_and_grows_is_unsafe() -> None:
    parts = "<g id='a0'><path d='M0 0h1'/></g>"
    for n in range(1, 12):
        parts += f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>"

    assert faults(drawing(f"<defs>{parts}</defs><use href='#a11'/>")) == [("P401", 1)]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://x/a.dtd"> %a;]>',
        '<?xml-stylesheet href="http://x/a.css"?>',
    ],
)
def test_entities_and_style_sheets_are_unsafe(head: str) -> None:
    assert faults(head.encode() + drawing("<g>&a;</g>"))[0][0] == "P401"


@pytest.mark.parametrize(
    "inside",
    [
        "<text>Words</text>",
        "<image href='data:image/png;base64,xxxx'/>",
        "<rect filter='url(#a)'/><filter id='a'/>",
        "<pattern id='a'/>",
        "<animate attributeName='x'/>",
        "<svg/>",
        "<style>g > path { fill: red }</style>",
        "<g mask='url(#m)'/><g id='m'/>",
    ],
)
def test_what_would_print_otherwise_is_no_drawing(inside: str) -> None:
    assert "P402" in {code for code, _ in faults(drawing(inside))}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<html/>",
        b"\xff\xfe\x00",
        drawing("<path d='M0 0 L 1'/>"),
        drawing("<path d='L 1 1'/>"),
        drawing("<rect width='1e99' height='1'/>"),
        drawing("<rect width='&lt;script&gt;'/>"),
        drawing("<use href='#none'/>"),
        drawing("<rect fill='nocolour'/>"),
        drawing("<rect fill='#12345'/>"),
        drawing("<symbol viewBox='0 0 1'/>"),
        drawing("<symbol viewBox='0 0 0 1'/>"),
        drawing("", ""),
        drawing("", 'viewBox="0 0 0 5"'),
        drawing("", 'viewBox="0 0 1 5000"'),
        drawing("<g>" * 100 + "</g>" * 100),
        drawing("<path/>" * 20_001),
        f'<svg {NS}><foo bar="baz'.encode(),
    ],
)
def test_what_is_damaged_is_said_to_be(data: bytes) -> None:
    assert {code for code, _ in faults(data)} == {"P403"}


def test_every_fault_is_named_at_its_line() -> None:
    inside = "<script/>\n<g/>\n<text/>\n<rect x='a'/>"

    assert faults(drawing(inside)) == [("P401", 2), ("P402", 4), ("P403", 5)]


def test_shapes_and_colours_stay() -> None:
    path = kept("<path id='p' fill='#f00' stroke='rgb(1, 2, 3)' d='M0,0l1-1.5.5.5z'/>")

    assert dict(path.attrib) == {
        "id": "a0",
        "fill": "#f00",
        "stroke": "rgb(1, 2, 3)",
        "d": "M 0 0 l 1 -1.5 .5 .5 z",
    }


def test_styles_become_attributes_the_heavier_ones_winning() -> None:
    style = "<style>/* x */ .a{fill:red} path{fill:blue;stroke:green} #b{stroke:none}</style>"
    group = kept(
        f"<g>{style}<path class='a' d='M0 0'/><path id='b' style='fill:#123' d='M0 0'/></g>"
    )

    first, second = group
    assert (first.get("fill"), first.get("stroke")) == ("red", "green")
    assert (second.get("fill"), second.get("stroke")) == ("#123", "none")


def test_gradients_and_parts_used_again_lead_to_each_other_by_new_names() -> None:
    made = kept(
        "<g><linearGradient id='Verlauf ä'><stop offset='0' stop-color='red'/></linearGradient>"
        "<rect id='r' width='5' height='5' fill='url(#Verlauf)'/></g>".replace(" ä", "")
    )

    assert made[1].get("fill") == f"url(#{made[0].get('id')})"


def test_notes_of_drawing_programs_go() -> None:
    made = clean_svg(
        drawing(
            "<metadata><x:y xmlns:x='urn:x' onclick='z'/></metadata><title>T</title>"
            "<s:view xmlns:s='urn:s'/><rect width='1' height='1' data-x='y' class='c'/>"
        ),
        "x.svg",
    )

    assert made.data.count(b"<") == 3 and b"data-x" not in made.data and b"urn" not in made.data


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ('viewBox="0 0 40 20"', 2),
        ('viewBox="5,5,30,10" width="999"', 3),
        ('width="40mm" height="2cm"', 2),
        ('width="1in" height="96px"', 1),
    ],
)
def test_the_size_is_that_of_the_view(size: str, ratio: float) -> None:
    made = clean_svg(drawing("", size), "x.svg")

    assert made.width / made.height == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("M0 0a1 1 0 01.5.5z", "M 0 0 a 1 1 0 0 1 .5 .5 z"),
        ("m1-2-3.4.5", "m 1 -2 -3.4 .5"),
        ("m1-2-3", None),
        ("M.5.5 1e2-3", "M .5 .5 1e2 -3"),
        ("M0 0 X", None),
        ("z", None),
        ("M0 0 z 1", None),
        ("M0 0 a1 1 0 2 1 1 1", None),
        ("", ""),
    ],
)
def test_outlines_are_read_command_by_command(text: str, wanted: str | None) -> None:
    assert path_data(text) == wanted


ALLOWED = {
    *("svg", "g", "defs", "symbol", "use", "clipPath", "path", "rect", "circle", "ellipse"),
    *("line", "polyline", "polygon", "linearGradient", "radialGradient", "stop"),
}
NAMES = st.sampled_from([*sorted(ALLOWED), "script", "style", "a", "text", "image", "title"])
VALUES = st.one_of(
    st.sampled_from(["#a", "url(#a)", "url(http://x)", "red", "1", "M0 0h1", "none", "a"]),
    st.text("abM0.-#:;()/ ", max_size=12),
)
KEYS = st.sampled_from(
    ["id", "fill", "style", "d", "href", "xlink:href", "onclick", "x", "class", "transform"]
)


def written(tree: tuple[str, dict[str, str], list[object], str]) -> str:
    name, attributes, children, text = tree
    inner = "".join(written(each) for each in children)  # type: ignore[arg-type]
    made = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{made}>{text if name == 'style' else ''}{inner}</{name}>"


TREES = st.recursive(
    st.tuples(NAMES, st.dictionaries(KEYS, VALUES, max_size=4), st.just([]), VALUES),
    lambda below: st.tuples(
        NAMES,
        st.dictionaries(KEYS, VALUES, max_size=4),
        st.lists(below, max_size=3),  # type: ignore[arg-type]
        VALUES,
    ),
    max_leaves=8,
)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter()


@given(tree=TREES)
@settings(max_examples=150, deadline=None)
def test_whatever_is_drawn_holds_nothing_but_shapes(
    tree: tuple[str, dict[str, str], list[object], str],
) -> None:
    try:
        made = clean_svg(drawing(written(tree)), "x.svg").data
    except Diagnostic:
        return
    for each in elements(etree.fromstring(made)):
        assert etree.QName(each).localname in ALLOWED
        for key, value in each.attrib.items():
            assert not key.lower().startswith("on")
            assert "http" not in value and (not key.endswith("href") or value.startswith("#"))
    assert b"script" not in made


@given(noise=st.binary(max_size=200), at=st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_damage_of_any_kind_is_a_finding(noise: bytes, at: int) -> None:
    whole = drawing("<style>.a{fill:red}</style><path class='a' d='M0 0h10v10z'/>")
    data = whole[: at % len(whole)] + noise + whole[at % len(whole) :]
    try:
        made = clean_svg(data, "x.svg")
    except Diagnostic as diagnostic:
        assert diagnostic.findings
    else:
        etree.parse(io.BytesIO(made.data))
