"""An import is taken back in one go, whosever words it brought and whenever they were said."""

from __future__ import annotations

from hypothesis import given, settings

from listening.model.records import Contribution
from listening.sharing.readers import read
from listening.store import bringing
from listening.store.asked import Where
from listening.store.clock import random_token
from listening.store.ledger import Ledger
from listening.store.session_file import SessionFile
from tests.sharing.importing.room import (
    SESSION,
    Hours,
    a_session,
    anew,
    brought_into,
    exported,
    sessions,
)
from tests.store.making import differing, say, words

TABLE = (
    "words,by,author,at,perspectives\n"
    "The lift is broken,P1,Ines,2026-03-20T10:00:00+00:00,carer\n"
    "More buses,P9,,2026-03-20T10:05:00+00:00,\n"
    "Someone to ring,P9,Tom,,\n"
)


def import_table(file: SessionFile, table: str = TABLE) -> None:
    bringing.bring(file._ledger, read(table.encode(), "x.csv"), session=SESSION)


def removed(file: SessionFile) -> tuple[Contribution, ...]:
    return file.contributions(Where(removed=True))


def test_all_of_it_goes_at_once_and_what_was_there_stays() -> None:
    with a_session() as file:
        say(file, "P1: We wait.")
        import_table(file)
        assert len(words(file)) == 4
        undone = file.undo()
        assert undone is not None
        assert undone.imported
        assert (len(undone.contributions), undone.left) == (3, 0)
        assert words(file) == ["We wait."]
        assert [one.handle for one in file.participants()] == ["P1"]
        assert differing(file) == ()


def test_what_was_done_before_it_is_taken_back_next() -> None:
    with a_session() as file:
        one = say(file, "P1: We wait.")
        import_table(file)
        file.tag([one.id], add=["s"])
        seen = []
        while (undone := file.undo()) is not None:
            seen.append((undone.imported, len(file.contributions())))
        assert seen[:3] == [(False, 4), (True, 1), (False, 0)]


def test_nobody_whose_words_it_brought_takes_a_row_of_it_back() -> None:
    with a_session() as file:
        import_table(file)
        for author in ("Ines", "Tom"):
            file._ledger.author = author
            assert file.undo() is None
        assert len(words(file)) == 3


def test_what_somebody_changed_of_it_since_goes_with_it_and_can_be_brought_back() -> None:
    with a_session() as file:
        import_table(file)
        one = file.contributions()[0]
        kims = Ledger(file._con, file.path, author="Kim", now=Hours(), tokens=random_token)
        SessionFile(file._con, file.path, kims).edit(one.id, words="The lift broke.")
        assert file.undo() is not None
        assert words(file) == []
        file.restore([one.id])
        assert words(file) == ["The lift broke."]
        assert [who.handle for who in file.participants()] == ["P1"]


def test_the_same_source_brought_once_more_finds_what_was_taken_back() -> None:
    with a_session() as file:
        import_table(file)
        file.undo()
        outcome = bringing.bring(file._ledger, read(TABLE.encode(), "x.csv"), session=SESSION)
        assert (len(outcome.removed), words(file)) == (3, [])


def test_what_was_edited_elsewhere_goes_back_with_what_was_new() -> None:
    clock = Hours()
    with a_session(clock=clock) as file:
        say(file, "P1: We wait.")
        text = exported(file)
        clock.ms += 60_000
        before = file.contributions()
        edited = text.replace("We wait.", "We wait for weeks.")
        brought_into(file, f"{edited}\n#### new\n\n> And we ring.\n")
        assert words(file) == ["We wait for weeks.", "And we ring."]
        undone = file.undo()
        assert undone is not None
        assert undone.imported
        assert file.contributions() == before
        assert len(removed(file)) == 1
        assert differing(file) == ()


def test_the_history_tells_that_it_was_taken_back() -> None:
    with a_session() as file:
        import_table(file)
        before = file.history()
        file.undo()
        after = file.history()[len(before) :]
        taken_back = {entry.took_back for entry in after}
        assert not any(entry.took_back for entry in before)
        (what,) = taken_back
        assert what is not None
        assert what.imported
        assert {entry.field for entry in after} == {"removed"}


@settings(max_examples=10)
@given(file=sessions())
def test_whatever_was_brought_in_one_undo_takes_all_that_was_said_out(file: SessionFile) -> None:
    heard = len(file.contributions())
    with anew(exported(file)) as made:
        assert len(made.contributions()) == heard
        undone = made.undo()
        assert undone is not None or not heard
        assert made.contributions() == ()
        assert made.commitments() == ()
        assert made.undo() is None
        assert made.session().title == file.session().title
        assert differing(made) == ()
