"""Embed files as PDF/A-3 asks (ISO 19005-3 §6.8): described, dated and related to a figure."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from .facts import Attachment


def embed(pdf: Pdf, attachments: Sequence[Attachment], date: datetime.date) -> list[Object]:
    """Embed the files and list them in the document; return their file specifications in order.

    Raises:
        ValueError: two attachments have the same name.
    """
    names = [attachment.name for attachment in attachments]
    if len(set(names)) != len(names):
        raise ValueError("two attachments have the same name")
    specifications = [_specification(pdf, attachment, date) for attachment in attachments]
    if specifications:
        listed = sorted(zip(names, specifications, strict=True), key=lambda pair: pair[0].encode())
        flat = [part for name, thing in listed for part in (String(name), thing)]
        pdf.Root.Names = pdf.Root.get(Name.Names, Dictionary())
        pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(flat)))
    return specifications


def _specification(pdf: Pdf, attachment: Attachment, date: datetime.date) -> Object:
    stamp = String(f"D:{date:%Y%m%d}000000Z")
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    parameters = Dictionary(
        Size=len(attachment.data),
        CheckSum=String(digest),
        CreationDate=stamp,
        ModDate=stamp,
    )
    stream = pdf.make_stream(
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + attachment.mime),
        Params=parameters,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
