"""``cchc doctor``: what an analyst sends when asking for help. It names no secret and no user."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import typer

from cchc_analysis.commands.options import Root
from cchc_analysis.commands.output import DONE, ERRORS, say, show
from cchc_analysis.errors import CchcError

_DISTRIBUTION = "cchc-analysis"
_EXTRA = "notebooks"
_LANGUAGE_PACK = "jupyterlab_language_pack_vi_VN"
#: Letters with marks above and below, and what a chart prints beside them.
_LETTERS = "ĂÂĐÊÔƠƯăâđêôơưẵẫễỗỡữỵẶỆỘỢỰ–…·−"
#: Less free space than this, in MB, and a build or a briefing may not end.
_LEAST_SPACE = 500
#: A longer path than this leaves Windows too little for what lies below it.
_LONGEST_PATH = 150
OK, NOTE, BAD = "được", "lưu ý", "LỖI"

Check = tuple[str, str]


def doctor_command(root: Root = Path("data")) -> None:
    """Kiểm tra máy và cài đặt; gửi kết quả khi cần hỗ trợ.

    Xem máy, thư viện, phông chữ, số liệu, quyền ghi, thiết lập. Mã kết thúc 1 nếu có lỗi.
    """
    worst = DONE
    for title, checks in _sections(root).items():
        show(title)
        for state, text in _looked(checks):
            show(f"  [{state}] {shortened(text)}")
            worst = ERRORS if state == BAD else worst
    say("Có lỗi cần sửa: xem các dòng [LỖI]." if worst else "Không thấy lỗi nào.")
    raise typer.Exit(worst)


def _sections(root: Path) -> dict[str, Callable[[], Iterable[Check]]]:
    return {
        "Máy": _machine,
        "Thư viện": _libraries,
        "Mã chữ": _encodings,
        "Phông chữ": _fonts,
        "Số liệu": lambda: _data(root),
        "Thư mục": lambda: _folders(root),
        "Thiết lập": _settings,
        "Notebook": _notebooks,
    }


def _looked(checks: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Yield what is found; what goes wrong in looking is a finding too, and never ends the rest."""
    try:
        yield from checks()
    except CchcError as error:
        yield BAD, str(error).partition("\n")[0]
    except Exception as error:
        yield BAD, f"không kiểm tra được: {type(error).__name__}: {error}"


def shortened(text: str) -> str:
    """Return a text with the user's own folder as ``~``: its path holds the user's name."""
    for home in {str(Path.home()), os.path.realpath(Path.home())}:
        if len(home) > 1:
            text = text.replace(home, "~")
    return " ".join(text.splitlines())


def _machine() -> Iterator[Check]:
    version = platform.python_version()
    yield OK if sys.version_info >= (3, 11) else BAD, f"Python {version} ({sys.executable}), cần từ 3.11"
    yield (
        OK if sys.maxsize > 2**32 else BAD,
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    )
    if sys.prefix != sys.base_prefix:
        yield OK, "môi trường riêng"
    else:
        yield NOTE, "Python của hệ thống, không phải môi trường riêng"
    yield OK, f"{os.cpu_count() or 1} lõi"


def _libraries() -> Iterator[Check]:
    from importlib import metadata

    from packaging.requirements import Requirement

    from cchc_analysis import __version__

    yield OK, f"cchc_analysis {__version__} ({Path(__file__).resolve().parents[1]})"
    try:
        listed = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield NOTE, "chạy từ mã nguồn, chưa cài đặt: không biết các phiên bản cần có"
        return
    for requirement in map(Requirement, listed):
        needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if not needed and not (requirement.marker and requirement.marker.evaluate({"extra": _EXTRA})):
            continue
        lacking = BAD if needed else NOTE
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield lacking, f"{requirement.name}: chưa cài, cần {requirement.specifier or 'bản bất kỳ'}"
            continue
        fits = requirement.specifier.contains(version, prereleases=True)
        wanted = "" if fits else f", cần {requirement.specifier}"
        yield OK if fits else lacking, f"{requirement.name} {version}{wanted}"


