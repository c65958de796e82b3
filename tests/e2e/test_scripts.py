"""The seasons in each of our languages: every word of the source is found again in the file, in the
order in which it is read, and neither validators nor the preflight of the press complain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pikepdf
import pytest
from lxml import html as lxml_html
from pikepdf import Name

from report.languages import UNSPACED
from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.settings import read_language
from report.spacing import EAST_ASIAN
from report.validators import validate
from tests.tools import verapdf
from tests.tools.judges import said_by
from tests.tools.reading import html_text, plain, tree_text

from ..conftest import ROOT
from .conftest import MakeTranslated

OWN = "en-GB"
QUICK = ("ar", "ja")
SLOW = (OWN, "de", "es", "fr", "he", "sv", "zh-Hans")
NO_NUMBERS = str.maketrans("", "", "0123456789")  # of notes, which stand between the words
LANGUAGES = [*QUICK, *(pytest.param(each, marks=pytest.mark.slow) for each in SLOW)]


def test_every_language_is_here() -> None:
    have = {each.stem for each in (ROOT / "editions/scripts/languages").glob("*.po")}

    assert have == {*QUICK, *SLOW} - {OWN}


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheSeasons:
    """One class, so that one process makes what all of its tests look at."""

    def test_no_rule_has_anything_to_say(self, language: str, translated: MakeTranslated) -> None:
        assert translated(language).printed.codes == ()

    def test_the_tree_says_what_the_source_says(
        self, language: str, translated: MakeTranslated
    ) -> None:
        made = translated(language)

        assert tree_text(read_structure(made.printed.screen.read_bytes())) == html_text(made.html)

    def test_another_reader_finds_every_word(
        self, language: str, translated: MakeTranslated
    ) -> None:
        made = translated(language)
        printed = said_by("pdftotext", made.printed.screen, "-")
        found = letters(printed)
        words = [letters(word) for html in made.html for word in words_of(html)]

        assert Counter("".join(words)) - Counter(found) == Counter(), "letters are lost"
        if read_language(Project.at(ROOT), language).script in UNSPACED:
            # It takes columns for one: their lines are right, and stand in any order.
            source = letters(html_text(made.html)).translate(NO_NUMBERS)
            lines = [letters(line) for line in printed.splitlines() if len(line) > 12]
            lines = [line.translate(NO_NUMBERS) for line in lines if EAST_ASIAN.match(line[:1])]
            assert len(lines) > 20
            assert [line for line in lines if line not in source] == []
        else:
            assert [word for word in words if word not in found] == []

    def test_it_conforms(self, language: str, translated: MakeTranslated) -> None:
        pdf = translated(language).printed.screen.read_bytes()

        assert validate(pdf) == ()
        assert tree_faults(read_structure(pdf)) == ()

    def test_it_opens_from_its_own_side(self, language: str, translated: MakeTranslated) -> None:
        made = translated(language).printed
        way = Name.R2L if language in ("ar", "he") else Name.L2R

        for path in (made.screen, *made.files.values()):
            with pikepdf.open(path) as pdf:
                assert pdf.Root.ViewerPreferences.Direction == way
                assert str(pdf.Root.Lang) == language


@pytest.mark.verapdf
@pytest.mark.slow
def test_verapdf_agrees(translated: MakeTranslated) -> None:
    files = {each: translated(each).printed.screen.read_bytes() for each in (*QUICK, *SLOW)}

    assert verapdf.judge(files) == dict.fromkeys(files, ())


def words_of(html: str) -> list[str]:
    """Return the words of a page that are read."""
    texts = lxml_html.document_fromstring(html).xpath("//body//text()[not(ancestor::svg)]")
    return [word for text in texts for word in re.split(r"[\s–]+", text)]


def letters(text: str) -> str:
    """Return the letters and figures of a text alone: Poppler leaves brackets as they are drawn,
    and sets vowel signs and punctuation of Arabic and Hebrew apart, in a place of its choice."""
    return "".join(each for each in plain(text) if unicodedata.category(each)[0] in "LN")
