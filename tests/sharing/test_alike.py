"""Two wordings of one thing said: counted once, and shown to whom the stricter allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from listening.model.quickline import parse
from listening.model.vocabulary import Audience, Check
from listening.sharing.disclosure import disclose
from listening.store.session_file import SessionFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "a.sqlite", {"title": "Brixton"}, author="Sam") as made:
        yield made


def two(file: SessionFile, first: str, second: str) -> list[str]:
    """Take one thing down twice, join the two, and return their ids."""
    session = file.session().id
    ids = [file.capture(parse(line), session=session).id for line in (first, second)]
    file.same(*ids)
    return ids


@pytest.mark.parametrize("audience", Audience)
def test_both_wordings_are_shown_and_one_is_counted(file: SessionFile, audience: Audience) -> None:
    two(file, "No bus. /s", "No buses. /s")
    result = disclose(file, file.session().id, audience)
    assert [each.words for each in result.contributions] == ["No bus.", "No buses."]
    assert result.counts.contributions == 1
    assert [each.number for each in result.counts.areas] == [0, 0, 1]


@pytest.mark.parametrize("lines", [("One %analysis", "Two"), ("One", "Two %analysis")])
def test_what_one_note_taker_heard_to_be_kept_back_is_kept_back_in_both(
    file: SessionFile, lines: tuple[str, str]
) -> None:
    two(file, *lines)
    result = disclose(file, file.session().id, Audience.PUBLIC)
    assert (result.contributions, result.counts.contributions) == ((), 1)
    assert sum(each.number for each in result.withheld) == 1


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.PUBLIC])
def test_what_the_wording_allows_that_was_taken_out_as_the_worse_one_still_holds(
    file: SessionFile, audience: Audience
) -> None:
    ids = two(file, "One %analysis", "Two")
    file.remove(ids[:1])
    result = disclose(file, file.session().id, audience)
    assert (result.contributions, result.counts.contributions) == ((), 1)


def test_withdrawn_in_one_wording_is_withdrawn_in_both(file: SessionFile) -> None:
    ids = two(file, "One", "Two")
    file.edit(ids[1], check=Check.WITHDRAWN)
    result = disclose(file, file.session().id, Audience.ROOM)
    assert (result.contributions, result.counts.contributions) == ((), 0)
