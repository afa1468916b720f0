"""The one table of commands: complete, without clashes, and the same in the README."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.commands import TABLE, Command, Place, belonging_to, command
from listening.app.commands.command import brief_key, long_key
from listening.app.commands.footing import fitting, wanted, width_of
from tests.app.table_checks import clashes, twinless, unsendable, without_leader
from tests.readme import keys, stands_in_readme


def test_no_key_means_two_things_in_one_place() -> None:
    assert clashes(TABLE) == ()


def test_a_clash_is_found_between_a_place_and_everywhere() -> None:
    stray = replace(command("home.new"), id="home.stray", keys=("ctrl+q",))
    assert clashes([*TABLE, stray]) == ("ctrl+q means both app.quit and home.stray in home",)


def test_every_key_arrives_from_every_terminal() -> None:
    assert unsendable(TABLE) == ()


@pytest.mark.parametrize(
    "key", ["ctrl+h", "ctrl+i", "ctrl+m", "ctrl+1", "alt+a", "shift+enter", "f11", "shift+f3"]
)
def test_a_key_that_does_not_arrive_is_named(key: str) -> None:
    stray = replace(command("home.new"), keys=(key,))
    assert unsendable([stray]) == (f"{key} of home.new does not arrive from every terminal",)


def test_every_f_key_has_a_twin() -> None:
    assert twinless(TABLE) == ()
    assert twinless([replace(command("app.help"), keys=("f1", "f9"))]) != ()


def test_a_key_that_follows_another_has_something_that_waits_for_it() -> None:
    assert without_leader(TABLE) == ()
    assert without_leader([replace(command("home.new"), keys=("ctrl+g n",))]) != ()


@pytest.mark.parametrize("what", ["agenda", "alike", "promises", "relations", "figures", "voices"])
def test_what_leads_somewhere_has_the_same_letter_in_the_line_and_in_the_list(what: str) -> None:
    led = [key.removeprefix("ctrl+g ") for key in command(f"capture.{what}").keys]
    assert led[0] == command(f"list.{what}").keys[0]


def test_the_letter_of_a_new_promise_never_says_that_one_was_kept() -> None:
    (letter,) = command("list.promise").keys
    assert letter in command("promises.new").keys
    assert letter not in command("promises.kept").keys


def test_ids_are_unique_and_begin_with_where_they_belong() -> None:
    ids = [entry.id for entry in TABLE]
    assert len(set(ids)) == len(ids)
    assert all(entry.id.partition(".")[2] for entry in TABLE)


def test_every_command_says_what_it_does_in_a_whole_sentence() -> None:
    for entry in TABLE:
        assert entry.title, entry.id
        assert entry.help[0].isupper(), entry.id
        assert entry.help.endswith("."), entry.id


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    from listening.app.bindings import bindings

    made = [binding for place in Place for binding in bindings(place)]
    assert made
    assert all(getattr(binding, "id", "") and getattr(binding, "tooltip", "") for binding in made)


def test_the_entry_keeps_its_own_keys_out_of_the_bindings() -> None:
    from listening.app.bindings import bindings

    bound = {getattr(binding, "id", "") for binding in bindings(Place.CAPTURE)}
    own = {entry.id for entry in belonging_to(Place.CAPTURE) if entry.in_order}
    assert own.isdisjoint(bound)


def test_keys_are_written_for_people() -> None:
    assert long_key("ctrl+g 1") == "Ctrl+G then 1"
    assert brief_key("ctrl+g 1") == "^G 1"
    assert [long_key(key) for key in ("f2", "a", "?", "shift+tab", "escape")] == [
        "F2",
        "a",
        "?",
        "Shift+Tab",
        "Escape",
    ]


def test_at_80_columns_the_footer_keeps_the_keys_that_catch_words() -> None:
    offered = wanted([entry for entry in TABLE if entry.applies([Place.CAPTURE])])
    kept = {entry.id for entry in fitting(offered, 78)}
    needed = "capture.save capture.attitudes capture.roles capture.system capture.more app.help"
    assert set(needed.split()) <= kept


@pytest.mark.parametrize(
    ("place", "needed"),
    [
        (Place.HOME, "open new merge share promises find"),
        (Place.LIST, "back attitudes roles system edit remove promise link"),
        (Place.FOUND, "open attitudes roles system together export leave"),
        (Place.PLAYBACK, "yes correct withdraw more previous next undo together"),
        (Place.PROMISES, "new edit kept felt undo leave"),
    ],
)
def test_at_80_columns_each_place_names_what_people_came_for(place: Place, needed: str) -> None:
    offered = wanted(belonging_to(place, Place.EVERYWHERE))
    kept = {entry.id.partition(".")[2] for entry in fitting(offered, 78)}
    assert {*needed.split(), "help"} <= kept


@given(st.sets(st.sampled_from(TABLE)), st.integers(min_value=0, max_value=300))
def test_a_footer_never_takes_more_room_than_there_is(some: set[Command], width: int) -> None:
    offered = wanted([entry for entry in TABLE if entry in some])
    kept = fitting(offered, width)
    assert width_of(kept) <= width
    ids = {entry.id for entry in kept}
    left = [entry for entry in offered if entry.id not in ids]
    assert all(one.rank >= other.rank for one in kept for other in left)


def test_the_readme_lists_every_command() -> None:
    assert stands_in_readme("keys", keys())
    listed = re.sub(r"\d", "0", keys())
    assert all(re.sub(r"\d", "0", entry.help) in listed for entry in TABLE)


def test_the_table_needs_no_screen_library() -> None:
    code = (
        "import sys, listening.app.commands\n"
        "import listening.app.commands.footing\n"
        "print(sorted({'textual', 'rich', 'sqlite3'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_footer_in_short_words_tells_what_f1_does_where_there_is_room() -> None:
    offered = wanted(belonging_to(Place.PLAYBACK, Place.EVERYWHERE))
    told = [f"{entry.key_text} {entry.word}".rstrip() for entry in fitting(offered, 78)]
    assert told[0] == "y yes"
    assert told[-1] == "F1 help"


def test_a_narrow_footer_says_how_to_go_on_coding() -> None:
    offered = wanted(belonging_to(Place.CODING, Place.EVERYWHERE))
    told = [f"{entry.key_text} {entry.word}".rstrip() for entry in fitting(offered, 38)]
    assert told[:3] == ["a", "r", "s"]
    assert {"→ next", "F1 help"} <= set(told)


def test_a_narrow_footer_keeps_every_key_of_the_line_in_short() -> None:
    offered = wanted(belonging_to(Place.CAPTURE, Place.EVERYWHERE))
    told = [f"{entry.key_text} {entry.word}".rstrip() for entry in fitting(offered, 38)]
    assert told == ["Enter", "F2 A", "F3 R", "F4 S", "^G", "F1"]
