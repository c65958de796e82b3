"""Pictures do not pile up in memory on their way to the press, nor when the file is checked."""

from __future__ import annotations

import io
import os
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from report.finish.press import finish_press
from report.finish.stream_store import OnDisk
from report.pdf.plates.values import Work
from report.preflight.press import preflight
from tests.tools.press_pdfs import coated
from tests.tools.pressing import press_facts

SIDE = 256
FEW, MANY = 4, 24


def noise(seed: int) -> bytes:
    """A photograph that hardly compresses."""
    pixels = random.Random(seed).randbytes(3 * SIDE * SIDE)
    out = io.BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), pixels).save(out, "JPEG", quality=92)
    return out.getvalue()


def photo_pages(path: Path, count: int) -> Path:
    """Pages as the engine writes them, each with a photograph, every other one with pixels."""
    with pikepdf.new() as pdf:
        for number in range(count):
            image = pdf.make_stream(
                noise(number), Filter=Name.DCTDecode, Type=Name.XObject, Subtype=Name.Image
            )
            image.Width = image.Height = SIDE
            image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceRGB
            if number % 2:
                image.write(Image.open(io.BytesIO(noise(number))).tobytes())
            pdf.add_blank_page(page_size=(300, 300))
            page = pdf.pages[-1].obj
            page.MediaBox = page.BleedBox = Array([-20, -20, 320, 320])
            page.TrimBox = Array([0, 0, 300, 300])
            page.Resources = Dictionary(XObject=Dictionary(I=image))
            page.Contents = pdf.make_stream(b"q 200 0 0 200 50 50 cm /I Do Q")
        pdf.save(path)
    return path


def most_held(work: Callable[[], object]) -> int:
    """The most bytes that Python held while it worked."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes streams were given to hold themselves, which Python does not see."""
    given: list[int] = []
    write = pikepdf.Object.write

    def counted(self: pikepdf.Object, data: bytes, **named: object) -> None:
        given.append(len(data))
        write(self, data, **named)

    monkeypatch.setattr(pikepdf.Object, "write", counted)
    return given


def test_the_press_holds_no_more_of_many_photos_than_of_few(
    tmp_path: Path, in_memory: list[int]
) -> None:
    facts = press_facts(tmp_path)

    def print_pages(count: int) -> tuple[int, int, int]:
        pages, folder = photo_pages(tmp_path / f"{count}.pdf", count), tmp_path / str(count)
        folder.mkdir(exist_ok=True)
        in_memory.clear()
        held = most_held(lambda: finish_press(pages, facts, folder))
        return held, sum(in_memory), (folder / "press.pdf").stat().st_size

    print_pages(FEW)  # imports, and the profile
    few, many = print_pages(FEW), print_pages(MANY)

    added = many[2] - few[2]
    assert added > 3_000_000, "or this test shows nothing"
    assert many[0] - few[0] < added / 10
    assert many[1] - few[1] < added / 100


def test_a_check_holds_no_more_of_many_photos_than_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is kept for other pages has its own limit, and its own test.
    monkeypatch.setattr(Work, "keep", lambda *_: None)

    def check(count: int) -> tuple[int, int]:
        pages = photo_pages(tmp_path / f"{count}.pdf", count)
        return most_held(lambda: preflight("it.pdf", pages, coated())), pages.stat().st_size

    check(FEW)  # imports
    few, many = check(FEW), check(MANY)

    assert many[1] - few[1] > 2_000_000, "or this test shows nothing"
    assert many[0] - few[0] < (many[1] - few[1]) / 4


def test_no_file_is_left_but_the_finished_ones(tmp_path: Path) -> None:
    pages, folder = photo_pages(tmp_path / "raw.pdf", 4), tmp_path / "made"
    folder.mkdir()

    parts = finish_press(pages, press_facts(tmp_path, own_cover=True), folder)

    assert sorted(folder.iterdir()) == sorted(parts.values())


@pytest.mark.parametrize("name", [b"plain", b'says "\\" \n', "grå 🖨".encode(), b"\xff\xfe"])
def test_data_are_read_from_any_folder_and_the_rest_of_the_stream_stays(
    name: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(name)
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    with Pdf.new() as pdf:
        old = pdf.make_stream(b"old data", Width=3, Filter=Name.FlateDecode, DecodeParms=Array([]))
        pdf.Root.First = pdf.Root.Second = old
        keep = OnDisk(pdf, folder)
        keep(old, b"other", Name.RunLengthDecode)
        keep(old, b"new", Name.DCTDecode)

        assert [path.stat().st_size for path in sorted(folder.iterdir())] == [5, 3]
        for stream in (old, pdf.Root.First, pdf.Root.Second):
            assert stream.read_raw_bytes() == b"new"
            assert stream.Width == 3 and stream.Filter == Name.DCTDecode
            assert Name.DecodeParms not in stream and stream.Length == 3
