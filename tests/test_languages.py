"""The languages that come with Colophon: complete, written with all their blanks, and never English
where they are not."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from report.content.node import Words
from report.content.table_format import format_clock, format_value, format_year
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.languages import BuiltInWords, ChartWords, Language, told
from report.lead_ins import lead_in
from report.resources import Project
from report.settings import names_of, read_language
from report.spacing import headed
from report.typography import Typesetter

from .conftest import ROOT, NewProject

BUNDLED = Project.at(ROOT)
NAMES = names_of(BUNDLED, "language")
WANTED = {"ar", "de", "en", "en-GB", "es", "fr", "he", "ja", "sv", "zh-Hans"}
LATIN = re.compile(r"[A-Za-z]{2,}")
# What is written in Latin letters in every language.
EVERYWHERE = {"QR"}


def read(name: str) -> Language:
    return read_language(BUNDLED, name)


def said(language: Language) -> dict[str, str]:
    """Return every word of a language by its name."""
    return {**language.words.model_dump(), **language.charts.model_dump(), **language.icons}


def set_in(name: str, text: str) -> str:
    """Return a line as the language prints it, with spaces that can be told apart."""
    made = Typesetter(read(name), lambda _: "").line(Words(text))
    return made.replace("\u202f", "⌇").replace("\u00a0", "~")


def test_the_languages_of_the_brief_are_there() -> None:
    assert set(NAMES) == WANTED


@pytest.mark.parametrize("name", sorted(WANTED - {"en", "en-GB"}))
def test_a_language_says_everything_itself(name: str) -> None:
    path = ROOT / f"templates/languages/{name}.yaml"
    data = read_yaml(path.read_bytes(), name).data

    assert "like" not in data
    assert set(data["words"]) == set(BuiltInWords.model_fields)
    assert set(data["charts"]) == set(ChartWords.model_fields)
    assert set(data["icons"]) == {each.stem for each in (ROOT / "assets/icons").glob("*.svg")}


@pytest.mark.parametrize("name", ["ar", "he", "ja", "zh-Hans"])
def test_words_are_written_in_the_script_of_the_language(name: str) -> None:
    for key, words in said(read(name)).items():
        left = set(LATIN.findall(re.sub(r"\{\w+\}", "", words))) - EVERYWHERE
        assert not left, (key, words)


@pytest.mark.parametrize("name", sorted(WANTED - {"en", "en-GB"}))
def test_no_sentence_is_still_english(name: str) -> None:
    english = said(read("en"))
    same = {key for key, words in said(read(name)).items() if words == english[key]}

    # Words that two languages share are single ones.
    assert not [key for key in same if " " in re.sub(r"\{\w+\}:?", "", english[key]).strip()]


@pytest.mark.parametrize("name", sorted(WANTED))
def test_words_have_no_straight_marks_and_no_spaces_to_break_at_before_marks(name: str) -> None:
    for key, words in said(read(name)).items():
        assert not set(words) & {'"', "'"}, key
        assert not re.search(r" [;:!?»]", words), key


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("en-US", "English"),
        ("en-GB", "English (United Kingdom)"),
        ("sv-FI", "Swedish"),
        ("ar-EG", "Arabic"),
        ("zh", "Chinese (simplified)"),
        ("zh-CN", "Chinese (simplified)"),
        ("zh-Hans-SG", "Chinese (simplified)"),
    ],
)
def test_a_tag_leads_to_the_nearest_file(tag: str, label: str) -> None:
    assert read(tag).label == label


def test_traditional_characters_are_not_printed_in_simplified_ones() -> None:
    with pytest.raises(Diagnostic) as caught:
        read("zh-TW")

    assert caught.value.findings[0].code.id == "C110"


def test_british_english_is_american_but_for_what_it_says() -> None:
    british, american = read("en-GB"), read("en")

    assert british.words.programme == "Programme" and american.words.programme == "Program"
    assert british.words.contents == american.words.contents
    assert british.icons["city"] == american.icons["city"]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("page: sida {number}", "page: sida", "C106", "lacks a blank"),
        ("page: sida {number}", "page: sida {nummer}", "C106", "lacks a blank"),
        ("page: sida {number}", "page: '{number}'", "C106", "lacks a blank"),
        ("  bar_one: Stapeldiagram med en stapel.\n", "", "C105", "“bar_one” is missing"),
        ("label: Swedish", "label: Swedish\nscript: Latin", "C106", "script"),
    ],
)
def test_a_word_that_is_missing_or_lacks_its_blank_is_a_finding(
    old: str, new: str, code: str, message: str, new_project: NewProject
) -> None:
    text = (ROOT / "templates/languages/sv.yaml").read_text()
    assert old in text
    project = new_project(files={"/templates/languages/sv.yaml": text.replace(old, new)})

    with pytest.raises(Diagnostic) as caught:
        read_language(project, "sv")

    (finding,) = caught.value.findings
    assert finding.code.id == code and message in finding.message
    assert finding.mark and finding.mark.file == "templates/languages/sv.yaml"


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        ("sv", 'Han sa "hej", t.ex. 5 kr', "Han sa ”hej”, t.ex.~5~kr"),
        ("de", "Er sagte \"ja\" und 'nein' laut", "Er sagte „ja“ und ‚nein‘ laut"),
        ("es", 'Dijo "sí" al n.º 4', "Dijo «sí» al n.º~4"),
        ("en-GB", 'He said "no" to Dr Who', "He said “no” to Dr~Who"),
        ("fr", 'Il dit "oui" : bien ; non ?', "Il dit «⌇oui⌇»~: bien⌇; non⌇?"),
        ("fr", "Bien! « ici » à 10:30, https://a.fr/?q", "Bien⌇! «⌇ici⌇» à~10:30, https://a.fr/?q"),
        ("fr", "Quoi?!", "Quoi⌇?!"),
        ("ar", 'قال "نعم" بصوت عال', "قال «نعم» بصوت عال"),
        ("he", 'ארה"ב, צ\'ק, גב\' לוי ו"מים"', "ארה״ב, צ׳ק, גב׳~לוי ו”מים”"),
        ("ja", '水は"命"です', "水は「命」です"),
        ("zh-Hans", '他说"水"', "他说“水”"),
    ],
)
def test_marks_and_spaces_are_those_of_the_language(name: str, typed: str, printed: str) -> None:
    assert set_in(name, typed) == printed


def test_lines_of_the_source_leave_no_gap_between_east_asian_letters() -> None:
    made = Typesetter(read("ja"), lambda _: "").prose(Words("春の\n水と\nColophonの\n紙"))

    assert made == "<p>春の水と\nColophonの紙</p>"


def test_a_lead_in_is_not_a_whole_text_where_words_have_no_spaces() -> None:
    prose = Typesetter(read("ja"), lambda _: "").prose(
        Words("春になると雪が解け、川の水が増える。")
    )

    assert '<span class="lead-in">春になると雪が解け</span>、' in lead_in(prose, 5)


def test_what_stands_behind_a_wide_colon_has_no_space() -> None:
    assert headed("出典：", "統計局") == "出典：統計局"
    assert headed("Source:", "SCB") == "Source: SCB"


def test_blanks_are_filled_in_one_go() -> None:
    assert told("till {end} från {start}", start="{end}", end="B") == "till B från {end}"
    assert told("no {other}", value=1) == "no {other}"


@pytest.mark.parametrize(
    ("name", "number", "printed"),
    [
        ("en-US", "1234.5", "1,234.5"),
        ("sv", "1234.5", "1~234,5"),
        ("fr", "1234.5", "1⌇234,5"),
        ("de", "1234.5", "1.234,5"),
        ("es", "1234.5", "1234,5"),
        ("es", "12345", "12.345"),
        ("es", "-1234", "−1234"),
        ("ja", "1234.5", "1,234.5"),
        ("ar", "-56.5", "\u200e−56.5"),
        ("he", "56.5", "56.5"),
    ],
)
def test_numbers_are_written_as_the_language_does(name: str, number: str, printed: str) -> None:
    made = format_value(Decimal(number), name)

    assert made.replace("\u202f", "⌇").replace("\u00a0", "~") == printed


def test_hours_and_years_are_written_alike_alone_and_among_others() -> None:
    assert format_clock("09:00", "10:30", "ja") == "9:00\N{WAVE DASH}10:30"
    assert format_clock("09:00", "", "ja") == "9:00"
    assert format_clock("09:00", "10:30", "de") == "09:00–10:30"
    assert (format_year(2026, "ja"), format_year(2026, "ar")) == ("2026年", "2026")


def test_the_last_line_of_a_standfirst_is_not_one_letter() -> None:
    made = Typesetter(read("ja"), lambda _: "")

    assert (
        made.display(Words("いつも同じ向きに傾いています。"))
        == "いつも同じ向きに傾いてい\u2060ま\u2060す\u2060。"
    )
    assert "\u2060" not in made.display(Words("終わり **強い**"))
    assert "\u2060" not in made.line(Words("いつも同じ向きに傾いています。"))
