"""The public names: what type checkers see is what is loaded lazily."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module

import pytest

import cchc_analysis
from cchc_analysis.errors import CchcError


def test_type_checkers_see_what_is_loaded_lazily():
    tree = ast.parse(inspect.getsource(cchc_analysis))
    (guard,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.asname: node.module for node in guard.body for alias in node.names}
    assert seen == cchc_analysis._HOME


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("workbooks", "ReadError"),
        ("dataset", "DatasetError"),
        ("frameworks", "FrameworkError"),
        ("units", "UnknownUnit"),
        ("units", "MergerError"),
        ("analysis", "AnalysisError"),
        ("briefing", "BriefingError"),
        ("settings", "SettingsError"),
        ("scores", "ScoresError"),
        ("writing", "SaveError"),
    ],
)
def test_every_error_of_the_package_is_a_cchc_error(module, name):
    assert issubclass(getattr(import_module(f"cchc_analysis.{module}"), name), CchcError)


def test_importing_the_package_loads_nothing_beyond_pandas_and_the_standard_library():
    code = """
import sys
before = set(sys.modules)
import cchc_analysis
print(*{name.partition(".")[0] for name in set(sys.modules) - before})
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - set(sys.stdlib_module_names) - {"pandas", "numpy"} == {"cchc_analysis"}
