"""What the capture screen knows and decides, apart from how it is drawn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.capture import choices, speaking_from
from listening.app.capture.chips import chips
from listening.app.capture.contribution_row import NOT_YET, OFF_RECORD, THE_ROOM, row_of
from listening.app.capture.editing import changes, line_of
from listening.app.capture.leader import KINDS, SHARINGS, WAYS, Numbers, Root, Terms
from listening.app.capture.open_prompt import OpenPrompt
from listening.app.capture.picture import Picture
from listening.app.capture.prompt_clock import minutes_in_words
from listening.app.commands import TABLE
from listening.app.widgets.panel import folded
from listening.model.quickline import Known, parse
from listening.model.records import Contribution, Participant, Prompt, Session
from listening.model.text import sanitise
from listening.model.vocabulary import Area, Captured, Check, Kind, Sharing
from listening.store.views import Tally

NOW = datetime(2026, 3, 24, 14, 0, tzinfo=UTC)


def participant(handle: str, *perspectives: str, sharing: Sharing | None = None) -> Participant:
    return Participant(
        id=handle, session="s", handle=handle, perspectives=perspectives, sharing=sharing
    )


PICTURE = Picture(
    session=Session(id="s", session="s", title="x", lenses="self-directed"),
    participants=(
        participant("P1", "draws-on", "carer"),
        participant("P2"),
        participant("P10", sharing=Sharing.ANALYSIS),
        participant("Table 3"),
    ),
    known=Known.of(["P1", "P2", "P10", "Table 3"]),
    tally=Tally(codes={"rota": 3, "rota-change": 1}),
)
PROMPTS = tuple(Prompt(id=token, session="s", text=token) for token in "abc")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", ()),
        (" ", ()),
        ("just words", ("the room",)),
        ("x %nmaed", ("%nmaed is no mark: it stays in the words", "the room")),
        ("P2: x /s %nmaed", ("%nmaed is no mark: it stays in the words", "P2")),
        ("P2: x !ideaa /s", ("!ideaa is no mark: it stays in the words", "System", "P2")),
        ("P2: x !ide", ("!ide…", "P2")),
        ("P2: x !ide ", ("!ide is no mark: it stays in the words", "P2")),
        ("P2: fifty %", ("P2",)),
        ("p1: x /s /a", ("Attitudes", "System", "P1 draws on care and support, unpaid carer, family or friend")),
        ("P9: x", ("new participant P9",)),
        ("x /none", ("none of the three", "the room")),
        ("x #rota #new", ("the room", "new theme new", "rota")),
        ("x !works ~para", ("the room", "what works", "paraphrase")),
        ("x %off", ("off record: words will not be kept", "the room")),
        ("x %named", ("named quote; the room's rule caps this at unnamed quote", "the room")),
        ("x %unnamed", ("unnamed quote", "the room")),
        ("P10: x", ("analysis only", "P10")),
        ("x \\#rota", ("the room",)),
    ],
)  # fmt: skip
def test_chips_tell_what_will_be_saved(line: str, told: tuple[str, ...]) -> None:
    assert chips(line, PICTURE) == told


def test_everything_of_a_room_that_is_off_record_is_off_record() -> None:
    session = Session(id="s", session="s", title="x", room_rule=Sharing.OFF)
    assert chips("x %unnamed", Picture(session)) == (
        "off record: words will not be kept",
        "the room",
    )


def test_speakers_are_found_by_what_was_typed() -> None:
    def shown(typed: str) -> list[str]:
        return [one.shown for one in choices.speakers(typed, PICTURE)]

    assert shown("") == [THE_ROOM, "P1", "P2", "P10", "Table 3"]
    assert shown("p1") == ["P1", "P10"]
    assert shown("10") == ["P10"]
    assert shown("t") == ["Table 3"]
    assert shown("7") == ["new participant P7"]
    assert shown("x:") == []


def test_perspectives_are_found_by_their_words_those_said_are_marked_and_own_words_are_taken() -> (
    None
):
    def shown(typed: str, *said: str) -> list[str]:
        return [one.shown for one in speaking_from.choices_of(typed, said)]

    assert shown("")[0] == "draws on care and support"
    assert shown("carer", "carer") == ["[x] unpaid carer, family or friend"]
    assert shown("fam") == ["unpaid carer, family or friend", "in their own words: fam"]
    assert shown("provider") == ["provider"]
    assert shown("bus", "bus driver") == ["[x] bus driver", "in their own words: bus"]
    assert shown("bus driver", "bus driver") == ["[x] bus driver"]


def test_the_same_perspective_again_takes_it_off() -> None:
    said = speaking_from.toggled(("carer",), "bus driver")
    assert said == ("carer", "bus driver")
    assert speaking_from.toggled(said, "carer") == ("bus driver",)
    assert speaking_from.sentence("P3", said) == (
        "From where P3 speaks: unpaid carer, family or friend, bus driver."
    )


def voiced(*participants: Participant, untagged: int = 0) -> Picture:
    return Picture(PICTURE.session, participants=participants, tally=Tally(untagged=untagged))


COUNTS = "A 0  R 0  S 0  none 0  not yet 0"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (200, "not heard: draws on support, family or friend, social worker, provider, commissioner, councillor"),
        (76, "not heard: draws on support, and 5 more"),
        (60, "6 not heard"),
        (40, ""),
    ],
)  # fmt: skip
def test_the_folded_figures_name_perspectives_whole_or_count_them(width: int, told: str) -> None:
    line = folded(voiced(participant("P1", "draws-on")), width)
    assert line == (f"{COUNTS} · {told}" if told else COUNTS)
    assert len(line) <= width


@pytest.mark.parametrize(
    ("width", "told"),
    [(80, "perspective not said: 2 of 2 people"), (60, "not said: 2 of 2 people"), (40, "")],
)
def test_where_nobody_said_from_where_they_speak_that_is_told_first(width: int, told: str) -> None:
    people = (replace(participant(handle), heard=1) for handle in ("P1", "P2"))
    line = folded(voiced(*people), width)
    assert line == (f"{COUNTS} · {told}" if told else COUNTS)


def test_codes_are_found_by_key_and_label_and_new_themes_come_last() -> None:
    def found(typed: str) -> list[str | None]:
        return [one.value for one in choices.codes(typed, PICTURE)]

    assert found("")[:2] == ["rota", "rota-change"]
    assert found("rota") == ["rota", "rota-change"]
    assert found("change") == ["rota-change", "change"]
    assert found("peer s")[0] == "self-directed/peer-support"
    assert found("Quiet room") == ["quiet-room"]
    assert found("!") == []


def test_every_term_has_a_letter_of_its_own() -> None:
    assert set(KINDS.values()) == set(Kind)
    assert set(SHARINGS.values()) == set(Sharing)
    assert set(WAYS.values()) == set(Captured)


def test_a_letter_puts_a_term_on_the_line_and_takes_it_off() -> None:
    kinds = Terms("Kind", KINDS, PICTURE)
    step = kinds.press("hello", "w")
    assert (step.line, step.stage) == ("hello !works", None)
    assert kinds.press(step.line, "w").line == "hello"
    assert kinds.press("hello", "z").stage is kinds


def test_a_letter_that_means_nothing_after_the_leader_changes_nothing() -> None:
    root = Root({})
    step = root.press("hello", "é")
    assert (step.line, step.stage, step.action) == ("hello", root, "")


def test_what_comes_after_the_leader_stands_in_one_group_by_its_first_letter() -> None:
    told = [hint.key for _, hints in Root({}).groups for hint in hints]
    letters = (
        [key.removeprefix("ctrl+g ") for key in entry.keys if key.startswith("ctrl+g ")]
        for entry in TABLE
    )
    assert sorted(told) == sorted(first for first, *_ in filter(None, letters))


def test_a_prompt_is_opened_as_soon_as_its_number_is_sure() -> None:
    assert Numbers(("a", "b")).press("x", "2").action == "open_prompt(2)"
    many = Numbers(tuple("abcdefghijkl"))
    first = many.press("x", "1")
    assert first.stage is not None
    assert first.stage.press("x", "2").action == "open_prompt(12)"
    assert first.stage.press("x", "enter").action == "open_prompt(1)"
    assert many.press("x", "3").action == "open_prompt(3)"
    assert many.press("x", "n").action == "next_prompt"
    nothing = Numbers(("a", "b")).press("x", "7")
    assert (nothing.action, nothing.stage) == ("", Numbers(("a", "b")))
    assert Numbers(()).press("x", "enter").action == ""


def test_prompts_stay_within_the_agenda_and_keep_their_time() -> None:
    opened = OpenPrompt("b", NOW)
    later = NOW + timedelta(minutes=5)
    assert opened.moved(PROMPTS, 1, later) == OpenPrompt("c", later)
    assert opened.moved(PROMPTS, 9, later).token == "c"
    assert opened.moved(PROMPTS, -9, later).token == "a"
    assert opened.still_there(PROMPTS, later) == opened
    assert opened.still_there(PROMPTS[2:], later) == OpenPrompt("c", later)
    assert opened.moved((), 1, later) == OpenPrompt(None, later)


@pytest.mark.parametrize(
    ("minutes", "planned", "words"),
    [
        (9.9, 20, "9 of 20 min"),
        (20, 20, "20 of 20 min"),
        (21, 20, "21 of 20 min, running over"),
        (3, None, "3 min"),
        (-2, 5, "0 of 5 min"),
    ],
)
def test_the_time_of_a_prompt_is_told_in_whole_minutes(
    minutes: float, planned: int | None, words: str
) -> None:
    assert minutes_in_words(NOW, NOW + timedelta(minutes=minutes), planned) == words


def contribution(**fields: Any) -> Contribution:
    usual: dict[str, Any] = {
        "id": "c1",
        "session": "s",
        "words": "x",
        "captured": Captured.VERBATIM,
        "check": Check.UNREAD,
    }
    return Contribution(**{**usual, "at": "2026-03-24T14:05:09+00:00", **fields})


def test_a_row_says_what_is_not_as_usual() -> None:
    row = row_of(contribution(by="P1"), Sharing.UNNAMED)
    assert (row.time, row.who, row.words, row.meta, row.areas) == ("14:05", "P1", "x", "", NOT_YET)
    row = row_of(
        contribution(
            words=None,
            kind=Kind.WORKS,
            sharing=Sharing.OFF,
            captured=Captured.WRITTEN,
            codes=("rota", "self-directed/peer-support"),
            check=Check.CONFIRMED,
            roles=True,
            system=True,
        ),
        Sharing.UNNAMED,
    )
    assert (row.who, row.words) == (THE_ROOM, OFF_RECORD)
    assert row.meta == "what works · written · rota · Peer support · confirmed"
    assert row.areas == "Roles · System"
    assert row_of(contribution(none_of_three=True), Sharing.UNNAMED).areas == "none of the three"
    assert row_of(contribution(sharing=Sharing.ANALYSIS), Sharing.UNNAMED).meta == "analysis only"


@given(
    st.none() | st.text(min_size=1).map(sanitise).filter(bool),
    st.sampled_from([None, "P1", "Table 3"]),
    st.sampled_from([None, *Kind]),
    st.sampled_from([None, *(level for level in Sharing if level is not Sharing.OFF)]),
    st.sampled_from(Captured),
    st.sets(st.sampled_from(["rota", "a", "self-directed/peer-support"])),
    st.sets(st.sampled_from(Area)),
)
def test_a_contribution_in_the_line_that_nobody_changed_changes_nothing(
    words: str | None,
    by: str | None,
    kind: Kind | None,
    sharing: Sharing | None,
    captured: Captured,
    codes: set[str],
    areas: set[Area],
) -> None:
    one = contribution(
        words=words,
        by=by,
        kind=kind,
        own_sharing=sharing if words is not None else Sharing.OFF,
        captured=captured,
        codes=tuple(sorted(codes)),
        none_of_three=not areas,
        **{area.value: True for area in areas},
    )
    assert changes(one, parse(line_of(one, PICTURE.known), PICTURE.known)) == {}


def test_only_what_was_changed_is_written() -> None:
    one = contribution(by="P1", kind=Kind.IDEA, roles=True)
    assert changes(one, parse("P2: y /s !idea", PICTURE.known)) == {
        "words": "y",
        "by": "P2",
        "areas": (Area.SYSTEM,),
        "none_of_three": False,
    }
    assert changes(one, parse("P1: x /r #rota ~written %analysis")) == {
        "codes": ("rota",),
        "kind": None,
        "sharing": Sharing.ANALYSIS,
        "captured": Captured.WRITTEN,
    }
    off = contribution(words=None, own_sharing=Sharing.OFF)
    assert changes(off, parse("these words are not kept %off")) == {}
