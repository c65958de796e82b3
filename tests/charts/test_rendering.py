"""Drawing code that fails, warnings, and glyphs that are missing: findings, never tracebacks."""

from __future__ import annotations

import importlib
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from report.charts import (
    ChartRequest,
    ChartStyle,
    DrawnChart,
    House,
    described,
    draw_chart,
    draw_charts,
    drawing,
    kinds,
    patience,
)
from report.charts.rendering import blank
from report.diagnostics import Diagnostic, Mark
from report.pictures import chart_words
from report.resources import Project, bundled_root
from report.settings import read_language
from report.storage import Cache
from report.units import Size, mm

KIND = '''"""A kind for the tests."""

from pydantic import BaseModel, ConfigDict

NAME = "slope"


class Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Drawing:
    colours = ()
    type_sizes = ()
    findings = ()


def draw(figure, table, spec, style):
    {body}
    return Drawing


def describe(table, spec, style):
    return "A slope."
'''


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Project]:
    """Return a project with a chart kind of its own, `slope`, whose drawing code is given."""

    def project(body: str) -> Project:
        folder = tmp_path / "figures"
        folder.mkdir(exist_ok=True)
        (folder / "slope.py").write_text(KIND.format(body=body))
        return Project(tmp_path, bundled_root().resolve())

    return project


def drawn(project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]):  # type: ignore[no-untyped-def]
    request = make("slope", ["a", "b"], [["x", 1]], within=project)
    return draw_chart(project, request, style, cache)


