"""One thing said, taken down twice: linked by people, counted once, every wording kept."""

from __future__ import annotations

import tempfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.errors import WrongUse
from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say, words


def three(file: SessionFile) -> list[str]:
    """Say the same in three wordings, and return their ids."""
    return [say(file, f"P1: {words} /s").id for words in ("No bus.", "No buses.", "Bus: none.")]


def test_both_wordings_are_listed_and_one_is_counted(file: SessionFile) -> None:
    one, two, _ = three(file)
    file.set_participant(file.session().id, "P1", perspectives=["carer"])
    file.same(two, one)
    tally = file.tally(file.session().id)
    assert (tally.heard, tally.areas[Area.SYSTEM]) == (2, 2)
    assert tally.perspectives == {"carer": 2}
    assert len(words(file)) == 3
    assert file.same_groups() == (frozenset((one, two)),)
    assert file.repeated() == {two}


def test_it_can_be_undone(file: SessionFile) -> None:
    one, two, _ = three(file)
    file.same(one, two)
    assert file.undo() is not None
    assert (file.tally().heard, file.same_groups()) == (3, ())


def test_three_wordings_count_once_in_whatever_order_they_are_joined(file: SessionFile) -> None:
    for pairs in permutations([(0, 1), (1, 2), (0, 2)], 2):
        ids = three(file)
        before = file.tally().heard
        for one, other in pairs:
            file.same(ids[one], ids[other])
        assert file.tally().heard == before - 2
        assert frozenset(ids) in file.same_groups()
        assert {ids[1], ids[2]} <= file.repeated()


def test_where_the_counted_one_is_removed_another_counts(file: SessionFile) -> None:
    one, two, three_ = three(file)
    file.same(one, two)
    file.same(two, three_)
    file.remove([one])
    assert (file.tally().heard, file.repeated()) == (1, frozenset({max(two, three_)}))
    file.erase([one])
    assert file.tally().heard == 1


def test_two_voices_parts_what_was_joined_and_is_remembered(file: SessionFile) -> None:
    one, two, _ = three(file)
    file.same(one, two)
    file.two_voices(one, two)
    assert (file.tally().heard, file.same_groups()) == (3, ())
    assert file.said_apart(file.session().id) == {frozenset((one, two))}
    file.same(two, one)
    assert (file.tally().heard, file.said_apart()) == (2, frozenset())


def test_one_contribution_is_not_compared_with_itself(file: SessionFile) -> None:
    one = three(file)[0]
    with pytest.raises(WrongUse, match="one contribution twice"):
        file.same(one, one[:6])


def test_sessions_that_are_not_joined_share_nothing(file: SessionFile, tmp_path: Path) -> None:
    ours = three(file)[0]
    with making.new(tmp_path / "other.sqlite", author="Kim") as others:
        theirs = three(others)[0]
    with merged(tmp_path / "all.sqlite", file, others) as both:
        with pytest.raises(WrongUse, match="different sessions"):
            both.same(ours, theirs)
        first, second = both.sessions()
        record = f"s.{second.id}"
        making.put(both.path, [(record, "same_as", making.stamp(), first.id, None)])
        both.same(ours, theirs)
        assert both.tally(first.id).heard == 5
        assert both.tally().heard == 5


def test_two_people_who_join_the_same_apart_write_the_same_link(
    file: SessionFile, tmp_path: Path
) -> None:
    one, two, _ = three(file)
    with hand_over(file, "kim", "Kim") as kims:
        kims.same(two, one)
        file.same(one, two)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        assert (both.conflicts(), both.repeated()) == ((), frozenset({two}))


def test_same_here_and_two_voices_there_is_known_to_be_both(
    file: SessionFile, tmp_path: Path
) -> None:
    one, two, _ = three(file)
    with hand_over(file, "kim", "Kim") as kims:
        kims.two_voices(one, two)
        file.same(one, two)
    for n, order in enumerate(permutations((file, kims))):
        with merged(tmp_path / f"all-{n}.sqlite", *order) as both:
            pair = frozenset((one, two))
            assert (both.same_groups(), both.said_apart()) == ((pair,), frozenset({pair}))
            assert both.tally().heard == 2


@settings(max_examples=25, deadline=None)
@given(
    links=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=6),
    removed=st.sets(st.integers(0, 4)),
)
def test_whatever_links_a_file_holds_each_group_that_stands_counts_once(
    links: list[tuple[int, int]], removed: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, making.new(Path(folder) / "a.sqlite") as file:
        ids = [say(file, f"Wording {n}").id for n in range(5)]
        file.remove([ids[n] for n in removed])
        pointed = dict(links)
        session = file.session().id
        rows = [
            (f"c.{session}.{ids[n]}", "same_as", making.stamp(), [*ids, "gone000000"][to], None)
            for n, to in pointed.items()
        ]
        making.put(file.path, rows)
        standing = set(range(5)) - removed
        assert file.tally().heard == len({min(g) for g in _groups(pointed) if g & standing})


def _groups(pointed: dict[int, int]) -> list[frozenset[int]]:
    """Return who is joined to whom, found by walking from each as far as it goes."""
    found = {frozenset((n,)) for n in range(5)}
    for pair in pointed.items():
        joined = {group for group in found if group & set(pair)} | {frozenset(pair)}
        found = (found - joined) | {frozenset().union(*joined)}
    return list(found)
