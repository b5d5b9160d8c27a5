"""From a file to a grid of cells, whatever its format: Excel's, ODS, CSV or a page that calls itself one."""

from pathlib import Path


def source_path(path: Path) -> Path:
    """Return where the source of a workbook is declared."""
    return path.with_name(f"{path.stem}.source.toml")
