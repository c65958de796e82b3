"""PDFs that are hostile, written object by object, with a table of contents that is right."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

BOX = "/MediaBox [0 0 300 200] /TrimBox [10 10 290 190]"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CONTENT = "20 20 50 30 re f BT /F 12 Tf 30 60 Td (Words) Tj ET"
Objects = Mapping[int, str | bytes]


def stream(data: str | bytes, more: str = "") -> bytes:
    """Return an object that is a stream."""
    body = data.encode("latin-1") if isinstance(data, str) else data
    return f"<< /Length {len(body)} {more} >>\nstream\n".encode() + body + b"\nendstream"


def packed(data: bytes, times: int = 1, more: str = "") -> bytes:
    """Return a stream that has to be unpacked so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter [{'/FlateDecode ' * times}] {more}")


def pdf(objects: Objects, trailer: str = "/Root 1 0 R") -> bytes:
    """Return a file of these objects by number (ISO 32000-1 §7.5)."""
    out = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        data = body.encode("latin-1") if isinstance(body, str) else body
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    size = max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else NO_OBJECT for n in range(1, size)]
    table = b"xref\n0 %d\n" % size + b"0000000000 65535 f \n" + b"".join(rows)
    tail = f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table + tail.encode("latin-1")


NO_OBJECT = b"0000000000 00000 f \n"


def document(
    content: str | bytes = CONTENT,
    *,
    page: str = "",
    resources: str = "",
    more: Objects | None = None,
    trailer: str = "/Root 1 0 R",
) -> bytes:
    """Return a file of one page. Objects from 10 on, and those up to 5 to replace, are `more`."""
    body = content if isinstance(content, bytes) else stream(content)
    objects: dict[int, str | bytes] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: f"<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> {resources} >> {page} >>",
        4: body,
        5: FONT,
    }
    return pdf({**objects, **(more or {})}, trailer)
