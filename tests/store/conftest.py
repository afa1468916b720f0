"""A session to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from listening.store.session_file import SessionFile
from tests.store.making import new


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session file is."""
    return tmp_path / "brixton.sqlite"


@pytest.fixture
def file(path: Path) -> Iterator[SessionFile]:
    """An open session with two prompts, in which nothing was said yet."""
    with new(path) as made:
        yield made
