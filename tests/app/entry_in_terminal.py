"""An app of an entry alone, run in a real terminal by a test: `python -m … FILE`.

Each saved line is appended to the file as JSON; the app stalls a quarter of every second.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from listening.app.environment import prepare

prepare(os.environ)

from listening.app import paste  # noqa: E402 - Textual reads its switches when imported
from tests.app.test_entry import StalledApp  # noqa: E402


class TerminalApp(StalledApp):
    """The stalled app, writing down what it saves."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.desk.saved = Journal(path)


class Journal(list[str]):
    """Saved lines, each in the file as soon as it is saved."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def append(self, line: str) -> None:
        """Keep a line."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    paste.install()
    TerminalApp(Path(sys.argv[1])).run()
