"""Names of a hand-over are safe everywhere, tell parts apart, and say the revision."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.handover.letter import WHAT
from report.handover.naming import Naming, naming, plain_letters
from report.printers import Printer
from tests.tools.preflight_reports import coated

VALUES = {
    "slug": "life-science",
    "format": "a4",
    "printer": "fogra39-coated",
    "revision": "2",
    "date": "2026-11-22",
    "language": "en-US",
    "pages": "12",
}
SAFE = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?\Z")
PARTS = sorted({part.partition(".")[0] for part in WHAT})
names = st.sampled_from([f"{{{name}}}" for name in VALUES])
literals = st.sampled_from(["-", "_", ".", "x", " ", "(", ")", "å", "CON"])
values = st.fixed_dictionaries(
    {name: st.text(max_size=20) for name in VALUES} | {"revision": st.integers(1, 999).map(str)}
)


def preset(pattern: str) -> Printer:
    text = f"""
label: A
profile: {{file: a.icc, condition: A}}
bleed: 3mm
safe: 3mm
images: {{}}
type: {{}}
cover: {{}}
file_name: "{pattern}"
"""
    return read_model(Printer, read_yaml(text.encode(), "templates/printers/a.yaml"))


def test_the_house_pattern_names_parts_and_folder() -> None:
    made = naming(coated(), VALUES)

    assert made.of("press") == "life-science-a4-fogra39-coated-r2-press"
    assert made.folder == "life-science-a4-fogra39-coated-r2"


@pytest.mark.parametrize(
    ("pattern", "part", "folder"),
    [
        ("{slug}_{date}.{part}", "life-science_2026-11-22.press", "life-science_2026-11-22-r2"),
        ("{part}", "press", "r2"),
        ("{part}-{pages}p-v{revision}", "press-12p-v2", "12p-v2"),
        ("{slug}-{part}-r{revision}", "life-science-press-r2", "life-science-r2"),
        (
            "Ny broschyr (för {language}) {part}",
            "Ny-broschyr-for-en-US-press",
            "Ny-broschyr-for-en-US-r2",
        ),
    ],
)
def test_a_pattern_is_filled_and_the_folder_always_says_the_revision(
    pattern: str, part: str, folder: str
) -> None:
    made = naming(preset(pattern), VALUES)

    assert (made.of("press"), made.folder) == (part, folder)


@given(st.lists(names | literals, max_size=12), st.integers(0, 12), values)
def test_any_name_is_safe_and_each_part_has_its_own(
    pieces: list[str], at: int, given_values: dict[str, str]
) -> None:
    made = Naming("".join([*pieces[:at], "{part}", *pieces[at:]]), given_values)
    found = [made.of(part) for part in PARTS]

    assert all(SAFE.match(name) for name in [*found, made.folder])
    assert len({name.casefold() for name in found}) == len(PARTS)
    assert given_values["revision"] in made.folder
    assert made.is_same_revision(made.folder) or {"date", "pages"} & {p[1:-1] for p in pieces}


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("x" * 130 + "{part}", "139 letters"),
    ],
)
def test_a_pattern_that_cannot_name_the_files_is_found_where_it_stands(
    pattern: str, message: str
) -> None:
    with pytest.raises(Diagnostic) as raised:
        naming(preset(pattern), VALUES)

    (finding,) = raised.value.findings
    assert finding.code.id == "X402"
    assert message in finding.message
    assert str(finding.mark) == "templates/printers/a.yaml:9:13"


def test_the_same_revision_is_known_with_another_date_and_number_of_pages() -> None:
    made = Naming("{slug}-{date}-{pages}-{part}-r{revision}", VALUES)

    assert made.is_same_revision("life-science-2025-01-31-16-r2")
    assert not made.is_same_revision("life-science-2025-01-31-16-r3")
    assert not made.is_same_revision("life-science-2025-01-31-r2")
    assert not made.is_same_revision("other-2025-01-31-16-r2")


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("Hälsa på Åland", "sv", "Halsa-pa-Aland"),
        ("Grüße", "de-AT", "Gruesse"),
        ("Grüße", "en", "Grusse"),
        ("Smørrebrød på Færøerne", "da", "Smoerrebroed-paa-Faeroeerne"),
        ("Łódź, Ístanbul ı", "", "Lodz-Istanbul-i"),
        ("e\u0301t\u00e9 ½ ﬁ", "fr", "ete-1-2-fi"),
        ("健康 2026", "ja", "2026"),
        ("a/../b\\c:d", "", "a-..-b-c-d"),
    ],
)
def test_letters_are_spelt_as_the_language_does(text: str, language: str, plain: str) -> None:
    assert plain_letters(text, language) == plain


@pytest.mark.parametrize("slug", ["con", "AUX", "com1", "nul.x"])
def test_no_name_is_that_of_a_device(slug: str) -> None:
    name = Naming("{slug}.{part}", {**VALUES, "slug": slug}).of("press")

    assert name == f"_{slug}.press"
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", name, re.IGNORECASE)
