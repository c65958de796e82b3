"""WeasyPrint's log: what is said becomes findings, and what stops the program stops it."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.images import SVGImage

from report.engine.warned import warnings
from report.program import Terminated


def drawing(error: BaseException) -> SVGImage:
    """Return a picture while which is drawn something happens."""

    class Drawn:
        def draw(self, *_: Any) -> None:
            raise error

    image = SVGImage.__new__(SVGImage)
    image._svg, image._base_url, image._context = Drawn(), "logo.svg", None
    return image


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Terminated])
def test_a_signal_that_comes_while_a_logo_is_drawn_is_heard(stop: type[BaseException]) -> None:
    with warnings() as said, pytest.raises(stop):
        drawing(stop()).draw(None, 9, 9, None)
    assert said == []


def test_a_fault_of_the_logo_is_a_warning() -> None:
    with warnings() as said:
        drawing(ValueError("no path")).draw(None, 9, 9, None)
    assert said == ["Failed to render SVG image logo.svg"]
