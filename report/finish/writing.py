"""Write the finished file: small, the same bytes each time, and readable by the strictest reader.

Some readers, page-validation among them, take a carriage return at the end of a stream's data
together with the line feed before `endstream` for the end-of-line marker (ISO 32000-1 §7.3.8.1),
and find the stream a byte short. One compressed stream in 256 ends so; here none does.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

from ..storage import reading

_CLASH = b"\r\nendstream"
_BLOCK = 1 << 20
_LEVEL = 9


def write(pdf: Pdf, path: Path, version: str = "") -> Path:
    """Write the file to `path`, which is returned; OSError where the disk refuses it.

    It calls itself a PDF of the `version`, or of the one it was.
    """
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            _avoid_clash(thing)
    _save(pdf, path, version)
    for page in pdf.pages:
        if not _clashes(path):
            break
        # The writer's own streams are left; one object more moves what is in them.
        page.obj.MediaBox = pdf.make_indirect(Array(list(page.obj.MediaBox)))
        _save(pdf, path, version)
    return path


def write_draft(pdf: Pdf, path: Path) -> Path:
    """Write a file that is read again before it is finished to `path`, which is returned.

    Its streams are all packed as pikepdf unpacks them by itself; those of `write` are not always.
    """
    _save(pdf, path, "")
    return path


def _save(pdf: Pdf, path: Path, version: str) -> None:
    pdf.save(
        path,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )


def _clashes(path: Path) -> bool:
    """True when the file has the clash anywhere; one may lie across two of its blocks."""
    before = b""
    with reading(path) as file:
        while block := file.read(_BLOCK):
            if _CLASH in before + block:
                return True
            before = block[-len(_CLASH) :]
    return False


def _avoid_clash(stream: Stream) -> None:
    """Encode the stream so that its last byte is not a carriage return."""
    filters = stream.get(Name.Filter)
    if filters is None and stream.get(Name.Type) != Name.Metadata:
        stream.write(zlib.compress(stream.read_raw_bytes(), _LEVEL), filter=Name.FlateDecode)
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