def _encodings() -> Iterator[Check]:
    import locale

    printed = (sys.stdout.encoding or "utf-8").lower()
    yield OK if printed.startswith("utf") else NOTE, f"in ra bằng {printed}"
    names = sys.getfilesystemencoding().lower()
    yield OK if names.startswith("utf") else BAD, f"tên tệp bằng {names}"
    yield OK, f"hệ thống: {locale.getpreferredencoding(False).lower()}"


def _fonts() -> Iterator[Check]:
    from matplotlib import font_manager, rc_context, rcParams
    from matplotlib.ft2font import FT2Font

    from cchc_analysis.charts.style import styled

    with rc_context(), styled():
        families = list(rcParams["font.family"])
    for family in families:
        try:
            path = font_manager.findfont(family, fallback_to_default=False)
        except ValueError:
            yield BAD, f"không có phông {family}"
            continue
        known = FT2Font(path).get_charmap()
        lacking = "".join(letter for letter in _LETTERS if ord(letter) not in known)
        yield BAD if lacking else OK, f"{family} ({path})" + (f", thiếu chữ: {lacking}" if lacking else "")


def _data(root: Path) -> Iterator[Check]:
    from collections import Counter

    from cchc_analysis.dataset import keys, raw_workbooks
    from cchc_analysis.dataset.building import declared
    from cchc_analysis.dataset.manifest import read_manifest

    books = raw_workbooks(root)
    counts = Counter(path.parent.name for path in books)
    listed = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    yield OK if books else BAD, f"{root / 'raw'}: {len(books)} bảng tính" + (f" ({listed})" if listed else "")
    lacking = [p.name for p in books if not p.with_suffix(".source.toml").is_file()]
    if lacking:
        yield (
            NOTE,
            f"{len(lacking)} bảng tính không có tệp nguồn bên cạnh: {', '.join(lacking[:3])}"
            + (" …" if len(lacking) > 3 else ""),
        )
    processed = root / "processed"
    manifest = read_manifest(processed)
    if manifest is None:
        yield NOTE, f"{processed}: chưa dựng; chạy cchc build"
        return
    harmed = manifest.harmed(processed)
    changed = manifest.differs(declared(root), keys.reader(root))
    yield OK, f"{processed}: {len(manifest.parts)} phần"
    if harmed:
        yield NOTE, f"{len(harmed)} tệp đã dựng bị hỏng; chạy cchc build"
    if changed:
        yield NOTE, f"{len(changed)} thay đổi chưa dựng lại; chạy cchc build"


def _folders(root: Path) -> Iterator[Check]:
    here = Path.cwd()
    for folder in dict.fromkeys((here, here / root, here / "exports")):
        if folder.is_dir():
            can = _can_write(folder)
            yield OK if can else BAD, f"{folder}: {'ghi được' if can else 'không có quyền ghi'}"
    free = shutil.disk_usage(here).free // 2**20
    yield OK if free >= _LEAST_SPACE else NOTE, f"còn trống {free} MB"
    if os.name == "nt" and len(str(here)) > _LONGEST_PATH:
        yield NOTE, f"đường dẫn dài {len(str(here))} ký tự; nên chuyển sang thư mục ngắn hơn, ví dụ C:\\cchc"


def _can_write(folder: Path) -> bool:
    """Tell by writing: what rights say is not what a network drive or an antivirus program does."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".cchc-"):
            return True
    except OSError:
        return False


def _settings() -> Iterator[Check]:
    from cchc_analysis.settings import FILE, settings

    if not Path(FILE).is_file():
        yield NOTE, f"không có {FILE} trong thư mục này: dùng thiết lập mặc định"
    chosen = settings()
    year = chosen.year or "mới nhất"
    targets = ", ".join(chosen.targets) or "không có"
    yield OK, f"đơn vị {chosen.unit}, năm {year}, ngôn ngữ {chosen.lang}, mục tiêu: {targets}"


def _notebooks() -> Iterator[Check]:
    from importlib.util import find_spec

    count = len(list(Path("notebooks").glob("[0-9][0-9]_*.ipynb")))
    yield OK if count else NOTE, f"{count} notebook" + ("" if count else ": không phải thư mục làm việc?")
    pack = find_spec(_LANGUAGE_PACK) is not None
    yield OK if pack else NOTE, "JupyterLab tiếng Việt" if pack else "chưa cài gói tiếng Việt của JupyterLab"
