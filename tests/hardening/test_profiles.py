"""ICC profiles of print shops that are none, are cut off, or have tables of nonsense."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from report.ink.profile import Unusable, read_press
from tests.tools.hardening import litter

from ..conftest import ROOT, SMALL, NewProject
from . import oracle
from .campaign import PRESS, changed
from .oracle import JARGON

ICC = ROOT / "assets" / "icc"
SOUND = (ICC / "PSO_Uncoated_ISO12647_eci.icc").read_bytes()
Make = Callable[[], bytes]


def _put(at: int, data: bytes) -> bytes:
    return SOUND[:at] + data + SOUND[at + len(data) :]


def _tag(name: bytes) -> tuple[int, int, int]:
    """Return where a tag stands in the table, and where its data begin and how long they are."""
    at = SOUND.index(name, 132)
    begin, size = struct.unpack_from(">II", SOUND, at + 4)
    return at, begin, size


def _part(name: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the profile with the bytes of a part changed, as many as before."""
    _, begin, size = _tag(name)
    new = change(SOUND[begin : begin + size])
    assert len(new) == size
    return SOUND[:begin] + new + SOUND[begin + size :]


def _of_kind(color: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(color)).tobytes()  # type: ignore[arg-type]


def _words(text: bytes) -> bytes:
    return _part(b"desc", lambda old: old[:12] + text.ljust(len(old) - 12, b"\0")[: len(old) - 12])


