"""Widths of the fonts that a PDF may name without bringing them (ISO 32000-1 §9.6.2.2).

The numbers are those of Adobe's core font metrics, in thousandths of the size, for the characters
from space to tilde. Symbol and ZapfDingbats, and other characters, have a middling width: a font
that is not in the file is an error for press anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

_FIRST, _LAST = 32, 126
_MIDDLING = 0.556


@dataclass(frozen=True)
class StandardFont:
    """One of the fonts; lengths in parts of the size, `widths` empty for one width for all."""

    top: float
    bottom: float
    every: float
    widths: tuple[int, ...] = ()

    def width(self, code: int) -> float:
        """Return the width of a character code."""
        if self.widths and _FIRST <= code <= _LAST:
            return self.widths[code - _FIRST] / 1000
        return self.every


def standard_font(name: str) -> StandardFont | None:
    """Return the font of that PostScript name, or of its usual other names; None if it is none."""
    plain = name.replace(",", "-").replace("PSMT", "").replace("PS", "").replace("MT", "")
    family, _, style = plain.partition("-")
    family = _ALIASES.get(family, family)
    bold, slanted = "Bold" in style, "Italic" in style or "Oblique" in style
    return _FONTS.get((family, bold, slanted and family == "Times"))


_ALIASES = {"Arial": "Helvetica", "TimesNewRoman": "Times", "CourierNew": "Courier"}
# fmt: off
_HELVETICA = (
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
_HELVETICA_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 278, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)
_TIMES_ROMAN = (
    250, 333, 408, 500, 500, 833, 778, 333, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)
_TIMES_BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 333, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)
_TIMES_ITALIC = (
    250, 333, 420, 500, 500, 833, 778, 333, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611,
    611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611,
    556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444,
    278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
)
_TIMES_BOLDITALIC = (
    250, 389, 555, 500, 500, 833, 778, 333, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667,
    667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667,
    611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500,
    278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
)
# fmt: on
_FONTS = {
    ("Helvetica", False, False): StandardFont(0.718, -0.207, _MIDDLING, _HELVETICA),
    ("Helvetica", True, False): StandardFont(0.718, -0.207, _MIDDLING, _HELVETICA_BOLD),
    ("Times", False, False): StandardFont(0.662, -0.217, _MIDDLING, _TIMES_ROMAN),
    ("Times", True, False): StandardFont(0.676, -0.217, _MIDDLING, _TIMES_BOLD),
    ("Times", False, True): StandardFont(0.653, -0.217, _MIDDLING, _TIMES_ITALIC),
    ("Times", True, True): StandardFont(0.669, -0.217, _MIDDLING, _TIMES_BOLDITALIC),
    ("Courier", False, False): StandardFont(0.562, -0.157, 0.6),
    ("Courier", True, False): StandardFont(0.562, -0.157, 0.6),
    ("Symbol", False, False): StandardFont(0.7, -0.2, _MIDDLING),
    ("ZapfDingbats", False, False): StandardFont(0.7, -0.15, 0.788),
}
