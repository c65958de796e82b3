"""Warm builds: whatever is changed in an edition, what is kept of before makes no difference."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from report import processes
from report.build import laid_out
from report.desk import Job, open_desk
from report.preflight import gather
from report.resources import Project

from .conftest import DAY, HEAD, NewProject

LONG = "Words that fill the page, one after the other, until the next begins. " * 9
BLOCKS = {
    "words": "        - text: |\n            " + LONG + "\n",
    "more": "        - text: {{id: more{n}, body: 'Page {{{{ page.one }}}}, [this](#one).'}}\n",
    "quote": "        - pull_quote: {{id: quote{n}, quote: At the foot., place: foot}}\n",
    "photo": "        - photo: {{id: photo{n}, file: sea-sunset.jpg, width: page, lines: fill}}\n",
    "table": (
        "        - table: {{id: table{n}, title: T, width: column, data: "
        "{{columns: [A, B], rows: [[a, 1], [b, 2]]}}}}\n"
    ),
}


@dataclass(frozen=True)
class Edition:
    """What may be changed between two builds."""

    word: str = "First"
    sections: tuple[tuple[str, ...], ...] = (("words",), ("words", "quote"))
    start: str = "any"
    format: str = "a4"
    theme: str = "nordic"
    pages: int = 0

    def yaml(self) -> str:
        parts = [f"{HEAD}theme: {self.theme}\nsections:\n  - contents: {{}}\n"]
        for number, blocks in enumerate(self.sections):
            id = "one" if number == 0 else f"section{number}"
            parts.append(f"  - section:\n      id: {id}\n      title: {self.word} {number}\n")
            if number:
                parts.append(f"      start: {self.start}\n")
            if self.pages and number == 0:
                parts.append(f"      pages: {self.pages}\n      fit: true\n")
            parts.append("      blocks:\n")
            parts += [BLOCKS[each].format(n=f"{number}-{at}") for at, each in enumerate(blocks)]
        return "".join(parts)


BLOCK_LISTS = st.lists(st.sampled_from(sorted(BLOCKS)), min_size=1, max_size=3).map(tuple)
EDITIONS = st.builds(
    Edition,
    word=st.sampled_from(["First", "Second", "A much longer title that takes two lines"]),
    sections=st.lists(BLOCK_LISTS, min_size=1, max_size=3).map(tuple),
    start=st.sampled_from(["any", "recto"]),
    format=st.sampled_from(["a4", "us-letter"]),
    theme=st.sampled_from(["nordic", "letterpress"]),
    pages=st.sampled_from([0, 0, 1]),
)


def built(project: Project, edition: Edition, folder: Path) -> tuple[object, ...]:
    """Return all that comes of an edition."""
    (project.editions / "small" / "edition.yaml").write_text(edition.yaml(), "utf-8")
    desk = open_desk(project, Job("small", DAY, format=edition.format))
    laid = laid_out(desk)
    noticed = laid.engine.write(laid.rendered, folder / "raw.pdf")
    pages = gather.pages(desk.case, laid)
    findings = (*laid.findings, *laid.engine.findings, *noticed)
    return (folder / "raw.pdf").read_bytes(), pages, findings, laid.known


@settings(
    deadline=None,
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(editions=st.lists(EDITIONS, min_size=2, max_size=3))
def test_a_warm_build_is_as_a_cold_one(
    editions: Sequence[Edition], new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    shutil.rmtree(project.build, ignore_errors=True)
    for edition in editions:
        warm = built(project, edition, tmp_path)
        again = built(project, edition, tmp_path)
        kept = project.build.rename(tmp_path / "kept")
        cold = built(project, edition, tmp_path)
        shutil.rmtree(project.build)
        kept.rename(project.build)
        assert warm == again == cold


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_processes_makes_no_difference(
    workers: int, new_project: NewProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.engine.pressroom._WORTH_FORKING", 0)
    monkeypatch.setattr("report.engine.pressroom.workers", lambda: workers)
    edition = Edition(sections=(("words", "table"), ("more", "photo"), ("words", "quote")))
    project = new_project()
    several = built(project, edition, tmp_path)
    shutil.rmtree(project.build)
    processes.limit(1)
    try:
        monkeypatch.setattr("report.engine.pressroom.workers", processes.workers)
        alone = built(project, edition, tmp_path)
    finally:
        processes.limit(None)

    assert several == alone
