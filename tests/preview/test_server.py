"""The server: who is answered, and what."""

from __future__ import annotations

import asyncio
import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from report.preview import hub
from report.preview.hub import Hub
from report.preview.keys import Key, keep, kept
from report.preview.view import View
from report.resources import Project
from tests.conftest import DAY, SMALL, NewProject

from .conftest import BASE, TOKEN


def test_the_page_and_all_that_it_asks_for_are_served(client: TestClient) -> None:
    page = client.get(BASE)

    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    for name in ("main.js", "frame.css", "pages.css", "findings.css", "icon.svg", "feed.js"):
        assert client.get(f"{BASE}static/{name}").status_code == 200, name
    assert client.get(f"{BASE}fonts/SourceSans3-Regular.ttf").headers["content-type"] == "font/ttf"


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get(BASE).headers["content-security-policy"]

    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "http" not in policy and "unsafe" not in policy


@pytest.mark.parametrize("name", ["../server.py", "..%2fserver.py", "%2e%2e/server.py", "nothing"])
def test_nothing_else_of_the_disk_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"{BASE}static/{name}").status_code == 404
    assert client.get(f"{BASE}fonts/{name}").status_code == 404


def test_the_address_may_lack_its_last_stroke(client: TestClient) -> None:
    answer = client.get(f"{BASE[:-1]}?language=de", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{TOKEN}/?language=de")


@pytest.mark.parametrize(
    "path", ["/", "/static/main.js", f"/{TOKEN[:-1]}", f"/{TOKEN}x/", "/x/log"]
)
def test_without_the_token_there_is_nothing(client: TestClient, path: str) -> None:
    assert client.get(f"http://127.0.0.1:8000{path}").status_code == 404


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "10.0.0.5:8000", "", "["])
def test_only_loopback_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get(BASE, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_origins_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get(BASE, headers=headers).status_code == 403


def test_a_browser_may_be_led_here_from_anywhere(client: TestClient) -> None:
    """As by the file that opens it: only into a tab of its own, and only to look."""
    led = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    document = {**led, "sec-fetch-dest": "document"}

    assert client.get(BASE, headers=document).status_code == 200
    assert client.get(BASE, headers={**led, "sec-fetch-dest": "iframe"}).status_code == 403
    assert client.get(BASE, headers={**document, "sec-fetch-mode": "cors"}).status_code == 403
    assert client.post(f"{BASE}undo", headers=document).status_code == 403


def test_what_changes_something_needs_the_origin_of_the_page(client: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8000"}

    assert client.post(f"{BASE}undo").status_code == 403
    assert client.post(f"{BASE}undo", headers=own).json() == {"canUndo": False, "canRedo": False}
    assert client.get(f"{BASE}undo").status_code == 405


def test_a_page_is_drawn_as_wide_as_it_is_wanted(shown: dict[str, Any], client: TestClient) -> None:
    key = shown["pages"][0]["key"]
    plain = client.get(f"{BASE}page/{key}/320.bmp")
    whole = client.get(f"{BASE}page/{key}/320.bmp?bleed=1")

    assert "immutable" in plain.headers["cache-control"]
    with Image.open(io.BytesIO(plain.content)) as image:
        assert abs(image.width - 320) <= 1 and abs(image.height - 320 * 2**0.5) <= 2
    with Image.open(io.BytesIO(whole.content)) as image:
        assert abs(image.height / image.width - 307 / 220) < 0.01
    assert client.get(f"{BASE}page/{key}/9999.bmp").status_code == 400
    assert client.get(f"{BASE}page/{'0' * 64}/320.bmp").status_code == 404


def test_words_are_found_changed_and_undone(
    shown: dict[str, Any], client: TestClient, project: Project
) -> None:
    own = {"origin": "http://127.0.0.1:8000"}
    page = shown["pages"][0]
    part = next(each for each in page["parts"] if "printed" in each["words"])
    asked = {"at": part["at"], "words": part["words"], "section": page["section"]}
    path = project.editions / "small" / "edition.yaml"
    before = path.read_bytes()

    source = client.post(f"{BASE}words", json=asked, headers=own).json()["source"]
    change = {"id": source["id"], "before": source["text"], "text": "Words: that were *edited*."}
    done = client.post(f"{BASE}change", json=change, headers=own).json()

    assert source["text"] == "Words that are printed." and source["line"] == 10
    assert done["canUndo"] and b"edited" in path.read_bytes()
    # What was seen is no longer there.
    again = client.post(f"{BASE}change", json=change, headers=own).json()
    assert [each["code"] for each in again["findings"]] == ["F109"]
    assert client.post(f"{BASE}undo", headers=own).json() == {"canUndo": False, "canRedo": True}
    assert path.read_bytes() == before


def test_a_change_that_breaks_the_edition_is_refused(
    shown: dict[str, Any], client: TestClient, project: Project
) -> None:
    own = {"origin": "http://127.0.0.1:8000"}
    page = shown["pages"][0]
    asked = {"at": "first", "words": "First", "section": page["section"]}
    path = project.editions / "small" / "edition.yaml"
    before = path.read_bytes()

    source = client.post(f"{BASE}words", json=asked, headers=own).json()["source"]
    change = {"id": source["id"], "before": source["text"], "text": "{{ facts.nothing }}"}
    answer = client.post(f"{BASE}change", json=change, headers=own).json()

    assert answer["findings"] and path.read_bytes() == before


def test_words_that_stand_nowhere_are_a_finding(shown: dict[str, Any], client: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8000"}
    asked = {"at": "first", "words": "Nobody wrote these", "section": "first"}

    answer = client.post(f"{BASE}words", json=asked, headers=own).json()
    assert [each["code"] for each in answer["findings"]] == ["S603"]


def test_the_log_tells_when_versions_were_made_drawn_and_seen(
    shown: dict[str, Any], client: TestClient
) -> None:
    own = {"origin": "http://127.0.0.1:8000"}
    client.get(f"{BASE}page/{shown['pages'][0]['key']}/320.bmp")
    client.post(f"{BASE}seen", json={"version": 1, "painted": 12.5}, headers=own)
    client.post(f"{BASE}seen", content=b"no JSON", headers=own)

    events = client.get(f"{BASE}log").json()
    assert [each["event"] for each in events] == ["made", "drawn", "seen", "seen"]
    assert events[2]["painted"] == 12.5 and events[0]["took"]["laid out"] > 0


def test_keeping_a_key_leaves_what_others_write_meanwhile_as_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The umask is that of the whole process, whose other threads write pages."""
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the umask of all threads"))
    path = project.build / "preview.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    path.chmod(0o644)

    keep(project, Key("a" * 40, 40_000))

    assert kept(project) == Key("a" * 40, 40_000)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_kept_for_its_owner_alone(project: Project, tmp_path: Path) -> None:
    first = kept(project)
    keep(project, Key(first.token, 40_000))
    path = project.build / "preview.json"

    assert kept(project) == Key(first.token, 40_000)
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o644)
    assert kept(project).token != first.token
    path.chmod(0o600)
    path.write_text('{"token": "short", "port": 1}')
    assert kept(project).port == 0


def test_who_watches_is_told_how_far_the_layout_is(
    new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_NOW_AND_THEN", -1.0)
    project = new_project(f"{SMALL}  - section: {{title: Second, blocks: [text: Words.]}}\n")
    shown = Hub(project, "small", DAY)

    async def until_made() -> list[dict[str, Any]]:
        told = []
        async for event in shown.watch(View()):
            told.append(event)
            if event["state"] != "working":
                break
        return told

    told = asyncio.run(until_made())
    shown.close()

    assert {"state": "working", "done": 1, "of": 2} in told[:-1]
    assert [len(each.get("pages", ())) for each in told[-1:]] == [2]
