"""Preparing photos: size, crop, colour, caching, and the same bytes every time."""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image, ImageCms, ImageDraw

from report import processes
from report.diagnostics import Diagnostic
from report.photos import opening, preparing, problems
from report.photos.colour import CMYK_FILE, SRGB_FILE
from report.photos.crop import Focus
from report.photos.prepare import Order, PreparedPhoto, Request, Settings, made, prepare, profile
from report.photos.preparing import Preparing
from report.storage import Cache
from report.units import Size, mm
from tests.photos.pictures import HERE, ICC, SLOT, decoded, encoded, near, quarters

INCH = Size(mm(25.4), mm(25.4))
CMYK_PROFILE = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes()
SRGB_PROFILE = (ICC / "sRGB2014.icc").read_bytes()


def prepare_all(requests: Sequence[Request], cache: Cache) -> tuple[PreparedPhoto, ...]:
    """Return the photos that are wanted, in this order, made side by side."""
    named = {str(number): each for number, each in enumerate(requests)}
    return tuple(Preparing(named, cache).all().values())


def key_of(request: Request, settings: Settings) -> str:
    return Order.of(request, settings, profile).key


def textured(width: int = 900, height: int = 700) -> Image.Image:
    """Return a picture with detail, the same every time."""
    dice = random.Random(7)
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(300):
        x, y = dice.randrange(width), dice.randrange(height)
        colour = tuple(dice.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + dice.randrange(5, 90), y + dice.randrange(5, 90)), fill=colour)
    return image


def test_a_photo_fills_its_slot_at_press_and_screen_resolution(studio):
    prepared = studio.prepared(encoded(textured(), "JPEG", quality=95), INCH)
    assert (prepared.copies.press.size, prepared.copies.screen.size) == ((300, 300), (150, 150))
    assert prepared.effective_ppi == 700
    assert prepared.crop.box == (100, 0, 800, 700)
    assert prepared.findings == ()
    for data, size in ((prepared.press, (300, 300)), (prepared.screen, (150, 150))):
        image = decoded(data)
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)
        assert "progressive" not in image.info
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(image.info)
    assert len(prepared.screen) < len(prepared.press) / 2


def test_press_keeps_full_colour_resolution_and_screen_halves_it(studio):
    prepared = studio.prepared(encoded(textured(), "PNG"), INCH, "a.png")
    assert decoded(prepared.press).layer[0][1:3] == (1, 1)
    assert decoded(prepared.screen).layer[0][1:3] == (2, 2)


def test_a_small_photo_is_not_enlarged(studio):
    prepared = studio.prepared(encoded(quarters(100, 80), "JPEG"), INCH)
    assert prepared.copies.press.size == (80, 80) and prepared.copies.screen.size == (80, 80)
    assert prepared.effective_ppi == 80


def test_metadata_of_the_source_stays_behind(studio):
    exif = Image.Exif()
    exif[0x010E] = "private"
    data = encoded(
        quarters(), "JPEG", exif=exif, comment=b"private", dpi=(72, 72), icc_profile=SRGB_PROFILE
    )
    assert b"private" in data
    prepared = studio.prepared(data)
    assert b"private" not in prepared.press + prepared.screen
    assert b"ICC_PROFILE" not in prepared.press


@pytest.mark.parametrize("ppi", [30, 300])
def test_the_focal_point_decides_what_is_kept(studio, ppi):
    studio.put("a.jpg", encoded(quarters(1600, 1200), "JPEG"))
    studio.write("photos:\n  a.jpg: {credit: c, focus: 100% 100%}\n")
    photo = studio.resolve("a.jpg")
    tall = Size(mm(10), mm(30))
    settings = Settings(press_ppi=ppi)
    by_ledger = decoded(prepare(Request(photo, tall), studio.cache, settings).press)
    assert near(by_ledger.getpixel((3, 3)), (0, 255, 0))
    assert near(by_ledger.getpixel((3, by_ledger.height - 3)), (255, 255, 255))
    here = Request(photo, tall, Focus(0, 0))
    by_block = decoded(prepare(here, studio.cache, settings).press)
    assert near(by_block.getpixel((3, 3)), (255, 0, 0))


