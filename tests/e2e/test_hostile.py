"""Editions that mean harm: nothing outside the project is read, and no one is called."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ..conftest import HEAD, ROOT

SECRET = "the-secret-that-nobody-reads"
# Builds every edition of a project, noting each file opened to be read and each call to others.
WATCHED = """
import datetime, json, os, sys
from pathlib import Path
import encodings.idna
from report.build import build
from report.desk import Job
from report.resources import Project
root = Path(sys.argv[1])
seen, calls, outcomes = set(), [], {}

def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        if not (args[2] or 0) & (os.O_WRONLY | os.O_CREAT):
            seen.add(os.path.realpath(os.fsdecode(args[0])))
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.",
                           "subprocess.", "os.system", "os.exec", "os.posix_spawn", "webbrowser")):
        calls.append([event, str(args)[:200]])

sys.addaudithook(watch)
for folder in sorted((root / "editions").iterdir()):
    outcome = build(Project.at(root), Job(folder.name, datetime.date(2026, 11, 22)))
    outcomes[folder.name] = [outcome.written, [str(each) for each in outcome.findings]]
print(json.dumps([sorted(seen), calls, outcomes]))
"""
BLOCKS = {
    "photo-up": "photo: {file: ../../../secret.jpg}",
    "photo-absolute": "photo: {file: SECRET.jpg}",
    "photo-url": "photo: {file: 'https://example.org/x.jpg'}",
    "photo-link": "photo: {file: link.jpg}",
    "data-up": "table: {title: T, data: ../../secret.csv}",
    "data-absolute": "table: {title: T, data: SECRET.csv}",
    "data-link": "table: {title: T, data: data/link.csv}",
    "data-device": "table: {title: T, data: /dev/zero}",
    "data-pipe": "table: {title: T, data: data/pipe.csv}",
    "format-up": "text: x",
    "theme-up": "text: x",
    "markdown-picture": "text: '![x](file://SECRET.txt) ![y](../../secret.txt)'",
    "markdown-link": "text: '[x](file://SECRET.txt)'",
    "html": 'text: \'<img src="file://SECRET.txt"><object data="file://SECRET.txt"></object>\'',
    "css": "text: '<style>@import url(file://SECRET.txt); * {background: url(SECRET.txt)}</style>'",
    "template": "text: \"{{ ''.__class__ }} {% include 'SECRET.txt' %}\"",
    "chart-title": "chart: {kind: bar, data: data/ok.csv, title: '<image href=SECRET.txt />'}",
    "chart-data": "chart: {kind: bar, title: T, data: data/hostile.csv}",
    "chart-kind": "chart: {kind: ../../evil, title: T, data: data/ok.csv}",
    "chart-math": "chart: {kind: bar, title: '$\\\\input{SECRET.txt}$', data: data/math.csv}",
    "svg-photo": "photo: {file: drawing.jpg}",
}
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<!DOCTYPE x [<!ENTITY e SYSTEM "file://SECRET.txt">]><text>&e;</text>
<image xlink:href="http://127.0.0.1:9/x.png"/></svg>"""
LEDGER = """photos:
  drawing.jpg: {credit: C, licence: CC0-1.0, alt: x}
  link.jpg: {credit: C, licence: CC0-1.0, alt: x}
"""


