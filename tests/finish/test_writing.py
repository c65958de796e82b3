"""The bytes of the file: no stream ends in a carriage return, which some readers lose."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from tests.tools.finishing import written

CLASH = b"\r\nendstream"


def document(**entries: pikepdf.Object) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(100, 100))
    for name, value in entries.items():
        pdf.Root["/" + name] = value
    return pdf


def save(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def clashing(length: int = 1) -> bytes:
    """Data whose compressed form ends in a carriage return: the low byte of Adler-32 is 13."""
    data = b"\0" * (length - 1) + b"\x0c"
    assert zlib.compress(data).endswith(b"\r")
    return data


@pytest.mark.parametrize("length", [1, 127, 128, 129, 1000])
def test_plain_streams_are_written_so_that_no_byte_is_lost(length):
    pdf = document()
    pdf.Root.Data = pdf.make_stream(clashing(length))
    assert CLASH in save(pdf), "or this test shows nothing"
    data = written(pdf)
    assert CLASH not in data
    with pikepdf.open(io.BytesIO(data)) as again:
        assert again.Root.Data.read_bytes(pikepdf.StreamDecodeLevel.all) == clashing(length)


def test_encoded_streams_keep_their_filters_and_parameters():
    pdf = document()
    rows = b"\2" + b"\1\2\3\4" + b"\2" + b"\0" * 3 + b"\xff"
    at = next(n for n in range(256) if zlib.compress(rows[:-1] + bytes((n,))).endswith(b"\r"))
    packed = zlib.compress(rows[:-1] + bytes((at,)))
    stream = pdf.make_stream(b"")
    parameters = Dictionary(Predictor=15, Columns=4)
    stream.write(packed, filter=Name.FlateDecode, decode_parms=parameters)
    pdf.Root.Data = stream
    plain = stream.read_bytes()
    data = written(pdf)
    assert CLASH not in data
    with pikepdf.open(io.BytesIO(data)) as again:
        assert again.Root.Data.Filter == Array([Name.RunLengthDecode, Name.FlateDecode])
        assert again.Root.Data.read_bytes(pikepdf.StreamDecodeLevel.all) == plain


def test_the_writers_own_streams_are_moved_until_they_fit():
    """Each length of what stands before it gives the cross-reference stream other bytes."""
    moved = 0
    for length in range(600):
        pdf = document()
        pdf.Root.Data = pdf.make_stream(bytes(n * n % 251 for n in range(length)))
        assert CLASH not in written(pdf)
        moved += pdf.pages[0].obj["/MediaBox"].is_indirect
    assert 0 < moved < 100, "only where there was need, or this test shows nothing"


@given(st.binary(max_size=600))
def test_any_stream_survives(content):
    pdf = document()
    pdf.Root.Data = pdf.make_stream(content)
    with pikepdf.open(io.BytesIO(written(pdf))) as again:
        assert again.Root.Data.read_bytes(pikepdf.StreamDecodeLevel.all) == content
