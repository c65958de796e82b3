"""What a press file says of itself: PDF/X-4, the printing condition, dates and identifiers.

ISO 15930-7: output intent §6.2.2, metadata §6.7. That the file is what it says is for a validator
of that standard to judge; preflight says what was checked.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from ..printers import Profile
from .facts import DocumentFacts
from .metadata import viewer_preferences, write_info
from .xmp import properties, simple, write_xmp

VERSION = "1.6"
_KEPT = frozenset({"/Type", "/Pages"})
_PREFIXES = {"pdfxid": "http://www.npes.org/pdfx/ns/id/"}
_CLAIMS = (
    simple("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
    simple("pdf:Trapped", "False"),
    # One file has one identifier: another version of the edition is another file.
    simple("xmpMM:VersionID", "1"),
    simple("xmpMM:RenditionClass", "default"),
)
_INKS = 4


def claim(pdf: Pdf, facts: DocumentFacts, profile: Profile, data: bytes) -> None:
    """Say in the file what it is, and nothing that only a screen needs.

    Raises:
        ValueError: `data` is not the ICC profile of a press with four inks.
    """
    if data[16:20] != b"CMYK":
        raise ValueError(f"{profile.file} is not a CMYK profile")
    for key in [key for key in pdf.Root.keys() if key not in _KEPT]:  # noqa: SIM118
        del pdf.Root[key]
    producer = write_info(pdf, facts)
    pdf.docinfo.Trapped = Name("/False")
    write_xmp(pdf, [*properties(facts, producer), *_CLAIMS], _PREFIXES)
    pdf.Root.Lang = String(facts.language)
    pdf.Root.ViewerPreferences = viewer_preferences(facts)
    pdf.Root.OutputIntents = Array([_intent(pdf, profile, data)])


def _intent(pdf: Pdf, profile: Profile, data: bytes) -> Object:
    """Return the printing condition that the inks are meant for (ISO 32000-1 §14.11.5)."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        DestOutputProfile=pdf.make_stream(data, N=_INKS),
    )
    if profile.registry:
        intent.RegistryName = String(profile.registry)
    if profile.info:
        intent.Info = String(profile.info)
        intent.OutputCondition = String(profile.info)
    return pdf.make_indirect(intent)
