"""The reference of chart kinds, from their docstrings and options."""

from __future__ import annotations

from collections.abc import Iterator

from ..charts import Kind, kinds
from ..resources import Project
from .examples import Example, doc_without_example, examples
from .fields import anchor, fields_table

HEAD = """# Charts

<!-- Written by `python build_pdf.py docs`; changes belong to the files of figures/. -->

A chart is a [chart block](blocks.md#chart): its `kind` names one of the kinds below, its `data` a
CSV file of the edition or a table written in place, its `options` what this kind can be told
besides. The plot is drawn with the fonts and colours of the theme; headline, unit and source are
set by the page. Where no `alt` is given, Colophon writes one from the data, and the data itself
travels in the PDF as a CSV file. The figures of the examples are made up or come from the sample
edition.
"""


def charts_page(project: Project) -> str:
    """Return the page about all kinds of charts, in Markdown."""
    found = {each.name: each for each in examples(project) if each.group == "charts"}
    known = kinds(project)
    rows = [f"| [{name}](#{anchor(name)}) | {_first(kind)} |" for name, kind in known.items()]
    parts = [HEAD, "| Kind | |", "| --- | --- |", *rows, ""]
    for name, kind in known.items():
        parts += _entry(project, kind, found[name])
    return "\n".join(parts)


def _first(kind: Kind) -> str:
    return kind.doc.partition("\n")[0]


def _entry(project: Project, kind: Kind, example: Example) -> Iterator[str]:
    yield f"## {kind.name}\n"
    yield f"{doc_without_example(kind)}\n"
    yield f"![The chart that the example below makes]({example.picture})\n"
    yield f"```yaml\n{example.text}```\n"
    for name, text in data_of(project, example):
        yield f"`{name}`:\n\n```csv\n{text}```\n"
    table = fields_table(kind.spec)
    if table:
        yield f"Options:\n\n{table}"


def data_of(project: Project, example: Example) -> Iterator[tuple[str, str]]:
    """Yield name and text of each CSV file that an example names, from figures/data/."""
    for name in project.listing("figures/data", ".csv"):
        file = f"data/{name}.csv"
        if file in example.text:
            path = project.find(file, ["figures"])
            yield file, project.read(path).decode("utf-8")
