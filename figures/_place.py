"""Where labels go when they would like to be in the same place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

STEPS = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 250, 500, 1000)


def spread(starts: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return starts, nearest to those wanted, of intervals in this order that never overlap.

    Least squares under order constraints (pool adjacent violators), then moved into
    [low, high]; where the sizes add up to more than that, the last ones stick out.
    """
    before = [sum(sizes[:at]) for at in range(len(sizes))]
    pools: list[tuple[float, int]] = []
    for start, offset in zip(starts, before, strict=True):
        mean, count = start - offset, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean = (mean * count + other * more) / (count + more)
            count += more
        pools.append((mean, count))
    top = max(low, high - sum(sizes))
    free = [min(max(mean, low), top) for mean, count in pools for _ in range(count)]
    return [each + offset for each, offset in zip(free, before, strict=True)]


def thinned(count: int, fits: Callable[[list[int]], bool]) -> list[int]:
    """Return the densest even choice of `count` places that `fits`, the last always among them.

    A choice up to twice as sparse is preferred when it has both ends; empty when none fits.
    """
    choices = [(step, list(range(count - 1, -1, -step))[::-1]) for step in STEPS if step < count]
    fitting = [(step, places) for step, places in choices or [(1, [0])] if fits(places)]
    if not fitting:
        return []
    whole = [places for step, places in fitting if places[0] == 0 and step <= fitting[0][0] * 2]
    return whole[0] if whole else fitting[0][1]
