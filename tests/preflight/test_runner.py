"""The runner: stages, severities, waivers, and rules that fail."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from report.content.edition import Waiver
from report.diagnostics import Code, Diagnostic, Finding, Mark, Severity
from report.preflight import runner
from report.preflight.evidence import Evidence
from report.preflight.registry import FOLDER, SECTIONS, STAGES, Rule, load_rules, rules
from report.preflight.runner import inspect
from tests.preflight.builders import evidence, mark, page, photo, run

AWAITING = evidence(photos=(photo(awaited="clinic.jpg"),))
REASON = "The photographer delivers in May."


def waiver(code: str = "R204", at: str = "") -> Waiver:
    """Return a waiver of everything, or at one place."""
    return Waiver(code=code, at=at, reason=REASON)


def ids(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code.id for finding in findings]


def test_only_the_stages_asked_for_are_run() -> None:
    pale = evidence(
        photos=(photo(credit="", ppi=20.0),), pages=(page(runs=(run(colour="#dddddd"),)),)
    )
    assert ids(inspect(pale, ["content"], {}, ())) == ["R201"]
    assert ids(inspect(pale, ["pictures"], {}, ())) == ["P310"]
    assert ids(inspect(pale, ["pages"], {}, ())) == ["A202"]
    assert ids(inspect(pale, STAGES, {}, ())) == ["A202", "P310", "R201"]


def test_the_profile_of_the_target_sets_the_severity() -> None:
    (mild,) = inspect(AWAITING, ["content"], {}, ())
    (grave,) = inspect(AWAITING, ["content"], {"R204": Severity.ERROR}, ())
    assert not mild.blocks
    assert grave.blocks


def test_findings_of_others_are_judged_as_well() -> None:
    code = Code("T102", "blank-page", Severity.NOTE)
    noticed = [code.finding(mark(3), "a blank page", at="hubs")]
    (found,) = inspect(
        evidence(), STAGES, {"T102": Severity.WARNING}, [waiver("T102", "hubs")], noticed
    )
    assert found.severity is Severity.WARNING
    assert found.waived == REASON


@pytest.mark.parametrize("at", ["", "harbour", "edition.yaml", "editions/x/edition.yaml"])
def test_a_waiver_by_id_or_file(at: str) -> None:
    (found,) = inspect(AWAITING, ["content"], {"R204": Severity.ERROR}, [waiver(at=at)])
    assert found.waived == REASON
    assert not found.blocks


def test_a_waiver_elsewhere_is_unused_and_says_where_the_finding_is() -> None:
    found = inspect(AWAITING, ["content"], {}, [waiver(at="harbor")])
    assert ids(found) == ["C120", "R204"]
    assert found[0].help == "it is found at harbour"
    assert found[1].waived == ""


def test_a_waiver_without_any_finding_is_unused() -> None:
    (found,) = inspect(evidence(), ["content"], {}, [waiver()])
    assert ids((found,)) == ["C120"]
    assert "there is no R204" in found.message
    assert found.help and "`target: press`" in found.help  # where another target needs it
    assert found.severity is Severity.WARNING


def test_a_waiver_is_unused_only_when_its_stage_was_run() -> None:
    late = [waiver("A202"), waiver("T102")]
    assert inspect(evidence(), ["content", "pictures"], {}, late) == ()
    assert ids(inspect(evidence(), ["content", "pages"], {}, late)) == ["C120"]
    assert ids(inspect(evidence(), STAGES, {}, late)) == ["C120", "C120"]


@pytest.mark.parametrize("code", ["A301", "E101", "S402", "C120", "F201"])
def test_what_cannot_be_waived(code: str) -> None:
    noticed = [Code(code, "x", Severity.ERROR).finding(mark(1), "broken")]
    found = inspect(evidence(), ["content"], {}, [waiver(code)], noticed)
    assert sorted(ids(found)) == sorted(["C123", code])
    assert all(each.blocks for each in found)


def test_a_rule_that_fails_is_a_finding_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(evidence: Evidence) -> Iterator[Finding]:
        yield rules()["R204"].code.finding(mark(1), "found before")
        raise ZeroDivisionError("by nought")

    broken = Rule(rules()["R201"].code, "content", check, "rules/r201_missing_credit.py")
    monkeypatch.setattr(runner, "rules", lambda: {**rules(), "R201": broken})
    found = inspect(AWAITING, ["content"], {}, ())
    assert sorted(ids(found)) == ["R204", "R204", "S402"]
    failed = next(each for each in found if each.code.id == "S402")
    assert failed.mark == Mark("rules/r201_missing_credit.py", 1, 1)
    assert "R201 (missing-credit) failed: ZeroDivisionError: by nought" in failed.message
    assert failed.blocks


# The registry

DOC = "\n\n".join(f"{section} Words." for section in SECTIONS)
COMPLETE = f'''"""{DOC}
"""

from report.diagnostics import Code, Severity

RULE = Code("R901", "tested", Severity.NOTE, __doc__)
STAGE = "content"


def check(evidence):
    yield from ()
'''


def write(folder: Path, name: str, text: str) -> str:
    """Write a rule into a package of its own and return the package's name."""
    package = folder / f"rules_{abs(hash((str(folder), name)))}"
    package.mkdir(exist_ok=True)
    (package / name).write_text(text, "utf-8")
    return package.name


def loaded(folder: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the codes of a folder with one rule, or the messages that stop the program."""
    package = write(folder, name, text)
    monkeypatch.syspath_prepend(str(folder))
    try:
        return list(load_rules(folder / package, package))
    except Diagnostic as diagnostic:
        assert all(each.code.id == "S401" for each in diagnostic.findings)
        return [f"{each.mark}: {each.message}" for each in diagnostic.findings]


def test_a_complete_rule_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(tmp_path, "r901_tested.py", COMPLETE, monkeypatch) == ["R901"]


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("**Why it matters.**", "Why", "a docstring with"),
        ("STAGE = ", "PHASE = ", "STAGE, one of content, pictures, pages, pdf"),
        ('"content"', '"whenever"', "STAGE, one of"),
        ("def check", "def inspect", "check(evidence)"),
        ('"R901"', '"R902"', "RULE = Code(“R901”"),
        ("__doc__", '"short"', "RULE = Code(“R901”"),
        ("import Code", "import", "invalid syntax"),
        ("Severity.NOTE", "Severity.GRAVE", "GRAVE"),
    ],
)
def test_an_incomplete_rule_stops_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, lacks: str
) -> None:
    (message,) = loaded(tmp_path, "r901_tested.py", COMPLETE.replace(old, new), monkeypatch)
    assert "r901_tested.py" in message
    assert lacks in message


def test_a_file_name_without_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (message,) = loaded(tmp_path, "tested.py", COMPLETE, monkeypatch)
    assert "a file name such as" in message


def test_a_code_for_two_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = write(tmp_path, "r901_tested.py", COMPLETE)
    (tmp_path / package / "r901_again.py").write_text(COMPLETE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(Diagnostic, match=r"R901 is the code of .*r901_again\.py as well"):
        load_rules(tmp_path / package, package)


def test_every_file_of_the_folder_is_a_rule() -> None:
    stems = [path.stem for path in FOLDER.glob("[!_]*.py")]
    assert sorted(stem[:4].upper() for stem in stems) == sorted(rules())


def test_rules_import_nothing_of_the_engine() -> None:
    code = (
        "import sys; from report.preflight.registry import rules; rules(); "
        "print(*sorted(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    names = set(result.stdout.split())
    assert not names & {"weasyprint", "matplotlib", "pikepdf", "PIL", "page", "coloraide"}
