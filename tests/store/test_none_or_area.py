"""One says “none of the three” and another, apart, gives an area: both are told until somebody settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest

from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say

Deed = Callable[[SessionFile], None]
Versions = list[tuple[object, str, bool]]


@pytest.fixture
def kims(file: SessionFile) -> Iterator[SessionFile]:
    """Kim's copy of a session in which one thing was said."""
    say(file, "P1: The buses stop at six.")
    with hand_over(file, "kim", "Kim") as copied:
        yield copied


def own(file: SessionFile) -> str:
    return file.contributions()[0].id


def none(file: SessionFile) -> None:
    file.tag([own(file)], none=True)


def area(*areas: str, own_tag: bool = False) -> Deed:
    def deed(file: SessionFile) -> None:
        file.tag([own(file)], add=areas, own=own_tag)

    return deed


def off(*areas: str) -> Deed:
    def deed(file: SessionFile) -> None:
        file.tag([own(file)], remove=areas)

    return deed


def one_after_the_other(*deeds: Deed) -> Deed:
    def deed(file: SessionFile) -> None:
        for each in deeds:
            each(file)

    return deed


def versions(file: SessionFile) -> Versions:
    """Return the versions of the only conflict, which is about none of the three."""
    (conflict,) = file.conflicts()
    assert (conflict.kind, conflict.field) == ("contribution", "none_of_three")
    assert conflict.record == own(file)
    assert file.contributions()[0].conflicts == 1
    return [(each.value, each.author, each.shown) for each in conflict.versions]


def tagged(file: SessionFile) -> tuple[tuple[Area, ...], bool]:
    one = file.contributions()[0]
    return one.areas, one.none_of_three


NONE_OF_SAM, SYSTEM_OF_KIM = (1, "Sam", False), ("system", "Kim", True)


