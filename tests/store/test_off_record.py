"""What was said off record reaches the disk in no way; that something was said is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.model.errors import WrongUse
from listening.model.quickline import QuickLine, parse
from listening.model.vocabulary import Sharing
from listening.store.asked import Edit
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import on_disk, say

SECRET = "Quarrelsome xylophones"
BYTES = SECRET.encode()


def test_words_marked_off_record_are_dropped_and_counted(file: SessionFile, path: Path) -> None:
    one = say(file, f"P1: {SECRET} /a %off")
    assert (one.words, one.sharing, one.by) == (None, Sharing.OFF, "P1")
    assert (file.count(), file.tally().sharing) == (1, {Sharing.OFF: 1})
    assert BYTES not in on_disk(path)


def test_off_record_needs_no_words(file: SessionFile) -> None:
    assert say(file, "P1: %off").words is None


def test_whoever_wants_all_they_say_off_record_has_it_so(file: SessionFile, path: Path) -> None:
    session = file.session().id
    file.set_participant(session, "P1", sharing=Sharing.OFF)
    one = say(file, f"P1: {SECRET}")
    assert (one.words, one.own_sharing) == (None, Sharing.OFF)
    assert BYTES not in on_disk(path)
    file.set_participant(session, "P1", sharing=Sharing.NAMED)
    assert file.contribution(one.id).sharing is Sharing.OFF
    assert say(file, "P1: Said later.").words == "Said later."


def test_a_room_that_is_off_record_keeps_no_words(path: Path) -> None:
    with making.new(path, room_rule="off") as file:
        assert say(file, f"{SECRET} %named").words is None
        assert file.count() == 1
    assert BYTES not in on_disk(path)


def test_an_edit_puts_no_words_to_what_is_off_record(file: SessionFile, path: Path) -> None:
    one = say(file, "P1: %off")
    refused: tuple[Edit, ...] = (
        {"words": SECRET},
        {"paraphrase": SECRET},
        {"words": SECRET, "sharing": Sharing.OFF},
    )
    for fields in refused:
        with pytest.raises(WrongUse, match="off record"):
            file.edit(one.id, **fields)
    assert BYTES not in on_disk(path)
    assert file.edit(one.id, words="Allowed.", sharing=Sharing.ANALYSIS).words == "Allowed."


def test_words_that_are_saved_cannot_be_put_off_record_by_an_edit(file: SessionFile) -> None:
    one = say(file, "One.")
    with pytest.raises(WrongUse, match="saved already"):
        file.edit(one.id, sharing=Sharing.OFF)
    with pytest.raises(WrongUse, match="saved already"):
        file.edit(one.id, words=SECRET, sharing=Sharing.OFF)
    assert file.contribution(one.id) == one


def test_tags_of_what_is_off_record_can_change(file: SessionFile) -> None:
    one = say(file, "P1: %off /a")
    assert file.edit(one.id, codes=("rota",), by=None).codes == ("rota",)
    file.undo()
    assert file.contribution(one.id) == one


def test_an_editor_that_went_off_record_leaves_nothing(file: SessionFile, path: Path) -> None:
    file.keep_draft(SECRET)
    assert BYTES in on_disk(path)
    file.capture(QuickLine(words=SECRET, marks=parse("x %off").marks), session=file.session().id)
    assert BYTES not in on_disk(path)


def test_what_such_a_speaker_says_is_not_even_kept_while_it_is_typed(
    file: SessionFile, path: Path
) -> None:
    session = file.session().id
    file.set_participant(session, "Anna", sharing=Sharing.OFF)
    for prompt in (None, file.prompts(session)[0].id):
        file.keep_draft("Ann", prompt)
        assert file.keep_draft(f"anna: {SECRET}", prompt) is True
        assert BYTES not in on_disk(path)
    file.keep_draft(f"P2: {SECRET}")
    assert BYTES in on_disk(path)


def test_what_is_typed_in_such_a_room_is_not_kept(path: Path) -> None:
    with making.new(path, room_rule="off") as file:
        file.keep_draft(SECRET)
        assert BYTES not in on_disk(path)
