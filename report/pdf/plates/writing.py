"""Operators as bytes, one at a time: what is read may be hostile, and is never held as a whole."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from ..tokens import InlineImage, Word

# The short names of inline images (ISO 32000-1 §8.9.7); those of colour spaces and filters are
# known to whoever reads them.
_KEYS = {"BPC": "BitsPerComponent", "CS": "ColorSpace", "D": "Decode", "DP": "DecodeParms"}
_KEYS |= {"F": "Filter", "H": "Height", "IM": "ImageMask", "I": "Interpolate", "W": "Width"}
_FILTERS = {"AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode"}
_FILTERS |= {"Fl": "FlateDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode"}
_FILTERS["RL"] = "RunLengthDecode"


def operator(name: str, operands: Any) -> bytes:
    """Return an operator after its operands; ValueError where one cannot be written."""
    return b" ".join((*map(_written, operands), name.encode("latin-1")))


def object_of(value: Any) -> Any:
    """Return an operand as an object of a PDF."""
    if isinstance(value, Word):
        return Name("/" + value)
    if isinstance(value, dict):
        return Dictionary({f"/{key}": object_of(each) for key, each in value.items() if key})
    if isinstance(value, list):
        return Array([object_of(each) for each in value])
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value


def add_entries(stream: Stream, image: InlineImage) -> None:
    """Give a stream the entries of an inline image, by their full names."""
    for key, value in image.items():
        long = _KEYS.get(key, key)
        if long == "Filter":
            names = value if isinstance(value, list) else [value]
            value = [Word(_FILTERS.get(each, each)) for each in names if isinstance(each, Word)]
        if long and long != "Length":
            stream["/" + long] = object_of(value)


def _written(value: Any) -> bytes:
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, list):
        return b"[" + b" ".join(map(_written, value)) + b"]"
    if isinstance(value, dict):
        rows = (_written(Word(key)) + b" " + _written(each) for key, each in value.items())
        return b"<<" + b" ".join(rows) + b">>"
    return bytes((Name("/" + value) if isinstance(value, Word) else value).unparse())


def _number(value: float) -> bytes:
    """Return a number without an exponent, which PDF does not know (§7.3.3)."""
    short = f"{value:.9g}"
    return (f"{value:.12f}" if "e" in short else short).encode()
