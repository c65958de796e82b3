"""The checks of the tree bite: each damage done to a good file is found, by us or a validator."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.validators import validate
from tests.tools.small_pdfs import changed, elements, finished, structure


def rules(pdf: bytes) -> set[str]:
    return {fault.rule for fault in tree_faults(read_structure(pdf))}


def test_a_good_file_has_no_fault():
    assert tree_faults(structure()) == ()


def without(kind: str, key: str) -> Callable[[Pdf], object]:
    def damage(pdf: Pdf) -> None:
        del elements(pdf, kind)[0][key]

    return damage


def swapped(pdf: Pdf) -> None:
    one, other = elements(pdf, "H1")[0], elements(pdf, "H2")[0]
    one.K, other.K = other.K, one.K


def parents_swapped(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def heading_lowered(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def box_moved(pdf: Pdf) -> None:
    elements(pdf, "Figure")[0].A.BBox = Array([0, 0, 5000, 10])


def emptied(pdf: Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    empty = Dictionary(Type=Name.StructElem, S=Name.Document, P=tree)
    tree.K = Array([pdf.make_indirect(empty)])


def dropped_section(pdf: Pdf) -> None:
    document = elements(pdf, "Document")[0]
    del document.K[3]


def as_artifact(pdf: Pdf) -> None:
    page = pdf.pages[0]
    content = page.Contents.read_bytes().replace(b"/H1 <</MCID 1>> BDC", b"/Artifact BMC")
    page.obj.Contents = pdf.make_stream(content)


def unmarked(pdf: Pdf) -> None:
    page = pdf.pages[0]
    steps = [
        step
        for step in pikepdf.parse_content_stream(page)
        if str(step.operator) not in ("BDC", "BMC", "EMC")
    ]
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def scopes_taken(pdf: Pdf) -> None:
    for cell in elements(pdf, "TH"):
        del cell.A


def link_as_span(pdf: Pdf) -> None:
    elements(pdf, "Link")[0].S = Name.Span


def contents_taken(pdf: Pdf) -> None:
    del pdf.pages[1].obj.Annots[0].Contents


def link_orphaned(pdf: Pdf) -> None:
    pdf.pages[1].obj.Annots[0].StructParent = 9999


def same_notes(pdf: Pdf) -> None:
    elements(pdf, "Note")[0].ID = String("")


def no_type(pdf: Pdf) -> None:
    elements(pdf, "Div")[0].S = Name.NonStruct


DAMAGES = {
    "alt": without("Figure", "/Alt"),
    "bbox": box_moved,
    "scope": without("TH", "/A"),
    "list": without("L", "/A"),
    "heading": heading_lowered,
    "owner": dropped_section,
    "parent-tree": parents_swapped,
    "empty": emptied,
    "outside": unmarked,
    "link": contents_taken,
    "note": same_notes,
    "type": no_type,
}


@pytest.mark.parametrize("rule", DAMAGES)
def test_damage_is_found(rule):
    assert rule in rules(changed(finished(), DAMAGES[rule]))


@pytest.mark.parametrize(
    ("damage", "rule"), [(link_as_span, "link"), (link_orphaned, "link"), (swapped, "parent-tree")]
)
def test_other_damage_is_found(damage, rule):
    assert rule in rules(changed(finished(), damage))


def test_real_text_marked_as_decoration_is_found():
    pdf = changed(finished(), as_artifact)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert b"/H1" not in document.pages[0].Contents.read_bytes()
    faults = tree_faults(read_structure(pdf))
    assert any("The cover" in fault.message and fault.page == 1 for fault in faults)


@pytest.mark.parametrize("blind", [box_moved, emptied, dropped_section])
def test_validators_alone_would_let_some_pass(blind):
    """The reason for checks of our own; a validator that learns to see these may replace them."""
    pdf = changed(finished(), blind)
    assert rules(pdf)
    assert not [failure for failure in validate(pdf) if failure.standard == "PDF/UA-1"]


@pytest.mark.parametrize(
    "seen", [without("Figure", "/Alt"), scopes_taken, contents_taken, link_as_span]
)
def test_the_validator_sees_the_others(seen):
    assert validate(changed(finished(), seen))


def test_an_untagged_file_has_no_structure():
    with pytest.raises(ValueError, match="not tagged"):
        read_structure(changed(finished(), lambda pdf: pdf.Root.__delitem__("/StructTreeRoot")))
