"""A result as the table that an analyst reads: their headings, their numbers, nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cchc_analysis.declarations import declaration
from cchc_analysis.escaping import as_cell
from cchc_analysis.statements import decimals_of, index_name, term
from cchc_analysis.vietnamese import format_number
from cchc_analysis.writing import SaveError, write

#: Decimals of points in ``headings.toml``.
_POINTS = 2
#: Rows of a sheet of XLSX.
_MOST_ROWS = 1_048_576
_YES = {"vi": {True: "có", False: "không"}, "en": {True: "yes", False: "no"}}


class Table(pd.DataFrame):
    """A table to be read: a notebook shows every word of it, where pandas cuts behind 50 signs."""

    @property
    def _constructor(self) -> type[Table]:
        return Table

    def _repr_html_(self) -> str | None:
        with pd.option_context("display.max_colwidth", None):
            return super()._repr_html_()


def _headings() -> dict[str, dict[str, dict[str, Any]]]:
    return declaration("briefing", "headings.toml")


def table(result: pd.DataFrame, lang: str = "vi") -> pd.DataFrame:
    """Return a result of the analysis with the headings and numbers that its readers know.

    Parameters
    ----------
    result : pandas.DataFrame
        Any result of the analysis.
    lang : {"vi", "en"}

    Returns
    -------
    pandas.DataFrame
        Text, in the result's order, without an index name; missing is an en dash. A rank stands with
        the number of units that it is among: ``22/61``. For :func:`~cchc_analysis.history`
        a table of criteria × years in % of the scale.
    """
    kind = str(result.attrs.get("kind", ""))
    if kind == "history":
        return _wide(result, "pct", 0, lang)
    if kind == "side_by_side":
        return _wide(result, "pct", 1, lang)
    if kind not in _headings():
        known = ", ".join([*_headings(), "history", "side_by_side"])
        raise ValueError(
            f"Không có bảng cho “{kind}”; có: {known}.\nNo table for “{kind}”; there are: {known}."
        )
    shown = {}
    frame = result.assign(place=_places(result))
    for name, heading in _columns(kind, result):
        column = f"{name}_en" if lang == "en" and f"{name}_en" in frame else name
        if heading.get("optional") and frame[column].replace("", pd.NA).isna().all():
            continue
        title = heading[lang]
        if heading.get("term"):
            title = term(result, lang)
        shown[title[:1].upper() + title[1:]] = [
            _text(v, heading | _decimals(heading, index), lang)
            for v, index in zip(frame[column], _indices(frame), strict=True)
        ]
    return Table(shown)


def _columns(kind: str, result: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the columns of a table with their headings; ``domains`` stands for those that the sheets have."""
    for name, heading in _headings()[kind].items():
        if name != "domains":
            yield name, heading
            continue
        for column, title in result.attrs["domains"].items():
            words = column if column.endswith(title) else f"{column} {title}"
            yield column, heading | {"vi": words, "en": words}


def _indices(result: pd.DataFrame) -> Iterable[str]:
    """Return the index of each row: the result's own, or the row's where it sets several side by side."""
    return result["index"] if "index" in result else [str(result.attrs.get("index", ""))] * len(result)


def _decimals(heading: dict[str, Any], index: str) -> dict[str, int]:
    """Return the decimals of points, which are those that their index prints."""
    return {"decimals": decimals_of(index)} if heading.get("decimals") == _POINTS else {}


def _places(result: pd.DataFrame) -> list[str]:
    if "rank" not in result:
        return ["–"] * len(result)
    among = (
        result["n_units"] if "n_units" in result else [result.attrs.get("n_units", len(result))] * len(result)
    )
    return [
        f"{int(r)}/{int(n)}" if pd.notna(r) and pd.notna(n) else "–"
        for r, n in zip(result["rank"], among, strict=True)
    ]


