"""What the program remembers between sittings, outside any session file: a name and a theme."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

_LAST_AUTHOR = "last_author"
_THEME = "theme"


def last_author() -> str | None:
    """Return the note-taker's name that was last used in the app."""
    return _read().get(_LAST_AUTHOR)


def remember_author(name: str) -> None:
    """Keep the note-taker's name for next time; where that is not possible nothing happens."""
    _remember(_LAST_AUTHOR, name)


def theme() -> str | None:
    """Return the theme that was last chosen."""
    return _read().get(_THEME)


def remember_theme(name: str) -> None:
    """Keep the theme for next time; where that is not possible nothing happens."""
    _remember(_THEME, name)


def _file() -> Path:
    named = os.environ.get("LISTENING_SETTINGS")
    return Path(named) if named else _folder() / "settings.json"


def _folder() -> Path:
    """Return the folder for what this program remembers, where its system wants it."""
    home = Path(os.environ.get("HOME", ""))
    base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    if sys.platform == "linux" and base.is_absolute():
        # As platformdirs has it, which imports more for this than many a command for its work.
        return base / "listening"
    from platformdirs import user_config_path

    return user_config_path("listening", appauthor=False)


def _read() -> dict[str, str]:
    """Return what is remembered; settings that cannot be read are as good as none."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return (
        {key: value for key, value in kept.items() if isinstance(value, str)}
        if isinstance(kept, dict)
        else {}
    )


def _remember(key: str, value: str) -> None:
    kept = _read() | {key: value}
    file = _file()
    aside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            aside.unlink(missing_ok=True)
