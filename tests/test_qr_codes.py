"""QR codes: the drawing is the code, as large as it needs to be, and small ones are noticed."""

from __future__ import annotations

import re
from random import Random

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from report.content.blocks.qr_code import CAPACITY, QrCode
from report.qr_codes import QUIET, Squares, _drawing, qr_code
from report.units import Length, mm

LINE = Length(14)
_PATHS = re.compile(r'<path fill="(#\w+)" d="([^"]*)"')


def read_back(svg: bytes, side: int) -> list[list[int]]:
    """Return the squares of a drawing: a square is black where the black line winds around it."""
    paths = dict(_PATHS.findall(svg.decode()))
    assert list(paths) == ["#fff", "#000"]
    rows = [[0] * side for _ in range(side)]
    for loop in re.findall(r"M([^z]+)z", paths["#000"]):
        points = [tuple(map(int, point.split())) for point in loop.split("L")]
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            assert abs(x1 - x2) + abs(y1 - y2) == 1, "no slanting lines"
            if x1 == x2:
                for x in range(x1, side):
                    rows[min(y1, y2)][x] += 1 if y2 < y1 else -1
    return rows


def framed(squares: Squares) -> list[list[int]]:
    side = len(squares) + 2 * QUIET
    rows = [[0] * side for _ in range(side)]
    for y, row in enumerate(squares):
        for x, value in enumerate(row):
            rows[y + QUIET][x + QUIET] = int(value)
    return rows


@given(st.integers(1, 8), st.randoms())
def test_the_outlines_are_those_of_the_black_squares(side: int, random: Random) -> None:
    squares = [[random.randint(0, 1) for _ in range(side)] for _ in range(side)]

    assert read_back(_drawing(squares), len(squares) + 2 * QUIET) == framed(squares)


def test_the_drawing_is_the_code_with_the_white_around_it() -> None:
    block = QrCode(address="https://example.org/visit", id="code")
    made = segno.make("https://example.org/visit", error="M", micro=False)

    piece, size, white = qr_code(block, LINE)

    assert read_back(piece.data, len(made.matrix) + 8) == framed(made.matrix)
    assert made.error in "MQH"
    assert white.pt / size.width.pt == pytest.approx(4 / (len(made.matrix) + 8))
    assert piece.findings == ()


@pytest.mark.parametrize("length", [1, 40, 120, 270])
def test_a_code_that_sizes_itself_is_fine_and_ends_on_the_grid(length: int) -> None:
    block = QrCode(address="https://example.org/" + "a" * length, id="code")

    piece, size, white = qr_code(block, LINE)

    black = size.width - white * 2
    assert piece.findings == ()
    assert white.mm / QUIET >= 0.5
    assert (black.pt + 7.5) % 14 == pytest.approx(0, abs=1e-6)
    assert 21 < black.mm < 45


def test_squares_below_four_tenths_of_a_millimetre_are_noticed() -> None:
    address = "https://example.org/" + "a" * 60
    small = QrCode(address=address, id="code", size=mm(12))
    count = len(segno.make(address, error="M", micro=False).matrix)

    piece, size, white = qr_code(small, LINE)

    (finding,) = piece.findings
    assert (size.width - white * 2).mm == pytest.approx(12)
    assert finding.code.id == "P406" and finding.at == "code" and not finding.blocks
    enough = float(re.search(r"size: (\d+)mm", finding.help)[1])  # type: ignore[index]
    assert enough - 1 < 0.4 * count <= enough
    assert qr_code(small.model_copy(update={"size": mm(enough)}), LINE)[0].findings == ()


def test_more_correction_takes_more_squares() -> None:
    address = "https://example.org/" + "a" * 60
    sides = [
        len(segno.make(address, error=level, micro=False, boost_error=False).matrix)
        for level in "LMQH"
    ]
    drawn = [
        round(4 * (size.width.pt - 2 * white.pt) / white.pt)
        for level in "LMQH"
        for _, size, white in [qr_code(QrCode(address=address, error_correction=level), LINE)]
    ]

    assert drawn == sides and sides == sorted(sides) and sides[0] < sides[-1]


@pytest.mark.parametrize("size", ["2mm", "90mm", "20"])
def test_sizes_that_nobody_reads_are_refused(size: str) -> None:
    with pytest.raises(ValidationError):
        QrCode.model_validate({"address": "tel:112", "size": size})


@pytest.mark.parametrize("level", CAPACITY)
def test_an_address_fills_a_code_or_is_refused_as_it_is_written_there(level: str) -> None:
    # A sign that is twelve characters in the code, and as many others as there is room for.
    signs, rest = divmod(CAPACITY[level] - len("https://example.org/"), 12)
    address = "https://example.org/" + "\U0001f600" * signs + "a" * rest

    fits = QrCode.model_validate({"id": "a", "address": address, "error_correction": level})
    qr_code(fits, LINE)

    with pytest.raises(ValidationError, match=f"has room for {CAPACITY[level]}"):
        QrCode.model_validate({"id": "a", "address": f"{address}a", "error_correction": level})
