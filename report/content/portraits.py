"""Portraits: photographs in which somebody who is named beside them can be recognised."""

from __future__ import annotations

from collections.abc import Mapping

from .blocks.foreword import Foreword
from .blocks.people import Person
from .node import Node, walk


def portraits(edition: Node) -> Mapping[int, str]:
    """Return whose portraits an edition prints, by the identity (`id`) of the photo that is used.

    Those of a list of people and of a foreword; of any other picture only the ledger knows.
    """
    return {
        id(node.photo): node.name
        for node in walk(edition)
        if isinstance(node, Person | Foreword) and node.photo is not None
    }
