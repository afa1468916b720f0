"""What stands half-written in a form: kept against a crash, offered to its author, gone when it is over."""

from __future__ import annotations

import json
import os
import stat
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import NotSaved
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Sharing
from listening.store import form_drafts, sittings, unfinished
from listening.store.check import check
from listening.store.form_drafts import InFile
from listening.store.half_written import fields_of, written
from listening.store.library import summaries
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from listening.store.unfinished import InFolder
from tests.store import making
from tests.store.making import on_disk, say

TEXT = written({"what": "Zebras in quiet pyjamas"})
BYTES = b"Zebras in quiet pyjamas"


def a_form(path: Path, *form: str, author: str = "Sam") -> InFile:
    """Return one writing of a form."""
    return InFile(path, author, *(form or ("promise", "abc")), now=lambda: making.NOON)


def left_in(path: Path, *form: str, author: str = "Sam") -> dict[str, str]:
    """Return what is offered of a form; nothing where nothing is."""
    left = a_form(path, *form, author=author).left()
    return dict(left.fields) if left else {}


@given(st.dictionaries(st.text(), st.text()))
def test_whatever_is_written_comes_back_as_it_can_be_shown(fields: dict[str, str]) -> None:
    kept = {name: sanitise(text) for name, text in fields.items()}
    has_words = not all(map(says_nothing, kept.values()))
    assert fields_of(written(fields)) == (kept if has_words else {})


@pytest.mark.parametrize("text", ["", "[]", "{", "3", '{"a": 1}', None, b"{}", "[" * 100_000])
def test_what_is_no_form_is_taken_for_nothing(text: object) -> None:
    assert fields_of(text) == {}


def test_a_form_is_offered_once_whoever_wrote_it_is_gone(file: SessionFile, path: Path) -> None:
    writing = a_form(path)
    assert writing.keep(TEXT)
    assert left_in(path) == {}
    writing.end()
    assert left_in(path) == {"what": "Zebras in quiet pyjamas"}


def test_a_form_is_offered_to_its_author_and_for_the_same_thing_alone(
    file: SessionFile, path: Path
) -> None:
    writing = a_form(path, "promise", "abc")
    writing.keep(TEXT)
    writing.end()
    assert left_in(path, "promise", "abc", author="Alex") == {}
    assert left_in(path, "promise", "abd") == {}
    assert left_in(path, "promise", "abc") != {}


def test_the_folder_says_how_many_forms_somebody_left(file: SessionFile, path: Path) -> None:
    writing = a_form(path)
    writing.keep(TEXT)
    assert summaries(path.parent, "Sam")[0].forms == 0
    writing.end()
    assert [summaries(path.parent, each)[0].forms for each in ("Sam", "Alex", None)] == [1, 0, 0]


def test_the_newest_of_two_is_offered_first(file: SessionFile, path: Path) -> None:
    for number in (1, 2):
        writing = InFile(path, "Sam", "promise", now=partial(int, making.NOON + number))
        writing.keep(written({"what": str(number)}))
        writing.end()
    first = a_form(path, "promise").left()
    assert first is not None
    assert first.fields == {"what": "2"}
    assert a_form(path, "promise").drop(first)
    assert left_in(path, "promise") == {"what": "1"}


@pytest.mark.parametrize("then", ["", written({"what": "said %off"})])
def test_what_is_saved_or_goes_off_record_leaves_no_byte(
    file: SessionFile, path: Path, then: str
) -> None:
    writing = a_form(path)
    writing.keep(TEXT)
    assert BYTES in on_disk(path)
    assert writing.keep(then)
    assert BYTES not in on_disk(path)


def test_what_somebody_says_who_wants_it_off_record_is_not_kept(
    file: SessionFile, path: Path
) -> None:
    session = file.session().id
    file.set_participant(session, "P1", sharing=Sharing.OFF)
    writing = InFile(path, "Sam", "words", "abc", said_in=session)
    assert writing.keep(written({"line": "P1: Zebras in quiet pyjamas"}))
    assert BYTES not in on_disk(path)
    assert writing.keep(written({"line": "P2: Zebras in quiet pyjamas"}))
    assert BYTES in on_disk(path)


