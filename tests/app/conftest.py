"""What every check of the app begins with: no animation, one time zone, no colours from outside."""

from __future__ import annotations

import os
import time

from listening.app.environment import prepare

os.environ.pop("NO_COLOR", None)
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()
prepare(os.environ)
