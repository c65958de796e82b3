"""CSS that the engine reads and cannot do is a finding at its rule, and never a traceback."""

from __future__ import annotations

import datetime
import errno
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.build import build, output_path
from report.desk import Job
from report.diagnostics import Diagnostic, Finding, Mark
from report.engine.render import Boxed, Engine
from report.engine.stops import culprit, stops
from tests.conftest import SMALL, NewProject, pointed

from .pages import FONTS, STYLE

SECTION = Mark("edition.yaml", 7, 5)
HTML = (
    "<html lang='en'><body><h1 id='x'>Title</h1><p>one <b>two</b> three</p>"
    "<ul><li>a</li><li>b</li></ul><p class='plain'>four</p>{}</body></html>"
)


def serve(path: str) -> tuple[bytes, str]:
    if not path.startswith("fonts/"):
        raise LookupError(path)
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def written(styles: Mapping[str, str], folder: Path, more: str = "") -> Boxed:
    engine = Engine(serve, {"(generated)": STYLE, **styles})
    plain = engine.render(HTML.format(""), Mark("edition.yaml", 1, 1)) if more else None
    rendered = engine.render(HTML.format(more), SECTION)
    engine.write([*filter(None, [plain]), rendered], folder / "x.pdf")
    return rendered


def stopped(styles: Mapping[str, str], folder: Path, more: str = "") -> Finding:
    with pytest.raises(Diagnostic) as caught:
        written(styles, folder, more)
    (finding,) = caught.value.findings
    return finding


CANNOT = {
    "text as a marker": "li::marker { ¶content: '▸ ' }",
    "no lines": "p { margin: 0; ¶line-clamp: 0 }",
    "type of no size that there is": "p { color: red }\np {\n  ¶font-size: 1e30px;\n  color: red }",
    "words too far apart": "p { ¶word-spacing: 1e20px }",
    "a colour of no number": "h1 { ¶border: 2px inset rgb(1e400 0 0); color: blue }",
    "stripes of nothing": "p { ¶background: repeating-linear-gradient(red, #123 1e-5px) }",
    "stripes far off": "p { ¶background: repeating-linear-gradient(red 9px, blue 9.0001px) }",
    "rings of nothing": "p { ¶background: repeating-radial-gradient(red, red 0, #123 1e-5px) }",
    "rings by the hundred": "p { ¶background: repeating-radial-gradient(red, #123 0.00001%) }",
    "text as large as nothing": "h1 { color: red } p { ¶transform: scale(0) }",
    "an attribute of a page": "@page { margin: 0; ¶@top-center { content: attr(x) } }",
    "a profile": "p { color: red }\r\n@color-profile --x { ¶src: url(x.icc) }\np { color: blue }",
    "within a layer": "@layer a { p { color: red } ¶li::marker { content: 'x' } }",
}
NOT_RGB = {
    "a gradient in inks": "p { background: linear-gradient(¶device-cmyk(1 0 0 0), blue) }",
    "a flat colour in inks": "/* red */\np {\n  color: ¶device-cmyk(0 1 1 0) }",
    "a shadow": "p { box-shadow: 0 0 3px ¶lab(50% 20 30) }",
    "a variable": ":root { --x: ¶oklch(60% 0.1 40) }",
    "another screen": "p { outline: 2px ridge ¶color(display-p3 1 0 0) }",
    "a part in a variable": "p { color: ¶LCH(50% var(--x) 3) }",
}


@pytest.mark.parametrize("css", CANNOT.values(), ids=CANNOT)
def test_what_the_engine_stops_at_is_found_at_its_place(css: str, tmp_path: Path) -> None:
    text, place = pointed(css)
    sheets = {"base.css": "p { margin: 1pt }", "own.css": text, "z.css": "b { color: red }"}

    finding = stopped(sheets, tmp_path)

    assert (finding.code.id, str(finding.mark)) == ("E103", f"own.css:{place}")
    assert "cannot go on at this rule" in finding.message


@pytest.mark.parametrize("css", NOT_RGB.values(), ids=NOT_RGB)
def test_a_colour_that_is_not_in_rgb_is_found_at_its_place(css: str, tmp_path: Path) -> None:
    text, place = pointed(css)

    finding = stopped({"own.css": text}, tmp_path)

    assert (finding.code.id, str(finding.mark)) == ("E102", f"own.css:{place}")


