"""Filters that a list of one sample cannot try: calendars, levels of sharing, several files' worth."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from listening.model.quickline import parse
from listening.model.vocabulary import Area, Bond, Kind, Sharing
from listening.store import fulltext
from listening.store.asked import NO_PROMPT, NOT_SAID, PromptPlan, Where, narrowed
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import NOON, say

HOUR = 3_600_000


def test_a_day_is_that_of_the_note_takers_own_calendar(file: SessionFile) -> None:
    late = NOON + 11 * HOUR + HOUR // 2
    record = f"c.{file.session().id}.aaaaaaaaaa"
    writer = f"w.{file.session().id}.zzzzzzzz"
    making.put(
        file.path,
        [
            (record, "words", making.stamp(late), "Late.", None),
            (writer, "name", making.stamp(late), "Ola", None),
            (writer, "utc_offset", making.stamp(late), "+01:00", None),
        ],
    )
    (said,) = file.contributions()
    assert said.at[:10] == "2026-03-25"
    assert file.count(Where(since="2026-03-25")) == 1
    assert file.count(Where(until="2026-03-24")) == 0
    assert file.count(Where(since="2026-03-25", until="2026-03-25", author="OLA")) == 1


def test_an_offset_that_is_none_counts_as_universal_time(file: SessionFile) -> None:
    writer = f"w.{file.session().id}.zzzzzzzz"
    making.put(
        file.path,
        [
            (f"c.{file.session().id}.aaaaaaaaaa", "words", making.stamp(NOON), "Noon.", None),
            (writer, "utc_offset", making.stamp(NOON), "start of year", None),
        ],
    )
    assert file.count(Where(since="2026-03-24", until="2026-03-24")) == 1


@pytest.mark.parametrize("rule", [None, *Sharing])
def test_sharing_is_asked_for_as_it_is_shown(tmp_path: Path, rule: Sharing | None) -> None:
    with making.new(tmp_path / "s.sqlite", room_rule=rule and rule.value) as file:
        session = file.session().id
        for number, (speakers, own) in enumerate(product([None, *Sharing], repeat=2)):
            file.set_participant(session, f"P{number}", sharing=speakers)
            say(file, f"P{number}: Words. {f'%{own.mark}' if own else ''}".strip())
        shown = [one.sharing for one in file.contributions()]
        for level in Sharing:
            assert file.count(Where(sharing=level)) == shown.count(level)


def test_what_was_taken_down_twice_is_found_once_where_figures_are_walked(
    file: SessionFile,
) -> None:
    one, other = (say(file, "The lift is broken again. /s") for _ in range(2))
    file.same(one.id, other.id)
    assert file.tally().areas[Area.SYSTEM] == 1
    assert [each.id for each in file.contributions(Where(area=Area.SYSTEM, once=True))] == [one.id]
    assert file.count(Where(area=Area.SYSTEM)) == 2


def test_searching_takes_the_filters_of_a_list(file: SessionFile) -> None:
    say(file, "P1: The bus is late. /s")
    say(file, "P2: The bus is full. /a")
    (found,) = file.search("bus", Where(area=Area.ATTITUDES))
    assert found.contribution.by == "P2"
    assert file.search("bus", Where(by="P1", area=Area.ATTITUDES)) == ()


def test_without_words_all_that_is_meant_is_found_oldest_first(file: SessionFile) -> None:
    lines = ("One. /a", "Two.", "Three. /a")
    for line in lines:
        say(file, line)
    found = file.numbered(file.found("", Where(area=Area.ATTITUDES))).values()
    assert [one.words for one in found] == ["One.", "Three."]
    assert file.found("", newest=1) == file.found("")[:1]
    (two,) = file.numbered([99, *file.found("two")]).values()
    assert two.words == "Two."


def test_a_quick_search_weighs_the_newest_of_many_and_leaves_none_out(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "THRESHOLD", 3)
    monkeypatch.setattr("listening.store.search.WEIGHED", 2)
    lines = ("bus", "a bus to town", "bus bus", "a tram", "the bus, a bus")
    for line in lines:
        say(file, line)
    file.prepare_to_search()
    found = [one.words for one in file.numbered(file.found("bus")).values()]
    assert found == ["bus bus", "the bus, a bus", "a bus to town", "bus"]
    assert {one.contribution.words for one in file.search("bus")} == set(found)


def test_a_note_is_of_the_day_of_its_session_where_that_is_known(tmp_path: Path) -> None:
    with making.new(tmp_path / "s.sqlite", date="2025-10-01") as file:
        say(file, "Typed up half a year later. /s")
        assert file.count(Where(since="2025-10-01", until="2025-10-31")) == 1
        assert file.count(Where(since="2026-01-01")) == 0
        assert file.count(Where(until="2025-09-30")) == 0
        file.describe(file.session().id, {"date": None})
        assert file.count(Where(since="2026-03-24", until="2026-03-24")) == 1
        assert file.count(Where(until="2025-10-31")) == 0


def test_of_several_groups_each_must_hold_in_one_of_its_ways(file: SessionFile) -> None:
    say(file, "P1: The bus is late. /s /r")
    say(file, "P2: The bus is full. /r")
    say(file, "P3: The bus is dear. /s /r")

    def found(*groups: tuple[Where, ...]) -> list[str | None]:
        return [one.by for one in file.contributions(Where(area=Area.ROLES, also=groups))]

    system, first, second = Where(area=Area.SYSTEM), Where(by="P1"), Where(by="P2")
    assert found((system,)) == ["P1", "P3"]
    assert found((first, second)) == ["P1", "P2"]
    assert found((first, second), (system,)) == ["P1"]
    assert found(()) == []


def test_what_is_not_noted_can_be_asked_for(path: Path) -> None:
    with making.new(path) as file:
        session = file.session().id
        first, second = file.prompts(session)
        file.set_participant(session, "P1", perspectives=["carer"])
        under = {None: "The room. !idea", first.id: "P1: A carer.", second.id: "P2: Nobody said."}
        for prompt, line in under.items():
            file.capture(parse(line, file.known(session)), session=session, prompt=prompt)
        file.arrange(session, [PromptPlan("First?", id=first.id)])
        for where, speakers in (
            (Where(by="the Room"), [None]),
            (Where(by="somebody"), ["P1", "P2"]),
            (Where(perspective=NOT_SAID), ["P2"]),
            (Where(kind="none"), ["P1", "P2"]),
            (Where(prompt_number=NO_PROMPT), [None, "P2"]),
            (narrowed(Where(), "kind", ["none", Kind.IDEA]), [None, "P1", "P2"]),
            (Where(linked=True), []),
        ):
            assert [one.by for one in file.contributions(where)] == speakers, where
        tally = file.tally(session)
        assert (tally.by_the_room, tally.not_said, tally.no_kind, tally.no_prompt) == (1, 1, 2, 2)


def test_a_link_counts_while_both_its_ends_stand(file: SessionFile) -> None:
    one, other, apart = (say(file, words) for words in ("One.", "Other.", "Apart."))
    file.link(one.id, Bond.ECHOES, other.id)
    assert [each.id for each in file.contributions(Where(linked=True))] == [one.id, other.id]
    file.remove([other.id])
    assert file.count(Where(linked=True)) == 0
    assert apart.id not in {each.id for each in file.contributions(Where(linked=True))}
