"""Typst: a document compiled once; or, with --again, once more after each of a few edits.

With --again the seconds of every compilation after an edit are printed, one a line.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import typst  # type: ignore[import-not-found]

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "source-serif-4"
EDITS = 5
EDITED = "exchange"


def main(source: str, target: str, *more: str) -> None:
    """Compile; see above."""
    compiler = typst.Compiler(input=source, font_paths=[str(FONTS)], ignore_system_fonts=True)
    compiler.compile(output=target)
    if "--again" not in more:
        return
    file = Path(source)
    text = file.read_text("utf-8")
    for number in range(EDITS):
        file.write_text(text.replace(EDITED, f"{EDITED} {number}", 1), "utf-8")
        begin = time.perf_counter()
        compiler.compile(output=target)
        print(time.perf_counter() - begin)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
