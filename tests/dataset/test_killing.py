"""A build that is killed leaves the old or the new, and the next one ends as a clean build does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that it forks")
def test_a_killed_build_harms_nothing():
    """``make kill`` does it more often, and when each write is done; in a process of its own, since it forks.

    What is done is what lies there before the next write, but for that one's file, not yet renamed.
    """
    command = [sys.executable, Path(__file__).with_name("killing.py"), "--moments", "3", "--before"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("killed at ") and "at random" in done.stdout
