"""Writing JPEGs: baseline, without metadata, and with room for what is hard to compress."""

from __future__ import annotations

import io
from threading import Lock

from PIL import Image, ImageFile

_LOCK = Lock()


def written(image: Image.Image, quality: int, *, fine: bool, optimize: bool = True) -> bytes:
    """Return a picture as a baseline JPEG, which every RIP reads.

    `fine` keeps full colour resolution (4:4:4); otherwise it is halved (4:2:0).
    """
    stream = io.BytesIO()
    image.info = {}  # or comments and resolution of the source would travel along
    if optimize:
        # Optimizing takes the whole file in one piece. Pillow makes room for a byte a pixel, and
        # grain at this quality takes more.
        samples = image.width * image.height * len(image.getbands())
        with _LOCK:
            ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 2 * samples)
    sampling = 0 if fine else 2
    image.save(stream, "JPEG", quality=quality, subsampling=sampling, optimize=optimize)
    return stream.getvalue()