def test_a_turned_photo_is_cropped_upright(studio):
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = quarters(1600, 1200).transpose(Image.Transpose.ROTATE_90)
    prepared = studio.prepared(encoded(stored, "JPEG", exif=exif), INCH, ppi=100)
    image = decoded(prepared.press)
    assert prepared.crop.box == (200, 0, 1400, 1200)
    assert near(image.getpixel((10, 10)), (255, 0, 0))
    assert near(image.getpixel((90, 10)), (0, 255, 0))
    assert near(image.getpixel((10, 90)), (0, 0, 255))


def test_grey_stays_grey_and_so_does_colourless_rgb(studio):
    grey = Image.linear_gradient("L").resize((400, 300))
    as_grey = studio.prepared(encoded(grey, "PNG"), name="a.png")
    as_rgb = studio.prepared(encoded(grey.convert("RGB"), "PNG"), name="b.png")
    tagged = studio.prepared(
        encoded(grey.convert("RGB"), "PNG", icc_profile=SRGB_PROFILE), name="c.png"
    )
    for each in (as_grey, as_rgb, tagged):
        assert (decoded(each.press).mode, decoded(each.screen).mode) == ("L", "L")
    assert as_grey.press == as_rgb.press == tagged.press


def cmyk_jpeg(colour: tuple[int, int, int, int], profile: bytes = b"") -> bytes:
    """Return a CMYK JPEG of one colour, as Adobe writes it, which Pillow does too."""
    options = {"icc_profile": profile} if profile else {}
    return encoded(Image.new("CMYK", (400, 300), colour), "JPEG", quality=95, **options)


def without_adobe(data: bytes) -> bytes:
    """Return the JPEG without the marker that says its values are inverted."""
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]


def test_cmyk_becomes_srgb_by_its_profile(studio):
    prepared = studio.prepared(cmyk_jpeg((0, 255, 255, 0), CMYK_PROFILE))
    image = decoded(prepared.press)
    # ISO Coated v2 prints 100 M 100 Y as about #E3000B; naive arithmetic would say 255, 0, 0.
    assert image.mode == "RGB"
    assert near(image.getpixel((9, 9)), (227, 0, 11))
    assert prepared.findings == ()


def test_cmyk_paper_is_white_and_full_black_is_dark(studio):
    white = studio.prepared(cmyk_jpeg((0, 0, 0, 0), CMYK_PROFILE), name="w.jpg")
    black = studio.prepared(cmyk_jpeg((200, 180, 170, 255), CMYK_PROFILE), name="k.jpg")
    assert min(decoded(white.press).convert("RGB").getpixel((9, 9))) >= 254
    assert max(decoded(black.press).convert("RGB").getpixel((9, 9))) <= 12


def test_cmyk_without_a_profile_is_read_as_fogra39_and_said(studio):
    tagged = studio.prepared(cmyk_jpeg((0, 255, 255, 0), CMYK_PROFILE), name="a.jpg")
    untagged = studio.prepared(cmyk_jpeg((0, 255, 255, 0)), name="b.jpg")
    assert untagged.press == tagged.press
    assert [each.code for each in untagged.findings] == [problems.UNTAGGED_CMYK]


def test_cmyk_without_adobes_marker_is_not_inverted(studio):
    # The same bytes without the marker mean the opposite amounts of ink.
    data = without_adobe(cmyk_jpeg((255, 0, 0, 255), CMYK_PROFILE))
    as_adobe = studio.prepared(cmyk_jpeg((0, 255, 255, 0), CMYK_PROFILE), name="b.jpg")
    plain = studio.prepared(data, name="a.jpg")
    wanted = decoded(as_adobe.press).getpixel((9, 9))
    assert near(decoded(plain.press).getpixel((9, 9)), wanted)


