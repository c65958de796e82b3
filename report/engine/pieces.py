"""Objects of a PDF as bytes, and the references in them (ISO 32000-1 §7.3.10).

They are those that pydyf writes: no comments, and strings with every parenthesis escaped.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]

from ..storage import digest
from .fragment import Piece

# A string is matched whole, so that nothing in it is taken for a reference.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
# Hardly larger than with 9, in a third of the time.
_LEVEL = 6


def pieces(objects: Sequence[Any]) -> tuple[Piece, ...]:
    """Return pydyf's objects, whose numbers count from 1, as pieces.

    Pictures and colour profiles have a digest.
    """
    written = [_written(each) for each in objects]
    digests: dict[int, str] = {}

    def same(number: int) -> str:
        if number not in digests:
            head, data = written[number - 1]
            known = renumbered(head, lambda other: b"<%s>" % same(other).encode())
            digests[number] = digest(known, b"" if data is None else data)
        return digests[number]

    shared = {number for number, each in enumerate(objects, 1) if _is_shared(each)}
    return tuple(
        Piece(head, data, same(number) if number in shared else "")
        for number, (head, data) in enumerate(written, 1)
    )


def renumbered(head: bytes, number: Callable[[int], bytes]) -> bytes:
    """Return an object with each of its references replaced by what `number` says for it."""

    def replaced(found: re.Match[bytes]) -> bytes:
        return found[0] if found[1] is None else number(int(found[1]))

    return _REFERENCE.sub(replaced, head)


def reference(number: int) -> bytes:
    """Return what refers to an object."""
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> bytes:
    """Return an array that refers to objects."""
    return b"[%s]" % b" ".join(map(reference, numbers))


def _is_shared(thing: Any) -> bool:
    """True for pictures and colour profiles, which refer to nothing but their own masks."""
    extra = getattr(thing, "extra", {})
    return "N" in extra or extra.get("Subtype") == "/Image"


def _written(thing: Any) -> tuple[bytes, bytes | None]:
    """Return an object, and the data of a stream, as pydyf writes them but for the compression."""
    if not isinstance(thing, pydyf.Stream):
        return bytes(thing.data), None
    data = b"\n".join(pydyf._to_bytes(each) for each in thing.stream)
    extra = pydyf.Dictionary(dict(thing.extra))
    if thing.compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, _LEVEL)
    extra["Length"] = len(data)
    return bytes(extra.data), data