def _inks(of: bytes) -> bytes:
    """Return the profile with other numbers in its table of inks."""

    def change(old: bytes) -> bytes:
        new = of * (len(old) // len(of) + 1)
        return old[:4000] + new[: len(old) - 4000]

    return _part(b"B2A1", change)


# What is no profile of a press: nothing is written.
REFUSED: dict[str, Make] = {
    "nothing": lambda: b"",
    "a byte": lambda: b"\0",
    "its head alone": lambda: SOUND[:128],
    "its list of parts alone": lambda: SOUND[:300],
    "half": lambda: SOUND[: len(SOUND) // 2],
    "all but a byte": lambda: SOUND[:-1],
    "zeros": lambda: bytes(100_000),
    "any bytes": lambda: bytes(range(256)) * 90,
    "a text": lambda: b"Dear Sir or Madam,\n" * 90,
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(900),
    "a pointer": lambda: b"version https://git-lfs.github.com/spec/v1\nsize 9\n",
    "seventeen megabytes": lambda: SOUND + bytes(17 << 20),
    "of a screen": lambda: (ICC / "sRGB2014.icc").read_bytes(),
    "of no device": lambda: _of_kind("LAB"),
    "of a scanner": lambda: _put(12, b"scnr"),
    "of no class": lambda: _put(12, b"\0\0\0\0"),
    "of a class that steers": lambda: _put(12, b"\x1b[2J"),
    "of six inks": lambda: _put(16, b"6CLR"),
    "of grey": lambda: _put(16, b"GRAY"),
    "of no parts": lambda: _put(128, bytes(4)),
    "of parts without end": lambda: _put(128, b"\xff\xff\xff\xff"),
    "with a size of four gigabytes": lambda: _put(0, b"\xff\xff\xff\xff"),
    "with a part beyond its end": lambda: _put(_tag(b"B2A1")[0] + 4, b"\xff\xff\xff\xf0"),
    "with a part of four gigabytes": lambda: _put(_tag(b"B2A1")[0] + 8, b"\xff\xff\xff\xff"),
    "without the way to inks": lambda: SOUND.replace(b"B2A", b"X2A"),
    "without the way from inks": lambda: SOUND.replace(b"A2B", b"A2X"),
    "with tables of another kind": lambda: _part(b"B2A1", lambda old: b"text" + old[4:]),
    "with tables of no kind": lambda: _part(b"B2A1", lambda old: bytes(len(old))),
    "with tables from 99 channels": lambda: _part(b"B2A1", lambda old: old[:8] + b"\x63" + old[9:]),
    "with tables to 99 channels": lambda: _part(b"B2A1", lambda old: old[:9] + b"\x63" + old[10:]),
    "with tables of 255 steps": lambda: _part(b"B2A1", lambda old: old[:10] + b"\xff" + old[11:]),
    "with tables of no steps": lambda: _part(b"B2A1", lambda old: old[:10] + b"\0" + old[11:]),
}
# What may be taken; a press file is made with it then, or a finding says why not.
ODD: dict[str, Make] = {
    "inks that are all full": lambda: _inks(b"\xff"),
    "inks that are all empty": lambda: _inks(b"\0"),
    "inks by chance": lambda: _inks(bytes(range(256))),
    "another version": lambda: _put(8, b"\x63\x63"),
    "a day that is none": lambda: _put(24, b"\xff" * 12),
    "an intent that is none": lambda: _put(64, b"\xff\xff\xff\xff"),
    "another white": lambda: _put(68, b"\xff" * 12),
    "measured in XYZ": lambda: _put(20, b"XYZ "),
    "a maker that steers": lambda: _put(48, b"\x1b[2J\x00\x9b\x07\x08"),
    "no name": lambda: _words(b""),
    "a name that steers": lambda: _words(b"\x1b[2J\x1b]0;x\x07"),
    "a name of YAML": lambda: _words(b'x": {{ y }} \n- &a *a # "'),
    "a name that is a path": lambda: _words(b"../../../etc/passwd"),
    "a name of Windows": lambda: _words(b"con"),
    "a name without end": lambda: _words(b"x" * 4000),
    "a name of another letter": lambda: _words(b"\xff" * 60),
    "more behind its end": lambda: SOUND + bytes(1000),
}  # fmt: skip
QUICK = ("nothing", "half", "of no parts", "a name of YAML")


@pytest.fixture
def bring_in(new_project: NewProject, tmp_path: Path) -> Callable[..., oracle.Attempt]:
    """Return a function that has a profile brought in as the printer `odd`, and judges the run."""
    project = new_project(SMALL).root

    def bring(data: bytes, *options: str) -> oracle.Attempt:
        path = tmp_path / "press.icc"
        path.write_bytes(data)
        made = oracle.run(project, "printer", "add", str(path), *options)
        oracle.look(made, project, [path], writes=True)
        return made

    return bring


def _some(names: dict[str, Make]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "name",
        [pytest.param(each, marks=() if each in QUICK else pytest.mark.slow) for each in names],
    )


@_some(REFUSED)
def test_what_is_no_profile_of_a_press_is_refused_and_nothing_written(
    name: str, bring_in: Callable[..., oracle.Attempt], tmp_path: Path
) -> None:
    before = oracle.snapshot(tmp_path / "project")

    made = bring_in(REFUSED[name](), "--name", "odd")

    assert made.code == 1 and made.codes <= {"X202", "F103"} and made.codes, made.words
    assert oracle.snapshot(tmp_path / "project") == before


@_some(ODD)
def test_an_odd_profile_prints_or_is_refused(
    name: str, bring_in: Callable[..., oracle.Attempt], tmp_path: Path
) -> None:
    project = tmp_path / "project"

    made = bring_in(ODD[name](), "--name", "odd")

    assert made.codes <= {"X202"}, made.words
    if made.code:
        return
    built = oracle.run(project, *PRESS, "--printer", "odd")
    oracle.look(built, project)
    assert all(code[0] == "X" for code in built.codes), built.words
    assert oracle.run(project, "printer", "list").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", [each for each in ODD if "name" in each or "maker" in each])
def test_a_profile_is_called_by_its_own_words_or_refused(
    name: str, bring_in: Callable[..., oracle.Attempt], tmp_path: Path
) -> None:
    made = bring_in(ODD[name]())

    assert made.code == 0 or (made.codes <= {"X202", "X208", "X209"} and made.codes), made.words
    listed = oracle.run(tmp_path / "project", "printer", "list")
    oracle.look(listed, tmp_path / "project")
    assert listed.code == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["half", "of a screen", "any bytes", "with tables of no kind"])
def test_a_preset_whose_profile_was_spoiled_is_a_finding(
    name: str, new_project: NewProject
) -> None:
    preset = (ROOT / "templates/printers/fogra47-uncoated.yaml").read_text()
    head = changed(SMALL, "sections:", "print: {printer: odd}\nsections:")
    files = {
        "/templates/printers/odd.yaml": preset,
        "/assets/icc/PSO_Uncoated_ISO12647_eci.icc": REFUSED[name](),
    }
    project = new_project(head, files).root

    for command in (PRESS, ("handover", "small"), ("check", "small", "--target", "press")):
        made = oracle.run(project, *command)
        oracle.look(made, project)
        assert made.code == 1 and made.codes == {"X202"}, made.words
    assert litter(project) == []


CHANGES = st.lists(
    st.tuples(st.integers(128, 20_000), st.integers(0, 255)), min_size=1, max_size=12
)


@pytest.mark.slow
@given(CHANGES, st.integers(300, len(SOUND) * 4))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_in_a_profile_are_one_or_refused(
    changes: list[tuple[int, int]], length: int
) -> None:
    whole = bytearray(SOUND)
    for at, byte in changes:
        whole[at] = byte
    try:
        profile = read_press(bytes(whole[:length]))
    except Unusable as error:
        assert not JARGON.search(str(error)), error
    else:
        assert ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
