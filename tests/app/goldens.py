"""Plain-text pictures of screens, kept beside the tests and compared letter by letter.

Set `REWRITE_GOLDENS=1` to draw them anew; then read what changed before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import App

from tests.app.waiting import screen_text

FOLDER = Path(__file__).parent / "goldens"
"""Where the pictures are kept, one `NAME.txt` each."""


def assert_golden(app: App[Any], name: str) -> None:
    """Compare what stands on the screen with the picture of this name."""
    path = FOLDER / f"{name}.txt"
    drawn = screen_text(app)
    if os.environ.get("REWRITE_GOLDENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert path.exists(), f"there is no picture {name}: draw it with REWRITE_GOLDENS=1"
    assert drawn == path.read_text(encoding="utf-8"), f"the screen differs from the picture {name}"
