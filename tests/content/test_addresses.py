"""Addresses that a code can hold: what is followed, and what is refused with words that help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.content.addresses import LONGEST, encoded, shown


@pytest.mark.parametrize(
    ("address", "code", "printed"),
    [
        ("https://example.org", "https://example.org", "example.org"),
        ("HTTPS://Example.ORG/Visit", "https://example.org/Visit", "Example.ORG/Visit"),
        ("http://example.org/", "http://example.org/", "example.org"),
        ("https://example.org/a/", "https://example.org/a/", "example.org/a/"),
        ("https://example.org:8443/?a=1&b=2#c", "https://example.org:8443/?a=1&b=2#c", None),
        ("https://räksmörgås.se/å b%20".replace(" ", ""), None, "räksmörgås.se/åb%20"),
        ("mailto:name@example.org?subject=A%20b", None, "name@example.org"),
        ("tel:+46 (8) 123-45 67", "tel:+4681234567", "+46 (8) 123-45 67"),
        ("tel:112", "tel:112", "112"),
    ],
)
def test_addresses_are_written_for_telephones_and_for_people(
    address: str, code: str | None, printed: str | None
) -> None:
    assert encoded(address) == (code or encoded(address))
    assert shown(address) == (printed or shown(address))


def test_letters_that_not_every_reader_knows_are_written_with_those_that_it_does() -> None:
    address = encoded("https://räksmörgås.se/å?q=ö")

    assert address == "https://xn--rksmrgs-5wao1o.se/%C3%A5?q=%C3%B6"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "no address"),
        ("example.org/visit", "write https://example.org/visit"),
        ("ftp://example.org", "no address"),
        ("javascript:alert(1)", "no address"),
        ("file:///etc/passwd", "no address"),
        ("https:example.org", "no web address"),
        ("https://", "no web address"),
        ("https://localhost", "no web address"),
        ("https://user@example.org", "no web address"),
        ("https://example.org/a b", "no web address"),
        ("https://example.org/{{ facts.a }}", "no web address"),
        ("https://exa_mple.org", "no web address"),
        ("https://example..org", "no web address"),
        ("https://[::1", "no web address"),
        ("https://" + "ä" * 80 + ".se", "no web address"),
        ("mailto:name", "no mail address"),
        ("mailto:{{ facts.a }}@example.org", "no mail address"),
        ("tel:12", "no telephone number"),
        ("tel:+46 8 CALL", "no telephone number"),
        ("https://example.org/" + "a" * LONGEST, "room for 300"),
    ],
)
def test_what_leads_nowhere_is_refused_in_words(address: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:
        encoded(address)

    message = str(caught.value)
    assert words in message and "\n" in message, "what is wrong, and how to mend it"


@given(st.one_of(st.text(), st.text().map(lambda text: f"https://example.org/{text}")))
def test_any_text_is_an_address_in_plain_letters_or_is_refused(text: str) -> None:
    try:
        address = encoded(text)
    except ValueError as error:
        assert "\n" in str(error)
        return
    assert address.isascii() and not any(sign.isspace() for sign in address)
    assert encoded(address) == address
