"""Shapes that pages share: written once, drawn as before, and silent."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
from pikepdf import Name

from report.finish.shared_paths import share_paths
from report.pdf.content import page_content
from tests.tools.small_pdfs import lay_out, published

LETTER = " ".join(f"C {n} {n + 3.125} {40 - n} {n / 2 + 9.875} {n} {38 - n}" for n in range(30))


def page(colour: str, path: str = LETTER) -> str:
    return (
        f"<section><h1>Title</h1><img alt='A shape' width=90 src=\"data:image/svg+xml,"
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'>"
        f"<path fill='{colour}' d='M2 2 {path} Z'/></svg>\"></section>"
    )


def forms(pdf: bytes) -> list[set[str]]:
    """Return the forms in the resources of each page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            {
                str(each.objgen)
                for _, each in pages.obj.Resources.get(Name.XObject, {}).items()
                if each.Subtype == Name.Form
            }
            for pages in document.pages
        ]


def shared(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        share_paths(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def pixels(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    return [bytes(each.render(scale=3).to_pil().tobytes()) for each in document]


def test_a_shape_of_several_pages_is_written_once() -> None:
    one, other = filter(None, forms(published(page("teal") + page("navy"))))
    assert len(one) == 1
    assert one == other


def test_what_stands_on_one_page_or_is_small_stays_where_it_is() -> None:
    assert not any(forms(published(page("teal") + page("navy", "L 9 9 L 3 8"))))


def test_each_page_looks_as_it_did_in_its_own_colour() -> None:
    before = lay_out([page("teal") + page("navy")])
    after = shared(before)
    assert len(after) < len(before)
    assert pixels(after) == pixels(before)


def test_shapes_say_nothing() -> None:
    with pikepdf.open(io.BytesIO(published(page("teal") + page("navy")))) as document:
        drawn = [page_content(each, at, {})[0] for at, each in enumerate(document.pages)]
    assert [[run.text for run in runs].count("Title") for runs in drawn].count(1) == 2
    assert not any(run.in_form for runs in drawn for run in runs)


def test_shapes_are_numbered_as_they_come() -> None:
    body = "".join(page("teal", f"L {n} 9 {LETTER}").split("</h1>")[1][:-10] for n in range(9))
    twice = f"<section><h1>Title</h1>{body}</section>" * 2
    with pikepdf.open(io.BytesIO(published(twice))) as document:
        drawn = b"".join(each.Contents.read_bytes() for each in document.pages)
    names = list(dict.fromkeys(re.findall(rb"/o(\d) Do", drawn)))
    assert len(names) > 2
    assert names == sorted(names)
