"""Handing a session over: a copy that is whole, closed, verified, and holds nothing but the session."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from listening.model.errors import Damaged, FileExists, NotSaved
from listening.store import copying
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words


def test_a_plain_copy_of_the_file_alone_holds_everything_while_it_is_open(
    file: SessionFile, path: Path
) -> None:
    for number in range(20):
        say(file, f"Line {number}.")
        alone = Path(shutil.copyfile(path, path.with_name("alone.sqlite")))
        with SessionFile.open(alone) as copied:
            assert words(copied) == words(file)
    assert making.is_sound(alone)


def test_a_copy_holds_all_that_the_session_holds(file: SessionFile, path: Path) -> None:
    one = say(file, "P1: One. /a #rota")
    say(file, "P2: %off")
    file.remove([say(file, "Gone.").id])
    file.edit(one.id, words="Altered.")
    copied = file.copy(path.with_name("copy.sqlite"))
    assert making.is_sound(copied)
    with SessionFile.open(copied, author="Sam") as again:
        assert again.contributions() == file.contributions()
        assert again.history() == file.history()
        assert again.undo() is not None


def test_a_copy_into_a_folder_keeps_its_name(file: SessionFile, path: Path) -> None:
    folder = path.parent / "stick"
    folder.mkdir()
    assert file.copy(folder) == folder / path.name
    assert making.is_sound(folder / path.name)
    new = path.parent / "new" / "folder" / "copy.sqlite"
    assert file.copy(new) == new


def test_a_copy_never_overwrites(file: SessionFile, path: Path) -> None:
    other = path.with_name("other.sqlite")
    other.write_text("mine")
    nowhere = path.with_name("nowhere.sqlite")
    nowhere.symlink_to("missing")
    for dest in (path, other, path.parent, nowhere):
        with pytest.raises(FileExists, match="was left as it is"):
            file.copy(dest)
    assert other.read_text() == "mine"


def test_a_copy_holds_no_byte_of_what_was_typed_and_not_saved(
    file: SessionFile, path: Path
) -> None:
    file.keep_draft("Zebras in pyjamas")
    with making.raw(path) as con:
        con.execute("CREATE TABLE notes (mine TEXT)")
        con.execute("INSERT INTO notes VALUES ('Giraffes in pyjamas')")
    bytes_copied = file.copy(path.with_name("copy.sqlite")).read_bytes()
    assert b"Zebras" not in bytes_copied
    assert b"Giraffes" not in bytes_copied


@pytest.mark.parametrize("error", [KeyboardInterrupt, sqlite3.OperationalError, OSError])
def test_a_copy_that_is_interrupted_leaves_nothing(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fails(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(copying, "refold_all", fails)
        with pytest.raises((KeyboardInterrupt, NotSaved)):
            file.copy(path.with_name("copy.sqlite"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    say(file, "Going on.")
    assert file.copy(path.with_name("copy.sqlite")).exists()


def test_a_copy_that_is_not_whole_is_not_put_in_place(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "copy_ledger", lambda *_: (7, 0))
    with pytest.raises(Damaged, match="the copy was not whole"):
        file.copy(path.with_name("copy.sqlite"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