def wide_gamut() -> bytes:
    """Return sRGB's profile with red and green swapped: a colour space as good as any other."""
    profile = bytearray(SRGB_PROFILE)
    count = int.from_bytes(profile[128:132], "big")
    at = {bytes(profile[132 + 12 * i : 136 + 12 * i]): 136 + 12 * i for i in range(count)}
    red, green = at[b"rXYZ"], at[b"gXYZ"]
    profile[red : red + 8], profile[green : green + 8] = (
        profile[green : green + 8],
        profile[red : red + 8],
    )
    ImageCms.ImageCmsProfile(io.BytesIO(bytes(profile)))
    return bytes(profile)


def test_an_rgb_profile_is_obeyed(studio):
    data = encoded(Image.new("RGB", (400, 300), "red"), "PNG", icc_profile=wide_gamut())
    prepared = studio.prepared(data, name="a.png")
    assert near(decoded(prepared.press).getpixel((9, 9)), (0, 255, 0))
    assert prepared.findings == ()


def linear_grey() -> bytes:
    """Return a grey profile whose values are proportional to light (ICC.1:2001-04 §6)."""
    white = b"XYZ \0\0\0\0" + bytes.fromhex("0000f6d6 00010000 0000d32d")
    curve = b"curv\0\0\0\0" + bytes.fromhex("00000001 0100 0000")
    text = b"text\0\0\0\0linear\0\0"
    table, body = b"", b""
    for name, data in ((b"wtpt", white), (b"kTRC", curve), (b"cprt", text)):
        table += name + struct.pack(">II", 132 + 36 + len(body), len(data))
        body += data
    tags = struct.pack(">I", 3) + table + body
    header = struct.pack(">I4sI4s4s4s", 128 + len(tags), b"", 0x02100000, b"mntr", b"GRAY", b"XYZ ")
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + white[8:]
    return header.ljust(128, b"\0") + tags


def test_a_grey_profile_is_obeyed_and_grey_stays_grey(studio):
    data = encoded(Image.new("L", (400, 300), 55), "PNG", icc_profile=linear_grey())
    prepared = studio.prepared(data, name="a.png")
    assert prepared.findings == () and decoded(prepared.press).mode == "L"
    # 55/255 of the light is the middle grey 128 in sRGB (IEC 61966-2-1).
    assert near((decoded(prepared.press).getpixel((9, 9)),), (128,), 3)


@pytest.mark.parametrize(
    "profile",
    [b"\0" * 128, b"not a profile", SRGB_PROFILE[:600], CMYK_PROFILE],
    ids=["zeros", "text", "cut", "cmyk"],
)
def test_a_profile_that_cannot_be_used_counts_as_none_and_is_said(studio, profile):
    data = encoded(Image.new("RGB", (400, 300), (200, 100, 50)), "JPEG", icc_profile=profile)
    prepared = studio.prepared(data)
    (finding,) = prepared.findings
    assert (finding.code, finding.mark, finding.at) == (problems.BROKEN_PROFILE, HERE, "block")
    assert near(decoded(prepared.press).getpixel((9, 9)), (200, 100, 50), 4)


def test_a_broken_profile_in_cmyk_is_said_once(studio):
    prepared = studio.prepared(cmyk_jpeg((0, 255, 255, 0), SRGB_PROFILE))
    assert [each.code for each in prepared.findings] == [problems.BROKEN_PROFILE]
    assert near(decoded(prepared.press).getpixel((9, 9)), (227, 0, 11))


def test_transparency_is_said(studio):
    image = quarters().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    prepared = studio.prepared(encoded(image, "PNG"), name="a.png")
    assert [each.code for each in prepared.findings] == [problems.TRANSPARENT]
    assert near(decoded(prepared.press).getpixel((9, 1)), (255, 255, 255))
    opaque = studio.prepared(encoded(quarters().convert("RGBA"), "PNG"), name="b.png")
    assert opaque.findings == ()


