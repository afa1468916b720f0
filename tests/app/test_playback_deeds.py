"""What is done to something that is read back, where somebody else was quicker."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.playback import deeds, pages
from listening.app.playback.reading import Reading
from listening.app.text import plain
from listening.model.errors import WrongUse
from listening.model.vocabulary import Check
from listening.sharing.playback import Card
from listening.store.session_file import SessionFile
from tests.store.making import new, say


@pytest.mark.parametrize("check", [Check.READ_BACK, Check.CONFIRMED])
def test_what_was_taken_back_elsewhere_meanwhile_is_not_brought_back_by_reading_on(
    tmp_path: Path, check: Check
) -> None:
    with new(tmp_path / "a.sqlite") as file:
        own = say(file, "P1: No.").id
        card = Reading.of(file, file.session().id).card
        assert card is not None
        with SessionFile.open(file.path, author="Kim") as other:
            other.edit(own, check=Check.WITHDRAWN)
        with pytest.raises(WrongUse, match="it stays so"):
            deeds.mark(file, card, check)
        assert file.contribution(own).check is Check.WITHDRAWN


@given(st.text(min_size=1, max_size=600).filter(str.strip), st.integers(1, 40), st.integers(1, 20))
def test_no_part_is_higher_than_the_room_and_none_of_the_words_is_left_out(
    words: str, width: int, height: int
) -> None:
    card = Card("a", words, False, None, None, (), False, Check.UNREAD)
    shown = pages.alone(card, width, height)
    assert all(len(part.plain.split("\n")) <= height for part in shown)
    lines = [line for part in shown for line in part.plain.split("\n") if line]
    whole = [line.plain for line in plain(words).wrap(min(width, pages.WIDEST)) if line.plain]
    assert lines == whole
