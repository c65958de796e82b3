"""A release compared with the edition of today."""

from __future__ import annotations

from ..conftest import run_colophon
from .conftest import Kept


def test_what_was_changed_since_a_release(kept: Kept) -> None:
    text = kept.edition.read_text()
    kept.edition.write_text(text.replace("that are printed", "which are printed"))

    done = run_colophon("diff", "small@1", folder=kept.project.root)

    assert (done.returncode, done.stderr) == (0, "")
    assert "body: Words that are printed. → Words which are printed." in done.stdout
    assert done.stdout.count("→") == 2
    done = run_colophon("diff", "small", "small@1", "--json", folder=kept.project.root)
    assert '"new_place": "release 1:editions/small/edition.yaml:14:' in done.stdout


def test_an_archive_that_is_gone(kept: Kept) -> None:
    (kept.folder / "sources.zip").unlink()

    done = run_colophon("diff", "small@1", folder=kept.project.root)

    assert done.returncode == 1
    assert "sources.zip" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
