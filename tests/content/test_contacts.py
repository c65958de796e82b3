from __future__ import annotations

import pytest
from pydantic import ValidationError

from report.content.blocks.contacts import Contact


@pytest.mark.parametrize(
    "web",
    [
        "www.example.org",
        "example.org/path?x=1#y",
        "https://example.org",
        "http://example.org:8080/x",
        "",
    ],
)
def test_web_addresses_are_taken(web: str) -> None:
    assert Contact(name="x", web=web).web == web


@pytest.mark.parametrize(
    "web",
    [
        "javascript:alert(1)",
        "javascript://%0aalert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "//example.org",
        "two words",
    ],
)
def test_other_addresses_are_refused(web: str) -> None:
    with pytest.raises(ValidationError, match="is not a web address"):
        Contact(name="x", web=web)


@pytest.mark.parametrize("email", ["somebody", "a@b@c", "a b@c.org", "a@c.org?bcc=x@y.org"])
def test_what_is_no_mail_address_is_refused(email: str) -> None:
    with pytest.raises(ValidationError, match="is not a mail address"):
        Contact(name="x", email=email)


def test_mail_addresses_are_taken() -> None:
    assert Contact(name="x", email="first.last+news@example.org").email
