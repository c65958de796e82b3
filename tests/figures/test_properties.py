"""Whatever the data: a drawing or findings with places, no exception, the same bytes twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, kind_named
from report.charts.rendering import Rendered, Studio, render
from report.diagnostics import Diagnostic
from report.resources import Project, bundled_root

KINDS = sorted(path.stem for path in (bundled_root() / "figures").glob("[!_]*.py"))
NUMBERS = st.one_of(
    st.none(),
    st.integers(-1000, 1000),
    st.decimals(-(10**14), 10**14, places=2, allow_nan=False),
    st.sampled_from([Decimal("1E-15"), Decimal("-999999999999999"), 0, 100]),
)
LABELS = st.one_of(
    st.text("abc åÖ$_^{}&<>\n-", max_size=30),
    st.integers(1000, 2999),
    st.sampled_from(["late 1930s", "2026-11-22", "", "c. 1910", "Universities and hospitals"]),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[object], list[object]]:
    width = draw(st.integers(1, 4))
    rows = draw(
        st.lists(
            st.tuples(LABELS, *[NUMBERS] * width).map(list),
            min_size=1,
            max_size=draw(st.sampled_from([1, 3, 14])),
        )
    )
    return ["Label", *(f"Series {n}" for n in range(width))], rows


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(table=tables(), size=st.sampled_from([(82.0, 60.0), (170.0, 50.0), (20.0, 10.0)]))
def test_any_table_draws_or_yields_findings(
    kind: str,
    table: tuple[list[object], list[object]],
    size: tuple[float, float],
    project: Project,
    style: ChartStyle,
    make: Callable[..., ChartRequest],
    tmp_path: Path,
) -> None:
    try:
        request = make(kind, *table, size=size)
    except Diagnostic as diagnostic:
        assert all(finding.mark for finding in diagnostic.findings)
        return
    studio = Studio(project.bundled / "figures/house.mplstyle", tmp_path)

    def drawn() -> Rendered:
        return render(kind_named(project, kind), request, style, studio)

    one = drawn()
    assert not {"D204", "D206"} & {finding.code.id for finding in one.findings}, one.findings
    assert all(finding.mark for finding in one.findings)
    if one.svg:
        assert one.alt
        assert one == drawn()
    else:
        assert any(finding.blocks for finding in one.findings)
