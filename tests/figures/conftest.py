"""The tests of charts draw with the bundled project and theme."""

from tests.tools.charting import cache, make, project, style

__all__ = ["cache", "make", "project", "style"]
