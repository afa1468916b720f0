"""What was edited by hand in an export comes in as changes to the same contributions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from listening.model.errors import WrongUse
from listening.model.quickline import parse
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Bond, Check, Sharing
from listening.sharing.readers import read
from listening.store.asked import PromptPlan
from listening.store.bringing import NotTaken, Outcome
from tests.sharing.importing.room import (
    NOW,
    SESSION,
    Hours,
    a_session,
    anew,
    brought_into,
    exported,
)

HOUR = 3_600_000


class Room:
    """A session in which three things were said, and its export, an hour later."""

    def __init__(self) -> None:
        self.clock = Hours(int(NOW.timestamp() * 1000) - HOUR)
        plan = [PromptPlan("What gets in the way?", 20), PromptPlan("What should be?")]
        self.file = a_session({"place": "Brixton", "room_rule": "named"}, plan, self.clock)
        prompt = self.file.prompts(SESSION)[0].id
        self.file.set_participant(SESSION, "P3", perspectives=["carer"], speaks_for=2)
        lines = ["P3: We wait for calls. /r #rota #calls", "P4: A secret %off", "Nobody asks us."]
        self.ids = [
            self.file.capture(parse(line), session=SESSION, prompt=prompt).id for line in lines
        ]
        self.text = exported(self.file)
        self.clock.ms = int(NOW.timestamp() * 1000) + HOUR

    def first(self) -> Contribution:
        """Return the first of them."""
        return self.file.contribution(self.ids[0])

    def bring(self, *edits: tuple[str, str], **options: bool) -> Outcome:
        """Edit the export and bring it in; each edit is a text and what stands in its place."""
        text = self.text
        for former, latter in edits:
            assert former in text
            text = text.replace(former, latter, 1)
        before = self.file.as_of(NOW + timedelta(seconds=1))
        return brought_into(self.file, text, before=before._con, **options)


@pytest.fixture
def room() -> Room:
    return Room()


def test_words_edited_by_hand_are_a_change_with_the_former_words_in_the_history(room: Room) -> None:
    outcome = room.bring(("We wait for calls.", "We wait for *calls*."))
    assert outcome.changed == [room.ids[0]]
    assert room.first().words == "We wait for *calls*."
    words = [each for each in room.file.history(room.ids[0]) if each.field == "words"]
    assert [each.former for each in words] == [None, "We wait for calls."]


def test_labels_edited_by_hand_are_changes_to_the_same_contribution(room: Room) -> None:
    room.bring(
        ("- From: P3", "- From: P9"),
        ("- Area: Roles", "- Area: System\n- Area: Attitudes"),
        ("- Code: rota", "- Code: buses"),
        (
            "- Sharing: unnamed quote",
            "- Kind: barrier\n- Sharing: analysis only\n- Check: confirmed",
        ),
    )
    one = room.first()
    assert (one.by, one.areas, one.codes) == (
        "P9",
        (Area.ATTITUDES, Area.SYSTEM),
        ("buses", "calls"),
    )
    assert (one.kind, one.own_sharing, one.check) == ("barrier", Sharing.ANALYSIS, Check.CONFIRMED)


def test_what_stands_around_is_edited_too(room: Room) -> None:
    room.bring(
        ("- Place: Brixton", "- Place: Norwood\n- Purpose: To listen"),
        ("### 2. What should be?", "### 2. What should be different?"),
        ("- Minutes: 20", "- Minutes: 25"),
        ("- Perspective: unpaid carer, family or friend", "- Perspective: NHS"),
        ("- Speaks for: 2\n", ""),
    )
    about = room.file.session()
    assert (about.place, about.purpose) == ("Norwood", "To listen")
    prompts = [(each.text, each.minutes) for each in room.file.prompts(SESSION)]
    assert prompts == [("What gets in the way?", 25), ("What should be different?", None)]
    (person, _) = room.file.participants(SESSION)
    assert (person.perspectives, person.speaks_for) == (("nhs",), None)


def test_contributions_in_another_order_are_the_same_contributions(room: Room) -> None:
    first, second = (room.text.index(f"#### {own}") for own in (room.ids[0], room.ids[2]))
    end = room.text.index("### 2. ")
    moved = room.text[second:end] + room.text[first:second]
    outcome = room.bring((room.text[first:end], moved))
    assert (outcome.new, outcome.changed, outcome.known) == ([], [], 3)


def test_a_contribution_moved_under_another_prompt_belongs_to_that_prompt(room: Room) -> None:
    start, end = room.text.index(f"#### {room.ids[2]}"), room.text.index("### 2. ")
    room.bring(
        (room.text[start:end], ""),
        ("No contribution stands here.", room.text[start:end].strip()),
    )
    assert room.file.contribution(room.ids[2]).prompt_number == 2


def test_what_was_added_by_hand_is_new_once_however_often_it_is_read(room: Room) -> None:
    added = (
        "No contribution stands here.",
        "#### new\n\n> More buses.\n\n- From: P3\n- Code: buses",
    )
    (own,) = room.bring(added).new
    one = room.file.contribution(own)
    assert (one.words, one.by, one.codes, one.prompt_number) == ("More buses.", "P3", ("buses",), 2)
    assert room.bring(added).new == []


def test_what_is_not_in_the_text_any_more_stays_and_is_counted(room: Room) -> None:
    start, end = room.text.index(f"#### {room.ids[2]}"), room.text.index("### 2. ")
    outcome = room.bring((room.text[start:end], ""))
    assert outcome.missing == 1
    assert not room.file.contribution(room.ids[2]).removed


def test_what_was_changed_only_in_the_file_meanwhile_stays(room: Room) -> None:
    room.file.edit(room.ids[0], words="Changed here.")
    room.file.tag([room.ids[0]], add=["#late"], remove=["#calls"])
    outcome = room.bring(("- Code: rota\n", ""))
    assert room.first().words == "Changed here."
    assert room.first().codes == ("late",)
    assert {each.field for each in outcome.newer} == {"words", "tag/calls", "tag/late"}


def test_what_was_changed_on_both_sides_becomes_a_conflict(room: Room) -> None:
    room.file.edit(room.ids[0], words="Changed here.")
    outcome = room.bring(("We wait for calls.", "Changed by hand."))
    (conflict,) = room.file.conflicts()
    assert {each.value for each in conflict.versions} == {"Changed here.", "Changed by hand."}
    assert [each.field for each in outcome.conflicts] == ["words"]


def test_where_nobody_knows_what_the_file_held_then_nothing_here_is_replaced(room: Room) -> None:
    room.file.edit(room.ids[0], words="Changed here.")
    room.file.tag([room.ids[0]], add=["#late"])
    former = brought_into(room.file, room.text)
    assert {each.field for each in former.left} == {"words", "tag/late"}
    assert room.first().words == "Changed here."
    brought_into(room.file, room.text.replace("We wait for calls.", "Changed by hand."))
    (conflict,) = room.file.conflicts()
    assert {each.value for each in conflict.versions} == {"Changed here.", "Changed by hand."}


def test_what_was_erased_does_not_come_back(room: Room) -> None:
    room.file.remove([room.ids[2]])
    room.file.erase([room.ids[0]])
    outcome = brought_into(room.file, room.text)
    assert len(outcome.erased) == 1
    assert outcome.removed == [room.ids[2]]
    assert "We wait for calls." not in "\n".join(room.file._con.iterdump())


def test_links_and_promises_are_edited_too(room: Room) -> None:
    room.clock.ms = int(NOW.timestamp() * 1000) - HOUR + 1000
    room.file.link(room.ids[0], Bond.ECHOES, room.ids[2])
    room.file.commit(SESSION, who="the council", what="Publish the rota.", answers=[room.ids[0]])
    room.text = exported(room.file)
    room.bring(
        (f"- Echoes: {room.ids[2]}", f"- Builds on: {room.ids[2]}"),
        ("- Status: offered", "- Status: kept\n- By when: 2026-06-30"),
        (f"- Answers: {room.ids[0]}", f"- Answers: {room.ids[2]}"),
    )
    assert [each.bond for each in room.file.links(SESSION)] == [Bond.BUILDS_ON]
    (promise,) = room.file.commitments()
    assert (promise.status, promise.by_when) == ("kept", "2026-06-30")
    assert promise.answers == (room.ids[2],)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("- From: P3", "- Fro: P3"), "no place for “Fro”"),
        (("> We wait for calls.", "We wait for calls."), "has no words any more"),
        (("> We wait for calls.", "> - We wait for calls."), "neither a heading, a list nor a quote"),
        (("- Area: Roles", "- Area: Rolls"), "no area “Rolls”"),
        (("- Code: rota", "- Code: rota, calls"), "cannot be a code"),
        (("- Sharing: unnamed quote", "- Sharing: off record"), "cannot be put off record"),
        (("## Participants", "## Notes of my own\n\nHello\n\n## Participants"), "no part “Notes of my own”"),
        (("- Place: Brixton", "- Date: 24 March"), "is not a date"),
        (("# Brixton", "Brixton"), "no title"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_by_its_line_and_nothing_is_taken(
    room: Room, edit: tuple[str, str], said: str
) -> None:
    history = room.file.history()
    with pytest.raises(NotTaken) as stopped:
        room.bring(edit, ("Nobody asks us.", "Somebody asks us."))
    lines = room.text.replace(*edit).split("\n")
    assert any(said in each.sentence for each in stopped.value.troubles)
    assert all(1 <= each.line <= len(lines) for each in stopped.value.troubles)
    assert room.file.history() == history


def test_the_line_that_is_named_is_the_line_where_it_stands(room: Room) -> None:
    with pytest.raises(NotTaken) as stopped:
        room.bring(("- Code: rota", "- Code: no, code"))
    (trouble,) = stopped.value.troubles
    assert room.text.split("\n")[trouble.line - 1] == "- Code: rota"


def test_the_rest_comes_in_where_unreadable_lines_are_left_out(room: Room) -> None:
    outcome = room.bring(
        ("- From: P3", "- Fro: P3"), ("Nobody asks us.", "Somebody asks us."), skip=True
    )
    assert outcome.changed == [room.ids[2]]
    assert room.first().by == "P3"
    assert (len(outcome.troubles), outcome.missing) == (1, 0)


def test_a_rehearsal_says_the_same_and_changes_nothing(room: Room) -> None:
    history = room.file.history()
    outcome = room.bring(("We wait for calls.", "We wait."), rehearse=True)
    assert outcome.changed == [room.ids[0]]
    assert room.file.history() == history


def test_words_that_a_room_wants_off_the_record_never_reach_the_new_file(room: Room) -> None:
    text = room.text.replace("named quote\n\n##", "off record\n\n##", 1)
    assert "Room rule for sharing: off record" in text
    file = anew(text)
    assert [each.words for each in file.contributions()] == [None, None, None]
    assert "We wait" not in "\n".join(file._con.iterdump())


def test_times_and_note_takers_are_those_of_the_export(room: Room) -> None:
    made = anew(room.text)
    assert [(each.id, each.at, each.author) for each in made.contributions()] == [
        (each.id, each.at, each.author) for each in room.file.contributions()
    ]


def test_an_export_for_others_or_of_a_newer_version_is_refused_with_a_sentence(room: Room) -> None:
    for edit, said in [
        (('audience: "team"', 'audience: "room"'), "exported for “room”"),
        (("version: 3", "version: 99"), "newer version"),
    ]:
        with pytest.raises(WrongUse, match=said):
            read(room.text.replace(*edit).encode(), "x.md")


def test_a_file_of_another_session_takes_the_export_as_a_session_of_its_own(room: Room) -> None:
    other = anew(room.text.replace(SESSION, "a1b2c3d4e5"))
    outcome = brought_into(other, room.text)
    assert outcome.made
    assert {each.id for each in other.sessions()} == {SESSION, "a1b2c3d4e5"}


def test_a_time_edited_by_hand_stays_and_that_is_said(room: Room) -> None:
    at = room.first().at
    outcome = room.bring((f"- Time: {at}", "- Time: 2026-01-01T10:00:00+00:00"))
    assert [(each.id, each.field) for each in outcome.kept] == [(room.ids[0], "time")]
    assert room.first().at == at


def test_an_id_that_was_mistyped_is_named_and_makes_nothing(room: Room) -> None:
    with pytest.raises(NotTaken, match="1 line"):
        room.bring((f"#### {room.ids[0]}", f"#### {room.ids[0][::-1]}"))


def test_prompts_are_known_by_their_ids_also_where_they_were_reworded_and_moved(room: Room) -> None:
    first, second = (each.id for each in room.file.prompts(SESSION))
    moved = room.text[room.text.index("### 2. ") :]
    outcome = room.bring(
        (moved, ""), ("### 1. ", moved.replace("should be", "could be") + "\n### 1. ")
    )
    assert (outcome.changed, outcome.troubles) == ([], [])
    texts = {each.id: each.text for each in room.file.prompts(SESSION)}
    assert texts == {first: "What gets in the way?", second: "What could be?"}
    assert room.first().prompt == first


def test_a_prompt_added_by_hand_needs_no_id_and_one_with_a_mistyped_id_is_named(room: Room) -> None:
    own = room.file.prompts(SESSION)[1].id
    with pytest.raises(NotTaken) as stopped:
        room.bring((f"- Id: {own}", f"- Id: {own[::-1]}"))
    (trouble,) = stopped.value.troubles
    assert room.text.split("\n")[trouble.line - 1] == f"- Id: {own}"
    room.bring(("### 2. ", "### 2. And what else?\n\n#### new\n\n> This.\n\n### 3. "))
    assert [each.text for each in room.file.prompts(SESSION)][2] == "And what else?"
    assert room.first().prompt_number == 1


def test_an_older_export_that_tells_no_ids_of_prompts_is_read(room: Room) -> None:
    lines = [line for line in room.text.split("\n") if not line.startswith("- Id: ")]
    text = "\n".join(lines).replace("version: 3", 'version: 2\ngenerated: "2026-03-25T09:00:00Z"')
    history = room.file.history()
    assert brought_into(room.file, text).changed == []
    assert room.file.history() == history
    texts = [each.text for each in room.file.prompts(SESSION)]
    assert [each.text for each in anew(text).prompts(SESSION)] == texts


class Promised(Room):
    """The same, with a promise that answers what was said, a relation, a link and another wording."""

    def __init__(self) -> None:
        super().__init__()
        self.clock.ms = int(NOW.timestamp() * 1000) - HOUR + 1000
        first, _, last = self.ids
        self.file.commit(SESSION, who="the council", what="Publish the rota.", answers=[first])
        self.file.relate(
            SESSION, kind="funding", from_party="families", to_party="the council", said_in=first
        )
        self.file.link(first, Bond.ECHOES, last)
        self.file.same(last, first)
        self.text = exported(self.file)
        self.clock.ms = int(NOW.timestamp() * 1000) + HOUR


@pytest.mark.parametrize("label", ["Answers", "Heard in", "Echoes", "Another wording of"])
@pytest.mark.parametrize("own", ["zzzzzzzzzz", "nonsense!"])
def test_an_id_that_names_nothing_is_trouble_of_its_very_line_and_nothing_is_taken(
    label: str, own: str
) -> None:
    room = Promised()
    history = room.file.history()
    (line,) = (line for line in room.text.split("\n") if line.startswith(f"- {label}: "))
    edit = (line, f"- {label}: {own}")
    with pytest.raises(NotTaken) as stopped:
        room.bring(edit, ("Nobody asks us.", "Somebody asks us."))
    (trouble,) = stopped.value.troubles
    assert room.text.split("\n")[trouble.line - 1] == line
    assert room.file.history() == history
    former = room.file.commitments(), room.file.relations(), room.file.links(SESSION)
    room.bring(edit, skip=True)
    assert (room.file.commitments(), room.file.relations(), room.file.links(SESSION)) == former
    assert room.file.contribution(room.ids[2]).same_as == room.ids[0]


def test_what_an_answer_names_in_a_session_that_is_elsewhere_is_left_out_of_a_file_made_anew() -> (
    None
):
    room = Promised()
    text = room.text.replace(f"- Answers: {room.ids[0]}", "- Answers: zzzzzzzzzz")
    file = anew(text)
    assert [each.answers for each in file.commitments()] == [()]
    outcome = brought_into(a_session({"title": "Other"}), text.replace(SESSION, "a1b2c3d4e5"))
    assert [text.split("\n")[line - 1] for line in outcome.strangers] == ["- Answers: zzzzzzzzzz"]


def test_links_keep_when_they_were_noted_and_by_whom() -> None:
    room = Promised()
    (made,), (link,) = anew(room.text).links(SESSION), room.file.links(SESSION)
    assert (made.id, made.at, made.author) == (link.id, link.at, link.author)


def test_what_was_taken_back_since_an_export_stays_so_and_blocks_nothing(room: Room) -> None:
    room.file.edit(room.ids[0], check=Check.WITHDRAWN)
    outcome = room.bring(("Nobody asks us.", "Somebody asks us."))
    assert outcome.changed == [room.ids[2]]
    assert room.first().check is Check.WITHDRAWN
    with pytest.raises(NotTaken, match="1 line"):
        room.bring(("We wait for calls.", "We wait."))


def test_what_was_taken_back_comes_back_where_it_is_put_back_with_its_check(room: Room) -> None:
    room.clock.ms = int(NOW.timestamp() * 1000) - HOUR + 1000
    room.file.edit(room.ids[0], check=Check.WITHDRAWN)
    room.text = exported(room.file)
    taken_back = "Taken back by those who said it."
    outcome = room.bring((taken_back, "> We wait."), ("- Check: withdrawn", "- Check: corrected"))
    assert outcome.changed == [room.ids[0]]
    assert (room.first().words, room.first().check) == ("We wait.", Check.CORRECTED)


def test_what_an_export_of_another_copy_tells_of_what_was_taken_back_here_stays_out(
    room: Room,
) -> None:
    copy = anew(room.text)
    copy.edit(room.ids[0], words="We wait for days.")
    room.file.edit(room.ids[0], check=Check.WITHDRAWN)
    outcome = brought_into(room.file, exported(copy))
    assert "words" in {each.field for each in outcome.left}
    assert room.first().check is Check.WITHDRAWN
    assert room.first().words != "We wait for days."


def test_new_words_by_somebody_known_need_no_perspectives_beside_them(room: Room) -> None:
    text = room.text.replace(
        "No contribution stands here.", "#### new\n\n> More buses.\n\n- From: P3"
    )
    assert read(text.encode(), "x.md").notes == ()
    other = text.replace("- From: P3\n", "- From: P3\n- Perspective: NHS\n")
    assert len(read(other.encode(), "x.md").notes) == 1


def test_two_people_under_one_handle_are_told_apart_or_refused(room: Room) -> None:
    twice = ("### P4", "### P3\n\n- Speaks for: 9")
    with pytest.raises(NotTaken) as stopped:
        room.bring(twice)
    assert "P3 stands here a second time" in stopped.value.troubles[0].sentence


def test_an_export_of_joined_sessions_changes_nothing_where_it_came_from(room: Room) -> None:
    other = anew(room.text.replace(SESSION, "a1b2c3d4e5").replace(room.ids[0], "a1b2c3d4e6"))
    brought_into(other, room.text)
    with other._ledger.change() as change:
        change.set(f"s.{SESSION}", "same_as", "a1b2c3d4e5")
    history = other.history()
    outcome = brought_into(other, exported(other, "a1b2c3d4e5"))
    assert (outcome.new, outcome.changed, outcome.cells) == ([], [], [])
    assert other.history() == history
