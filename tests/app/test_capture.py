"""The capture screen: words first, never lost, never out of order."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.app.capture import waiting
from listening.app.commands import Place, belonging_to
from listening.app.widgets.chips import Chips
from listening.model.errors import NotSaved
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Kind, Sharing
from listening.store.session_file import SessionFile
from tests.app.capture_room import CaptureApp, fill, is_in_line, make, open_file
from tests.app.goldens import looks_like
from tests.app.waiting import (
    NARROW,
    WIDE,
    paste,
    press_keys,
    screen_text,
    shown,
    stable,
    type_keys,
    until,
)

HOSTILE = "[/nope] [@click=app.quit]x[/] \x1b]0;x\x07 <b>*_ \\[x]"
HEARD = (
    "P3: Mum's carers change every week and nobody tells us who is coming. !barrier /r /s",
    "P7: We write the rota on Friday. I know how that sounds. !experience /r",
    "P1: I stopped asking, because asking counts against you. /a %paraphrase",
    "P3: The one year it worked we had a person to ring. One person. !works /s",
    "Laughter of recognition, then a long silence. !access",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "brixton.sqlite"
    make(found)
    return found


@pytest.fixture
async def app(path: Path) -> AsyncIterator[CaptureApp]:
    with open_file(path) as file:
        yield CaptureApp(file)


async def up(pilot: Pilot[None], app: CaptureApp) -> None:
    await until(pilot, lambda: app.is_up, "the capture screen")


async def told(pilot: Pilot[None], words: str) -> None:
    """Wait until these words are to be read, on however many lines."""
    app = pilot.app
    await until(pilot, lambda: words in " ".join(screen_text(app).split()), repr(words))


async def saved(pilot: Pilot[None], app: CaptureApp, count: int) -> tuple[Contribution, ...]:
    await until(pilot, lambda: app.file.count() == count, f"{count} contributions")
    return app.file.contributions()


@pytest.mark.parametrize(("size", "name"), [(NARROW, "capture-narrow"), (WIDE, "capture-wide")])
async def test_it_looks_as_it_should(app: CaptureApp, size: tuple[int, int], name: str) -> None:
    fill(app.file, *HEARD, prompt=2)
    async with app.run_test(size=size) as pilot:
        await up(pilot, app)
        type_keys(app, "P7: If we lost the contract for telling you, we would be in trouble for it")
        press_keys(app, "f3")
        await until(pilot, lambda: app.room.entry.line.endswith("/r"), "the tag")
        await looks_like(pilot, name)


async def test_the_letters_after_the_leader_are_told(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g")
        await until(pilot, lambda: app.room.strip.display, "the strip")
        await looks_like(pilot, "capture-leader")


@pytest.mark.parametrize(
    ("keys", "name"), [((), "capture-small"), (("ctrl+g",), "capture-small-leader")]
)
async def test_a_small_terminal_shows_every_key_that_matters(
    app: CaptureApp, keys: tuple[str, ...], name: str
) -> None:
    fill(app.file, *HEARD, "P3: " + "and then nobody rang, " * 30)
    async with app.run_test(size=(40, 12)) as pilot:
        await up(pilot, app)
        press_keys(app, *keys)
        await until(pilot, lambda: app.room.entry.is_leading == bool(keys), "the keys")
        await looks_like(pilot, name)


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (99, 24)])
async def test_it_survives_small_terminals(app: CaptureApp, size: tuple[int, int]) -> None:
    fill(app.file, *HEARD)
    async with app.run_test(size=size) as pilot:
        await up(pilot, app)
        type_keys(app, "still here\r")
        assert (await saved(pilot, app, 6))[-1].words == "still here"
        assert is_in_line(app)


async def test_enter_saves_and_shows_and_leaves_an_empty_line(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "P1: nobody asks us #rota !idea %analysis ~para\r")
        (one,) = await saved(pilot, app, 1)
        assert (one.words, one.by, one.codes, one.kind) == (
            "nobody asks us",
            "P1",
            ("rota",),
            Kind.IDEA,
        )
        assert (one.sharing, one.captured.value) == (Sharing.ANALYSIS, "paraphrase")
        await until(pilot, lambda: "nobody asks us" in screen_text(app), "the row")
        await until(pilot, lambda: "saved 14:07:31" in screen_text(app), "the saved state")
        assert app.room.entry.line == ""
        assert is_in_line(app)


async def test_what_was_due_when_the_screen_closed_does_nothing(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        room = app.room
    room.tick()
    room._count_again()


async def test_keys_that_tag_keep_their_place_while_the_app_stalls(app: CaptureApp) -> None:
    lines = [f"line {number} with words enough to be typed" for number in range(40)]
    keys = {"f2": Area.ATTITUDES, "f3": Area.ROLES, "f4": Area.SYSTEM}
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        stalling = app.set_interval(1, lambda: time.sleep(0.25))
        for number, line in enumerate(lines):
            type_keys(app, line[:10])
            press_keys(app, list(keys)[number % 3])
            type_keys(app, line[10:])
            press_keys(app, "enter")
        found = await saved(pilot, app, 40)
        stalling.stop()
    assert [one.words for one in found] == lines
    assert [one.areas for one in found] == [(list(keys.values())[n % 3],) for n in range(40)]


async def test_a_prompt_key_keeps_its_place_among_the_lines(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "one\r")
        press_keys(app, "f8")
        type_keys(app, "two\r")
        press_keys(app, "f8", "f8", "ctrl+g")
        type_keys(app, "b")
        type_keys(app, "three\r")
        press_keys(app, "ctrl+g")
        type_keys(app, "p3four\r")
        found = await saved(pilot, app, 4)
        assert [one.prompt_number for one in found] == [1, 2, 2, 3]
        await until(pilot, lambda: "3 of 3" in screen_text(app), "the third prompt")
        assert is_in_line(app)


async def test_a_paste_of_many_lines_is_one_contribution(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        paste(app, "one\ntwo\r\nthree")
        press_keys(app, "ctrl+j")
        type_keys(app, "four")
        press_keys(app, "f2", "enter")
        (one,) = await saved(pilot, app, 1)
        assert one.words == "one\ntwo\nthree\nfour"
        assert one.areas == (Area.ATTITUDES,)


async def test_the_lines_of_a_paste_can_be_saved_each_as_a_contribution(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        paste(app, "P1: one /s\n\nP9: two !idea\nthree")
        told = "⟨3 lines: Enter saves them as one contribution, ^G l as 3⟩"
        await until(pilot, lambda: told in screen_text(app), "what becomes of them")
        press_keys(app, "ctrl+g", "l")
        found = await saved(pilot, app, 3)
        assert [(one.words, one.by) for one in found] == [
            ("one", "P1"),
            ("two", "P9"),
            ("three", None),
        ]
        assert (found[0].areas, found[1].kind) == ((Area.SYSTEM,), Kind.IDEA)
        await until(pilot, lambda: "3 lines saved" in screen_text(app), "the sentence")
        assert app.room.entry.line == ""


async def test_a_line_that_cannot_be_saved_apart_stays_with_what_follows(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        paste(app, "one\nP1: /s\nthree")
        press_keys(app, "ctrl+g", "l")
        await saved(pilot, app, 1)
        await until(pilot, lambda: app.room.entry.line == "P1: /s\nthree", "what is left")
        await until(pilot, lambda: "There are no words" in screen_text(app), "why")
        type_keys(app, " and four")
        await until(pilot, lambda: app.room.entry.line.endswith("three and four"), "typing on")


async def test_what_is_chosen_after_the_leader_is_saved_with_the_words(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "they ring")
        for keys in ("h7", "kw", "sa", "tr", "cperson to ring"):
            press_keys(app, "ctrl+g")
            type_keys(app, keys)
            if keys[0] in "hc":
                press_keys(app, "enter")
        press_keys(app, "ctrl+g", "escape")
        type_keys(app, " back\r")
        (one,) = await saved(pilot, app, 1)
        assert (one.words, one.by, one.kind) == ("they ring back", "P7", Kind.WORKS)
        assert (one.sharing, one.captured.value) == (Sharing.ANALYSIS, "relayed")
        assert one.codes == ("person-to-ring",)


async def test_what_will_be_saved_is_told_before_enter(app: CaptureApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await up(pilot, app)
        type_keys(app, "p7: and P9 too /r /s #rota %named")
        chips = app.room.query_one(Chips)
        wanted = (
            "named quote; the room's rule caps this at unnamed quote",
            "Roles",
            "System",
            "P7 provider",
            "new theme rota",
        )
        await until(pilot, lambda: chips.texts == wanted, "the chips")
        press_keys(app, "ctrl+g", "o")
        await until(pilot, lambda: "off record: words will not be kept" in screen_text(app), "off")


async def test_off_record_words_never_reach_the_disk(app: CaptureApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "xyzzy secret %off")
        app.room.tick()
        type_keys(app, "\r")
        (one,) = await saved(pilot, app, 1)
        assert one.words is None
        assert b"xyzzy" not in path.read_bytes()


async def test_a_speaker_who_is_off_record_is_kept_out_of_lines_and_drafts(
    app: CaptureApp, path: Path
) -> None:
    app.file.set_participant(app.file.session().id, "P1", sharing=Sharing.OFF)
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "P1: xyzzy")
        await until(pilot, lambda: app.room.entry.line == "P1: xyzzy", "the line")
        app.room.keep_words()
        assert b"xyzzy" not in path.read_bytes()
        type_keys(app, "\r")
        (one,) = await saved(pilot, app, 1)
        assert (one.words, one.by) == (None, "P1")


async def test_words_that_cannot_be_saved_stay_in_the_line_and_the_reason_stays_too(
    app: CaptureApp, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Contribution:
        raise NotSaved(path, "the disk is full", "Your words are still in the line.")

    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        with monkeypatch.context() as patch:
            patch.setattr(SessionFile, "capture", full)
            type_keys(app, "keep me")
            press_keys(app, "enter")
            await until(pilot, lambda: "Not saved: the disk is full." in screen_text(app), "why")
        type_keys(app, " safe")
        await until(pilot, lambda: app.room.entry.line == "keep me safe", "the words")
        await shown(pilot, "Not saved: the disk is full.")
        assert app.room.status.saved_state == "not saved"
        press_keys(app, "enter")
        assert (await saved(pilot, app, 1))[0].words == "keep me safe"
        await until(pilot, lambda: "Not saved" not in screen_text(app), "the end of the trouble")


async def test_a_file_held_by_another_program_makes_a_line_wait_while_typing_goes_on(
    app: CaptureApp, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    # Whoever waited for the file would wait far beyond the end of this check.
    app.file._con.execute("PRAGMA busy_timeout = 1000000000")
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            other._con.execute("BEGIN IMMEDIATE")
            type_keys(app, "wait for me\r")
            await told(pilot, "waiting for the file …")
            await told(pilot, "“wait for me” will be saved")
            type_keys(app, "and then\rme too")
            await until(pilot, lambda: app.room.entry.line == "me too", "what is typed on")
            await told(pilot, "“wait for me” and 1 more will be saved")
            assert app.room.line_desk.draft_text() == "wait for me\nand then\nme too"
            other._con.execute("ROLLBACK")
            assert [one.words for one in await saved(pilot, app, 2)] == ["wait for me", "and then"]
            await until(pilot, lambda: "waiting for" not in screen_text(app), "all is saved")
            assert app.room.entry.line == "me too"


async def test_what_waits_for_long_says_why_and_comes_back_into_the_line_by_a_key(
    app: CaptureApp, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr(waiting, "_LONG", 0.0)
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            other._con.execute("BEGIN IMMEDIATE")
            type_keys(app, "P3: wait for me /r\r")
            await told(pilot, "! Not saved yet: another program is using the file.")
            press_keys(app, "escape")
            await until(pilot, lambda: app.room.entry.line == "P3: wait for me /r", "its words")
            await told(pilot, "Your words are in the line; Enter saves them.")
            other._con.execute("ROLLBACK")
            press_keys(app, "enter")
            assert (await saved(pilot, app, 1))[0].by == "P3"
            await until(pilot, lambda: "Not saved" not in screen_text(app), "the end of it")


async def test_a_session_in_which_a_line_waits_is_not_left_without_asking(
    app: CaptureApp, path: Path
) -> None:
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            other._con.execute("BEGIN IMMEDIATE")
            type_keys(app, "wait for me\r")
            await told(pilot, "waiting for the file …")
            press_keys(app, "ctrl+o")
            await told(pilot, "A line is not saved yet")
            assert app.asked == []
            press_keys(app, "s")
            await until(pilot, lambda: app.focused is app.room.entry, "the line")
            other._con.execute("ROLLBACK")
            await saved(pilot, app, 1)
            press_keys(app, "ctrl+o")
            await until(pilot, lambda: app.asked == ["leave"], "it is left")


async def test_a_change_waits_in_the_line_and_is_saved_as_soon_as_it_can_be(
    app: CaptureApp, path: Path
) -> None:
    fill(app.file, "one")
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            press_keys(app, "up", "e")
            await until(pilot, lambda: app.room.entry.line == "one", "the words")
            other._con.execute("BEGIN IMMEDIATE")
            type_keys(app, " more\r")
            await told(pilot, "the change will be saved as soon as it can be")
            assert app.room.entry.line == "one more"
            other._con.execute("ROLLBACK")
            await until(pilot, lambda: app.words() == ["one more"], "the change")
            await told(pilot, "Changed: ")


async def test_a_deed_on_a_row_is_refused_while_the_file_is_held_and_nothing_is_called_unsaved(
    app: CaptureApp, path: Path
) -> None:
    app.file._con.execute("PRAGMA busy_timeout = 1000000000")
    fill(app.file, "one")
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            press_keys(app, "up")
            await until(pilot, lambda: app.room.focused is app.room.rows, "the list")
            other._con.execute("BEGIN IMMEDIATE")
            press_keys(app, "s")
            await told(pilot, "Press the key again in a moment")
            assert app.room.status.saved_state == "all saved"
            other._con.execute("ROLLBACK")


async def test_a_file_that_cannot_be_read_for_a_while_says_so_and_no_more_once_it_can(
    app: CaptureApp, path: Path
) -> None:
    app.file._con.execute("PRAGMA busy_timeout = 1000000000")
    fill(app.file, "one")
    with open_file(path, 5000) as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            await told(pilot, "all saved")
            other._con.execute("BEGIN EXCLUSIVE")
            await told(pilot, "could not be read")
            type_keys(app, "typing goes on")
            await told(pilot, "typing goes on")
            assert app.room.status.saved_state == "all saved"
            other._con.execute("ROLLBACK")
            await until(pilot, lambda: "could not be read" not in screen_text(app), "its end")


async def test_marks_without_words_are_not_saved_and_nobody_is_told_of_a_disk(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "/r\r")
        await until(pilot, lambda: "There are no words" in screen_text(app), "the sentence")
        type_keys(app, "x")
        await until(pilot, lambda: "There are no words" not in screen_text(app), "its end")
        assert app.room.entry.line == "/rx"
        assert app.file.count() == 0


async def test_two_windows_see_each_other_and_disturb_nothing(app: CaptureApp, path: Path) -> None:
    with open_file(path, 5000, author="Ali") as other:
        async with app.run_test(size=NARROW) as pilot:
            await up(pilot, app)
            type_keys(app, "half a sent")
            press_keys(app, "left")
            await until(pilot, lambda: app.room.entry.line == "half a sent", "the words")
            fill(other, "P3: from the other window /s")
            await until(pilot, lambda: "from the other window" in screen_text(app), "the other's")
            await until(
                pilot, lambda: app.room.picture.tally.areas[Area.SYSTEM] == 1, "the figures"
            )
            assert app.room.entry.line == "half a sent"
            assert app.room.entry.cursor_location == (0, 10)
            assert is_in_line(app)


async def test_hostile_words_are_shown_everywhere_and_act_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "hostile.sqlite"
    make(path, title=HOSTILE, safeguarding=HOSTILE)
    with open_file(path) as file:
        session = file.session().id
        file.set_participant(session, "P1", perspectives=[HOSTILE])
        fill(file, f"P1: {HOSTILE}", f"P7: {HOSTILE} /r #rota")
        file.keep_draft(HOSTILE)
    with open_file(path, 3000) as file:
        app = CaptureApp(file)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await up(pilot, app)
            press_keys(app, "f6")
            type_keys(app, HOSTILE.replace("\x1b", ""))
            press_keys(app, "ctrl+g", "c")
            type_keys(app, "[/x]")
            press_keys(app, "escape", "enter")
            await saved(pilot, app, 3)
            press_keys(app, "ctrl+f")
            await until(pilot, lambda: app.room.place is Place.FIND, "finding")
            type_keys(app, "[/nope")
            await until(pilot, lambda: app.room.rows.count == 3, "what was found")
            await stable(pilot)
            await shown(pilot, "[/nope] [@click=app.quit]x[/]")
            assert "\x1b" not in screen_text(app)


async def test_the_panel_folds_away_on_narrow_screens(app: CaptureApp) -> None:
    fill(app.file, *HEARD)
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        await stable(pilot)
        await shown(pilot, "A 1  R 2  S 2  none 0  not yet 1 · not heard: social worker")


@pytest.mark.parametrize(("size", "name"), [(NARROW, "80x24"), (WIDE, "120x40")])
async def test_the_safeguarding_contact_is_one_key_away_and_nothing_is_recorded(
    tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    path = tmp_path / "s.sqlite"
    make(path, safeguarding="Ms Okoro, 020 7946 0000")
    with open_file(path) as file:
        app = CaptureApp(file)
        async with app.run_test(size=size) as pilot:
            await up(pilot, app)
            before = len(file.history())
            press_keys(app, "f6")
            await until(pilot, lambda: "Ms Okoro, 020 7946 0000" in screen_text(app), "the contact")
            await looks_like(pilot, f"safeguarding-{name}")
            assert len(file.history()) == before
            assert is_in_line(app)


async def test_leaving_keeps_the_words_as_a_draft(app: CaptureApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "not yet said")
        press_keys(app, "ctrl+o")
        await until(pilot, lambda: app.asked == ["leave"], "leaving")
        assert b"not yet said" in path.read_bytes()


@pytest.mark.parametrize(
    "keys", [keys for entry in belonging_to(Place.CAPTURE) for keys in entry.keys]
)
async def test_after_every_key_the_line_has_the_focus_again_and_its_words(
    app: CaptureApp, keys: str
) -> None:
    fill(app.file, "one", "two")
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        if keys != "up":
            type_keys(app, "kept /r")
        press_keys(app, *keys.split(" "), "escape")
        await until(pilot, lambda: app._message_queue.empty(), "every key handed over")
        await until(pilot, lambda: is_in_line(app), "the line")
        type_keys(app, "§")
        await until(pilot, lambda: "§" in app.room.entry.line, "a letter")
        words = [*app.words(), app.room.entry.line]
        assert any("kept" in (each or "") for each in words) or keys == "up"


async def test_a_click_beside_the_line_leaves_the_focus_where_it_was(app: CaptureApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await up(pilot, app)
        for place in ("#panel", "#chips", "#session-title", "#prompt", "#line-mark"):
            await pilot.click(place)
            assert is_in_line(app)
