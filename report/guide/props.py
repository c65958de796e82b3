"""The props of the play: what has come by mail, and from the print shop."""

from __future__ import annotations

from PIL import Image

from .stage import Stage

_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:creator><rdf:Seq><rdf:li>Anna Berg</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">The sea in the evening</rdf:li></rdf:Alt>
</dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
# What it is called in Downloads, which bundled photograph it shows, and what it says of itself.
_PHOTOS = (
    ("Sea 0042.JPG", "sea-sunset.jpg", _XMP),
    ("IMG_2207.jpg", "botany-flowers.jpg", ""),
)


def lay_out_props(stage: Stage) -> None:
    """Put photographs, an advertisement and a print shop's profile into Downloads."""
    assets, downloads = stage.project.bundled / "assets", stage.home / "Downloads"
    for name, shown, xmp in _PHOTOS:
        with Image.open(assets / "photos" / shown) as photo:
            photo.thumbnail((2400, 2400))
            photo.save(downloads / name, "JPEG", quality=85, xmp=xmp.encode())
    Image.new("RGB", (1240, 1748), "#006AA7").save(downloads / "advert.pdf", "PDF", resolution=150)
    profile = (assets / "icc" / "PSO_Uncoated_ISO12647_eci.icc").read_bytes()
    (downloads / "print-shop.icc").write_bytes(profile)