def write(root: Path) -> None:
    """Write one edition for each way to do harm, and the secrets beside the project."""
    secret = str(root.parent / "secret")
    for suffix in ("txt", "csv", "jpg"):
        Path(f"{secret}.{suffix}").write_text(f"{SECRET},x\n1,2\n")
    for name, block in BLOCKS.items():
        folder = root / "editions" / name
        for part in ("data", "photos"):
            (folder / part).mkdir(parents=True)
        head = {
            "format-up": "format: ../../../secret\n",
            "theme-up": f"theme: {secret}\n",
        }.get(name, "")
        body = block.replace("SECRET", secret)
        text = f"{HEAD}{head}sections:\n  - section:\n      title: T\n      blocks:\n"
        (folder / "edition.yaml").write_text(f"{text}        - {body}\n")
        (folder / "data" / "ok.csv").write_text("A,B\nx,1\ny,2\n")
        cell = f"[x](file://{secret}.txt) <img src=file://{secret}.txt>"
        (folder / "data" / "hostile.csv").write_text(f'A,B\n"{cell}",1\ny,2\n')
        (folder / "data" / "math.csv").write_text("A,B\n$\\frac{1}{2}$,1\ny,2\n")
        (folder / "data" / "link.csv").symlink_to(f"{secret}.csv")
        (folder / "photos" / "link.jpg").symlink_to(f"{secret}.jpg")
        (folder / "photos" / "drawing.jpg").write_text(SVG.replace("SECRET", secret))
        (folder / "photos" / "credits.yaml").write_text(LEDGER)
        subprocess.run(["mkfifo", str(folder / "data" / "pipe.csv")], check=True)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    root = tmp_path_factory.mktemp("hostile") / "project"
    write(root)
    result = subprocess.run(
        [sys.executable, "-c", WATCHED, str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert result.returncode == 0, result.stderr
    return root, json.loads(result.stdout)


def test_no_file_outside_the_project_is_read(watched: tuple[Path, list[Any]]) -> None:
    root, (seen, _, _) = watched
    allowed = (
        str(root),
        str(ROOT),
        *(str(Path(each).resolve()) for each in (sys.prefix, sys.base_prefix)),
        *(each for each in map(str, sys.path) if each),
        # What libraries look up about this machine; none of it is named by an edition.
        "/proc/",
        "/sys/",
        "/etc/fonts",
        "/etc/mime.types",
        "/etc/nsswitch.conf",
        "/usr/lib",
        "/usr/share/fonts",
        "/usr/share/zoneinfo",
        "/dev/null",
        "/dev/urandom",
    )
    outside = [each for each in seen if not each.startswith(allowed)]

    assert [each for each in seen if "secret" in each or each == "/dev/zero"] == []
    assert [each for each in outside if "/tmp" not in each or str(root.parent) in each] == []


def test_nobody_is_called_and_nothing_is_run(watched: tuple[Path, list[Any]]) -> None:
    _, (_, calls, _) = watched

    # ctypes looks for libraries with these, and Matplotlib for the machine's fonts.
    usual = re.compile(r"\('(?:\S*/)?(ldconfig|gcc|cc|ld|objdump|fc-list)'")
    assert [call for call in calls if not usual.match(call[1])] == []


def test_nothing_secret_gets_into_a_file_or_a_finding(watched: tuple[Path, list[Any]]) -> None:
    root, (_, _, outcomes) = watched

    assert SECRET not in json.dumps(outcomes)
    for path in (root / "build").rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("edition", "code"),
    [
        ("photo-up", ""),
        ("photo-absolute", ""),
        ("photo-url", ""),
        ("photo-link", "F102"),
        ("data-up", "F102"),
        ("data-absolute", "F102"),
        ("data-link", "F102"),
        ("data-device", "F102"),
        ("data-pipe", "F104"),
        ("format-up", "C110"),
        ("theme-up", "C110"),
        ("markdown-picture", "C111"),
        ("markdown-link", "C111"),
        ("chart-kind", "D201"),
        ("template", "C109"),
        ("svg-photo", ""),
    ],
)
def test_each_is_refused_with_a_line(
    edition: str, code: str, watched: tuple[Path, list[Any]]
) -> None:
    _, (_, _, outcomes) = watched
    written, findings = outcomes[edition]

    assert not written
    errors = [each for each in findings if ": error: " in each]
    assert errors
    assert all(each.startswith(f"editions/{edition}/") for each in errors), errors
    assert any(f" {code}" in each for each in errors), errors
    assert not any("Traceback" in each for each in errors)


@pytest.mark.parametrize("edition", ["html", "css"])
def test_markup_in_text_is_printed_as_text(edition: str, watched: tuple[Path, list[Any]]) -> None:
    _, (_, _, outcomes) = watched
    written, findings = outcomes[edition]

    assert written, findings
