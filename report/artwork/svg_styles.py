"""The styles of a drawing: rules and `style` attributes become plain attributes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Code, Mark
from .problems import NOT_DRAWN, UNSAFE
from .svg_tree import Element
from .svg_values import references

Report = Callable[[Code, Mark, str], None]
_SIMPLE = re.compile(r"(?P<tag>\*|[a-zA-Z]+)?(?P<marks>(?:[.#][\w-]+)*)\Z")
_MOST = 2_000


@dataclass(frozen=True)
class Rule:
    """What elements of a tag, an id and classes look like; heavier rules win."""

    tag: str
    id: str
    classes: frozenset[str]
    values: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """The specificity (Selectors 3 §9)."""
        return bool(self.id), len(self.classes), self.tag not in ("", "*")

    def fits(self, element: Element) -> bool:
        """True for an element that the rule speaks of."""
        classes = set(element.attributes.get("class", "").split())
        return (
            self.tag in ("", "*", element.tag)
            and self.id in ("", element.attributes.get("id", ""))
            and self.classes <= classes
        )


def rules(root: Element, report: Report) -> list[Rule]:
    """Return the rules of all `style` elements, the lightest first; what is no rule is reported."""
    found: list[Rule] = []
    for element in _walk(root):
        if element.tag == "style":
            found += _rules_of(element, report)
    return sorted(found[:_MOST], key=lambda rule: rule.weight)


def styled(element: Element, known: list[Rule], report: Report) -> dict[str, str]:
    """Return an element's attributes with its styles among them (SVG 1.1 §6.4)."""
    values = {k: v for k, v in element.attributes.items() if k not in ("style", "class")}
    for rule in known:
        if rule.fits(element):
            values |= rule.values
    return values | declarations(element.attributes.get("style", ""), element.mark, report)


def declarations(text: str, mark: Mark, report: Report) -> dict[str, str]:
    """Return the properties of a piece of style; what leads out of the file is reported."""
    made: dict[str, str] = {}
    if any(not each.startswith("#") for each in references(text)) or "\\" in text:
        report(UNSAFE, mark, "a style of the drawing refers to another file")
        return made
    for part in _without_comments(text).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            made[name.strip().lower()] = value.replace("!important", "").strip()
    return made


def _without_comments(text: str) -> str:
    """Return style sheets without comments, of which the last may never end (CSS 2.1 §4.1.9)."""
    before, *after = text.split("/*")
    rest = "".join(each.partition("*/")[2] for each in after)
    return (before + rest).replace("<!--", "").replace("-->", "")


def _rules_of(element: Element, report: Report) -> Iterator[Rule]:
    text = _without_comments(element.text)
    if "@" in text:
        report(UNSAFE, element.mark, "the styles of the drawing may load other files (an @-rule)")
        return
    for part in text.split("}")[:-1]:
        head, brace, body = part.rpartition("{")
        if not brace:
            continue
        selectors = head.rpartition("{")[2]
        values = declarations(body, element.mark, report)
        for selector in selectors.split(","):
            match = _SIMPLE.match(selector.strip())
            if match is None or not selector.strip():
                message = f"the style rule “{selector.strip()[:40]}” is of a kind that is not read"
                report(NOT_DRAWN, element.mark, message)
                continue
            marks = re.findall(r"([.#])([\w-]+)", match["marks"])
            ids = [name for kind, name in marks if kind == "#"]
            classes = frozenset(name for kind, name in marks if kind == ".")
            yield Rule(match["tag"] or "", ids[0] if ids else "", classes, values)


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _walk(child)
