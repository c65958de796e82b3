"""TrueType files as a PDF holds them."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import calcChecksum

from report.engine.font_tables import lean

from .pages import FONTS

DATA = (FONTS / "source-sans-3" / "SourceSans3-Regular.ttf").read_bytes()


def test_glyphs_stay_and_names_go() -> None:
    before, after = TTFont(io.BytesIO(DATA)), TTFont(io.BytesIO(lean(DATA)), checkChecksums=2)

    assert "name" in before
    assert not {"name", "OS/2", "GSUB", "GPOS", "GDEF"} & {*after.keys()}
    for table in ("glyf", "loca", "hmtx", "maxp"):
        assert after.reader[table] == before.reader[table]
    assert after.getBestCmap().keys() == before.getBestCmap().keys()


def test_the_sum_of_the_file_is_right() -> None:
    assert calcChecksum(lean(DATA)) == 0xB1B0AFBA


def test_what_is_lean_stays_as_it_is() -> None:
    assert lean(lean(DATA)) == lean(DATA)
