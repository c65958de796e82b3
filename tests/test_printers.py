from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from click.testing import CliRunner

from report import cli
from report.build import check
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.desk import Job
from report.diagnostics import Diagnostic, Finding, Mark
from report.inventory import printers
from report.printers import Printer, press_profile, read_printer, remarks, spine
from report.resources import Project
from report.settings import Setting, names_of, read_theme
from report.units import Length, mm, pt

from .conftest import ROOT, SMALL, NewProject

BUNDLED = Project.at(ROOT)
ICC = ROOT / "assets" / "icc"
SRGB = (ICC / "sRGB2014.icc").read_bytes()
BROUGHT = {"fogra51-coated", "fogra52-uncoated", "japan-color-2011-coated"}
MARK = Mark("editions/small/edition.yaml", 5, 12)
OURS = "templates/printers/ours.yaml"
WHOLE = """\
label: Ours
profile: {file: ISOcoated_v2_300_bas.icc, condition: FOGRA39}
bleed: 3mm
safe: 4mm
images: {}
type: {}
cover: {}
"""


def printer_of(new_project: NewProject, text: str, **others: str) -> Printer:
    files = {f"/templates/printers/{name}.yaml": each for name, each in others.items()}
    return read_printer(new_project(files={**files, "/templates/printers/ours.yaml": text}), "ours")


def findings_of(new_project: NewProject, text: str, **others: str) -> list[Finding]:
    with pytest.raises(Diagnostic) as caught:
        printer_of(new_project, text, **others)
    return list(caught.value.findings)


@pytest.mark.parametrize("name", names_of(BUNDLED, "printer"))
def test_bundled_presets_are_sound(name: str) -> None:
    printer = read_printer(BUNDLED, name)

    assert mm(3) <= printer.bleed <= mm(5)
    assert mm(3) <= printer.safe <= mm(5)
    assert 260 <= printer.ink_limit <= 350
    assert printer.images.error_below < printer.images.warn_below
    assert pt(5) <= printer.type.smallest < printer.type.smallest_multi_ink
    assert printer.page_multiple == 4 and printer.marks == "none"
    assert printer.profile.registry == "http://www.color.org" and printer.profile.info


@pytest.mark.parametrize("name", sorted(set(names_of(BUNDLED, "printer")) - BROUGHT))
def test_bundled_presets_have_their_profile_and_no_faults_with_the_theme(name: str) -> None:
    printer = read_printer(BUNDLED, name)
    found = remarks(printer, read_theme(BUNDLED, "nordic"), press_profile(BUNDLED, printer), SRGB)

    assert {finding.code.id for finding in found} <= {"X203"}


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("fogra39-coated", "FOGRA39"),
        ("fogra39-bound", "FOGRA39"),
        ("fogra47-uncoated", "FOGRA47"),
        ("gracol2013-coated", "CGATS21-2-CRPC6"),
        ("digital-press", "FOGRA39"),
        ("fogra51-coated", "FOGRA51"),
        ("fogra52-uncoated", "FOGRA52"),
        ("japan-color-2011-coated", "JCS2011"),
    ],
)
def test_conditions_have_their_registered_names(name: str, condition: str) -> None:
    assert read_printer(BUNDLED, name).profile.condition == condition
    assert name in names_of(BUNDLED, "printer")


@pytest.mark.parametrize("name", sorted(BROUGHT))
def test_a_profile_that_is_not_bundled_is_found_with_where_to_get_it(name: str) -> None:
    printer = read_printer(BUNDLED, name)
    with pytest.raises(Diagnostic) as caught:
        press_profile(BUNDLED, printer)
    (finding,) = caught.value.findings

    assert finding.code.id == "X201"
    assert finding.mark is not None
    assert finding.mark.file == f"templates/printers/{name}.yaml" and finding.mark.line > 3
    assert "https://" in finding.help and "printer add FILE.icc" in finding.help


def test_a_misspelt_profile_is_found_with_the_nearest(new_project: NewProject) -> None:
    text = WHOLE.replace("ISOcoated_v2_300_bas", "ISOcoated_v2_300")
    with pytest.raises(Diagnostic) as caught:
        project = new_project(files={"/templates/printers/ours.yaml": text})
        press_profile(project, read_printer(project, "ours"))
    (finding,) = caught.value.findings

    assert (finding.code.id, str(finding.mark)) == ("X201", "templates/printers/ours.yaml:2:17")
    assert "did you mean “ISOcoated_v2_300_bas.icc”?" in finding.help


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SRGB, "is for RGB colours, not for CMYK inks"),
        (b"not a profile", "is not an ICC profile"),
        ((ICC / "ISOcoated_v2_300_bas.icc").read_bytes()[:-9], "is cut off"),
    ],
)
def test_a_file_that_is_no_profile_of_a_press_is_found(
    new_project: NewProject, data: bytes, reason: str
) -> None:
    text = WHOLE.replace("ISOcoated_v2_300_bas", "Ours")
    project = new_project(
        files={"/templates/printers/ours.yaml": text, "/assets/icc/Ours.icc": data}
    )
    with pytest.raises(Diagnostic) as caught:
        press_profile(project, read_printer(project, "ours"))
    (finding,) = caught.value.findings

    assert (finding.code.id, str(finding.mark)) == ("X202", "templates/printers/ours.yaml:2:17")
    assert finding.message.startswith("the profile “Ours.icc” ") and reason in finding.message


