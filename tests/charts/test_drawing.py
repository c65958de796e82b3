"""Drawing and caching: the same bytes every time, and no Matplotlib when nothing has changed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report.charts import ChartRequest, ChartStyle, House, draw_chart, draw_charts, drawing, keys
from report.diagnostics import Mark
from report.resources import Project
from report.storage import Cache

ROWS = [["Academia", 56], ["Other", 44]]
ROOT = Path(__file__).parents[2]

SCRIPT = """
import locale, sys
from pathlib import Path
from report.charts import *
from report.content.tables import inline_table
from report.diagnostics import Mark
from report.pictures import chart_words
from report.resources import Project, bundled_root
from report.settings import read_language
from report.storage import Cache, digest
from report.units import Size, mm

project = Project.at(bundled_root())
fonts = tuple(sorted((bundled_root() / "assets/fonts/source-sans-3").glob("*.ttf")))
table, _ = inline_table(["Origin", "n"], [["Academia", 56], ["Other", 44]], lambda r, c: Mark("e"))
requests = []
for kind in ("waffle", "bar"):
    spec = read_spec(kind_named(project, kind), {}, lambda path: None)
    requests.append(ChartRequest(kind, kind, table, spec, Size(mm(82), mm(60))))
style = ChartStyle(fonts, words=chart_words(read_language(project, "en-US")))
drawn = draw_charts(House.of(project, style), requests, Cache(Path(sys.argv[1])), workers=1)
print(digest(*(chart.svg for chart in drawn.values())), "matplotlib" in sys.modules,
      "numpy" in sys.modules)
"""

LOADED = """
import sys
from report.charts import kinds, rendering
from report.resources import Project, bundled_root

