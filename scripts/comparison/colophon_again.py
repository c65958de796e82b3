"""Colophon in a process that stays, as the preview's: laid out and bound again after each edit.

Prints two numbers a line: the seconds from reading the changed file to a bound PDF, and those of
laying out and binding alone.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
EDITS = 12


def main(place: str, slug: str) -> None:
    """Lay out an edition, then again after each edit."""
    from report.build import laid_out, new_press
    from report.compose import Composer
    from report.desk import Desk, Job, open_desk
    from report.processes import collect_seldom, collect_when_idle
    from report.resources import Project

    collect_seldom()
    project = Project.at(Path(place))
    job = Job(slug, datetime.date(2026, 11, 22))
    desks: list[Desk] = [open_desk(project, job)]
    press = new_press(desks[0], lambda: desks[-1].pictures)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pages.pdf"
        composer = Composer(desks[-1].manuscript, desks[-1].means)
        laid = laid_out(desks[-1], press, None, composer)
        laid.engine.write(laid.rendered, target)
        collect_when_idle()
        for read in edits(project.editions / slug / "edition.yaml"):
            desks[:] = [open_desk(project, job, before=desks[-1])]
            press.engine.refresh()
            begin = time.perf_counter()
            composer = Composer(desks[-1].manuscript, desks[-1].means, composer)
            laid = laid_out(desks[-1], press, laid.known, composer)
            laid.engine.write(laid.rendered, target)
            end = time.perf_counter()
            print(end - read, end - begin)
            collect_when_idle()  # as the preview does when all is shown
    press.engine.close()


def edits(file: Path, word: str = "exchange"):  # type: ignore[no-untyped-def]
    """Change a word of the first paragraph that has it, again and again; yield when."""
    text = file.read_text("utf-8")
    try:
        for number in range(EDITS):
            file.write_text(text.replace(word, f"{word} {number}", 1), "utf-8")
            yield time.perf_counter()
    finally:
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