def test_none_and_an_area_said_apart_are_a_conflict_with_who_said_what(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    none(file)
    area("s")(kims)
    for n, order in enumerate(permutations((file, kims))):
        with merged(tmp_path / f"all-{n}.sqlite", *order) as both:
            assert versions(both) == [SYSTEM_OF_KIM, NONE_OF_SAM]
            assert tagged(both) == ((Area.SYSTEM,), False)
            assert both.conflicts()[0].versions[1].at < both.conflicts()[0].versions[0].at
            assert making.differing(both) == ()


def test_the_area_is_shown_also_where_none_was_said_later(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    area("s")(file)
    none(kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        assert versions(both) == [("system", "Sam", True), (1, "Kim", False)]
        assert tagged(both) == ((Area.SYSTEM,), False)


def test_all_areas_stand_together_against_none_with_all_who_gave_them(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    with hand_over(file, "ada", "Ada", minutes=20) as adas:
        none(file)
        area("s")(kims)
        area("r")(adas)
        with merged(tmp_path / "all.sqlite", file, kims, adas) as both:
            assert versions(both) == [("roles system", "Ada, Kim", True), NONE_OF_SAM]


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [
        ([], area("s"), area("r")),
        ([], none, none),
        ([], none, area("rota")),
        ([], none, one_after_the_other(area("s"), off("s"))),
        ([], one_after_the_other(none, area("s")), area("r")),
        ([], none, area("s", own_tag=True)),
        ([area("s", own_tag=True)], none, area("s")),
        ([none], area("s"), area("r")),
        ([none], area("s"), area("rota")),
        ([area("s")], none, off("s")),
        ([area("s")], none, area("rota")),
    ],
)
def test_what_adds_up_or_was_seen_is_no_conflict(
    file: SessionFile,
    kims: SessionFile,
    tmp_path: Path,
    before: list[Deed],
    first: Deed,
    second: Deed,
) -> None:
    for deed in before:
        deed(file)
    copied = hand_over(file, "other", "Kim", minutes=20)
    first(file)
    with copied:
        second(copied)
    with merged(tmp_path / "all.sqlite", file, copied) as both:
        assert both.conflicts() == ()
        assert making.differing(both) == ()


def test_who_saw_the_other_decides_without_a_conflict(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    none(file)
    with merged(kims.path.with_name("seen.sqlite"), file, kims) as seen:
        area("s")(seen)
        with merged(tmp_path / "all.sqlite", file, kims, seen) as both:
            assert (tagged(both), both.conflicts()) == (((Area.SYSTEM,), False), ())
    with SessionFile.open(tmp_path / "all.sqlite", author="Ada") as both:
        none(both)
        assert (tagged(both), both.conflicts()) == (((), True), ())


@pytest.mark.parametrize(
    ("keep", "comes_to"), [(1, ((Area.SYSTEM,), False)), (2, ((), True))], ids=["area", "none"]
)
def test_either_can_be_kept_and_holds_when_the_originals_come_again(
    file: SessionFile,
    kims: SessionFile,
    tmp_path: Path,
    keep: int,
    comes_to: tuple[tuple[Area, ...], bool],
) -> None:
    none(file)
    area("s", "rota")(kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, keep=keep)
        assert (tagged(both), both.conflicts()) == (comes_to, ())
        assert making.differing(both) == ()
    with merged(tmp_path / "all.sqlite", kims, file) as both:
        assert (tagged(both), both.conflicts()) == (comes_to, ())
        assert both.contributions()[0].codes == ("rota",)


@pytest.mark.parametrize("keep", [1, 2])
def test_once_settling_it_is_undone_it_is_open_as_it_was(
    file: SessionFile, kims: SessionFile, tmp_path: Path, keep: int
) -> None:
    none(file)
    area("s", "r")(kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        before = both.conflicts()
        for _ in range(2):
            both.settle(before[0].id, keep=keep)
            assert both.conflicts() == ()
            both.undo()
            told = [(v.value, v.author, v.at) for v in both.conflicts()[0].versions]
            assert told == [(v.value, v.author, v.at) for v in before[0].versions]
            assert tagged(both) == ((Area.ROLES, Area.SYSTEM), False)
            assert making.differing(both) == ()


def test_settled_differently_in_two_copies_it_is_a_conflict_between_those_who_settled(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    none(file)
    area("s")(kims)
    both = merged(tmp_path / "all.sqlite", file, kims)
    with both, hand_over(both, "ada", "Ada", minutes=90) as adas:
        adas.settle(adas.conflicts()[0].id, keep=1)
        both.settle(both.conflicts()[0].id, keep=2)
        for n, order in enumerate(permutations((both, adas))):
            with merged(tmp_path / f"again-{n}.sqlite", *order) as again:
                assert versions(again) == [("system", "Ada", True), (1, "Org", False)]


def test_what_another_adds_apart_from_a_settling_is_a_conflict_again(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    none(file)
    area("s")(kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, keep=2)
        area("r")(kims)
        with merged(tmp_path / "again.sqlite", both, kims) as again:
            assert versions(again) == [("roles", "Kim", True), (1, "Org", False)]


def test_none_that_was_taken_off_apart_from_an_area_is_told_too(
    file: SessionFile, tmp_path: Path
) -> None:
    say(file, "The buses stop at six.")
    none(file)
    with hand_over(file, "kim", "Kim") as kims, hand_over(file, "ada", "Ada", minutes=20) as adas:
        area("s")(kims)
        area("s")(adas)
        none(adas)
        with merged(tmp_path / "all.sqlite", file, kims, adas) as both:
            assert versions(both) == [("system", "Kim", True), (1, "Ada", False)]
            both.settle(both.conflicts()[0].id, keep=2)
            assert (tagged(both), both.conflicts()) == (((), True), ())


def test_a_window_that_did_not_see_the_other_is_told_apart_too(
    file: SessionFile, path: Path
) -> None:
    one = say(file, "The buses stop at six.")
    seen = file.seen(one.id)
    with SessionFile.open(path, author="Alex") as other:
        area("s")(other)
    file.edit(one.id, seen=seen, none_of_three=True, areas=())
    assert [value for value, *_ in versions(file)] == ["system", 1]
