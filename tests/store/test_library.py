"""The folder of sessions: where it is, what is in it, how new files are called."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from listening.model.errors import FileError
from listening.store import library
from tests.store import making
from tests.store.making import say


def test_a_folder_that_is_named_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sessions").mkdir()
    environ = {"LISTENING_SESSIONS": "/theirs"}
    assert library.folder(Path("mine"), environ) == Path("mine")
    assert library.folder(None, environ) == Path("/theirs")
    assert library.folder(None, {"LISTENING_SESSIONS": ""}) == Path("sessions")


def test_without_a_folder_here_it_is_in_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sessions").write_text("a file, not a folder")
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documents")
    assert library.folder(None, {}) == tmp_path / "Documents" / "Listening sessions"


def test_a_tilde_is_home_where_it_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/sam")
    assert library.folder(Path("~/talks"), {}) == Path("/home/sam/talks")
    nobody = Path("~nobody-of-that-name/talks")
    assert library.folder(nobody, {}) == nobody
    assert library.find("~nobody-of-that-name", Path("x")) == Path("~nobody-of-that-name")


def test_sessions_are_listed_newest_first_and_what_cannot_be_opened_last_with_the_reason(
    tmp_path: Path,
) -> None:
    for name, date in (("old", "2025-01-01"), ("new", "2026-03-24"), ("undated", None)):
        with making.new(
            tmp_path / f"{name}.sqlite", title=name.title(), date=date, mode="online", place="Here"
        ) as file:
            say(file, "One. /a")
            say(file, "Two.")
    (tmp_path / "text.sqlite").write_text("Dear diary")
    (tmp_path / "empty.sqlite").touch()
    (tmp_path / "folder.sqlite").mkdir()
    (tmp_path / ".hidden.sqlite").touch()
    (tmp_path / "notes.txt").touch()
    found = library.summaries(tmp_path)
    assert [one.file for one in found] == [
        *("new.sqlite", "old.sqlite", "undated.sqlite"),
        *("empty.sqlite", "folder.sqlite", "text.sqlite"),
    ]
    first = found[0]
    assert (first.title, first.date, first.place, first.mode) == (
        "New",
        "2026-03-24",
        "Here",
        "online",
    )
    assert (first.heard, first.untagged, first.sessions, first.trouble) == (2, 1, 1, None)
    assert [bool(one.trouble) for one in found] == [False] * 3 + [True] * 3
    assert "it is empty" in str(found[3].trouble)


def test_a_file_with_several_sessions_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    making.new(path, date="2026-01-01").close()
    making.put(
        path,
        [
            ("s.0123456789", "title", making.stamp(), "Another", None),
            ("s.0123456789", "date", making.stamp(), "2026-05-05", None),
        ],
    )
    (one,) = library.summaries(tmp_path)
    assert (one.title, one.sessions, one.date, one.place) == ("archive", 2, "2026-05-05", None)


def test_a_file_without_a_session_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with making.new(path) as file:
        session = file.session().id
    making.put(path, [(f"s.{session}", "removed", making.stamp(making.NOON * 2), 1, None)])
    (one,) = library.summaries(tmp_path)
    assert "holds no session" in str(one.trouble)


def test_a_folder_that_is_not_there_is_empty_and_one_that_cannot_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.summaries(tmp_path / "missing") == ()
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="could not be read"):
        library.summaries(tmp_path / "file")
    monkeypatch.setattr(Path, "iterdir", _denied)
    with pytest.raises(FileError, match="Permission denied"):
        library.summaries(tmp_path)


def _denied(_: Path) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_new_file_is_called_by_date_and_title_and_never_as_one_that_is_there(
    tmp_path: Path,
) -> None:
    called = [library.new_path(tmp_path, "Café in Brixton!", "2026-03-24") for _ in range(1)]
    for _ in range(2):
        called[-1].touch()
        called.append(library.new_path(tmp_path, "Café in Brixton!", "2026-03-24"))
    assert [one.name for one in called] == [
        "2026-03-24-cafe-in-brixton.sqlite",
        "2026-03-24-cafe-in-brixton-2.sqlite",
        "2026-03-24-cafe-in-brixton-3.sqlite",
    ]


@pytest.mark.parametrize(
    ("title", "date"),
    [("", None), ("../../etc", "../.."), ("💣", None), ("x" * 500, "/"), ("a\x00", "")],
)
def test_a_name_never_leaves_the_folder(tmp_path: Path, title: str, date: str | None) -> None:
    path = library.new_path(tmp_path, title, date)
    assert path.parent == tmp_path
    assert 8 <= len(path.name) <= 110
    path.touch()


def test_a_word_names_a_path_or_a_file_of_the_folder(tmp_path: Path) -> None:
    there = tmp_path / "brixton.sqlite"
    there.touch()
    assert library.find("brixton", tmp_path) == there
    assert library.find("brixton.sqlite", tmp_path) == there
    assert library.find(str(there), Path("elsewhere")) == there
    assert library.find("nothing", tmp_path) == Path("nothing")
    assert library.find("n" * 400, tmp_path) == Path("n" * 400)
