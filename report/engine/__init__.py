"""The only package that touches WeasyPrint: versions checked, patches guarded with reasons.

Importing it hides the machine's fonts, since a substitute taken from one machine would give
other pages on the next.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from ..libraries import find_by_soname

# Fontconfig reads this once, when Pango first asks; WeasyPrint must not be imported before.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
# What fonts.conf intends: the styles bring their own fonts.
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
find_by_soname()
