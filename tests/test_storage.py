from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import storage
from report.storage import (
    Cache,
    digest,
    rewrite,
    sha256,
    size_of,
    whole,
    workshop,
    write_atomically,
)

ROOT = Path(__file__).resolve().parent.parent
OLD, NEW = b"old" * 100_000, b"newer" * 100_000


def litter(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if ".part" in path.name)


def test_a_file_is_written_and_replaced_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "file.pdf"
    for data in (OLD, NEW):
        write_atomically(path, data)
        assert path.read_bytes() == data
    assert litter(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o660, 0o666])
@pytest.mark.parametrize("nameless", [True, False])
def test_a_file_that_people_keep_stays_linked_and_open_to_the_same_people(
    mode: int, nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not nameless:
        monkeypatch.setattr(storage, "_nameless", lambda folder: None)
    link, path = tmp_path / "link.yaml", tmp_path / "far" / "kept.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    path.chmod(mode)
    link.symlink_to("far/kept.yaml")

    rewrite(link, NEW)

    assert link.is_symlink() and path.read_bytes() == NEW
    assert path.stat().st_mode & 0o777 == mode
    assert litter(tmp_path) == []


def test_a_file_of_a_group_that_cannot_be_given_is_not_opened_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    path = tmp_path / "kept.yaml"
    path.write_bytes(OLD)
    path.chmod(0o660)
    monkeypatch.setattr(os, "fchown", refused)

    rewrite(path, NEW)

    assert path.read_bytes() == NEW and path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [0, 1, 1 << 20, 3_000_001])
def test_a_file_stands_for_its_bytes(size: int, tmp_path: Path) -> None:
    data = random.Random(size).randbytes(size)
    path, copy = tmp_path / "made", tmp_path / "copy"
    path.write_bytes(data)

    write_atomically(copy, path)

    assert copy.read_bytes() == data and path.exists()
    assert digest("x", path, b"y") == digest("x", data, b"y")
    assert sha256(path) == sha256(data) == hashlib.sha256(data).hexdigest()
    assert size_of(path) == size_of(data) == size and whole(path) == whole(data) == data


def test_a_workshop_is_gone_with_all_that_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), workshop(tmp_path / "build") as outer:
        with workshop(tmp_path / "build") as inner:
            assert inner != outer
            (inner / "file").write_bytes(b"x")
        assert not inner.exists() and outer.is_dir()
        (outer / "folder").mkdir()
        raise KeyboardInterrupt

    assert list((tmp_path / "build").iterdir()) == []


