"""Plain-text pictures of screens, kept beside the tests and compared letter by letter.

Set `REWRITE_GOLDENS=1` to draw them anew; then read what changed before keeping it.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from time import monotonic
from typing import Any

from textual.pilot import Pilot

from tests.app.waiting import screen_text, settled, stable

FOLDER = Path(__file__).parent / "goldens"
"""Where the pictures are kept, one `NAME.txt` each."""

_PATIENCE = 10.0
_A_MOMENT = 0.01


async def looks_like(pilot: Pilot[Any], name: str) -> None:
    """Wait until what stands on the screen is the picture of this name, letter by letter."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("REWRITE_GOLDENS") == "1":
        await stable(pilot)
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen_text(pilot.app), encoding="utf-8")
    assert path.exists(), f"there is no picture {name}: draw it with REWRITE_GOLDENS=1"
    picture = path.read_text(encoding="utf-8")
    gives_up = monotonic() + _PATIENCE
    while screen_text(pilot.app) != picture and monotonic() < gives_up:
        await settled(pilot)
        await asyncio.sleep(_A_MOMENT)
    drawn = screen_text(pilot.app)
    assert drawn == picture, f"the screen differs from the picture {name}"
