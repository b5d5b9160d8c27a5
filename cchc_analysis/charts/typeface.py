"""The typeface of every chart: IBM Plex Sans Condensed, and DejaVu for the signs that it lacks.

It has all Vietnamese letters, figures of one width in every weight, and a static file for each weight,
which is what matplotlib can tell apart. The package of the fonts is found, never a path of the system's.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from matplotlib import font_manager

FAMILY = "IBM Plex Sans Condensed"
#: DejaVu comes with matplotlib: arrows, dots and triangles are taken from it.
FAMILIES = [FAMILY, "DejaVu Sans"]
_PACKAGE = "fontpkg_ibm_plex_sans_condensed"
_WEIGHTS = ("Regular", "Bold")


@cache
def load_typeface() -> None:
    """Make the typeface known to matplotlib, once a process."""
    folder = files(_PACKAGE).joinpath("files")
    for weight in _WEIGHTS:
        with as_file(folder.joinpath(f"IBMPlexSansCondensed-{weight}.ttf")) as path:
            font_manager.fontManager.addfont(str(path))
