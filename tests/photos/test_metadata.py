"""What the files themselves say fills the fields that the ledger leaves out."""

from __future__ import annotations

import struct

from report.photos.metadata import embedded_in
from tests.photos.pictures import decoded, encoded, quarters

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="Ferry">
  <photoshop:Credit>Photo: Åsa / Agency</photoshop:Credit>
  <dc:creator><rdf:Seq><rdf:li>Åsa Öberg</rdf:li><rdf:li>B. Berg</rdf:li></rdf:Seq></dc:creator>
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">A ferry
  at a quay</rdf:li><rdf:li xml:lang="sv">En färja</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def iptc(**fields: bytes) -> bytes:
    """Return an APP13 segment with IPTC-IIM datasets of record 2."""
    numbers = {
        "title": 5,
        "author": 80,
        "headline": 105,
        "credit": 110,
        "rights": 116,
        "caption": 120,
    }
    records = b"".join(
        struct.pack(">BBBH", 0x1C, 2, numbers[name], len(value)) + value
        for name, value in fields.items()
    )
    block = (
        b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(records)) + records
    )
    body = b"Photoshop 3.0\0" + block + b"\0" * (len(records) % 2)
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def with_iptc(**fields: bytes) -> bytes:
    """Return a JPEG that carries IPTC."""
    plain = encoded(quarters(), "JPEG")
    return plain[:2] + iptc(**fields) + plain[2:]


def test_xmp_is_read():
    found = embedded_in(decoded(encoded(quarters(), "JPEG", xmp=XMP)))
    assert found.credit == "Photo: Åsa / Agency"
    assert found.author == "Åsa Öberg, B. Berg"
    assert found.title == "Ferry"
    assert found.caption == "A ferry at a quay"
    assert not found.damaged


def test_xmp_is_read_from_webp_too():
    assert embedded_in(decoded(encoded(quarters(), "WEBP", xmp=XMP))).title == "Ferry"


def test_iptc_is_read_in_utf8_and_in_latin_letters():
    for encoding in ("utf-8", "cp1252"):
        data = with_iptc(
            credit="Photo: Åsa".encode(encoding), author=b"Asa", caption=b"Ferry\r\n 2"
        )
        found = embedded_in(decoded(data))
        assert (found.credit, found.author, found.caption) == ("Photo: Åsa", "Asa", "Ferry 2")


def test_the_copyright_notice_serves_where_there_is_no_credit():
    assert embedded_in(decoded(with_iptc(rights="© Åsa".encode()))).credit == "© Åsa"


def test_entities_are_not_expanded():
    hostile = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + XMP.replace(
        b"Photo: ", b"&a;"
    )
    found = embedded_in(decoded(encoded(quarters(), "JPEG", xmp=hostile)))
    assert found.credit == "" and found.damaged


def test_the_ledger_comes_before_the_file_and_alt_is_never_taken_from_it(studio):
    studio.put("a.jpg", encoded(quarters(), "JPEG", xmp=XMP))
    studio.write("photos:\n  a.jpg: {author: As the ledger has it}\n")
    photo = studio.resolve("a.jpg")
    assert photo.printed.credit == "Photo: Åsa / Agency"
    assert photo.printed.author == "As the ledger has it"
    assert photo.printed.caption == "A ferry at a quay"
    assert photo.printed.alt == ""
    assert photo.from_file == ("credit", "title", "caption")
    assert photo.printed.file == "a.jpg"
    assert photo.mark_of("author").line == 2
