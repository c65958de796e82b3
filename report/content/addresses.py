"""Addresses that a reader follows: on the web, by mail or by telephone."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST = 300
"""In characters: a QR code of more would fill a column."""
_SIGNS = "%/:=&?#[]@!$'()*+,;~"
"""What stands in an address as it is, besides letters and digits (RFC 3986 §2.2)."""
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](:\d{1,5})?", re.I)
_MAIL = re.compile(r"[^\s@:/?&<>{}\"]+@[^\s@:/?&<>{}\"]+(\?[^\s<>{}\"]*)?")
_PHONE = re.compile(r"\+?[0-9]{3,15}")
_EXAMPLE = "https://example.org/visit, mailto:name@example.org or tel:+46812345"


def encoded(address: str) -> str:
    """Return an address in the letters that all of its readers know (RFC 3986, 6068 and 3966).

    ValueError, in words for the one who wrote it, when it leads nowhere: only https://, http://,
    mailto: and tel: are followed by every telephone.
    """
    scheme, colon, rest = address.strip().partition(":")
    read = {"https": _web, "http": _web, "mailto": _mail, "tel": _phone}.get(scheme.lower())
    if not colon or read is None:
        near = f"https://{address.strip()}" if _HOST.match(address.strip()) else _EXAMPLE
        raise ValueError(f"“{address}” is no address that a telephone can follow\nwrite {near}")
    if len(address) > LONGEST:
        raise ValueError(
            f"the address has {len(address)} characters, and a code has room for {LONGEST}\n"
            "ask whoever looks after the web site for a short one"
        )
    return f"{scheme.lower()}:{read(rest, address)}"


def shown(address: str) -> str:
    """Return an address as people print it: `example.org/visit`, `name@example.org`."""
    text = re.sub(r"^(https?://|mailto:|tel:)", "", address.strip(), flags=re.IGNORECASE)
    if address.strip().lower().startswith("mailto:"):
        text = text.partition("?")[0]
    return text.removesuffix("/") if text.count("/") == 1 else text


def _web(rest: str, address: str) -> str:
    try:
        parts = urlsplit(f"https:{rest}")
        host = parts.netloc.encode("idna").decode("ascii").lower()
    except ValueError:  # what IDNA cannot write is a UnicodeError, which is one
        host = ""
    if re.search(r'[\s<>"{}|\\^`]', rest) or not _HOST.fullmatch(host):
        raise ValueError(
            f"“{address}” is no web address\nwrite it as https://example.org/visit, "
            "best copied from the address line of a browser"
        )
    tail = rest.partition("//")[2][len(parts.netloc) :]
    return f"//{host}{quote(tail, safe=_SIGNS)}"


def _mail(rest: str, address: str) -> str:
    if not _MAIL.fullmatch(rest):
        raise ValueError(f"“{address}” is no mail address\nwrite it as mailto:name@example.org")
    return quote(rest, safe=_SIGNS)


def _phone(rest: str, address: str) -> str:
    number = re.sub(r"[\s().-]", "", rest)
    if not _PHONE.fullmatch(number):
        raise ValueError(
            f"“{address}” is no telephone number\n"
            "write it in international form: tel:+46 8 123 45 67"
        )
    return number