def requests(studio, count: int = 6) -> list[Request]:
    """Return requests for several photos, one of them twice."""
    lines = []
    for number in range(count):
        name = f"p{number}.jpg"
        studio.put(name, encoded(textured(500 + 40 * number, 400), "JPEG"))
        lines.append(f"  {name}: {{credit: c, alt: a}}\n")
    studio.write("photos:\n" + "".join(lines))
    ledgers = studio.ledgers()
    wanted = [Request(ledgers.resolve(f"p{n}.jpg", HERE), SLOT, at=f"b{n}") for n in range(count)]
    return [*wanted, replace(wanted[0], at="again")]


def test_the_same_bytes_in_any_order_with_and_without_cache(studio, tmp_path):
    wanted = requests(studio)
    forward = prepare_all(wanted, Cache(tmp_path / "one"))
    backward = prepare_all(wanted[::-1], Cache(tmp_path / "two"))[::-1]
    alone = tuple(prepare(each, Cache(tmp_path / "three")) for each in wanted)
    assert forward == backward == alone
    assert [each.request.at for each in forward] == [*(f"b{n}" for n in range(6)), "again"]
    assert forward[0].press == forward[-1].press


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")
def test_what_a_process_never_makes_is_made_here(studio, tmp_path, monkeypatch):
    here = os.getpid()

    def hanging(order: Order, cache: Cache) -> PreparedPhoto:
        if os.getpid() != here:
            time.sleep(600)
        return made(order, cache)

    wanted = requests(studio)
    monkeypatch.setattr(preparing, "made", hanging)
    monkeypatch.setattr(preparing, "_PATIENCE", 0.2)
    monkeypatch.setattr(preparing, "cores", lambda: 2)
    monkeypatch.setattr(preparing, "workers", lambda: 2)

    assert prepare_all(wanted, Cache(tmp_path / "one")) == tuple(
        prepare(each, Cache(tmp_path / "two")) for each in wanted
    )


def test_a_copy_that_is_not_wanted_is_made_when_it_is_read_and_is_the_same(studio, tmp_path):
    both = studio.prepared(encoded(textured(), "JPEG"))
    later = prepare(both.request, Cache(tmp_path / "other"), Settings(for_press=False))
    (kept,) = (tmp_path / "other").rglob("*.jpg")
    assert kept.read_bytes().startswith(later.screen)
    assert later.screen == both.screen
    assert later.press == both.press
    assert len([*(tmp_path / "other").rglob("*.jpg")]) == 2


def test_where_one_processor_may_be_busy_photos_are_made_when_they_are_asked_for(
    studio, monkeypatch
):
    monkeypatch.setattr(processes, "_limit", 1)
    wanted = {each.at: each for each in requests(studio)}

    preparing = Preparing(wanted, studio.cache)

    assert not list(studio.cache.folder.rglob("*.jpg"))
    assert preparing.photo("b0").press and list(studio.cache.folder.rglob("*.jpg"))


def test_where_nothing_can_be_forked_as_many_threads_work_as_processors_may(studio, monkeypatch):
    monkeypatch.setattr(preparing, "workers", lambda: 1)
    monkeypatch.setattr(preparing, "cores", lambda: 3)
    asked = []

    def pool(threads: int) -> ThreadPoolExecutor:
        asked.append(threads)
        return ThreadPoolExecutor(threads)

    monkeypatch.setattr(preparing, "ThreadPoolExecutor", pool)
    Preparing({each.at: each for each in requests(studio)}, studio.cache)

    assert asked == [3] and len(list(studio.cache.folder.rglob("*.jpg"))) >= 6


