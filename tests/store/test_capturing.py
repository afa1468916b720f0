"""What a note-taker does with a contribution, as promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.errors import Ambiguous, EmptyWords, Erased, NotFound, WrongUse
from listening.model.quickline import QuickLine, parse, raw
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Area, Captured, Check, Kind, Sharing
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words


def test_what_was_typed_comes_back_with_all_its_marks(file: SessionFile) -> None:
    one = say(file, "P3: Nobody tells us who is coming. /r /s #rota !barrier %named ~para")
    assert one == file.contribution(one.id)
    assert (one.words, one.by, one.areas) == (
        "Nobody tells us who is coming.",
        "P3",
        (Area.ROLES, Area.SYSTEM),
    )
    assert (one.codes, one.kind, one.captured) == (("rota",), Kind.BARRIER, Captured.PARAPHRASE)
    assert (one.own_sharing, one.sharing) == (Sharing.NAMED, Sharing.UNNAMED)
    assert (one.author, one.check, one.untagged) == ("Sam", Check.UNREAD, False)


def test_a_contribution_belongs_to_the_prompt_that_was_open(file: SessionFile) -> None:
    _, second = file.prompts(file.session().id)
    assert say(file, "More buses.", second.id).prompt_number == 2


def test_what_nobody_said_by_name_was_said_by_the_room(file: SessionFile) -> None:
    assert say(file, "A pause.").by is None
    assert file.participants() == ()


def test_a_handle_is_one_participant_in_any_case_and_shown_as_first_typed(
    file: SessionFile,
) -> None:
    say(file, "p3: one")
    say(file, "P3: two")
    (person,) = file.participants()
    assert (person.handle, person.heard) == ("p3", 2)


def test_words_are_there_when_the_file_is_opened_again(file: SessionFile, path: Path) -> None:
    say(file, "P1: first")
    say(file, "P2: second")
    file.close()
    file.close()
    with SessionFile.open(path) as again:
        assert words(again) == ["first", "second"]


def test_a_line_without_words_is_refused_and_nothing_is_kept(file: SessionFile) -> None:
    with pytest.raises(EmptyWords):
        say(file, "P7:  /a")
    assert file.count() == 0
    assert file.participants() == ()


def test_a_session_that_is_not_there_takes_no_words(file: SessionFile) -> None:
    with pytest.raises(NotFound):
        file.capture(parse("lost"), session="0123456789")
    with pytest.raises(NotFound):
        file.capture_unread(parse("lost"), session="nonsense")
    assert making.differing(file) == ()
    assert file.count() == 0


@given(line=st.text(alphabet=st.characters()), by=st.none() | st.text(max_size=5))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_kept_letter_by_letter(
    tmp_path_factory: pytest.TempPathFactory, line: str, by: str | None
) -> None:
    with making.new(tmp_path_factory.mktemp("texts") / "a.sqlite") as file:
        said = QuickLine(words=line, by=by)
        if says_nothing(line):
            with pytest.raises(EmptyWords):
                file.capture(said, session=file.session().id)
        else:
            assert file.capture(said, session=file.session().id).words == sanitise(line)


def test_tags_go_on_and_come_off(file: SessionFile) -> None:
    one = say(file, "One.")
    (tagged,) = file.tag([one.id], add=["a", "#peer-support", "system"])
    assert (tagged.areas, tagged.codes) == ((Area.ATTITUDES, Area.SYSTEM), ("peer-support",))
    (less,) = file.tag([one.id], remove=["attitudes", "peer-support"])
    assert (less.areas, less.codes) == ((Area.SYSTEM,), ())


def test_several_contributions_are_tagged_at_once(file: SessionFile) -> None:
    ids = [say(file, f"Line {n}.").id for n in range(3)]
    assert [one.areas for one in file.tag(ids, add=["r"])] == [(Area.ROLES,)] * 3


def test_none_of_the_three_and_an_area_exclude_each_other(file: SessionFile) -> None:
    one = say(file, "Is there tea? /a")
    (none,) = file.tag([one.id], none=True)
    assert (none.none_of_three, none.areas, none.untagged) == (True, (), False)
    (again,) = file.tag([one.id], add=["s"])
    assert (again.none_of_three, again.areas) == (False, (Area.SYSTEM,))


def test_a_tag_that_cannot_be_one_changes_nothing(file: SessionFile) -> None:
    one = say(file, "One.")
    with pytest.raises(WrongUse):
        file.tag([one.id], add=["a", "two words"])
    assert file.contribution(one.id) == one


def test_an_edit_sets_what_it_names_and_leaves_the_rest(file: SessionFile) -> None:
    one = say(file, "P1: One. /a #rota !idea")
    edited = file.edit(one.id, words="Two.", by="P2", areas=(Area.ROLES,), check=Check.CONFIRMED)
    assert (edited.words, edited.by, edited.areas) == ("Two.", "P2", (Area.ROLES,))
    assert (edited.codes, edited.kind, edited.check) == (("rota",), Kind.IDEA, Check.CONFIRMED)


def test_an_edit_can_clear_what_may_be_empty(file: SessionFile) -> None:
    one = say(file, "P1: One. /a #rota !idea %analysis")
    edited = file.edit(
        one.id, by=None, areas=(), codes=(), kind=None, sharing=None, paraphrase=None
    )
    assert (edited.by, edited.areas, edited.codes, edited.kind) == (None, (), (), None)
    assert edited.own_sharing is None


def test_codes_of_an_edit_are_kept_in_their_form_and_nonsense_is_refused(file: SessionFile) -> None:
    one = say(file, "One.")
    assert file.edit(one.id, codes=("Rota",)).codes == ("rota",)
    with pytest.raises(WrongUse):
        file.edit(one.id, codes=("no such thing!",))


def test_an_edit_cannot_empty_the_words(file: SessionFile) -> None:
    one = say(file, "One.")
    with pytest.raises(EmptyWords):
        file.edit(one.id, words=" \n ")
    assert file.contribution(one.id).words == "One."


def test_an_edit_that_changes_nothing_leaves_no_trace(file: SessionFile) -> None:
    one = say(file, "P1: One. /a")
    before = file.history()
    file.edit(one.id, words="One.", by="P1", areas=(Area.ATTITUDES,))
    assert file.history() == before


def test_what_is_removed_is_in_no_list_and_no_count_and_can_be_brought_back(
    file: SessionFile,
) -> None:
    kept, gone = say(file, "Kept."), say(file, "Gone. /a")
    assert file.remove([gone.id])[0].removed
    assert words(file) == ["Kept."]
    assert (file.count(), file.tally().heard, file.tally().removed) == (1, 1, 1)
    assert [one.id for one in file.contributions(Where(removed=True))] == [gone.id]
    assert file.contribution(gone.id).words == "Gone."
    file.restore([gone.id])
    assert [one.id for one in file.contributions()] == [kept.id, gone.id]


def test_an_id_may_be_cut_to_four_characters_in_any_case(file: SessionFile) -> None:
    one = say(file, "One.")
    assert file.contribution(f" {one.id[:4].upper()} ") == one
    with pytest.raises(Ambiguous):
        file.contribution(one.id[:3])
    with pytest.raises(NotFound):
        file.contribution("uuuu\udcff")


def test_a_beginning_that_fits_several_is_refused_and_names_them(
    file: SessionFile, path: Path
) -> None:
    session = file.session().id
    own = ("bbbb000001", "bbbb000002")
    making.put(path, [(f"c.{session}.{one}", "words", making.stamp(), one, None) for one in own])
    with pytest.raises(Ambiguous, match="bbbb000001, bbbb000002"):
        file.contribution("bbbb")


def test_the_history_tells_who_changed_what_and_what_it_was_before(file: SessionFile) -> None:
    one = say(file, "One.")
    file.edit(one.id, words="Two.")
    told = [(each.field, each.value, each.former, each.author) for each in file.history(one.id)]
    assert told == [("words", "One.", None, "Sam"), ("words", "Two.", "One.", "Sam")]


def test_the_history_of_a_session_speaks_of_all_but_the_sittings(file: SessionFile) -> None:
    say(file, "P1: One.")
    kinds = {each.kind for each in file.history(session=file.session().id)}
    assert kinds == {"session", "prompt", "participant", "contribution"}


def test_what_was_erased_can_be_changed_no_more(file: SessionFile, path: Path) -> None:
    one = say(file, "One.")
    with making.raw(path) as con:
        record = f"c.{one.session}.{one.id}"
        con.execute("INSERT INTO erasure VALUES (?, '', '', '2026')", (record,))
    with pytest.raises(Erased):
        file.edit(one.id, words="Two.")
    assert file.contribution(one.id).words == "One."


def test_several_changes_can_reach_the_disk_together_or_not_at_all(file: SessionFile) -> None:
    one = say(file, "One.")
    with file.together():
        file.tag([one.id], add=["a"])
        file.edit(one.id, kind=Kind.IDEA)
    with pytest.raises(WrongUse):
        _tag_in_vain(file, one.id)
    assert file.contribution(one.id).areas == (Area.ATTITUDES,)
    assert making.differing(file) == ()


def test_raw_words_are_never_read_as_marks(file: SessionFile) -> None:
    one = file.capture(raw("P1: is a road /a", "P2"), session=file.session().id)
    assert (one.words, one.by, one.areas) == ("P1: is a road /a", "P2", ())


def test_an_author_of_any_letters_writes(path: Path) -> None:
    with making.new(path, "Sam\x1b[31m \udcff\nO'Neill") as file:
        assert say(file, "One.").author == "Sam[31m O'Neill"


def _tag_in_vain(file: SessionFile, ref: str) -> None:
    with file.together():
        file.tag([ref], remove=["a"])
        file.tag([ref], add=["no code at all"])
