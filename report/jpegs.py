"""Writing JPEGs: baseline, without metadata, whatever is on the picture."""

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
