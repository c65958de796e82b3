"""The examples of the reference: one for each block, page type and kind of chart.

The example of a block stands beside its template, in `templates/blocks/<kind>.example.yaml`;
that of a page type in `templates/pages/`. It is a piece of an edition: `blocks:` or
`sections:`, and the `facts:` it names. The example of a chart stands in its docstring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent, indent

from ..charts import Kind, kinds
from ..content.block import blocks
from ..content.edition import page_types
from ..diagnostics import Code, Diagnostic, Mark, Severity
from ..resources import Project

NO_EXAMPLE = Code(
    "S501",
    "no-example",
    Severity.ERROR,
    """A block, a page type or a kind of chart has no example for the reference.

    Nobody can use what is not shown. The example of a block stands beside its template, in
    `templates/blocks/<kind>.example.yaml`, and that of a page type in `templates/pages/`: a piece
    of an edition, with `blocks:` or `sections:`. The example of a kind of chart is the part of
    its docstring that begins with `- chart:`.
    """,
)
# Where these page types stand in a brochure; everything else is between them.
_ORDER = {"cover": 0, "contents": 1, "credits": 3, "back_cover": 4}
_CHART = re.compile(r"^- chart:\n(?:^[ ]+.*\n?)+", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One example. `group` is blocks, pages or charts; `text` is YAML as it is shown."""

    group: str
    name: str
    text: str

    @property
    def picture(self) -> str:
        """The name of its picture, below docs/."""
        return f"images/{self.group}/{self.name}.png"

    def part(self, key: str) -> str:
        """Return what stands under a top-level key, moved to the left; "" for nothing."""
        if self.group == "charts":
            return self.text if key == "blocks" else ""
        match = re.search(rf"^{key}:\n((?:[ #].*\n|\n)+)", self.text, re.MULTILINE)
        return dedent(match[1]) if match else ""


def examples(project: Project) -> tuple[Example, ...]:
    """Return every example, by group and name. Diagnostic S501 names all that are missing."""
    found = [
        *_files(project, "pages", list(page_types())),
        *_files(project, "blocks", list(blocks())),
        *(_of_chart(kind) for kind in kinds(project).values()),
    ]
    missing = [each for each in found if not each.text]
    if missing:
        raise Diagnostic(
            NO_EXAMPLE.finding(Mark(_place(each, project)), f"“{each.name}” has no example")
            for each in missing
        )
    return tuple(found)


def doc_without_example(kind: Kind) -> str:
    """Return a chart kind's documentation with its example taken out."""
    return re.sub(r"\n{3,}", "\n\n", _CHART.sub("", kind.doc))


def _files(project: Project, group: str, names: list[str]) -> Iterator[Example]:
    there = project.listing(f"templates/{group}", ".example.yaml")
    for name in names:
        text = project.read(there[name]).decode("utf-8") if name in there else ""
        yield Example(group, name, text)


def _of_chart(kind: Kind) -> Example:
    match = _CHART.search(kind.doc)
    return Example("charts", kind.name, match[0].rstrip() + "\n" if match else "")


def _place(example: Example, project: Project) -> str:
    if example.group == "charts":
        return kinds(project)[example.name].shown
    return f"templates/{example.group}/{example.name}.example.yaml"


def example_edition(examples: tuple[Example, ...]) -> str:
    """Return an edition with every example: page types as they are, each block on its page."""
    found = sorted(examples, key=lambda each: _ORDER.get(each.name, 2))
    facts = "".join(each.part("facts") for each in found)
    sections = "".join(each.part("sections") or section_of(each) for each in found)
    head = "title: Reference\nlanguage: en-US\ndate: 2026-01-01\n"
    if facts:
        head += f"facts:\n{indent(facts, '  ')}"
    return f"{head}sections:\n{indent(sections, '  ')}"


def section_id(example: Example) -> str:
    """Return the id of the section that holds an example of blocks."""
    return f"{example.group}-{example.name}".replace("_", "-")


def section_of(example: Example) -> str:
    """Return a section with an example's blocks, as an item of `sections:`."""
    head = f"- section:\n    id: {section_id(example)}\n    title: {example.name}\n"
    return f"{head}    listed: false\n    blocks:\n{indent(example.part('blocks'), '      ')}"
