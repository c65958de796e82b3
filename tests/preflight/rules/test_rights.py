"""R201 to R209: credits, licences, stand-ins, consent and territory."""

from __future__ import annotations

import datetime

import pytest

from tests.preflight.builders import DAY, ask_all, evidence, mark, only, photo


def test_a_clean_edition_has_no_findings() -> None:
    assert ask_all(evidence()) == []


@pytest.mark.parametrize("credit", ["", "  "])
def test_missing_credit(credit: str) -> None:
    (found,) = only(evidence(photos=(photo(credit=credit),)), "R201")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "harbour.jpg" in found.message
    assert "credits.yaml:3:5" in found.help


def test_of_a_photo_without_an_entry_nothing_more_is_said() -> None:
    nothing = photo(credit="", alt="", licence="", entry_mark=None)
    assert ask_all(evidence(photos=(nothing,))) == []


def test_missing_licence() -> None:
    (found,) = only(evidence(photos=(photo(licence=""),)), "R206")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert found.severity.word == "warning"
    assert "credits.yaml:3:5" in found.help


def test_expired_licence() -> None:
    (found,) = only(evidence(photos=(photo(licence_expires=datetime.date(2026, 11, 21)),)), "R202")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "2026-11-21" in found.message


def test_the_last_day_of_a_licence_still_counts() -> None:
    (found,) = only(evidence(photos=(photo(licence_expires=DAY),)), "R203")
    assert "ends today" in found.message


@pytest.mark.parametrize(("days", "code"), [(-1, "R202"), (0, "R203"), (60, "R203"), (61, "")])
def test_when_a_licence_is_about_to_end(days: int, code: str) -> None:
    last = DAY + datetime.timedelta(days=days)
    found = ask_all(evidence(photos=(photo(licence_expires=last),)))
    assert [finding.code.id for finding in found] == ([code] if code else [])


def test_as_of_decides_about_licences() -> None:
    photos = (photo(licence_expires=datetime.date(2027, 6, 30)),)
    assert ask_all(evidence(photos=photos)) == []
    only(evidence(photos=photos, as_of=datetime.date(2027, 7, 1)), "R202")


def test_stand_in() -> None:
    (found,) = only(evidence(photos=(photo(awaited="clinic.jpg"),)), "R204")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "“harbour.jpg” stands in for “clinic.jpg”" in found.message
    assert found.severity.word == "warning"


def test_use_that_is_not_allowed() -> None:
    photos = (photo(allowed_uses=("screen",)),)
    assert ask_all(evidence(photos=photos)) == []
    (found,) = only(evidence(photos=photos, use="press"), "R205")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "licensed for screen, not for press" in found.message


def test_people_of_whom_nobody_has_said_whether_they_agree() -> None:
    (found,) = only(evidence(photos=(photo(people=("Anna Berg", "Ali Demir")),)), "R207")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "Anna Berg, Ali Demir" in found.message
    assert "credits.yaml:3:5" in found.help


@pytest.mark.parametrize("consent", ["yes", "not needed"])
def test_consent_that_is_given_or_not_needed(consent: str) -> None:
    assert ask_all(evidence(photos=(photo(people=("Anna Berg",), consent=consent),))) == []


@pytest.mark.parametrize("people", [(), ("Anna Berg",)])
def test_consent_that_is_refused(people: tuple[str, ...]) -> None:
    (found,) = only(evidence(photos=(photo(people=people, consent="no"),)), "R208")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert ("Anna Berg" in found.message) == bool(people)


@pytest.mark.parametrize(
    ("allowed", "handed_out"),
    [
        ((), ()),
        ((), ("US",)),
        (("worldwide",), ()),
        (("SE", "NO"), ("NO",)),
        (("EU",), ("SE", "DE")),
        (("EEA",), ("EU", "IS")),
    ],
)
def test_inside_the_territory(allowed: tuple[str, ...], handed_out: tuple[str, ...]) -> None:
    given = evidence(photos=(photo(territory=allowed),), territory=handed_out)
    assert ask_all(given) == []


@pytest.mark.parametrize("handed_out", [("US",), ("SE", "US"), ("EU",), ("worldwide",)])
def test_outside_the_territory(handed_out: tuple[str, ...]) -> None:
    given = evidence(photos=(photo(territory=("SE", "NO")),), territory=handed_out)
    (found,) = only(given, "R209")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "may be used in Sweden and Norway only" in found.message


def test_an_edition_without_a_territory_goes_anywhere() -> None:
    (found,) = only(evidence(photos=(photo(territory=("SE",)),)), "R209")
    assert "does not say where it is handed out" in found.message
    assert "`territory: [SE]`" in found.help