def test_a_preset_says_only_what_differs(new_project: NewProject) -> None:
    text = "like: fogra39-coated\nlabel: Ours\nink_limit: 270\ntype: {smallest: 6pt}\n"
    printer, base = printer_of(new_project, text), read_printer(BUNDLED, "fogra39-coated")

    assert (printer.label, printer.ink_limit, printer.like) == ("Ours", 270, "fogra39-coated")
    assert printer.type.smallest == pt(6)
    assert printer.type.smallest_multi_ink == base.type.smallest_multi_ink
    assert printer.profile.model_dump() == base.profile.model_dump()
    assert printer.bleed == base.bleed
    assert str(printer.mark_of("ink_limit")) == "templates/printers/ours.yaml:3:12"
    assert printer.mark_of("bleed").file.endswith("templates/printers/fogra39-coated.yaml")
    assert printer.type.mark_of("smallest").file == "templates/printers/ours.yaml"


def test_a_profile_is_given_as_a_whole(new_project: NewProject) -> None:
    """The condition of one profile says nothing of another."""
    text = "like: fogra39-coated\nprofile:\n  file: PSO_Uncoated_ISO12647_eci.icc\n"
    (finding,) = findings_of(new_project, text)

    assert (finding.code.id, "condition" in finding.message) == ("C105", True)
    assert finding.mark == Mark("templates/printers/ours.yaml", 3, 3)


def test_stapled_sheets_have_four_pages_each(new_project: NewProject) -> None:
    (finding,) = findings_of(new_project, "like: fogra39-coated\npage_multiple: 2\n")

    assert finding.code.id == "C106" and "saddle-stitched sheets are four pages" in finding.message
    assert "another `binding`" in finding.help

    loose = printer_of(new_project, "like: fogra39-coated\nbinding: none\npage_multiple: 1\n")
    assert (loose.binding, loose.page_multiple) == ("none", 1)


def test_presets_say_their_binding_and_others_leave_it_to_be_agreed(
    new_project: NewProject,
) -> None:
    said = {name: read_printer(BUNDLED, name).binding for name in names_of(BUNDLED, "printer")}

    assert said.pop("fogra39-bound") == "perfect"
    assert set(said.values()) == {"saddle-stitched"}


def test_a_chain_of_presets(new_project: NewProject) -> None:
    printer = printer_of(
        new_project, "like: middle\nsafe: 5mm\n", middle="like: fogra47-uncoated\nbleed: 4mm\n"
    )

    assert (printer.safe, printer.bleed, printer.ink_limit) == (mm(5), mm(4), 280)


@pytest.mark.parametrize(
    ("text", "others", "message"),
    [
        ("like: ours\n", {}, "“ours” is like itself"),
        (
            "like: other\n",
            {"other": "like: ours\n"},
            "“ours” is like itself, by way of other",
        ),
    ],
)
def test_presets_in_a_circle_are_found(
    new_project: NewProject, text: str, others: dict[str, str], message: str
) -> None:
    (finding,) = findings_of(new_project, text, **others)

    assert (finding.code.id, finding.message) == ("X207", message)
    assert finding.mark is not None and finding.mark.line == 1


@pytest.mark.parametrize("like", ["fogra39-coated", "fogra39-bound", "digital-press"])
def test_a_preset_in_the_place_of_the_one_it_is_like_is_to_be_called_otherwise(
    new_project: NewProject, like: str
) -> None:
    shadow = "templates/printers/fogra39-coated.yaml"
    project = new_project(files={f"/{shadow}": f"like: {like}\nink_limit: 280\n"})
    for name in ("fogra39-coated", "fogra39-bound", "fogra51-coated"):
        with pytest.raises(Diagnostic) as caught:
            read_printer(project, name)
        (finding,) = caught.value.findings

        assert finding.code.id == "X207" and "such as smith-coated.yaml" in finding.help
        assert finding.mark is not None and finding.mark.file == shadow


