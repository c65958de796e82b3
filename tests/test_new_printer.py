from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from report import cli
from report.diagnostics import Diagnostic, Finding
from report.ink.conditions import condition_of
from report.ink.profile import IccProfile
from report.new_printer import add_printer
from report.printers import press_profile, read_printer
from report.resources import Project
from report.settings import names_of

from .conftest import ROOT, NewProject

ICC = ROOT / "assets" / "icc"
COATED = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes()


def file_at(folder: Path, name: str, data: bytes = COATED) -> Path:
    path = folder / "Downloads" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def refused(project: Project, path: Path, *options: str) -> Finding:
    before = sorted(project.root.rglob("*"))
    with pytest.raises(Diagnostic) as caught:
        add_printer(project, path, *options)
    assert sorted(project.root.rglob("*")) == before, "nothing is left behind"
    (finding,) = caught.value.findings
    return finding


def renamed(words: bytes) -> bytes:
    """The coated profile with another description, of the same length or shorter."""
    old = b"ISO Coated v2 300% (basICColor)"
    assert old in COATED and len(words) <= len(old)
    return COATED.replace(old, words.ljust(len(old), b"\0"), 1)


def test_a_profile_comes_with_a_preset_that_can_be_used(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    added = add_printer(project, file_at(tmp_path, "Smith & Sons.ICC", renamed(b"Smith, coated")))
    printer = read_printer(project, added.name)

    assert added.name == "smith-coated" and added.name in names_of(project, "printer")
    assert [project.shown(path) for path in added.files] == [
        "assets/icc/Smith-Sons.icc",
        "templates/printers/smith-coated.yaml",
    ]
    assert press_profile(project, printer) == renamed(b"Smith, coated")
    assert printer.profile.condition == "Smith, coated" and printer.profile.registry == ""
    assert (printer.like, printer.label) == ("fogra39-coated", "Smith, coated")
    assert printer.ink_limit == 300


def test_a_registered_condition_is_recognised(new_project: NewProject, tmp_path: Path) -> None:
    uncoated = (ICC / "PSO_Uncoated_ISO12647_eci.icc").read_bytes()
    project = new_project()
    added = add_printer(project, file_at(tmp_path, "ours.icc", uncoated), "smith-uncoated")
    printer = read_printer(project, "smith-uncoated")

    assert added.name == "smith-uncoated"
    assert (printer.profile.condition, printer.like) == ("FOGRA47", "fogra47-uncoated")
    assert printer.ink_limit == 280, "the profile's own, 293, would be more"
    assert "up to 300 % of ink; the limit stays at 280 %" in added.remarks[0]
    assert "Ask the print shop" in added.files[1].read_text()


@pytest.mark.parametrize(
    ("description", "stem", "condition", "like"),
    [
        ("PSO Coated v3", "x", "FOGRA51", "fogra39-coated"),
        ("PSO Uncoated v3 (FOGRA52)", "x", "FOGRA52", "fogra47-uncoated"),
        ("ISO Coated v2 (ECI)", "x", "FOGRA39", "fogra39-coated"),
        ("Coated FOGRA39 (ISO 12647-2:2004)", "x", "FOGRA39", "fogra39-coated"),
        ("GRACoL2013UNC_CRPC3.icc", "x", "CGATS21-2-CRPC3", "fogra47-uncoated"),
        ("GRACoL2013_CRPC6 V2.icc", "x", "CGATS21-2-CRPC6", "gracol2013-coated"),
        ("SWOP2013C3 CRPC5", "x", "CGATS21-2-CRPC5", "gracol2013-coated"),
        ("U.S. Web Coated (SWOP) v2", "x", "CGATS TR 001", "gracol2013-coated"),
        ("Coated GRACoL 2006 (ISO 12647-2:2004)", "x", "CGATS TR 006", "gracol2013-coated"),
        ("Japan Color 2011 Coated", "x", "JCS2011", "fogra39-coated"),
        ("Japan Color 2001 Coated", "x", "JC200103", "fogra39-coated"),
        ("Press 3", "PSOcoated_v3", "FOGRA51", "fogra39-coated"),
        ("Press 3", "x", "", ""),
    ],
)
def test_conditions_are_told_by_name(
    description: str, stem: str, condition: str, like: str
) -> None:
    profile = IccProfile(b"", "2.1", "prtr", "CMYK", "Lab", description)
    found = condition_of(profile, stem)

    assert (found.name, found.like) == (condition, like) if found else not condition


def test_conditions_are_told_by_what_was_measured() -> None:
    profile = IccProfile(b"", "2.1", "prtr", "CMYK", "Lab", "Press", target="ICCHDAT FOGRA51")
    found = condition_of(profile, "x")

    assert found is not None and found.name == "FOGRA51"


def test_a_profile_that_a_preset_waits_for_is_all_that_is_written(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    data = renamed(b"PSO Coated v3")
    added = add_printer(project, file_at(tmp_path, "PSOcoated_v3.icc", data))

    assert (added.name, added.remarks) == ("fogra51-coated", ())
    assert [project.shown(path) for path in added.files] == ["assets/icc/PSOcoated_v3.icc"]
    assert press_profile(project, read_printer(project, "fogra51-coated")) == data


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("PSOuncoated_v3_FOGRA52 (1).icc", b"Press 3"),
        ("psouncoated_v3_fogra52.ICC", b"Press 3"),
        ("download.icc", b"PSO Uncoated v3 (FOGRA52)"),
    ],
)
def test_a_profile_gets_the_name_that_a_preset_waits_for(
    new_project: NewProject, tmp_path: Path, file: str, words: bytes
) -> None:
    project = new_project()
    added = add_printer(project, file_at(tmp_path, file, renamed(words)))

    assert added.name == "fogra52-uncoated"
    assert [path.name for path in added.files] == ["PSOuncoated_v3_FOGRA52.icc"]
    assert press_profile(project, read_printer(project, added.name))
    assert "FOGRA52" in added.remarks[0] and "--name" in added.remarks[0]


