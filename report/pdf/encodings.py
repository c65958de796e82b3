"""The characters of simple fonts that bring no map to Unicode (ISO 32000-1 §9.6.6, annex D)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .objects import entry, items, name, number

_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_MOST_DIFFERENCES = 512
_BY_VALUE = re.compile(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})")
# The names that texts are full of; letters are named by themselves.
_CALLED = (
    "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright"
    " asterisk plus comma hyphen period slash zero one two three four five six seven eight nine"
    " colon semicolon less equal greater question at bracketleft backslash bracketright quoteleft"
    " quoteright quotedblleft quotedblright endash emdash bullet ellipsis fi fl ff ffi ffl"
    " adieresis odieresis udieresis Adieresis Odieresis Udieresis germandbls eacute egrave agrave"
    " ccedilla ntilde aring Aring oslash Oslash ae AE copyright registered trademark degree Euro"
    " nbspace"
)
_CHARACTERS = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]‘’“”–—•…ﬁﬂﬀﬃﬄäöüÄÖÜßéèàçñåÅøØæÆ©®™°€\u00a0"
_NAMES = dict(zip(_CALLED.split(), _CHARACTERS, strict=True))


def simple_characters(encoding: Any) -> dict[int, str]:
    """Return the character of each code by the /Encoding of a simple font, as far as it tells."""
    base = name(encoding) or name(entry(encoding, "BaseEncoding"))
    codec = _CODECS.get(base, "cp1252")
    found = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    return found | {code: _character(called) for code, called in differences(encoding)}


def differences(encoding: Any) -> Iterator[tuple[int, str]]:
    """Yield the codes whose glyphs an encoding names itself (§9.6.6.1)."""
    code = 0
    for item in items(entry(encoding, "Differences"))[:_MOST_DIFFERENCES]:
        if (value := number(item)) is not None:
            code = int(value)
        elif called := name(item):
            yield code, called
            code += 1


def _character(called: str) -> str:
    if len(called) == 1:
        return called
    if match := _BY_VALUE.fullmatch(called):
        value = int(match[1] or match[2], 16)
        return chr(value) if value < 0x110000 else "\ufffd"
    return _NAMES.get(called, "\ufffd")
