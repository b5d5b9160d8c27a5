"""Writing what a notebook made: the last cell of each."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_analysis.escaping import file_name
from cchc_analysis.settings import NOTEBOOKS
from cchc_analysis.vietnamese import key
from cchc_analysis.writing import saving, write

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def folder_of(unit: str, year: int, out: str | Path = "exports", lang: str = "vi") -> Path:
    """Return where the files of a unit and year go.

    Those in English lie beside the Vietnamese ones, of which they have the names.

    Examples
    --------
    >>> folder_of("Bắc Kạn", 2024).as_posix(), folder_of("Bắc Kạn", 2024, lang="en").as_posix()
    ('exports/bac-kan/2024', 'exports/bac-kan/2024-en')
    """
    year_of = str(year) if lang == "vi" else f"{year}-{lang}"
    return Path(out) / file_name(key(unit).replace(" ", "-")) / year_of


def export(
    unit: str,
    year: int,
    *,
    charts: Mapping[str, Axes | Figure],
    tables: Mapping[str, pd.DataFrame] | None = None,
    out: str | Path = "exports",
    lang: str = "vi",
) -> list[Path]:
    """Write charts as PNG and tables as CSV for Excel; the last cell of every notebook.

    A chart that had nothing to draw is skipped: a text file of its name says why instead. Figures are closed.

    Parameters
    ----------
    unit, year
        Whose, and which year: they name the folder.
    charts : mapping of str to Axes or Figure
        By file name, without ending.
    tables : mapping of str to DataFrame, optional
        By file name, without ending.
    out : str or Path
        ``exports`` beside the notebooks' folder unless it is absolute.
    lang : {"vi", "en"}
        The language of what is written: each has its folder.

    Returns
    -------
    list of Path
        What was written, relative to the project where it lies inside it.

    Raises
    ------
    SaveError
        Where one cannot be written; those before it stay.
    """
    from cchc_analysis.briefing.tables import write_excel_csv

    folder = folder_of(unit, year, _beside_notebooks(Path(out)), lang)
    with saving(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, chart in charts.items():
        written.append(_write_chart(chart, folder / file_name(name)))
    # Figures refer to themselves: their pictures, 16 MB each, would stay until Python happens to look.
    gc.collect()
    for name, frame in (tables or {}).items():
        path = folder / f"{file_name(name)}.csv"
        write_excel_csv(frame, path)
        written.append(path)
    return [_relative(p) for p in written]


def _write_chart(chart: Axes | Figure, stem: Path) -> Path:
    """Write a chart as PNG, or why there is none as text; what an earlier briefing wrote there is removed."""
    import matplotlib.pyplot as plt

    from cchc_analysis.charts import is_empty, save
    from cchc_analysis.charts.saving import description

    fig: Any = chart if hasattr(chart, "savefig") else chart.figure
    picture, reason = (stem.with_name(f"{stem.name}.{ending}") for ending in ("png", "txt"))
    empty = any(is_empty(ax) for ax in fig.axes)
    path, stale = (reason, picture) if empty else (picture, reason)
    if empty:
        write(path, f"{description(fig).title}\n".encode())
    else:
        save(fig, path)
    with saving(stale):
        stale.unlink(missing_ok=True)
    plt.close(fig)
    return path


def _beside_notebooks(out: Path) -> Path:
    here = Path.cwd()
    return out if out.is_absolute() or here.name != NOTEBOOKS else here.parent / out


def _relative(path: Path) -> Path:
    project = Path.cwd().parent if Path.cwd().name == NOTEBOOKS else Path.cwd()
    return path.relative_to(project) if path.is_relative_to(project) else path
