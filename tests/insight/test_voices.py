"""Who has been heard, and who has not been heard yet."""

from listening.insight.voices import CORE, voices
from listening.model.records import Participant


def participant(handle: str, *perspectives: str) -> Participant:
    return Participant(id=handle, session="s", handle=handle, perspectives=perspectives)


def test_before_anybody_spoke_the_core_of_co_production_is_waited_for() -> None:
    found = voices([], {})
    assert found.heard == ()
    assert found.not_yet == tuple(key.value for key in CORE)


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
