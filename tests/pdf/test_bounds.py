"""How large a stream may become is measured where it is packed as our own writer packs it."""

from __future__ import annotations

import random
import zlib

import pikepdf
import pytest
from pikepdf import Array, Name, Stream

from report.finish.writing import _literal_runs
from report.pdf.plates.bounds import check_size
from report.pdf.plates.values import Unplatable

PDF = pikepdf.new()
NOISE = random.Random(5).randbytes(60_000)


def packed(data: bytes, *filters: str) -> Stream:
    stream = PDF.make_stream(b"")
    stream.write(data, filter=Array([Name(f"/{each}") for each in filters]))
    return stream


def test_a_font_in_literal_runs_is_as_large_as_it_is() -> None:
    stream = packed(_literal_runs(zlib.compress(NOISE)), "RunLengthDecode", "FlateDecode")

    check_size(stream, 70_000)
    with pytest.raises(Unplatable, match="larger"):
        check_size(stream, 50_000)


@pytest.mark.parametrize("data", [b"\x81a" * 1000, b"\x81a" * 1000 + b"\x80", b"\x7fa"])
def test_runs_of_one_byte_and_runs_that_break_off(data: bytes) -> None:
    stream = packed(data, "RunLengthDecode")

    check_size(stream, 128_000)
    if len(data) > 2:
        with pytest.raises(Unplatable, match="larger"):
            check_size(stream, 100_000)


def test_what_is_deflated_twice_is_not_tried() -> None:
    stream = packed(zlib.compress(zlib.compress(bytes(9_000_000))), "FlateDecode", "FlateDecode")

    with pytest.raises(Unplatable, match="larger"):
        check_size(stream, 1_000_000)
