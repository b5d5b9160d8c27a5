"""The one base of the errors that the package raises on purpose: each message says what to do."""

from __future__ import annotations


class CchcError(Exception):
    """What a user can put right; the message is Vietnamese first, then English.

    Catch it to handle whatever the package refuses, and nothing that is a defect of the package.
    """

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter shows of it: the message, which says what to do, and no traceback."""
        return str(self).splitlines()