def test_a_kind_of_the_project_draws(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    project = own("figure.text(0.5, 0.5, 'costs $5 or $6')")
    chart = drawn(project, style, cache, make)
    assert (chart.findings, chart.alt) == ((), "A slope.")
    assert b"SourceSans3-Regular" in chart.svg  # not mathematics, and not another font
    assert kinds(project)["slope"].shown == "figures/slope.py"


def test_drawing_code_that_raises_names_its_line(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    chart = drawn(own("x = 1\n    1 / 0"), style, cache, make)
    (finding,) = chart.findings
    assert finding.code.id == "D204"
    assert finding.mark == Mark("e.yaml", 100, 1)
    assert "ZeroDivisionError" in finding.message
    assert "figures/slope.py:20:5" in finding.message
    assert chart.svg == blank(chart.size).encode()
    assert b'width="232.440945pt"' in chart.svg


@pytest.mark.parametrize("body", ["raise SystemExit(3)", "__import__('sys').exit()"])
@pytest.mark.parametrize("workers", [1, 2])
def test_drawing_code_that_would_end_the_program_is_a_finding(
    body: str,
    workers: int,
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    project = own(body)
    requests = [make("slope", ["a", "b"], [["x", n]], within=project, id=f"c{n}") for n in (1, 2)]

    charts = draw_charts(House.of(project, style), requests, cache, workers=workers)

    for chart in charts.values():
        (finding,) = chart.findings
        assert finding.code.id == "D204" and "SystemExit" in finding.message


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("threaded", [False, True])
def test_drawing_code_that_never_ends_is_stopped_and_names_its_line(
    workers: int,
    threaded: bool,
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = own("while True:\n        pass")
    requests = [make("slope", ["a", "b"], [["x", 1]], within=project)]
    house = House.of(project, style)
    importlib.import_module("matplotlib.figure")
    monkeypatch.setattr(patience, "SECONDS", 1)

    def draw() -> dict[str, DrawnChart]:
        return draw_charts(house, requests, cache, workers=workers)

    with ThreadPoolExecutor(1) as pool:
        charts = pool.submit(draw).result() if threaded else draw()

    (finding,) = charts[requests[0].id].findings
    assert finding.code.id == "D204"
    assert "it was not done after 1 seconds (figures/slope.py:" in finding.message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no processes draw")
def test_a_worker_that_cannot_be_stopped_is_ended(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = own("sum(range(10**12))")
    requests = [
        make("slope", ["a", "b"], [["x", 1]], within=project, id="bad"),
        make("bar", ["a", "b"], [["x", 1]], within=project, id="good"),
    ]
    monkeypatch.setattr(drawing, "_PATIENCE", 5)

    charts = draw_charts(House.of(project, style), requests, cache, workers=2)

    (finding,) = charts["bad"].findings
    assert finding.code.id == "D204" and "figures/slope.py" in finding.help
    assert not charts["good"].findings


def test_an_interrupt_is_not_taken_for_a_fault(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    with pytest.raises(KeyboardInterrupt):
        drawn(own("raise KeyboardInterrupt"), style, cache, make)


def test_words_that_cannot_be_found_are_none(
    own: Callable[[str], Project], style: ChartStyle, make: Callable[..., ChartRequest]
) -> None:
    project = own("pass")
    request = make("slope", ["a", "b"], [["x", 1]], within=project)

    def failing(*values: object) -> str:
        raise SystemExit(2)

    kind = kinds(project)["slope"]
    assert described(kind, request.table, request.spec, style) == "A slope."
    assert described(replace(kind, describe=failing), request.table, request.spec, style) == ""


def test_a_worker_that_dies_is_a_finding(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    project = own("__import__('os')._exit(3)")
    requests = [make("slope", ["a", "b"], [["x", n]], within=project, id=f"c{n}") for n in (1, 2)]
    charts = draw_charts(House.of(project, style), requests, cache, workers=2)
    for chart in charts.values():
        (finding,) = chart.findings
        assert (finding.code.id, finding.mark) == ("D204", Mark("e.yaml", 100, 1))


def test_a_failed_chart_is_tried_again(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    assert drawn(own("1 / 0"), style, cache, make).findings
    assert not drawn(own("pass"), style, cache, make).findings


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("import warnings; warnings.warn('mind the gap')", "D206", "mind the gap"),
        ("import logging; logging.getLogger('matplotlib.x').warning('so')", "D206", "so"),
        ("import numpy; numpy.float64(1) / numpy.float64(0)", "D206", "divide by zero"),
        ("figure.text(0, 0, 'あ')", "D205", "U+3042"),
    ],
)
def test_warnings_are_findings_of_the_block(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    body: str,
    code: str,
    said: str,
) -> None:
    findings = drawn(own(body), style, cache, make).findings
    assert {finding.code.id for finding in findings} == {code}
    assert all(finding.mark == Mark("e.yaml", 100, 1) for finding in findings)
    assert said in findings[0].message


def test_no_font_of_the_machine_comes_to_the_rescue(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    findings = drawn(own("figure.text(0, 0, 'x', family='Nowhere')"), style, cache, make).findings
    assert {finding.code.id for finding in findings} == {"D204", "D206"}
    assert any("'Nowhere' not found" in finding.message for finding in findings)


def test_another_weight_of_a_fallback_font_is_no_news(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    hebrew = bundled_root() / "assets/fonts/noto/NotoSansHebrew-Regular.ttf"
    mixed = replace(
        style, fonts=(*style.fonts, hebrew), families=(*style.families, "Noto Sans Hebrew")
    )
    request = make("bar", ["a", "b"], [["שלום", 1]], highlight="שלום")
    assert draw_chart(project, request, mixed, cache).findings == ()
    codes = [finding.code.id for finding in draw_chart(project, request, style, cache).findings]
    assert set(codes) == {"D205"}
    regular = replace(style, fonts=tuple(p for p in style.fonts if "Regular" in p.name))
    (finding,) = draw_chart(
        project, make("bar", ["a", "b"], [["x", 1]], highlight="x"), regular, cache
    ).findings
    assert "Failed to find font weight 600" in finding.message


def test_an_alt_text_is_written_in_the_language_of_the_edition(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    words = chart_words(read_language(project, "sv"))
    swedish = replace(style, language="sv", words=words)
    chart = draw_chart(project, make("bar", ["a", "b"], [["x", 1.5], ["y", None]]), swedish, cache)
    assert chart.findings == ()
    assert chart.alt == "Stapeldiagram med 2 staplar. x: 1,5. Uppgift saknas för y."


def test_an_alt_text_that_a_kind_has_no_words_for_is_a_finding(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    project, swedish = own("pass"), replace(style, language="sv")
    assert [each.code.id for each in drawn(project, swedish, cache, make).findings] == ["D207"]
    assert not drawn(project, style, cache, make).findings


def test_nothing_of_ours_is_left_behind(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    filters, handlers = list(warnings.filters), list(logging.getLogger("matplotlib").handlers)
    draw_chart(project, make("bar", ["a", "b"], [["x", 1]]), style, cache)
    from matplotlib import rcParams
    from matplotlib.font_manager import fontManager

    assert rcParams["svg.hashsalt"] is None
    assert not any("source-sans-3" in str(entry.fname) for entry in fontManager.ttflist)
    assert (list(warnings.filters), logging.getLogger("matplotlib").handlers) == (filters, handlers)


def test_a_style_sheet_of_the_project_comes_first(
    own: Callable[[str], Project],
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
) -> None:
    project = own("figure.add_artist(__import__('matplotlib.lines').lines.Line2D([0, 1], [0, 1]))")
    assert b"stroke-width: 1.6" in drawn(project, style, cache, make).svg
    (project.root / "figures/house.mplstyle").write_text("lines.linewidth: 7\nnonsense: 1\n")
    chart = drawn(project, style, cache, make)
    assert b"stroke-width: 7" in chart.svg
    assert "nonsense" in chart.findings[0].message


def test_a_blank_has_the_size_of_its_slot() -> None:
    svg = blank(Size(mm(25.4), mm(50.8)))
    assert 'width="72.000000pt" height="144.000000pt"' in svg


def test_a_missing_style_sheet_is_a_finding(
    tmp_path: Path, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request, style = make("bar", ["a", "b"], [["x", 1]]), ChartStyle(fonts=())
    with pytest.raises(Diagnostic) as caught:
        draw_chart(Project(tmp_path, tmp_path), request, style, cache)
    assert [finding.code.id for finding in caught.value.findings] == ["F101"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1250000", "250000"], ["1.25 million", "0.25 million"]),
        (["1250000", "48123"], ["1,250,000", "48,123"]),
        (["1250000", "0"], ["1.25 million", "0"]),
        (["2500000000", "1250000"], ["2.5 billion", "1.25 million"]),
        (["250000", "48123"], ["250,000", "48,123"]),
    ],
)
def test_numbers_that_stand_together_are_written_alike(
    style: ChartStyle, numbers: list[str], expected: list[str]
) -> None:
    values = [Decimal(each) for each in numbers]
    own = style.alike(values)
    assert [own.short(each).replace("\u00a0", " ") for each in values] == expected


def test_matplotlib_starts_without_reading_its_fonts_or_writing_help(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from report.charts import ChartStyle\n"
        "from report.charts.rendering import FONT_LIST, Studio, _matplotlib\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "sheet = Path('figures/house.mplstyle')\n"
        "with _matplotlib(ChartStyle(()), Studio(sheet, folder)):\n"
        "    from matplotlib.font_manager import FontManager, fontManager\n"
        "    from matplotlib.figure import Figure\n"
        "    print(FontManager.__version__ == FONT_LIST, fontManager.afmlist)\n"
        "    print(*(each.name for each in folder.iterdir()))\n"
        "    axes = Figure().subplots()\n"
        "    axes.set(xlabel='Years')\n"
        "    print(axes.set.__doc__, axes.get_xlabel())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=bundled_root(), capture_output=True, text=True
    )
    wanted = ["True []", "fontlist-v3.11.0.json", "None Years", ""]
    assert run.stdout.split("\n") == wanted, run.stderr


def test_a_process_that_was_in_time_can_be_profiled() -> None:
    """What takes an exception back that was never raised has CPython 3.11 look for it for ever."""
    code = (
        "import cProfile\n"
        "from report.charts.patience import in_time\n"
        "with in_time():\n    pass\n"
        "profile = cProfile.Profile()\n"
        "profile.enable()\n"
        "(lambda: None)()\n"
        "profile.disable()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=bundled_root(), timeout=60)
    assert done.returncode == 0
