"""What `finish` must know about a document that its pages do not say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attachment:
    """A file to embed, such as the data behind a chart.

    `element_id` is the id of the HTML figure it belongs to; "" attaches it to the document.
    """

    name: str
    data: bytes
    mime: str
    description: str
    element_id: str = ""


@dataclass(frozen=True)
class DocumentFacts:
    """The document's own facts, as they go into the file.

    `language` is a BCP 47 tag, `identifier` 64 hexadecimal digits that change with the inputs,
    `labels` one page label a page (none: no labels). `screen_images` maps the SHA-256 of an
    embedded JPEG, in hexadecimal, to the smaller JPEG that takes its place.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: datetime.date
    identifier: str
    labels: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    screen_images: Mapping[str, bytes] = field(default_factory=dict)
