"""The command line: ``cchc init | read | check | build | briefing | template | lab | doctor``.

Exit codes: 0 done, 1 findings of severity *error*, 2 could not read or wrong use. Results go to standard
output, everything said about them to standard error. Each command is a module of ``commands/``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import typer

from cchc_analysis.commands import briefing, building, doctor, init, lab, output, reading, template, wrong_use
from cchc_analysis.errors import CchcError
from cchc_analysis.writing import save_error

app = typer.Typer(
    cls=wrong_use.Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # half of the time of `cchc --help`, and frames that an old console cannot show
    help="Đọc, kiểm tra và vẽ các chỉ số cải cách hành chính (PAPI, PCI …).",
    epilog="Mã kết thúc: 0 xong; 1 số liệu có lỗi; 2 không đọc được, hoặc dùng sai lệnh.",
)
_COMMANDS: dict[str, Callable[..., None]] = {
    "init": init.init_command,
    "read": reading.read_command,
    "check": reading.check_command,
    "build": building.build_command,
    "briefing": briefing.briefing_command,
    "template": template.template_command,
    "lab": lab.lab_command,
    "doctor": doctor.doctor_command,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, cls=wrong_use.Command)(_command)

#: What a process ends with that was stopped from the keyboard.
_STOPPED = 130


def main() -> None:
    """Run the command line; what a user did wrong becomes one clear message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        output.prepare(stream)
    try:
        raise SystemExit(_run())
    except CchcError as error:
        output.say(str(error))
    except wrong_use.TYPER_USAGE_ERROR as error:
        output.say(wrong_use.explain(error))
    except OSError as error:
        output.hush(sys.stdout)
        output.say(str(save_error(error, error.filename or "stdout")))
    raise SystemExit(output.COULD_NOT)


def _run() -> int:
    code: Any = app(standalone_mode=False)
    if code == _STOPPED:
        output.say("Đã dừng theo yêu cầu; việc đã xong vẫn được giữ, chạy lại lệnh để làm tiếp.")
    return code or output.DONE


if __name__ == "__main__":
    main()