def test_printers_that_cannot_be_read_are_listed_with_why(new_project: NewProject) -> None:
    project = new_project(
        files={
            "/templates/printers/ours.yaml": WHOLE + "ink_limit: lots\n",
            "/templates/printers/theirs.yaml": "like: ours\n",
            "/templates/printers/lone.yaml": "like: none\n",
        }
    )
    rows = {row.name: row for row in printers(project)}

    assert rows["ours"].label.endswith(f"“lots” (line 8) – {OURS}")
    assert rows["theirs"].label == "is like ours, which cannot be read"
    assert "there is no printer “none”" in rows["lone"].label
    assert not any(rows[name].readable for name in ("ours", "theirs", "lone"))
    assert (rows["gracol2013-coated"].bleed, rows["fogra39-coated"].bleed) == ("3.18 mm", "3 mm")


def test_the_table_of_printers_has_no_zeros(new_project: NewProject) -> None:
    project = new_project(files={f"/{OURS}": "label: [\n"})
    said = CliRunner().invoke(cli.commands, ["--project", str(project.root), "printer", "list"])
    (line,) = (each for each in said.output.splitlines() if each.startswith("ours"))

    assert said.exit_code == 0 and OURS in said.output
    assert "%" not in line and "×" not in line and "get it from" not in line


def test_a_preset_like_none_is_found_with_the_nearest(new_project: NewProject) -> None:
    (finding,) = findings_of(new_project, "like: fogra39-coatd\n")

    assert (finding.code.id, str(finding.mark)) == ("C110", "templates/printers/ours.yaml:1:7")
    assert finding.help == "did you mean “fogra39-coated”?"


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("FOGRA39", "did you mean “fogra39-coated”?"),
        ("Fogra47-Uncoated", "did you mean “fogra47-uncoated”?"),
        ("digital-press.yaml", "a name has no ending: write “digital-press”"),
        ("Shop", "call the file Shop.yaml, and not .yml"),
    ],
)
def test_the_preset_that_was_meant_is_said(new_project: NewProject, name: str, help: str) -> None:
    project = new_project(files={"/templates/printers/Shop.yml": WHOLE})
    with pytest.raises(Diagnostic) as caught:
        read_printer(project, name)

    assert caught.value.findings[0].help == help


def test_a_preset_that_is_not_there_is_found_where_it_is_named() -> None:
    with pytest.raises(Diagnostic) as caught:
        read_printer(BUNDLED, "fogra39", MARK)
    (finding,) = caught.value.findings

    assert (finding.code.id, finding.mark) == ("C110", MARK)


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("bleed: 3mm", "bleed: -3mm", "C106", "less than nothing"),
        ("bleed: 3mm", "bleed: 3", "C106", "3mm"),
        ("safe: 4mm", "safe: 200mm", "C106", "too much"),
        ("images: {}", "images: {warn_below: 100, error_below: 300}", "C106", "never warn"),
        ("images: {}", "images: {warn_below: 100}", "C106", "give both"),
        ("safe: 4mm", 'safe: 4mm\nfile_name: "{slug}-{date}"', "C106", "{slug}-{date}-{part}"),
        ("safe: 4mm", "safe: 4mm\nthinnest_line: 5mm", "C106", "too much"),
        ("safe: 4mm", "safe: 4mm\nink_limit: 30", "C106", ""),
        ("safe: 4mm", "safe: 4mm\nmarks: all", "C106", ""),
        ("safe: 4mm", "saef: 4mm", "C104", "saef"),
        ("condition: FOGRA39", 'condition: " "', "C106", ""),
        ("safe: 4mm", 'safe: 4mm\nfile_name: "{slug}/{part}"', "C106", "“/”"),
        ("safe: 4mm", 'safe: 4mm\nfile_name: "{slag}"', "C106", "“{slag}”"),
        ("safe: 4mm", 'safe: 4mm\nfile_name: ".{part}"', "C106", "a dot in front"),
    ],
)
def test_wrong_values_are_found(
    new_project: NewProject, old: str, new: str, code: str, words: str
) -> None:
    found = findings_of(new_project, WHOLE.replace(old, new))

    assert code in {finding.code.id for finding in found}
    assert any(words in finding.message + finding.help for finding in found)
    assert all(f.mark and f.mark.file == "templates/printers/ours.yaml" for f in found)


@pytest.mark.parametrize(
    ("old", "new", "help"),
    [
        ("bleed: 3mm", "bleed: 3,5mm", "write it as 3.5mm"),
        ("safe: 4mm", "safe: 4mm\nink_limit: 300%", "write it as 300"),
        ("safe: 4mm", "safe: 4mm\nsmallest: 6pt", "it belongs below `type:`"),
        (", condition: FOGRA39", "", "in the registry, such as `FOGRA39`"),
    ],
)
def test_slips_are_helped_with_what_to_write(
    new_project: NewProject, old: str, new: str, help: str
) -> None:
    (finding,) = findings_of(new_project, WHOLE.replace(old, new))

    assert finding.help.endswith(help), finding


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("print: fogra39-coated", "write it as print: {printer: fogra39-coated}"),
        ("revision: 2", "it belongs below `print:`"),
    ],
)
def test_slips_in_an_edition_are_helped(new_project: NewProject, line: str, help: str) -> None:
    project = new_project(f"{line}\n{SMALL}")
    found = check(project, Job("small", datetime.date(2026, 11, 22)))

    assert [each.help for each in found if each.mark and each.mark.line == 1] == [help]


