"""A build that is killed leaves the old or the new, and the next one ends as a clean build does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that it forks")
def test_a_killed_build_harms_nothing():
    """``make kill`` does it more often; in a process of its own, since it forks."""
    killing = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, killing, "--moments", "3"], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("killed at ") and "at random" in done.stdout
