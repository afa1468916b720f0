"""A promise that is written into an export by hand is somebody's; whose it is not, is told by its line."""

from __future__ import annotations

import pytest

from listening.model.vocabulary import RelationKind
from listening.store.bringing import NotTaken
from listening.store.session_file import SessionFile
from tests.sharing.importing.room import SESSION, Hours, a_session, brought_into, exported


def a_room() -> SessionFile:
    """Return a session with a promise and a relation."""
    file = a_session({}, [], Hours(1_774_000_000_000))
    file.commit(SESSION, who="the council", what="Publish the rota.")
    file.relate(SESSION, kind=RelationKind.TRUST, from_party="families", to_party="the surgery")
    return file


def edited(file: SessionFile, who: str, to: str) -> str:
    """Return its export once somebody wrote other parties into it."""
    text = exported(file).replace(": the council", f": {who}")
    return text.replace("To: the surgery", f"To: {to}")


def test_a_party_and_the_staff_whom_people_trust_come_in() -> None:
    file = a_room()
    brought_into(file, edited(file, "Norwood Parish", "the staff"))
    assert [one.who for one in file.commitments(SESSION)] == ["Norwood Parish"]
    assert [one.to_party for one in file.relations(SESSION)] == ["the staff"]


@pytest.mark.parametrize(
    ("who", "to", "line", "said"),
    [
        ("TBC (council)", "GPs", ": TBC (council)", "leaves open who it is: name the party itself"),
        ("the staff", "GPs", ": the staff", "“the staff” could be many: say whose"),
        ("the council", "tbc", "- To: tbc", "“tbc” is not a party: name a party, such as “families”"),
    ],
)  # fmt: skip
def test_nobody_is_kindly_refused_by_the_line(who: str, to: str, line: str, said: str) -> None:
    file = a_room()
    text = edited(file, who, to)
    with pytest.raises(NotTaken) as stopped:
        brought_into(file, text)
    (trouble,) = stopped.value.troubles
    assert said in trouble.sentence
    assert text.split("\n")[trouble.line - 1].endswith(line)
    assert file.commitments(SESSION)[0].who == "the council"
