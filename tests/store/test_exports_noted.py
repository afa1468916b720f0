"""What left the file is noted in it: it cannot be called back, only named."""

from __future__ import annotations

from pathlib import Path

from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say


def note(file: SessionFile, digest: str) -> None:
    file.note_export(file.session().id, audience="public", format="docx", digest=digest)


def test_each_export_is_told_with_who_and_when_oldest_first(file: SessionFile) -> None:
    note(file, "aa")
    note(file, "bb")
    first, second = file.exports(file.session().id)
    assert [first.digest, second.digest] == ["aa", "bb"]
    assert (first.author, first.audience, first.format) == ("Sam", "public", "docx")
    assert first.at < second.at


def test_it_is_no_part_of_the_history_and_no_undo_takes_it_back(file: SessionFile) -> None:
    one = say(file, "Said.")
    before = file.history()
    note(file, "aa")
    assert file.history() == before
    undone = file.undo()
    assert undone is not None
    assert undone.contributions == (one.id,)
    assert len(file.exports()) == 1


def test_the_note_of_an_export_that_could_not_be_written_is_taken_back(file: SessionFile) -> None:
    one = say(file, "Said.")
    note(file, "aa")
    session = file.session().id
    file.clear_export(file.note_export(session, audience="room", format="csv", digest="bb"))
    assert [each.digest for each in file.exports(session)] == ["aa"]
    undone = file.undo()
    assert undone is not None
    assert undone.contributions == (one.id,)
    assert [each.digest for each in file.exports()] == ["aa"]


def test_notes_of_two_copies_come_together(file: SessionFile, tmp_path: Path) -> None:
    note(file, "aa")
    with hand_over(file, "kim", "Kim") as kims:
        note(kims, "bb")
    with merged(tmp_path / "all.sqlite", kims, file) as both:
        assert [(each.author, each.digest) for each in both.exports()] == [
            ("Sam", "aa"),
            ("Kim", "bb"),
        ]
        assert both.exports("zzzzzzzzzz") == ()


def test_a_note_that_another_program_wrote_in_its_own_way_is_told_without_facts(
    file: SessionFile, path: Path
) -> None:
    note(file, "aa")
    record = f"w.{file.session().id}.zzzzzzzz"
    making.put(
        path,
        [(record, f"export/{n}", making.stamp(), value, None) for n, value in enumerate(_ODD)],
    )
    told = [each.digest for each in file.exports()]
    # Where nothing stands, nothing is told: so a note is taken back.
    assert sorted(told) == ["", "", "", "7", "aa"]


_ODD = ("[" * 100_000, "no json", "[1]", None, '{"digest": 7}')