def test_a_cached_photo_is_neither_decoded_nor_read(studio, monkeypatch):
    image = quarters().convert("RGBA")
    image.putalpha(100)
    first = studio.prepared(encoded(image, "PNG"), name="a.png")
    request = first.request

    def forbidden(*_: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr("report.photos.prepare.decode", forbidden)
    first.photo.path.unlink()
    again = prepare(request, studio.cache)
    assert again == first
    assert [each.code for each in again.findings] == [problems.TRANSPARENT]


def test_a_damaged_or_missing_cache_only_costs_time(studio):
    first = studio.prepared(encoded(textured(), "JPEG"))
    for path in sorted(studio.cache.folder.rglob("*.jpg")):
        path.write_bytes(path.read_bytes()[:-40])
    assert prepare(first.request, studio.cache) == first


def test_the_key_changes_with_all_that_changes_the_bytes(studio):
    studio.put("a.jpg", encoded(textured(), "JPEG"))
    studio.write("photos:\n  a.jpg: {credit: c}\n")
    request = Request(studio.resolve("a.jpg"), SLOT)
    other_file = replace(request.photo, facts=replace(request.photo.facts, digest="0" * 64))
    keys = [
        key_of(request, Settings()),
        key_of(request, Settings(screen_quality=70)),
        key_of(replace(request, slot=Size(mm(41), mm(30))), Settings()),
        key_of(replace(request, focus=Focus(0, 0)), Settings()),
        key_of(replace(request, photo=other_file), Settings()),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(replace(request, at="elsewhere"), Settings()) == keys[0]


@pytest.mark.parametrize("mode, profile", [("RGB", SRGB_FILE), ("CMYK", CMYK_FILE)])
def test_a_profile_that_was_replaced_is_seen_by_a_process_that_stays(studio, mode, profile):
    studio.put("a.jpg", encoded(textured().convert(mode), "JPEG"))
    studio.write("photos:\n  a.jpg: {credit: c}\n")
    request = Request(studio.resolve("a.jpg"), SLOT)
    before = key_of(request, Settings())

    own = studio.project.root / "assets" / "icc" / profile
    own.parent.mkdir(parents=True)
    own.write_bytes((ICC / profile).read_bytes() + b"\0")

    assert key_of(request, Settings()) != before


def test_a_photo_that_was_replaced_meanwhile_is_not_kept_as_what_it_was(studio):
    first, second = (
        encoded(Image.new("RGB", (400, 300), each), "JPEG") for each in ("red", "blue")
    )
    studio.put("a.jpg", first)
    studio.write("photos:\n  a.jpg: {credit: c, alt: a}\n")
    request = Request(studio.resolve("a.jpg"), SLOT, at="b1")
    studio.put("a.jpg", second)

    with pytest.raises(Diagnostic) as caught:
        prepare(request, studio.cache)
    studio.put("a.jpg", first)
    prepared = prepare(request, studio.cache)

    (finding,) = caught.value.findings
    assert (finding.code.id, finding.mark, finding.at) == ("F104", HERE, "b1")
    assert near(decoded(prepared.press).getpixel((9, 9)), (255, 0, 0))


def test_every_damaged_photo_is_reported_at_each_of_its_uses(studio):
    before = requests(studio, 3)
    for name in ("p0.jpg", "p2.jpg"):
        path = studio.own / name
        path.write_bytes(path.read_bytes()[:-3000])
    wanted = [replace(each, photo=studio.resolve(each.photo.name)) for each in before]
    with pytest.raises(Diagnostic) as caught:
        prepare_all(wanted, studio.cache)
    found = caught.value.findings
    assert [each.at for each in found] == ["b0", "b2", "again"]
    assert {each.code for each in found} == {problems.DAMAGED}
    assert {each.mark for each in found} == {HERE}


def test_codes_are_one_each_and_say_what_why_and_how():
    listed = [each for each in vars(problems).values() if isinstance(each, problems.Code)]
    assert {each.id for each in listed} == set(problems.CODES)
    assert all(len(each.doc) > 100 and each.name for each in listed)
    assert opening.MAX_PIXELS == 100_000_000
