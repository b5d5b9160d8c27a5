"""What the tests of files share."""

import pytest

from cchc_analysis.files.grid import open_workbook
from cchc_analysis.findings import Findings


@pytest.fixture
def opened(tmp_path):
    """Return a function that writes bytes into a file and opens it."""

    def write(data, name="PCI 2016.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return open_workbook(path, Findings())

    return write
