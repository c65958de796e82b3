from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image

from report.ink.images import PressImages
from report.ink.jpeg import written_within
from report.ink.limit import totals
from report.ink.policy import Inks
from report.storage import Cache
from tests.tools.separations import page, picture

from .conftest import BUILDS, press_of

ROSE = (190, 90, 110)
GREY = 122
"""What Pillow makes of it (ITU-R BT.601)."""
UNCOATED = "PSO_Uncoated_ISO12647_eci.icc"


def jpeg(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, subsampling=0)
    return stream.getvalue()


def opened(data: bytes) -> NDArray[numpy.uint8]:
    """The inks of a JPEG, as Pillow reads them."""
    return numpy.asarray(Image.open(io.BytesIO(data)))


def photo(size: tuple[int, int] = (150, 93), seed: int = 1) -> Image.Image:
    """Clouds of all colours, with much that is nearly black and some grain."""
    random = numpy.random.default_rng(seed)
    small = Image.fromarray(random.integers(0, 256, (6, 9, 3), dtype=numpy.uint8))
    clouds = numpy.asarray(small.resize(size, Image.Resampling.BICUBIC)).astype(float)
    grain = random.normal(0, 12, clouds.shape)
    return Image.fromarray(numpy.clip(clouds * 0.9 - 70 + grain, 0, 255).astype(numpy.uint8))


@pytest.fixture
def images(tmp_path: Path, inks: Inks) -> PressImages:
    return PressImages(inks, Cache(tmp_path / "cache"))


def test_photos_have_the_colours_that_the_profile_gives(images: PressImages, inks: Inks) -> None:
    data, inverted = images.jpeg(jpeg(Image.new("RGB", (20, 12), ROSE)))
    wanted = numpy.array(inks.press.inks([ROSE])[0]) * 255

    assert inverted
    assert opened(data).shape == (12, 20, 4)
    assert numpy.abs(opened(data).mean(axis=(0, 1)) - wanted).max() < 3


def test_photos_have_no_pixel_over_the_limit(images: PressImages, inks: Inks) -> None:
    data, _ = images.jpeg(jpeg(photo()))

    most = totals(opened(data)).max() / 255
    assert inks.limit - 0.3 < most <= inks.limit


def test_no_ink_is_coarser_than_another(images: PressImages) -> None:
    data, _ = images.jpeg(jpeg(photo()))
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == "CMYK" and image.format == "JPEG"
        assert [(part[1], part[2]) for part in image.layer] == [(1, 1)] * 4  # type: ignore[attr-defined]
        assert "progressive" not in image.info


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 99), st.integers(180, 400))
def test_any_picture_stays_within_the_limit(width: int, height: int, seed: int, limit: int) -> None:
    """Noise is what compression changes most."""
    random = numpy.random.default_rng(seed)
    shape = (height, width, 1)
    base, swing = random.integers(100, 256, 4), random.random(shape) ** 2
    inks = numpy.clip(base * (1 - 0.6 * swing), 0, 255).astype(numpy.uint8)
    black = inks[..., 3].astype(int)
    limit_part = max(limit / 100, black.max() / 255 + 0.3)
    data = written_within(inks, limit_part)

    assert totals(opened(data)).max() / 255 <= limit_part


def test_only_what_is_too_dark_is_thinned() -> None:
    light = numpy.full((32, 32, 4), 60, numpy.uint8)
    heavy = light.copy()
    heavy[:8, :8] = 250
    plain, thinned = written_within(light, 3.0), written_within(heavy, 3.0)

    assert (opened(plain)[8:, 8:] == opened(thinned)[8:, 8:]).all()
    assert totals(opened(thinned))[:8, :8].max() <= 765


def test_grey_photos_are_black_ink_alone(images: PressImages, inks: Inks) -> None:
    ramp = Image.linear_gradient("L").resize((64, 64))
    data, inverted = images.jpeg(jpeg(ramp))
    wanted = 255 - numpy.array(list(inks.greys))[numpy.asarray(ramp)]

    assert inverted
    assert opened(data)[..., :3].max() == 0
    assert numpy.abs(opened(data)[..., 3].astype(int) - wanted).max() <= 9
    assert images.grey_pixels(bytes([0, 128, 255])) == (
        bytes([0, 0, 0, 255, 0, 0, 0, 255 - inks.greys[128], 0, 0, 0, 0])
    )


def test_logos_have_the_colours_of_the_theme(images: PressImages, inks: Inks) -> None:
    blue, white, grey = bytes([0x00, 0x6A, 0xA7]), b"\xff" * 3, b"\x80" * 3
    samples = images.pixels(blue + white + grey + blue)
    rows = [list(samples[at : at + 4]) for at in range(0, len(samples), 4)]

    assert rows[0] == rows[3] == [255, 115, 0, 26]
    assert rows[1] == [0, 0, 0, 0]
    assert rows[2][:3] == [0, 0, 0] and rows[2][3] == 255 - inks.greys[128]


