"""A302: what the structure tree lacks although validators pass it."""

from __future__ import annotations

from report.pdf.tree_checks import TreeFault
from tests.preflight.builders import ask_all, evidence, mark, only


def test_each_fault_of_the_tree_is_a_finding() -> None:
    faults = (TreeFault("empty", "there is no text"), TreeFault("bbox", "a box lies outside", 3))
    found = only(evidence(faults=faults), "A302")
    assert [each.mark for each in found] == [mark(1), mark(1)]
    assert [each.message for each in found] == ["there is no text", "page 3: a box lies outside"]
    assert all(each.blocks for each in found)


def test_a_sound_tree_is_none() -> None:
    assert ask_all(evidence(faults=())) == []
