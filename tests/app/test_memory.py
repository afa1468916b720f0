"""What is looked through for things left behind: all that came after the first screen."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from listening.app import memory


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the memory of the other tests as it was."""
    yield
    memory.collect_everything()


def test_what_was_there_at_the_first_screen_is_never_looked_through() -> None:
    memory.collect_nothing()
    assert not gc.isenabled()
    memory.collect_what_comes()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_what_came_later_and_was_left_behind_is_given_back() -> None:
    memory.collect_nothing()
    memory.collect_what_comes()
    left: list[object] = []
    left.append(left)
    del left
    assert gc.collect() > 0


def test_a_program_that_never_stopped_looking_goes_on_looking_at_all() -> None:
    before = gc.get_freeze_count()
    memory.collect_what_comes()
    assert gc.get_freeze_count() == before


def test_it_is_looked_seldom_while_the_app_runs_and_as_before_after_it() -> None:
    usual = gc.get_threshold()
    memory.collect_nothing()
    memory.collect_what_comes()
    assert gc.get_threshold() > usual
    memory.collect_everything()
    assert gc.get_threshold() == usual


def test_after_the_app_everything_is_looked_through_again() -> None:
    memory.collect_nothing()
    memory.collect_what_comes()
    memory.collect_everything()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
