"""Drive every notebook in a real browser, as an official would: run all, look, choose another unit, run again.

In a copy of the working folder, so that nothing here changes. Installs nothing: a Chromium (or Chrome, or Edge)
with its driver is used where there is one, else it is said what is missing.

    python tools/drive_notebooks.py [--pictures FOLDER] [NOTEBOOK …]
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cchc_analysis.commands.lab import lab_arguments, lab_environment

ROOT = Path(__file__).resolve().parents[1]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_DRIVERS = ("chromedriver", "msedgedriver")
_TOKEN = "thu-nghiem"
#: Seconds until a page or a run is given up.
_PATIENCE = 120
#: The menu as the form names it, and the unit that is chosen for the second run.
_MENU = ("Chạy", "Run All Cells")
_ANOTHER = {"07_don_vi": "Phường Giả Định", "08_nhieu_don_vi": "Xã Bản Mẫu"}
_USUAL_OTHER = "Cao Bằng"
_WIDTH, _HEIGHT = 1366, 768


class Fault(Exception):
    """What an official would stumble over."""


def missing() -> str:
    """Return what is missing for a browser to be driven, and what to do; empty where nothing is."""
    if find_spec("selenium") is None:
        return "selenium is not installed: run .venv/bin/python -m pip install selenium."
    if _first("CHROME", _BROWSERS) is None:
        return "There is no Chromium, Chrome or Edge on the path: install one, or name it in CHROME."
    if _first("CHROMEDRIVER", _DRIVERS) is None:
        return (
            "There is no chromedriver on the path (Debian: chromium-driver): install it or set CHROMEDRIVER."
        )
    return ""


def _first(variable: str, names: tuple[str, ...]) -> str | None:
    return os.environ.get(variable) or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """Run ``cchc lab`` in a folder; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = Path.cwd()
    os.chdir(folder)
    words = [*lab_arguments(browser=False), f"--ServerApp.port={port}", f"--IdentityProvider.token={_TOKEN}",
             "--LabApp.expose_app_in_browser=True", "--ServerApp.allow_root=True"]  # fmt: skip
    process = subprocess.Popen(
        words, env=lab_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.chdir(before)
    try:
        wait(lambda: _answers(port), "JupyterLab starts")
        yield f"http://127.0.0.1:{port}/lab/tree/notebooks"
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait(holds: Callable[[], Any], what: str) -> Any:
    """Wait until something holds, and return it."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.3)
    raise Fault(f"waited in vain: {what}")


@contextmanager
def browser() -> Iterator[Any]:
    """Open a Chromium without a window."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    os.environ["SE_OFFLINE"] = "true"  # nothing is fetched, neither a browser nor a driver
    options = webdriver.ChromeOptions()
    options.binary_location = _first("CHROME", _BROWSERS) or ""
    for word in (
        "--headless=new",
        "--disable-dev-shm-usage",
        f"--window-size={_WIDTH},{_HEIGHT}",
        "--lang=vi",
    ):
        options.add_argument(word)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium refuses its sandbox to root
        options.add_argument("--no-sandbox")
    driver = webdriver.Chrome(options, Service(_first("CHROMEDRIVER", _DRIVERS)))
    driver.set_script_timeout(_PATIENCE)
    driver.set_page_load_timeout(_PATIENCE)
    try:
        yield driver
    finally:
        driver.quit()


class Page:
    """A notebook in the browser."""

    def __init__(self, driver: Any, address: str, name: str, pictures: Path | None) -> None:
        self._driver, self._name, self._pictures = driver, name, pictures
        driver.set_window_size(_WIDTH, _HEIGHT)
        driver.get(f"{address}/{name}.ipynb?token={_TOKEN}&reset")
        wait(lambda: self._js(_READY), "the notebook opens and its kernel is idle")

    def _js(self, script: str, *given: Any) -> Any:
        return self._driver.execute_script(script, *given)

    def check_lab(self) -> None:
        """See that JupyterLab is Vietnamese, and asks nothing."""
        if _MENU[0] not in self._js("return document.querySelector('#jp-MainMenu').innerText"):
            raise Fault("JupyterLab is not in Vietnamese")
        if asked := self._js(
            "return [...document.querySelectorAll('.jp-Dialog, .Toastify__toast')].map(d => d.innerText)"
        ):
            raise Fault(f"JupyterLab asks something: {asked}")

    def run_all(self) -> None:
        """Choose Run All from the menu as the form says, and wait for the end."""
        for place, text in zip(
            ("#jp-MainMenu .lm-MenuBar-item", ".lm-Menu .lm-Menu-item"), _MENU, strict=True
        ):
            item = wait(lambda p=place, t=text: self._js(_ITEM, p, t), f"the menu has “{text}”")
            self._driver.execute_script("arguments[0].scrollIntoView()", item)
            item.click()
        wait(lambda: not self._js(_AT_REST), "Run All begins")
        wait(lambda: self._js(_ERRORS) or self._js(_AT_REST), "Run All ends")
        time.sleep(1)  # until what was sent last is drawn

    def check(self) -> None:
        """See that there is no error, no code, and every chart is there to be seen."""
        if errors := self._js(_ERRORS):
            raise Fault(f"errors: {errors}")
        if self._js(_CODE):
            raise Fault("code is shown")
        charts = self._js(_CHARTS)
        if not charts or min(charts) < 400:
            raise Fault(f"charts are not to be seen: their widths are {charts}")
        if cut := self._js(_CUT):
            raise Fault(f"tables are cut: {cut}")

    def choose(self, unit: str, settings: Path) -> None:
        """Type another unit, take its second year of the box, write the choice."""
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys

        form = self._driver.find_element(By.CSS_SELECTOR, ".jp-OutputArea-output .widget-vbox")
        box = form.find_element(By.CSS_SELECTOR, "input[list]")
        for typed, answer in (("Không có tên này", "Gần nhất"), (unit, "")):
            box.clear()
            box.send_keys(typed, Keys.TAB)
            wait(lambda a=answer: a in form.text, "a wrong name is answered in a line")
        wait(lambda: "Gần nhất" not in form.text, "the right name is taken")
        year = form.find_elements(By.CSS_SELECTOR, ".widget-dropdown select")[0]
        years = [option.text for option in year.find_elements(By.TAG_NAME, "option")]
        year.find_elements(By.TAG_NAME, "option")[min(2, len(years) - 1)].click()
        form.find_element(By.CSS_SELECTOR, "button").click()
        wait(lambda: "Đã ghi" in form.text, "the choice is written")
        written = tomllib.loads(settings.read_text(encoding="utf-8"))
        if (written["unit"], str(written["year"])) != (unit, years[min(2, len(years) - 1)]):
            raise Fault(f"cchc.toml holds {written}")

    def explore(self) -> None:
        """Take another question of the live boxes, and see another chart."""
        from selenium.webdriver.common.by import By

        live = self._driver.find_elements(By.CSS_SELECTOR, ".jp-OutputArea-output .widget-image")
        if not live:
            return
        before = live[0].get_attribute("src")
        boxes = self._driver.find_elements(By.CSS_SELECTOR, ".jp-OutputArea-output .widget-dropdown select")
        question = next(b for b in boxes if "?" in b.text)
        question.find_elements(By.TAG_NAME, "option")[1].click()
        wait(lambda: live[0].get_attribute("src") != before, "another question has another chart")

    def shown(self) -> str:
        """Return what the notebook shows, as text."""
        return str(self._js("return document.querySelector('.jp-Notebook').innerText"))

    def picture(self, moment: str) -> None:
        """Keep a picture of the whole notebook."""
        if self._pictures is None:
            return
        height = self._js(_TALL)
        self._driver.set_window_size(_WIDTH, height)
        self._js("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
        time.sleep(1)
        self._driver.save_screenshot(str(self._pictures / f"{self._name}_{moment}.png"))
        self._driver.set_window_size(_WIDTH, _HEIGHT)

    def close(self) -> None:
        """Stop the kernel."""
        self._driver.execute_script("jupyterapp.serviceManager.sessions.shutdownAll()")


_CELLS = "const cells = jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code');"
_READY = """const now = window.jupyterapp && jupyterapp.shell.currentWidget;
return !!(now && now.content && now.content.widgets && now.content.widgets.length
  && now.sessionContext && now.sessionContext.session && now.sessionContext.session.kernel
  && now.sessionContext.session.kernel.status === 'idle')"""
_AT_REST = f"""{_CELLS} return cells.every(c => c.model.executionCount)
  && jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"""
_ITEM = """return [...document.querySelectorAll(arguments[0])]
  .find(item => item.innerText.trim().startsWith(arguments[1]))"""
_ERRORS = f"""{_CELLS} return cells.flatMap(c => c.model.outputs.toJSON())
  .filter(o => o.output_type === 'error' || o.name === 'stderr').map(o => o.evalue || o.text)"""
_CODE = """return [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-editor')]
  .some(editor => editor.offsetHeight > 0)"""
_CHARTS = """return [...document.querySelectorAll('.jp-Notebook .jp-RenderedImage img')]
  .map(image => image.complete ? image.offsetWidth : 0)"""
_CUT = """return [...document.querySelectorAll('.jp-Notebook table')]
  .map(table => [table.closest('.jp-OutputArea-output').clientWidth, table.offsetWidth])
  .filter(([place, width]) => width > place)"""
_TALL = """const area = document.querySelector('.jp-WindowedPanel-outer');
return Math.min(15000, area.scrollHeight + 250)"""


def drive(driver: Any, address: str, folder: Path, name: str, pictures: Path | None) -> str:
    """Drive one notebook; return what is wrong with it, empty for nothing."""
    settings = folder / "cchc.toml"
    settings.unlink(missing_ok=True)
    page = Page(driver, address, name, pictures)
    try:
        page.check_lab()
        page.picture("0_mo")
        page.run_all()
        page.picture("1_chay")
        page.check()
        page.explore()
        unit = _ANOTHER.get(name, _USUAL_OTHER)
        page.choose(unit, settings)
        page.run_all()
        page.picture("2_chay_lai")
        page.check()
        if unit not in page.shown():
            raise Fault(f"{unit} was chosen and is not shown")
    except Fault as fault:
        page.picture("loi")
        return str(fault)
    finally:
        page.close()
    return ""


def main(arguments: list[str]) -> int:
    """Drive the notebooks; 1 where one has a fault, 2 where there is no browser."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path)
    parser.add_argument(
        "notebooks", nargs="*", default=[p.stem for p in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    )
    given = parser.parse_args(arguments)
    if lacking := missing():
        print(lacking, file=sys.stderr)
        return 2
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    faults = 0
    with TemporaryDirectory() as scratch, browser() as driver:
        folder = Path(scratch) / "Thư mục thử"
        for part in ("data", "notebooks"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        with lab(folder) as address:
            for name in given.notebooks:
                begun = time.monotonic()
                fault = drive(driver, address, folder, name, given.pictures)
                faults += bool(fault)
                print(f"{name}: {fault or 'ok'} ({time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
