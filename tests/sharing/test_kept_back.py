"""What may not be passed on is told by nothing that repeats it, whatever step made it so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.records import Commitment, Contribution
from listening.model.vocabulary import Audience, Captured, Check, RelationKind, Sharing
from listening.sharing.disclosed import Disclosed, Reason
from listening.sharing.disclosure import disclose, disclose_records
from listening.sharing.promised import NOT_TOLD
from listening.store.session_file import SessionFile
from tests.sharing.building import a_session, promised, related, said
from tests.store.making import new, say

TEAM, ROOM, PUBLIC = Audience.TEAM, Audience.ROOM, Audience.PUBLIC
guests = pytest.mark.parametrize("audience", [ROOM, PUBLIC])
WORDS = "My manager at the depot number 4 shouts at us"

Deed = Callable[[SessionFile, str], object]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with new(tmp_path / "brixton.sqlite") as made:
        yield made


def seen(file: SessionFile, audience: Audience) -> Disclosed:
    return disclose(file, file.session().id, audience)


def telling_of(file: SessionFile) -> str:
    """Say something, have somebody promise in the same words, and return the id of what was said."""
    one = say(file, f"P4: {WORDS} /a")
    other = say(file, "P5: The buses stop at six.")
    session = file.session().id
    file.commit(
        session, who="The council", what=f"See that nobody says: {WORDS}!", answers=[one.id]
    )
    file.relate(
        session,
        kind=RelationKind.TRUST,
        from_party="drivers",
        to_party="the depot",
        about=WORDS,
        said_in=other.id,
    )
    return one.id


STEPS: dict[str, Deed] = {
    "counted only": lambda file, own: file.edit(own, sharing=Sharing.ANALYSIS),
    "taken back": lambda file, own: file.edit(own, check=Check.WITHDRAWN),
    "taken out": lambda file, own: file.remove([own]),
    "erased": lambda file, own: file.erase([own]),
    "said otherwise": lambda file, own: file.edit(own, words="I would rather say less about it"),
}


@guests
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_step_lets_a_promise_or_a_relation_tell_them(
    file: SessionFile, step: Deed, audience: Audience
) -> None:
    own = telling_of(file)
    assert WORDS in repr(seen(file, audience))
    step(file, own)
    after = seen(file, audience)
    assert [one.what for one in after.commitments] == [NOT_TOLD]
    assert [one.about for one in after.relations] == [None]
    assert "depot number 4" not in repr(after)
    assert "depot number 4" in repr(seen(file, TEAM).commitments)


@settings(max_examples=12)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=4))
def test_what_was_told_no_more_is_not_told_again_by_a_stricter_step(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with new(tmp_path_factory.mktemp("steps") / "a.sqlite") as file:
        own = telling_of(file)
        for name in ["counted only", *steps]:
            erased = not seen_by_id(file, own)
            taken_back = not erased and file.contribution(own).check is Check.WITHDRAWN
            if erased or (taken_back and name in ("said otherwise", "counted only")):
                continue
            STEPS[name](file, own)
            assert "depot number 4" not in repr(seen(file, PUBLIC))


def seen_by_id(file: SessionFile, own: str) -> bool:
    """Tell whether the ledger still knows of a contribution."""
    return any(own == entry.id for entry in file.history())


def test_words_that_somebody_else_may_be_quoted_with_are_kept_from_nobody(
    file: SessionFile,
) -> None:
    own = telling_of(file)
    say(file, f"P6: {WORDS}, and nobody listens.")
    file.edit(own, check=Check.WITHDRAWN)
    assert WORDS in seen(file, PUBLIC).commitments[0].what


def test_a_promise_written_otherwise_since_an_erasure_is_told(file: SessionFile) -> None:
    own = telling_of(file)
    done = file.erase([own])
    (promise,) = file.commitments()
    assert set(done.repeated_by) == {promise.id, file.relations()[0].id}
    file.update_commitment(promise.id, what="Train every manager")
    assert seen(file, PUBLIC).commitments[0].what == "Train every manager"
    file.undo()
    assert seen(file, PUBLIC).commitments[0].what == NOT_TOLD


def test_a_promise_that_never_answered_it_is_named_before_it_is_erased(file: SessionFile) -> None:
    one = say(file, "P4: Ray hits me")
    promise = file.commit(file.session().id, who="The council", what="We heard: “Ray hits me.”")
    assert file.erase_means([one.id]).repeated_by == (promise.id,)
    file.erase([one.id])
    assert seen(file, PUBLIC).commitments[0].what == NOT_TOLD


def test_what_is_kept_after_an_erasure_stays_so_in_a_copy(
    file: SessionFile, tmp_path: Path
) -> None:
    file.erase([telling_of(file)])
    with SessionFile.open(file.copy(tmp_path / "copy.sqlite")) as copied:
        assert seen(copied, PUBLIC).commitments[0].what == NOT_TOLD


# Paraphrases --------------------------------------------------------------------------------


def told(*rows: Contribution, audience: Audience = PUBLIC, **more: object) -> Disclosed:
    return disclose_records(a_session(), [], [], rows, audience, **more)  # type: ignore[arg-type] # any record


def in_other_words(words: str, paraphrase: str, **more: object) -> Contribution:
    return said("c1", words, sharing=Sharing.PARAPHRASE, paraphrase=paraphrase, **more)


@guests
@pytest.mark.parametrize(
    "paraphrase", [f"{WORDS}.", WORDS.upper(), f"Somebody told us: “{WORDS}”, and cried."]
)
def test_a_paraphrase_in_the_words_themselves_is_none(paraphrase: str, audience: Audience) -> None:
    result = told(in_other_words(WORDS, paraphrase), audience=audience)
    assert (result.contributions, result.noticed.repeating) == ((), 1)
    assert [each.reason for each in result.withheld] == [Reason.PARAPHRASE]


def test_nor_may_it_tell_what_somebody_else_does_not_want_quoted() -> None:
    other = said("c2", WORDS, sharing=Sharing.ANALYSIS)
    assert told(in_other_words("He does.", f"It is true: {WORDS}"), other).contributions == ()


def test_a_paraphrase_in_other_words_is_told() -> None:
    result = told(in_other_words(WORDS, "A manager is unkind."))
    assert [each.paraphrase for each in result.contributions] == ["A manager is unkind."]
    assert result.noticed.repeating == 0


def test_what_was_taken_down_in_other_words_may_be_told_in_the_same() -> None:
    row = in_other_words(WORDS, WORDS, captured=Captured.PARAPHRASE)
    assert [each.paraphrase for each in told(row).contributions] == [WORDS]


def test_the_team_reads_every_paraphrase() -> None:
    (row,) = told(in_other_words(WORDS, WORDS), audience=TEAM).contributions
    assert row.paraphrase == WORDS


# Whatever the words are ---------------------------------------------------------------------

fates = st.sampled_from(
    [
        {"sharing": Sharing.ANALYSIS},
        {"sharing": Sharing.PARAPHRASE},
        {"check": Check.WITHDRAWN},
        {"removed": True},
    ]
)
sentences = st.lists(
    st.sampled_from(["ray", "hits", "me", "at", "the", "depot", "no", "bus"]),
    min_size=1,
    max_size=7,
).map(" ".join)


@given(words=sentences, fate=fates, audience=st.sampled_from([ROOM, PUBLIC]))
def test_a_text_that_is_all_that_was_said_is_never_told(
    words: str, fate: dict[str, object], audience: Audience
) -> None:
    promise: Commitment = promised("m1", "The council", f"{words.title()}!", reason=words)
    rows = (said("c1", words, **fate), said("c2", "Something else entirely was said."))
    about = related("r1", "c2", about=words)
    result = told(*rows, audience=audience, commitments=[promise], relations=[about])
    assert (result.commitments[0].what, result.commitments[0].reason) == (NOT_TOLD, None)
    assert [one.about for one in result.relations] == [None]
