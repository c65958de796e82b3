"""The files of fonts, by digest, and what has been made of them for a PDF.

Fragments name a font file and the glyphs that they show. What a PDF holds of it is made once for
all of them, and kept in the cache: nothing of that needs WeasyPrint again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from ..storage import Cache, digest, sha256
from .fragment import FontProgram, FontUse
from .made_by import made_by

_FILE, _PROGRAM = ".font", ".fontprogram"
# A session of hours sees many sets of glyphs, of which few come again.
_MOST_PROGRAMS = 100


class FontFiles:
    """The font files that pages are set in; in the cache, or in memory where there is none."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._files: dict[str, bytes] = {}
        self._kept: set[str] = set()
        self._programs: dict[str, FontProgram] = {}
        self._apart = False

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep nothing of what is made of fonts inside; their files are kept all the same."""
        programs, self._programs, self._apart = self._programs, dict(self._programs), True
        try:
            yield
        finally:
            self._programs, self._apart = programs, False

    def keep(self, data: bytes) -> str:
        """Keep a file and return its digest."""
        key = sha256(data)
        if key not in self._kept or not self.has(key):
            self._kept.add(key)
            if self._cache is None or not self._stored_file(self._cache, key, data):
                self._files[key] = data
        return key

    def loose(self) -> tuple[bytes, ...]:
        """Return the files that are in memory alone."""
        return tuple(self._files.values())

    @staticmethod
    def _stored_file(cache: Cache, key: str, data: bytes) -> bool:
        """Put a file into the cache where it is not there, or damaged; False if it takes none."""
        if cache.get(key, _FILE) is None:
            cache.put(key, _FILE, data)
        return cache.path(key, _FILE).is_file()

    def has(self, key: str) -> bool:
        """True when the file of this digest is there."""
        # The folder of the cache may be cleaned away at any time.
        in_cache = self._cache is not None and self._cache.path(key, _FILE).is_file()
        return key in self._files or in_cache

    def program(self, use: FontUse) -> FontProgram:
        """Return what a PDF holds of a font; LookupError where its file is gone."""
        key = _program_key(use)
        made = self._programs.get(key) or self._stored(key)
        if made is None:
            from .font_programs import program  # which imports WeasyPrint

            made = program(use, self._data(use.file))
            if self._cache is not None and not self._apart:
                self._cache.put(key, _PROGRAM, made.dumps())
        self._programs[key] = made
        if len(self._programs) > _MOST_PROGRAMS:
            del self._programs[next(iter(self._programs))]
        return made

    def _stored(self, key: str) -> FontProgram | None:
        data = None if self._cache is None else self._cache.get(key, _PROGRAM)
        return None if data is None else FontProgram.loads(data)

    def _data(self, key: str) -> bytes:
        data = self._files.get(key)
        if data is None and self._cache is not None:
            data = self._cache.get(key, _FILE)
        if data is None:
            self._kept.discard(key)
            raise LookupError(f"the font file {key} is not there")
        return data


def _program_key(use: FontUse) -> str:
    return digest(made_by(), json.dumps(asdict(use), sort_keys=True))
