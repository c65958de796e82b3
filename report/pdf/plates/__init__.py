"""What each ink prints, as pixels: the separations of a page, and how much ink lies on its paper.

PDFium renders, which knows no inks. So a page is written anew with three inks in the place of red,
green and blue, rendered, and taken apart again (see `page`).
"""

from .measuring import coverage
from .page import plates
from .values import Plates, RgbToInks, Unplatable, plain_inks

__all__ = ["Plates", "RgbToInks", "Unplatable", "coverage", "plain_inks", "plates"]
