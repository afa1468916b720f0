"""Lists, counts and searches: every way of asking, against the same counted by hand."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.quickline import raw
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Check, Kind, Sharing
from listening.sample.build import build
from listening.store import fulltext, tallies
from listening.store.asked import PromptPlan, Where
from listening.store.session_file import SessionFile
from listening.store.views import Tally
from tests.store import making
from tests.store.making import say, words

LINES = (
    "P1: The bus never comes. /s #rota !barrier",
    "P2: Peer support works. /a #peer-support !works",
    "P1: Nobody asks us. /a /r !barrier",
    "Silence in the room. /none",
    "P3: I do not know yet.",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SessionFile]:
    """The sample session with one contribution removed and one confirmed."""
    path = build(tmp_path_factory.mktemp("sample") / "sample.sqlite")
    with SessionFile.open(path, author="Sam") as file:
        first, second, *_ = file.contributions()
        file.remove([first.id])
        file.edit(second.id, check=Check.CONFIRMED)
        yield file


WAYS: tuple[tuple[Where, Callable[[Contribution], bool]], ...] = (
    (Where(), lambda _: True),
    *((Where(area=area), lambda one, a=area: a in one.areas) for area in Area),
    *((Where(kind=kind), lambda one, k=kind: one.kind is k) for kind in Kind),
    *((Where(check=state), lambda one, c=state: one.check is c) for state in Check),
    (Where(untagged=True), lambda one: one.untagged),
    (
        Where(code="self-directed/peer-support"),
        lambda one: "self-directed/peer-support" in one.codes,
    ),
    (Where(by="p3"), lambda one: one.by == "P3"),
    (Where(by="nobody"), lambda _: False),
    (Where(perspective="carer"), lambda one: "carer" in one.perspectives),
    (Where(prompt_number=2), lambda one: one.prompt_number == 2),
    (Where(prompt_number=0), lambda _: False),
    (Where(prompt_number=10**30), lambda _: False),
    (Where(match="CARE"), lambda one: "care" in (one.words or "").lower()),
    (Where(area=Area.SYSTEM, by="P3"), lambda one: one.by == "P3" and Area.SYSTEM in one.areas),
    (Where(none_of_three=True), lambda one: one.none_of_three),
    *((Where(sharing=level), lambda one, s=level: one.sharing is s) for level in Sharing),
    *(
        (Where(author=name), lambda one, n=name: one.author.lower() == n.lower())
        for name in ("Sam", "sam", "nobody")
    ),
    (Where(since="2026-03-24"), lambda one: one.at[:10] >= "2026-03-24"),
    (Where(until="2026-03-24"), lambda one: one.at[:10] <= "2026-03-24"),
    (Where(until="1999-12-31"), lambda _: False),
    (Where(since="no day"), lambda _: False),
    (Where(since="9999-12-31"), lambda _: False),
    (Where(once=True), lambda _: True),
    (Where(session="nothing\udcff"), lambda _: False),
)


@pytest.mark.parametrize(("where", "fits"), WAYS)
def test_a_list_holds_what_fits_in_order_and_counts_as_many(
    sample: SessionFile, where: Where, fits: Callable[[Contribution], bool]
) -> None:
    wanted = tuple(one for one in sample.contributions() if fits(one))
    assert sample.contributions(where) == wanted
    assert sample.count(where) == len(wanted)
    assert sample.contributions(where, limit=2, offset=1) == wanted[1:3]
    assert [sample.position(one.id, where) for one in wanted] == list(range(len(wanted)))


def test_a_list_of_one_prompt_holds_what_was_said_to_it(sample: SessionFile) -> None:
    first = sample.prompts(sample.session().id)[0]
    listed = sample.contributions(Where(prompt=first.id))
    assert listed == sample.contributions(Where(prompt_number=1))
    assert listed


def test_what_is_not_listed_has_no_place(sample: SessionFile) -> None:
    (gone,) = sample.contributions(Where(removed=True))
    assert sample.position(gone.id) is None


def test_the_next_untagged_goes_round_the_end_until_all_are_tagged(file: SessionFile) -> None:
    ids = [say(file, line).id for line in ("One.", "Two. /a", "Three.")]
    assert file.next_untagged(None) == ids[0]
    assert file.next_untagged(ids[0]) == ids[2]
    assert file.next_untagged(ids[2]) == ids[0]
    file.tag([ids[0], ids[2]], add=["s"])
    assert file.next_untagged(ids[0]) is None


def counted(rows: tuple[Contribution, ...], removed: int) -> Tally:
    """Count contributions by hand."""
    return Tally(
        heard=len(rows),
        untagged=sum(one.untagged for one in rows),
        none_of_three=sum(one.none_of_three for one in rows),
        areas={area: sum(area in one.areas for one in rows) for area in Area},
        codes=Counter(code for one in rows for code in one.codes),
        kinds=Counter(one.kind for one in rows if one.kind),
        sharing=Counter(one.sharing for one in rows),
        checks=Counter(one.check for one in rows),
        prompts=Counter(one.prompt for one in rows if one.prompt),
        perspectives=Counter(key for one in rows for key in one.perspectives),
        no_kind=sum(one.kind is None for one in rows),
        no_prompt=sum(one.prompt is None for one in rows),
        not_said=sum(one.by is not None and not one.perspectives for one in rows),
        by_the_room=sum(one.by is None for one in rows),
        removed=removed,
    )


def test_a_large_session_is_counted_in_pages_with_the_same_figures(
    sample: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = sample.tally()
    monkeypatch.setattr(tallies, "PAGE", 7)
    assert sample.tally() == at_once
    assert sample.tally(sample.session().id) == at_once


def test_a_page_far_down_a_list_is_the_same_as_in_the_whole(file: SessionFile) -> None:
    for number in range(30):
        say(file, f"{number}.")
    making.put(
        file.path,
        [
            (f"c.{file.session().id}.{letter * 10}", "words", making.stamp(), letter, None)
            for letter in "cab"
        ],
    )
    whole = file.contributions()
    where = Where(session=file.session().id)
    for asked in (where, Where(), replace(where, removed=True)):
        listed = file.contributions(asked)
        for offset in range(0, 36, 4):
            for of in (None, len(listed)):
                page = file.contributions(asked, limit=5, offset=offset, of=of)
                assert page == listed[offset : offset + 5]
        assert [file.position(one.id, asked) for one in listed] == list(range(len(listed)))
    assert len(whole) == 33


def test_the_figures_of_the_sample_are_those_counted_by_hand(sample: SessionFile) -> None:
    assert sample.tally() == counted(sample.contributions(), removed=1)
    assert sample.tally(sample.session().id) == sample.tally()
    assert sample.tally("nothing").heard == 0


MARKS = ("/a", "/r", "/s", "/none", "#rota", "#x", "!idea", "!works", "%analysis", "%named", "%off")
said = st.builds(
    lambda who, marks: f"{who}words {' '.join(marks)}",
    st.sampled_from(["", "P1: ", "P2: ", "P3: "]),
    st.lists(
        st.sampled_from(MARKS),
        max_size=5,
    ),
)


@given(
    lines=st.lists(st.tuples(said, st.sampled_from([None, 0, 1]), st.booleans()), max_size=8),
    rule=st.sampled_from([None, *Sharing]),
    wishes=st.lists(
        st.tuples(st.sampled_from(["P1", "P2"]), st.sampled_from([None, *Sharing])), max_size=2
    ),
)
@settings(max_examples=30, deadline=None)
def test_figures_are_those_counted_by_hand(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[tuple[str, int | None, bool]],
    rule: Sharing | None,
    wishes: list[tuple[str, Sharing | None]],
) -> None:
    with making.new(tmp_path_factory.mktemp("tally") / "a.sqlite", room_rule=rule) as file:
        session = file.session().id
        prompts = file.prompts(session)
        for handle, sharing in wishes:
            file.set_participant(session, handle, perspectives=["carer", "ours"], sharing=sharing)
        gone = 0
        for line, prompt, remove in lines:
            one = say(file, line, None if prompt is None else prompts[prompt].id)
            gone += remove
            if remove:
                file.remove([one.id])
        assert file.tally() == counted(file.contributions(), gone)


def test_every_word_must_occur_or_be_begun_in_any_case_and_without_accents(
    file: SessionFile,
) -> None:
    for line in ("Le café est fermé.", "The cafe is open.", "Hearing is not listening."):
        say(file, line)
    assert found(file, "CAFÉ") == {"Le café est fermé.", "The cafe is open."}
    assert found(file, "cafe op") == {"The cafe is open."}
    assert found(file, "ring") == set()
    assert found(file, "") == found(file, " /-\udcff ") == set()


def test_the_best_comes_first(file: SessionFile) -> None:
    for line in ("Careful planning of a day.", "Care.", "Care, and much else that was said here."):
        say(file, line)
    assert file.search("care")[0].contribution.words == "Care."
    assert len(file.search("care", limit=1)) == 1
    assert file.search("care", session="nothing") == ()


TEXTS = (
    "Straße und Weg",
    "STRASSE",
    "m² and m2",
    "ﬁne words, fine",
    "Łódź, naïve, coöperate",
    "İstanbul",
    "ΜΆΣΟΣ μάσος",
    "Привет, мир",
    "優步和計程車司機",
    "Uber 司機 needs a licence",
    "under_score and hy-phen",
    "½ of them",
    "it's o'clock",
    "😀 faces 😀",
)
ASKED = (
    "strasse",
    "Straße",
    "weg",
    "m2",
    "m²",
    "fine",
    "ﬁne",
    "fi",
    "lodz",
    "Łódź",
    "naive",
    "cooperate",
    "istanbul",
    "i",
    "İ",
    "μασος",
    "привет司",
    "мир",
    "司機",
    "計程車",
    "licence",
    "score",
    "under",
    "hy",
    "phen",
    "½",
    "1",
    "it's",
    "clock",
    "faces",
    "😀",
)


def test_a_search_finds_the_same_with_and_without_an_index(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = file.session().id
    for text in TEXTS:
        file.capture(raw(text), session=session)
    without = {asked: found(file, asked) for asked in ASKED}
    monkeypatch.setattr(fulltext, "THRESHOLD", 3)
    file.capture(raw("and so a list grows"), session=session)
    file.search("list")
    assert fulltext.exists(file._con)
    assert {asked: found(file, asked) for asked in ASKED} == without
    assert found(file, "計程車") == {"優步和計程車司機"}
    assert found(file, "strasse") == {"Straße und Weg", "STRASSE"}


@given(
    texts=st.lists(st.text("aAbBßéœ²ΣσжЖ機車 _-'1٣", max_size=12), max_size=8),
    asked=st.lists(st.text("aAbBßéœ²Σσж機車 _1٣", min_size=1, max_size=3), max_size=8),
)
@settings(max_examples=20, deadline=None)
def test_any_search_finds_the_same_with_and_without_an_index(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: list[str]
) -> None:
    with making.new(tmp_path_factory.mktemp("search") / "a.sqlite") as file:
        session = file.session().id
        for text in texts:
            file.capture(raw(f"x {text}"), session=session)
        without = [found(file, one) for one in asked]
        with file._ledger.transaction():
            fulltext.create(file._con)
        assert [found(file, one) for one in asked] == without


def test_the_index_follows_edits_removals_and_undo(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "THRESHOLD", 0)
    one, two = say(file, "First words."), say(file, "Second words.")
    assert found(file, "first") == {"First words."}
    assert fulltext.exists(file._con)
    file.edit(one.id, words="Altered words.")
    file.remove([two.id])
    assert (found(file, "first"), found(file, "words")) == (set(), {"Altered words."})
    file.undo()
    file.undo()
    assert found(file, "words") == {"First words.", "Second words."}
    copied = file.copy(path.with_name("copy.sqlite"))
    with SessionFile.open(copied) as again:
        assert fulltext.exists(again._con)
        assert found(again, "first") == {"First words."}
    assert making.is_sound(path)
    assert making.is_sound(copied)


def test_a_capture_never_waits_for_an_index_to_be_made(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "THRESHOLD", 0)
    say(file, "First words.")
    file.capture_unread(raw("Second words."), session=file.session().id)
    assert not fulltext.exists(file._con)
    assert found(file, "words") == {"First words.", "Second words."}
    assert fulltext.exists(file._con)
    say(file, "Third words.")
    assert found(file, "third") == {"Third words."}


def test_an_index_that_cannot_be_made_never_makes_a_saved_line_look_unsaved(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(fulltext, "THRESHOLD", 0)
    monkeypatch.setattr(fulltext, "go_on", full)
    assert say(file, "Kept.").words == "Kept."
    assert words(file) == ["Kept."]
    assert found(file, "kept") == {"Kept."}


def test_words_of_a_chinese_conversation_are_found_either_way(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = file.session().id
    texts = [json.loads(line)["text"] for line in CHINESE.splitlines()]
    with file.together():
        for text in texts:
            file.capture_unread(raw(text), session=session)
    scanned = found(file, "乘客")
    assert len(scanned) == 2
    monkeypatch.setattr(fulltext, "THRESHOLD", 0)
    file.capture(raw("最後"), session=session)
    assert found(file, "乘客") == scanned
    assert fulltext.exists(file._con)


CHINESE = """{"text": "計程車應該讓乘客可以選擇"}
{"text": "平台要對乘客和司機負責"}
{"text": "我覺得現在的法規過時了"}"""


def test_many_finds_are_all_read(file: SessionFile) -> None:
    session = file.session().id
    with file.together():
        for number in range(1_100):
            file.capture_unread(raw(f"word {number}"), session=session)
    assert len(file.search("word")) == 1_100


def test_prompts_that_two_people_put_in_one_place_have_one_order(
    file: SessionFile, path: Path
) -> None:
    session = file.session().id
    first, second = file.prompts(session)
    making.put(
        path,
        [(f"q.{session}.{second.id}", "position", making.stamp(making.NOON * 2), 1, None)],
    )
    ids = [say(file, "One.", first.id).id, say(file, "Two.", second.id).id]
    order = {prompt.id: prompt.number for prompt in file.prompts(session)}
    for one in map(file.contribution, ids):
        assert one.prompt_number == order[str(one.prompt)]
        assert one in file.contributions(Where(prompt_number=one.prompt_number))


def test_a_prompt_that_was_removed_has_no_number(file: SessionFile) -> None:
    session = file.session().id
    first, second = file.prompts(session)
    one = say(file, "One.", first.id)
    file.arrange(session, [PromptPlan(str(second.text), id=second.id)])
    assert file.contribution(one.id).prompt_number is None
    assert file.contribution(one.id).prompt == first.id


def found(file: SessionFile, asked: str) -> set[str | None]:
    """Return the words that a search finds."""
    return {one.contribution.words for one in file.search(asked)}
