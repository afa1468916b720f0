"""A new file is built aside and put in place whole, or not at all, and over nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from listening.model.errors import FileExists, NotSaved
from listening.store import building


def names(path: Path) -> list[str]:
    """Return what stands in the folder."""
    return sorted(one.name for one in path.parent.iterdir())


def test_what_was_built_stands_in_place_and_nothing_beside_it(path: Path) -> None:
    with building.aside(path) as aside:
        assert aside.parent == path.parent
        aside.write_text("whole")
        assert not path.exists()
    assert (names(path), path.read_text()) == ([path.name], "whole")


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt, ValueError, OSError(28, "No space left"), sqlite3.OperationalError]
)
def test_whatever_goes_wrong_nothing_is_left(path: Path, error: BaseException) -> None:
    with pytest.raises((KeyboardInterrupt, ValueError, NotSaved)), building.aside(path) as aside:
        _begin(aside, error)
    assert names(path) == []


def _begin(aside: Path, error: BaseException) -> None:
    aside.write_text("half")
    aside.with_name(aside.name + "-journal").write_text("half")
    raise error


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_came_meanwhile_is_never_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    with pytest.raises(FileExists), building.aside(path) as aside:
        _build_late(aside, path)
    assert (names(path), path.read_text()) == ([path.name], "theirs")


def _build_late(aside: Path, path: Path) -> None:
    aside.write_text("mine")
    path.write_text("theirs")


def test_a_disk_without_hard_links_takes_a_file_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    with building.aside(path) as aside:
        aside.write_text("whole")
    assert (names(path), path.read_text()) == ([path.name], "whole")


def test_a_disk_that_fails_at_the_last_moment_keeps_no_empty_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(Path, "replace", _no_links)
    with pytest.raises(NotSaved), building.aside(path) as aside:
        aside.write_text("whole")
    assert names(path) == []


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    path = tmp_path / ("😀" * 61 + ".sqlite")
    with building.aside(path) as aside:
        aside.write_text("whole")
    assert path.exists()
