"""The operators of a content stream, whatever stands in it (ISO 32000-1 §7.2, §7.8.2, §8.9.7).

pikepdf reads content streams too, all at once and with Decimals. What is read here may be
hostile or damaged: it comes one operator at a time, so that a budget can end it, and nothing
that stands in it raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Operands: TypeAlias = list[Any]
"""Numbers (float), `Word`s, text (bytes), lists, dictionaries by name, booleans, None."""

_MOST_OPERANDS = 1024
_MOST_ITEMS = 100_000
_DEEPEST = 64
_LARGEST = 1e9
_SPACE = rb"\x00\t\n\f\r "
_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
# Possessive throughout: a hostile run of digits or comments must not cost its square.
_TOKEN = re.compile(
    rb"[" + _SPACE + rb"]*+(?:%[^\r\n]*+[" + _SPACE + rb"]*+)*+"
    rb"(?:(?P<number>[+-]?(?:\d++(?:\.\d*+)?+|\.\d++))(?!" + _REGULAR + rb")"
    rb"|(?P<word>" + _REGULAR + rb"+)"
    rb"|/(?P<name>" + _REGULAR + rb"*)"
    rb"|\((?P<plain>[^()\\\r]*)\)"
    rb"|(?P<text>\()"
    rb"|(?P<dict><<|>>)"
    rb"|<(?P<hex>[^>]*)>?"
    rb"|(?P<array>[\[\]])"
    rb"|(?P<odd>[>){}]))"
)
_LENIENT = re.compile(rb"[+-]++(\d*+\.?+\d*+)|(\d++\.?+\d*+|\.\d++)[-.]")
_BRACKET = re.compile(rb"[()\\\r]")
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL = re.compile(rb"[0-7]{1,3}")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_END_OF_IMAGE = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"]|\Z)")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}


class Word(str):
    """A name object, without its slash."""

    __slots__ = ()


class InlineImage(dict[str, Any]):
    """The dictionary of an inline image, and its `data` as they are packed."""

    data: bytes = b""


def operations(data: bytes) -> Iterator[tuple[str, Operands]]:
    """Yield each operator with its operands; an inline image as "BI" with `InlineImage`.

    Of more operands or items than a real file has, some are dropped. Brackets that are not
    closed end at the next operator.
    """
    return _Reader(data).operations()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._operands: Operands = []
        self._open: list[Operands] = []

    def operations(self) -> Iterator[tuple[str, Operands]]:
        match = _TOKEN.match
        while found := match(self._data, self._at):
            self._at = found.end()
            kind = found.lastgroup or ""
            value = found[kind]
            if kind == "number":
                self._put(_number(value))
            elif kind == "word":
                yield from self._word(value)
            elif kind == "name":
                self._put(_name(value))
            elif kind == "plain":
                self._put(value)
            elif kind == "hex":
                self._put(_from_hex(value))
            elif kind == "text":
                self._put(self._text())
            else:
                self._bracket(value)

    def _put(self, value: Any) -> None:
        target = self._open[-1] if self._open else self._operands
        if len(target) < (_MOST_ITEMS if self._open else _MOST_OPERANDS):
            target.append(value)

    def _word(self, value: bytes) -> Iterator[tuple[str, Operands]]:
        if value in _CONSTANTS:
            self._put(_CONSTANTS[value])
            return
        if lenient := _LENIENT.match(value):
            # "--5" and "1.2.3" are numbers to every viewer.
            number = _number(lenient[1] or lenient[2] or b"0")
            self._put(-number if value.startswith(b"-") else number)
            return
        while self._open:
            self._close()
        operands, self._operands = self._operands, []
        if value == b"ID":
            image = InlineImage(_paired(operands))
            image.data = self._image()
            yield "BI", [image]
        elif value != b"BI":
            yield value.decode("latin-1"), operands

    def _bracket(self, value: bytes) -> None:
        if value in (b"[", b"<<"):
            if len(self._open) < _DEEPEST:
                self._open.append([])
        elif value == b"]" and self._open:
            self._close()
        elif value == b">>" and self._open:
            items = self._open.pop()
            self._put(_paired(items))

    def _close(self) -> None:
        items = self._open.pop()
        self._put(items)

    def _text(self) -> bytes:
        """Return the string whose opening bracket was read (ISO 32000-1 §7.3.4.2)."""
        data, start, depth = self._data, self._at, 1
        parts: list[bytes] = []
        while found := _BRACKET.search(data, self._at):
            at = found.start()
            self._at = found.end()
            if data[at : at + 1] in b"()":
                depth += 1 if data[at : at + 1] == b"(" else -1
                if not depth:
                    return b"".join([*parts, data[start:at]])
                continue
            parts.append(data[start:at])
            parts.append(self._escape() if data[at : at + 1] == b"\\" else self._line_end())
            start = self._at
        self._at = len(data)
        return b"".join([*parts, data[start:]])

    def _escape(self) -> bytes:
        after = self._data[self._at : self._at + 1]
        if octal := _OCTAL.match(self._data, self._at):
            self._at = octal.end()
            return bytes([int(octal[0], 8) & 255])
        self._at += 1
        if after == b"\r":
            self._line_end()
        return b"" if after in (b"\r", b"\n") else _ESCAPES.get(after, after)

    def _line_end(self) -> bytes:
        if self._data[self._at : self._at + 1] == b"\n":
            self._at += 1
        return b"\n"

    def _image(self) -> bytes:
        """Return the data of an inline image: up to EI, with something like content after it."""
        start = self._at + 1
        while found := _END_OF_IMAGE.search(self._data, self._at):
            self._at = found.end()
            following = self._data[self._at : self._at + 16]
            if all(byte in b"\t\n\f\r" or 32 <= byte < 127 for byte in following):
                return self._data[start : found.start()]
        self._at = len(self._data)
        return self._data[start:]


def _number(text: bytes) -> float:
    """Return a number, held within what a page can mean, so that no product of them overflows."""
    if len(text) > 40:
        text = text[:40]
    value = float(text) if text not in (b"", b".") else 0.0
    return max(-_LARGEST, min(_LARGEST, value))


def _name(text: bytes) -> Word:
    if b"#" in text:
        text = _ESCAPED_NAME.sub(lambda found: bytes([int(found[1], 16)]), text)
    try:
        return Word(text.decode("utf-8"))
    except UnicodeDecodeError:
        return Word(text.decode("latin-1"))


def _from_hex(text: bytes) -> bytes:
    digits = _NOT_HEX.sub(b"", text)
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def _paired(items: Operands) -> dict[str, Any]:
    return {
        str(name): value
        for name, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(name, Word)
    }
