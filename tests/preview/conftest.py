"""The preview of a small edition, asked as a browser asks, without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from report.preview.hub import Hub
from report.preview.server import Opening, application
from report.preview.view import View
from report.resources import Project
from tests.conftest import DAY, NewProject

TOKEN = "a-token-that-nobody-could-guess-at-all"
BASE = f"http://127.0.0.1:8000/{TOKEN}/"


@pytest.fixture
def project(new_project: NewProject) -> Project:
    return new_project()


@pytest.fixture
def hub(project: Project) -> Hub:
    return Hub(project, "small", DAY)


@pytest.fixture
def client(hub: Hub) -> Iterator[TestClient]:
    """A client that is told what a browser is told; files are not watched."""
    app = application(hub, Opening(View(), "vscode://file/{path}"), TOKEN)
    # Without the context manager, the lifespan does not run.
    yield TestClient(app, base_url=BASE)
    hub.close()


@pytest.fixture
def shown(hub: Hub) -> dict[str, Any]:
    """What is told of the edition once its pages are made."""
    import asyncio

    async def first() -> dict[str, Any]:
        async for event in hub.watch(View()):
            if event["state"] != "working":
                return event
        raise AssertionError("nothing was shown")

    told: dict[str, Any] = json.loads(json.dumps(asyncio.run(first())))
    return told
