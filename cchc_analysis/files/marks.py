"""What calamine does not show: percentages, error cells, what is hidden, formulas without a value.

How XLSX, XLS and ODS say it stands in modules of their own. Of XLSB it is reported that nobody looked.
"""

from __future__ import annotations

from cchc_analysis.files.cells import Marks
from cchc_analysis.files.formats import OLE
from cchc_analysis.files.marks_ods import ods_marks
from cchc_analysis.files.marks_xls import xls_marks
from cchc_analysis.files.marks_xlsx import xlsx_marks
from cchc_analysis.files.package import Package
from cchc_analysis.findings import Findings

__all__ = ["Marks", "marks_of"]


def marks_of(data: bytes, file: str, findings: Findings) -> dict[int, Marks]:
    """Return the marks of the sheets that have any, by the sheet's place in the workbook.

    What cannot be looked at is reported and left: a second look must never cost what the first one saw.
    """
    try:
        if data.startswith(OLE):
            return xls_marks(data)
        package = Package(data)
        if "content.xml" in package:
            return ods_marks(package.read("content.xml"))
        return xlsx_marks(package)
    except Exception:
        findings.add("no_second_look", file=file)
        return {}
