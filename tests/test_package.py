"""The public names: what the stub declares is what is loaded lazily."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import cchc_analysis
from cchc_analysis.errors import CchcError


def test_every_public_name_is_that_of_the_module_in_the_stub():
    stub = ast.parse(Path(cchc_analysis.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    seen = {
        alias.asname: node.module
        for node in stub.body if isinstance(node, ast.ImportFrom)
        for alias in node.names if alias.asname == alias.name
    }  # fmt: skip
    assert seen == cchc_analysis._HOME
    for name, module in seen.items():
        assert getattr(cchc_analysis, name) is getattr(import_module(module), name)


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


def test_a_wheel_holds_what_a_working_folder_is_made_of():
    wheel = pytest.importorskip("hatchling.builders.wheel")
    project = Path(__file__).resolve().parents[1]
    packed = {f.distribution_path for f in wheel.WheelBuilder(str(project)).recurse_included_files()}
    packed = {name.replace("\\", "/") for name in packed}
    for folder, place in (("data/raw", "raw"), ("notebooks", "notebooks")):
        for ending in (".xlsx", ".source.toml", ".ipynb"):
            lying = {
                p.relative_to(project / folder).as_posix() for p in (project / folder).rglob(f"*{ending}")
            }
            lying = {name for name in lying if ".ipynb_checkpoints" not in name}
            assert {f"cchc_analysis/shipped/{place}/{name}" for name in lying} <= packed
    starter = "cchc_analysis/starter/"
    assert {f"{starter}cchc.toml", f"{starter}jupyter/labconfig/default_setting_overrides.json"} <= packed
    assert "cchc_analysis/__init__.pyi" in packed
    assert {name.partition("/")[0] for name in packed} == {"cchc_analysis"}
