"""Where labels go when they would like to be in the same place."""

from __future__ import annotations

from collections.abc import Sequence


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
