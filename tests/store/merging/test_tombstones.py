"""Tombstones of others are applied; where many come without a word of who asked, the merge asks first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from listening.store.check import check
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.making import new, raw, say


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A session with one contribution, into which tombstones are forged."""
    return _session(tmp_path / "bad.sqlite", "Said in the other one.")


def _session(path: Path, *lines: str) -> Path:
    with new(path) as file:
        for line in lines:
            say(file, line)
    return path


def _forge(path: Path, number: int, of: Path) -> None:
    """Write tombstones as somebody might who wants words gone, without a word of who asked."""
    with raw(of) as con:
        records = con.execute("SELECT record FROM contribution LIMIT ?", (number,)).fetchall()
    with raw(path) as con:
        con.executemany(
            "INSERT INTO erasure VALUES (?, '', '', '2026-03-24T12:00:00+00:00')", records
        )


@pytest.mark.parametrize("order", [1, -1], ids=["after", "before"])
def test_many_tombstones_without_a_word_of_who_asked_leave_a_source_out_until_accepted(
    bad: Path, tmp_path: Path, order: int
) -> None:
    full = _session(tmp_path / "full.sqlite", *(f"Line {number}." for number in range(12)))
    _forge(bad, 11, full)
    out = tmp_path / "out.sqlite"
    result = merge(out, [full, bad][::order])
    trouble = [source.trouble for source in result.sources if source.path == bad]
    assert "--accept-erasures" in str(trouble)
    assert "11 places" in str(trouble)
    assert check(out).contributions == 12
    accepted = merge(out, [bad], accept_erasures=True)
    assert accepted.sources[0].joined.struck == 11
    assert check(out).contributions == 2


def test_a_few_tombstones_are_applied_and_counted(bad: Path, tmp_path: Path) -> None:
    full = _session(tmp_path / "full.sqlite", *(f"Line {number}." for number in range(12)))
    _forge(bad, 10, full)
    result = merge(tmp_path / "out.sqlite", [full, bad])
    assert [source.joined.struck for source in result.sources] == [0, 10]
    assert check(result.out).contributions == 3


def test_erasures_of_which_a_file_says_who_did_them_are_applied_however_many(
    tmp_path: Path,
) -> None:
    full = _session(tmp_path / "full.sqlite", *(f"P1: Line {number}." for number in range(12)))
    shutil.copy(full, tmp_path / "erased.sqlite")
    with SessionFile.open(tmp_path / "erased.sqlite", author="Ada") as file:
        file.erase(by="P1")
    result = merge(tmp_path / "out.sqlite", [full, tmp_path / "erased.sqlite"])
    assert result.complete
    assert (result.sources[1].joined.struck, result.sources[1].joined.struck_by) == (12, ("Ada",))
    assert b"Line 7." not in result.out.read_bytes()