def test_a_preset_that_waits_for_a_file_elsewhere_gets_none(
    new_project: NewProject, tmp_path: Path
) -> None:
    preset = "like: fogra39-coated\nprofile: {file: ../up.icc, condition: FOGRA51}\n"
    project = new_project(files={"/templates/printers/a.yaml": preset})
    added = add_printer(project, file_at(tmp_path, "up.icc", renamed(b"FOGRA51")))

    assert added.name == "fogra51-coated"


def test_a_profile_that_was_brought_in_before_says_as_what(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    data = renamed(b"Smith")
    add_printer(project, file_at(tmp_path, "ours.icc", data), "smith-coated")
    again = refused(project, file_at(tmp_path, "ours-again.icc", data))
    bundled = refused(project, file_at(tmp_path, "x.icc"))

    assert again.code.id == "X208" and "brought in as “smith-coated”" in again.message
    assert "--printer fogra39-coated" in bundled.help


def test_a_missing_profile_names_a_preset_of_its_condition_that_has_one(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    data = renamed(b"PSO Coated v3")
    add_printer(project, file_at(tmp_path, "ours.icc", data), "smith")
    with pytest.raises(Diagnostic) as caught:
        press_profile(project, read_printer(project, "fogra51-coated"))

    assert caught.value.findings[0].help.startswith("“smith” has a profile of FOGRA51: use that")


def test_names_of_files_are_spelt_in_plain_letters(new_project: NewProject, tmp_path: Path) -> None:
    path = file_at(tmp_path, "Café-Müller.ICC", renamed(b"Cafe"))
    added = add_printer(new_project(), path, "cafe")

    assert added.files[0].name == "Cafe-Muller.icc"


def test_a_bundled_profile_is_not_copied(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    added = add_printer(project, file_at(tmp_path, "ISOcoated_v2_300_bas.icc"), "smith")

    assert [project.shown(path) for path in added.files] == ["templates/printers/smith.yaml"]
    assert read_printer(project, "smith").profile.condition == "FOGRA39"


def test_it_can_be_like_another(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    add_printer(project, file_at(tmp_path, "ours.icc"), "smith", "fogra39-bound")

    assert read_printer(project, "smith").cover.own_file
    finding = refused(project, file_at(tmp_path, "ours.icc"), "jones", "fogra39-bund")
    assert (finding.code.id, finding.help) == ("C110", "did you mean “fogra39-bound”?")


def test_a_profile_of_less_ink_lowers_the_limit(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    path = file_at(tmp_path, "ours.icc")
    added = add_printer(project, path, "ours", "gracol2013-coated")

    assert read_printer(project, "ours").ink_limit == 300
    assert added.remarks == ("The profile keeps to 300 % of ink, which is the limit now.",)


def test_nothing_is_written_over(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    add_printer(project, file_at(tmp_path, "ours.icc"), "smith")

    taken = refused(project, file_at(tmp_path, "other.icc"), "smith")
    bundled = refused(project, file_at(tmp_path, "other.icc"), "fogra39-coated")
    other = refused(project, file_at(tmp_path, "ours.icc", renamed(b"Other")), "jones")
    shadow = refused(project, file_at(tmp_path, "ISOcoated_v2_300_bas.icc", renamed(b"O")), "jones")
    assert [f.code.id for f in (taken, bundled, other, shadow)] == ["X208"] * 4
    assert "(bundled)" in shadow.message or "assets/icc" in shadow.message


@pytest.mark.parametrize("name", ["Smith", "../smith", "smith & co", "a/b", "-"])
def test_names_are_words_of_a_command(new_project: NewProject, tmp_path: Path, name: str) -> None:
    finding = refused(new_project(), file_at(tmp_path, "ours.icc"), name)

    assert finding.code.id == "X209"


def test_what_is_no_profile_of_a_press_is_refused(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    screen = refused(project, file_at(tmp_path, "a.icc", (ICC / "sRGB2014.icc").read_bytes()))
    words = refused(project, file_at(tmp_path, "b.icc", b"<html>404</html>"))
    half = refused(project, file_at(tmp_path, "c.icc", COATED[: len(COATED) // 2]))

    assert [f.code.id for f in (screen, words, half)] == ["X202"] * 3
    assert screen.message == "“a.icc” is for RGB colours, not for CMYK inks"
    assert "is cut off" in half.message


def test_a_file_that_is_not_there_or_far_too_large(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    large = file_at(tmp_path, "large.icc", b"")
    os.truncate(large, 20_000_000)

    assert refused(project, tmp_path / "none.icc").code.id == "F101"
    assert refused(project, tmp_path).code.id == "F101"
    assert refused(project, large).code.id == "F103"


def test_a_folder_that_leads_out_of_the_project(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    (tmp_path / "elsewhere").mkdir()
    (project.root / "assets").symlink_to(tmp_path / "elsewhere")

    assert refused(project, file_at(tmp_path, "ours.icc"), "smith").code.id == "F102"
    assert not list((tmp_path / "elsewhere").iterdir())


def test_words_of_a_profile_cannot_break_the_preset(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    hostile = renamed(b'"}\nlike: x # {{ y }}')
    added = add_printer(project, file_at(tmp_path, "ours.icc", hostile))

    assert read_printer(project, added.name).label == '"} like: x # {{ y }}'


def test_nothing_is_added_where_there_is_no_project(tmp_path: Path) -> None:
    path = file_at(tmp_path, "ours.icc", renamed(b"Ours"))
    (tmp_path / "empty").mkdir()
    said = CliRunner().invoke(
        cli.commands, ["--project", str(tmp_path / "empty"), "printer", "add", str(path)]
    )

    assert (said.exit_code, "no editions/" in said.output) == (2, True)
    assert not list((tmp_path / "empty").iterdir())
