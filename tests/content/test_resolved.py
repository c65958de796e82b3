"""What an edition comes to, as YAML that can be read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.content.resolved import Shown, as_data, as_yaml, id_rows, read
from report.content.tree import tree_of
from report.content.yaml import Document, Place, read_yaml
from report.diagnostics import Diagnostic, Mark
from report.resources import Project, bundled_root

TEXT = st.text(
    st.one_of(
        st.sampled_from(" \n\t#:-|>'\"{}[]&*!%@`\\,?~0123456789.eéש中\u00a0\u2028\u0085"),
        st.characters(blacklist_categories=("Cs", "Cc", "Cn")),
    ),
    max_size=30,
)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.decimals(-(10**6), 10**6, places=4).map(float),
    st.dates(),
    TEXT,
    st.sampled_from(["no", "on", "12:30", "0812", "1e5", "~", "null", "true", "2026-01-01", "="]),
)
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        PLAIN,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def shown(data: Any) -> Shown:
    document = Document("file.yaml", data, {(): Place(Mark("file.yaml", 1, 1))}, {})
    return Shown(tree_of(document), (), ())


@given(DATA)
def test_what_is_shown_reads_as_what_it_was(data: dict[str, Any]) -> None:
    text = as_yaml(shown(data))
    document = read_yaml(text.encode(), "shown.yaml")
    assert document.data == data, text
    assert not document.noticed


@pytest.fixture
def project() -> Project:
    return Project(bundled_root(), bundled_root())


def test_the_sample_is_shown_with_the_lines_it_comes_from(project: Project) -> None:
    sample = read(project, "life-science")
    text = as_yaml(sample)
    first = text.split("\n")[0]
    assert first == "title: Health and Life Sciences  # editions/life-science/edition.yaml:2:8"
    source = (bundled_root() / "editions/life-science/edition.yaml").read_bytes()
    lines = source.decode().split("\n")
    title = next(line for line in text.split("\n") if "title: A shared purpose" in line)
    assert "A shared purpose" in lines[int(title.split(":")[-2]) - 1]


def test_ids_are_listed_below_what_they_are_part_of(project: Project) -> None:
    rows = list(id_rows(read(project, "life-science")))
    ids = [id for id, _, _ in rows]
    assert ids.index("oncology-timeline") + 1 == ids.index("oncology-timeline/founded")
    assert ("purpose", "section") in [(id, what) for id, what, _ in rows]


def test_values_are_data_for_programs(project: Project) -> None:
    values = {each["path"]: each for each in as_data(read(project, "life-science"))}
    assert values["date"]["value"] == "2026-11-22"
    assert values["title"]["from"] == "editions/life-science/edition.yaml:2:8"


def test_an_edition_with_faults_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "editions" / "bad" / "edition.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("title: T\n")
    with pytest.raises(Diagnostic, match="C105"):
        read(Project(tmp_path, bundled_root()), "bad")
