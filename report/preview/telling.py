"""A snapshot as plain data for the browser."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..diagnostics import Finding, as_data
from ..resources import Project
from .pages import ShownPage, page_data, share
from .session import Snapshot


def told(project: Project, snapshot: Snapshot, desk: Desk | None) -> dict[str, Any]:
    """Return what the browser shows of a snapshot; of a broken one, the last good pages."""
    by_number = {page.number: page for page in snapshot.pages}
    return {
        "state": "broken" if snapshot.broken else "good",
        "title": snapshot.title,
        "shown": _shown(desk),
        "rightToLeft": snapshot.right_to_left,
        "sections": dict(snapshot.sections),
        "pages": [page_data(page) for page in snapshot.pages],
        "findings": [_finding(each, by_number, snapshot) for each in snapshot.findings],
        "changed": [{"page": number, "block": block} for number, block in snapshot.changed],
        "took": dict(snapshot.took),
        "root": project.root.as_posix(),
    }


def _shown(desk: Desk | None) -> dict[str, str]:
    if desk is None:
        return {}
    design = desk.design
    return {"format": design.format_name, "language": design.tag, "target": desk.job.target}


def _finding(finding: Finding, pages: dict[int, ShownPage], snapshot: Snapshot) -> dict[str, Any]:
    """Return a finding with the page and the share of it that it is about, as far as is known."""
    page, area = _place(finding, pages, snapshot)
    return {**as_data(finding), "page": page, "area": area}


def _place(
    finding: Finding, pages: dict[int, ShownPage], snapshot: Snapshot
) -> tuple[int | None, list[float] | None]:
    if snapshot.broken:
        return None, None
    if finding.area is not None and finding.area.page in pages:
        page = pages[finding.area.page]
        rect = finding.area.rect
        return page.number, share(rect, page.trim.width, page.trim.height) if rect else None
    for page in snapshot.pages:
        for block in page.blocks:
            about = block.id == finding.at if finding.at else block.mark == finding.mark
            if about and block.mark is not None:
                rect = block.areas[0]
                return page.number, share(rect, page.trim.width, page.trim.height)
    first = next((page for page in snapshot.pages if page.section == finding.at), None)
    return (first.number if first else None), None
