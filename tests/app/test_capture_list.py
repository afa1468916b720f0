"""The list: tagging later, mending, taking out and finding, with the line kept as it was."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.app.capture import undone
from listening.app.capture.contribution_row import name_of
from listening.app.commands import Place
from listening.app.paste import KeyOfWords
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Captured, Kind, Sharing
from listening.sharing.readers import read
from listening.store.session_file import SessionFile
from tests.app.capture_room import CaptureApp, fill, is_in_line, make, open_file
from tests.app.merged_room import merged
from tests.app.waiting import NARROW, paste, press_keys, screen_text, shown, type_keys, until


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[CaptureApp]:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        fill(file, "P1: one /a", "P3: two", "three /none", "P7: four !idea %paraphrase ~para #rota")
        yield CaptureApp(file)


async def into_list(pilot: Pilot[None], app: CaptureApp) -> None:
    await until(pilot, lambda: app.is_up, "the capture screen")
    press_keys(app, "up")
    await until(pilot, lambda: app.room.place is Place.LIST, "the list")


def chosen(app: CaptureApp) -> str:
    row = app.room.rows.cursor_row
    return row.words if row else ""


def nth(app: CaptureApp, index: int) -> Contribution:
    return app.file.contributions()[index]


async def test_arrow_up_goes_to_the_newest_and_escape_comes_back(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        await until(pilot, lambda: chosen(app) == "four", "the newest")
        press_keys(app, "up", "up")
        await until(pilot, lambda: chosen(app) == "two", "the second")
        press_keys(app, "escape")
        await until(pilot, lambda: is_in_line(app), "the line")
        type_keys(app, "x")
        await until(pilot, lambda: app.room.entry.line == "x", "a letter")


async def test_letters_tag_the_chosen_one_and_the_cursor_stays(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "up", "up")
        type_keys(app, "ars")
        await until(pilot, lambda: nth(app, 1).areas == tuple(Area), "three areas")
        type_keys(app, "r")
        await until(pilot, lambda: nth(app, 1).areas == (Area.ATTITUDES, Area.SYSTEM), "two areas")
        type_keys(app, "0")
        await until(pilot, lambda: nth(app, 1).none_of_three, "none of the three")
        type_keys(app, "0")
        await until(pilot, lambda: nth(app, 1).untagged, "not yet tagged")
        assert chosen(app) == "two"
        assert app.room.place is Place.LIST


async def test_n_goes_to_the_next_not_yet_tagged_round_the_end(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "home", "n")
        await until(pilot, lambda: chosen(app) == "two", "the second")
        press_keys(app, "n")
        await until(pilot, lambda: chosen(app) == "four", "the fourth")
        press_keys(app, "n")
        await until(pilot, lambda: chosen(app) == "two", "the second again")
        await until(pilot, lambda: "From the top again." in screen_text(app), "that it went round")
        type_keys(app, "a")
        press_keys(app, "n")
        type_keys(app, "a")
        press_keys(app, "n")
        await until(pilot, lambda: "All are tagged." in screen_text(app), "the sentence")


async def test_an_edit_shows_the_line_as_it_was_and_gives_back_what_was_typed(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "half a thou")
        await until(pilot, lambda: app.room.entry.line == "half a thou", "the words")
        app.room.action_to_list()
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        press_keys(app, "e")
        as_typed = "P7: four #rota !idea %paraphrase ~para"
        await until(pilot, lambda: app.room.entry.line == as_typed, "the line")
        await shown(pilot, "Editing P7, 14:07")
        press_keys(app, "home")
        for _ in range(4):
            press_keys(app, "delete")
        press_keys(app, "f3")
        type_keys(app, "P1: twenty-\r")
        await until(pilot, lambda: nth(app, 3).words == "twenty-four", "the change")
        one = nth(app, 3)
        assert (one.by, one.areas, one.kind) == ("P1", (Area.ROLES,), Kind.IDEA)
        assert (one.codes, one.captured) == (("rota",), Captured.PARAPHRASE)
        await until(pilot, lambda: app.room.entry.line == "half a thou", "what was typed before")
        assert is_in_line(app)
        assert app.file.count() == 4


async def test_an_edit_is_not_taken_for_a_new_line_and_what_is_changed_stays_in_sight(
    app: CaptureApp,
) -> None:
    fill(app.file, *(f"line {number}" for number in range(60)))
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "home", "down", "e")
        await until(pilot, lambda: "edit ▸ P3: two" in screen_text(app), "the sign of an edit")
        await until(pilot, lambda: "▸14:07  P3   two" in screen_text(app), "the row, in sight")
        type_keys(app, " or three\r")
        sentence = "Changed: P3, 14:07. ^G u brings back what it was before."
        await until(pilot, lambda: sentence in screen_text(app), "what was done")
        await shown(pilot, "▸14:07  P3   two or three")
        await until(pilot, lambda: "edit ▸" not in screen_text(app), "the end of the edit")
        press_keys(app, "ctrl+g", "u")
        await until(pilot, lambda: nth(app, 1).words == "two", "the former words")
        type_keys(app, "new\r")
        await until(pilot, lambda: "the room   new" in screen_text(app), "the newest row")


async def test_words_that_somebody_else_changed_meanwhile_are_kept_beside_mine(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "e")
        await until(pilot, lambda: app.room.entry.line.startswith("P7: four"), "the line")
        with open_file(app.file.path, 5000, author="Alex") as other:
            other.edit(nth(app, 3).id, words="four of us")
        press_keys(app, "home")
        for _ in range(4):
            press_keys(app, "delete")
        type_keys(app, "P7: twenty-\r")
        told = "Somebody else changed the same while you wrote"
        await until(pilot, lambda: told in screen_text(app), "that both are kept")
        (conflict,) = app.file.conflicts()
        assert {each.value for each in conflict.versions} == {"four of us", "twenty-four"}


async def test_escape_leaves_the_contribution_as_it_was(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        before = len(app.file.history())
        press_keys(app, "e")
        await until(pilot, lambda: app.room.entry.line.startswith("P7: four"), "the line")
        type_keys(app, " and more")
        press_keys(app, "escape")
        type_keys(app, "new")
        await until(pilot, lambda: app.room.entry.line == "new", "an ordinary line")
        assert len(app.file.history()) == before


async def test_an_edit_that_changes_nothing_writes_nothing(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        before = len(app.file.history())
        press_keys(app, "e")
        await until(pilot, lambda: app.room.entry.line.startswith("P7: four"), "the line")
        press_keys(app, "enter")
        await until(pilot, lambda: app.room.entry.line == "", "the empty line")
        assert len(app.file.history()) == before


async def test_saved_words_cannot_be_put_off_record_by_an_edit_and_stay_in_the_line(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "e")
        await until(pilot, lambda: app.room.entry.line.startswith("P7: four"), "the line")
        press_keys(app, "ctrl+g", "o", "enter")
        await until(pilot, lambda: "cannot be put off record" in screen_text(app), "why")
        assert app.room.entry.line.endswith("%off")
        assert nth(app, 3).sharing is Sharing.PARAPHRASE


async def test_d_takes_out_and_u_brings_back(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "d")
        await until(
            pilot, lambda: "Take this out of every list?" in screen_text(app), "the question"
        )
        assert app.file.count() == 4
        press_keys(app, "d")
        await until(pilot, lambda: app.file.count() == 3, "one taken out")
        await until(pilot, lambda: "u brings it back" in screen_text(app), "the sentence")
        assert chosen(app) == "three"
        press_keys(app, "u")
        await until(pilot, lambda: app.file.count() == 4, "it is back")
        await until(pilot, lambda: chosen(app) == "four", "the cursor on it")
        assert app.room.place is Place.LIST


async def test_when_the_last_one_is_taken_out_the_line_has_the_focus(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "d", "d", "d", "y", "d", "d", "d", "y")
        await until(pilot, lambda: app.file.count() == 0 and is_in_line(app), "the line")
        await until(pilot, lambda: "^G u brings it back" in screen_text(app), "how it comes back")
        press_keys(app, "ctrl+g", "u")
        await until(pilot, lambda: app.file.count() == 1, "the last one is back")


@pytest.mark.parametrize("key", ["escape", "u", "a", "up"])
async def test_any_other_key_leaves_what_d_asked_about(app: CaptureApp, key: str) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        before = len(app.file.history())
        press_keys(app, "d", key)
        await until(pilot, lambda: app.room.list_desk._asked_out is None, "an answer")
        await until(
            pilot, lambda: "Take this out" not in screen_text(app), "the end of the question"
        )
        assert app.room.place is Place.LIST
        assert (app.file.count(), len(app.file.history())) == (4, before)


@pytest.mark.parametrize("words", ["Nobody asks", "7 of us", " ", "’s", "é", "我們", "(laughs)"])
async def test_words_typed_in_the_list_go_to_the_line(app: CaptureApp, words: str) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "half ")
        await until(pilot, lambda: app.room.entry.line == "half ", "the words")
        app.room.action_to_list()
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        before = len(app.file.history())
        type_keys(app, words)
        await until(pilot, lambda: app.room.entry.line == f"half {words}", "all of them, in order")
        assert is_in_line(app)
        assert len(app.file.history()) == before


async def test_a_paste_in_the_list_goes_to_the_line(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        paste(app, "dear\nall")
        await until(pilot, lambda: app.room.entry.line == "dear\nall", "the words")
        assert is_in_line(app)


async def test_letters_that_come_faster_than_hands_type_are_words(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        for letter in "dear all":
            app.post_message(KeyOfWords("space" if letter == " " else letter, letter))
        await until(pilot, lambda: app.room.entry.line == "dear all", "the words")
        assert is_in_line(app)
        assert app.file.count() == 4


async def test_tab_does_not_go_into_an_empty_list(app: CaptureApp) -> None:
    app.file.remove([one.id for one in app.file.contributions()])
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        press_keys(app, "tab")
        type_keys(app, "x")
        await until(pilot, lambda: app.room.entry.line == "x", "a letter")
        assert is_in_line(app)


async def test_a_code_is_put_on_the_chosen_one_and_the_line_stays(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "half")
        await until(pilot, lambda: app.room.entry.line == "half", "the words")
        app.room.action_to_list()
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        press_keys(app, "up")
        type_keys(app, "#")
        await until(pilot, lambda: "Code:" in screen_text(app), "the strip")
        type_keys(app, "ro")
        press_keys(app, "enter")
        await until(pilot, lambda: nth(app, 2).codes == ("rota",), "the code")
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        assert chosen(app) == "three"
        assert app.room.entry.line == "half"
        type_keys(app, "#")
        press_keys(app, "escape")
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        assert nth(app, 2).codes == ("rota",)


async def test_finding_narrows_the_list_and_goes_to_what_was_found(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "half")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "t")
        await until(pilot, lambda: app.room.rows.count == 2, "two and three")
        await until(pilot, lambda: "▸14:07  the room   three" in screen_text(app), "one chosen")
        await shown(pilot, "Find t")
        press_keys(app, "up", "enter")
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        assert chosen(app) == "two"
        assert app.room.rows.count == 4
        press_keys(app, "escape")
        await until(pilot, lambda: is_in_line(app), "the line")
        assert app.room.entry.line == "half"


async def test_escape_ends_finding_where_it_began(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "home")
        type_keys(app, "/")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "nothing of the kind")
        await until(pilot, lambda: app.room.rows.count == 0, "nothing found")
        await until(pilot, lambda: "Nothing found. Escape shows all." in screen_text(app), "so")
        press_keys(app, "escape")
        await until(pilot, lambda: app.room.place is Place.LIST, "the list")
        assert chosen(app) == "one"


async def test_from_where_the_speaker_of_a_row_speaks_is_noted_and_taken_back(
    app: CaptureApp,
) -> None:
    session = app.file.session().id

    def said(handle: str) -> tuple[str, ...]:
        return next(
            each.perspectives for each in app.file.participants(session) if each.handle == handle
        )

    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "f")
        await until(pilot, lambda: "From where P7 speaks:" in screen_text(app), "the question")
        type_keys(app, "coun\r")
        await until(pilot, lambda: set(said("P7")) == {"provider", "council-officer"}, "one more")
        sentence = "From where P7 speaks: provider, council officer."
        await until(pilot, lambda: sentence in screen_text(app), "what holds now")
        assert app.room.place is Place.LIST
        press_keys(app, "u")
        await until(pilot, lambda: said("P7") == ("provider",), "as it was")
        press_keys(app, "up", "f")
        await until(pilot, lambda: "nobody by a handle" in screen_text(app), "that nobody is named")


async def test_from_where_the_speaker_of_the_line_speaks_is_noted_beside_it(
    app: CaptureApp,
) -> None:
    def said(handle: str) -> tuple[str, ...]:
        people = app.file.participants(app.file.session().id)
        return next((each.perspectives for each in people if each.handle == handle), ())

    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "P9: we drive")
        press_keys(app, "ctrl+g", "f")
        type_keys(app, "bus driver\r")
        await until(pilot, lambda: said("P9") == ("bus driver",), "own words")
        await until(pilot, lambda: "⟨P9 bus driver⟩" in screen_text(app), "the chip")
        type_keys(app, " the bus\r")
        await until(pilot, lambda: app.words()[-1] == "we drive the bus", "the line")
        press_keys(app, "ctrl+g", "f")
        type_keys(app, "p9\rbus\r")
        await until(pilot, lambda: said("P9") == (), "taken off again")
        assert app.room.entry.line == ""


async def test_undo_names_what_it_took_back(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "s", "home", "u")
        name = name_of(app.file.contributions()[-1])
        sentence = f"Taken back: your last change to {name}."
        await until(pilot, lambda: sentence in screen_text(app), "what was taken back")


def test_every_undo_says_what_is_so_now(app: CaptureApp) -> None:
    file, ids = app.file, [one.id for one in app.file.contributions()]
    file.tag(ids, add=["rota"])
    assert undone.told(file, file.undo()) == "Taken back: your last change to 3 contributions."
    newest = name_of(nth(app, 3))
    assert undone.told(file, file.undo()) == f"Taken back: {newest}, out of every list now."
    while (last := file.undo()) is not None:
        assert undone.told(file, last)
    assert undone.told(file, None) == "There is nothing left that you could take back."


def test_an_undo_says_that_there_is_something_to_settle_again(tmp_path: Path) -> None:
    with SessionFile.open(merged(tmp_path), author="Kim") as file:
        one = file.conflicts()[0]
        file.settle(one.id, keep=1)
        told = undone.told(file, file.undo())
        assert told.startswith("Taken back: your last change to ")
        assert told.endswith(". 1 difference to settle again.")


async def test_one_undo_in_the_list_takes_a_whole_import_out(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        before = app.words()
        rows = b"words,author,at\nMore buses,Ines,2026-03-20T10:00:00+00:00\nA lift,,\n"
        app.file.bring(read(rows, "x.csv"), session=app.file.session().id)
        press_keys(app, "u")
        told = "Taken back: your import, with 2 contributions out of every list now."
        await until(
            pilot, lambda: told in " ".join(screen_text(app).split()), "what was taken back"
        )
        assert app.words() == before


async def test_undo_from_the_line_takes_back_the_last_save_and_keeps_what_is_typed(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        type_keys(app, "five\rsix")
        press_keys(app, "ctrl+g", "u")
        await until(pilot, lambda: app.file.count() == 4, "five is taken back")
        await until(pilot, lambda: "out of every list now" in screen_text(app), "the sentence")
        assert app.room.entry.line == "six"
        assert is_in_line(app)


async def test_keys_typed_ahead_follow_the_focus_in_their_order(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        press_keys(app, "up", "a", "e")
        type_keys(app, " and dear\r")
        press_keys(app, "up")
        type_keys(app, "#du")
        press_keys(app, "enter", "up", "r", "down", "down")
        type_keys(app, "dear me\r")
        await until(pilot, lambda: app.file.count() == 5, "the new one")
        await until(pilot, lambda: is_in_line(app), "the line")
        press_keys(app, "ctrl+f")
        type_keys(app, "dear")
        press_keys(app, "enter", "s", "escape")
        type_keys(app, "six\r")
        await until(pilot, lambda: app.file.count() == 6, "the sixth")
    assert app.words() == ["one", "two", "three", "four and dear", "dear me", "six"]
    assert nth(app, 2).areas == (Area.ROLES,)
    assert nth(app, 3).areas == (Area.ATTITUDES,)
    assert nth(app, 3).codes == ("du", "rota")
    assert nth(app, 4).areas == (Area.SYSTEM,)


async def test_what_another_window_does_leaves_the_cursor_on_its_contribution(
    app: CaptureApp,
) -> None:
    with open_file(app.file.path, 5000, author="Ali") as other:
        async with app.run_test(size=NARROW) as pilot:
            await into_list(pilot, app)
            press_keys(app, "home", "down")
            await until(pilot, lambda: chosen(app) == "two", "the second")
            other.remove([nth(app, 0).id])
            await until(pilot, lambda: app.room.rows.count == 3, "one row less")
            assert chosen(app) == "two"
            fill(other, "five")
            await until(pilot, lambda: app.room.rows.count == 4, "one row more")
            assert chosen(app) == "two"
            assert app.room.place is Place.LIST
