"""What every check of the app begins with: no animation, no colours from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from listening.app.environment import prepare

os.environ.pop("NO_COLOR", None)
prepare(os.environ)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a sessions folder in a home of its own, with nothing remembered from before."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LISTENING_SETTINGS", str(tmp_path / "settings.json"))
    folder = tmp_path / "Listening sessions"
    folder.mkdir()
    return folder
