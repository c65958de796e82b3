"""What was made of documents, kept by content: what is unchanged is not made again.

What a document comes to depends on its text and on the files that it asks for. Which those are is
known only once it has been laid out: so first their names are kept, under the digest of the text,
and all else under that of the text and the files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from ..storage import Cache, digest

STYLES, NOTES, EVIDENCE, FRAGMENT = ".styles.json", ".notes.json", ".evidence.json", ".fragment"
"""What is kept of styles, and what of documents."""
_FILES = ".files.json"
MISSING = "missing"
"""Stands for the digest of a file that is not there."""
_LARGE = (FRAGMENT, EVIDENCE)
_MOST = 4096
_KINDS = (_FILES, STYLES, NOTES, *_LARGE)
_ROOM = 2 << 30
"""Bytes of a hundred editions or so."""


class Store:
    """Entries in the cache, and in memory what the cache does not take."""

    def __init__(
        self, cache: Cache | None, digest_of: Callable[[str], str], below: Store | None = None
    ) -> None:
        """`digest_of` returns the SHA-256 of a file by the name that documents ask for, or raises
        LookupError.

        What is not here is looked for `below`, where nothing is put.
        """
        self._cache, self._digest_of, self._below = cache, digest_of, below
        self._kept: dict[tuple[str, str], bytes] = {}
        self._read_before: list[tuple[str, str]] = []
        self._digests: dict[str, str] = {}
        self._grown, self._may_grow = 0, 0

    def above(self) -> Store:
        """Return a store on top of this one: it has what is here, and nothing of it comes here."""
        return Store(None, self._digest_of, self)

    def refresh(self) -> None:
        """Look at all files anew: they may have changed."""
        self._digests = {}

    def key(self, text: str) -> str:
        """Return the digest of a text (see `digest`) and the files that it is known to ask for; ""
        where that is not known."""
        data = self.get(text, _FILES)
        return "" if data is None else self._key(text, json.loads(data))

    def asked(self, text: str, given: Mapping[str, str]) -> str:
        """Keep which files a text asked for, and return the digest of both. `given` are the SHA-256
        of the bytes that it got, or MISSING, by name: the files may be others by now."""
        names = sorted(given)
        self._digests |= given
        self.put(text, _FILES, json.dumps(names).encode())
        return self._key(text, names)

    def _key(self, text: str, names: Iterable[str]) -> str:
        return digest(text, *(part for name in names for part in (name, self._digest(name))))

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            try:
                self._digests[name] = self._digest_of(name)
            except LookupError:
                self._digests[name] = MISSING
        return self._digests[name]

    def has(self, key: str, suffix: str) -> bool:
        """True where there is an entry."""
        if (key, suffix) in self._kept:
            return True
        if self._below is not None and self._below.has(key, suffix):
            return True
        return self._cache is not None and self._cache.path(key, suffix).is_file()

    def get(self, key: str, suffix: str) -> bytes | None:
        """Return an entry, None where there is none or it is damaged."""
        data = self._kept.get((key, suffix))
        if data is None and self._cache is not None:
            data = self._cache.get(key, suffix)
            if data is not None:
                self._cache.used(key, suffix)
                self._remember(key, suffix, data)
        if data is None and self._below is not None:
            data = self._below.get(key, suffix)
        return data

    def trim(self) -> None:
        """Keep the cache from growing without end, if anything was put into it: in a process that
        stays, if that was a good deal."""
        if self._cache is not None and self._grown > self._may_grow:
            self._cache.trim(_KINDS, _ROOM)
            self._grown, self._may_grow = 0, _ROOM >> 6

    def put(self, key: str, suffix: str, data: bytes) -> None:
        """Keep an entry."""
        if self._cache is not None:
            self._cache.put(key, suffix, data)
            self._grown += len(data)
            if self._cache.path(key, suffix).is_file():
                self._remember(key, suffix, data)
                return
        self._kept[key, suffix] = data

    def _remember(self, key: str, suffix: str, data: bytes) -> None:
        """Keep in memory, too, what is in the cache, if it is small and often asked for."""
        if suffix in _LARGE:
            return
        if len(self._read_before) >= _MOST:
            self._forget()
        self._kept[key, suffix] = data
        self._read_before.append((key, suffix))

    def _forget(self) -> None:
        for entry in self._read_before:
            self._kept.pop(entry, None)
        self._read_before = []
