"""A snapshot as plain data for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..desk import Desk
from ..diagnostics import Finding, as_data
from ..resources import Project
from .pages import ShownPage, page_data, place_of, share
from .session import Snapshot


def told(project: Project, snapshot: Snapshot, desk: Desk | None) -> dict[str, Any]:
    """Return what the browser shows of a snapshot; of a broken one, the last good pages."""
    pages = {} if snapshot.broken else {page.number: page for page in snapshot.pages}
    return {
        "state": "broken" if snapshot.broken else "good",
        "checked": snapshot.checked,
        "title": snapshot.title,
        "shown": _shown(desk),
        "rightToLeft": snapshot.right_to_left,
        "sections": dict(snapshot.sections),
        "pages": [page_data(page) for page in snapshot.pages],
        "findings": [finding_data(each, pages) for each in snapshot.findings],
        "changed": [asdict(each) for each in snapshot.changed],
        "took": dict(snapshot.took),
        "root": project.root.as_posix(),
    }


def _shown(desk: Desk | None) -> dict[str, str]:
    if desk is None:
        return {}
    design = desk.design
    return {"format": design.format_name, "language": design.tag, "target": desk.job.target}


def finding_data(finding: Finding, pages: Mapping[int, ShownPage]) -> dict[str, Any]:
    """Return a finding with the page and the share of it that it is about, as far as is known."""
    number, rect = None, None
    if finding.area is not None:
        number, rect = finding.area.page, finding.area.rect
    elif place := place_of(finding.at, finding.mark, pages):
        number, rect = place
    else:
        sections = (page.number for page in pages.values() if page.section == finding.at)
        number = next(sections, None)
    page = pages.get(number) if number else None
    area = share(rect, page.trim.width, page.trim.height) if page and rect else None
    return {**as_data(finding), "page": page.number if page else None, "area": area}