def test_spot_colours_in_pictures_are_what_replaces_them(images: PressImages) -> None:
    assert list(images.pixels(bytes([0xC8, 0x10, 0x2E]))) == [0, 255, 204, 13]


def test_heavy_colours_in_logos_are_within_the_limit(images: PressImages, inks: Inks) -> None:
    assert sum(images.pixels(bytes([0x2A, 0x1A, 0x3A]))) <= inks.limit * 255


def test_pictures_of_many_colours_go_through_the_profile(images: PressImages, inks: Inks) -> None:
    rgb = photo((60, 40)).tobytes()
    samples = numpy.frombuffer(images.pixels(rgb), numpy.uint8).reshape(-1, 4)
    at = 1234
    exact = inks.by_profile((rgb[3 * at] / 255, rgb[3 * at + 1] / 255, rgb[3 * at + 2] / 255))

    assert len(samples) == 2400
    assert totals(samples).max() <= inks.limit * 255
    assert numpy.abs(samples[at] / 255 - exact).max() < 0.04
    assert images.pixels(b"") == b""


def test_kept_by_content_press_and_limit(tmp_path: Path) -> None:
    cache, data = Cache(tmp_path / "cache"), jpeg(photo((40, 40)))
    coated, uncoated = "ISOcoated_v2_300_bas.icc", UNCOATED
    for name, limit in ((coated, 3.0), (coated, 2.6), (uncoated, 3.0)):
        PressImages(Inks(press_of(name), BUILDS, limit), cache).jpeg(data)
    kept = sorted((tmp_path / "cache").rglob("*.cmyk.jpg"))

    assert len(kept) == len({path.read_bytes() for path in kept}) == 3


def test_what_is_kept_is_not_made_again(
    tmp_path: Path, coated: Inks, monkeypatch: pytest.MonkeyPatch
) -> None:
    images, data = PressImages(coated, Cache(tmp_path / "cache")), jpeg(photo((40, 40)))
    first = images.jpeg(data)
    monkeypatch.setattr(PressImages, "_cmyk", lambda self, data: pytest.fail("made again"))

    assert images.jpeg(data) == first


def test_the_same_bytes_every_time(tmp_path: Path, coated: Inks) -> None:
    one, other = (PressImages(coated, Cache(tmp_path / name)) for name in ("a", "b"))

    assert one.jpeg(jpeg(photo())) == other.jpeg(jpeg(photo()))


# Judges from outside: half of a page is a photo in inks, and half is painted in the same inks.


def in_halves(coated: Inks, folder: Path, mode: str) -> bytes:
    images = PressImages(coated, Cache(folder / "cache"))
    data, inverted = images.jpeg(jpeg(Image.new("RGB", (64, 64), ROSE).convert(mode)))
    assert inverted
    ink = coated.press.inks([ROSE])[0] if mode == "RGB" else coated.of((GREY / 255,) * 3).cmyk

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        made = picture(pdf, b"", (64, 64), ColorSpace=Name.DeviceCMYK, Decode=Array([1, 0] * 4))
        made.write(data, filter=Name.DCTDecode)
        return Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))

    inks = " ".join(f"{part:.4f}" for part in ink)
    return page(f"{inks} k 0 0 100 50 re f q 100 0 0 50 0 50 cm /P Do Q", resources=resources)


def pdfium(file: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as pdf:
        return pdf[0].render(scale=1).to_pil().convert("RGB")


def by_command(*command: str) -> Callable[[Path], Image.Image]:
    def render(file: Path) -> Image.Image:
        target = file.with_suffix(".png")
        named = [
            part.format(file=file, target=target, stem=target.with_suffix("")) for part in command
        ]
        run = subprocess.run(named, capture_output=True, text=True, check=True)
        assert "rror" not in run.stderr
        return Image.open(target).convert("RGB")

    return render


JUDGES = {
    "pdfium": pdfium,
    "poppler": by_command("pdftoppm", "-r", "72", "-png", "-singlefile", "{file}", "{stem}"),
    "mutool": by_command("mutool", "draw", "-r", "72", "-o", "{target}", "{file}", "1"),
    "ghostscript": by_command(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-r72", "-sDEVICE=png16m", "-o", "{target}", "{file}"
    ),
}
PROGRAMS = {"poppler": "pdftoppm", "mutool": "mutool", "ghostscript": "gs"}


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("judge", sorted(JUDGES))
def test_every_reader_sees_the_colours_of_a_photo(
    tmp_path: Path, coated: Inks, judge: str, mode: str
) -> None:
    if judge in PROGRAMS and not shutil.which(PROGRAMS[judge]):
        pytest.skip(f"{judge} is not installed")
    file = tmp_path / "halves.pdf"
    file.write_bytes(in_halves(coated, tmp_path, mode))
    seen = JUDGES[judge](file)
    above, below = seen.getpixel((50, 25)), seen.getpixel((50, 75))

    assert isinstance(above, tuple) and isinstance(below, tuple)
    assert max(abs(a - b) for a, b in zip(above, below, strict=True)) <= 6, (above, below)
    assert min(below) < 200  # neither half is paper
