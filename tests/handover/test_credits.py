"""The list of credits opens in a spreadsheet, and nothing in it runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.handover.credits import COLUMNS, credits_csv, safe
from report.photos.credits import PhotoPlace
from tests.photos.conftest import studio  # noqa: F401
from tests.photos.pictures import Studio, quarters

LEDGER = """photos:
  a.png:
    credit: 'Photo: “Åse”, "the 2nd"'
    author: =HYPERLINK("http://x.invalid","click")
    title: Quarters
    licence: CC-BY-4.0
    licence_expires: 2027-12-31
    source: |
      first line
      @second line
  b.png: {credit: "+46 70 123", allowed_uses: [press]}
  clinic.jpg: {credit: "Photo: M", stand_in: a.png, awaited: A clinic}
"""


def read(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def places(studio: Studio) -> list[PhotoPlace]:  # noqa: F811
    studio.put("a.png", quarters())
    studio.put("b.png", quarters(80, 60))
    studio.write(LEDGER)
    return [
        PhotoPlace(studio.resolve("b.png"), "last"),
        PhotoPlace(studio.resolve("clinic.jpg"), "x"),
        PhotoPlace(studio.resolve("a.png"), "y"),
    ]


def test_each_photo_is_a_row_with_its_pages_and_rights(places: list[PhotoPlace]) -> None:
    first, second = read(credits_csv(places, {"x": "10", "y": "9", "last": "12"}))

    assert tuple(first) == COLUMNS
    assert first == {
        "pages": "9, 10",
        "file": "a.png",
        "title": "Quarters",
        "credit line": 'Photo: “Åse”, "the 2nd"',
        "author": '\'=HYPERLINK("http://x.invalid","click")',
        "licence": "CC-BY-4.0",
        "licence expires": "2027-12-31",
        "allowed uses": "screen, press",
        "source": "first line\n'@second line\n",
        "stands in for": "clinic.jpg",
        "used in": "x, y",
        "sha256": places[1].photo.facts.digest,
    }
    assert (second["pages"], second["file"], second["credit line"]) == (
        "12",
        "b.png",
        "'+46 70 123",
    )


def test_a_photo_without_a_page_stands_last(places: list[PhotoPlace]) -> None:
    rows = read(credits_csv(places, {"last": "12"}))

    assert [(row["file"], row["pages"]) for row in rows] == [("b.png", "12"), ("a.png", "")]


def test_excel_is_told_that_it_is_utf_8_and_lines_end_as_in_rfc_4180(
    places: list[PhotoPlace],
) -> None:
    data = credits_csv(places, {})

    assert data.startswith(b'\xef\xbb\xbf"pages",')
    assert data.endswith(b'"\r\n')
    assert credits_csv([], {}).count(b"\r\n") == 1


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("  -2", "  '-2"),
        ("\t@x", "\t'@x"),
        ("＝cmd", "'＝cmd"),
        ("a;=cmd", "a;'=cmd"),
        ("a\r\n+b", "a\r\n'+b"),
        ("a=b, c-d, e@f.g", "a=b, c-d, e@f.g"),
        ("https://example.org/?a=1&b=-2", "https://example.org/?a=1&b=-2"),
        ("a\0=b", "a=b"),
        ("\0=b", "'=b"),
    ],
)
def test_what_a_spreadsheet_would_run_is_text(cell: str, kept: str) -> None:
    assert safe(cell) == kept


@given(st.text(alphabet="=+-@;\t\r\n ax\0'\"", max_size=12))
def test_no_column_of_any_country_begins_with_a_formula(text: str) -> None:
    cell = safe(text)

    for separator in ("\n", "\r", ";", "\t"):
        for piece in cell.split(separator):
            assert piece.lstrip(" ;\t\r\n")[:1] not in ("=", "+", "-", "@")
