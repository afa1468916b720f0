"""What is done to something that is read back, where somebody else was quicker."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.app.playback import deeds
from listening.app.playback.reading import Reading
from listening.model.errors import WrongUse
from listening.model.vocabulary import Check
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
