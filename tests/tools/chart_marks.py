"""What can be read off a drawn chart: its shapes by colour, its labels, its faults."""

from __future__ import annotations

import re

from report.charts import DrawnChart

Box = tuple[float, float, float, float]


def shapes(chart: DrawnChart, colour: str) -> list[Box]:
    """Return (left, top, right, bottom) of every shape filled with `colour`, in points."""
    found = []
    for path, style in re.findall(r'<path d="([^"]*)"[^>]*style="([^"]*)"', chart.svg.decode()):
        if f"fill: {colour.lower()}" in style:
            points = [float(each) for each in re.findall(r"-?[\d.]+", path)]
            xs, ys = points[::2], points[1::2]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def fills(chart: DrawnChart) -> list[str]:
    """Return the colour of every filled shape, in the order of drawing."""
    paths = re.findall(r'<path d="[^"]*"[^>]*style="([^"]*)"', chart.svg.decode())
    found = (re.search(r"fill: (#[0-9a-f]{6})", style) for style in paths)
    return [match[1].upper() for match in found if match]


def labels(chart: DrawnChart) -> dict[str, tuple[float, float]]:
    """Return where each label of a chart begins, in points from the top left of its slot."""
    pattern = r"<!-- (.*?) -->\s*<g [^>]*translate\(([\d.-]+) ([\d.-]+)\)"
    return {text: (float(x), float(y)) for text, x, y in re.findall(pattern, chart.svg.decode())}


def faults(chart: DrawnChart) -> list[tuple[str, str]]:
    """Return the place and code of each finding."""
    return [(str(finding.mark), finding.code.id) for finding in chart.findings]