def test_what_a_killed_process_left_in_its_workshop_is_swept(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, report.storage as storage\n"
        f"with storage.workshop(pathlib.Path({str(tmp_path)!r})) as shop:\n"
        "    (shop / 'file').write_text('x')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    (left,) = litter(tmp_path)

    with workshop(tmp_path) as shop:
        assert litter(tmp_path) == [shop.name] != [left]


def test_where_nothing_may_be_written_the_workshop_is_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file where the folder should be")

    with workshop(tmp_path / "build") as shop:
        (shop / "file").write_bytes(b"x")
        assert not shop.is_relative_to(tmp_path)

    assert not shop.exists() and litter(tmp_path) == []


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class FullDisk:
    """A stream that opens and cannot be written to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    write = full


@pytest.mark.parametrize("fault", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("nameless", [True, False])
def test_a_fault_at_any_step_keeps_the_old_file_and_leaves_no_litter(
    fault: str, nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.pdf"
    write_atomically(path, OLD)
    real_open, real_fdopen = Path.open, os.fdopen

    with monkeypatch.context() as patch:
        if not nameless or fault == "open":
            patch.setattr(storage, "_nameless", lambda folder: None)
        if fault == "open":
            patch.setattr(Path, "open", full)
        elif fault == "write":
            patch.setattr(Path, "open", lambda self, mode: FullDisk(real_open(self, mode)))
            patch.setattr(os, "fdopen", lambda *given: FullDisk(real_fdopen(*given)))
        elif fault == "fsync":
            patch.setattr(os, "fsync", full)
        else:
            patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            write_atomically(path, NEW)

    assert path.read_bytes() == OLD
    assert litter(tmp_path) == []


def test_a_folder_that_cannot_be_made_raises_and_nothing_is_changed(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(OSError):
        write_atomically(tmp_path / "in-the-way" / "file.pdf", NEW)


def test_a_file_that_may_not_be_written_is_named_as_people_know_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", ".colophon-file.pdf.1-2.part")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError) as caught:
        write_atomically(tmp_path / "file.pdf", NEW)
    assert caught.value.filename == str(tmp_path / "file.pdf")


def test_an_interrupt_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "file.pdf", NEW)

    assert list(tmp_path.iterdir()) == []


_WRITER = """
import sys
from pathlib import Path
from report.storage import write_atomically
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        write_atomically(path, letter * 3_000_000)
"""


def _kill_a_writer(path: Path, after: float) -> None:
    """Start a process that writes without end, kill it, and see what it left."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    if path.exists():
        data = path.read_bytes()
        assert data in (b"a" * 3_000_000, b"b" * 3_000_000, NEW)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert litter(path.parent) == []


def test_a_killed_writer_leaves_a_whole_file_and_the_next_write_sweeps(tmp_path: Path) -> None:
    for after in (0.0, 0.013, 0.031):
        _kill_a_writer(tmp_path / "file.pdf", after)


@pytest.mark.slow
def test_a_writer_killed_at_any_time_leaves_a_whole_file(tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(60):
        _kill_a_writer(tmp_path / "file.pdf", chance.uniform(0, 0.08))


@pytest.mark.parametrize("name", ["x" * 255, "健" * 85])
def test_a_name_as_long_as_any_can_be_is_written(name: str, tmp_path: Path) -> None:
    for data in (OLD, NEW):
        write_atomically(tmp_path / name, data)

    assert (tmp_path / name).read_bytes() == NEW
    assert litter(tmp_path) == []


def test_a_folder_that_is_cleaned_away_before_the_write_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = tmp_path / "build", storage._write_part

    def cleaned(part: Path, *rest: Any, **more: Any) -> None:
        monkeypatch.undo()
        folder.rmdir()
        real(part, *rest, **more)

    monkeypatch.setattr(storage, "_write_part", cleaned)
    write_atomically(folder / "file.pdf", NEW)

    assert (folder / "file.pdf").read_bytes() == NEW


def _ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_parts_of_ended_processes_are_swept_by_any_write_beside_them(tmp_path: Path) -> None:
    pid = _ended_process()
    (tmp_path / f".colophon-other.pdf.{pid}-1.part").write_bytes(b"half")
    (tmp_path / f".colophon-work.{pid}-x.part").mkdir()

    write_atomically(tmp_path / "file.pdf", NEW)

    assert litter(tmp_path) == []


def test_what_is_discarded_goes_and_what_a_living_process_makes_stays(tmp_path: Path) -> None:
    dead = tmp_path / f".colophon-work.{_ended_process()}-x.part"
    living = tmp_path / f".colophon-work.{os.getppid()}-x.part"
    for folder in (dead, living, tmp_path / "cache"):
        folder.mkdir()
        (folder / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path.parent)

    left = storage.discard(sorted(tmp_path.iterdir()), tmp_path)

    assert left == (living,) == tuple(tmp_path.iterdir())
    assert (living / "file").exists()


def test_a_folder_with_folders_in_it_appears_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"edition.yaml": b"x", "data/a.csv": b"y"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="No space left"):
            storage.write_folder(tmp_path / "new", files)
    assert list(tmp_path.iterdir()) == []

    storage.write_folder(tmp_path / "new", files)

    assert (tmp_path / "new/data/a.csv").read_bytes() == b"y"
    assert litter(tmp_path) == []


def test_parts_of_living_processes_are_left_alone(tmp_path: Path) -> None:
    living = tmp_path / f".colophon-file.pdf.{os.getppid()}-1.part"
    living.write_bytes(b"being written")

    write_atomically(tmp_path / "file.pdf", NEW)

    assert living.exists()


def test_many_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    contents = [bytes([65 + number]) * 500_000 for number in range(8)]
    failures: list[OSError] = []

    def write(data: bytes) -> None:
        try:
            for _ in range(5):
                write_atomically(path, data)
        except OSError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(data,)) for data in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert path.read_bytes() in contents
    assert litter(tmp_path) == []


@given(st.lists(st.binary(max_size=8), min_size=1), st.lists(st.binary(max_size=8), min_size=1))
def test_digests_tell_apart_what_is_apart(one: list[bytes], two: list[bytes]) -> None:
    assert (digest(*one) == digest(*two)) == (one == two)


def test_words_and_their_bytes_have_one_digest() -> None:
    assert digest("å") == digest("å".encode())


def test_the_cache_makes_an_entry_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"chart"

    key = digest("key")
    assert cache.get(key, ".svg") is None
    assert [cache.get_or_make(key, ".svg", make) for _ in range(2)] == [b"chart", b"chart"]
    assert len(made) == 1
    assert cache.get(key, ".jpg") is None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 200])
def test_a_damaged_entry_counts_as_none(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = digest("key")
    cache.put(key, ".svg", b"chart")
    cache.path(key, ".svg").write_bytes(damage)

    assert cache.get(key, ".svg") is None
    assert cache.get_or_make(key, ".svg", lambda: b"anew") == b"anew"
    assert cache.get(key, ".svg") == b"anew"


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")

    assert cache.get_or_make(digest("key"), ".svg", lambda: b"chart") == b"chart"
