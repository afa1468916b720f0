"""Who has been heard, and who has not been heard yet."""

from dataclasses import replace

from listening.insight.voices import CORE, RECENT, Voices, leading, voices
from listening.model.records import Contribution, Participant


def participant(handle: str, *perspectives: str) -> Participant:
    return Participant(id=handle, session="s", handle=handle, perspectives=perspectives, heard=1)


def test_from_the_first_moment_the_core_of_co_production_is_waited_for() -> None:
    core = tuple(key.value for key in CORE)
    assert voices([], {}) == Voices((), core)
    people = [participant("P1"), participant("P2")]
    assert voices(people, {}) == Voices((), core, people=2, unsaid=2)


def test_whoever_has_not_spoken_or_whose_words_were_taken_out_is_not_among_those_who_spoke() -> (
    None
):
    silent = replace(participant("P1"), heard=0)
    found = voices([silent, participant("P2"), participant("P3", "carer")], {"carer": 1})
    assert (found.people, found.unsaid) == (2, 1)


def test_one_perspective_that_is_said_is_waited_for_no_longer() -> None:
    found = voices([participant("P1", "draws-on"), participant("P2")], {})
    assert found.not_yet == tuple(key.value for key in CORE)
    assert (found.people, found.unsaid) == (2, 1)


def test_a_person_of_two_handles_is_one_and_a_table_is_as_many_as_it_speaks_for() -> None:
    one = participant("P1", "carer")
    again = replace(participant("P4"), same_as="s.P1")
    table = replace(participant("T1"), speaks_for=6)
    found = voices([one, again, table], {})
    assert (found.people, found.unsaid) == (7, 6)


def test_what_was_heard_stands_in_the_order_of_the_vocabulary_and_own_words_come_last() -> None:
    found = voices([], {"bus driver": 9, "provider": 5, "draws-on": 2, "nhs": 0})
    assert found.heard == (("draws-on", 2), ("provider", 5), ("bus driver", 9))


def test_people_in_the_room_who_have_not_spoken_come_before_those_who_are_not_there() -> None:
    people = [participant("P1", "nhs", "bus driver"), participant("P2", "provider")]
    found = voices(people, {"provider": 1, "carer": 1})
    assert found.not_yet == (
        "nhs",
        "bus driver",
        "draws-on",
        "social-worker",
        "commissioner",
        "councillor",
    )


def said(number: int, *perspectives: str) -> list[Contribution]:
    return [Contribution(id="c", session="s", perspectives=perspectives)] * number


def test_one_perspective_with_more_than_half_of_the_last_is_named() -> None:
    assert leading([*said(11, "provider", "citizen"), *said(9)]) == "provider"
    assert leading([*said(10, "provider"), *said(10, "carer")]) is None


def test_a_beginning_is_no_balance() -> None:
    assert leading(said(RECENT - 1, "provider")) is None
