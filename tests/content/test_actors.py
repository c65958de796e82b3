"""Links of a diagram lead to actors that there are."""

from __future__ import annotations

import pytest

from report.content.blocks.actors import Link
from report.content.load import load
from report.desk import options_reader
from report.diagnostics import Diagnostic

from ..conftest import HEAD, NewProject, pointed

TIERS = "tiers: [{name: T, actors: [{name: One}, {name: Two, id: second}, {name: Two}]}]"


def edition(block: str) -> str:
    return (
        f"{HEAD}sections:\n  - section:\n      title: S\n      blocks:\n        - actors:\n"
        + "".join(f"            {line}\n" for line in block.splitlines())
    )


def test_a_link_leads_to_one_or_to_several() -> None:
    one = Link.model_validate({"from": "A", "to": "B"})
    several = Link.model_validate({"from": "A", "to": ["B", "C"]})

    assert (one.ends, several.ends) == (("B",), ("B", "C"))


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ("links: [{from: ¶Onne, to: second}]", "no actor called “Onne”"),
        ("links: [{from: One, to: ¶Two}]", "the name of 2 actors"),
        ("links: [{from: One, to: ¶[second, one]}]", "to itself"),
        ("links: [{from: One, to: ¶[]}]", "1 or more"),
    ],
)
def test_slips_are_marked_where_they_stand(links: str, says: str, new_project: NewProject) -> None:
    text, mark = pointed(edition(f"{TIERS}\n{links}"))
    project = new_project(text)

    with pytest.raises(Diagnostic) as caught:
        load(project, "small", options_reader(project))

    (finding,) = caught.value.findings
    assert says in finding.message
    assert str(finding.mark).endswith(f"edition.yaml:{mark}")


def test_more_actors_than_a_diagram_holds(new_project: NewProject) -> None:
    many = ", ".join(f"{{name: A{at}}}" for at in range(50))
    tiers = f"tiers: [{{name: T, actors: [{many}]}}, {{name: U, actors: [{many}]}}]"
    project = new_project(edition(tiers))

    with pytest.raises(Diagnostic, match="there are 100 actors"):
        load(project, "small", options_reader(project))
