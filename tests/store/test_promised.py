"""What was promised in a folder: once, and as all copies of a session have it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from listening.model.vocabulary import Status
from listening.store import library
from listening.store.merge import merge
from listening.store.promised import promised
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say

TODAY = date(2026, 3, 25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sessions with a promise each that is due, and an archive of both."""
    for title in ("brixton", "norwood"):
        with making.new(tmp_path / f"{title}.sqlite", title=title) as file:
            heard = say(file, "Nobody tells us who comes.")
            file.commit(
                file.session().id,
                who="The council",
                what=f"publish the rota in {title}",
                by_when="2026-03-20",
                answers=[heard.id],
            )
    merge(tmp_path / "archive.sqlite", sorted(tmp_path.glob("*.sqlite")))
    return tmp_path


def told(folder: Path) -> list[tuple[str, str, str]]:
    return sorted(
        (one.title, one.commitment.status.value, one.path.stem) for one in promised(folder).promises
    )


def due(folder: Path) -> dict[str, int]:
    return {one.file: one.due for one in library.summaries(folder, today=TODAY)}


def test_a_promise_that_a_merged_file_and_its_source_hold_is_told_once(folder: Path) -> None:
    assert told(folder) == [("brixton", "offered", "archive"), ("norwood", "offered", "archive")]
    assert len({token for one in library.summaries(folder) for token in one.tokens}) == 2


def test_a_promise_that_was_kept_in_one_copy_is_open_in_none(folder: Path) -> None:
    assert due(folder) == {"archive.sqlite": 2, "brixton.sqlite": 1, "norwood.sqlite": 1}
    with SessionFile.open(folder / "brixton.sqlite", author="Sam") as file:
        file.update_commitment(file.commitments()[0].id, status=Status.KEPT)
    assert told(folder) == [("brixton", "kept", "brixton"), ("norwood", "offered", "archive")]
    assert due(folder) == {"archive.sqlite": 1, "brixton.sqlite": 0, "norwood.sqlite": 1}


def test_a_promise_that_was_erased_in_one_copy_is_gone_from_all(folder: Path) -> None:
    with SessionFile.open(folder / "brixton.sqlite", author="Sam") as file:
        file.erase([file.commitments()[0].id])
    assert told(folder) == [("norwood", "offered", "archive")]
    assert due(folder)["archive.sqlite"] == 1


def test_what_was_erased_answers_no_promise_in_any_copy(folder: Path) -> None:
    with SessionFile.open(folder / "brixton.sqlite", author="Sam") as file:
        file.erase([file.contributions()[0].id])
    answers = {one.title: len(one.commitment.answers) for one in promised(folder).promises}
    assert answers == {"brixton": 0, "norwood": 1}


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_told_of(folder: Path) -> None:
    (folder / "archive.sqlite").write_bytes(b"nothing of the kind")
    found = promised(folder)
    assert [one.path.stem for one in found.promises] == ["brixton", "norwood"]
    assert list(found.troubles) == ["archive.sqlite"]