assert dict(kinds(Project.at(bundled_root())))
print(*(each.__file__ for name, each in sys.modules.items() if name.startswith("report.")))
"""


def run(cache: Path, **environment: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(cache)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        cwd=cache,
        check=True,
        capture_output=True,
        text=True,
    )
    assert result.stderr == ""
    return result.stdout.split()


def test_same_bytes_in_other_surroundings_and_a_hit_imports_nothing(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    # A person's own settings for Matplotlib must not be seen in our charts.
    (other / "matplotlibrc").write_text(
        "nonsense: 1\nlines.linewidth: 9\nfont.size: 30\nsvg.fonttype: none\n"
    )
    first = run(one, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    second = run(other, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", HOME=str(other))
    assert first[1:] == ["True", "True"]
    assert first == second
    assert run(one) == [first[0], "False", "False"]


def test_the_code_that_draws_is_in_the_key() -> None:
    """All that drawing imports, but for what carries bytes to and fro, whatever they are, or says
    why there are none."""
    carriers = {"errands", "memory", "processes", "resources", "storage", "unfinished", "faults"}
    printed = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    drawn_by = {path for path in map(Path, printed) if path.stem not in {*carriers, "__init__"}}

    assert ROOT / "report/content/table_format.py" in drawn_by
    assert drawn_by <= set(keys.code_files())


def test_other_code_is_another_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = keys._own_code()
    other = tmp_path / "table_format.py"
    other.write_text("# numbers are written another way")
    files = [other if each.name == other.name else each for each in keys.code_files()]
    monkeypatch.setattr(keys, "code_files", lambda: files)

    assert keys._own_code.__wrapped__() != before


def test_the_svg_is_as_wide_as_the_slot_and_as_high_or_whole_lines_less(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    drawn = draw_chart(project, make("waffle", ["a", "b"], ROWS, size=(170, 49.4)), style, cache)
    match = re.search(rb'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0', drawn.svg)
    assert match
    assert float(match[1]) == pytest.approx(170 * 72 / 25.4, abs=1e-5)
    assert float(match[2]) == pytest.approx(49.4 * 72 / 25.4 - 2 * 14, abs=1e-5)
    assert b"<!DOCTYPE" not in drawn.svg
    assert b"<dc:date" not in drawn.svg
    assert b"<text" not in drawn.svg
    assert b"url(" not in drawn.svg.replace(b"url(#", b"")


def test_the_account_of_what_was_used(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    drawn = draw_chart(project, make("bar", ["a", "Share (%)"], ROWS), style, cache)
    assert ("#006AA7", "graphic", "#FFFFFF") in drawn.colours
    assert ("#16202B", "text", "#FFFFFF") in drawn.colours
    assert drawn.type_sizes == (8.0,)
    assert drawn.csv == b"a,Share (%)\r\nAcademia,56\r\nOther,44\r\n"
    assert drawn.findings == ()
    assert drawn == draw_chart(project, make("bar", ["a", "Share (%)"], ROWS), style, cache)


def test_any_number_of_workers_draws_the_same(
    project: Project, style: ChartStyle, tmp_path: Path, make: Callable[..., ChartRequest]
) -> None:
    requests = [make("bar", ["a", "b"], [["x", n], ["y", 2]], id=f"c{n}") for n in range(3)]
    requests.append(make("bar", ["a", "b"], [["x", "–"]], id="bad"))
    runs = [
        draw_charts(
            House.of(project, style), requests, Cache(tmp_path / str(workers)), workers=workers
        )
        for workers in (1, 2)
    ]
    assert runs[0] == runs[1]
    assert list(runs[0]) == ["c0", "c1", "c2", "bad"]
    assert [finding.code.id for finding in runs[1]["bad"].findings] == ["D307"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process draws all")
@pytest.mark.parametrize(("charts", "processes"), [(2, 0), (4, 1), (15, 2), (40, 3)])
def test_many_charts_are_shared_out(
    project: Project,
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
    charts: int,
    processes: int,
) -> None:
    begun = []

    class Few(drawing.Errands[Any, Any]):
        def __init__(self, do: Callable[[str], Any], keys: Sequence[str], processes: int) -> None:
            begun.append(processes)
            super().__init__(do, keys, 1)

    monkeypatch.setattr(drawing, "Errands", Few)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(3)))
    requests = [make("bar", ["a", "b"], [["x", n], ["y", 2]], id=f"c{n}") for n in range(charts)]
    assert len(draw_charts(House.of(project, style), requests, cache)) == charts
    assert begun == [processes] * bool(processes)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process draws all")
def test_charts_that_nobody_waits_for_are_kept(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    requests = [make("bar", ["a", "b"], [["x", n], ["y", 2]], id=f"c{n}") for n in range(3)]
    house = House.of(project, style)
    begun = drawing.Drawing(house, requests, cache, workers=2)  # let go before it is asked
    until = time.monotonic() + 60
    while len(list(cache.folder.rglob("*.chart.json"))) < 3:
        assert time.monotonic() < until, "they wait for somebody who asks"
        time.sleep(0.02)
    del begun


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process draws all")
@pytest.mark.parametrize(
    ("how", "message", "help"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "was ended", "perhaps memory ran out"),
        (lambda: [].pop(), "IndexError: pop from empty list (test_drawing.py, line", "report it"),
    ],
)
def test_why_a_chart_was_lost_is_said(
    project: Project,
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[], object],
    message: str,
    help: str,
) -> None:
    monkeypatch.setattr(drawing, "render", lambda *arguments: how())
    requests = [make("bar", ["a", "b"], [["x", n], ["y", 2]], id=f"c{n}") for n in range(2)]

    charts = draw_charts(House.of(project, style), requests, cache, workers=2)

    for each in charts.values():
        (finding,) = each.findings
        assert finding.code.id == "D204" and message in finding.message and help in finding.help


@pytest.mark.parametrize(
    "change",
    [
        lambda r: replace(r, size=replace(r.size, width=r.size.height)),
        lambda r: replace(r, spec=r.spec.model_copy(update={"highlight": "Other"})),
        lambda r: replace(r, table=replace(r.table, rows=r.table.rows[:1])),
    ],
)
def test_what_changes_the_picture_changes_the_key(
    project: Project,
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    change: Callable[[ChartRequest], ChartRequest],
) -> None:
    request = make("bar", ["a", "b"], ROWS)
    before = draw_chart(project, request, style, cache)
    assert draw_chart(project, change(request), style, cache).svg != before.svg


def test_another_theme_is_another_chart(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("bar", ["a", "b"], ROWS)
    red = replace(style, accent="#AA0000", series=("#AA0000",))
    assert b"#aa0000" in draw_chart(project, request, red, cache).svg
    assert b"#aa0000" not in draw_chart(project, request, style, cache).svg


def test_a_chart_that_has_only_moved_is_not_drawn_again(
    project: Project,
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = make("bar", ["a", "b"], ROWS)
    before = draw_chart(project, request, style, cache)
    monkeypatch.setattr("report.charts.drawing.render", None)
    moved = replace(request, mark=Mark("other.yaml", 7, 7), id="elsewhere")
    assert draw_chart(project, moved, style, cache) == before


def test_findings_come_from_the_cache_too_and_move_with_their_places(
    project: Project,
    style: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = [["Radiopharmaceuticals", 1], ["Diagnostics", 2]]
    request = make("bar", ["a", "b"], long, size=(30, 60), orientation="vertical")
    before = draw_chart(project, request, style, cache)
    assert [str(f.mark) for f in before.findings if f.code.id == "D309"] == ["e.yaml:200:1"]
    moved = replace(request, option_marks={"orientation": Mark("e.yaml", 300, 1)})
    after = draw_chart(project, moved, style, cache)
    assert [str(f.mark) for f in after.findings if f.code.id == "D309"] == ["e.yaml:300:1"]
    monkeypatch.setattr("report.charts.drawing.render", None)
    assert draw_chart(project, request, style, cache) == before


def test_a_given_alt_text_stands(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    described = draw_chart(project, make("waffle", ["a", "b (%)"], ROWS), style, cache).alt
    assert described == (
        "Chart of 100 squares in which each stands for 1%. "
        "Academia: 56%, 56 squares; Other: 44%, 44 squares."
    )
    given = draw_chart(project, make("waffle", ["a", "b (%)"], ROWS, alt="Own"), style, cache)
    assert given.alt == "Own"


def test_an_unknown_kind_is_a_finding_of_that_chart_only(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    good = make("bar", ["a", "b"], ROWS)
    bad = replace(good, id="bad", kind="wafle")
    drawn = draw_charts(House.of(project, style), [good, bad], cache)
    (finding,) = drawn["bad"].findings
    assert (finding.code.id, str(finding.mark)) == ("D201", "e.yaml:100:1")
    assert "waffle" in finding.help
    assert drawn["bad"].svg.startswith(b"<svg")
    assert drawn["bar"].findings == ()
