"""Of what two people said apart about consent the strictest holds, until somebody settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listening.model.vocabulary import Audience, Check, Kind, RelationKind, Sharing
from listening.sharing.disclosed import Disclosed, Reason
from listening.sharing.disclosure import disclose
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.apart import hand_over, merged
from tests.store.making import new, say

ROOM, PUBLIC, TEAM = Audience.ROOM, Audience.PUBLIC, Audience.TEAM
guests = pytest.mark.parametrize("audience", [ROOM, PUBLIC])

Deed = Callable[[SessionFile], object]
Apart = Callable[[str, Deed, Deed], SessionFile]


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    """Say one line, let two people go on with it apart, the second later, and merge what they have."""
    opened: list[SessionFile] = []

    def made(line: str, first: Deed, second: Deed) -> SessionFile:
        file = new(tmp_path / "sam.sqlite")
        file.describe(file.session().id, {"room_rule": "named"})
        say(file, line)
        kims = hand_over(file, "kim", "Kim")
        first(file)
        second(kims)
        both = merged(tmp_path / "all.sqlite", file, kims)
        opened.extend((file, kims, both))
        return both

    yield made
    for each in opened:
        each.close()


def edit(**fields: Any) -> Deed:
    return lambda file: file.edit(file.contributions()[0].id, **fields)


def person(handle: str = "P1", **facts: object) -> Deed:
    return lambda file: file.set_participant(file.session().id, handle, **facts)  # type: ignore[arg-type] # any fact


def seen(file: SessionFile, audience: Audience) -> Disclosed:
    return disclose(file, file.session().id, audience)


def reasons(result: Disclosed) -> list[Reason]:
    return [each.reason for each in result.withheld]


STRICT, FREE = edit(sharing=Sharing.ANALYSIS), edit(sharing=Sharing.NAMED)


@guests
@pytest.mark.parametrize("deeds", [(STRICT, FREE), (FREE, STRICT)])
def test_the_least_that_two_note_takers_heard_of_sharing_holds(
    apart: Apart, deeds: tuple[Deed, Deed], audience: Audience
) -> None:
    file = apart("P1: The buses stop at six.", *deeds)
    result = seen(file, audience)
    assert (result.contributions, reasons(result)) == ((), [Reason.ANALYSIS])


@guests
def test_once_it_is_settled_what_was_settled_holds(apart: Apart, audience: Audience) -> None:
    file = apart("P1: The buses stop at six.", STRICT, FREE)
    file.settle(file.conflicts()[0].id, text="unnamed")
    assert [each.words for each in seen(file, audience).contributions] == ["The buses stop at six."]


@guests
def test_once_that_is_undone_the_strictest_holds_again(apart: Apart, audience: Audience) -> None:
    file = apart("P1: The buses stop at six.", STRICT, FREE)
    before = seen(file, audience)
    for settled in ({"text": "unnamed"}, {"keep": 1}, {"keep": 2}):
        file.settle(file.conflicts()[0].id, **settled)
        assert seen(file, audience) != before or settled == {"keep": 2}
        assert file.undo() is not None
        assert seen(file, audience) == before
        assert (before.contributions, reasons(before)) == ((), [Reason.ANALYSIS])


@pytest.mark.parametrize("audience", Audience)
def test_what_one_person_noted_as_taken_back_is_taken_back(
    apart: Apart, audience: Audience
) -> None:
    file = apart("P1: No.", edit(check=Check.WITHDRAWN), edit(check=Check.CONFIRMED))
    result = seen(file, audience)
    assert reasons(result) == [Reason.WITHDRAWN]
    assert not any(each.words for each in result.contributions)


@guests
def test_the_least_that_a_speaker_is_said_to_allow_holds(apart: Apart, audience: Audience) -> None:
    file = apart("P1: No.", person(sharing=Sharing.ANALYSIS), person(sharing=Sharing.NAMED))
    assert seen(file, audience).contributions == ()


@guests
def test_the_strictest_rule_that_the_room_is_said_to_have_holds(
    apart: Apart, audience: Audience
) -> None:
    rules = [
        lambda file, rule=rule: file.describe(file.session().id, {"room_rule": rule})
        for rule in ("analysis", "unnamed")
    ]
    assert seen(apart("P1: No. %unnamed", *rules), audience).contributions == ()


@guests
def test_where_two_speakers_are_said_to_have_said_it_the_stricter_of_them_holds(
    apart: Apart, audience: Audience
) -> None:
    def by(handle: str, level: Sharing) -> Deed:
        def deed(file: SessionFile) -> None:
            person(handle, sharing=level)(file)
            edit(by=handle)(file)

        return deed

    file = apart("No.", by("P2", Sharing.ANALYSIS), by("P3", Sharing.UNNAMED))
    assert seen(file, audience).contributions == ()


@guests
def test_a_quote_that_two_may_have_said_bears_the_name_of_neither(
    apart: Apart, audience: Audience
) -> None:
    def by(handle: str) -> Deed:
        def deed(file: SessionFile) -> None:
            person(handle, agreed_name=f"Name of {handle}", perspectives=["carer"])(file)
            edit(by=handle)(file)

        return deed

    (shown,) = seen(apart("No. %named", by("P2"), by("P3")), audience).contributions
    assert (shown.words, shown.name, shown.perspectives) == ("No.", None, ())


@guests
def test_a_name_of_which_two_versions_were_noted_is_not_yet_agreed(
    apart: Apart, audience: Audience
) -> None:
    deeds = person(agreed_name="Amira"), person(agreed_name="Ms A. Khan")
    (shown,) = seen(apart("P1: No. %named", *deeds), audience).contributions
    assert (shown.words, shown.name) == ("No.", None)


@guests
def test_what_one_person_took_out_and_another_brought_back_stays_out_for_guests(
    tmp_path: Path, audience: Audience
) -> None:
    with new(tmp_path / "sam.sqlite") as file:
        own = say(file, "No.").id
        with hand_over(file, "kim", "Kim") as kims:
            file.remove([own])
            kims.remove([own])
            kims.restore([own])
            with merged(tmp_path / "all.sqlite", file, kims) as both:
                assert len(both.contributions()) == 1
                assert seen(both, audience).contributions == ()
                assert len(seen(both, TEAM).contributions) == 1


def test_a_relation_is_not_told_until_it_is_settled_what_it_was_heard_in(tmp_path: Path) -> None:
    with new(tmp_path / "sam.sqlite") as file:
        told, kept = say(file, "Open."), say(file, "Kept. %analysis")
        one = file.relate(
            file.session().id,
            kind=RelationKind.TRUST,
            from_party="families",
            to_party="the council",
            said_in=told.id,
        )
        with hand_over(file, "kim", "Kim") as kims:
            file.update_relation(one.id, said_in=kept.id)
            kims.update_relation(one.id, said_in=None)
            kims.update_relation(one.id, said_in=told.id)
            with merged(tmp_path / "all.sqlite", file, kims) as both:
                assert seen(both, PUBLIC).relations == ()
                assert len(seen(both, TEAM).relations) == 1


@guests
def test_words_of_which_two_versions_were_noted_are_told_once_somebody_settles_which(
    apart: Apart, audience: Audience
) -> None:
    deeds = edit(words="CW2 words"), edit(words="CW2 words with SECRETNAME")
    file = apart("P1: CW2 words with SECRETNAM", *deeds)
    session = file.session().id
    file.commit(session, who="The council", what="We heard: CW2 words with SECRETNAME!")
    result = seen(file, audience)
    assert (reasons(result), result.counts.contributions) == ([Reason.UNSETTLED], 1)
    assert "SECRETNAM" not in repr(result)
    assert "SECRETNAME" in repr(seen(file, TEAM).contributions)
    file.settle(file.conflicts()[0].id, text="CW2 words")
    assert [each.words for each in seen(file, audience).contributions] == ["CW2 words"]
    assert "SECRETNAM" not in repr(seen(file, audience))


@guests
def test_so_is_a_paraphrase(apart: Apart, audience: Audience) -> None:
    file = apart(
        "P1: No. %paraphrase", edit(paraphrase="Refused."), edit(paraphrase="Ray refused.")
    )
    assert (reasons(seen(file, audience)), "refused" in repr(seen(file, audience))) == (
        [Reason.UNSETTLED],
        False,
    )


def test_a_difference_in_words_that_are_not_told_holds_the_paraphrase_back_from_nobody(
    apart: Apart,
) -> None:
    def deed(words: str) -> Deed:
        return edit(words=words, paraphrase="Somebody refused.")

    file = apart("P1: No. %paraphrase", deed("No, Ray!"), deed("No, he said."))
    assert [each.paraphrase for each in seen(file, PUBLIC).contributions] == ["Somebody refused."]


def test_how_many_differences_leave_is_noticed(apart: Apart) -> None:
    file = apart("P1: No.", edit(kind=Kind.IDEA), edit(kind=Kind.BARRIER))
    assert [seen(file, each).noticed.conflicts for each in Audience] == [1, 1, 1]
    file.edit(file.contributions()[0].id, sharing=Sharing.ANALYSIS)
    assert [seen(file, each).noticed.conflicts for each in Audience] == [1, 0, 0]


@guests
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=st.lists(st.sampled_from(["Ada", "Bo", "Cy", "Di"]), min_size=2, max_size=2))
def test_no_version_is_told_to_others_before_it_is_settled(
    tmp_path_factory: pytest.TempPathFactory, versions: list[str], audience: Audience
) -> None:
    folder = tmp_path_factory.mktemp("apart")
    with new(folder / "sam.sqlite") as file:
        own = say(file, "Somebody was there.").id
        with hand_over(file, "kim", "Kim") as kims:
            for one, name in zip((file, kims), versions, strict=True):
                one.edit(own, words=f"{name} was there.")
            with merged(folder / "all.sqlite", file, kims) as both:
                told = repr(seen(both, audience))
                are_one = len(set(versions)) == 1
                assert {name: f"{name} was" in told for name in versions} == dict.fromkeys(
                    versions, are_one
                )


# Sessions set up apart ----------------------------------------------------------------------


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Callable[[Deed, Deed], SessionFile]]:
    """Set one session up twice, let two people write in it, and join the two."""
    opened: list[SessionFile] = []

    def made(first: Deed, second: Deed) -> SessionFile:
        for name, deed in (("ada", first), ("kim", second)):
            with new(tmp_path / f"{name}.sqlite", author=name) as file:
                deed(file)
        out = tmp_path / "out.sqlite"
        merge(
            out, [tmp_path / "ada.sqlite", tmp_path / "kim.sqlite"], same_session=[("ada", "kim")]
        )
        opened.append(SessionFile.open(out))
        return opened[0]

    yield made
    for each in opened:
        each.close()


def says(line: str, rule: str | None = None, **facts: object) -> Deed:
    def deed(file: SessionFile) -> None:
        if rule:
            file.describe(file.session().id, {"room_rule": rule})
        say(file, line)
        person(**facts)(file)

    return deed


@guests
@pytest.mark.parametrize("strict_first", [True, False])
def test_a_rule_of_the_room_holds_for_all_that_was_noted_of_it(
    joined: Callable[[Deed, Deed], SessionFile], audience: Audience, strict_first: bool
) -> None:
    deeds = says("P1: One.", "analysis"), says("P1: Two.")
    file = joined(*(deeds if strict_first else reversed(deeds)))
    assert seen(file, audience).contributions == ()


@guests
def test_what_a_person_allows_holds_under_each_of_their_handles(
    joined: Callable[[Deed, Deed], SessionFile], audience: Audience
) -> None:
    file = joined(says("P1: One.", sharing=Sharing.ANALYSIS), says("P1: Two."))
    assert [each.words for each in seen(file, audience).contributions] == ["Two."]
    file.same_person(*file.participants())
    assert seen(file, audience).contributions == ()


def test_one_person_with_two_handles_is_one_person_in_every_figure(
    joined: Callable[[Deed, Deed], SessionFile],
) -> None:
    file = joined(says("P1: One."), says("P1: Two."))
    assert seen(file, TEAM).counts.people == 2
    file.same_person(*file.participants())
    assert seen(file, TEAM).counts.people == 1