def test_a_form_is_in_no_copy_no_merge_no_search_and_no_history(
    file: SessionFile, path: Path, tmp_path: Path
) -> None:
    say(file, "P1: One thing that was said")
    a_form(path).keep(TEXT)
    copied = file.copy(tmp_path / "copy.sqlite")
    merged = tmp_path / "merged.sqlite"
    merge(merged, [path])
    assert BYTES in on_disk(path)
    assert BYTES not in copied.read_bytes()
    assert BYTES not in merged.read_bytes()
    assert file.search("Zebras") == ()
    assert BYTES.decode() not in repr(file.history())
    assert check(path).trouble is None


def test_erasing_what_a_form_holds_or_is_about_erases_the_form(
    file: SessionFile, path: Path
) -> None:
    quoted = say(file, "P1: Zebras in quiet pyjamas walk by")
    about = say(file, "P2: Nobody answers the telephone")
    say(file, "P3: Something else")
    forms = {
        "quotes": ("promise", "x"),
        "about": ("correction", about.id),
        "other": ("promise", "y"),
    }
    for name, form in forms.items():
        text = "Zebras in quiet pyjamas" if name == "quotes" else f"Publish the rota {name}"
        writing = a_form(path, *form)
        writing.keep(written({"what": text}))
        writing.end()
    done = file.erase([quoted.id, about.id])
    assert done.drafts == 2
    assert [bool(left_in(path, *form)) for form in forms.values()] == [False, False, True]
    assert BYTES not in on_disk(path)


def test_a_busy_file_is_tried_again_later(file: SessionFile, path: Path) -> None:
    writing = a_form(path)
    with making.raw(path) as con:
        con.execute("BEGIN IMMEDIATE")
        assert writing.keep(TEXT) is False
    assert writing.keep(TEXT) is True


def test_a_table_of_another_program_is_left_alone(file: SessionFile, path: Path) -> None:
    with making.raw(path) as con:
        con.execute("CREATE TABLE form_draft (note TEXT)")
    assert left_in(path) == {}
    with pytest.raises(NotSaved):
        a_form(path).keep(TEXT)
    say(file, "P1: still saved")
    file.erase([file.contributions()[0].id])


def test_rows_that_another_program_wrote_are_read_without_fear(
    file: SessionFile, path: Path
) -> None:
    with making.raw(path) as con:
        con.execute(form_drafts.TABLE)
        row = ("w", "Sam", "promise abc", json.dumps({"what": "\x1b[31mred"}), 2**62, "m", "p")
        con.execute("INSERT INTO form_draft VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert left_in(path) == {"what": "[31mred"}


# A session that has no file yet ------------------------------------------------------------------


def in_folder(folder: Path, author: str = "Sam") -> InFolder:
    """Return one writing of a new session's form."""
    return InFolder(folder, author, now=lambda: making.NOON)


def test_a_new_session_is_offered_once_whoever_wrote_it_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    assert in_folder(folder).left() is None
    writing = in_folder(folder)
    assert writing.keep(TEXT)
    assert in_folder(folder).left() is None
    writing.end()
    left = in_folder(folder).left()
    assert left is not None
    assert left.fields == fields_of(TEXT)
    assert in_folder(folder, "Alex").left() is None
    assert in_folder(folder).drop(left)
    assert list(folder.iterdir()) == []


def test_a_new_session_is_read_by_its_writer_alone_and_is_no_session(tmp_path: Path) -> None:
    in_folder(tmp_path).keep(TEXT)
    (file,) = tmp_path.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert summaries(tmp_path) == ()


def test_a_new_session_that_is_saved_leaves_no_file(tmp_path: Path) -> None:
    writing = in_folder(tmp_path)
    writing.keep(TEXT)
    writing.keep("")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"\xff", json.dumps({"author": "Sam", "fields": []}).encode()]
)
def test_a_file_that_is_none_is_left_alone(tmp_path: Path, told: bytes) -> None:
    (tmp_path / "unfinished-session-x.json").write_bytes(told)
    assert in_folder(tmp_path).left() is None
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_program_left_aside_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / ".unfinished-session-abc.json.part"
    aside.write_text("Zebras")
    in_folder(tmp_path).left()
    assert aside.exists()
    monkeypatch.setattr(unfinished, "_SURELY_LEFT", -1.0)
    in_folder(tmp_path).left()
    assert not aside.exists()


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(NotSaved):
        in_folder(tmp_path / "folder").keep(TEXT)
    assert not sittings.is_typing("abc")
