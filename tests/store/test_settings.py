"""What is remembered between sittings; where it cannot be, nothing is lost and nothing fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from listening.store import settings


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the settings are."""
    path = tmp_path / "deep" / "settings.json"
    monkeypatch.setenv("LISTENING_SETTINGS", str(path))
    return path


def test_a_name_and_a_theme_are_remembered_side_by_side(kept: Path) -> None:
    assert (settings.last_author(), settings.theme()) == (None, None)
    settings.remember_author("Zoë O'Neill")
    settings.remember_theme("dark")
    assert (settings.last_author(), settings.theme()) == ("Zoë O'Neill", "dark")
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b'{"last_author": 7}',
        b"[" * 200_000,
        b'{"last_author": null}',
    ],
)
def test_settings_that_cannot_be_read_are_as_good_as_none(kept: Path, content: bytes) -> None:
    kept.parent.mkdir()
    kept.write_bytes(content)
    assert settings.last_author() is None
    settings.remember_author("Sam")
    assert settings.last_author() == "Sam"


def test_where_nothing_can_be_kept_nothing_happens(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.parent.write_text("a file where the folder should be")
    settings.remember_author("Sam")
    assert settings.last_author() is None
    monkeypatch.setenv("LISTENING_SETTINGS", str(kept.parent.parent))
    settings.remember_author("Sam")
    assert settings.last_author() is None


def test_a_name_that_is_no_text_changes_nothing(kept: Path) -> None:
    settings.remember_author("Sam")
    settings.remember_author("\udcff")
    assert settings.last_author() == "Sam"
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("xdg", [None, "", "relative", "own"])
def test_settings_are_where_the_system_wants_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, xdg: str | None
) -> None:
    monkeypatch.delenv("LISTENING_SETTINGS")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if xdg is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / xdg) if xdg == "own" else xdg)
    settings.remember_author("Sam")
    kept = user_config_path("listening", appauthor=False) / "settings.json"
    assert kept.is_relative_to(tmp_path)
    assert "Sam" in kept.read_text()