@pytest.mark.parametrize("text", ["- a list\n", "words\n", "like: [a, b]\n", "like: 7\n"])
def test_a_file_that_is_no_preset_is_found(new_project: NewProject, text: str) -> None:
    assert findings_of(new_project, text)


def test_a_preset_like_a_broken_one_is_found(new_project: NewProject) -> None:
    assert findings_of(new_project, "like: other\nsafe: 3mm\n", other="- a list\n")


def test_file_names_may_have_patterns(new_project: NewProject) -> None:
    printer = printer_of(new_project, WHOLE + 'file_name: "Smith {date} {slug} ({part})"\n')

    assert printer.file_name == "Smith {date} {slug} ({part})"


def test_more_ink_than_the_limit_is_remarked_at_the_limit(new_project: NewProject) -> None:
    project = new_project(files={"/templates/printers/ours.yaml": WHOLE + "ink_limit: 240\n"})
    printer = read_printer(project, "ours")
    theme = read_theme(project, "nordic")
    found = remarks(printer, theme, press_profile(project, printer), SRGB)
    over, asked = (next(f for f in found if f.code.id == code) for code in ("X204", "X203"))

    assert str(asked.mark) == "templates/printers/ours.yaml:8:12"
    assert "up to 298 % of ink, and the printer takes 240 %" in asked.message
    assert "“ink” has 260 % of ink" in over.message


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("FOGRA39", "FOGRA51", ["X210"]),
        ("FOGRA39", "fogra 39", []),
        ("FOGRA39}", 'Smith, registry: ""}', []),
        ("ISOcoated_v2_300_bas.icc", "PSO_Uncoated_ISO12647_eci.icc", ["X210"]),
    ],
)
def test_a_condition_that_is_not_that_of_the_profile_is_found(
    new_project: NewProject, old: str, new: str, found: list[str]
) -> None:
    project = new_project(files={"/templates/printers/ours.yaml": WHOLE.replace(old, new)})
    printer = read_printer(project, "ours")
    theme = read_theme(project, "nordic")
    said = remarks(printer, theme, press_profile(project, printer), SRGB)
    odd = [finding for finding in said if finding.code.id == "X210"]

    assert [finding.code.id for finding in odd] == found
    assert all("one of them is wrong" in finding.message for finding in odd)
    assert all(f.mark and (f.mark.file, f.mark.line) == (OURS, 2) for f in odd)


def test_the_spine_is_as_thick_as_its_leaves_and_boards() -> None:
    bound = read_printer(BUNDLED, "fogra39-bound")

    assert bound.cover.own_file
    assert spine(bound, 48).mm == pytest.approx(24 * 0.11 + 0.6)
    assert spine(bound, 47) == spine(bound, 48)
    assert spine(read_printer(BUNDLED, "fogra39-coated"), 48) == Length(0)


@pytest.mark.parametrize("target", ["press", "proof"])
def test_more_bleed_than_the_format_has_is_found_without_pages(
    new_project: NewProject, target: str
) -> None:
    preset = "like: fogra39-coated\nbleed: 6 mm\n"
    project = new_project(files={"/templates/printers/six.yaml": preset})
    job = Job("small", datetime.date(2026, 11, 22), target, printer="six")
    (found,) = (each for each in check(project, job) if each.code.id == "X302")

    assert str(found.mark) == "templates/printers/six.yaml:2:8"
    assert "templates/formats/a4-bleed.yaml" in found.help and "`bleed: 6mm`" in found.help

    own = project.root / "templates" / "formats" / "a4-bleed.yaml"
    own.parent.mkdir()
    own.write_text("like: a4\nbleed: 5.5mm\n")
    job = replace(job, format="a4-bleed")
    (found,) = (each for each in check(project, job) if each.code.id == "X302")
    assert found.help == "write `bleed: 6mm` into templates/formats/a4-bleed.yaml"

    own.write_text("like: a4\nbleed: 6mm\n")
    assert "X302" not in {each.code.id for each in check(project, job)}


def test_an_item_that_is_missing_is_no_key() -> None:
    class Inks(Setting):
        cmyk: tuple[float, float, float, float]

    with pytest.raises(Diagnostic) as caught:
        read_model(Inks, read_yaml(b"cmyk: [0, 10, 20]\n", "x.yaml"))

    assert [each.message for each in caught.value.findings] == ["item 4 of “cmyk” is missing"]
