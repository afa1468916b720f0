"""Promises, relations and links in copies that people go on in apart, and with what was erased."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.errors import Erased, NotFound
from listening.model.vocabulary import Bond, RelationKind, Status
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say


@pytest.fixture
def kims(file: SessionFile) -> Iterator[SessionFile]:
    """Kim's copy of a session with three contributions and a promise."""
    for words in ("One.", "Two.", "Three."):
        say(file, words)
    file.commit(file.session().id, who="The council", what="Publish the rota")
    with hand_over(file, "kim", "Kim") as copied:
        yield copied


def ids(file: SessionFile) -> list[str]:
    """Return the ids of what is listed, oldest first."""
    return [one.id for one in file.contributions()]


def relate(file: SessionFile, about: str, said_in: str) -> str:
    """Note a relation that was heard in a contribution, and return its id."""
    return file.relate(
        file.session().id,
        kind=RelationKind.TRUST,
        from_party="families",
        to_party="the council",
        about=about,
        said_in=said_in,
    ).id


def test_what_was_promised_apart_stands_together(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    session = file.session().id
    ours = file.commit(session, who="GPs", what="Ring back", answers=ids(file)[:1])
    theirs = kims.commit(session, who="The choir", what="Sing", answers=ids(file)[1:])
    one = file.commitments()[0].id
    file.update_commitment(one, answers=ids(file)[:1])
    kims.update_commitment(one, answers=ids(file)[1:2])
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        assert {each.id for each in both.commitments()} == {one, ours.id, theirs.id}
        assert both.commitment(theirs.id) == theirs
        assert both.commitment(one).answers == tuple(ids(file)[:2])
        assert both.conflicts() == ()
        assert making.differing(both) == ()


def test_a_state_that_was_set_apart_is_a_conflict_until_somebody_settles_it(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = file.commitments()[0].id
    file.update_commitment(own, status=Status.KEPT, by_when="2026-06-30")
    kims.update_commitment(own, status=Status.NOT_KEPT, by_when="2026-07-31")
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        found = {each.field: each for each in both.conflicts()}
        assert {each.kind for each in found.values()} == {"commitment"}
        shown = [(each.value, each.author) for each in found["status"].versions]
        assert shown == [("not-kept", "Kim"), ("kept", "Sam")]
        both.settle(found["status"].id, text="changed")
        both.settle(found["by_when"].id, keep=2)
        settled = both.commitment(own)
        assert (settled.status, settled.by_when) == (Status.CHANGED, "2026-06-30")
        assert both.conflicts() == ()


def test_a_relation_that_was_changed_apart_can_be_settled_with_a_text(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = relate(file, "the forms", ids(file)[0])
    merge(kims.path, [file.path])
    file.update_relation(own, about="the long forms")
    kims.update_relation(own, about="the new forms")
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, text="all forms")
        assert both.relation(own).about == "all forms"


def test_the_same_link_made_apart_is_one(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    first, second, third = ids(file)
    for each in (file, kims):
        each.link(second, Bond.ECHOES, first)
    kims.link(third, Bond.ECHOES, first)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        assert [(one.source, one.author) for one in both.links()] == [
            (second, "Sam"),
            (third, "Kim"),
        ]


def test_what_leans_on_erased_words_goes_with_them_in_every_order(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    first, second, _ = ids(file)
    file.link(second, Bond.ECHOES, first)
    gone = relate(file, "a quagmire of forms", first)
    own = file.commitments()[0].id
    file.update_commitment(own, answers=[first, second])
    apart = relate(kims, "the vermilion tape", first)
    kims.link(first, Bond.BUILDS_ON, second)
    kims.commit(file.session().id, who="GPs", what="Ring back", answers=[first])
    done = file.erase([first])
    assert (done.contributions, done.relations, done.links) == ((first,), 1, 1)
    assert done.answered_by == (own,)
    assert b"quagmire" not in making.on_disk(file.path)
    found = []
    for number, sources in enumerate(permutations((file, kims))):
        with merged(tmp_path / f"{number}.sqlite", *sources) as both:
            assert (both.links(), both.relations()) == ((), ())
            assert [each.answers for each in both.commitments()] == [(second,), ()]
            assert making.differing(both) == ()
            for each in (gone, apart):
                with pytest.raises(NotFound):
                    both.relation(each)
        there = making.on_disk(tmp_path / f"{number}.sqlite")
        assert b"quagmire" not in there
        assert b"vermilion" not in there
        with making.raw(tmp_path / f"{number}.sqlite") as con:
            found.append(con.execute("SELECT * FROM erasure ORDER BY 1, 2, 3").fetchall())
    assert found[0] == found[1]


def test_what_a_merge_strikes_so_goes_from_the_file_that_it_is_merged_into(
    file: SessionFile, kims: SessionFile
) -> None:
    first = ids(file)[0]
    relate(kims, "the vermilion tape", first)
    file.erase([first])
    assert merge(kims.path, [file.path]).complete
    assert b"vermilion" not in making.on_disk(kims.path)
    assert merge(file.path, [kims.path]).complete
    assert kims.relations() == file.relations() == ()


def test_many_links_that_went_with_words_need_no_word_of_who_erased_them(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    hub = ids(file)[0]
    for number in range(12):
        kims.link(say(kims, f"More {number}.").id, Bond.ECHOES, hub)
    file.erase([hub])
    assert merge(kims.path, [file.path]).complete
    with merged(tmp_path / "all.sqlite", kims) as both:
        assert both.links() == ()


def test_forged_tombstones_of_links_are_refused_with_the_file_that_brings_them(
    file: SessionFile, kims: SessionFile
) -> None:
    first = ids(file)[0]
    for number in range(12):
        file.link(say(file, f"More {number}.").id, Bond.ECHOES, first)
    forged = [(f"l.{one.session}.{one.id}", "", "", "2026-01-01") for one in file.links()]
    with making.raw(kims.path) as con:
        con.executemany("INSERT INTO erasure VALUES (?, ?, ?, ?)", forged)
    (source,) = merge(file.path, [kims.path]).sources
    assert source.trouble is not None
    assert "--accept-erasures" in str(source.trouble)
    assert len(file.links()) == 12


def test_a_promise_and_a_relation_are_erased_by_their_ids(file: SessionFile, path: Path) -> None:
    session = file.session().id
    promise = file.commit(session, who="The council", what="A quagmire")
    heard = say(file, "One.")
    relation = relate(file, "a vermilion tape", heard.id)
    link = file.link(say(file, "Two.").id, Bond.ECHOES, heard.id)
    done = file.erase([promise.id[:6], relation, link.id])
    assert (done.commitments, done.relations, done.links, done.contributions) == (1, 1, 1, ())
    assert (file.commitments(), file.relations(), file.links()) == ((), (), ())
    assert len(file.contributions()) == 2
    for word in (b"quagmire", b"vermilion"):
        assert word not in making.on_disk(path)
    with pytest.raises(Erased):
        file.link(link.source, Bond.ECHOES, heard.id)
    assert making.differing(file) == ()


texts = st.text("abcdefghij", min_size=12, max_size=20)


@settings(max_examples=6, deadline=None)
@given(about=texts, words=texts, again=texts, apart=st.booleans())
def test_no_word_of_what_was_erased_is_in_any_byte(
    about: str, words: str, again: str, *, apart: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with making.new(Path(folder) / "a.sqlite") as file:
            said = say(file, f"{words} here")
            other = say(file, "Something else.")
            with hand_over(file, "b", "Kim") as kims:
                noting = kims if apart else file
                own = relate(noting, about, said.id)
                noting.update_relation(own, about=again)
                noting.link(other.id, Bond.DISAGREES, said.id)
                file.erase([said.id])
                for one, to in ((file, kims), (kims, file)):
                    assert merge(to.path, [one.path]).complete
        for path in (file.path, kims.path):
            there = making.on_disk(path)
            assert not [each for each in (about, words, again) if each.encode() in there]
            assert making.is_sound(path)
