"""Many photographs made ready, side by side and while other things are done."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import cache as once_each
from math import ceil

from ..diagnostics import Diagnostic
from ..errands import Errands, Lost
from ..processes import cores, workers
from ..storage import Cache
from .prepare import Order, PreparedPhoto, Request, Settings, kept, made, profile

# Decoding holds whole pictures in memory, so that more at a time cost more than they bring.
_AT_ONCE = 4
_A_PROCESS = 16  # photos: one process makes so many while the first pages are laid out
_PATIENCE = 120.0
"""Seconds in which a process makes the largest photo on the slowest machine."""


class Preparing:
    """Photos by names of their own, made by processes that put them into the cache.

    What these have not made in time, for whatever reason, is made here when it is asked for.
    """

    def __init__(
        self, requests: Mapping[str, Request], cache: Cache, settings: Settings | None = None
    ) -> None:
        """Begin with those that are not in the cache."""
        looked_up = once_each(profile)  # for this time: the next one looks at the files again
        self._orders = {
            name: Order.of(each, settings or Settings(), looked_up)
            for name, each in requests.items()
        }
        self._cache = cache
        self._photos: dict[str, PreparedPhoto] = {}
        self._failed: dict[str, Diagnostic] = {}
        once: dict[str, str] = {}
        for name, order in self._orders.items():
            photo = kept(order, cache)
            if photo:
                self._photos[name] = photo
            else:
                once.setdefault(order.key, name)
        self._errands: Errands[str, None] | None = None
        self._begin(once)

    def photo(self, name: str) -> PreparedPhoto:
        """Return one as soon as it is made; Diagnostic P303 or P304 where it cannot be decoded."""
        if name not in self._photos:
            if name in self._failed:
                raise self._failed[name]
            if self._errands is not None:
                with suppress(Lost):
                    self._errands.result(self._orders[name].key, _PATIENCE)
            try:
                self._photos[name] = made(self._orders[name], self._cache)
            except Diagnostic as diagnostic:
                self._failed[name] = diagnostic
                raise
        return self._photos[name]

    def all(self) -> dict[str, PreparedPhoto]:
        """Return all by name; Diagnostic with the findings of all that cannot be decoded."""
        photos, findings = {}, []
        for name, order in self._orders.items():
            try:
                photos[name] = self.photo(name)
            except Diagnostic as diagnostic:
                mark, at = order.request.photo.mark, order.request.at
                findings += [replace(each, mark=mark, at=at) for each in diagnostic.findings]
        if findings:
            raise Diagnostic(findings)
        return photos

    def _begin(self, missing: Mapping[str, str]) -> None:
        """Begin to make what is missing, by keys: by processes, where these can be forked, else by
        threads; with one processor, each is made when it is asked for."""

        def make(key: str) -> None:
            with suppress(Diagnostic):  # whoever asks for it runs into the same, and says so
                self.photo(missing[key])

        if len(missing) < 2 or cores() < 2:
            return
        if workers() > 1:
            hands = min(_AT_ONCE, workers(), ceil(len(missing) / _A_PROCESS))
            self._errands = Errands(make, tuple(missing), hands)
            return
        with ThreadPoolExecutor(min(_AT_ONCE, cores())) as pool:
            try:
                list(pool.map(make, missing))
            except BaseException:  # stopped by a person, who need not wait for the others
                pool.shutdown(cancel_futures=True)
                raise
