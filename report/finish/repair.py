"""Join what pages and columns have split, and put everything where the HTML had it."""

from __future__ import annotations

from collections.abc import Iterator

from .tree import Annotation, Content, Kid, Node

# Heads of tables, and of lists whose template gives the head the class `repeated`.
_REPEATED = ("thead", "tfoot")
_LISTS = ("ul", "ol")
_HOLDS_NOTES = ("p", "td", "th", "li", "dd", "dt", "figcaption", "caption", "blockquote", "div")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def repair(root: Node) -> dict[Content, str]:
    """Bring the engine's tree into the shape of the HTML; return the content that fell out.

    What falls out is an artifact, of the type returned (ISO 32000-1 §14.8.2.2.2): table heads
    repeated on further pages are "Pagination"; pictures without alternative text and elements
    hidden from assistive technology are "Layout".
    """
    _collapse(root)
    artifacts = dict.fromkeys(_merge(root, {}), "Pagination")
    _continue(root, [])
    artifacts |= dict.fromkeys(_hide(root), "Layout")
    index = {node.note.number: node for node in root.walk() if "::" not in node.note.tag}
    _lift_annotations(root, index)
    _nest_lists(root, index)
    _order(root)
    _place_footnotes(root)
    return artifacts


def _collapse(node: Node) -> None:
    """Dissolve boxes that stand for no element of their own: anonymous blocks, columns."""
    kids: list[Kid] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kids.append(kid)
            continue
        _collapse(kid)
        same = (kid.note.number, kid.note.tag) == (node.note.number, node.note.tag)
        kids.extend(kid.kids if same or kid.note.number < 0 else [kid])
        if same:
            node.alt, node.box = node.alt or kid.alt, node.box or kid.box
    node.kids = kids


def _merge(node: Node, seen: dict[tuple[int, str], Node]) -> list[Content]:
    """Give each element one node: later fragments join the first."""
    dropped: list[Content] = []
    kids, node.kids = node.kids, []
    for kid in kids:
        if not isinstance(kid, Node):
            node.kids.append(kid)
            continue
        key = (kid.note.number, kid.note.tag)
        home = seen.setdefault(key, kid)
        if home is kid:
            node.kids.append(kid)
            dropped += _merge(kid, seen)
        elif kid.note.tag in _REPEATED or "repeated" in kid.note.classes:
            dropped += kid.contents()
        else:
            dropped += _merge(kid, seen)
            home.kids.extend(kid.kids)
    return dropped


def _continue(node: Node, before: list[Node]) -> None:
    """Give a picture across two pages one element: the part of the class `continued` joins the
    picture before it."""
    for kid in node.nodes:
        if before and "continued" in kid.note.classes:
            before[-1].kids += kid.kids
            node.kids.remove(kid)
        elif kid.note.tag == "img":
            before.append(kid)
        else:
            _continue(kid, before)


def _hide(node: Node) -> list[Content]:
    dropped: list[Content] = []
    for kid in node.nodes:
        if kid.note.hidden:
            dropped += kid.contents()
            node.kids.remove(kid)
        else:
            dropped += _hide(kid)
    return dropped


def _lift_annotations(node: Node, index: dict[int, Node]) -> None:
    """Give a link's annotations to the link: the engine hangs one on each picture in it, too."""
    for kid in node.nodes:
        _lift_annotations(kid, index)
        if kid.note.tag == "a":
            continue
        annotations = [each for each in kid.kids if isinstance(each, Annotation)]
        link = _link_around(kid, index)
        if annotations and link is not None:
            kid.kids = [each for each in kid.kids if not isinstance(each, Annotation)]
            link.kids[:0] = annotations


def _link_around(node: Node, index: dict[int, Node]) -> Node | None:
    number = node.note.parent
    while number >= 0 and number in index:
        if index[number].note.tag == "a":
            return index[number]
        number = index[number].note.parent
    return None


def _nest_lists(node: Node, index: dict[int, Node]) -> None:
    """Put a nested list back into its item: the engine hangs it on the outer list."""
    for kid in node.nodes:
        _nest_lists(kid, index)
        item = index.get(kid.note.parent)
        if kid.note.tag in _LISTS and item is not None and item is not node:
            node.kids.remove(kid)
            later = (at for at, other in enumerate(item.kids) if _number(other) > kid.note.number)
            item.kids.insert(next(later, len(item.kids)), kid)


def _number(kid: Kid) -> int:
    return kid.note.number if isinstance(kid, Node) else -1


def _order(node: Node) -> None:
    """Sort elements as the HTML has them: the engine moves floats to the head of a page."""
    plain = all(isinstance(kid, Node) and "::" not in kid.note.tag for kid in node.kids)
    if plain:
        node.kids.sort(key=_number)
    for kid in node.nodes:
        _order(kid)


def _place_footnotes(root: Node) -> None:
    """Move each footnote from the foot of its page to the end of the block that refers to it."""
    notes = {node.note.number: node for node in root.nodes if node.note.place == "footnote"}
    root.kids = [kid for kid in root.kids if not (isinstance(kid, Node) and kid in notes.values())]
    for path in list(_paths(root, ())):
        call = path[-1]
        if not call.note.tag.endswith("::footnote-call"):
            continue
        note = notes.pop(call.note.number, None)
        if note is not None:
            _attach_note(path, note)
    root.kids.extend(notes.values())


def _paths(node: Node, above: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    here = (*above, node)
    yield here
    for kid in node.nodes:
        yield from _paths(kid, here)


def _attach_note(path: tuple[Node, ...], note: Node) -> None:
    for depth in range(len(path) - 2, 0, -1):
        block, around = path[depth], path[depth - 1]
        if block.note.tag in _HEADINGS:
            around.kids.insert(around.kids.index(block) + 1, note)
            return
        if block.note.tag in _HOLDS_NOTES:
            block.kids.append(note)
            return
    path[0].kids.append(note)
