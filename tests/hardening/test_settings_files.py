"""Formats, themes, printers, targets and languages of a project's own: measures without measure,
names that are style sheets, parts that do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from ..conftest import HEAD, ROOT, SMALL
from .campaign import BUILD, CHECK, HANDOVER, PRESS, Case, changed, table
from .conftest import Trial

BODY = SMALL.removeprefix(HEAD)
FORMAT = "templates/formats/odd.yaml"
A4 = (ROOT / "templates/formats/a4.yaml").read_text()
LONG = "9" * 400
FORMATS = {
    "width: 210mm": ["0mm", "-210mm", "1mm", "100000mm", f"{LONG}mm", "12", "[1, 2]", "1e3mm"],
    "height: 297mm": ["0mm", "-1mm", "10mm", "99999999999mm", "250mm"],
    "margins: {top: 26mm, inner: 22mm, outer: 18mm}": [
        "{top: 18mm, inner: 200mm, outer: 200mm}",
        "{top: 18mm, inner: 105mm, outer: 104mm}",
        "{top: -50mm, inner: 10mm, outer: 10mm}",
        "{top: 290mm, inner: 10mm, outer: 10mm}",
        "{top: 18mm}",
    ],
    "lines: 50": ["0", "-1", "201", "200", "5.5", "many"],
    "bleed: 5mm": ["-5mm", "5000mm", "5"],
    "safe: 5mm": ["-5mm", "500mm"],
    "columns: 12": ["0", "25", "-1", "1000000000000"],
    "gutter: 5mm": ["-4mm", "500mm", "80mm"],
}
FOLDS = [
    "{panels: [210mm], sides: [[1], []]}",
    "{panels: [0mm, 0mm], sides: [[1], [2]]}",
    "{panels: [-10mm, -10mm], sides: [[1], [2]]}",
    "{panels: [211mm, 211mm], sides: [[1], [2]]}",
    "{panels: [100mm, 100mm], sides: [[1], [2]]}",
    "{panels: [210mm, 210mm], sides: [[1, 1], [2]]}",
    "{panels: [210mm, 210mm], sides: [[0], [2]]}",
    "{panels: [], sides: [[], []]}",
]


def _formats() -> Iterator[Case]:
    edition = f"{HEAD}format: odd\n{BODY}"
    texts = {
        f"{line.partition(':')[0]} {value[:36]}": changed(
            A4, line, f"{line.split(':')[0]}: {value}"
        )
        for line, values in FORMATS.items()
        for value in values
    }
    texts |= {
        f"baseline {value}": f"{A4}baseline: {value}\n"
        for value in ("0mm", "-14pt", "0.0001pt", "1000pt", "20pt")
    }
    texts |= {f"fold {each[9:30]}": f"{A4}fold: {each}\n" for each in FOLDS}
    for name, text in texts.items():
        yield Case(name, "C105 C106", FORMAT, edition, {f"/{FORMAT}": text})
    # Odd, and can be printed.
    for line in ("baseline: 13pt", "text_columns: 1", "traits: [small, narrow, low]"):
        yield Case(line, "", "", edition, {f"/{FORMAT}": f"{A4}{line}\n"}, BUILD)


@table([*_formats()], quick=8)
def test_a_format_is_a_page_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


THEME = "templates/themes/odd/theme.yaml"
NORDIC = ROOT / "templates/themes/nordic"
ESCAPES = ('x"; } body { display: none } a { b: "', "x; } @import url(file:///etc/passwd); a {")
THEMES = {
    "body: 400 9.7/14 Source Serif 4": [
        *("400 0/14 Source Serif 4", "400 9.7/0 Source Serif 4", "400 99999/14 Source Serif 4"),
        *("000 9/14 Source Serif 4", "450 9/14 Source Serif 4", f"400 {LONG}/14 Source Serif 4"),
        *("400 9/14", "400 9 Source Serif 4", "[400]", "400 -9/14 Source Serif 4"),
        *(f"'400 9/14 {each}'" for each in ESCAPES),
    ],
    "family: Source Serif 4, file": [*(f"'{each}', file" for each in ESCAPES), "'', file"],
    "file: source-serif-4/SourceSerif4-Regular.ttf": [
        *("../../../../etc/passwd", "/etc/passwd", "http://127.0.0.1:9/x.ttf", ".", "x.ttf"),
        *("source-serif-4", "'x) url(y.ttf'", "../icc/sRGB2014.icc"),
    ],
    "contents: {columns: 4, lines: 12}": [
        *("{columns: 99999999999, lines: 1}", "{columns: 0, lines: 1}", "{lines: 201}"),
        *("{lines: 1, trim: 14pt}", "{lines: 1, trim: -5mm}", "{lines: 1, trim: 500mm}"),
        *("{share: 0}", "{share: 1.1}", "{share: .nan}", "{bleed: [up]}", "[]"),
    ],
    "label: 8pt": ["0pt", "-8pt", "9999pt", "8"],
    "series: [accent, ink, quiet]": ["[nothing]", "accent", "[[accent]]"],
    'ink: {srgb: "#0B2A4A", cmyk: [100, 75, 30, 55]}': [
        *('{srgb: "#0B2A4", cmyk: [0, 0, 0, 0]}', '{srgb: "red;} x {", cmyk: [0, 0, 0, 0]}'),
        *('{srgb: "#0B2A4A", cmyk: [0, 0, 0]}', '{srgb: "#0B2A4A", cmyk: [101, 0, 0, 0]}'),
        *('{srgb: "#0B2A4A", cmyk: [.nan, 0, 0, 0]}', '{srgb: "#0B2A4A"}'),
        '{srgb: "#0B2A4A", cmyk: [0, 0, 0, 0], spot: "' + "x" * 2000 + '"}',
    ],
}


def _themes() -> Iterator[Case]:
    edition = f"{HEAD}theme: odd\n{BODY}"
    own = {
        f"/{THEME}".replace("theme.yaml", each.name): each.read_text() for each in NORDIC.iterdir()
    }
    nordic = own[f"/{THEME}"]
    codes = "C105 C106 C110 F101 F102 F104 F201"
    for line, values in THEMES.items():
        key = line.split(":")[0]
        for at, value in enumerate(values):
            text = changed(nordic, line, f"{key}: {value}")
            yield Case(f"{key} {at}", codes, THEME, edition, {**own, f"/{THEME}": text})
    for group in ("colours", "type", "slots"):
        text = changed(nordic, f"\n{group}:\n", f'\n{group}:\n  "{ESCAPES[1]}": {{}}\n')
        yield Case(f"a name in {group}", codes, THEME, edition, {**own, f"/{THEME}": text})
    text = changed(nordic, "share: 0.61", "share: 0.00001")
    yield Case("a low slot", "", "", edition, {**own, f"/{THEME}": text}, BUILD)


@table([*_themes()], quick=6)
def test_a_theme_is_a_look_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


PRINTER = "templates/printers/odd.yaml"
COATED = (ROOT / "templates/printers/fogra39-coated.yaml").read_text()
PRINTERS = {
    "bleed: 3mm": ["-3mm", "60mm", "3,5mm", "3", "6mm"],
    "safe: 4mm": ["-4mm", "51mm"],
    "ink_limit: 300": ["99", "401", "300 %", "-1"],
    "page_multiple: 4": ["0", "65", "4.5", "null", "6"],
    "binding: saddle-stitched": ["stapled", "[wire]"],
    "marks: none": ["all", "[crop]"],
    "thinnest_line: 0.25pt": ["-1pt", "13pt"],
    "file: ISOcoated_v2_300_bas.icc": [".", "../icc/x.icc", "sRGB2014.icc", "nothing.icc", "''"],
    "condition: FOGRA39": ["FOGRA51", "''", "'(\\)<<>>/'"],
    "images: {warn_below: 225, error_below: 150}": ["{warn_below: 1}", "{warn_below: 0}", "3"],
    "cover: {own_file: false}": [
        *("{own_file: true}", "{own_file: maybe}", "{own_file: true, leaf: -1mm}"),
        *("{own_file: true, board: 21mm}", "true"),
    ],
}
NAMES = [
    *("a/{part}", "..{part}", "{slug}", "{part}{", "{{part}}", "{part!r}", "{part:>500}", "''"),
    *("{part.__class__}{part}", "{part}{0}", "x" * 201, "{part}\\\\..\\\\x", "CON:{part}"),
]
LIKES = [
    *("like: odd\n", "like: ../../x\n", "like: nowhere\n", "like: [a]\n", "[]\n", "text\n", ""),
    *("like: fogra39-coated\nprofile: {}\n", "like: fogra39-coated\nprofile: 3\n"),
    *("like: fogra39-coated\ntype: [a]\n", "like: fogra39-coated\nlike: odd\n"),
]


def _printers() -> Iterator[Case]:
    edition = f"{HEAD}print: {{printer: odd}}\n{BODY}"
    codes = "C103 C105 C106 C110 F101 F102 F104 X201 X202 X207 X210 X302 X303"
    for line, values in PRINTERS.items():
        key = line.split(":")[0]
        for value in values:
            text = changed(COATED, line, f"{key}: {value}")
            name = f"{key} {value}"
            yield Case(name, codes, "odd.yaml", edition, {f"/{PRINTER}": text}, PRESS)
    for at, value in enumerate(NAMES):
        text = f'{COATED}file_name: "{value}"\n'
        yield Case(f"file name {at}", "C106", PRINTER, edition, {f"/{PRINTER}": text}, HANDOVER)
    for at, text in enumerate(LIKES):
        yield Case(f"like {at}", codes, PRINTER, edition, {f"/{PRINTER}": text}, PRESS)


@table([*_printers()], quick=6)
def test_a_preset_is_a_press_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


TARGET = "templates/targets/odd.yaml"
SCREEN = (ROOT / "templates/targets/screen.yaml").read_text()
SHEETS = changed(changed(SCREEN, "finish: screen", "finish: booklet"), ", pdf]", "]")
TARGETS = {
    "a finish of Python's": changed(SCREEN, "finish: screen", "finish: os"),
    "a finish elsewhere": changed(SCREEN, "finish: screen", "finish: ../finish/screen"),
    "a booklet without sheets": changed(SCREEN, "finish: screen", "finish: booklet"),
    "a press without a printer": changed(SCREEN, "finish: screen", "finish: press"),
    "tags of a proof": changed(SCREEN, "finish: screen", "finish: proof"),
    "a printer that is none": f"{SCREEN}printer: nobody\n",
    "judged as nothing": f"{SCREEN}judged_as: nothing\n",
    "judged as a path": f"{SCREEN}judged_as: ../printers/fogra39-coated\n",
    "judged as the press, with no printer": f"{SCREEN}judged_as: press\n",
    "a severity that is none": f"{SCREEN}severity: {{T204: fatal}}\n",
    "a check that is none": changed(SCREEN, ", pdf]", ", luck]"),
    "no resolution": changed(SCREEN, "ppi: 150", "ppi: 0"),
    "an edge wider than paper": f"{SHEETS}sheets: {{edge: 500mm}}\n",
    "an edge below nothing": f"{SHEETS}sheets: {{edge: -5mm}}\n",
    "paper as thick as a board": f"{SHEETS}sheets: {{leaf: 50mm}}\n",
}


def _targets() -> Iterator[Case]:
    command = (*BUILD, "--target", "odd")
    for name, text in TARGETS.items():
        files = {f"/{TARGET}": text}
        yield Case(name, "C105 C106 C110", TARGET, SMALL, files, command)
    fine = {
        "a severity of no code": f"{SCREEN}severity: {{Z999: error}}\n",
        "sheets": f"{SHEETS}sheets: {{}}\n",
    }
    for name, text in fine.items():
        yield Case(name, "", "", SMALL, {f"/{TARGET}": text}, command)


@table([*_targets()], quick=4)
def test_a_target_is_a_way_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


ENGLISH = (ROOT / "templates/languages/en.yaml").read_text()
QUOTES = 'quotes: ["“", "”", "‘", "’"]'
WORDS = "text: \"One and 'two', a b, 5 mm, Dr. X {{ facts.a }}.\""
FACT = (
    "facts: {a: {value: 1.5, label: x, unit: '%', more_than: true, source: s, as_of: 2026-01-01}}\n"
)
LANGUAGES = {
    "from the right": (changed(ENGLISH, "direction: ltr", "direction: rtl"), ""),
    "no marks": (changed(ENGLISH, QUOTES, 'quotes: ["", "", "", ""]'), ""),
    "marks that are Markdown": (
        changed(ENGLISH, QUOTES, 'quotes: ["<b>", "[x](y)", "**", "{{"]'),
        "",
    ),
    "words that are patterns": (changed(ENGLISH, "[a, A, I]", '["", ".*", "(", "\\\\"]'), ""),
    "units that are patterns": (changed(ENGLISH, 'units: ["%"', 'units: ["", "+", "(?P<x>"'), ""),
    "a word that is a script": (changed(ENGLISH, '"Source:"', '"<script>x()</script>"'), ""),
    "three marks": (changed(ENGLISH, QUOTES, 'quotes: ["a", "b", "c"]'), "C105"),
    "a blank word": (changed(ENGLISH, '"Source:"', '" "'), "C106"),
    "no words": (ENGLISH.partition("\nwords:")[0], "C105"),
}


def _languages() -> Iterator[Case]:
    head = SMALL.replace("language: en-US", "language: sv")
    words = f"{head}        - {WORDS}\n{FACT}"
    for name, (text, codes) in LANGUAGES.items():
        files = {"/templates/languages/sv.yaml": text}
        place = "templates/languages/sv.yaml" if codes else ""
        yield Case(name, codes, place, words, files, CHECK if codes else BUILD)
    for tag in ("xx", "zz-ZZ", "en-XX", "english", "en_US", "sv-419", "root", "x-klingon", "''"):
        edition = SMALL.replace("en-US", tag)
        yield Case(f"tag {tag}", "C106 C110", "edition.yaml:2:", edition)


@table([*_languages()], quick=3)
def test_a_language_is_written_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)
