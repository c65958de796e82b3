"""Archives: opened with distrust."""

from __future__ import annotations

import datetime
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Diagnostic
from report.handover.record import write_zip
from report.release.archive import contents, order_in, pack, unpack
from report.release.machine import Machine
from report.release.order import Item, Order

MACHINE = Machine(program="1", code="0" * 64, python="3.11", platform="Linux", libraries={})
ORDER = Order(edition="small", items=(Item(target="screen"),), made_with=MACHINE)
DAY = datetime.date(2026, 11, 22)


def entry(name: str, kind: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16
    return info


def refused(path: Path, into: Path) -> str:
    """Return what is said of an archive that is not unpacked."""
    into.mkdir()
    with pytest.raises(Diagnostic) as caught:
        unpack(path, into)
    assert [*into.rglob("*")] == [], "something was unpacked"
    (finding,) = caught.value.findings
    assert finding.code.id == "V211"
    return finding.message


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {"project/a/b.txt": b"words", "project/å.txt": b"letters"}, DAY)
    (tmp_path / "into").mkdir()

    folder = unpack(path, tmp_path / "into")

    assert folder.name == "small"
    assert (folder / "project/a/b.txt").read_bytes() == b"words"
    assert (folder / "project/å.txt").read_bytes() == b"letters"
    assert order_in(folder, path) == ORDER
    assert set(contents(path)) == {
        *("project/a/b.txt", "project/å.txt", "release.json", "requirements.txt")
    }


@pytest.mark.parametrize(
    "name",
    [
        *("../out.txt", "small/../../out.txt", "/out.txt", "C:/out.txt", "small\\..\\out.txt"),
        *("small//out.txt", "small/./out.txt", "small/", "out.txt", "small/a\u202etxt"),
        "small/" + "a/" * 600 + "b",
    ],
)
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {}, DAY)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(entry(name), b"" if name.endswith("/") else b"out")

    assert "leads out" in refused(path, tmp_path / "into")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_links_and_devices_are_refused(kind: int, tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {}, DAY)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(entry("small/project/link", kind), b"/etc/passwd")

    assert "no file" in refused(path, tmp_path / "into")


def test_what_could_grow_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {}, DAY)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("small/project/bomb", b"\0" * 10_000_000)

    assert "compressed" in refused(path, tmp_path / "into")


def test_entries_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    """A central directory may name the same bytes a thousand times (Fifield, WOOT 2019)."""
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {"project/large": b"x" * 100_000}, DAY)
    with zipfile.ZipFile(path, "a") as packed:
        large = packed.getinfo("small/project/large")
        for number in range(5):
            again = entry(f"small/project/large{number}")
            again.header_offset, again.CRC = large.header_offset, large.CRC
            again.file_size = again.compress_size = large.file_size
            packed.filelist.append(again)
            packed.NameToInfo[again.filename] = again
        packed._didModify = True  # type: ignore[attr-defined]

    assert "more is in it" in refused(path, tmp_path / "into")


@pytest.mark.parametrize(
    "names", [("project/a", "project/A"), ("project/a", "project/a/b"), ("release.json/x",)]
)
def test_two_files_of_one_name_are_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, dict.fromkeys(names, b""), DAY)

    assert "one name" in refused(path, tmp_path / "into")


def _encrypt(data: bytearray) -> None:
    struct.pack_into("<H", data, data.rindex(b"PK\x01\x02") + 8, 1)


def _cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


def _change(data: bytearray) -> None:
    data[data.index(b"words")] ^= 1


@pytest.mark.parametrize("damage", [_encrypt, _cut])
def test_damaged_archives_are_refused(damage: Callable[[bytearray], None], tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {"project/a": b"words"}, DAY)
    data = bytearray(path.read_bytes())
    damage(data)
    path.write_bytes(data)

    refused(path, tmp_path / "into")


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    pack(path, ORDER, {"project/a": b"words"}, DAY)
    data = bytearray(path.read_bytes())
    _change(data)
    path.write_bytes(data)

    with pytest.raises(Diagnostic):
        contents(path)


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b"\xff", b'{"edition": 1}'])
def test_orders_that_are_none_are_findings(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "release.json").write_bytes(text)

    with pytest.raises(Diagnostic) as caught:
        order_in(tmp_path, Path("sources.zip"))
    assert caught.value.findings[0].code.id == "V211"


def test_an_order_of_another_edition_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sources.zip"
    write_zip(path, "large", {"release.json": ORDER.data()}, DAY)
    (tmp_path / "into").mkdir()
    folder = unpack(path, tmp_path / "into")

    with pytest.raises(Diagnostic) as caught:
        order_in(folder, path)
    assert caught.value.findings[0].code.id == "V211"


@given(st.binary(max_size=400), st.integers(0, 3_000), st.integers(0, 40))
def test_no_damage_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, drop: int
) -> None:
    path = tmp_path_factory.mktemp("archive") / "sources.zip"
    pack(path, ORDER, {"project/a": b"words" * 9}, DAY)
    data = path.read_bytes()
    path.write_bytes(data[:at] + noise + data[at + drop :])
    into = path.with_name("into")
    into.mkdir()

    try:
        folder = unpack(path, into)
    except Diagnostic as diagnostic:
        assert {each.code.id for each in diagnostic.findings} == {"V211"}
    else:
        assert folder.parent == into
