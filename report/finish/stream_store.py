"""Data of streams on disk until their file is written, so that photographs do not fill the memory.

A stream that pikepdf is given data for holds them. qpdf's JSON can name a file instead, which is
read whenever the data are asked for (qpdf manual, “qpdf JSON”, `datafile`).
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from pikepdf import Dictionary, Name, Pdf, Stream

Keep: TypeAlias = Callable[[Stream, bytes, Name], None]
"""Gives a stream its data, which are encoded as the filter says."""


def in_memory(stream: Stream, data: bytes, filter: Name) -> None:
    """Give a stream its data; they stay in memory as long as its file is open."""
    stream.write(data, filter=filter)


class OnDisk:
    """Gives streams of one file their data; these lie in a folder, which has to stay as it is
    until the file is written."""

    def __init__(self, pdf: Pdf, folder: Path) -> None:
        self._pdf = pdf
        self._folder = folder
        self._count = 0

    def __call__(self, stream: Stream, data: bytes, filter: Name) -> None:
        """Give a stream its data, encoded as `filter` says; OSError where the disk refuses them."""
        self._count += 1
        path = self._folder / f"stream-{self._count}"
        path.write_bytes(data)
        entries = {key: value for key, value in stream.items() if key not in _OF_DATA}
        number, generation = stream.objgen
        update = {"stream": {"dict": {}, "datafile": str(path)}}
        text = json.dumps(
            {"qpdf": [_HEADER, {f"obj:{number} {generation} R": update}]}, ensure_ascii=False
        )
        self._pdf.update_from_qpdf_json(io.BytesIO(text.encode("utf-8", "surrogateescape")))
        stream.stream_dict = Dictionary({**entries, "/Filter": filter})


_OF_DATA = frozenset({"/Length", "/Filter", "/DecodeParms"})
_HEADER = {
    "jsonversion": 2,
    "pushedinheritedpageresources": False,
    "calledgetallpages": False,
    "maxobjectid": 1,
}
