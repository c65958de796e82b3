"""Give every node its standard structure type (ISO 32000-1 §14.8.4), by the HTML it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..engine.element_note import ElementNote
from .tree import Annotation, Content, Kid, Node

_TYPES = {
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "article": "Art",
    "main": "Part",
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "address": "Div",
    "p": "P",
    "pre": "P",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "code": "Code",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "svg": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_PSEUDO = {"marker": "Lbl", "footnote-marker": "Lbl", "footnote-call": "Reference"}
_INLINE = frozenset(("Span", "Link", "Reference", "Note", "Quote", "Code"))
_GROUPING = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote"))
_KEPT_EMPTY = frozenset(("Figure", "TR", "TH", "TD"))


def assign_types(root: Node, blanks: frozenset[Content]) -> None:
    """Set the type of every node below `root` and bring lists, contents and paragraphs in shape.

    `blanks` is the content that shows only white space. Nodes left without content go.
    """
    for node in root.walk():
        if node is not root:
            node.type = _type(node)
    _shape(root)
    _trim(root, blanks)
    _wrap_text(root)
    _soften_hyphens(root)


def simplify(node: Node) -> None:
    """Dissolve boxes around one block that say nothing of it: grids and columns are for the eye."""
    for at, kid in enumerate(node.kids):
        if not isinstance(kid, Node):
            continue
        simplify(kid)
        if kid.type == "Div" and len(kid.kids) == 1 and not kid.files:
            node.kids[at] = kid.kids[0]


def is_inline(kid: Kid) -> bool:
    """True for content, links and elements that stand inside a line."""
    return not isinstance(kid, Node) or kid.type in _INLINE


def _type(node: Node) -> str:
    tag, _, pseudo = node.note.tag.partition("::")
    if pseudo:
        return _PSEUDO.get(pseudo, "Span")
    if node.note.place == "footnote" and "footnote" in node.note.classes:
        return "Note"
    if tag not in _TYPES and any(isinstance(kid, Annotation) for kid in node.kids):
        return "Link"
    return _TYPES.get(tag, "Span")


def _shape(node: Node) -> None:
    for kid in node.nodes:
        _shape(kid)
    tag = node.note.tag
    if tag == "dl":
        node.kids = _definitions(node.kids)
    elif tag == "li":
        _split_item(node)
    elif tag in ("table", "tbody", "tfoot"):
        _scope_rows(node)
    elif tag == "nav" and (node.note.role == "doc-toc" or "contents" in node.note.classes):
        for entry in node.walk():
            _make_contents(entry)


def _anonymous(kind: str, kids: list[Kid]) -> Node:
    return Node(ElementNote(), kind, kids)


def _split_item(item: Node) -> None:
    """LI: its label, then its body (ISO 32000-1 table 336)."""
    labels: list[Kid] = [kid for kid in item.nodes if kid.type == "Lbl"]
    body = [kid for kid in item.kids if kid not in labels]
    item.kids = [*labels, _anonymous("LBody", body)] if body else labels


def _scope_rows(part: Node) -> None:
    """Let heads without scope head their row where it holds data too; else it is the column."""
    for row in (kid for kid in part.nodes if kid.type == "TR"):
        if any(cell.type == "TD" for cell in row.nodes):
            for cell in row.nodes:
                if cell.type == "TH" and not cell.note.scope:
                    cell.note = replace(cell.note, scope="row")


def _definitions(kids: list[Kid]) -> list[Kid]:
    """Return the items of a definition list: terms are labels, what follows them the body."""
    items: list[Kid] = []
    terms: list[Kid] = []
    body: list[Kid] = []
    for kid in kids:
        tag = kid.note.tag if isinstance(kid, Node) else ""
        if tag == "div" or (tag == "dt" and body):
            items += _definition(terms, body)
            terms, body = [], []
        if isinstance(kid, Node) and tag == "div":
            items += _definitions(kid.kids)
        elif isinstance(kid, Node) and tag == "dt":
            kid.type = "Lbl"
            terms.append(kid)
        elif isinstance(kid, Node):
            kid.type = "Div"
            body.append(kid)
    return items + _definition(terms, body)


def _definition(terms: list[Kid], body: list[Kid]) -> list[Kid]:
    if len(body) == 1 and isinstance(body[0], Node):
        body[0].type = "LBody"
    elif body:
        body = [_anonymous("LBody", body)]
    return [_anonymous("LI", [*terms, *body])] if terms or body else []


def _make_contents(node: Node) -> None:
    """Turn the list of a table of contents into TOC and TOCI (ISO 32000-1 table 333)."""
    if node.type == "L":
        node.type = "TOC"
    elif node.type == "LI":
        node.type = "TOCI"
        labels: list[Kid] = [kid for kid in node.nodes if kid.type == "Lbl"]
        parts = [part for kid in node.nodes if kid.type == "LBody" for part in kid.kids]
        inner: list[Kid] = [kid for kid in parts if isinstance(kid, Node) and kid.type == "L"]
        line = _lines(kid for kid in parts if kid not in inner)
        node.kids = [*labels, _anonymous("Reference", line), *inner]


def _lines(kids: Iterable[Kid]) -> list[Kid]:
    """Return what stands in the paragraphs and boxes among `kids`, without these."""
    out: list[Kid] = []
    for kid in kids:
        out.extend(_lines(kid.kids) if isinstance(kid, Node) and not is_inline(kid) else [kid])
    return out


def _trim(node: Node, blanks: frozenset[Content]) -> None:
    """Drop white space at the ends of blocks and nodes that hold nothing."""
    for below in node.nodes:
        _trim(below, blanks)
        if not below.kids and below.type not in _KEPT_EMPTY:
            node.kids.remove(below)
    if node.type in _INLINE:
        return
    for at, kid in reversed(list(enumerate(node.kids))):
        before = at == 0 or not is_inline(node.kids[at - 1])
        after = at + 1 >= len(node.kids) or not is_inline(node.kids[at + 1])
        if isinstance(kid, Content) and kid in blanks and (before or after):
            del node.kids[at]


def _wrap_text(node: Node) -> None:
    """Put text that stands bare among blocks into paragraphs."""
    for below in node.nodes:
        _wrap_text(below)
    if node.type not in _GROUPING or not any(map(is_inline, node.kids)):
        return
    if node.type == "Div" and all(map(is_inline, node.kids)):
        node.type = "P"
        return
    kids: list[Kid] = []
    line: Node | None = None
    for kid in node.kids:
        if not is_inline(kid) or (isinstance(kid, Node) and kid.type == "Note"):
            line = None
            kids.append(kid)
            continue
        if line is None:
            line = _anonymous("P", [])
            kids.append(line)
        line.kids.append(kid)
    node.kids = kids


def _soften_hyphens(node: Node) -> None:
    """Say of each hyphen of the engine's making that it is a soft one, so that a word broken at
    the end of a line is read as one word (ISO 32000-1 §14.8.2.2.3)."""
    kids: list[Kid] = []
    for kid in node.kids:
        kids.append(kid)
        if isinstance(kid, Node):
            _soften_hyphens(kid)
        elif isinstance(kid, Content) and kid.soft:
            hyphen = replace(kid, soft=False, hyphen=True)
            kids.append(Node(ElementNote(), "Span", [hyphen], actual="\u00ad"))
    node.kids = kids
