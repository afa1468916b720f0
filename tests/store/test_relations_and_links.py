"""How parties stand to each other, and what one contribution is to another."""

from __future__ import annotations

import pytest

from listening.model.errors import NotFound, WrongUse
from listening.model.vocabulary import Bond, RelationKind, RelationState
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say


def test_a_relation_is_kept_as_it_was_said(file: SessionFile) -> None:
    heard = say(file, "We do not trust the forms.")
    made = file.relate(
        heard.session,
        kind=RelationKind.TRUST,
        from_party="families",
        to_party="the council",
        about="the assessment forms",
        state=RelationState.STRAINED,
        said_in=heard.id[:6],
    )
    assert (made.kind, made.from_party, made.to_party) == ("trust", "families", "the council")
    assert (made.about, made.state, made.said_in) == ("the assessment forms", "strained", heard.id)
    assert file.relations() == file.relations(made.session) == (made,)
    changed = file.update_relation(
        made.id[:5],
        state=RelationState.REPAIRING,
        about=None,
        kind=RelationKind.POWER,
        said_in=None,
        from_party="carers",
        to_party="the NHS",
    )
    assert file.relation(made.id) == changed
    assert (changed.kind, changed.state, changed.about, changed.said_in) == (
        "power",
        "repairing",
        None,
        None,
    )
    assert (changed.from_party, changed.to_party) == ("carers", "the NHS")


def test_a_relation_is_between_parties(file: SessionFile) -> None:
    with pytest.raises(WrongUse, match="name a party"):
        file.relate(
            file.session().id, kind=RelationKind.TRUST, from_party="us", to_party="the council"
        )
    assert file.relations() == ()


def test_people_may_trust_the_staff_though_the_staff_can_promise_nothing(file: SessionFile) -> None:
    made = file.relate(
        file.session().id, kind=RelationKind.TRUST, from_party="a carer", to_party="the staff"
    )
    assert (made.from_party, made.to_party) == ("a carer", "the staff")
    with pytest.raises(WrongUse, match="“the staff” could be many: say whose"):
        file.commit(made.session, who="the staff", what="Ring back")


def test_a_relation_is_listed_while_what_it_was_heard_in_is(file: SessionFile) -> None:
    heard = say(file, "We trust nobody.")
    made = file.relate(
        heard.session,
        kind=RelationKind.TRUST,
        from_party="families",
        to_party="the council",
        said_in=heard.id,
    )
    file.remove([heard.id])
    assert file.relations() == ()
    file.restore([heard.id])
    assert file.relations() == (made,)
    file.remove([made.id])
    assert file.relations() == ()


def test_a_link_says_what_one_contribution_is_to_another(file: SessionFile) -> None:
    first, second = say(file, "One."), say(file, "Two.")
    made = file.link(second.id[:6], Bond.ECHOES, first.id)
    assert (made.source, made.bond) == (second.id, Bond.ECHOES)
    assert made.target == f"{first.session}.{first.id}"
    assert file.links() == file.links(made.session) == (made,)
    assert file.links_of(first.id) == file.links_of(second.id[:5]) == (made,)
    assert file.links_of(say(file, "Three.").id) == ()


def test_a_link_made_twice_is_one_and_one_taken_away_can_be_made_again(file: SessionFile) -> None:
    first, second = say(file, "One."), say(file, "Two.")
    made = file.link(second.id, Bond.ECHOES, first.id)
    assert file.link(second.id, Bond.ECHOES, first.id) == made
    assert file.unlink(made.id[:5]).removed
    assert file.links() == ()
    assert file.link(second.id, Bond.ECHOES, first.id) == made
    assert len(file.links()) == 1


def test_a_link_is_between_two(file: SessionFile) -> None:
    one = say(file, "One.")
    with pytest.raises(WrongUse, match="one contribution twice"):
        file.link(one.id, Bond.CORRECTS, one.id[:7])
    with pytest.raises(NotFound):
        file.link(one.id, Bond.CORRECTS, "zzzzzzz")
    assert file.links() == ()


def test_a_link_stands_while_both_its_ends_do(file: SessionFile) -> None:
    first, second = say(file, "One."), say(file, "Two.")
    made = file.link(second.id, Bond.BUILDS_ON, first.id)
    file.remove([first.id])
    assert file.links() == file.links_of(second.id) == ()
    file.restore([first.id])
    assert file.links() == (made,)


def test_undo_takes_a_link_and_a_relation_back(file: SessionFile) -> None:
    first, second = say(file, "One."), say(file, "Two.")
    file.link(second.id, Bond.BUILDS_ON, first.id)
    file.relate(first.session, kind=RelationKind.POWER, from_party="GPs", to_party="families")
    file.undo()
    assert (len(file.links()), len(file.relations())) == (1, 0)
    file.undo()
    assert (len(file.links()), len(file.contributions())) == (0, 2)
    assert making.differing(file) == ()


def test_what_this_version_does_not_know_is_kept_and_not_shown(file: SessionFile) -> None:
    first, second = say(file, "One."), say(file, "Two.")
    made = file.link(second.id, Bond.BUILDS_ON, first.id)
    session, stamp = first.session, making.stamp(making.NOON * 2)
    making.put(
        file.path,
        [
            (f"l.{session}.{made.id}", "bond", stamp, "sings-with", None),
            (f"r.{session}.cccccccccc", "kind", stamp, "envy", None),
        ],
    )
    assert file.links() == file.links_of(first.id) == ()
    assert file.relations() == ()
    with pytest.raises(NotFound):
        file.relation("cccccccccc")


def test_links_are_counted_for_the_contributions_that_are_shown(file: SessionFile) -> None:
    one, two, three = (say(file, f"P1: {word}") for word in ("one", "two", "three"))
    assert file.follows([one, two]) == {}
    file.link(one.id, Bond.ECHOES, two.id)
    gone = file.link(three.id, Bond.DISAGREES, one.id)
    follows = file.follows([one, two, three])
    assert {own: each.links for own, each in follows.items()} == {one.id: 2, two.id: 1, three.id: 1}
    file.unlink(gone.id)
    file.remove([two.id])
    assert file.follows([one, two, three]) == {}


def test_promises_are_counted_for_the_contributions_that_they_answer(file: SessionFile) -> None:
    one, two, three = (say(file, f"P1: {word}") for word in ("one", "two", "three"))
    made = file.commit(file.session().id, who="The council", what="Ring.", answers=[one.id, two.id])
    file.commit(file.session().id, who="The library", what="Open.", answers=[one.id])
    counts = {own: each.promises for own, each in file.follows([one, two, three]).items()}
    assert counts == {one.id: 2, two.id: 1}
    file.remove([made.id])
    assert {own: each.promises for own, each in file.follows([one, two]).items()} == {one.id: 1}
