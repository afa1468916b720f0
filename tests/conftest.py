"""What holds for every test: one time zone, no deadline on a busy machine, nobody's own settings."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import settings

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

# What the tests remember stays apart from what the person at this machine remembers.
os.environ["LISTENING_SETTINGS"] = str(
    Path(tempfile.gettempdir()) / f"listening-tests-{os.getpid()}.json"
)
for name in ("LISTENING_AUTHOR", "LISTENING_SESSIONS"):
    os.environ.pop(name, None)

# The programs that tests start are read once, not compiled anew each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A busy machine is slow for reasons that have nothing to do with what is tried.
settings.register_profile("unhurried", deadline=None, max_examples=60)
settings.load_profile("unhurried")
