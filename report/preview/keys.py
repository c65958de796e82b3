"""The secret part of the preview's address, and its port, kept so that open pages find it again."""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ..diagnostics import Diagnostic
from ..resources import Project
from ..storage import whole, workshop

_FILE = "preview.json"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


@dataclass(frozen=True)
class Key:
    """`token` is the first part of every address; `port` was free the last time, or 0."""

    token: str
    port: int = 0


def kept(project: Project) -> Key:
    """Return the key of the last preview of a project, else a new one.

    A file that others than its owner may read is no secret, and is not used.
    """
    path = project.build / _FILE
    with suppress(OSError, ValueError, KeyError, TypeError, Diagnostic):
        private = os.name == "nt" or not path.stat().st_mode & 0o077
        data = json.loads(whole(project.place(path)))
        token, port = str(data["token"]), int(data["port"])
        if private and _TOKEN.fullmatch(token) and 1024 <= port < 65536:
            return Key(token, port)
    return Key(secrets.token_urlsafe(24))


def keep(project: Project, key: Key) -> None:
    """Keep a key for the next preview; where that cannot be done, the next one has a new key."""
    path = project.build / _FILE
    with suppress(OSError, Diagnostic):
        write_for_us(project.place(path), json.dumps(asdict(key)).encode())


def write_for_us(path: Path, data: bytes) -> None:
    """Write a file that nobody else could read at any moment; OSError where that cannot be done."""
    with workshop(path.parent) as shop:
        part = shop / path.name
        # The mode of the whole process (umask) is that of other threads, too.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        part.replace(path)
