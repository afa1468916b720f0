"""What was taken back is shown by nothing that is asked of the file, until it is said again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.vocabulary import Check, Sharing
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from tests.store.making import say

SECRET = "Zq7 the words"


@pytest.fixture
def gone(file: SessionFile) -> Contribution:
    """Return a contribution that was changed, paraphrased and then taken back."""
    one = say(file, f"P1: {SECRET} /a")
    file.edit(one.id, words=f"{SECRET} again", paraphrase=f"{SECRET} in short")
    return file.edit(one.id, check=Check.WITHDRAWN)


def test_its_words_are_in_no_answer(file: SessionFile, gone: Contribution) -> None:
    answers = (
        file.contributions(),
        file.contribution(gone.id),
        file.history(),
        file.history(gone.id),
        file.search("Zq7"),
        file.contributions(Where(match="Zq7")),
        file.count(Where(match="Zq7")),
    )
    assert "Zq7" not in repr(answers)
    assert file.count(Where(match="Zq7")) == 0
    assert file.contribution(gone.id).areas


def test_nor_in_the_versions_of_a_difference(file: SessionFile) -> None:
    one = say(file, f"P1: {SECRET}")
    seen = file.seen(one.id)
    with SessionFile.open(file.path, author="Kim") as other:
        other.edit(one.id, words=f"{SECRET} of Kim")
    file.edit(one.id, seen=seen, words=f"{SECRET} of Sam")
    assert "Zq7" in repr(file.conflicts())
    file.edit(one.id, check=Check.WITHDRAWN)
    assert "Zq7" not in repr(file.conflicts())


def test_said_again_all_is_as_before(file: SessionFile, gone: Contribution) -> None:
    file.undo()
    assert file.contribution(gone.id).words == f"{SECRET} again"
    assert file.count(Where(match="Zq7")) == 1
    assert SECRET in repr(file.history(gone.id))


@pytest.mark.parametrize(
    "fields", [{"words": "new"}, {"paraphrase": "new"}, {"sharing": Sharing.NAMED}], ids=str
)
def test_it_is_not_changed_while_it_is_taken_back(
    file: SessionFile, gone: Contribution, fields: dict[str, str]
) -> None:
    with pytest.raises(WrongUse, match="taken back"):
        file.edit(gone.id, **fields)  # type: ignore[arg-type] # one field of any kind
    said = file.edit(gone.id, check=Check.CORRECTED, words="What they say now.")
    assert (said.words, said.check) == ("What they say now.", Check.CORRECTED)


def test_its_saved_words_cannot_be_put_off_record_by_an_edit(
    file: SessionFile, gone: Contribution
) -> None:
    with pytest.raises(WrongUse, match="saved already"):
        file.edit(gone.id, check=Check.UNREAD, sharing=Sharing.OFF)


@given(checks=st.lists(st.sampled_from(Check), min_size=1, max_size=6))
def test_words_are_shown_exactly_while_they_stand(
    tmp_path_factory: pytest.TempPathFactory, checks: list[Check]
) -> None:
    path = tmp_path_factory.mktemp("room") / "a.sqlite"
    with SessionFile.create(path, {"title": "A"}) as file:
        one = say(file, SECRET)
        for check in checks:
            shown = file.edit(one.id, check=check)
            assert (shown.words == SECRET) == (check is not Check.WITHDRAWN)
            assert bool(file.search("Zq7")) == (check is not Check.WITHDRAWN)
