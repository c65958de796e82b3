"""Write the finished file: small, the same bytes each time, and readable by the strictest reader.

Some readers, page-validation among them, take a carriage return at the end of a stream's data
together with the line feed before `endstream` for the end-of-line marker (ISO 32000-1 §7.3.8.1),
and find the stream a byte short. One compressed stream in 256 ends so; here none does.
"""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

_CLASH = b"\r\nendstream"


def write(pdf: Pdf, version: str = "") -> bytes:
    """Return the file's bytes. It calls itself a PDF of the `version`, or of the one it was."""
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            _avoid_clash(thing)
    data = _save(pdf, version)
    for page in pdf.pages:
        if _CLASH not in data:
            break
        # The writer's own streams are left; one object more moves what is in them.
        page.obj.MediaBox = pdf.make_indirect(Array(list(page.obj.MediaBox)))
        data = _save(pdf, version)
    return data


def _save(pdf: Pdf, version: str) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


def _avoid_clash(stream: Stream) -> None:
    """Encode the stream so that its last byte is not a carriage return."""
    filters = stream.get(Name.Filter)
    if filters is None and stream.get(Name.Type) != Name.Metadata:
        stream.write(zlib.compress(stream.read_raw_bytes(), 9), filter=Name.FlateDecode)
    raw = stream.read_raw_bytes()
    if not raw.endswith(b"\r"):
        return
    parameters = stream.get(Name.DecodeParms)
    stream.write(
        _literal_runs(raw),
        filter=Array([Name.RunLengthDecode, *_listed(stream.Filter)]),
        decode_parms=None if parameters is None else Array([None, *_listed(parameters)]),
    )


def _listed(value: Object) -> list[Object]:
    return list(value) if isinstance(value, Array) else [value]


def _literal_runs(data: bytes) -> bytes:
    """Return the data as RunLengthDecode takes it (ISO 32000-1 §7.4.5), hardly longer.

    It ends in the byte 128. The writer would undo an ASCII filter; this one it leaves.
    """
    parts = (data[at : at + 128] for at in range(0, len(data), 128))
    return b"".join(bytes((len(part) - 1,)) + part for part in parts) + b"\x80"