@pytest.mark.parametrize(
    "css",
    [
        "p { color: color(srgb 1 0 0); background: linear-gradient(rgb(1 2 3 / 5%), hsl(9 9% 9%))",
        "p::before { content: 'lab(50% 20 30)' } /* device-cmyk(1 0 0 0) */",
        "p { background: hwb(20 10% 10%); color: var(--color, #123) }",
        "p { background: repeating-linear-gradient(45deg, red 0 1px, #123 1px 0.25mm) }",
        "p { background: repeating-radial-gradient(red 4px, #123 4px) }",
        "p { background: linear-gradient(red 50%, #123 50.000001%) }",
    ],
)
def test_other_colours_and_words_about_them_are_fine(css: str, tmp_path: Path) -> None:
    assert written({"own.css": css}, tmp_path).findings == ()


@pytest.mark.parametrize(
    ("inline", "code"),
    [
        ('<p style="background: linear-gradient(lab(50% 1 2), red)">x</p>', "E102"),
        ("<style>p { color: device-cmyk(1 0 0 0) }</style>", "E102"),
        ('<p style="transform: scale(0)">x</p>', "E103"),
        ('<p style="word-spacing: 1e20px">x y</p>', "E103"),
    ],
)
def test_what_a_template_asks_for_itself_is_found_at_its_section(
    inline: str, code: str, tmp_path: Path
) -> None:
    finding = stopped({"own.css": "p { margin: 0 }"}, tmp_path, inline)

    assert (finding.code.id, finding.mark) == (code, SECTION)
    assert "rule" not in finding.message


def test_what_the_disk_refuses_is_no_fault_of_a_style(tmp_path: Path) -> None:
    engine = Engine(serve, {"(generated)": STYLE})
    rendered = engine.render(HTML.format(""), SECTION)

    with pytest.raises(FileNotFoundError):
        engine.write([rendered], tmp_path / "none" / "x.pdf")
    with pytest.raises(OSError, match="full"), stops(SECTION):
        raise OSError(errno.ENOSPC, "full")
    with pytest.raises(MemoryError), stops(SECTION):
        raise MemoryError


RULES = st.lists(
    st.builds(
        lambda selector, declarations: selector + " {\n" + ";\n".join(declarations) + " }",
        st.sampled_from(["p", "@media print", "h1 > b"]),
        st.lists(st.sampled_from(["a: b", "c: url(d)", "e: 'f}'"]), max_size=4),
    ),
    max_size=6,
)


@given(st.lists(RULES, min_size=1, max_size=5), st.data())
def test_the_first_of_what_is_bad_is_found_wherever_it_stands(
    sheets: list[list[str]], data: st.DataObject
) -> None:
    texts = ["\n".join(rules) for rules in sheets]
    number = data.draw(st.integers(0, len(texts) - 1))
    rules = [*sheets[number]]
    rules.insert(data.draw(st.integers(0, len(rules))), "i {\n  x: y;\n  bad: 1;\n  z: 0 }")
    texts[number] = "\n".join(rules)
    styles = {"(generated)": "p {}", **{f"{at}.css": text for at, text in enumerate(texts)}}

    mark = culprit(styles, lambda some: any("bad: 1" in text for text in some.values()))

    line = texts[number][: texts[number].index("bad: 1")].count("\n") + 1
    assert mark == Mark(f"{number}.css", line, 3)


def test_a_build_says_where_the_engine_stops_and_keeps_the_old_file(
    new_project: NewProject,
) -> None:
    css = "p { margin: 0 }\nh2 { background: linear-gradient(red, device-cmyk(1 0 0 0)) }\n"
    project = new_project(SMALL, files={"/templates/pages/own.css": css})
    job = Job("small", datetime.date(2026, 11, 22))
    path = output_path(project, job)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF old")

    first = build(project, job)
    (project.root / "templates/pages/own.css").write_text("h2 { transform: scale(0) }")
    second = build(project, job)

    assert [str(each.mark) for each in (*first.findings, *second.findings)] == [
        "templates/pages/own.css:2:39",
        "templates/pages/own.css:1:6",
    ]
    assert [each.code.id for each in (*first.findings, *second.findings)] == ["E102", "E103"]
    assert path.read_bytes() == b"%PDF old"
