"""Set up the environment of this folder: checks, ``.venv``, the locked packages; says what it does.

Runs on whatever Python there is, even one that is too old, to say so: no syntax newer than Python 3.6, and
nothing but the standard library.
"""

import os
import subprocess
import sys
import venv

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = "requirements.lock"
NEEDED = (3, 11)
DONE, FAILED = 0, 2
#: The longest path below the folder, .venv included, is shorter than this; Windows takes 259 letters in all.
DEEPEST = 175
LONGEST = 259


def main():
    """Set up; return the exit code."""
    reason = refusal()
    if reason:
        say(reason)
        return FAILED
    os.chdir(FOLDER)
    say("Thư mục: " + FOLDER, "Python: " + sys.version.split()[0])
    python = os.path.join(".venv", "Scripts" if os.name == "nt" else "bin", "python")
    try:
        say("1/3  Tạo môi trường riêng trong .venv …")
        venv.create(".venv", with_pip=True)
        say("2/3  Tải và cài các thư viện, vài phút, cần mạng …")
        pip(python, "--no-deps", "--require-hashes", "-r", LOCK)
        say("3/3  Cài chương trình …")
        pip(python, "--no-deps", "--no-build-isolation", "-e", ".")
    except (OSError, subprocess.CalledProcessError) as error:
        say(
            "",
            "Cài đặt chưa xong: " + str(error),
            "Thường do mất mạng, do ổ đĩa đầy, hoặc do JupyterLab đang mở. Kiểm tra rồi chạy lại tệp này:",
            "những gì đã tải sẽ được dùng lại. (Set-up failed; check the network and run this again.)",
        )
        return FAILED
    say("", "Đã cài xong. Bước tiếp theo: bấm đúp tệp mo_jupyter.bat.")
    return DONE


def refusal(version=None, bits=None, folder=FOLDER, long_paths=None):
    """Return why set-up cannot begin, in a few lines; nothing where it can."""
    version = tuple(version or sys.version_info)[:3]
    if version[:2] < NEEDED:
        found, needed = ".".join(map(str, version)), ".".join(map(str, NEEDED))
        return (
            f"Python {found} đã cũ, cần từ {needed}. Tải bản mới ở https://www.python.org/downloads/, cài, rồi "
            "chạy lại.\n(Python is too old.)"
        )
    if (bits or sys.maxsize) <= 2**32:
        return (
            "Đây là Python 32 bit; hãy cài bản 64 bit (Windows installer, 64-bit).\n(Python must be 64-bit.)"
        )
    if not os.path.isfile(os.path.join(folder, LOCK)):
        return f"Không thấy {LOCK} trong {folder}: hãy giải nén đầy đủ tệp zip rồi chạy lại."
    long_paths = takes_long_paths() if long_paths is None else long_paths
    if not long_paths and len(folder) + DEEPEST > LONGEST:
        return (
            f"Đường dẫn quá dài ({len(folder)} ký tự): {folder}\nHãy chuyển cả thư mục đến nơi ngắn hơn, ví dụ "
            "C:\\cchc, rồi chạy lại.\n(The path of this folder is too long.)"
        )
    return ""


def takes_long_paths():
    """Tell whether the system takes paths of more than 259 letters."""
    if os.name != "nt":
        return True
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except OSError:
        return False


def pip(python, *words):
    """Install with the environment's own pip."""
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.check_call(command + list(words))


def say(*lines):
    """Print at once, with marks for letters that an old console lacks."""
    for line in lines:
        encoding = sys.stdout.encoding or "utf-8"
        print(line.encode(encoding, "replace").decode(encoding), flush=True)


if __name__ == "__main__":
    sys.exit(main())
