"""Writing JPEGs: baseline, without metadata, whatever is on the picture; and what stands in for one
where only its size counts.
"""

from __future__ import annotations

import io

from PIL import Image


def written(image: Image.Image, quality: int, *, fine: bool, optimize: bool = True) -> bytes:
    """Return a picture as a baseline JPEG, which every RIP reads.

    `fine` keeps full colour resolution (4:4:4); otherwise it is halved (4:2:0).
    """
    image.info = {}  # or comments and resolution of the source would travel along
    if optimize:
        try:
            return _saved(image, quality, fine, optimize=True)
        except OSError:
            # Optimizing takes the file in one piece. Pillow makes room for a byte a pixel, and
            # grain takes more; room for it (`MAXBLOCK`) would be taken by all pictures after it.
            pass
    return _saved(image, quality, fine, optimize=False)


def _saved(image: Image.Image, quality: int, fine: bool, *, optimize: bool) -> bytes:
    stream = io.BytesIO()
    sampling = 0 if fine else 2
    image.save(stream, "JPEG", quality=quality, subsampling=sampling, optimize=optimize)
    return stream.getvalue()


_STAND_IN = b"photograph "
_BEGIN, _COMMENT, _FRAME, _SCAN, _END = (
    b"\xff\xd8",
    b"\xff\xfe",
    b"\xff\xc0",
    b"\xff\xda",
    b"\xff\xd9",
)


def stand_in(name: str, content: str, size: tuple[int, int]) -> bytes:
    """Return a JPEG of this size, in pixels, that has no picture in it: one is to take its place.

    It is told by its `name`; another `content` makes other bytes. (ISO/IEC 10918-1 Annex B: a
    comment, a frame of three colours, and a scan without data.)
    """
    width, height = size
    comment = _STAND_IN + f"{name} {content}".encode("ascii")
    colours = b"\x03" + b"".join(bytes((each, 0x11, 0)) for each in (1, 2, 3))
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + colours
    scan = b"\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00"
    parts = ((_COMMENT, comment), (_FRAME, frame), (_SCAN, scan))
    segments = (mark + (len(data) + 2).to_bytes(2, "big") + data for mark, data in parts)
    return _BEGIN + b"".join(segments) + _END


def stands_for(data: bytes) -> str | None:
    """Return the name that a stand-in was given; None for all else."""
    begin = _BEGIN + _COMMENT
    if not (data.startswith(begin) and data[6:].startswith(_STAND_IN)):
        return None
    return data[6 + len(_STAND_IN) :].partition(b" ")[0].decode("ascii")