def _text(value: Any, heading: dict[str, Any], lang: str) -> str:
    if value is None or pd.isna(value):
        return "–"
    if isinstance(value, bool | np.bool_):
        return _YES[lang][bool(value)]
    if words := heading.get("words"):  # of what happened, or of several such joined by a plus
        return ", ".join(words[one][lang] for one in str(value).split("+"))
    if "decimals" in heading:
        return format_number(float(value), heading["decimals"], lang, sign=heading.get("sign", False))
    return index_name(str(value), lang) if "index" in heading else str(value)


def _wide(result: pd.DataFrame, values: str, places: int, lang: str) -> pd.DataFrame:
    """Return a table of criteria × years."""
    name = "name_en" if lang == "en" and "name_en" in result else "name"
    ordered = result.drop_duplicates("code").set_index("code")
    wide = result.pivot(index="code", columns="year", values=values).loc[ordered.index]
    texts = wide.map(lambda v: format_number(v, places, lang))
    title = term(result, lang)
    texts.insert(0, title[:1].upper() + title[1:], ordered[name].astype(object))
    return Table(texts.rename_axis(index="Mã" if lang == "vi" else "Code", columns=None))


def written_as(path: Path) -> Callable[[pd.DataFrame, Path], None]:
    """Return what writes a table under this name: CSV or a workbook by its ending, CSV into a device or a pipe.

    Raises
    ------
    SaveError
        For another ending: no file may be something else than its name says.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return write_workbook
    if ending == ".csv" or (path.exists() and not path.is_file() and not path.is_dir()):
        return write_excel_csv
    raise SaveError(
        f"{path}: tên tệp phải có đuôi .csv hoặc .xlsx.\n{path}: the file's name must end in .csv or .xlsx."
    )


def write_excel_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table that Vietnamese Excel opens by double click: UTF-8 with BOM, ``;``, decimal comma.

    What looks like a formula stands behind an apostrophe (:func:`~cchc_analysis.escaping.as_cell`).

    Raises
    ------
    SaveError
        Where it cannot be written.
    """
    named = frame.index.name is not None
    text = harmless(frame).to_csv(index=named, sep=";", decimal=",", lineterminator="\r\n")
    write(path, text.encode("utf-8-sig"))


def write_workbook(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as an XLSX of one sheet: texts as texts, numbers as numbers, formulas never.

    Raises
    ------
    SaveError
        Where it cannot be written, or has more rows than a sheet.
    """
    from openpyxl import Workbook

    if len(frame) >= _MOST_ROWS:
        raise SaveError(
            f"{path}: bảng có {len(frame)} dòng, nhiều hơn một trang XLSX; hãy ghi .csv.\n"
            f"{path}: the table has {len(frame)} rows, more than a sheet of XLSX; write .csv."
        )
    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("scores")
    table = harmless(frame if frame.index.name is None else frame.reset_index()).astype(object)
    sheet.append([_typed(name, sheet) for name in table.columns])
    for row in table.where(table.notna(), None).itertuples(index=False, name=None):
        sheet.append([_typed(value, sheet) for value in row])
    book.save(made)
    write(path, made.getvalue())


def _typed(value: Any, sheet: Any) -> Any:
    """Return a value as it is written; a text is never taken for an error of Excel's, such as ``#N/A``."""
    if not isinstance(value, str) or not value.startswith("#"):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts, headings too, are :func:`~cchc_analysis.escaping.as_cell`."""
    made = frame.copy(deep=False)
    for place, dtype in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype):
            column = frame.iloc[:, place]
            # A nation's table repeats few texts, and next to none of them looks like a formula.
            changed = {v: h for v in column.dropna().unique() if (h := _harmless(v)) != v}
            if changed:
                made.isetitem(place, column.astype(object).map(lambda v, c=changed: c.get(v, v)))
    made.columns = frame.columns.map(_harmless)
    if frame.index.name is not None:
        made.index = frame.index.map(_harmless).rename(_harmless(frame.index.name))
    return made


def _harmless(value: Any) -> Any:
    return as_cell(value) if isinstance(value, str) else value
