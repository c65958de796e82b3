"""Pictures made in code, and a small project that holds them: what the tests build with."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from report.diagnostics import Mark
from report.photos.ledger import Ledgers, Photo
from report.photos.prepare import PreparedPhoto, Request, Settings, prepare
from report.resources import Project, bundled_root
from report.storage import Cache
from report.units import Size, mm

ICC = bundled_root() / "assets" / "icc"
HERE = Mark("editions/spring/edition.yaml", 7, 11)
SLOT = Size(mm(40), mm(30))


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    """Return the picture as the bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def decoded(data: bytes) -> Image.Image:
    """Return the picture in `data`, its pixels loaded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def quarters(width: int = 400, height: int = 300) -> Image.Image:
    """Return red, green, blue and white quarters, so that turning and cropping can be seen."""
    image = Image.new("RGB", (width, height), "white")
    half = (width // 2, height // 2)
    image.paste("red", (0, 0, *half))
    image.paste("lime", (half[0], 0, width, half[1]))
    image.paste("blue", (0, half[1], half[0], height))
    return image


def near(pixel: Any, wanted: tuple[int, ...], slack: int = 12) -> bool:
    """True when a pixel has the wanted colour, give or take what JPEG does to it."""
    return all(abs(a - b) <= slack for a, b in zip(pixel, wanted, strict=True))


@dataclass(frozen=True)
class Studio:
    """A project with one edition, `spring`, and means to put photos into it."""

    project: Project
    cache: Cache

    @property
    def own(self) -> Path:
        """The edition's photos."""
        return self.project.root / "editions" / "spring" / "photos"

    @property
    def shared(self) -> Path:
        """The project's photos."""
        return self.project.root / "assets" / "photos"

    @property
    def bundled(self) -> Path:
        """The photos that come with the program."""
        return self.project.bundled / "assets" / "photos"

    def put(self, name: str, data: bytes | Image.Image, folder: Path | None = None) -> Path:
        """Write a photo's file; a picture is written as PNG."""
        path = (folder or self.own) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(data, "PNG") if isinstance(data, Image.Image) else data)
        return path

    def write(self, ledger: str, folder: Path | None = None) -> None:
        """Write a folder's ledger."""
        path = (folder or self.own) / "credits.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ledger, encoding="utf-8")

    def ledgers(self) -> Ledgers:
        """Return the ledgers as they are on disk now."""
        return Ledgers.load(self.project, self.project.editions / "spring")

    def resolve(self, name: str) -> Photo:
        """Return the photo of this name."""
        return self.ledgers().resolve(name, HERE)

    def prepared(
        self, data: bytes, slot: Size = SLOT, name: str = "a.jpg", ppi: int = 300
    ) -> PreparedPhoto:
        """Return a photo with these bytes, prepared for a slot."""
        self.put(name, data)
        self.write(f"photos:\n  {name}: {{credit: c, alt: a}}\n")
        request = Request(self.resolve(name), slot, at="block")
        return prepare(request, self.cache, Settings(press_ppi=ppi))
