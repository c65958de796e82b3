"""The structure tree of the published file, built anew from the engine's notes.

Structure: ISO 32000-1 §14.7; its use for access: ISO 14289-1 §7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Name, Object, Pdf

from ..diagnostics import Code, Diagnostic, Severity
from ..pdf.content import Run, joined
from .facts import DocumentFacts
from .headings import level_headings
from .marks import PageMarks, marked_ids, rewrite_marks
from .repair import repair
from .roles import assign_types, simplify
from .tree import Content, Node, drop_noted_tree, read_noted_tree
from .write_tree import TreeWriter

LOST_CONTENT = Code(
    "A110",
    "content-outside-structure",
    Severity.ERROR,
    """Text or a picture on the page has no place in the document's structure.

A screen reader follows the structure, not the page: what is missing there is never read aloud.
It happens when a template sets `opacity` on an element that holds text or pictures, because the
engine then draws it as a separate group.

Use a colour with transparency instead, such as `color: rgba(0 0 0 / 60%)`, or a lighter colour.
""",
)


def rebuild_structure(pdf: Pdf, facts: DocumentFacts, files: Sequence[Object]) -> Node:
    """Replace the engine's structure tree and marks; return the new tree.

    `files` are the embedded files of `facts.attachments`, in their order.

    Raises:
        Diagnostic: A110, when content on a page cannot be placed.
    """
    noted = read_noted_tree(pdf)
    drop_noted_tree(pdf)
    root, texts = noted.root, noted.texts
    blanks = frozenset(_blanks(root, texts))
    artifacts = dict.fromkeys(noted.margins, "Pagination") | repair(root)
    assign_types(root, blanks)
    level_headings(root)
    _check_all_placed(pdf, root, {*artifacts, *blanks}, texts)
    marks = _page_marks(root, artifacts, texts, len(pdf.pages))
    for page, page_marks in zip(pdf.pages, marks, strict=True):
        rewrite_marks(pdf, page, page_marks)
    _attach(pdf, root, facts, files)
    simplify(root)
    TreeWriter(pdf, marks, texts).write(root, facts.language, from_right=facts.right_to_left)
    return root


def _blanks(node: Node, texts: Mapping[Content, Run]) -> Iterator[Content]:
    """Yield the content that is neither text nor a picture."""
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _blanks(kid, texts)
        elif isinstance(kid, Content) and node.type != "Figure" and kid not in texts:
            yield kid


def _check_all_placed(
    pdf: Pdf, root: Node, outside: set[Content], texts: Mapping[Content, Run]
) -> None:
    tree = {content for content in root.contents() if not content.hyphen}
    drawn = {Content(at, mcid) for at, page in enumerate(pdf.pages) for mcid in marked_ids(page)}
    lost = sorted((drawn ^ tree) - outside, key=lambda content: (content.page, content.mcid))
    if lost:
        raise Diagnostic(
            LOST_CONTENT.finding(
                None,
                f"page {content.page + 1}: “{_shown(content, texts) or 'a picture'}” "
                "cannot be placed in the structure of the document",
                help="do not set opacity on text or pictures; use rgba() colours",
            )
            for content in lost
        )


def _shown(content: Content, texts: Mapping[Content, Run]) -> str:
    return joined([texts[content]]) if content in texts else ""


def _page_marks(
    root: Node, artifacts: Mapping[Content, str], texts: Mapping[Content, Run], pages: int
) -> list[PageMarks]:
    """Number the content of each page anew, in reading order."""
    marks = [PageMarks({}, {}, {}, {}) for _ in range(pages)]
    for content, owner in root.owned():
        page = marks[content.page]
        numbers = page.hyphens if content.hyphen else page.kept
        numbers[content.mcid] = (len(page.kept) + len(page.hyphens), owner.type)
        if content in texts and content.said:
            page.said[content.mcid] = content.said[:-1] if content.soft else content.said
    for content, kind in artifacts.items():
        marks[content.page].artifacts[content.mcid] = kind
    return marks


def _attach(pdf: Pdf, root: Node, facts: DocumentFacts, files: Sequence[Object]) -> None:
    """Hang each embedded file on its figure, or on the document (ISO 19005-3 §6.8)."""
    for attachment, file in zip(facts.attachments, files, strict=True):
        figure = _figure(root, attachment.element_id) if attachment.element_id else None
        if figure is not None:
            figure.files.append(file)
        elif Name.AF in pdf.Root:
            pdf.Root.AF.append(file)
        else:
            pdf.Root.AF = Array([file])


def _figure(root: Node, element_id: str) -> Node | None:
    """Return the picture in the element of that id, or the element itself when it has none."""
    for node in root.walk():
        if node.note.id == element_id:
            return next((below for below in node.walk() if below.type == "Figure"), node)
    return None
