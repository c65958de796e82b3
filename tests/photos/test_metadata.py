"""What the files themselves say fills the fields that the ledger leaves out."""

from __future__ import annotations

import datetime
import struct

import pytest
from PIL import Image

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
        "source": 115,
        "expires": 37,
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


RIGHTS = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
  xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  photoshop:Source="Agency AB">
  %s
  <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li></rdf:Alt>
  </xmpRights:UsageTerms>
  <Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
  <rdf:li xml:lang="x-default">A woman at a quay</rdf:li>
  </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
  <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna Berg</rdf:li><rdf:li>Ali, jr.</rdf:li></rdf:Bag>
  </Iptc4xmpExt:PersonInImage>
  <plus:ModelReleaseID><rdf:Bag><rdf:li>MR-17</rdf:li></rdf:Bag></plus:ModelReleaseID>
  <plus:LicenseEndDate>2027-12-31T00:00:00</plus:LicenseEndDate>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def said(more: str = "", format: str = "JPEG"):
    """Return what is found in a picture with XMP about rights."""
    return embedded_in(decoded(encoded(quarters(), format, xmp=(RIGHTS % more).encode())))


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_rights_and_people_are_read(format):
    found = said(format=format)
    assert (found.source, found.terms, found.alt) == (
        "Agency AB",
        "Editorial use only",
        "A woman at a quay",
    )
    assert found.people == ("Anna Berg", "Ali, jr.")
    assert (found.consent, found.release) == ("", "MR-17")
    assert found.expires == datetime.date(2027, 12, 31)
    assert not found.damaged


def test_xmp_is_read_from_tiff():
    data = encoded(quarters(), "TIFF", tiffinfo={700: XMP})
    assert embedded_in(decoded(data)).title == "Ferry"


@pytest.mark.parametrize(
    ("status", "consent"),
    [("MR-UMR", "yes"), ("MR-NAP", "not needed"), ("MR-NON", ""), ("MR-LMR", ""), ("x", "")],
)
@pytest.mark.parametrize("form", ['rdf:resource="{}"/>', ">{}</plus:ModelReleaseStatus>"])
def test_a_release_is_an_answer_and_its_lack_is_none(status, consent, form):
    value = form.format(f"http://ns.useplus.org/ldf/vocab/{status}")
    assert said(f"<plus:ModelReleaseStatus {value}".replace(" >", ">")).consent == consent


@pytest.mark.parametrize(
    ("link", "licence"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("http://creativecommons.org/licenses/by/3.0/", "CC-BY-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("https://example.org/terms", ""),
    ],
)
def test_a_link_to_creative_commons_is_a_licence(link, licence):
    assert said(f'<cc:license rdf:resource="{link}"/>').licence == licence
    assert said(f"<xmpRights:WebStatement>{link}</xmpRights:WebStatement>").licence == licence


def test_iptc_has_a_source_and_a_last_day():
    found = embedded_in(decoded(with_iptc(source=b"Agency", expires=b"20271231")))
    assert (found.source, found.expires) == ("Agency", datetime.date(2027, 12, 31))
    assert embedded_in(decoded(with_iptc(expires=b"20271331"))).expires is None


def with_exif(**words: str) -> bytes:
    """Return a JPEG with words in its EXIF data."""
    exif = Image.Exif()
    for name, text in words.items():
        exif[{"caption": 270, "author": 315, "rights": 33432}[name]] = text.encode()
    return encoded(quarters(), "JPEG", exif=exif)


def test_exif_serves_where_nothing_better_is_there():
    found = embedded_in(decoded(with_exif(caption="En färja", author="Åsa", rights="© Åsa")))
    assert (found.caption, found.author, found.credit) == ("En färja", "Åsa", "© Åsa")
    iptc_too = with_exif(author="Camera of Åsa")
    iptc_too = iptc_too[:2] + iptc(author=b"Anna") + iptc_too[2:]
    assert embedded_in(decoded(iptc_too)).author == "Anna"


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM"])
def test_what_cameras_write_is_no_caption(words):
    assert embedded_in(decoded(with_exif(caption=words))).caption == ""
