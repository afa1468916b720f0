"""Erased words are gone from the bytes, and nothing brings them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from listening.model.errors import Ambiguous, Erased, NotFound, WrongUse
from listening.model.vocabulary import Sharing
from listening.store import fulltext
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import Clock, say, words

SECRETS = (b"xylophone", b"quagmire", b"vermilion")
"""What was said, what it was edited to, and its paraphrase."""


@pytest.fixture(params=[False, True], ids=["scanned", "indexed"])
def room(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> SessionFile:
    """A session with and without a full-text index, in which other things were said too."""
    if request.param:
        monkeypatch.setattr(fulltext, "THRESHOLD", 0)
    for n in range(12):
        say(file, f"P2: Line {n} about the buses and the choir. /s")
    file.search("buses")
    assert fulltext.exists(file._con) == request.param
    return file


def found_in(path: Path) -> list[bytes]:
    """Return the secrets that stand in any byte of a file or its journal."""
    bytes_there = making.on_disk(path).lower()
    return [secret for secret in SECRETS if secret in bytes_there]


def say_secrets(file: SessionFile) -> str:
    own = say(file, "P1: My xylophone was taken. /a #vermilion-key").id
    file.edit(own, words="The quagmire of forms.", paraphrase="Vermilion tape.")
    return own


def test_words_former_words_paraphrase_and_codes_are_gone_from_every_byte(
    room: SessionFile, path: Path
) -> None:
    own = say_secrets(room)
    assert found_in(path) == list(SECRETS)
    done = room.erase([own[:6]])
    assert (done.contributions, done.participants, done.trouble) == ((own,), (), None)
    assert found_in(path) == []
    assert own.encode() in making.on_disk(path)
    assert len(words(room)) == 12
    assert making.differing(room) == ()
    assert making.is_sound(path)


def test_what_was_removed_or_undone_is_erased_as_well(room: SessionFile, path: Path) -> None:
    own = say_secrets(room)
    room.undo()
    room.remove([own])
    room.erase([own])
    assert found_in(path) == []
    with pytest.raises(NotFound):
        room.history(own)


def test_the_others_are_found_and_undo_goes_on(room: SessionFile) -> None:
    own = say_secrets(room)
    other = say(room, "One more about the choir.")
    room.erase([own])
    assert len(room.search("choir")) == 13
    assert room.search("quagmire") == ()
    undone = room.undo()
    assert undone is not None
    assert undone.contributions == (other.id,)


def test_unsaved_lines_that_hold_the_words_are_wiped_and_others_stay(
    room: SessionFile, path: Path
) -> None:
    own = say_secrets(room)
    drafts = (
        "P1: My xylophone was taken. /r",
        "The quagm",
        "My xylophone was took",
        "P2: The stairs",
    )
    for line in drafts:
        with SessionFile.open(path, author="Kim", now=Clock()) as kims:
            kims.keep_draft(line)
    assert room.erase([own]).drafts == 3
    assert found_in(path) == []
    with SessionFile.open(path, author="Kim", now=Clock()) as kims:
        assert [draft.line for draft in kims.drafts_left()] == ["P2: The stairs"]


def test_all_that_somebody_said_goes_and_their_handle_stays_for_later_words(
    room: SessionFile, path: Path
) -> None:
    say_secrets(room)
    taken_out = say(room, "P1: Removed xylophone.").id
    room.remove([taken_out])
    session = room.session().id
    room.set_participant(
        session,
        "p1",
        perspectives=["carer", "quagmire keeper"],
        agreed_name="Vermilion Hart",
        sharing=Sharing.NAMED,
    )
    done = room.erase(by="p1")
    assert (len(done.contributions), done.participants) == (2, ("P1",))
    assert found_in(path) == []
    (one,) = (each for each in room.participants() if each.handle == "P1")
    assert (one.agreed_name, one.perspectives, one.sharing) == (None, (), Sharing.NAMED)
    assert say(room, "P1: I came back.").by == "P1"
    with pytest.raises(Erased):
        room.set_participant(session, "P1", agreed_name="Vermilion Hart")
    with pytest.raises(Erased):
        room.set_participant(session, "P1", perspectives=["provider"])
    assert b"carer" not in making.on_disk(path)
    assert making.differing(room) == ()


def test_a_screen_that_still_shows_it_cannot_save_onto_it(room: SessionFile, path: Path) -> None:
    own = say_secrets(room)
    with SessionFile.open(path, author="Kim", now=Clock()) as kims:
        room.erase([own])
        for change in (
            lambda: kims.edit(own, words="Xylophone again."),
            lambda: kims.tag([own], add=["a"]),
            lambda: kims.restore([own]),
            lambda: kims.code_second([own], ["a"], "Kim"),
        ):
            with pytest.raises(NotFound):
                change()
    assert found_in(path) == []


def test_what_was_never_there_or_not_named_is_not_erased(room: SessionFile) -> None:
    own = say_secrets(room)
    with pytest.raises(NotFound):
        room.erase(["zzzzzz"])
    with pytest.raises(NotFound):
        room.erase(by="P77")
    with pytest.raises(WrongUse):
        room.erase()
    with pytest.raises(WrongUse):
        room.erase([own], by="P1")
    assert room.contribution(own).words == "The quagmire of forms."


def test_in_joined_sessions_a_handle_that_two_people_bear_is_asked_for_by_id(
    file: SessionFile, tmp_path: Path
) -> None:
    ours = say(file, "P1: My xylophone.")
    with making.new(tmp_path / "other.sqlite", author="Kim") as others:
        theirs = say(others, "P1: A quagmire.")
    with merged(tmp_path / "all.sqlite", file, others) as both:
        record = f"s.{theirs.session}"
        making.put(both.path, [(record, "same_as", making.stamp(), ours.session, None)])
        with pytest.raises(Ambiguous):
            both.erase(by="P1", session=ours.session)
        done = both.erase(by=str(theirs.participant)[:6], session=ours.session)
        assert (done.contributions, words(both)) == ((theirs.id,), ["My xylophone."])


def test_under_all_handles_that_were_joined_somebody_is_one(
    file: SessionFile, tmp_path: Path
) -> None:
    ours = say(file, "P1: My xylophone.")
    with making.new(tmp_path / "other.sqlite", author="Kim") as others:
        theirs = say(others, "P7: A quagmire.")
    with merged(tmp_path / "all.sqlite", file, others) as both:
        person = f"p.{theirs.session}.{theirs.participant}"
        same = f"{ours.session}.{ours.participant}"
        making.put(both.path, [(person, "same_as", making.stamp(), same, None)])
        done = both.erase(by="P1", session=ours.session)
        assert (set(done.contributions), set(done.participants)) == (
            {ours.id, theirs.id},
            {"P1", "P7"},
        )
        assert found_in(both.path) == []


@pytest.fixture
def kims(file: SessionFile) -> Iterator[SessionFile]:
    """A copy in which Kim goes on, of a session in which one thing was said."""
    own = say_secrets(file)
    file.set_participant(file.session().id, "P1", agreed_name="Ann Xylophone")
    with hand_over(file, "kim", "Kim") as copied:
        yield copied
    assert own


def test_an_older_copy_never_brings_the_words_back(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    file.erase(by="P1")
    for n, order in enumerate(([file, kims], [kims, file])):
        with merged(tmp_path / f"all-{n}.sqlite", *order) as both:
            assert words(both) == []
            assert found_in(both.path) == []


def test_erased_here_and_edited_there_ends_erased(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = kims.contributions()[0].id
    file.erase(by="P1")
    kims.edit(own, words="More of the xylophone.")
    kims.set_participant(
        kims.session().id, "P1", agreed_name="Vermilion", perspectives=["quagmire keeper"]
    )
    merged(kims.path, file).close()
    assert found_in(kims.path) == []
    assert words(kims) == []
    merged(tmp_path / "all.sqlite", kims, file).close()
    assert found_in(tmp_path / "all.sqlite") == []
    assert making.is_sound(tmp_path / "all.sqlite")


def test_a_merge_that_strikes_words_leaves_none_in_an_index_nor_in_an_unsaved_line(
    room: SessionFile, path: Path
) -> None:
    own = say_secrets(room)
    with hand_over(room, "kim", "Kim") as kims:
        kims.edit(own, words="Another quagmire.")
        kims.keep_draft("A vermilion tape")
    room.erase([own])
    with merged(kims.path, path) as again:
        assert found_in(kims.path) == []
        assert len(words(again)) == 12


def test_a_merge_can_say_who_erased(file: SessionFile, kims: SessionFile) -> None:
    from listening.store.merge import merge

    file.erase([file.contributions()[0].id])
    joined = merge(kims.path, [file.path]).sources[0].joined
    assert (joined.struck, joined.struck_by) == (1, ("Sam",))


def test_what_was_exported_before_is_told_since_nothing_can_reach_it(file: SessionFile) -> None:
    own, session = say_secrets(file), file.session().id
    file.note_export(session, audience="public", format="markdown", digest="ab12")
    (export,) = file.erase([own]).exports
    assert (export.audience, export.format, export.digest) == ("public", "markdown", "ab12")
    assert (export.author, export.session) == ("Sam", session)


def test_another_wording_still_stands_is_told_and_counts_from_now_on(file: SessionFile) -> None:
    own, other = say_secrets(file), say(file, "P1: The mire of forms.").id
    file.same(own, other)
    assert file.tally().heard == 1
    assert file.erase([own]).other_wordings == (other,)
    assert file.tally().heard == 1
    assert words(file) == ["The mire of forms."]


def test_where_the_file_cannot_be_written_anew_the_words_are_gone_all_the_same(
    room: SessionFile, path: Path
) -> None:
    own = say_secrets(room)
    room._con.set_authorizer(_refuse_vacuum)
    done = room.erase([own])
    room._con.set_authorizer(None)
    assert done.trouble is not None
    assert "could not be written anew" in done.trouble
    assert found_in(path) == []
    assert len(words(room)) == 12


def _refuse_vacuum(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK
