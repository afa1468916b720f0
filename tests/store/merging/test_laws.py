"""Merging is a union: whatever happened, whatever the order and the grouping, one and the same comes of it."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listening.store.check import check
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.merging.comparing import content, folded_one_by_one
from tests.store.merging.histories import History, Telling, histories

_EVERYDAY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
_TAKEN_BACK = (
    *("say", "edit", "tag", "untag", "none", "remove", "restore", "settle", "settle", "together"),
    *("perspective", "rename", "promise", "follow_up", "relate", "move", "link", "unlink"),
)
"""What can be taken back."""
_THOROUGH = settings(
    max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@_EVERYDAY
@given(histories())
def test_whatever_the_order_and_grouping_one_and_the_same_comes_of_it(history: History) -> None:
    _check_laws(history)


@pytest.mark.slow
@pytest.mark.timeout(5_400)
@_THOROUGH
@given(histories())
def test_it_holds_for_two_thousand_histories(history: History) -> None:
    _check_laws(history)


@_EVERYDAY
@given(histories(), st.sampled_from(_TAKEN_BACK), st.integers(0, 40))
def test_whatever_is_taken_back_all_is_as_it_was_with_every_version(
    history: History, what: str, which: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        telling = Telling(Path(folder), history)
        out = Path(folder) / "out.sqlite"
        _merge(out, telling.tell().paths)
        with SessionFile.open(out, author="Org") as file:
            before = _shown(file)
            if telling.do(file, what, which) and _shown(file) != before:
                assert file.undo() is not None
                assert _shown(file) == before
                assert file.undo() is None
        assert check(out).trouble is None


def _shown(file: SessionFile) -> tuple[object, ...]:
    """Return all that people see of a file, with who said what apart."""
    everything = (
        file.contributions(),
        file.participants(),
        file.commitments(),
        file.relations(),
        file.links(),
        file.prompts(file.session().id),
    )
    return file.session(), *everything, _versions(file)


def _versions(file: SessionFile) -> list[object]:
    return [
        (each.id, [(one.value, one.author, one.at, one.shown) for one in each.versions])
        for each in file.conflicts()
    ]


def _check_laws(history: History) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = Telling(Path(folder), history).tell()
        outs = _merged_in_every_way(Path(folder) / "out", told.paths)
        first = content(outs[0])
        for out in outs[1:]:
            assert content(out) == first
        assert folded_one_by_one(outs[0]) == first
        assert check(outs[0]).trouble is None
        for out in outs:
            _assert_nothing_erased_is_there(out, told.erased)


def _merged_in_every_way(folder: Path, paths: list[Path]) -> list[Path]:
    """Merge at once, one after the other in some orders, in groups, into a copy, and all of it twice."""
    folder.mkdir()
    outs = [folder / "at-once.sqlite"]
    _merge(outs[0], paths)
    orders = list(itertools.permutations(paths))
    for number, order in enumerate((orders[-1], orders[len(orders) // 2])):
        outs.append(folder / f"order-{number}.sqlite")
        for path in order:
            _merge(outs[-1], [path])
    group = folder / "group.sqlite"
    _merge(group, paths[1:])
    outs.append(folder / "grouped.sqlite")
    _merge(outs[-1], [paths[0], group, paths[-1]])
    _merge(outs[-1], [*paths, group, outs[0]])
    return outs


def _merge(out: Path, sources: list[Path]) -> None:
    result = merge(out, sources, accept_erasures=True)
    assert result.complete, [source.trouble for source in result.sources]


def _assert_nothing_erased_is_there(out: Path, erased: set[str]) -> None:
    there = out.read_bytes()
    assert not [words for words in erased if words.encode() in there]
